"""Incoming: what is done when articles have come in, by whichever way they came."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from bot.conflicts.comparing import compare_article
from bot.conflicts.keeping import keep, make_verdicts, take_over
from bot.conflicts.settling import resolve
from bot.conflicts.watching import Ask, Changed, ask_again
from bot.judging.relating import Judge
from store import Store
from store.articles import Article
from store.subscriptions import Subscription
from store.times import to_second
from store.verdicts import OPEN, KeptVerdict, NewVerdict

ALL = 1_000_000_000
"""More articles than there are: those of one run are taken in together."""

OnProgress = Callable[[int], None]
"""Told how many articles are done."""


def say_nothing(done: int) -> None:
    """Leave progress unreported."""


@dataclass(frozen=True)
class Findings:
    """What comparing articles brought: verdicts that are new, and those settled."""

    articles: int = 0
    verdicts: tuple[NewVerdict, ...] = ()
    resolved: tuple[KeptVerdict, ...] = ()

    @property
    def conflicts(self) -> tuple[NewVerdict, ...]:
        """The new verdicts that are conflicts, each dispute once."""
        found = {v.dispute: v for v in reversed(self.verdicts) if v.verdict == "conflict"}
        return tuple(reversed(found.values()))


@dataclass(frozen=True)
class Arrived:
    """What new articles brought: the findings, and watched questions whose answer changed."""

    findings: Findings
    changed: tuple[Changed, ...] = ()


def take_in(
    store: Store,
    article_ids: Sequence[str],
    ask: Ask,
    at: datetime,
    judge: Judge,
    on_progress: OnProgress = say_nothing,
) -> Arrived:
    """Ask again the watched questions that new articles touch, and compare what they state.

    Asking comes first: an article counts as new until it is compared, so that a run that is
    broken off in between asks again, and changes nothing where it had asked already.
    """
    asked_of = {one: hash(store.articles.get(one)) for one in article_ids}
    changed = ask_again(store, article_ids, ask, at)
    findings = compare_all(store, article_ids, judge, to_second(at), on_progress, asked_of)
    return Arrived(findings, tuple(changed))


def take_in_new(
    store: Store, ask: Ask, at: datetime, judge: Judge, on_progress: OnProgress = say_nothing
) -> Arrived:
    """Take in every article or version that was not compared yet, in the order they came."""
    return take_in(store, store.compared.missing(ALL), ask, at, judge, on_progress)


def compare_all(
    store: Store,
    article_ids: Iterable[str],
    judge: Judge,
    now: str,
    on_progress: OnProgress = say_nothing,
    asked_of: Mapping[str, int] = MappingProxyType({}),
) -> Findings:
    """Compare what articles state with the others, and keep verdicts and alerts.

    Call it with the articles that were added or have a new version, `now` as UTC ISO. A copy is
    no independent source: it is passed over. Comparing an article again changes nothing. Each is
    marked last, so that a break in between is made good, unless it is another than the one
    `asked_of`, by their hashes: then the watched questions are still to be asked again.
    """
    subscriptions = store.subscriptions.find()
    count, new, resolved = 0, list[NewVerdict](), list[KeptVerdict]()
    for article_id in article_ids:
        article = store.articles.get(article_id)
        if article is not None:
            found = compare_one(store, article, subscriptions, judge, now)
            new += found.verdicts
            resolved += found.resolved
            if asked_of.get(article_id, hash(article)) == hash(article):
                store.compared.mark(article)
            count += 1
            on_progress(count)
    return Findings(count, tuple(new), tuple(resolved))


def compare_one(
    store: Store, article: Article, subscriptions: Sequence[Subscription], judge: Judge, now: str
) -> Findings:
    """Compare one article; a copy only hands on what was found of it to its original."""
    known = [v for v in store.verdicts.of_article(article.article_id) if v.state in OPEN]
    resolved = resolve(store, article, known, judge, now)
    if article.copy_of is not None:
        original = store.articles.get(article.copy_of)
        if original is not None:
            take_over(store, original, [article.article_id], now)
        return Findings(1, (), tuple(resolved))
    copies = store.compared.copies_of(article.article_id)
    take_over(store, article, copies, now)
    relations = compare_article(store, article.article_id, copies, judge)
    new = keep(store, make_verdicts(store, relations), subscriptions, now)
    return Findings(1, tuple(new), tuple(resolved))
