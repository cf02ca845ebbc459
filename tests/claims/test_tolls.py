"""Counts that rise within hours are no conflict where nobody knows which came later."""

import pytest
from claim_samples import account

from bot.claims.comparing import compare_accounts
from bot.claims.tolls import with_tolls

FOUR = "Four people died in the Orsk flood."
SEVEN = "Seven people died in the Orsk flood."
ABOARD = "The ferry Corrie Dane carried 83 people when it sank off Orsk."
MORE_ABOARD = "The ferry Corrie Dane carried 96 people when it sank off Orsk."


@pytest.mark.parametrize(
    ("texts", "published", "expected"),
    [
        ((FOUR, SEVEN), ("2026-03-03", "2026-03-03"), ["update"]),
        ((FOUR, SEVEN), ("2026-03-03T09:00:00Z", "2026-03-03T00:00:00Z"), ["update"]),
        ((FOUR, SEVEN), ("2026-03-03T09:00:00Z", "2026-03-03T09:30:00Z"), ["conflict"]),
        ((ABOARD, MORE_ABOARD), ("2026-03-03", "2026-03-03"), ["conflict"]),
    ],
    ids=["of one day", "of one midnight", "of one hour", "a count that does not change"],
)
def test_a_toll_without_an_order_is_an_update(
    texts: tuple[str, str], published: tuple[str, str], expected: list[str]
) -> None:
    one = account(texts[0], "a", "The Quay Courier", published[0])
    two = account(texts[1], "b", "Radio Halden", published[1])
    pairs = with_tolls(compare_accounts(one, two, is_one_event=True))
    counts = (pair for pair in pairs if pair.a.slot.startswith("count:"))
    assert [pair.judgement.verdict for pair in counts] == expected
