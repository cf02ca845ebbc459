"""Keeping: relations as verdicts with their dispute, those that were dismissed, and reprints."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.alerts.choosing import alerts_for, is_wanted
from bot.ask.citing import normalised
from bot.conflicts.naming import name_of_dispute
from bot.judging import VARIANT
from bot.judging.document import Statement
from bot.judging.relating import Relation
from store import Store
from store.alerts import NewAlert
from store.articles import Article
from store.passages import Hit
from store.subscriptions import Subscription
from store.verdicts import COPYDESK, OPEN, KeptVerdict, NewVerdict, Side

SAID_AGAIN = "The same words were dismissed before."


def make_side(one: Statement) -> Side:
    """Return a statement as one side of a verdict, its words as they stand in the article."""
    hit, span, at = one.hit, one.span, one.value_span
    return Side(
        article_id=hit.article_id,
        version=hit.version,
        source=hit.source,
        title=hit.title,
        url=hit.url,
        published_at=hit.published_at,
        start=span.start,
        end=span.end,
        quote=one.text,
        value_start=at.start,
        value_end=at.end,
        wording=one.wording,
        speaker=one.speaker,
        normalised=normalised(one) or one.wording.casefold(),
    )


def hit_of(side: Side, copy_of: str | None = None) -> Hit:
    """Return the sentence of a side as a passage of its article."""
    return Hit(
        passage_id=0,
        article_id=side.article_id,
        version=side.version,
        start=side.start,
        end=side.end,
        text=side.quote,
        title=side.title,
        source=side.source,
        url=side.url,
        published_at=side.published_at,
        copy_of=copy_of,
    )


def key_of(verdict: str, a: Side, b: Side) -> str:
    """Return what makes a pair the same one again: articles and values, in either order.

    A spelling variant is one of two names, whatever articles have them.
    """
    sides = sorted((one.article_id, one.normalised) for one in (a, b))
    if verdict == VARIANT:
        sides = sorted((VARIANT, one.wording.casefold()) for one in (a, b))
    return hashlib.blake2b(json.dumps(sides).encode(), digest_size=16).hexdigest()


def make_verdicts(store: Store, relations: Sequence[Relation]) -> list[NewVerdict]:
    """Return relations as verdicts; each joins the dispute and the story it belongs to."""
    found: list[NewVerdict] = []
    ids = {side.article_id for one in relations for side in (one.earlier, one.later)}
    stories = store.verdicts.stories(ids)
    known = [v for article_id in sorted(ids) for v in store.verdicts.of_article(article_id)]
    for one in relations:
        a, b = make_side(one.earlier), make_side(one.later)
        key = key_of(one.kind, a, b)
        home = next((v for v in (*known, *found) if is_one_dispute(v, one.kind, a, b)), None)
        ids_of = (a.article_id, b.article_id)
        story = next((stories[i] for i in ids_of if i in stories), f"story:{a.article_id}")
        for article_id in ids_of:
            stories.setdefault(article_id, story)
        about = home.about if home else name_of_dispute(one.earlier, one.later)
        dispute = home.dispute if home else key
        found.append(
            NewVerdict(key, one.kind, about, dispute, story, a, b, round(one.likelihood, 3))
        )
    return list({one.pair_key: one for one in found}.values())


def is_one_dispute(known: NewVerdict, kind: str, a: Side, b: Side) -> bool:
    """Tell whether a verdict of one kind is on a value that one of the sides states as well."""
    if (known.verdict == VARIANT) != (kind == VARIANT):
        return False
    return any(is_same_place(x, y) for x in (known.a, known.b) for y in (a, b))


def is_same_place(one: Side, other: Side) -> bool:
    """Tell whether two sides are one value of one article."""
    return one.article_id == other.article_id and one.normalised == other.normalised


def keep(
    store: Store, found: Sequence[NewVerdict], subscriptions: Sequence[Subscription], now: str
) -> list[NewVerdict]:
    """Keep verdicts with the alerts they cause; return those that are new."""
    ids = {side.article_id for verdict in found for side in (verdict.a, verdict.b)}
    dismissed = store.verdicts.dismissed_of(ids)
    again = [one for one in found if any(says_again(one, other) for other in dismissed)]
    store.verdicts.record_dismissed(again, SAID_AGAIN, now)
    known = store.verdicts.known(verdict.pair_key for verdict in found)
    fresh = [one for one in found if one not in again and one.pair_key not in known]
    with_alerts = [
        (one, alerts_of(one, [*store.verdicts.of_dispute(one.dispute), *fresh[:at]], subscriptions))
        for at, one in enumerate(fresh)
    ]
    return store.verdicts.record(with_alerts, now)


def alerts_of(
    verdict: NewVerdict, before: Sequence[NewVerdict], subscriptions: Sequence[Subscription]
) -> list[NewAlert]:
    """Return the alerts of a new verdict, given those found before it."""
    wanting = [one for one in subscriptions if is_wanted(verdict, one)]
    return alerts_for(verdict, [one for one in wanting if not has_heard(one, verdict, before)])


def has_heard(
    subscription: Subscription, verdict: NewVerdict, before: Sequence[NewVerdict]
) -> bool:
    """Tell whether a subscription was to be told of both values of a verdict's dispute before."""
    same = [one for one in before if one.dispute == verdict.dispute]
    told = {x.normalised for one in same if is_wanted(one, subscription) for x in (one.a, one.b)}
    return {verdict.a.normalised, verdict.b.normalised} <= told


