"""What an answer looks like on a terminal; `python tests/cli/test_render_answer.py` redraws it."""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from answer_samples import (
    ABSTAINED,
    AGREED,
    BLANK,
    COPY,
    DISPUTED,
    EVERY_KIND,
    OTHER,
    PLANNED,
    TRAM,
    UNDATED,
    cite,
    rendered,
    value,
)  # fmt: skip
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.ask.answer import Answer, Citation, IndexState, Value, Verdict

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (None, 60, 80, 120)
DRAWN = [(kind, width) for kind in EVERY_KIND for width in WIDTHS]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "\x1b]0;owned\x07[red]\u202eneve\u202c\x9b2J\u2028 [/]:skull: \ud800\r\n<!here>\x00"


def golden(kind: str, width: int | None) -> Path:
    return GOLDEN / f"{kind}-{width or 'piped'}.txt"


@pytest.mark.parametrize(("kind", "width"), DRAWN, ids=[f"{k}-{w or 'piped'}" for k, w in DRAWN])
def test_an_answer_looks_as_it_was_drawn(kind: str, width: int | None) -> None:
    assert rendered(EVERY_KIND[kind], width) == golden(kind, width).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [20, 40])
@pytest.mark.parametrize("kind", EVERY_KIND)
def test_no_line_is_wider_than_the_terminal(kind: str, width: int) -> None:
    lines = rendered(EVERY_KIND[kind], width).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []


def test_the_value_is_marked_in_its_quote() -> None:
    assert "\x1b[1;30;43m14 May 2026\x1b[0m" in rendered(AGREED, 200, colour=True)


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        ("conflict", "!!   The sources disagree: The Quay Courier says"),
        ("attributed position", "!!   Named speakers contradict each other: the transport council"),
    ],
)
def test_each_kind_of_contradiction_is_told(verdict: str, told: str) -> None:
    answer = replace(DISPUTED, verdicts=(Verdict(verdict, (0, 1)),))  # type: ignore[arg-type]
    assert [line for line in rendered(answer).splitlines() if line.startswith(told)]


def test_a_dispute_without_a_verdict_still_warns() -> None:
    assert "!!   The sources disagree.\n" in rendered(replace(DISPUTED, verdicts=()))


def test_the_head_of_a_side_that_is_a_whole_quote_is_its_claim_told_once() -> None:
    quotes = [value(c.quote, replace(c, wording=c.quote, source=None)) for c in (PLANNED, OTHER)]
    lines = rendered(replace(DISPUTED, values=tuple(quotes))).splitlines()
    assert [line for line in lines if line[:2] in ("1.", "2.")] == [
        f"1. “{TRAM}”",
        f"2. “{OTHER.quote}”",
    ]
    assert [line for line in lines if line.startswith("  >")] == []
    assert (
        "  Tram line to reopen · 7 May 2026, 08:30 UTC (3 days ago) · according to the" in lines[8]
    )


def test_a_later_word_is_told_under_the_heading() -> None:
    updated = replace(DISPUTED, status="answered", verdicts=(Verdict("update", (1, 0)),))
    told = "Sunday, 20 May is the later word (9 May 2026); earlier it was 14 May 2026."
    assert f"  {told}\n" in rendered(updated)


def test_more_citations_of_a_value_get_a_line_each() -> None:
    text = rendered(replace(BLANK, values=(value("14 May 2026", PLANNED, also=(COPY,)),)))
    assert "  also The Sound Mirror, 7 May 2026 (copy)\n" in text
    assert text.count(TRAM) == 1


def test_quotes_that_are_not_shown_are_spoken_of() -> None:
    every = [
        replace(PLANNED, quote=f"{TRAM} {number}", source=f"Quay {number}") for number in range(9)
    ]
    text = rendered(replace(AGREED, values=(value("14 May 2026", *every),)))
    assert text.count("  > ") == 5
    assert "  also Quay 5, 7 May 2026; Quay 6, 7 May 2026; Quay 7, 7 May 2026; Quay 8, 7" in text
    assert "\nThere are more quotes; --json has them all.\n" in text


def test_what_else_was_found_is_two_values_in_a_line_and_no_weekday() -> None:
    names = ("Thursday", "Ida Voss", "Olaf Brun", "Ana Mirel")
    further = [replace(value(n, cite(f"{n} came.", n)), standing="further") for n in names]
    others = [replace(one, kind="person") for one in further[1:]]
    text = rendered(replace(BLANK, values=(value("14 May 2026", PLANNED), further[0], *others)))
    told = [line for line in text.splitlines() if line.startswith("Also found")]
    assert told == [
        "Also found, perhaps about something else: Ida Voss (The Quay Courier); "
        "Olaf Brun (The Quay Courier)."
    ]


def test_sides_are_numbered_without_gaps() -> None:
    lesser = replace(value("Thursday", PLANNED), standing="further")
    first, second = DISPUTED.values
    apart = replace(
        DISPUTED, values=(first, lesser, second), verdicts=(Verdict("conflict", (0, 2)),)
    )
    assert [line[:3] for line in rendered(apart).splitlines() if line[:1].isdigit()] == [
        "1. ",
        "2. ",
    ]


def test_what_is_not_stated_is_said_once() -> None:
    tips = [replace(UNDATED, quote=f"In May, {n} say.", article_id=f"tips/{n}.md") for n in "ab"]
    text = rendered(replace(BLANK, values=(value("May", *tips),)))
    assert "  a.md · a plan, not a report\n" in text
    assert "Source not stated: a.md; b.md.\nUndated: a.md; b.md.\n" in text
    assert text.count("not stated") == text.count("Undated") == 1


