"""Which values speak of the same fact."""

from ask_samples import Told, asked, candidates_of

from bot.ask.sides import sort_out

WHEN = "When does the Orva truce end?"
TENTH = Told("The Orva truce ends on 10 November 2026.", "Delm Post")
EIGHTEENTH = Told("The Orva truce ends on 18 November 2026.", "Radio Halden")
ELSEWHERE = Told("A ferry in Port Sel sails again on 3 December 2026.", "Orva Wire")


def test_two_values_told_alike_are_two_sides() -> None:
    found = sort_out(asked(WHEN), candidates_of(WHEN, TENTH, EIGHTEENTH))
    assert [c.wording for c in found.sides] == ["10 November 2026", "18 November 2026"]
    assert found.further == ()


def test_a_value_of_another_matter_is_no_side() -> None:
    found = sort_out(asked(WHEN), candidates_of(WHEN, TENTH, ELSEWHERE))
    assert [c.wording for c in found.sides] == ["10 November 2026"]
    assert [c.wording for c in found.further] == ["3 December 2026"]


def test_no_candidate_is_lost_or_counted_twice() -> None:
    candidates = candidates_of(WHEN, TENTH, EIGHTEENTH, ELSEWHERE)
    found = sort_out(asked(WHEN), candidates)
    parted = [*found.sides, *found.further]
    assert sorted(c.wording for c in parted) == sorted(c.wording for c in candidates)
