"""What an answer looks like on a terminal; `python tests/cli/test_render_answer.py` redraws it."""

import io
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from answer_samples import (
    ABSTAINED,
    ANSWERED,
    BLANK,
    CITED,
    DISPUTED,
    KINDS,
    NOW,
    OTHER,
    QUOTE,
    UNDATED,
    answers,
    cite,
    side,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.ask.answer import Answer, IndexState
from handlers.cli.render import render_answer

GOLDEN = Path(__file__).parent / "golden"
DRAWN = [(kind, width) for kind in KINDS for width in (None, 60, 80, 120)]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def rendered(answer: Answer, width: int | None = None, colour: bool = False) -> str:
    """Render as piped, or as on a terminal of a width."""
    file = io.StringIO()
    console = Console(
        file=file, width=width, force_terminal=width is not None,
        color_system="truecolor" if colour else None, legacy_windows=False, _environ={},
    )  # fmt: skip
    render_answer(answer, console, NOW)
    return file.getvalue()


def golden(kind: str, width: int | None) -> Path:
    return GOLDEN / f"{kind}-{width or 'piped'}.txt"


@pytest.mark.parametrize(("kind", "width"), DRAWN, ids=[f"{k}-{w or 'piped'}" for k, w in DRAWN])
def test_an_answer_looks_as_it_was_drawn(kind: str, width: int | None) -> None:
    assert rendered(KINDS[kind], width) == golden(kind, width).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [20, 40])
@pytest.mark.parametrize("kind", KINDS)
def test_no_line_is_wider_than_the_terminal(kind: str, width: int) -> None:
    lines = rendered(KINDS[kind], width).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []


def test_the_value_is_marked_in_its_quote() -> None:
    assert "\x1b[1;30;43m14 May 2026\x1b[0m" in rendered(ANSWERED, 200, colour=True)


def test_a_dispute_without_a_verdict_still_warns() -> None:
    assert "!!   The sources disagree.\n" in rendered(replace(DISPUTED, verdicts=()))


def test_quotes_that_are_not_shown_are_spoken_of() -> None:
    every = [replace(CITED, quote=f"{QUOTE} {n}", source=f"Quay {n}") for n in range(9)]
    text = rendered(replace(ANSWERED, values=(side("14 May 2026", *every),)))
    assert text.count("  > ") == 5
    assert "  also Quay 5, 7 May 2026; Quay 6, 7 May 2026; Quay 7, 7 May 2026; Quay 8, 7" in text
    assert "\nThere are more quotes; --json has them all.\n" in text


def test_what_else_was_found_is_two_values_in_a_line_and_no_weekday() -> None:
    names = ("Thursday", "Ida Voss", "Olaf Brun", "Ana Mirel")
    further = [replace(side(n, cite(f"{n} came.", n)), standing="further") for n in names]
    others = [replace(one, kind="person") for one in further[1:]]
    text = rendered(replace(BLANK, values=(side("14 May 2026", CITED), further[0], *others)))
    told = [line for line in text.splitlines() if line.startswith("Also found")]
    assert told == [
        "Also found, perhaps about something else: Ida Voss (The Quay Courier); "
        "Olaf Brun (The Quay Courier)."
    ]


def test_what_is_not_stated_is_said_once() -> None:
    tips = [replace(UNDATED, quote=f"In May, {n} say.", article_id=f"tips/{n}.md") for n in "ab"]
    text = rendered(replace(BLANK, values=(side("May", *tips),)))
    assert "  a.md · a plan, not a report\n" in text
    assert "Source not stated: a.md; b.md.\nUndated: a.md; b.md.\n" in text
    assert text.count("not stated") == text.count("Undated") == 1


def test_what_was_searched_for_is_told_in_whole_words() -> None:
    searched = replace(ABSTAINED, question="What comes in December?", searched=("come", "decemb"))
    assert "  Searched for: comes, December\n" in rendered(searched)


def test_an_empty_index_says_how_to_fill_it() -> None:
    answer = replace(ABSTAINED, nearest=(), index=IndexState(0, None))
    assert rendered(answer).endswith("Nothing to search yet. Add articles: copydesk ingest WHAT\n")
    one = rendered(replace(answer, index=IndexState(1, None)))
    assert one.endswith("Searched 1 article; none of them is dated.\n")


def test_markup_in_an_article_stays_text() -> None:
    quote = "[red]Sixteen[/red] [link=file:///etc]people[/link] :skull: crossed."
    assert f"> {quote}\n" in rendered(
        replace(BLANK, values=(side("Sixteen", cite(quote, "Sixteen")),))
    )


def test_a_word_of_100_kB_is_cut_and_the_cut_is_marked() -> None:
    word = "x" * 100_000
    quote = f"It opens on 3 June {word}"
    answer = replace(
        BLANK, values=(side(word, cite(quote, "3 June", title=word, source=word, speaker=word)),)
    )
    text = rendered(answer, 60)
    assert (len(text) < 6_000, "[…]" in text, max(map(len, text.splitlines()))) == (True, True, 60)


@given(answers, st.sampled_from([None, 20, 60, 120]), st.booleans())
@settings(max_examples=80)
def test_nothing_raises_and_no_control_character_gets_out(
    answer: Answer, width: int | None, colour: bool
) -> None:
    text = COLOUR.sub("", rendered(answer, width, colour and width is not None))
    text.encode()
    acting = [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert set(acting) <= set("\n\u200c\u200d")


def test_a_yes_or_no_question_is_answered_by_whole_quotes_without_a_head() -> None:
    values = (side("reopen on 14 May 2026", cite(QUOTE, "reopen on 14 May 2026")),
              side("Nothing will run", replace(OTHER, wording="Nothing will run")))  # fmt: skip
    texts = tuple(replace(one, kind="text") for one in values)
    answer = replace(BLANK, question="Will the tram line reopen?", values=texts)
    lines = rendered(answer).splitlines()
    assert f"  > {QUOTE}" in lines
    assert not {"1. reopen on 14 May 2026", "reopen on 14 May 2026", "1. ", "1."} & {*lines}


def test_sides_with_the_same_words_are_told_apart_by_what_they_were_read_as() -> None:
    months = [
        side("March", cite("War came in March.", "March", reading=f"March {year}", source=source))
        for year, source in ((2026, "The Quay Courier"), (2027, "Radio Skell"))
    ]
    answer = replace(DISPUTED, question="When did the war begin?", values=tuple(months))
    assert "March (March 2026) or March (March 2027)" in rendered(answer)
    assert "Radio Skell says March (March 2027)." in rendered(answer)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for one_kind, one_width in DRAWN:
        drawn = rendered(KINDS[one_kind], one_width)
        golden(one_kind, one_width).write_text(drawn, encoding="utf-8")