def says_again(verdict: NewVerdict, other: NewVerdict) -> bool:
    """Tell whether two verdicts are on the same two sentences, whatever articles have them.

    A page under a second address is no copy for the store where it has the same source.
    """
    straight = has_words(verdict.a, other.a) and has_words(verdict.b, other.b)
    return straight or (has_words(verdict.a, other.b) and has_words(verdict.b, other.a))


def has_words(a: Side, b: Side) -> bool:
    """Tell whether two sides have a value in one sentence, of one article or printed twice."""
    if a.normalised != b.normalised:
        return False
    return a.article_id == b.article_id or a.quote.split() == b.quote.split()


def take_over(store: Store, original: Article, copies: Iterable[str], now: str) -> None:
    """Move the verdicts of copies to the original that says the same, whatever was decided.

    So the original is held against nothing a second time, and alerts nobody. What a copy alone
    says stays with it, and what settled itself when the copy was corrected, for the original was
    not. Where the original has a verdict on the pair, the copy's is closed.
    """
    for copy_id in copies:
        for verdict in store.verdicts.of_article(copy_id):
            if verdict.state == "resolved" and verdict.changed_by == COPYDESK:
                continue
            moved = as_originals(verdict, copy_id, original)
            if moved is None or store.verdicts.move(verdict.verdict_id, moved):
                continue
            if verdict.state in OPEN:
                note = "One of the articles is a copy, and its original says the same."
                store.verdicts.resolve([verdict.verdict_id], note, (), now)


def as_originals(verdict: KeptVerdict, copy_id: str, original: Article) -> NewVerdict | None:
    """Return a verdict with the original in the place of its copy, None where that says other."""
    sides: list[Side] = []
    for side in (verdict.a, verdict.b):
        moved = in_original(side, original) if side.article_id == copy_id else side
        if moved is None:
            return None
        sides.append(moved)
    a, b = sides
    key = key_of(verdict.verdict, a, b)
    kept = (verdict.verdict, verdict.about, verdict.dispute, verdict.story)
    return NewVerdict(key, *kept, a, b, verdict.likelihood)


def in_original(side: Side, original: Article) -> Side | None:
    """Return a side as the original has it, in the very sentence; None where it has no such."""
    start = original.text.find(side.quote)
    if start < 0:
        return None
    shift = start - side.start
    return replace(
        side,
        article_id=original.article_id,
        version=original.version,
        source=original.source,
        title=original.title,
        url=original.url,
        published_at=original.published_at,
        start=start,
        end=side.end + shift,
        value_start=side.value_start + shift,
        value_end=side.value_end + shift,
    )
