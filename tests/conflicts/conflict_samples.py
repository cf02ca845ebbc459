"""Small articles for the tests of conflicts, and a judge that is sure."""

from functools import partial

from ask_samples import whole
from scripted_networks import ScriptedJudge, pointing

from bot.ask.answering import ask
from bot.conflicts.incoming import Findings, compare_all
from bot.conflicts.watching import Ask
from store import Store
from store.subscriptions import NewSubscription

NOW = "2026-03-10T12:00:00Z"
LATER = "2026-03-11T12:00:00Z"
COURIER, RADIO = "The Quay Courier", "Radio Halden"
JUDGE = ScriptedJudge(kind="conflict")

FIRE = (
    "Hendrik Valmo was among those who lived above the Anchor Hall. "
    "Four people died when the Anchor Hall in Skelby burned down on Monday, officials said."
)
FIRE_OTHERWISE = (
    "Hendrik Valmo had lived above the Anchor Hall for years. "
    "Six people died when the Anchor Hall in Skelby burned down on Monday, firefighters said."
)
FIRE_CORRECTED = FIRE_OTHERWISE.replace("Six", "Four")
SHARED = (11, 12, 13, 14)
"""Sentence hashes of a report that others print."""


def put(store: Store, article_id: str, text: str, source: str,
        published_at: str | None = "2026-03-03T09:00:00Z",
        hashes: tuple[int, ...] = ()) -> None:  # fmt: skip
    """Add an article, or a new version of it. Copies share sentence hashes."""
    store.articles.add(whole(article_id, text, source, published_at, sentence_hashes=hashes))


def put_both(store: Store, hashes: tuple[int, ...] = ()) -> None:
    """Add two articles that disagree, and compare them; a channel listens."""
    store.subscriptions.add(NewSubscription("C1"), NOW)
    put(store, "one", FIRE, COURIER)
    put(store, "two", FIRE_OTHERWISE, RADIO, hashes=hashes)
    compare_new(store, NOW)


def compare_new(store: Store, now: str = LATER, judge: ScriptedJudge = JUDGE) -> Findings:
    return compare_all(store, store.compared.missing(), judge, now)


def asking_for(*words: str) -> Ask:
    """An `ask` whose reader points at some words, wherever they stand."""
    return partial(ask, reader=pointing(*words), judge=JUDGE)


def values(found: Findings) -> list[tuple[str, str, str]]:
    return [(v.verdict, v.a.wording, v.b.wording) for v in found.verdicts]


def alerted(store: Store) -> list[str]:
    return [alert.kind for alert in store.alerts.pending()]


def states(store: Store) -> list[tuple[set[str], str, str]]:
    """Of each conflict its articles, its state and who decided it, the first found first."""
    return [
        ({v.a.article_id, v.b.article_id}, v.state, v.changed_by)
        for v in reversed(store.verdicts.find(("conflict",)))
    ]
