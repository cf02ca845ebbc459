"""Each passage is read by itself: where the reader points, and what speaks for it."""

from dataclasses import replace

import pytest
from ask_samples import Told, asked, hit_of, stated
from scripted_networks import SURE, UNSURE, Pointing, pointing

from bot.ask.question import Asked
from bot.ask.reading import PASSAGES_READ, read_hits
from bot.judging.document import Statement
from store.passages import Hit

FERRY = Told(
    "The Aldport ferry was built by Norvik Lines. It sank on 4 May 2026.", title="The ferry"
)


def read(question: str, reader: Pointing, *articles: Told) -> list[Statement]:
    hits: list[Hit] = [hit_of(told, number) for number, told in enumerate(articles, 1)]
    return read_hits(asked(question), hits, reader)


def test_passages_are_read_under_their_headline_and_day() -> None:
    reader = pointing("4 May 2026")
    read("When did it sink?", reader, FERRY, Told("Rain fell.", on=None))
    assert reader.asked == [("When did it sink?", ["The ferry (2026-05-08)", ""])]


def test_a_headline_that_the_reader_points_into_is_no_part_of_the_quote() -> None:
    told = Told("A ferry is lost\n\nThe Aldport ferry was built by Norvik Lines.")
    [found] = read("What was built?", pointing("lost\n\nThe Aldport ferry was built"), told)
    assert found.text == "The Aldport ferry was built by Norvik Lines."
    assert told.text[found.value_span.start : found.value_span.end] == found.wording


def test_a_sentence_is_pointed_at_once() -> None:
    told = Told("The ferry of 2 June 2019 sank on 4 May 2026.")
    [found] = read("When did it sink?", Pointing({"2 June 2019": 1.0, "4 May 2026": SURE}), told)
    assert found.wording == "4 May 2026"


@pytest.mark.parametrize("first", ["2 June 2019", "4 May 2026"])
def test_what_is_surest_stands_first(first: str) -> None:
    told = Told("The ferry was built on 2 June 2019. It sank on 4 May 2026.")
    reader = Pointing({"2 June 2019": UNSURE, "4 May 2026": UNSURE, first: SURE})
    assert read("When?", reader, told)[0].wording == first


def test_of_two_that_are_as_sure_the_newer_stands_first_and_old_is_old() -> None:
    told = [Told("The mayor is Ana Mirel.", on="2026-05-08"), Told("The mayor is Otto Brandt.")]
    days = ("2026-05-09", "2026-04-20", "2020-04-20", None)
    scores = []
    for day in days:
        articles = [replace(told[0], on=day), told[1]]
        found = read("Who is the mayor?", pointing("Ana Mirel", "Otto Brandt"), *articles)
        scores.append(next(one.score for one in found if one.wording == "Ana Mirel"))
    new, old, ancient, undated = scores
    assert new > undated > old == ancient


def test_only_the_first_passages_are_read() -> None:
    articles = [Told(f"Ferry {n} sank in June.") for n in range(PASSAGES_READ + 5)]
    reader = pointing("June")
    assert len(read("When did a ferry sink?", reader, *articles)) == PASSAGES_READ


@pytest.mark.parametrize(
    ("kind", "text", "pointed", "expected"),
    [
        pytest.param("who", "The yard sold it to Tom Korda.", "Korda", ("person", "Tom Korda"),
                     id="a part of a name"),
        pytest.param("when", "It sank on 4 May 2026.", "sank on 4 May 2026", ("date", "4 May 2026"),
                     id="a date in more words"),
        pytest.param("how many", "It had 83 people aboard on 4 May 2026.",
                     "83 people aboard on 4 May 2026", ("number", "83"), id="the kind asked for"),
        pytest.param("what", "It had 83 people aboard on 4 May 2026.", "on 4 May 2026",
                     ("date", "4 May 2026"), id="most of what is pointed at"),
        pytest.param("when", "It sank as the storm broke.", "as the storm broke",
                     ("text", "as the storm broke"), id="no value of the kind"),
        pytest.param("what", "It sank because a door was left open.", "a door was left open",
                     ("text", "a door was left open"), id="words"),
    ],
)  # fmt: skip
def test_the_value_shown_is_of_the_kind_asked_for_else_the_readers_words(
    kind: Asked, text: str, pointed: str, expected: tuple[str, str]
) -> None:
    value = stated(Told(text), pointed, kind).value
    assert (value.kind, value.wording) == expected
    assert text[value.start : value.end] == value.wording
