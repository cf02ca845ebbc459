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


WHO = "Who won the Orva regatta?"
WINNER = Told("Ana Mirel won the Orva regatta on Sunday.", "Delm Post")
BOTH = Told("Otto Brandt lost the Orva regatta to Ana Mirel on Sunday.", "Radio Halden")
OTHER = Told("Otto Brandt won the Orva regatta on Sunday.", "Radio Halden")


def wordings(question: str, *articles: Told) -> list[str]:
    candidates = sorted(candidates_of(question, *articles), key=lambda c: -c.score)
    return [c.wording for c in sort_out(asked(question), candidates).sides]


def test_who_is_named_beside_the_winner_is_no_other_side() -> None:
    assert "Otto Brandt" not in wordings(WHO, WINNER, BOTH)


def test_who_is_named_instead_of_the_winner_is_another_side() -> None:
    assert set(wordings(WHO, WINNER, OTHER)) == {"Ana Mirel", "Otto Brandt"}


def test_the_place_of_a_dateline_is_no_other_side_of_where_it_happened() -> None:
    where = "Where did the Aldport ferry sink?"
    sank = Told("The Aldport ferry sank off Gull Island on Sunday.", "Delm Post")
    filed = Told(
        "PORT SEL — The Aldport ferry sank on Sunday. Boats searched off Gull Island.", "Orva Wire"
    )
    assert "PORT SEL" not in wordings(where, sank, filed)


def test_two_of_one_surname_are_two_sides() -> None:
    other = Told("Tom Mirel won the Orva regatta on Sunday.", "Radio Halden")
    assert set(wordings(WHO, WINNER, other)) == {"Ana Mirel", "Tom Mirel"}
