"""Choosing: which subscriptions a verdict goes to, and what is said of it."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from bot.text.names import compare_names
from store.alerts import NewAlert
from store.subscriptions import Subscription
from store.terms import content_terms
from store.verdicts import KeptVerdict, NewVerdict, Side

TOPIC_SHARE = 0.6
"""So many of a topic's words must stand in the headlines or quotes of a verdict."""


def alerts_for(verdict: NewVerdict, wanting: Iterable[Subscription]) -> list[NewAlert]:
    """Return the alerts of a new verdict, one for each channel that wants it.

    A channel that was told of a value of its dispute is not told of that value again.
    """
    payload = json.dumps(asdict(verdict), ensure_ascii=False)
    return [
        NewAlert(
            channel_id=channel_id,
            subject=subject_of(verdict, verdict.b),
            kind="verdict",
            story=verdict.story,
            verdict=verdict.verdict,
            payload=payload,
            subscription_id=subscription.subscription_id,
        )
        for channel_id, subscription in {s.channel_id: s for s in wanting}.items()
    ]


def subject_of(verdict: NewVerdict, side: Side) -> str:
    """Return what an alert is on: a value of a dispute."""
    about = json.dumps([verdict.dispute, side.normalised])
    return f"dispute:{hashlib.blake2b(about.encode(), digest_size=12).hexdigest()}"


def is_wanted(verdict: NewVerdict, subscription: Subscription) -> bool:
    """Tell whether a subscription wants a verdict: its kind, and any of topic, names and sources.

    Without topic, names and sources it wants every one of those kinds.
    """
    if verdict.verdict not in subscription.verdicts:
        return False
    if subscription.sources and not has_source(verdict, subscription.sources):
        return False
    if subscription.topic and not is_on_topic(verdict, subscription.topic):
        return False
    return not subscription.names or has_name(verdict, subscription.names)


def has_source(verdict: NewVerdict, sources: Sequence[str]) -> bool:
    """Tell whether one of the sides is of one of the sources."""
    wanted = {source.casefold() for source in sources}
    return any((side.source or "").casefold() in wanted for side in (verdict.a, verdict.b))


def is_on_topic(verdict: NewVerdict, topic: str) -> bool:
    """Tell whether most words of a topic stand in the headlines and quotes of a verdict."""
    wanted = set(content_terms(topic))
    have = set(content_terms(words_of(verdict)))
    return bool(wanted) and len(wanted & have) >= TOPIC_SHARE * len(wanted)


def words_of(verdict: NewVerdict) -> str:
    """Return all that a verdict shows: its name, headlines and quotes."""
    sides: tuple[Side, ...] = (verdict.a, verdict.b)
    return " ".join([verdict.about, *(f"{side.title or ''} {side.quote}" for side in sides)])


def has_name(verdict: NewVerdict, names: Sequence[str]) -> bool:
    """Tell whether one of the names stands in the headlines or quotes of a verdict."""
    words = words_of(verdict)
    folded = words.casefold()
    return any(
        name.casefold() in folded
        or any(
            compare_names(name, shown) in ("same", "variant")
            for shown in (verdict.a.wording, verdict.b.wording)
        )
        for name in names
    )


def resolution_alerts(verdict: KeptVerdict, told: Iterable[NewAlert], note: str) -> list[NewAlert]:
    """Return what to tell the channels that were alerted to a verdict now settled.

    One correction settles all of a dispute's verdicts on that article, and is told once.
    """
    settled_by = hashlib.blake2b(note.encode(), digest_size=12).hexdigest()
    return [
        NewAlert(
            channel_id=alert.channel_id,
            subject=f"resolved:{alert.subject}:{settled_by}",
            kind="resolved",
            story=verdict.story,
            verdict=verdict.verdict,
            payload=json.dumps({**asdict(verdict), "note": note}, ensure_ascii=False),
            subscription_id=alert.subscription_id,
        )
        for alert in told
    ]
