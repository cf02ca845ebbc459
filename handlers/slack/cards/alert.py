"""An alert in Slack: which article is new, what it and the other say, and the buttons to decide."""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, paragraph, person, words
from handlers.slack.cards.telling import source_name
from handlers.slack.cards.text import escape, one_line, shorten
from handlers.slack.cards.verdict import (
    brief_parts,
    state_line,
    tell_verdict,
    titled,
    value_of,
    verdict_parts,
)
from handlers.slack.delivery.poster import Message
from handlers.slack.surfaces.links import count
from store.alerts import Alert
from store.verdicts import COPYDESK, KeptVerdict, NewVerdict, Side

CONFIRM, DISMISS, UPDATE = "confirm_verdict", "dismiss_verdict", "update_verdict"
SNOOZE, MUTE = "snooze_story", "mute_story"
DIGEST_LINES = 20


def load_verdict(payload: str) -> NewVerdict:
    """Return the verdict that an alert carries."""
    plain = json.loads(payload)
    sides = {name: Side(**plain[name]) for name in ("a", "b")}
    own = {field.name: plain[field.name] for field in fields(NewVerdict)}
    return NewVerdict(**{**own, **sides})


def alert_card(verdict: KeptVerdict, now: datetime, new: str | None = None) -> Message:
    """Return a verdict with its buttons while it is open, and with who decided afterwards.

    `new` is the article that came last, the one published later where that is not given.
    """
    parts = verdict_parts(verdict, now, new=new or verdict.b.article_id)
    body = [
        blocks.header(titled(verdict)),
        *blocks.rich(*parts, *decided(verdict)),
        *(buttons(verdict.verdict_id) if verdict.state == "detected" else []),
    ]
    state = "" if verdict.state == "detected" else f" ({state_line(verdict)})"
    return blocks.pages(f"{tell_verdict(verdict)}{state}", body)[0]


def decided(verdict: KeptVerdict) -> list[Json]:
    """Return the line that says who decided what."""
    if verdict.state == "detected":
        return []
    who = words("Copydesk") if verdict.changed_by == COPYDESK else person(verdict.changed_by)
    note = f" {shorten(one_line(verdict.note), 300)}" if verdict.note else ""
    said = words(f"Decided: {state_line(verdict)}, by ", bold=True)
    return [paragraph(said, who, words(f".{note}"))]


def buttons(verdict_id: int) -> list[Json]:
    """Return the row of buttons of an open verdict."""
    value = str(verdict_id)
    return blocks.actions(
        blocks.button("Confirm", CONFIRM, value, style="primary"),
        blocks.button("Not a conflict", DISMISS, value),
        blocks.button("Update", UPDATE, value),
        blocks.button("Snooze", SNOOZE, value),
        blocks.button("Mute topic", MUTE, value),
    )


def resolved_card(alert: Alert, now: datetime) -> Message:
    """Return that a conflict settled itself, and how."""
    verdict = load_verdict(alert.payload)
    note = str(json.loads(alert.payload).get("note") or "A source has published a correction.")
    text = f"Settled: {note}"
    parts = [
        paragraph(words("Settled. ", bold=True), words(note)),
        paragraph(words("Before that:", italic=True)),
        *verdict_parts(verdict, now),
    ]
    return Message(escape(shorten(text, 2000)), tuple(blocks.rich(*parts)))


def digest_card(alerts: Sequence[Alert]) -> list[Message]:
    """Return many alerts as one list, so that a busy hour is one message."""
    verdicts = [load_verdict(alert.payload) for alert in alerts[:DIGEST_LINES]]
    lines = [digest_line(verdict) for verdict in verdicts]
    parts = [part for verdict in verdicts for part in brief_parts(verdict)]
    left = len(alerts) - len(lines)
    if left:
        lines.append(f"and {left} more: ask for conflicts")
        parts.append(paragraph(words(lines[-1])))
    title = f"Digest: {count(len(alerts), 'more disagreement')}"
    return blocks.pages(
        f"{title}: {'; '.join(lines)}", [blocks.header(title), *blocks.rich(*parts)]
    )


def digest_line(verdict: NewVerdict) -> str:
    """Return a verdict in one line."""
    said = [
        f"{source_name(side.source)} says {shorten(value_of(side), 80)}"
        for side in (verdict.a, verdict.b)
    ]
    name = one_line(verdict.about or verdict.b.title or verdict.b.quote)
    return f"{shorten(name, 100)}: {'; '.join(said)}"