def test_what_was_searched_for_is_told_in_whole_words() -> None:
    searched = replace(ABSTAINED, question="What comes in December?", searched=("come", "decemb"))
    assert "  Searched for: comes, December\n" in rendered(searched)


def test_an_empty_index_says_how_to_fill_it() -> None:
    answer = replace(ABSTAINED, nearest=(), index=IndexState(0, None))
    assert rendered(answer).splitlines()[-1] == (
        "Nothing to search yet. Add articles: copydesk ingest WHAT"
    )


def test_an_index_without_a_date_says_so() -> None:
    last = rendered(replace(AGREED, index=IndexState(1, None))).splitlines()[-1]
    assert last == "Searched 1 article; none of them is dated."


def test_a_copy_names_its_original_and_is_not_counted() -> None:
    text = rendered(replace(BLANK, values=(value("14 May 2026", COPY),)))
    assert ("a copy of wire/tram.txt" in text, "1 copy not counted" in text) == (True, True)


def test_markup_in_an_article_stays_text() -> None:
    quote = "[red]Sixteen[/red] [link=file:///etc]people[/link] :skull: crossed."
    assert f"> {quote}\n" in rendered(
        replace(BLANK, values=(value("Sixteen", cite(quote, "Sixteen")),))
    )


def test_a_word_of_100_kB_is_cut_and_the_cut_is_marked() -> None:
    word = "x" * 100_000
    quote = f"It opens on 3 June {word}"
    answer = replace(
        BLANK, values=(value(word, cite(quote, "3 June", title=word, source=word, speaker=word)),)
    )
    text = rendered(answer, 60)
    assert (len(text) < 6_000, "[…]" in text, max(map(len, text.splitlines()))) == (True, True, 60)


HOSTILE_TEXT = st.one_of(
    st.text(st.characters(), max_size=40),
    st.text(st.sampled_from(HOSTILE), max_size=60),
    st.just(HOSTILE),
)
MAYBE = st.none() | HOSTILE_TEXT
OFFSET = st.integers(-5, 80)
CITATIONS = st.builds(
    Citation, HOSTILE_TEXT, OFFSET, MAYBE, MAYBE, MAYBE,
    st.one_of(MAYBE, st.sampled_from(["2026-05-07", "0001-01-01T00:00:00+23:59", "9999-12-31"])),
    OFFSET, OFFSET, HOSTILE_TEXT, MAYBE, HOSTILE_TEXT, OFFSET, OFFSET, MAYBE,
    st.sampled_from(["report", "plan", "denial", "condition", "question"]), MAYBE, MAYBE,
)  # fmt: skip
VALUES = st.builds(
    Value, HOSTILE_TEXT, HOSTILE_TEXT, MAYBE, MAYBE, st.sampled_from(["side", "further"]), OFFSET,
    st.lists(CITATIONS, max_size=5).map(tuple),
)  # fmt: skip
VERDICTS = st.builds(
    Verdict, st.sampled_from(["agree", "conflict", "attributed position", "update", "refinement"]),
    st.tuples(OFFSET, OFFSET),
)  # fmt: skip
ANSWERS = st.builds(
    Answer, HOSTILE_TEXT, HOSTILE_TEXT,
    st.sampled_from(["answered", "disputed", "ambiguous", "abstained"]),
    st.lists(VALUES, max_size=3).map(tuple), st.lists(VERDICTS, max_size=3).map(tuple), MAYBE,
    st.lists(CITATIONS, max_size=2).map(tuple), st.lists(HOSTILE_TEXT, max_size=3).map(tuple),
    HOSTILE_TEXT, st.builds(IndexState, st.integers(0, 10), MAYBE),
)  # fmt: skip


@given(ANSWERS, st.sampled_from([None, 20, 60, 120]), st.booleans())
@settings(max_examples=80)
def test_nothing_raises_and_no_control_character_gets_out(
    answer: Answer, width: int | None, colour: bool
) -> None:
    text = COLOUR.sub("", rendered(answer, width, colour and width is not None))
    text.encode()
    acting = [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert set(acting) <= set("\n\u200c\u200d")


def test_a_yes_or_no_question_is_answered_by_whole_quotes_without_a_head() -> None:
    part = value("reopen on 14 May 2026", cite(TRAM, "reopen on 14 May 2026"), kind="text")
    other = value("Nothing will run", replace(OTHER, wording="Nothing will run"), kind="text")
    answer = replace(BLANK, question="Will the tram line reopen?", values=(part, other))
    lines = rendered(answer).splitlines()
    assert f"  > {TRAM}" in lines
    assert not {"1. reopen on 14 May 2026", "reopen on 14 May 2026", "1. ", "1."} & {*lines}


def test_sides_with_the_same_words_are_told_apart_by_what_they_were_read_as() -> None:
    months = [
        value("March", cite("War came in March.", "March", reading=f"March {year}", source=source))
        for year, source in ((2026, "The Quay Courier"), (2027, "Radio Skell"))
    ]
    answer = replace(DISPUTED, question="When did the war begin?", values=tuple(months))
    assert "March (March 2026) or March (March 2027)" in rendered(answer)
    assert "Radio Skell says March (March 2027)." in rendered(answer)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for one_kind, one_width in DRAWN:
        drawn = rendered(EVERY_KIND[one_kind], one_width)
        golden(one_kind, one_width).write_text(drawn, encoding="utf-8")
