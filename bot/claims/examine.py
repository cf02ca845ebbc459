"""Examining: what new articles claim is compared with what is known, and differences are kept."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.alerts.choosing import alerts_for, is_wanted
from bot.alerts.disputes import first_of_dispute
from bot.claims.claim import Account, Claim
from bot.claims.comparing import Pair, compare_accounts, compare_within
from bot.claims.denials import denied
from bot.claims.dismissals import part_dismissed
from bot.claims.extract import account_of
from bot.claims.keeping import dump_claim, dump_story, load_account, load_claim
from bot.claims.reprints import take_over
from bot.claims.settling import resolve
from bot.claims.sides import make_side, pair_key
from bot.claims.stories import WINDOW, is_one_event, is_one_topic, weight
from bot.claims.successions import with_successions
from bot.claims.tolls import with_tolls
from store import Store
from store.alerts import NewAlert
from store.articles import Article
from store.claims import MOST, PASSED_OVER, StoredAccount, StoredClaim
from store.subscriptions import Subscription
from store.verdicts import OPEN, KeptVerdict, NewVerdict

NAMES_ASKED = 16
LIKELY = 40
"""Articles that are read for claims of the same story, the likeliest ones."""

SAID_AGAIN = "The same words were dismissed before."

OnProgress = Callable[[int], None]
"""Told how many articles are done."""


def say_nothing(done: int) -> None:
    """Leave progress unreported."""


@dataclass(frozen=True)
class Findings:
    """What examining articles brought: claims read, verdicts that are new, conflicts settled."""

    articles: int = 0
    claims: int = 0
    verdicts: tuple[NewVerdict, ...] = ()
    resolved: tuple[KeptVerdict, ...] = ()

    @property
    def conflicts(self) -> tuple[NewVerdict, ...]:
        """The new verdicts that are conflicts."""
        return tuple(v for v in self.verdicts if v.verdict == "conflict")


def examine(
    store: Store, article_ids: Iterable[str], now: str, on_progress: OnProgress = say_nothing
) -> Findings:
    """Compare what articles claim with what is known, and keep verdicts and alerts.

    Call it with the articles that were added or have a new version, `now` as UTC ISO. A copy is
    no independent source: it is passed over. Examining an article again changes nothing.
    """
    subscriptions = store.subscriptions.find()
    total = Findings()
    for article_id in article_ids:
        article = store.articles.get(article_id)
        if article is not None:
            total = add_up(total, examine_one(store, article, subscriptions, now))
            on_progress(total.articles)
    return total


def add_up(a: Findings, b: Findings) -> Findings:
    """Return two findings as one."""
    return Findings(
        a.articles + b.articles,
        a.claims + b.claims,
        (*a.verdicts, *b.verdicts),
        (*a.resolved, *b.resolved),
    )


def examine_one(
    store: Store, article: Article, subscriptions: Sequence[Subscription], now: str
) -> Findings:
    """Compare one article; its claims are kept last, so that a break in between is made good."""
    if article.copy_of is not None:
        resolved = pass_over(store, article, article.copy_of, now)
        return Findings(articles=1, resolved=tuple(resolved))
    account = account_of(article)
    copies = store.claims.copies_of(article.article_id)
    take_over(store, account, article.url, copies, now)
    known = open_verdicts(store, article)
    counts = count_names(store, account)
    others = [o for o in find_others(store, account, counts, known) if o.article_id not in copies]
    pairs = compare_within(account)
    for other in others:
        is_one = is_one_event(account, other, counts)
        pairs += compare_accounts(other, account, is_one) + denied(other, account, is_one)
    pairs = with_successions(pairs, (c for one in (account, *others) for c in one.claims))
    pairs = with_tolls(pairs)
    stories = store.verdicts.stories(a for p in pairs for a in (p.a.article_id, p.b.article_id))
    found = [make_verdict(store, pair, article, stories) for pair in pairs]
    new = keep(store, found, subscriptions, now)
    resolved = resolve(store, article, account, others, known, {v.pair_key for v in found}, now)
    store.claims.forget(copies)
    store.claims.save([as_stored(account)])
    return Findings(1, len(account.claims), tuple(new), tuple(resolved))


def pass_over(store: Store, article: Article, original_id: str, now: str) -> list[KeptVerdict]:
    """Keep no claims of a copy; return the verdicts of it that its text has settled.

    What was found while it said things of its own goes to the original, or is settled.
    """
    settled: list[KeptVerdict] = []
    known = open_verdicts(store, article)
    original = store.articles.get(original_id)
    if known and original is not None:
        account = account_of(article)
        settled = resolve(
            store, article, account, partners(store, account, known), known, set(), now
        )
        take_over(store, account_of(original), original.url, [article.article_id], now)
    store.claims.save([StoredAccount(article.article_id, article.version, None, (), PASSED_OVER)])
    return settled


def open_verdicts(store: Store, article: Article) -> list[KeptVerdict]:
    """Return the verdicts on an article that are still open."""
    return [v for v in store.verdicts.of_article(article.article_id) if v.state in OPEN]


def keep(
    store: Store, found: Sequence[NewVerdict], subscriptions: Sequence[Subscription], now: str
) -> list[NewVerdict]:
    """Keep verdicts with the alerts they cause; return those that are new."""
    fresh, again = part_dismissed(store, found)
    store.verdicts.record_dismissed(again, SAID_AGAIN, now)
    return store.verdicts.record(with_alerts(store, fresh, subscriptions), now)


def with_alerts(
    store: Store, found: Sequence[NewVerdict], subscriptions: Sequence[Subscription]
) -> list[tuple[NewVerdict, list[NewAlert]]]:
    """Return the verdicts that are new with the alerts they cause; a dispute is told of once."""
    known = store.verdicts.known(verdict.pair_key for verdict in found)
    new = [verdict for verdict in found if verdict.pair_key not in known]
    alerting: list[tuple[NewVerdict, list[NewAlert]]] = []
    for verdict in new:
        wanting = [one for one in subscriptions if is_wanted(verdict, one)]
        first = first_of_dispute(verdict, store.verdicts, new) if wanting else None
        alerting.append((verdict, alerts_for(verdict, wanting, first)))
    return alerting


def count_names(store: Store, account: Account) -> dict[str, int]:
    """Return how many articles of the weeks around have each name of an article."""
    return store.claims.count(account.names, *window_of(account))


def find_others(
    store: Store, account: Account, counts: dict[str, int], known: Sequence[KeptVerdict]
) -> list[Account]:
    """Return the articles to compare with: of the same story, or with an open verdict."""
    found = [*find_story(store, account, counts), *partners(store, account, known)]
    return list({other.article_id: other for other in found}.values())


def find_story(store: Store, account: Account, counts: dict[str, int]) -> list[Account]:
    """Return what is known of the same story, found by its rarest names."""
    since, until = window_of(account)
    known = (name for name in account.names if 0 < counts.get(name, 0) <= MOST)
    asked = sorted(known, key=lambda name: (counts[name], name))
    scores: Counter[str] = Counter()
    for name, article_id in store.claims.sharing(asked[:NAMES_ASKED], since, until):
        scores[article_id] += round(1000 * weight(counts[name]))
    del scores[account.article_id]
    likely = [article_id for article_id, _ in scores.most_common(LIKELY)]
    named = (as_account(stored) for stored in store.claims.get(likely, with_claims=False))
    alike = [one.article_id for one in named if is_one_topic(account, one, counts)]
    return [as_account(stored) for stored in store.claims.get(alike)]


def window_of(account: Account) -> tuple[str | None, str | None]:
    """Return the days in which articles of the same story are looked for."""
    day = account.published_on
    if day is None:
        return None, None
    return (day - WINDOW).isoformat(), (day + WINDOW).isoformat()


def partners(store: Store, account: Account, known: Sequence[KeptVerdict]) -> list[Account]:
    """Return the articles with which an open verdict exists: a new version is held against them."""
    ids = {side.article_id for verdict in known for side in (verdict.a, verdict.b)}
    return [as_account(s) for s in store.claims.get(sorted(ids - {account.article_id}))]


def make_verdict(
    store: Store, pair: Pair, article: Article, stories: dict[str, str]
) -> NewVerdict:
    """Return a pair as the verdict that is kept; its story goes on where one is known."""
    ids = (pair.a.article_id, pair.b.article_id)
    story = next((stories[i] for i in ids if i in stories), f"story:{ids[0]}")
    for article_id in ids:
        stories.setdefault(article_id, story)
    a, b = (make_side(claim, url_of(store, claim, article)) for claim in (pair.a, pair.b))
    judged = pair.judgement
    key = pair_key(pair.a, pair.b)
    return NewVerdict(key, judged.verdict, judged.why, pair.a.slot, story, a, b)


def url_of(store: Store, claim: Claim, article: Article) -> str | None:
    """Return the address of a claim's article; `article` is the one being compared."""
    known = article if article.article_id == claim.article_id else None
    own = known or store.articles.get(claim.article_id, claim.version)
    return own.url if own else None


def as_stored(account: Account) -> StoredAccount:
    """Return an account as the store keeps it."""
    return StoredAccount(
        article_id=account.article_id,
        version=account.version,
        published_at=account.published_at,
        names=tuple(sorted(account.names)),
        story=dump_story(account),
        claims=tuple(
            StoredClaim(c.slot, c.kind, c.span.start, c.span.end, c.normalised, dump_claim(c))
            for c in (*account.claims, *account.statements)
        ),
    )


def as_account(stored: StoredAccount) -> Account:
    """Return an account from what the store kept of it."""
    return load_account(
        stored.article_id,
        stored.version,
        stored.published_at,
        frozenset(stored.names),
        stored.story,
        tuple(load_claim(claim.payload) for claim in stored.claims),
    )
