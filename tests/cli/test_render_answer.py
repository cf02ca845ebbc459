"""What an answer looks like on a terminal; `python tests/cli/test_render_answer.py` redraws it."""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from answer_samples import (
    ABSTAINED,
    AGREED,
    AMBIGUOUS,
    BLANK,
    COPY,
    DISPUTED,
    EVERY_KIND,
    OTHER,
    PLANNED,
    TRAM,
    cite,
    rendered,
    value,
)  # fmt: skip
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.ask.answer import Answer, Citation, IndexState, Value, Verdict
from handlers.present import WHICH_ONE

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


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
@pytest.mark.parametrize("kind", EVERY_KIND)
def test_no_line_is_wider_than_the_terminal(kind: str, width: int) -> None:
    lines = rendered(EVERY_KIND[kind], width).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []


def test_a_piped_answer_has_its_quote_on_one_line_without_colour_or_frame() -> None:
    text = rendered(DISPUTED)
    assert f"  > {TRAM}\n" in text
    assert re.findall("[\x1b─-╿]", text) == []


def test_the_value_is_marked_in_its_quote() -> None:
    assert "\x1b[1;30;43m14 May 2026\x1b[0m" in rendered(AGREED, 200, colour=True)


def test_a_piped_warning_stands_on_every_line_of_it() -> None:
    warned = [line for line in rendered(DISPUTED).splitlines() if line.startswith("!!")]
    assert warned == [
        "!! THE SOURCES DISAGREE",
        "!!   1. 14 May 2026",
        "!!      the transport council in The Quay Courier, 7 May 2026, 08:30 UTC (3 days ago)",
        "!!   2. Sunday, 20 May",
        "!!      Ada Merle in Radio Skell, 9 May 2026 (1 day ago)",
    ]


@pytest.mark.parametrize(
    ("verdict", "title"),
    [
        ("conflict", "!! THE SOURCES DISAGREE"),
        ("attributed position", "!! NAMED SPEAKERS CONTRADICT EACH OTHER"),
    ],
)
def test_each_kind_of_contradiction_has_its_warning(verdict: str, title: str) -> None:
    answer = replace(DISPUTED, verdicts=(Verdict(verdict, (0, 1)),))  # type: ignore[arg-type]
    assert [line for line in rendered(answer).splitlines() if line == title] == [title]


def test_a_dispute_without_a_verdict_still_warns() -> None:
    assert "!! THE SOURCES DISAGREE" in rendered(replace(DISPUTED, verdicts=()))


def test_sides_that_are_whole_quotes_go_by_who_says_them() -> None:
    quotes = [value(c.quote, replace(c, wording=c.quote)) for c in (PLANNED, OTHER)]
    lines = rendered(replace(DISPUTED, values=tuple(quotes))).splitlines()
    assert "1. the transport council in The Quay Courier  (conflict)" in lines
    assert "2. Ada Merle in Radio Skell  (conflict)" in lines
    assert [line for line in lines if "[plan]" in line or "[denial]" in line] == []


def test_one_whole_quote_goes_by_its_source_where_nobody_is_named() -> None:
    alone = replace(PLANNED, wording=TRAM, speaker=None)
    text = rendered(replace(BLANK, values=(value(TRAM, alone),)))
    assert text.splitlines()[3] == "The Quay Courier"


def test_agreement_within_a_value_is_told_by_its_sources_alone() -> None:
    text = rendered(AGREED)
    assert ("2 independent sources" in text, "agree" in text) == (True, False)


def test_a_later_word_is_told_under_the_values() -> None:
    updated = replace(DISPUTED, status="answered", verdicts=(Verdict("update", (1, 0)),))
    told = "update (2 and 1): Sunday, 20 May is the later word (9 May 2026); earlier it was 14 May"
    assert f"{told} 2026.\n" in rendered(updated)


def test_what_the_question_leaves_open_is_asked_back_with_every_value_and_no_warning() -> None:
    lines = rendered(AMBIGUOUS).splitlines()
    heads = [line for line in lines if line[:2] in ("1.", "2.") or line.startswith(WHICH_ONE)]
    assert heads == [WHICH_ONE, "1. 14 May 2026  [plan]", "2. Sunday, 20 May  [denial]"]
    assert [line for line in lines if "!!" in line or "different" in line] == []


def test_more_citations_of_a_value_get_a_line_each() -> None:
    text = rendered(replace(BLANK, values=(value("14 May 2026", PLANNED, also=(COPY,)),)))
    assert "  also The Sound Mirror, 7 May 2026, 08:30 UTC (3 days ago) (copy): “14" in text
    assert text.count(TRAM) == 1


def test_agreement_warns_of_nothing() -> None:
    assert "!!" not in rendered(AGREED)


def test_every_passage_of_an_abstention_says_that_it_is_no_answer() -> None:
    assert rendered(ABSTAINED).count("\n  not an answer") == len(ABSTAINED.nearest)


def test_citations_that_are_not_shown_are_counted() -> None:
    many = replace(AGREED, values=(value("14 May 2026", *[PLANNED] * 20),))
    assert "  and 7 more; --json has them all" in rendered(many)


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


def test_an_impossible_weekday_is_noted() -> None:
    assert f"\n  note: {OTHER.note}\n" in rendered(DISPUTED)


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
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_raises_and_no_control_character_gets_out(
    answer: Answer, width: int | None, colour: bool
) -> None:
    text = COLOUR.sub("", rendered(answer, width, colour and width is not None))
    text.encode()
    acting = [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert set(acting) <= set("\n\u200c\u200d")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for one_kind, one_width in DRAWN:
        drawn = rendered(EVERY_KIND[one_kind], one_width)
        golden(one_kind, one_width).write_text(drawn, encoding="utf-8")
