"""A citation on a terminal: the quote set apart, and under it where and when it was said."""

from collections.abc import Iterator
from datetime import datetime

from rich.text import Text

from bot.ask.answer import Citation, Value
from bot.text.modes import Mode
from handlers.cli.harmless import shorten, shorten_start
from handlers.cli.page import Page
from handlers.when import UNDATED, tell_age, tell_time

MUTED = "bright_black"
UNDATED_STYLE = "bold yellow"
MARKED = "bold black on yellow"
AROUND = 400
"""Characters of a quote shown before and after its value; sentences of news are shorter."""

NAME_LENGTH = 80
TITLE_LENGTH = 160
NOTE_LENGTH = 300
MODES: dict[Mode, str] = {
    "report": "",
    "plan": "a plan, not a report",
    "denial": "a denial",
    "condition": "under a condition",
    "question": "a question, not a statement",
}


def show_citation(page: Page, citation: Citation, now: datetime, of: Value | None = None) -> None:
    """Write one citation of a value; one that is of none says that it is not an answer."""
    page.quote(quote_text(citation, is_answer=of is not None), indent=2)
    page.line(_with_title(citation, now), indent=2)
    marks = list(_marks(citation, of))
    if marks:
        page.line(Text(" · ").join(marks), indent=2)
    if citation.note:
        page.line(f"note: {shorten(citation.note, NOTE_LENGTH)}", 2, "bold yellow")
    page.line(tell_place(citation), indent=2, style=MUTED)


def quote_text(citation: Citation, is_answer: bool = True, around: int = AROUND) -> Text:
    """Return the quote with the value's words marked in it, cut only where it is very long."""
    at = _value_in_quote(citation) if is_answer else None
    if at is None:
        return Text(shorten(citation.quote, 2 * around))
    start, end = at
    before = shorten_start(citation.quote[:start], around)
    value = shorten(citation.quote[start:end], 2 * around)
    after = shorten(citation.quote[end:], around)
    return Text.assemble(before, (value, MARKED), after)


def _value_in_quote(citation: Citation) -> tuple[int, int] | None:
    """Return where the value stands in the quote, None when it is not in it or is all of it."""
    start, end = citation.value_start - citation.start, citation.value_end - citation.start
    if not 0 <= start < end <= len(citation.quote):
        return None
    return None if end - start == len(citation.quote) else (start, end)


def tell_source(citation: Citation, now: datetime) -> Text:
    """Return who published it, when, and how long before the asking."""
    source = shorten(citation.source, NAME_LENGTH) if citation.source else "source not stated"
    line = Text.assemble(source, ", ", _dated(citation, now))
    return line.append(" (copy)", "yellow") if citation.copy_of is not None else line


def tell_who(citation: Citation) -> str:
    """Return who says what a citation quotes: the speaker, where there is one, in the source."""
    source = shorten(citation.source, NAME_LENGTH) if citation.source else "source not stated"
    speaker = citation.speaker and shorten(citation.speaker, NAME_LENGTH)
    return f"{speaker} in {source}" if speaker else source


def _with_title(citation: Citation, now: datetime) -> Text:
    source = shorten(citation.source, NAME_LENGTH) if citation.source else "source not stated"
    title = f"“{shorten(citation.title, TITLE_LENGTH)}”" if citation.title else "no headline"
    parts = [Text(source, "bold"), Text(title), _dated(citation, now)]
    return Text(" · ").join(parts)


def _dated(citation: Citation, now: datetime) -> Text:
    told = tell_time(citation.published_at)
    age = tell_age(citation.published_at, now)
    return Text(f"{told} ({age})" if age else told, UNDATED_STYLE if told == UNDATED else "")


def _marks(citation: Citation, of: Value | None) -> Iterator[Text]:
    if of is None:
        yield Text("not an answer", "bold yellow")
    if citation.speaker:
        yield Text.assemble("said by ", (shorten(citation.speaker, NAME_LENGTH), "bold"))
    if MODES.get(citation.mode):
        yield Text(MODES[citation.mode], "bold yellow")
    if of and citation.reading and is_news(citation, of):
        wording, reading = (shorten(t, NAME_LENGTH) for t in (citation.wording, citation.reading))
        yield Text(f"“{wording}” {tell_reading(of, reading)}")
    if citation.copy_of is not None:
        yield Text(f"a copy of {shorten(citation.copy_of, TITLE_LENGTH)}", "yellow")


def is_news(citation: Citation, of: Value) -> bool:
    """Tell whether a citation's reading says more than its wording and its value do."""
    wording = citation.wording.casefold()
    return wording not in ((citation.reading or "").casefold(), of.text.casefold())


def tell_reading(value: Value, reading: str) -> str:
    """Return what a wording was read as; of a person it is the office that is told."""
    return reading if value.kind in ("person", "name") else f"read as {reading}"


def tell_place(citation: Citation) -> str:
    """Return where the quote stands: article, version and offsets."""
    article_id = shorten(citation.article_id, TITLE_LENGTH)
    return f"{article_id}, version {citation.version}, {citation.start}–{citation.end}"
