"""Verdicts and disputes as cards: an alert, a digest, the list of conflicts, and their buttons."""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from bot.judging import WARNED
from handlers.disputes import Dispute, tell_variants, view_dispute, view_verdict
from handlers.present import View, plain_text
from handlers.quoting import count
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json, one_line, paragraph, shorten, words
from handlers.slack.cards.telling import brief_parts, headed, lay_out, sides_of
from handlers.slack.delivery.poster import Message
from store.alerts import Alert
from store.verdicts import COPYDESK, KeptVerdict, NewVerdict, Side

CONFIRM, DISMISS, UPDATE = "confirm_verdict", "dismiss_verdict", "update_verdict"
SNOOZE, MUTE = "snooze_story", "mute_story"
LISTED = "listed "
"""What the value of a button in the list begins with; the topic of the list follows."""

DIGEST_LINES, MOST_LINES, MOST_LISTED = 20, 3, 6
LIST_SIZE = 6000
"""Units of quotes in the list of conflicts, so that it is one message, in which people decide."""

VARIANT_UNITS, TOPIC_UNITS = 1000, 200
LOOKED_AT = (
    "Listed is what was found as articles came in; an answer compares what it finds when it is "
    "asked, and may warn of more."
)
"""Why a list of conflicts may lack what an answer has just warned of."""

STATES = {
    "detected": "open",
    "confirmed": "confirmed as a conflict",
    "dismissed": "dismissed: not a conflict",
    "update": "an update, not a conflict",
    "resolved": "resolved",
}


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
    view = view_verdict(verdict, now, new or verdict.b.article_id)
    body = [*lay_out(view), *blocks.rich(*decided(verdict))]
    if verdict.state == "detected":
        value = str(verdict.verdict_id)
        body += blocks.actions(*decisions(value), blocks.button("Mute topic", MUTE, value))
    return blocks.pages(f"{plain_text(view)}{tell_state(verdict)}", body)[0]


def tell_state(verdict: KeptVerdict) -> str:
    """Return in brackets what was decided on a verdict, "" while it is open."""
    return "" if verdict.state == "detected" else f" ({STATES[verdict.state]})"


def decided(verdict: KeptVerdict) -> list[Json]:
    """Return the line that says who decided what."""
    if verdict.state == "detected":
        return []
    who = words("Copydesk") if verdict.changed_by == COPYDESK else blocks.person(verdict.changed_by)
    note = f" {shorten(one_line(verdict.note), 300)}" if verdict.note else ""
    said = words(f"Decided: {STATES[verdict.state]}, by ", bold=True)
    return [paragraph(said, who, words(f".{note}"))]


def decisions(value: str) -> list[Json]:
    """Return the buttons that decide on an open verdict."""
    return [
        blocks.button("Confirm", CONFIRM, value, style="primary"),
        blocks.button("Not a conflict", DISMISS, value),
        blocks.button("Update", UPDATE, value),
        blocks.button("Snooze", SNOOZE, value),
    ]


def resolved_card(alert: Alert, now: datetime) -> Message:
    """Return that a conflict settled itself, and how."""
    view = view_verdict(load_verdict(alert.payload), now)
    note = str(json.loads(alert.payload).get("note") or "A source has published a correction.")
    settled = paragraph(words("Settled. ", bold=True), words(note))
    before = paragraph(words("Before that:", italic=True))
    shown = sides_of(view, settled, before)
    return blocks.message(shorten(f"Settled: {note}", 2000), *shown)


def digest_card(alerts: Sequence[Alert], now: datetime) -> list[Message]:
    """Return many alerts as a list of disputes, each once, so that a busy hour is one message."""
    loaded = [load_verdict(alert.payload) for alert in alerts]
    by_dispute: dict[str, NewVerdict] = {}
    for one in loaded:
        by_dispute.setdefault(one.dispute or one.pair_key, one)
    views = [view_verdict(one, now) for one in by_dispute.values()]
    parts = [part for view in views[:DIGEST_LINES] for part in brief_parts(view, has_quotes=False)]
    names = [view.heading for view in views[:DIGEST_LINES]]
    left = len(views) - len(names)
    if left:
        names.append(f"and {left} more: ask for conflicts")
        parts.append(paragraph(words(names[-1])))
    title = f"Digest: {count(len(views), 'more disagreement')}"
    return blocks.pages(
        f"{title}: {'; '.join(names)}", [blocks.header(title), *blocks.rich(*parts)]
    )


def verdict_lines(found: Sequence[KeptVerdict], new: str, now: datetime) -> list[Json]:
    """Return what an article that was just read in disagrees with."""
    told = [verdict for verdict in found if verdict.verdict in (*WARNED, "update")]
    made: list[Json] = []
    for verdict in told[:MOST_LINES]:
        view = view_verdict(verdict, now, new)
        made += sides_of(view, paragraph(words(headed(view), bold=True)))
    if len(told) > MOST_LINES:
        made.append(blocks.context(f"and {len(told) - MOST_LINES} more: ask for conflicts"))
    return made


def list_conflicts(
    found: Sequence[Dispute], variants: Sequence[Dispute], topic: str, now: datetime
) -> Message:
    """Return the disputes, newest first, each with its name, its sides and its buttons.

    Those that have no room are named in a line; a topic of the list shows them.
    """
    about = shorten(one_line(topic), TOPIC_UNITS)
    spelled = shorten(one_line(tell_variants(variants)), VARIANT_UNITS)
    if not found:
        text = f"No open conflict{f' about “{about}”' if about else ''} is known."
        text = f"{text} {LOOKED_AT} {spelled}".strip()
        return blocks.pages(text, blocks.said(text))[0]
    views = [view_dispute(dispute, now) for dispute in found]
    body, shown = [blocks.header(count(len(found), "open conflict"))], 0
    for dispute, view in zip(found, views, strict=True):
        made = _listed(dispute, view, about)
        if shown and (shown == MOST_LISTED or blocks.length(body + made) > LIST_SIZE):
            break
        body, shown = [*body, *made], shown + 1
    left = "; ".join(map(headed, views[shown:]))
    more = f"And {left}. To see one: conflicts, and words of its name." if left else ""
    notes = [shorten(line, VARIANT_UNITS) for line in (more, spelled, LOOKED_AT) if line]
    body += [blocks.divider(), blocks.context(*notes)]
    return blocks.pages(" / ".join(headed(view) for view in views[:3]), body)[0]


def _listed(dispute: Dispute, view: View, about: str) -> list[Json]:
    first = dispute.first
    title = paragraph(words(f"{headed(view)}{tell_state(first)}", bold=True))
    value = f"{LISTED}{about}:{first.verdict_id}"
    has_buttons = first.state == "detected"
    made = [blocks.divider(), *sides_of(view, title)]
    return [*made, *(blocks.actions(*decisions(value)) if has_buttons else [])]
