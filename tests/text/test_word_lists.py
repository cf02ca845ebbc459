"""Word lists: folded as they are looked up, and every entry can match."""

import pytest

from bot.text import abbreviations, name_words
from bot.text.folding import fold
from bot.text.name_forms import NICKNAMES, SPELLINGS
from bot.text.name_likeness import compare_names
from bot.text.names import find_names
from bot.text.office_words import MODIFIERS
from bot.text.sentences import split_sentences

FOLDED = (
    "HONORIFICS SUFFIXES PARTICLES ORGANISATION_HEADS PLACE_HEADS ORGANISATION_WORDS PLACE_WORDS "
    "PLACE_OPENERS EVENT_WORDS WEEKDAYS_MONTHS PAPERS ADJECTIVES CONTINUATIONS SPEECH"
)


@pytest.mark.parametrize("name", FOLDED.split(" "))
def test_lists_are_spelt_as_they_are_looked_up(name: str) -> None:
    entries = getattr(name_words, name)
    assert {fold(entry) for entry in entries} == entries


def test_files_are_spelt_as_they_are_looked_up() -> None:
    for entries in (name_words.first_names(), name_words.common_words(), MODIFIERS):
        assert {fold(entry) for entry in entries} == entries


@pytest.mark.parametrize("word", sorted(abbreviations.NEVER_LAST - {"no", "nos"}))
def test_no_sentence_ends_after_a_title(word: str) -> None:
    assert len(split_sentences(f"It was {word}. Moor again.")) == 1


@pytest.mark.parametrize("word", sorted(abbreviations.MAYBE_LAST))
def test_the_word_after_decides_whether_an_abbreviation_ends(word: str) -> None:
    assert len(split_sentences(f"It was {word}. Moor again.")) == 1
    assert len(split_sentences(f"It was {word}. However, it rained.")) == 2


@pytest.mark.parametrize("word", sorted(abbreviations.OPENERS))
def test_an_opener_opens_a_sentence(word: str) -> None:
    text = f"It was Moor Inc. {word.capitalize()} it was."
    assert len(split_sentences(text)) == 2


@pytest.mark.parametrize("word", sorted(abbreviations.AFTER_COUNTRY))
def test_an_institution_goes_on_after_its_country(word: str) -> None:
    assert len(split_sentences(f"He met the U.S. {word.capitalize()} again.")) == 1


@pytest.mark.parametrize("word", sorted(abbreviations.AFTER_TIME))
def test_a_day_or_zone_goes_on_after_a_time(word: str) -> None:
    assert len(split_sentences(f"It shut at 3 p.m. {word.capitalize()} again.")) == 1


@pytest.mark.parametrize("word", sorted(abbreviations.SAYING))
def test_a_verb_of_saying_ties_a_name_to_its_quote(word: str) -> None:
    assert len(split_sentences(f"“It rains.” Ann Poe {word} so.")) == 1


@pytest.mark.parametrize("group", [*NICKNAMES, *SPELLINGS], ids=lambda g: min(g))
def test_forms_of_one_first_name_are_variants(group: frozenset[str]) -> None:
    first, *others = sorted(group)
    for other in others:
        assert compare_names(f"{first} Moor", f"{other} Moor") == "variant"


@pytest.mark.parametrize("word", sorted(name_words.ORGANISATION_WORDS - {"government", "reserve"}))
def test_a_body_is_an_organisation(word: str) -> None:
    found = find_names(f"We wrote to Lowport {word.capitalize()} twice.")
    assert [(n.text, n.kind) for n in found] == [(f"Lowport {word.capitalize()}", "organisation")]


@pytest.mark.parametrize("word", sorted(name_words.PLACE_OPENERS))
def test_an_opener_of_places_makes_one(word: str) -> None:
    name = f"{word.capitalize()} Orran"
    (found,) = find_names(f"Snow fell near {name} on Friday.")
    assert (found.text, found.kind) == (name, "place")


@pytest.mark.parametrize("word", sorted(name_words.PLACE_WORDS))
def test_a_street_or_river_is_a_place(word: str) -> None:
    found = find_names(f"We went to Moorlow {word.capitalize()} twice.")
    assert [(n.text, n.kind) for n in found] == [(f"Moorlow {word.capitalize()}", "place")]
