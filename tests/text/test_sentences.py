"""Sentences: where they end, where they do not, and that the spans are exact."""

import pytest
from tables import cases

from bot.text.sentences import is_heading, split_sentences
from store.spans import Span


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


CASES = r"""
two plain sentences: It rained. |We left.
title before a name: Dr. Ilka Moor left.
initials: J. R. Moor left. |He ran.
country before its army: The U.S. Army left. |It rained.
country at the end: He left the U.S. |The fog stayed.
country at the end before a name: She lives in the U.S. |Moor stayed.
month and day: It ends on Nov. 10 at noon.
number sign: Pier No. 5 shut.
no at the end: The mayor said no. |Traders cheered.
time of day with weekday: It shut at 3 p.m. Monday.
time of day at the end: It shut at 3 p.m. |Police came.
company: Moor Inc. Chief Ann Poe left.
decimal: Fares rose 3.5 percent. |Trade fell.
ellipsis inside: It was ... late. |We left.
ellipsis at the end: It was late... |We left.
closing quote stays: "We left." |It rained.
curly quote of two sentences: “We sail. |We hope,” Poe said.
question before she asked: “Why?” she asked.
question before a named asker: “Why?” Ann Poe asked.
quote led up to, then a saying: Doe said that “all is well.” |Police said it was not.
bracketed sentence: It sank. |(Nobody drowned.) |We left.
party and state: Sen. Ann Poe (D-Calif.) left.
bullets: - One thing\n|- Another
heading: Talks resume\n|The talks resumed.
line in small letters goes on: The ferry\nsank.
torn after an abbreviation: They met with U.S.\n\nTreasury Secretary Ann Poe.\n\n|It rained.
torn before a verb: Meanwhile, the U.S.\n\nis preparing rules.
not torn: He moved to the U.S.\n\n|Jane Roe said so.
Chinese full stop: 港口关闭。|渡轮停航。
"""


@pytest.mark.parametrize("text", cases(CASES))
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    assert cut(text.replace("|", "")) == [sentence.strip() for sentence in text.split("|")]


def test_nothing_has_no_sentences() -> None:
    assert [cut(text) for text in ("", " \n\t ")] == [[], []]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The harbour of Lowport will stay closed until the end of the week, after a\n"
        "Danish freighter ran aground at its mouth on Monday and spilled four tonnes\n"
        "of oil. Harbour master Ilka Moor said that tugs from three ports were on the\n"
        "Way to help."
    )
    assert [s.count("\n") for s in cut(text)] == [2, 1]


def test_a_part_of_a_text_is_cut_by_itself() -> None:
    assert split_sentences("It rained. We left. He ran.", Span(11, 27)) == [(11, 19), (20, 27)]


HEADINGS = {
    "short line": ("Talks resume\n\nThey met.", Span(0, 12), True),
    "with a full stop": ("Talks resume.\n\nThey met.", Span(0, 13), False),
    "inside a line": ("Talks resume now", Span(0, 5), False),
    "bullet": ("- Talks resume\n", Span(0, 14), False),
    "small letter": ("talks resume\n", Span(0, 12), False),
}


@pytest.mark.parametrize(("text", "span", "expected"), HEADINGS.values(), ids=HEADINGS.keys())
def test_a_heading_is_a_short_line_without_end(text: str, span: Span, expected: bool) -> None:
    assert is_heading(text, span) is expected
