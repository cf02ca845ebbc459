"""Two holders of an office are told with the office, in its fullest wording."""

import pytest

from bot.verdicts.offices import office_of
from store.verdicts import NewVerdict, Side


def side(quote: str, value: str) -> Side:
    at = 400 + quote.index(value)
    return Side(
        "a", 1, "Quay Courier", None, None, None, 400, 400 + len(quote), quote, at, at + len(value),
        value, None, value,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("slot", "first", "second", "office"),
    [
        pytest.param(
            "office:mayor",
            side("Mayor Jane Roe cut the ribbon.", "Jane Roe"),
            side("The mayor of Lowport, Karl Moor, cut it.", "Karl Moor"),
            "mayor of Lowport",
            id="fuller in the second",
        ),
        pytest.param(
            "office:minister",
            side("Jane Roe was sworn in on Monday.", "Jane Roe"),
            side("Karl Moor was sworn in on Monday.", "Karl Moor"),
            "minister",
            id="in neither quote",
        ),
        pytest.param(
            "count:person:dead",
            side("Mayor Jane Roe said 12 died.", "12"),
            side("Mayor Jane Roe said 14 died.", "14"),
            None,
            id="no office",
        ),
    ],
)
def test_the_office_of_two_holders_is_told(
    slot: str, first: Side, second: Side, office: str | None
) -> None:
    assert office_of(NewVerdict("k", "conflict", "why", slot, "story", first, second)) == office
