"""How well each retrieved sentence speaks to the question: features, and one score from them."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.ask.question import Question
from bot.ask.weighing import Matches, Weighing, both
from bot.text.sentences import split_sentences
from store.passages import Hit
from store.spans import Span
from store.terms import is_stop, terms
from store.times import day_of

FEW_WORDS = 6
"""A shorter line is a heading, a score or a caption rather than a sentence."""

FRESH_DAYS = 4.0
RECENT_DAYS = 30.0
UNDATED_AGE = 30.0
"""An undated article is taken to be this many days old: neither news nor archive."""

NAME_NEARNESS = (1.0, 0.8, 0.6, 0.5)
"""What a name counts in the sentence, the one before, the passage, the article found."""

SCOPE = re.compile(r"\b(?:1[5-9]\d\d|20\d\d|\d{1,3}(?:st|nd|rd|th))\b")
"""Years and ordinals: a fact of the 92nd is none of the 93rd."""

PRONOUN = re.compile(r"[“\"']?(?:It|He|She|They|Its|His|Her|Their)\b")
"""A sentence that begins so goes on with what the one before was about."""

Features = dict[str, float]


@dataclass(frozen=True)
class Sentence:
    """One sentence of a passage, by its offsets in the article, and what speaks for it."""

    hit: Hit
    span: Span
    text: str
    terms: frozenset[str]
    before: str
    features: Features

    @property
    def published_on(self) -> date | None:
        """The day of publication, None when the article is undated."""
        return day_of(self.hit.published_at)


def find_sentences(question: Question, hits: Sequence[Hit], weighing: Weighing) -> list[Sentence]:
    """Cut the hits into sentences and work out what speaks for each."""
    matched = match_hits(hits, weighing)
    covered = articles_covered(matched, weighing)
    best = max((hit.score for hit in hits), default=1.0) or 1.0
    texts = article_texts(hits)
    found: list[Sentence] = []
    for hit, matches in matched:
        shared = {
            "passage": weighing.share(matches),
            "article": covered[hit.article_id],
            "rank": hit.score / best,
            **recency(question.asked_on, day_of(hit.published_at)),
            "early": 1 / (1 + hit.start / 1000),
        }
        found += _sentences_of(question, hit, weighing, texts[hit.article_id], shared)
    return list({(s.hit.article_id, s.span): s for s in found}.values())


def article_texts(hits: Iterable[Hit]) -> dict[str, str]:
    """Return the headline and the passages found of each article, as one text."""
    texts: dict[str, str] = {}
    for hit in hits:
        texts[hit.article_id] = f"{texts.get(hit.article_id, hit.title or '')} {hit.text}"
    return texts


def match_hits(hits: Iterable[Hit], weighing: Weighing) -> list[tuple[Hit, Matches]]:
    """Return each passage with how well it and its headline match the question's terms."""
    return [(hit, weighing.matches(terms_of(hit.text) | title_terms(hit.title))) for hit in hits]


def articles_covered(
    matched: Iterable[tuple[Hit, Matches]], weighing: Weighing
) -> dict[str, float]:
    """Return how much of the question each article covers with all its hits together."""
    have: dict[str, Matches] = {}
    for hit, own in matched:
        have[hit.article_id] = both(have.get(hit.article_id, own), own)
    return {article: weighing.share(matches) for article, matches in have.items()}


@lru_cache(maxsize=4096)
def terms_of(text: str) -> frozenset[str]:
    """Return the set of terms of a text."""
    return frozenset(terms(text))


def title_terms(title: str | None) -> frozenset[str]:
    """Return the terms of a title, none when there is none."""
    return terms_of(title) if title else frozenset()


def _sentences_of(
    question: Question, hit: Hit, weighing: Weighing, article: str, shared: Features
) -> list[Sentence]:
    sentences: list[Sentence] = []
    before = Told("", weighing.matches(frozenset()))
    for span in split_sentences(hit.text):
        text = hit.text[span.start : span.end]
        told = Told(text, weighing.matches(terms_of(text)))
        own = {**shared, **_own_features(question, hit, article, told, before, weighing)}
        at = Span(hit.start + span.start, hit.start + span.end)
        sentences.append(Sentence(hit, at, text, terms_of(text), before.text, own))
        before = told
    return sentences


