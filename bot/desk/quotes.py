"""Where an excerpt comes from: the articles that have it, word for word or nearly."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

from bot.text.names import find_names
from bot.text.sentences import split_sentences
from bot.text.speakers import speaker_of
from bot.text.words import fold
from store import Store
from store.articles import Article
from store.passages import Query
from store.quotes import StoredQuote
from store.spans import Span
from store.terms import content_terms

Difference = Literal["changed", "left out", "added"]

PASSAGES = 40
TERMS = 24
WORDS_A_PASSAGE = 50
LEAST_SCORE = 70.0
BEHIND = 20.0
"""A match this far behind the best one is not shown."""

WORD = re.compile(r"[^\W_]+(?:['’ʼ.,][^\W_]+)*")
OMISSION = re.compile(r"\s*(?:\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.{3,}|…)\s*")
NAMED: Mapping[str, Difference | None] = {
    "equal": None,
    "replace": "changed",
    "insert": "left out",
    "delete": "added",
}
MOVED, OMITTED = 3, 25
"""By how many words the ends of a match are moved, at most."""

LEAST_RATIO = 50.0
"""A text whose characters fit less than this at the best place has no match."""

LONGEST = 2000
"""Longer excerpts are looked for by their beginning."""


@dataclass(frozen=True)
class Part:
    """Words of the excerpt beside those that stand in the text, "" where there are none.

    `start` and `end` point into the text; `difference` is None where the two say the same.
    """

    difference: Difference | None
    excerpt: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """The words of a text that an excerpt comes nearest to; `score` is 100 where none differs."""

    span: Span
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Word:
    """A word where it stands, and as it is compared: letter case and accents aside."""

    start: int
    end: int
    key: str


def words_of(text: str) -> list[Word]:
    """Return the words of a text.

    >>> [word.key for word in words_of("“Don’t,” Zoë said.")]
    ['dont', 'zoe', 'said']
    """
    matches = WORD.finditer(text)
    found = (Word(m.start(), m.end(), fold(m.group()).replace(" ", "")) for m in matches)
    return [word for word in found if word.key]


def locate(excerpt: str, text: str) -> Found | None:
    """Return where an excerpt stands in a text, exactly or nearly, None without a common word.

    >>> found = locate("the piers is open", "Mayor Ray said the pier is open now.")
    >>> found.span, [(p.excerpt, p.text) for p in found.parts if p.difference]
    (Span(start=15, end=31), [('piers', 'pier')])
    """
    wanted, there = words_of(excerpt[:LONGEST]), words_of(text)
    if not wanted or not there:
        return None
    kept = run_of(wanted, there) or nearest_run(excerpt, wanted, there)
    if not kept:
        return None
    parts = tuple(parts_of(excerpt, wanted, text, kept))
    if not any(part.excerpt and part.difference is None for part in parts):
        return None
    return Found(Span(kept[0].start, kept[-1].end), score_of(wanted, kept, parts), parts)


def run_of(wanted: Sequence[Word], there: Sequence[Word]) -> Sequence[Word]:
    """Return the first run of a text's words that are the excerpt's own, () where there is none."""
    needle, hay = joined(wanted)[0], joined(there)[0]
    at = f" {hay} ".find(f" {needle} ")
    first = hay.count(" ", 0, at) if at > 0 else 0
    return there[first : first + len(wanted)] if at >= 0 else ()


def nearest_run(excerpt: str, wanted: Sequence[Word], there: Sequence[Word]) -> Sequence[Word]:
    """Return the run of a text's words that the excerpt is most like, () where none is.

    The characters are aligned first, which finds a place also where words are misspelt; then its
    ends are moved by some words, by more where the excerpt says that it leaves something out.
    """
    (needle, _), (hay, begins) = joined(wanted), joined(there)
    place = fuzz.partial_ratio_alignment(needle, hay, score_cutoff=LEAST_RATIO)
    if place is None:
        return ()
    start, end = place.dest_start, place.dest_end
    if len(needle) > len(hay):
        start, end = 0, len(hay)
    first, last = bisect_right(begins, start) - 1, bisect_left(begins, end)
    reach = OMITTED if OMISSION.search(excerpt) else MOVED
    starts = range(max(0, first - reach), min(first + MOVED, len(there) - 1) + 1)
    ends = range(max(1, last - MOVED), min(last + reach, len(there)) + 1)
    runs = (there[i:j] for i in starts for j in ends if i < j)
    return max(runs, key=lambda run: likeness(wanted, run))


def joined(words: Sequence[Word]) -> tuple[str, list[int]]:
    """Return words joined by blanks, and where each begins."""
    begins, at = [], 0
    for word in words:
        begins.append(at)
        at += len(word.key) + 1
    return " ".join(word.key for word in words), begins


def likeness(one: Sequence[Word], two: Sequence[Word]) -> float:
    """Return how alike two runs of words are, 100 for the same: by words and by letters."""
    words = Indel.normalized_similarity([word.key for word in one], [word.key for word in two])
    return 50 * words + fuzz.ratio(joined(one)[0], joined(two)[0]) / 2


def score_of(wanted: Sequence[Word], kept: Sequence[Word], parts: Sequence[Part]) -> float:
    """Return how alike an excerpt and its place are, less what it says that it leaves out."""
    owned = [part for part in parts if part.difference is None and not part.excerpt]
    left = [w for w in kept if not any(p.start <= w.start and w.end <= p.end for p in owned)]
    return round(likeness(wanted, left), 1)


def parts_of(
    excerpt: str, wanted: Sequence[Word], text: str, kept: Sequence[Word]
) -> Iterator[Part]:
    """Give the excerpt and the text side by side, run by run, the differing ones marked."""
    one, two = [word.key for word in wanted], [word.key for word in kept]
    for op in Levenshtein.opcodes(one, two):
        said, stands = wanted[op.src_start : op.src_end], kept[op.dest_start : op.dest_end]
        gap = kept[op.dest_start].start if op.dest_start < len(kept) else kept[-1].end
        at = Span(stands[0].start, stands[-1].end) if stands else Span(gap, gap)
        words = excerpt[said[0].start : said[-1].end] if said else ""
        owned = not said and is_omission(excerpt, wanted, op.src_start)
        yield Part(None if owned else NAMED[op.tag], words, text[at.start : at.end], *at)


def is_omission(excerpt: str, wanted: Sequence[Word], at: int) -> bool:
    """Tell whether an excerpt says itself that it leaves something out before a word."""
    if not 0 < at < len(wanted):
        return False
    return OMISSION.search(excerpt, wanted[at - 1].end, wanted[at].start) is not None


@dataclass(frozen=True)
class Match(StoredQuote):
    """A place that an excerpt may come from.

    `parts` set the excerpt's words against the article's, run by run; where a part's
    `difference` is not None the two differ. `score` is 100 where no word differs.
    """

    copy_of: str | None
    speaker: str | None
    score: float
    parts: tuple[Part, ...]

    @property
    def is_exact(self) -> bool:
        """Whether every word of the excerpt stands there, in its order, with none between."""
        return all(part.difference is None for part in self.parts)

    def as_json(self) -> dict[str, Any]:
        """Return the match as docs/desk.md has it."""
        return {**asdict(self), "exact": self.is_exact}


def find_quote(store: Store, excerpt: str, limit: int = 5) -> list[Match]:
    """Return where an excerpt comes from, best first; of equal ones the earliest published.

    Only the newest version of each article is looked into.
    """
    found = sorted(candidates(store, excerpt), key=best_first)
    least = max(LEAST_SCORE, found[0].score - BEHIND) if found else LEAST_SCORE
    return [match for match in found if match.score >= least][:limit]


def best_first(match: Match) -> tuple[float, bool, str, bool, str]:
    """Return the key that puts the best match first."""
    at = match.published_at
    return -match.score, at is None, at or "", match.copy_of is not None, match.article_id


def candidates(store: Store, excerpt: str) -> Iterator[Match]:
    """Give the best place of each article that shares the excerpt's rarer words."""
    terms = tuple(dict.fromkeys(content_terms(excerpt)))[:TERMS]
    hits = store.passages.retrieve(Query(terms, limit=PASSAGES)) if terms else []
    around = 1 + len(words_of(excerpt)) // WORDS_A_PASSAGE
    regions: dict[str, set[Span]] = {}
    for hit in hits:
        near = store.passages.neighbours(hit, around, around)
        region = Span(min(one.start for one in near), max(one.end for one in near))
        regions.setdefault(hit.article_id, set()).add(region)
    for article_id, found in regions.items():
        if article := store.articles.get(article_id):
            matches = (match_in(article, region, excerpt) for region in sorted(found))
            yield from sorted((m for m in matches if m is not None), key=best_first)[:1]


def match_in(article: Article, region: Span, excerpt: str) -> Match | None:
    """Return the best place of an excerpt in one stretch of an article."""
    text, shift = article.text[region.start : region.end], region.start
    found = locate(excerpt, text)
    if found is None or found.score < LEAST_SCORE:
        return None
    return Match(
        *(article.article_id, article.version, article.source, article.title, article.url),
        *(article.published_at, shift + found.span.start, shift + found.span.end),
        quote=text[found.span.start : found.span.end],
        copy_of=article.copy_of,
        speaker=speaker_at(text, found),
        score=found.score,
        parts=tuple(replace(p, start=p.start + shift, end=p.end + shift) for p in found.parts),
    )


def speaker_at(text: str, found: Found) -> str | None:
    """Return who is said to have said the words found."""
    holding = (s for s in split_sentences(text) if s.start <= found.span.start < s.end)
    sentence = next(holding, found.span)
    return speaker_of(text, sentence, find_names(text), found.span)
