"""The verb that lists what the sources disagree on."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from bot.judging import VARIANT, WARNED
from handlers.disputes import Dispute, open_disputes, tell_variants
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, bullets, paragraph, quote, words
from handlers.slack.cards.telling import headline, source_name
from handlers.slack.cards.text import one_line, shorten
from handlers.slack.cards.verdict import heading, marked, state_line, who_says
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.surfaces.commands import tell_all
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.links import count
from handlers.slack.surfaces.verbs import Verb
from handlers.when import tell_dated
from store.verdicts import Side

SOURCES_SHOWN, VARIANT_UNITS = 6, 1000


def open_conflicts(desk: Desk, topic: str = "") -> list[Dispute]:
    """Return the disputes nobody has settled, of a topic or all, newest first, each once."""
    return open_disputes(desk.store.verdicts, WARNED, topic)


def tell_conflicts(desk: Desk, event: Event, poster: Poster, topic: str) -> None:
    """Show the open conflicts, of a topic or all, and the names that are spelled in two ways."""
    about = shorten(one_line(topic), 200)
    variants = open_disputes(desk.store.verdicts, (VARIANT,), topic)
    shown = render_conflicts(open_conflicts(desk, topic), variants, about, desk.clock())
    tell_all(poster, shown)


def render_conflicts(
    found: Sequence[Dispute], variants: Sequence[Dispute], about: str, now: datetime
) -> list[Message]:
    """Return the disputes, newest first, each with its name and its sides by source and day."""
    spelled = shorten(one_line(tell_variants(variants)), VARIANT_UNITS)
    if not found:
        of = f" about “{about}”" if about else ""
        text = f"No open conflict{of} is known. {spelled}".strip()
        return blocks.pages(text, blocks.rich(paragraph(words(text))))
    body: list[Json] = [blocks.header(count(len(found), "open conflict"))]
    for number, dispute in enumerate(found):
        body += [blocks.divider()] if number else []
        body += blocks.rich(*_parts(dispute, now))
    body += [blocks.divider(), blocks.context(spelled)] if spelled else []
    return blocks.pages(" / ".join(named(dispute) for dispute in found[:3]), body)


def named(dispute: Dispute) -> str:
    """Return a dispute's name and values, and what was decided on it."""
    first = dispute.first
    state = "" if first.state == "detected" else f" ({state_line(first)})"
    return f"{heading(first, dispute.values)}{state}"


def _parts(dispute: Dispute, now: datetime) -> Iterator[Json]:
    """Give the name, then each value with its sources and days and the first quote of it."""
    yield paragraph(words(named(dispute), bold=True))
    for sides in dispute.sides:
        first, *others = sides
        said = [*who_says(first, dispute.first.verdict), words(" · ")]
        day = words(f" · {tell_dated(first.published_at, now)}")
        yield paragraph(*said, headline(first.title, first.url), day)
        yield quote(*marked(first))
        if others:
            yield bullets(*_also(others, now))


def _also(sides: Iterable[Side], now: datetime) -> Iterator[list[Json]]:
    every = list(sides)
    for side in every[:SOURCES_SHOWN]:
        told = words(f" · {tell_dated(side.published_at, now)}")
        said = words(f"also {source_name(side.source)} · ")
        yield [said, headline(side.title, side.url), told]
    if len(every) > SOURCES_SHOWN:
        yield [words(f"and {len(every) - SOURCES_SHOWN} more")]


CONFLICTS = Verb("conflicts", "[TOPIC]", "list what the sources disagree on", tell_conflicts,
                 has_alias=True)  # fmt: skip
