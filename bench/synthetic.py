"""Articles made from a seed: invented words with the frequencies of real prose, no network."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from store.articles import NewArticle
from store.spans import Span

# Function words, most frequent first: about two fifths of running English text.
FUNCTION_WORDS = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "that",
    "is",
    "for",
    "it",
    "was",
    "on",
    "with",
    "as",
    "be",
    "at",
    "by",
    "he",
    "from",
    "his",
    "had",
    "but",
    "not",
    "are",
    "which",
    "have",
    "this",
    "an",
    "they",
    "you",
    "or",
    "their",
    "were",
    "who",
    "would",
    "been",
    "one",
    "will",
    "has",
    "more",
    "she",
    "all",
    "its",
    "when",
    "there",
    "we",
    "about",
    "if",
    "out",
    "up",
    "what",
    "some",
    "into",
    "can",
    "than",
    "could",
    "other",
    "so",
    "no",
    "do",
    "then",
    "any",
    "over",
    "them",
    "her",
    "only",
]
ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gl",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "qu",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "th",
    "tr",
    "v",
    "w",
    "z",
]
VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
CODAS = ["", "", "", "l", "n", "r", "s", "t", "nd", "rk", "m"]

WORDS = 120_000
SENTENCE_WORDS = 22
PASSAGE_SENTENCES = 3
ARTICLE_PASSAGES = 17
TOPIC_WORDS = 12
TOPIC_SHARE = 0.12  # of the words of an article, taken from its own topic
FIRST_DAY = date(2023, 1, 1)
DAYS = 1000
SOURCES = 60


@dataclass(frozen=True)
class Vocabulary:
    """Words in the order of their frequency, with the sums of their shares."""

    words: NDArray[np.str_]
    shares: NDArray[np.float64]

    def draw(self, rng: np.random.Generator, count: int) -> NDArray[np.int64]:
        """Draw words by their frequency, as positions."""
        return np.searchsorted(self.shares, rng.random(count))


def make_vocabulary(seed: int, size: int = WORDS) -> Vocabulary:
    """Make words by the law of Zipf and Mandelbrot: share ~ 1 / (rank + 2.7) ** 1.05."""
    rng = np.random.default_rng(seed)
    names = dict.fromkeys(FUNCTION_WORDS)
    while len(names) < size:
        names[_word(rng)] = None
    shares = 1.0 / (np.arange(size) + 2.7) ** 1.05
    return Vocabulary(np.array(list(names)), np.cumsum(shares) / shares.sum())


def make_articles(seed: int, passages: int, vocabulary: Vocabulary) -> Iterator[NewArticle]:
    """Make articles until they have so many passages."""
    rng = np.random.default_rng(seed)
    number = 0
    while passages > 0:
        number += 1
        count = min(passages, int(rng.integers(ARTICLE_PASSAGES - 9, ARTICLE_PASSAGES + 10)))
        yield _article(rng, number, count, vocabulary)
        passages -= count


def make_questions(seed: int, count: int, articles: list[NewArticle]) -> list[str]:
    """Ask for three to six neighbouring words of some article, in the middle of stop words."""
    rng = np.random.default_rng(seed)
    questions = []
    for _ in range(count):
        article = articles[rng.integers(len(articles))]
        start, end = article.passages[rng.integers(len(article.passages))]
        words = [w for w in article.text[start:end].split() if w not in FUNCTION_WORDS]
        at = int(rng.integers(max(1, len(words) - 6)))
        chosen = words[at : at + int(rng.integers(3, 7))]
        questions.append("What did the " + " of the ".join(chosen) + "?")
    return questions


def _article(
    rng: np.random.Generator, number: int, passages: int, vocabulary: Vocabulary
) -> NewArticle:
    count = passages * PASSAGE_SENTENCES * SENTENCE_WORDS
    drawn = vocabulary.draw(rng, count)
    topic = rng.integers(len(FUNCTION_WORDS), len(vocabulary.words), TOPIC_WORDS)
    drawn = np.where(rng.random(count) < TOPIC_SHARE, rng.choice(topic, count), drawn)
    words = vocabulary.words[drawn].tolist()
    sentences = [
        " ".join(words[at : at + SENTENCE_WORDS]).capitalize() + "."
        for at in range(0, count, SENTENCE_WORDS)
    ]
    text, spans = _join(sentences)
    day = FIRST_DAY + timedelta(days=int(rng.integers(DAYS)))
    return NewArticle(
        identity=f"id:{number}",
        article_id=str(number),
        text=text,
        source=f"Gazette {int(rng.integers(SOURCES))}",
        title=" ".join(vocabulary.words[topic[:6]]).title(),
        published_at=f"{day}T{int(rng.integers(24)):02}:00:00Z",
        published_from="stated",
        body=(Span(0, len(text)),),
        passages=spans,
        sentence_hashes=tuple(rng.integers(-(2**63), 2**63 - 1, len(sentences)).tolist()),
    )


def _join(sentences: list[str]) -> tuple[str, tuple[Span, ...]]:
    """Join sentences to a text of passages that are paragraphs."""
    parts, spans, at = [], [], 0
    for first in range(0, len(sentences), PASSAGE_SENTENCES):
        part = " ".join(sentences[first : first + PASSAGE_SENTENCES])
        spans.append(Span(at, at + len(part)))
        parts.append(part)
        at += len(part) + 2
    return "\n\n".join(parts), tuple(spans)


def _word(rng: np.random.Generator) -> str:
    syllables = rng.integers(1, 5)
    return "".join(
        ONSETS[rng.integers(len(ONSETS))]
        + VOWELS[rng.integers(len(VOWELS))]
        + CODAS[rng.integers(len(CODAS))]
        for _ in range(syllables)
    )
