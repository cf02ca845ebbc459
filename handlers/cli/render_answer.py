"""An answer on a terminal: the value, the quotes that hold it, and who says otherwise."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.console import Console
from rich.text import Text

from bot.ask.answer import Answer, Citation, Value
from handlers.cli.harmless import shorten
from handlers.cli.page import Page
from handlers.cli.render_citation import (
    MUTED,
    UNDATED_STYLE,
    quote_text,
    show_citation,
    tell_reading,
    tell_source,
    tell_who,
)
from handlers.cli.render_sides import other_verdicts, show_warnings, verdicts_of
from handlers.present import WHICH_ONE
from handlers.when import tell_age, tell_time

SHOWN_IN_FULL = 3
"""Citations of one value with their quotes; the others get a line each."""

LISTED = 10
LESSER_LENGTH = 60
QUESTION_LENGTH = 500
VALUE_LENGTH = 240
REASON_LENGTH = 600


def render_answer(answer: Answer, console: Console, now: datetime) -> None:
    """Write an answer; ages count from `now`, the moment it was asked for."""
    page = Page(console)
    page.line(shorten(answer.question, QUESTION_LENGTH), style="bold")
    page.line(_asked(answer, now), style=MUTED)
    page.gap()
    if answer.status == "abstained":
        _show_abstention(page, answer, now)
    else:
        show_warnings(page, answer, now)
        if answer.status == "ambiguous":
            page.line(WHICH_ONE, style="bold yellow")
            page.gap()
        _show_values(page, answer, now)
        if answer.status != "ambiguous":
            _show_other_verdicts(page, answer)
    page.line(_closing(answer, now), style=MUTED)


def _asked(answer: Answer, now: datetime) -> str:
    """Return when it was asked, from which ages count, and what it was taken to ask for."""
    asked = f"asked {tell_time(now.isoformat())}"
    if not answer.understood:
        return asked
    return f"{asked} · understood as {shorten(answer.understood, QUESTION_LENGTH)}"


def _show_values(page: Page, answer: Answer, now: datetime) -> None:
    for place, value in enumerate(answer.values):
        if value.standing == "side":
            _show_side(page, answer, place, now)
    further = [value for value in answer.values if value.standing == "further"]
    if further:
        page.line("Also found, and perhaps about something else:", style=MUTED)
    for value in further:
        _show_lesser(page, value, now)
    if further:
        page.gap()


def _show_side(page: Page, answer: Answer, place: int, now: datetime) -> None:
    value = answer.values[place]
    page.line(_heading(answer, place))
    page.line(_standing(value), indent=2, style=MUTED)
    for citation in value.citations[:SHOWN_IN_FULL]:
        page.gap()
        show_citation(page, citation, now, of=value)
    _show_further(page, (*value.citations[SHOWN_IN_FULL:], *value.also), now)
    page.gap()


def _show_lesser(page: Page, value: Value, now: datetime) -> None:
    page.gap()
    if not is_its_quote(value):
        page.line(shorten(value.text, VALUE_LENGTH), 2, "bold")
    for citation in value.citations[:1]:
        page.quote(quote_text(citation, around=LESSER_LENGTH), indent=4)
        page.line(tell_source(citation, now), indent=4)
    if len(value.every) > 1:
        page.line(f"and {len(value.every) - 1:,} more; --json has them all", 4, MUTED)


def is_its_quote(value: Value) -> bool:
    """Tell whether a value is a whole quote, which need not be shown twice."""
    return any(value.text == citation.quote for citation in value.citations[:1])


def _heading(answer: Answer, place: int) -> Text:
    """Return the value, numbered among several, with the verdicts that concern it."""
    value = answer.values[place]
    sides = sum(value.standing == "side" for value in answer.values)
    heading = Text(f"{place + 1}. " if sides > 1 else "", "bold")
    heading.append_text(_headline(value))
    names = verdicts_of(answer, place) if answer.status != "ambiguous" else []
    if names:
        heading.append(f"  ({', '.join(names)})", MUTED)
    return heading


def _headline(value: Value) -> Text:
    """Return the value with its mode; a whole quote, which comes below, goes by who says it."""
    cited = value.citations[:1]
    if is_its_quote(value):
        return Text(tell_who(cited[0]))
    headline = Text(shorten(value.text, VALUE_LENGTH), "green")
    for mode in (citation.mode for citation in cited if citation.mode in ("plan", "denial")):
        headline.append(f"  [{mode}]", "yellow")
    return headline


def _standing(value: Value) -> str:
    """Return what the value was read as and how many sources state it."""
    count = value.independent_sources
    copies = sum(citation.copy_of is not None for citation in value.every)
    parts = [
        _reading(value),
        f"{count:,} independent source{'s' if count != 1 else ''}",
        f"{copies} {'copies' if copies != 1 else 'copy'} not counted" if copies else "",
    ]
    return " · ".join(part for part in parts if part)


def _reading(value: Value) -> str:
    """Return what the value was read as, in words where its own citation gives them."""
    said = (c.reading for c in value.every if c.reading and c.wording == value.text)
    reading = next(said, value.normalised)
    if not reading or reading.casefold() == value.text.casefold():
        return ""
    return tell_reading(value, shorten(reading, VALUE_LENGTH))


def _show_further(page: Page, citations: Sequence[Citation], now: datetime) -> None:
    if citations:
        page.gap()
    for citation in citations[:LISTED]:
        line = Text.assemble("also ", tell_source(citation, now))
        if citation.wording:
            line.append(f": “{shorten(citation.wording, VALUE_LENGTH)}”")
        page.line(line, indent=2)
    if len(citations) > LISTED:
        page.line(f"and {len(citations) - LISTED:,} more; --json has them all", 2, MUTED)


def _show_other_verdicts(page: Page, answer: Answer) -> None:
    lines = list(other_verdicts(answer))
    for line in lines:
        page.line(line)
    if lines:
        page.gap()


def _show_abstention(page: Page, answer: Answer, now: datetime) -> None:
    page.line("No answer", style="bold yellow")
    page.line(shorten(answer.reason or "No reason was given.", REASON_LENGTH), indent=2)
    if answer.searched:
        searched = shorten(", ".join(answer.searched[:40]), REASON_LENGTH)
        page.line(f"Searched for: {searched}", 2, MUTED)
    page.gap()
    if answer.nearest:
        page.line("The nearest passages. None of them is an answer:", style="bold")
    for citation in answer.nearest:
        page.gap()
        show_citation(page, citation, now)
    if answer.nearest:
        page.gap()


def _closing(answer: Answer, now: datetime) -> Text:
    return Text("").join(_freshness(answer, now))


def _freshness(answer: Answer, now: datetime) -> Iterator[Text]:
    count = answer.index.articles
    if not count:
        yield Text("Nothing to search yet. Add articles: copydesk ingest WHAT")
        return
    yield Text(f"Searched {count:,} article{'s' if count != 1 else ''}; ")
    if answer.index.as_of is None:
        yield Text("none of them is dated.", UNDATED_STYLE)
        return
    age = tell_age(answer.index.as_of, now)
    yield Text(f"the newest is of {tell_time(answer.index.as_of)}{f' ({age})' if age else ''}.")
