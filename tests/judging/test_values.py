"""Two values compare by their type."""

import pytest
from ask_samples import Told, stated
from tables import named

from bot.judging.values import compare


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    named(
        ("a day in a month", "It opened on [3 May 2026].", "It opened in [May 2026].", "refines"),
        ("two days", "It opened on [3 May 2026].", "It opened on [4 May 2026].", "different"),
        ("two counts", "[Seven] people died.", "[Nine] people died.", "different"),
        ("an open bound", "[Seven] people died.", "At least [three] people died.", "overlaps"),
        ("two durations", "It lasted [two hours].", "It lasted [three hours].", "different"),
        ("a surname", "It was [Ana Mirel].", "It was [Mirel].", "refines"),
        ("spelling", "It was [Ana Mirel].", "It was [Anna Mirel].", "variant"),
        ("two names", "It was [Ana Mirel].", "It was [Otto Brandt].", "different"),
        ("two types", "[Seven] people died.", "It opened on [3 May 2026].", "unknown"),
        ("one length in two units", "It is [70 metres] tall.", "It is [230 feet] tall.", "same"),
        ("length and weight", "It is [70 metres] tall.", "It weighs [70 tonnes].", "unknown"),
        ("an open bound in another unit", "It is [70 metres] tall.",
         "It stands over [50 feet] tall.", "overlaps"),
    ),
)  # fmt: skip
def test_values_compare_by_their_type(a: str, b: str, expected: str) -> None:
    one, two = (
        stated(
            Told(text.replace("[", "").replace("]", "")),
            text.partition("[")[2].partition("]")[0],
            number=number,
        )
        for number, text in enumerate((a, b), 1)
    )
    assert compare(one, two) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-05-08", "same"), ("2026-05-01", "unknown")], ids=["one", "two"]
)
def test_on_friday_is_one_day_only_in_articles_of_one_day(day: str, expected: str) -> None:
    text = "The bridge opened on Friday."
    one = stated(Told(text), "on Friday", "when")
    two = stated(Told(text, on=day), "on Friday", "when", number=2)
    assert compare(one, two) == expected
