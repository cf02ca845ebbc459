"""Extracting: the claims of an article, sentence by sentence; what is not clear is left out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.claims.claim import Account, Claim
from bot.claims.context import near_terms
from bot.claims.figures import Found, find_ages, find_figures, find_lengths
from bot.claims.people import find_holders, find_people
from bot.claims.times import find_days, find_places, period_of
from bot.text.attribution import mode_of, speaker_of
from bot.text.folding import fold
from bot.text.names import NameMention, find_names
from bot.text.sentences import is_heading, split_sentences
from store.articles import Article
from store.spans import Span

LONGEST = 700
"""A longer "sentence" is a list or a table: nothing is claimed from it."""

LEAD = 1500
"""How many people died or were hurt in all is said first; further down they are told apart."""

TOTAL = re.compile(r"\b(?:toll|total|in all|altogether|number of)\b", re.IGNORECASE)
REFERRING = frozenset({"it", "he", "she", "they", "its", "his", "her", "their", "the", "this"})
SKIPPED_MODES = frozenset({"condition", "question"})


@dataclass(frozen=True)
class Line:
    """One sentence of an article with the names in it; spans of `names` count from its start."""

    span: Span
    text: str
    names: tuple[NameMention, ...]
    borrowed: tuple[str, ...]
    is_heading: bool

    @property
    def name_spans(self) -> list[Span]:
        """Where the names stand."""
        return [Span(name.start, name.end) for name in self.names]


def account_of(article: Article) -> Account:
    """Return what an article says: its claims, and the names that tell its story."""
    mentions = in_body(article, find_names(article.text))
    lines = list(lines_of(article, mentions))
    claims = [claim for line in lines for claim in claims_of(article, line, mentions)]
    speakers = {fold(c.speaker).split()[-1] for c in claims if c.speaker and fold(c.speaker)}
    people = [m for m in mentions if m.kind == "person"]
    held = {fold(m.text).split()[-1] for m in people if m.office and fold(m.text)}
    return Account(
        article_id=article.article_id,
        version=article.version,
        published_at=article.published_at,
        names=frozenset(filter(None, (fold(m.text) for m in mentions))),
        people=frozenset(
            folded
            for m in people
            if len((folded := fold(m.text)).split()) > 1
            and folded.split()[-1] not in speakers | held
        ),
        officials=frozenset(
            folded for m in people if (folded := fold(m.text)).split()[-1:] and
            folded.split()[-1] in speakers | held
        ),
        claims=tuple(one_each(claims)),
    )


def in_body(article: Article, mentions: Iterable[NameMention]) -> list[NameMention]:
    """Return the names that stand in the article's own text, not in the page around it."""
    body = article.body or (Span(0, len(article.text)),)
    return [m for m in mentions if any(s.start <= m.start and m.end <= s.end for s in body)]


def one_each(claims: Iterable[Claim]) -> list[Claim]:
    """Return each value of each slot once, where it is stated with the most around it."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (claim.slot, claim.subject, claim.normalised, claim.head, claim.mode)
        if key not in best or richness(claim) > richness(best[key]):
            best[key] = claim
    return sorted(best.values(), key=lambda claim: claim.span)


def richness(claim: Claim) -> int:
    """Return how much is said around a value."""
    return len(claim.near) + 2 * len(claim.names)


def lines_of(article: Article, mentions: Sequence[NameMention]) -> Iterator[Line]:
    """Give the sentences of the body; one that refers back borrows the names before it."""
    before: tuple[str, ...] = ()
    for body in article.body or (Span(0, len(article.text)),):
        for span in split_sentences(article.text, body):
            text = article.text[span.start : span.end]
            if len(text) > LONGEST:
                continue
            own = tuple(
                replace(m, start=m.start - span.start, end=m.end - span.start)
                for m in mentions
                if span.start <= m.start and m.end <= span.end
            )
            heading = is_heading(article.text, span)
            named = tuple(m.text for m in own)
            yield Line(span, text, own, before if refers_back(text, named) else (), heading)
            before = named or before


def refers_back(text: str, names: Sequence[str]) -> bool:
    """Tell whether a sentence leans on the one before it.

    >>> refers_back("It runs out in May.", []), refers_back("Ana Mirel spoke.", ["Ana Mirel"])
    (True, False)
    """
    first = text.split(maxsplit=1)[0].strip("“\"'‘").lower() if text.split() else ""
    return not names or first in REFERRING


def claims_of(article: Article, line: Line, mentions: Sequence[NameMention]) -> Iterator[Claim]:
    """Give the claims of one sentence."""
    published = date.fromisoformat(article.published_at[:10]) if article.published_at else None
    found = [*find_figures(line.text, published), *find_lengths(line.text)]
    found += [*find_ages(line.text, line.names), *find_holders(line.text, line.names)]
    found += find_people(line.names)
    if not line.is_heading:
        found += [*find_days(line.text, published), *find_places(line.text, line.names)]
    for one in found:
        claim = make_claim(article, line, one, mentions, published)
        if claim.mode not in SKIPPED_MODES and is_clear(claim) and is_total(article, claim):
            yield claim


def make_claim(
    article: Article,
    line: Line,
    found: Found,
    mentions: Sequence[NameMention],
    published: date | None,
) -> Claim:
    """Return a value found in a sentence as a claim with all that surrounds it."""
    start, end = line.span.start + found.span.start, line.span.start + found.span.end
    around = found.around or found.span
    near = near_terms(line.text, around.start, around.end, line.name_spans)
    return Claim(
        article_id=article.article_id,
        version=article.version,
        source=article.source,
        title=article.title,
        published_at=article.published_at,
        kind=found.kind,
        span=Span(start, end),
        wording=line.text[found.span.start : found.span.end],
        sentence=line.span,
        text=line.text,
        value=found.value,
        slot=found.slot,
        near=near,
        head=max(near, key=lambda term: near[term], default=None),
        names=named_around(line, found.span),
        subject=found.subject,
        scope=found.scope,
        period=period_of(line.text, published, found.span),
        speaker=speaker_of(article.text, line.span, mentions, Span(start, end)),
        mode=mode_of(line.text, found.span),
    )


def named_around(line: Line, span: Span) -> tuple[str, ...]:
    """Return the names in a sentence and those it borrows, the value itself left out."""
    own = (m.text for m in line.names if m.end <= span.start or m.start >= span.end)
    return tuple(dict.fromkeys((*own, *line.borrowed)))


def is_clear(claim: Claim) -> bool:
    """Tell whether enough is said around a value to know what it is a value of."""
    if claim.kind == "person" or claim.slot == "age":
        return True
    return claim.head is not None and bool(claim.near)


def is_total(article: Article, claim: Claim) -> bool:
    """Tell whether a count of people stands where totals do: early, or beside a word for one."""
    if not claim.slot.startswith("count:person:"):
        return True
    first = article.body[0].start if article.body else 0
    return claim.span.start - first < LEAD or TOTAL.search(claim.text) is not None
