"""Where sources differ, in Slack: the warning with its sides, who says which and since when."""

from collections.abc import Iterator, Sequence

from bot.ask.answer import Answer, Citation, Value, Verdict
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, paragraph, words
from handlers.slack.cards.citation import named, speaker_shown
from handlers.slack.cards.plain import WARNINGS, best_first, is_its_quote, label, reading_of
from handlers.slack.cards.telling import NAME_UNITS, day_of, source_name
from handlers.slack.cards.text import one_line, shorten

SIDE_UNITS = 120
SOURCES_LISTED = 4


def show_warnings(answer: Answer, most: int) -> list[Json]:
    """Return one warning for each kind of contradiction, with at most so many of its sides.

    An answer that is ambiguous has none: its values are of different things.
    """
    made: list[Json] = []
    if answer.status == "ambiguous":
        return made
    for name, title in WARNINGS.items():
        verdicts = [verdict for verdict in answer.verdicts if verdict.verdict == name]
        if verdicts:
            made += _warning(title, answer, verdicts, most)
    if answer.status == "disputed" and not made:
        made = _sides_of(WARNINGS["conflict"], list(enumerate(answer.values))[:most])
    return [*made, blocks.divider()] if made else []


def _warning(title: str, answer: Answer, verdicts: Sequence[Verdict], most: int) -> list[Json]:
    places = sorted({place for verdict in verdicts for place in verdict.between})
    kept = [(place, answer.values[place]) for place in places if 0 <= place < len(answer.values)]
    return _sides_of(title, kept[:most])


def _sides_of(title: str, values: Sequence[tuple[int, Value]]) -> list[Json]:
    parts = [
        paragraph(words(f"{place + 1}. ", bold=True), *_side(value)) for place, value in values
    ]
    return [blocks.header(title), *blocks.rich(*parts)]


def _side(value: Value) -> Iterator[Json]:
    """Give a side in one line; a whole quote with a speaker is told by its speaker alone."""
    if not (is_its_quote(value) and speaker_shown(value)):
        yield words(shorten(label(value), SIDE_UNITS), bold=True)
        if value.kind not in ("person", "name"):
            yield from (words(f" ({shorten(read, SIDE_UNITS)})") for read in reading_of(value))
        yield words(" — ")
    yield from who_say(best_first(value))


def who_say(citations: Sequence[Citation]) -> Iterator[Json]:
    """Give who says a thing, in which sources and since when; each speaker and source once."""
    said: dict[tuple[str, str], list[str]] = {}
    for citation in citations:
        said.setdefault(_who(citation), []).append(day_of(citation.published_at))
    before = ""
    for number, ((speaker, source), days) in enumerate(sorted_by_speaker(said)[:SOURCES_LISTED]):
        yield words("; " if number else "")
        if speaker and speaker != before:
            yield words(speaker, bold=True)
            yield words(" in ")
        yield words(f"{source}, {' and '.join(dict.fromkeys(days))}")
        before = speaker
    if len(said) > SOURCES_LISTED:
        yield words(f" and {len(said) - SOURCES_LISTED} more")
    if not said:
        yield words("no source is kept")


def sorted_by_speaker(
    said: dict[tuple[str, str], list[str]],
) -> list[tuple[tuple[str, str], list[str]]]:
    """Return what is said in the order given, a speaker's sources together, the unnamed first."""
    order = list(dict.fromkeys(["", *(speaker for speaker, _ in said)]))
    return sorted(said.items(), key=lambda item: order.index(item[0][0]))


def _who(citation: Citation) -> tuple[str, str]:
    copy = " (copy)" if citation.copy_of is not None else ""
    speaker = shorten(one_line(named(citation.speaker) or ""), NAME_UNITS)
    return speaker, f"{source_name(citation.source)}{copy}"
