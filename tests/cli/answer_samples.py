"""Answers written by hand, one of each kind, and how to render one to text."""

import io
from dataclasses import replace
from datetime import UTC, datetime

from rich.console import Console

from bot.ask.answer import Answer, Citation, IndexState, Value, Verdict
from handlers.cli.render import render_answer

NOW = datetime(2026, 5, 10, 12, 0, tzinfo=UTC)
TRAM = (
    "The tram line to Ostend Road will reopen on 14 May 2026, the transport council said on "
    "Thursday, once the last rails are tested."
)


def cite(quote: str, wording: str, **more: object) -> Citation:
    start = 200
    at = start + quote.index(wording)
    citation = Citation(
        article_id="wire/tram.txt", version=1, source="The Quay Courier",
        title="Tram line to reopen", url=None, published_at="2026-05-07T08:30:00Z",
        start=start, end=start + len(quote), quote=quote, speaker=None, wording=wording,
        value_start=at, value_end=at + len(wording), reading=None, mode="report",
        copy_of=None, note=None,
    )  # fmt: skip
    return replace(citation, **more)  # type: ignore[arg-type]


def value(text: str, *citations: Citation, **more: object) -> Value:
    count = len({citation.source for citation in citations})
    return replace(Value(text, "date", None, None, "side", count, citations), **more)  # type: ignore[arg-type]


BLANK = Answer(
    question="When does the tram line reopen?",
    asked_at="2026-05-10T12:00:00+00:00",
    status="answered",
    values=(),
    verdicts=(),
    reason=None,
    nearest=(),
    searched=("tram", "line", "reopen"),
    understood="a date",
    index=IndexState(1204, "2026-05-10T06:00:00Z"),
)
PLANNED = cite(TRAM, "14 May 2026", speaker="the transport council", mode="plan")
UNDATED = cite(
    "Trams are to run again in May.", "May", source=None, title=None, published_at=None,
    article_id="notes/trams.md", reading="May 2026", mode="plan",
)  # fmt: skip
COPY = cite(
    TRAM, "14 May 2026", article_id="mirror-91", source="The Sound Mirror", copy_of="wire/tram.txt"
)
AGREED = replace(
    BLANK,
    values=(
        value("14 May 2026", PLANNED, UNDATED, COPY, normalised="2026-05-14",
              precision="day", independent_sources=2, also=(PLANNED,)),
        value("Thursday", cite(TRAM, "Thursday", reading="7 May 2026"), standing="further"),
    ),
    verdicts=(Verdict("agree", (0, 0)),),
)  # fmt: skip
OTHER = cite(
    "Nothing will run before Sunday, 20 May, said Ada Merle, who leads the works.",
    "Sunday, 20 May", source="Radio Skell", title="No trams for ten more days",
    published_at="2026-05-09", speaker="Ada Merle", reading="20 May 2026", mode="denial",
    note="20 May 2026 is a Wednesday, not a Sunday.", article_id="skell-7", version=3,
)  # fmt: skip
DISPUTED = replace(
    BLANK,
    status="disputed",
    values=(value("14 May 2026", PLANNED), value("Sunday, 20 May", OTHER)),
    verdicts=(Verdict("conflict", (0, 1), 0.93),),
)
AMBIGUOUS = replace(
    DISPUTED,
    status="ambiguous",
    question="When does the line reopen?",
    verdicts=(Verdict("different event or scope", (0, 1), 0.2),),
)
ABSTAINED = replace(
    BLANK,
    question="What does the tram cost?",
    status="abstained",
    reason="Articles speak of this, but none was found to give a number.",
    nearest=(replace(PLANNED, mode="report", speaker=None), UNDATED),
)
EVERY_KIND = {
    "agreed": AGREED, "disputed": DISPUTED, "ambiguous": AMBIGUOUS, "abstained": ABSTAINED,
}  # fmt: skip


def rendered(answer: Answer, width: int | None = None, colour: bool = False) -> str:
    """Render as piped, or as on a terminal of a width."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=width is not None,
        color_system="truecolor" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    render_answer(answer, console, NOW)
    return console.file.getvalue()  # type: ignore[attr-defined]
