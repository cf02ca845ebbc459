"""Where sources differ, in Slack: the warning with its sides, who says which and since when."""

from collections.abc import Iterator, Sequence

from bot.ask.answer import Answer, Citation, Value, Verdict
from handlers.slack import blocks
from handlers.slack.blocks import Json, paragraph, words
from handlers.slack.telling import NAME_UNITS, repeats, tell_day
from handlers.slack.text import one_line, shorten

WARNINGS = {
    "conflict": "⚠ The sources disagree",
    "attributed position": "⚠ Named speakers contradict each other",
    "retraction": "⚠ A source has corrected itself",
}
SIDE_UNITS = 120
SOURCES_LISTED = 4


def show_warnings(answer: Answer) -> list[Json]:
    """Return one warning for each kind of contradiction, with every side of it."""
    made: list[Json] = []
    for name, title in WARNINGS.items():
        verdicts = [verdict for verdict in answer.verdicts if verdict.verdict == name]
        if verdicts:
            made += _warning(title, answer, verdicts)
    if answer.status == "disputed" and not made:
        made = _sides_of(WARNINGS["conflict"], list(enumerate(answer.values)), ())
    return [*made, blocks.divider()] if made else []


def _warning(title: str, answer: Answer, verdicts: Sequence[Verdict]) -> list[Json]:
    places = sorted({place for verdict in verdicts for place in verdict.between})
    kept = [(place, answer.values[place]) for place in places if 0 <= place < len(answer.values)]
    told = dict.fromkeys(shorten(one_line(verdict.why), 300) for verdict in verdicts)
    texts = [value.text for _, value in kept]
    return _sides_of(title, kept, [why for why in told if not repeats(why, texts)])


def _sides_of(title: str, values: Sequence[tuple[int, Value]], why: Sequence[str]) -> list[Json]:
    parts: list[Json] = []
    for place, value in values:
        said = f"{place + 1}. {shorten(one_line(value.text), SIDE_UNITS)}"
        parts.append(paragraph(words(said, bold=True), words(" — "), *_who_says(value)))
    parts += [paragraph(words(reason, italic=True)) for reason in why]
    return [blocks.header(title), *blocks.rich(*parts)]


def _who_says(value: Value) -> Iterator[Json]:
    """Give who says a value and since when, in one line; the quotes below say the rest."""
    said = list(dict.fromkeys(_who(citation) for citation in value.citations))
    for number, (speaker, source) in enumerate(said[:SOURCES_LISTED]):
        yield words("; " if number else "")
        if speaker:
            yield words(speaker, bold=True)
        yield words(source)
    if len(said) > SOURCES_LISTED:
        yield words(f" and {len(said) - SOURCES_LISTED} more")
    if not said:
        yield words("no source is kept")


def _who(citation: Citation) -> tuple[str, str]:
    source = tell_day(citation.source, citation.published_at)
    copy = " (copy)" if citation.copy_of is not None else ""
    if not citation.speaker:
        return "", source + copy
    return shorten(one_line(citation.speaker), NAME_UNITS), f" in {source}{copy}"
