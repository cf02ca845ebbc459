"""Word families: every entry of families.txt can match, and forms count as the word itself."""

from importlib import resources

import pytest

from bot.ask.expansion import forms, phrases_in, related
from store.terms import is_stop, terms

TEXT = resources.files("bot.ask").joinpath("families.txt").read_text("utf-8")
LINES = [line for line in TEXT.splitlines() if line.strip() and not line.startswith("#")]


def members(line: str) -> dict[str, set[str]]:
    """The words of a line with the terms that each is searched by."""
    written = [word for word in line.removeprefix("=").split() if "-" not in word]
    return {word: {term for term in terms(word) if not is_stop(term)} for word in written}


@pytest.mark.parametrize("line", LINES, ids=lambda line: " ".join(line.split()[:2]))
def test_every_word_of_a_family_is_found_by_another_of_its_line(line: str) -> None:
    searched = members(line)
    found_by = forms if line.startswith("=") else related
    everything = set().union(*searched.values())
    lost = [
        word
        for word, own in searched.items()
        if not own or not all(own <= found_by(other) | {other} for other in everything)
    ]
    assert lost == []


@pytest.mark.parametrize("line", LINES, ids=lambda line: " ".join(line.split()[:2]))
def test_every_family_brings_two_terms_together(line: str) -> None:
    assert len(set().union(*members(line).values())) > 1


PHRASES = [(w, line) for line in LINES if line[0] != "=" for w in line.split() if "-" in w]


@pytest.mark.parametrize(("phrase", "line"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_a_phrase_stands_for_its_family_only_when_whole(phrase: str, line: str) -> None:
    parts, [head] = tuple(terms(phrase)), terms(line.split()[0])
    assert phrases_in(parts).get(head) == parts
    assert [head in phrases_in([part]) for part in parts] == [False] * len(parts)
    assert [part for part in parts if is_stop(part)] == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("truce", "fire", id="cease-fire"),
        pytest.param("end", "run", id="run-out"),
        pytest.param("hold", "take", id="take-place"),
        pytest.param("open", "kick", id="kick-off"),
        pytest.param("meet", "sit", id="sit-down"),
        pytest.param("resign", "step", id="step-down"),
        pytest.param("cancel", "call", id="call-off"),
        pytest.param("reject", "turn", id="turn-down"),
        pytest.param("strike", "action", id="industrial action"),
        pytest.param("replace", "take", id="take over"),
    ],
)
def test_half_of_a_phrase_is_no_relative(one: str, two: str) -> None:
    [term], [other] = terms(one), terms(two)
    assert (other in related(term), term in related(other)) == (False, False)


def test_a_term_is_not_its_own_relative() -> None:
    known = {term for line in LINES for term in terms(line.removeprefix("="))}
    assert [term for term in known if term in related(term)] == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("expire", "lapsed", id="synonym"),
        pytest.param("sink", "sank", id="strong verb"),
        pytest.param("child", "children", id="strong plural"),
        pytest.param("truce", "ceasefire", id="noun"),
        pytest.param("layoffs", "redundancies", id="plural"),
    ],
)
def test_a_question_finds_the_word_that_a_source_used(asked: str, told: str) -> None:
    [term], [other] = terms(asked), terms(told)
    assert (other in related(term), term in related(other)) == (True, True)


def test_forms_are_narrower_than_families() -> None:
    assert (forms("find"), "discov" in related("find")) == (frozenset({"found"}), True)


@pytest.mark.parametrize("term", ["zebra", "", "the", "10", "\x00"])
def test_a_word_without_a_family_has_no_relatives(term: str) -> None:
    assert related(term) == frozenset()
