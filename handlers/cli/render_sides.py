"""Where sources differ, on a terminal: the warning with its sides, and the other verdicts."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.text import Text

from bot.ask.answer import Answer, Citation, Value, Verdict
from handlers.cli.harmless import shorten
from handlers.cli.page import Page
from handlers.cli.render_citation import MUTED, tell_source
from handlers.present import TITLES, tell_verdict

WARNINGS = {
    "conflict": (TITLES["conflict"], "red"),
    "attributed position": (TITLES["attributed position"], "yellow"),
}
UNEXPLAINED = WARNINGS["conflict"]
SIDE_LENGTH = 120
WHY_LENGTH = 300
SOURCES_LISTED = 4
INDENT = 3
Line = tuple[int, Text]
"""A line of a warning after its indent."""


def show_warnings(page: Page, answer: Answer, now: datetime) -> None:
    """Write one warning for each kind of contradiction: who says what, and since when.

    An answer that is ambiguous has none: its values are of different things.
    """
    if answer.status == "ambiguous":
        return
    for name, (title, style) in WARNINGS.items():
        verdicts = [verdict for verdict in answer.verdicts if verdict.verdict == name]
        if verdicts:
            page.warning(title, list(_sides(answer, verdicts, now)), style)
            page.gap()
    warned = any(verdict.verdict in WARNINGS for verdict in answer.verdicts)
    if answer.status == "disputed" and not warned:
        title, style = UNEXPLAINED
        lines = [
            line for place, value in enumerate(answer.values) for line in _side(place, value, now)
        ]
        page.warning(title, lines, style)
        page.gap()


def _sides(answer: Answer, verdicts: Sequence[Verdict], now: datetime) -> Iterator[Line]:
    places = dict.fromkeys(place for verdict in verdicts for place in verdict.between)
    for place in sorted(places):
        if 0 <= place < len(answer.values):
            yield from _side(place, answer.values[place], now)


def _side(place: int, value: Value, now: datetime) -> Iterator[Line]:
    """Give the lines of a side: its value, then who says so and since when."""
    yield 0, Text(f"{place + 1}. {shorten(value.text, SIDE_LENGTH)}", "bold")
    said = [_who(citation, now) for citation in value.every]
    lines = list({line.plain: line for line in said}.values())
    for line in lines[:SOURCES_LISTED]:
        yield INDENT, line
    if len(lines) > SOURCES_LISTED:
        yield INDENT, Text(f"and {len(lines) - SOURCES_LISTED:,} more")


def _who(citation: Citation, now: datetime) -> Text:
    source = tell_source(citation, now)
    if not citation.speaker:
        return source
    return Text.assemble((shorten(citation.speaker, 80), "bold"), " in ", source)


def verdicts_of(answer: Answer, place: int) -> list[str]:
    """Return the names of the verdicts that set one value against another."""
    names = (
        verdict.verdict
        for verdict in answer.verdicts
        if place in verdict.between and verdict.between[0] != verdict.between[1]
    )
    return list(dict.fromkeys(names))


def other_verdicts(answer: Answer) -> Iterator[Text]:
    """Give a line for each verdict between or within sides that no warning has shown yet."""
    sides = {place for place, value in enumerate(answer.values) if value.standing == "side"}
    for verdict in answer.verdicts:
        if verdict.verdict in WARNINGS or not sides.issuperset(verdict.between):
            continue
        if verdict.verdict == "agree" and len(set(verdict.between)) == 1:
            continue  # The sources counted under the value say so already.
        numbers = " and ".join(str(place + 1) for place in dict.fromkeys(verdict.between))
        which = f" ({numbers})" if len(sides) > 1 else ""
        why = shorten(tell_verdict(answer, verdict), WHY_LENGTH)
        yield Text.assemble((f"{verdict.verdict}{which}: ", "bold"), (why, MUTED))
