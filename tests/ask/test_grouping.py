"""Compatible values stand together, the most precise of the sure ones names them."""

from dataclasses import replace

import pytest
from ask_samples import Told, stated

from bot.ask.grouping import Group, group
from bot.ask.question import Asked
from bot.judging.document import Statement


def day(words: str, source: str | None = "The Quay Courier", score: float = 1.0) -> Statement:
    return stated(Told(f"The Orva truce ends {words}.", source), words, "when", score)


def wordings(groups: list[Group]) -> list[tuple[str, ...]]:
    return [tuple(member.wording for member in one.members) for one in groups]


def test_the_most_precise_wording_names_its_group_and_the_best_leads_it() -> None:
    [found] = group([day("in November 2026", score=1.4), day("on 10 November 2026")])
    assert (found.best.wording, found.head.wording) == ("November 2026", "10 November 2026")


def test_a_wording_that_is_far_behind_names_nothing() -> None:
    [found] = group([day("in November 2026", score=5.0), day("on 10 November 2026")])
    assert found.head.wording == "November 2026"


def test_a_month_ties_none_of_its_days_to_another() -> None:
    found = group([day("on 10 November 2026"), day("on 18 November 2026"), day("in November 2026")])
    assert wordings(found) == [("10 November 2026", "November 2026"), ("18 November 2026",)]


@pytest.mark.parametrize(
    ("kind", "one", "other", "together"),
    [
        ("how many", "12", "twelve", True),
        ("how many", "At least 12", "96", False),
        ("how many", "about 100", "96", True),
        ("how many", "83", "96", False),
        ("who", "Ana Mirel", "Mirel", True),
        ("who", "Ana Mirel", "Otto Brandt", False),
        ("how long", "sixty days", "60 days", True),
        ("how long", "sixty days", "two months", False),
    ],
)
def test_values_that_may_both_be_right_stand_together(
    kind: Asked, one: str, other: str, together: bool
) -> None:
    frames = {"how many": "{} people died.", "who": "{} signed it.", "how long": "It holds {}."}
    statements = [stated(Told(frames[kind].format(words)), words, kind) for words in (one, other)]
    assert len(group(statements)) == (1 if together else 2)


def test_a_source_counts_once_and_a_copy_with_its_original() -> None:
    own, again = day("on 10 November 2026"), day("on Nov. 10, 2026")
    copy = day("on 10 November 2026", "Orva Wire")
    copy = replace(copy, hit=replace(copy.hit, article_id="reprint", copy_of="article-1"))
    assert group([own, again])[0].sources == 1
    assert (group([own, copy])[0].sources, group([own, copy])[0].support) == (1, 0)
    assert group([copy, replace(copy, hit=replace(copy.hit, source="Pell Mail"))])[0].sources == 1


def test_articles_without_a_source_each_count() -> None:
    one, other = day("on 10 November 2026", None), day("on Nov. 10, 2026", None)
    other = replace(other, hit=replace(other.hit, article_id="other"))
    assert group([one, other])[0].sources == 2


def test_support_is_what_other_sources_are_sure_of() -> None:
    own = day("on 10 November 2026", score=9.0)
    sure, unsure = (day("on Nov. 10, 2026", "Delm Post", score) for score in (9.0, -9.0))
    assert group([own, own])[0].support == 0
    assert group([own, sure])[0].support > 0.9
    assert group([own, unsure])[0].support < 0.1
