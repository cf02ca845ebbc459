"""Compatible values stand together, the most precise on top; copies are one source."""

from dataclasses import replace

from ask_samples import Told, candidates_of

from bot.ask.candidates import Candidate
from bot.ask.grouping import group, independent_source

WHEN = "When does the Orva truce end?"


def told(day: str, source: str | None = "The Quay Courier") -> Told:
    return Told(f"The Orva truce ends {day}.", source)


def grouped(*articles: Told) -> list[tuple[str, set[str], int]]:
    found = group(candidates_of(WHEN, *articles))
    return [(g.head.wording, {m.wording for m in g.members}, g.independent) for g in found]


def copied(candidate: Candidate, original: str) -> Candidate:
    hit = replace(candidate.sentence.hit, copy_of=original)
    return replace(candidate, sentence=replace(candidate.sentence, hit=hit))


def test_nothing_makes_no_groups() -> None:
    assert group([]) == []


def test_the_most_precise_wording_leads_its_group() -> None:
    found = grouped(
        told("in November 2026", "Radio Halden"), told("on 10 November 2026", "Delm Post")
    )
    assert found == [("10 November 2026", {"November 2026", "10 November 2026"}, 1)]


def test_a_date_that_only_bounds_the_day_counts_for_none_and_stands_last() -> None:
    [found] = group(
        candidates_of(
            WHEN,
            told("later this year", "Radio Halden"),
            told("on 10 November 2026", "Delm Post"),
            told("in November 2026", "Orva Wire"),
            told("on Nov. 10, 2026", "The Quay Courier"),
        )
    )
    days = [member.wording for member in found.members][:2]
    assert sorted(days) == ["10 November 2026", "Nov. 10, 2026"]
    assert (found.independent, found.sources) == (2, 4)


def test_a_month_never_ties_two_of_its_days_together() -> None:
    found = grouped(
        told("in November 2026", "Radio Halden"),
        told("on 10 November 2026", "Delm Post"),
        told("on 18 November 2026", "Orva Wire"),
    )
    assert sorted(head for head, _, _ in found) == ["10 November 2026", "18 November 2026"]
    assert sum("November 2026" in members for _, members, _ in found) == 1


def test_the_value_of_more_sources_comes_first() -> None:
    found = grouped(
        told("on 18 November 2026", "Orva Wire"),
        told("on 10 November 2026", "Delm Post"),
        told("on Nov. 10, 2026", "Radio Halden"),
        told("on 10 November 2026", "The Quay Courier"),
    )
    assert [(head, sources) for head, _, sources in found][-1] == ("18 November 2026", 1)


def test_a_source_that_says_it_twice_is_one_source() -> None:
    [(_, _, sources)] = grouped(told("on 10 November 2026"), told("on Nov. 10, 2026"))
    assert sources == 1


def test_articles_without_a_source_each_count() -> None:
    [(_, _, sources)] = grouped(told("on 10 November 2026", None), told("on Nov. 10, 2026", None))
    assert sources == 2


def test_two_copies_of_one_article_are_one_source() -> None:
    one, other = candidates_of(
        WHEN, told("on 10 November 2026", "Delm Post"), told("on 10 November 2026", "Orva Wire")
    )
    [found] = group([copied(one, "wire-7"), copied(other, "wire-7")])
    assert found.independent == 1


def test_an_article_without_source_counts_as_itself() -> None:
    [candidate] = candidates_of(WHEN, told("on 10 November 2026", None))
    assert independent_source(candidate) == "article-1"


def test_every_candidate_is_in_one_group() -> None:
    days = ("on 10 November 2026", "in November 2026", "on 18 November 2026", "in early December")
    candidates = candidates_of(WHEN, *(told(day, f"Paper {day}") for day in days))
    members = [member for found in group(candidates) for member in found.members]
    assert sorted(m.article_id for m in members) == sorted(c.article_id for c in candidates)


def test_the_order_of_reading_does_not_change_the_groups() -> None:
    days = ("on 10 November 2026", "in November 2026", "on 18 November 2026")
    candidates = candidates_of(WHEN, *(told(day, f"Paper {day}") for day in days))
    forth, back = group(candidates), group(candidates[::-1])
    assert {g.head.wording for g in forth} == {g.head.wording for g in back}