@dataclass(frozen=True)
class Told:
    """A sentence, and how well it matches the question's terms."""

    text: str
    matches: Matches


def _own_features(
    question: Question,
    hit: Hit,
    article: str,
    told: Told,
    before: Told,
    weighing: Weighing,
) -> Features:
    text, title = told.text, hit.title or ""
    taken_up = referred(question.names, text, before.text, article)
    here = both(told.matches, weighing.matches(taken_up)) if taken_up else told.matches
    new = sum(1 for term in terms_of(text) if term not in weighing.weights and not is_stop(term))
    return {
        "sentence": weighing.share(here),
        "near": weighing.share(both(here, before.matches)),
        "names": named(question.names, (text, before.text, hit.text, article)),
        "event": weighing.told(question.event, here, before.matches),
        "new": min(new, 20) / 20,
        "scope": scope_fit(question.text, (text, before.text, title, hit.text)),
        "asks": float(text.rstrip(" \n\"”’'").endswith("?")),
        "brief": float(len(text.split()) < FEW_WORDS),
    }


def referred(names: Sequence[str], text: str, before: str, article: str) -> frozenset[str]:
    """Return the terms of the names that a sentence takes up: "the bridge", or "it" after a name.

    >>> sorted(referred(("Queen Maren Bridge",), "The bridge is long.", "", "Queen Maren Bridge"))
    ['bridg', 'maren', 'queen']
    """
    taken_up = (name for name in names if is_taken_up(name, text, before, article))
    return frozenset(term for name in taken_up for term in terms(name))


def is_taken_up(name: str, text: str, before: str, article: str) -> bool:
    """Tell whether a sentence speaks of a name by its last word or by a pronoun in front."""
    head = name.split()[-1].casefold()
    if PRONOUN.match(text) and head in before.casefold():
        return True
    return head != name.casefold() and f"the {head}" in text.casefold() and name in article


def scope_fit(question: str, places: Sequence[str]) -> float:
    """Return how well the years and ordinals of a question are met: 1 here, -1 others instead.

    >>> scope_fit("Who won in 2013?", ("Fred won in 1936.",))
    -1.0
    >>> scope_fit("Who won?", ("Fred won in 1936.",))
    0.0
    """
    wanted = SCOPE.findall(question)
    if not wanted:
        return 0.0
    return sum(_scope_of(mark, places) for mark in wanted) / len(wanted)


def _scope_of(mark: str, places: Sequence[str]) -> float:
    if mark in places[0]:
        return 1.0
    others = [other for other in SCOPE.findall(places[0]) if other.isdigit() == mark.isdigit()]
    if others:
        return -1.0
    return 0.5 if any(mark in place for place in places[1:]) else 0.0


def named(names: Sequence[str], places: Sequence[str]) -> float:
    """Return how near the question's names stand, on average: 1 each in the first place to look.

    >>> named(("Ana Mirel", "Brede"), ("Mirel spoke.", "She was in Brede."))
    0.9
    """
    if not names:
        return 1.0
    folded = [casefolded(place) for place in places]
    return sum(_name_nearness(name.split()[-1].casefold(), folded) for name in names) / len(names)


@lru_cache(maxsize=4096)
def casefolded(text: str) -> str:
    """Return a text without letter case; each sentence of an article asks for the whole of it."""
    return text.casefold()


def _name_nearness(last_word: str, places: Sequence[str]) -> float:
    return next(
        (w for w, place in zip(NAME_NEARNESS, places, strict=False) if last_word in place), 0.0
    )


def recency(asked_on: date, published: date | None) -> Features:
    """Return how fresh an article was when the question was asked, on two scales: 0 to 1."""
    age = max(0.0, float((asked_on - published).days)) if published else UNDATED_AGE
    return {"fresh": math.exp(-age / FRESH_DAYS), "recent": math.exp(-age / RECENT_DAYS)}
