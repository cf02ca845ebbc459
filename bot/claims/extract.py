"""Extracting: the claims of an article, sentence by sentence; what is not clear is left out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from bot.claims.claim import Account, Claim
from bot.claims.context import near_terms
from bot.claims.figures import Found, find_ages, find_figures, find_lengths
from bot.claims.lines import Line, lines_of
from bot.claims.people import find_holders, find_people
from bot.claims.statements import statements_of
from bot.claims.times import find_days, find_places, period_of
from bot.text.attribution import Mode, mode_of, speaker_of
from bot.text.names import NameMention, find_names
from bot.text.words import fold
from store.articles import Article
from store.spans import Span
from store.terms import terms
from store.times import day_of

LEAD = 1500
"""How many people died or were hurt in all is said first; further down they are told apart."""

TOTAL = re.compile(r"\b(?:toll|total|in all|altogether|number of)\b", re.IGNORECASE)
CAPTION = re.compile(
    r"\b\d+ of \d+\b(?=[^.]*\b(?:photo|image|slide|caption|close|video)\b)"
    r"|\b(?:image|photo|slide) \d+ of \d+\b|\bphotos?:|\bbuy photo\b|\bhide caption\b"
    r"|\bphotos? (?:by|courtesy)\b",
    re.IGNORECASE,
)
"""Captions of picture galleries are of other days than their article."""

PARAGRAPH = 1500
STANDS_IN = 0.6
"""How near the term is that a pronoun stands for."""

TRIED = re.compile(
    r"\b(?:tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|threaten(?:s|ed|ing)?|plott(?:ed|ing)"
    r"|conspir(?:ed|ing)) to(?: \w+){1,3} $",
    re.IGNORECASE,
)
"""Who tried to sell forty has not sold forty."""

SKIPPED_MODES = frozenset({"condition", "question"})


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
        statements=tuple(statements_of(article, lines, mentions)),
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


def claims_of(article: Article, line: Line, mentions: Sequence[NameMention]) -> Iterator[Claim]:
    """Give the claims of one sentence."""
    published = day_of(article.published_at)
    if CAPTION.search(paragraph_of(article.text, line.span)):
        return
    found = [*find_figures(line.text, published), *find_lengths(line.text)]
    found += [*find_ages(line.text, line.names), *find_holders(line.text, line.names)]
    found += find_people(line.names)
    if not line.is_heading:
        found += [*find_days(line.text, published), *find_places(line.text, line.names)]
    for one in found:
        claim = make_claim(article, line, one, mentions, published)
        if is_stated(claim) and is_clear(claim) and is_total(article, claim):
            yield claim


def paragraph_of(text: str, sentence: Span) -> str:
    """Return the paragraph that a sentence stands in, the sentence alone where that is long."""
    start, end = text.rfind("\n", 0, sentence.start) + 1, text.find("\n", sentence.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    return paragraph if len(paragraph) <= PARAGRAPH else text[sentence.start : sentence.end]


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
    if line.subject:
        near.setdefault(line.subject, STANDS_IN)
    speaker = speaker_of(article.text, line.span, mentions, Span(start, end))
    near = without(near, speaker)
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
        speaker=speaker,
        mode=mode_for(line.text, found),
    )


def mode_for(sentence: str, found: Found) -> Mode:
    """Return how a value is meant; an age, a name or an office is never what is denied."""
    mode = mode_of(sentence, found.span)
    in_passing = found.slot == "age" or found.kind == "person"
    return "report" if mode == "denial" and in_passing else mode


def without(near: Mapping[str, float], speaker: str | None) -> dict[str, float]:
    """Return the terms around a value less those of who says it, unless nothing is left."""
    left = {term: near[term] for term in near if term not in terms(speaker or "")}
    return left or dict(near)


def named_around(line: Line, span: Span) -> tuple[str, ...]:
    """Return the names in a sentence and those it borrows, the value itself left out."""
    own = (m.text for m in line.names if m.end <= span.start or m.start >= span.end)
    return tuple(dict.fromkeys((*own, *line.borrowed)))


def is_stated(claim: Claim) -> bool:
    """Tell whether a value is said to be so, or is denied by somebody."""
    before = claim.text[: claim.span.start - claim.sentence.start]
    if claim.kind == "number" and TRIED.search(before):
        return False
    if claim.mode == "denial":
        return claim.speaker is not None
    return claim.mode not in SKIPPED_MODES


def is_clear(claim: Claim) -> bool:
    """Tell whether enough is said around a value to know what it is a value of."""
    if claim.kind == "person" or claim.slot == "age":
        return True
    return claim.head is not None and bool(claim.near)


def is_total(article: Article, claim: Claim) -> bool:
    """Tell whether a count of people stands where totals do: early, or beside a word for one."""
    if not claim.counts_people:
        return True
    first = article.body[0].start if article.body else 0
    return claim.span.start - first < LEAD or TOTAL.search(claim.text) is not None
