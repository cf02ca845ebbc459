"""News made from a seed: English words as frequent as in prose, names, days and figures.

The sentences mean nothing, but cost a tokenizer, an index and the grammars what real ones cost.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from store.articles import NewArticle
from store.spans import Span

FUNCTION_LINES = """
    the of and to in a that is for it was on with as be at by he from his had but not are which have
    this an they you or their were who would been one will has more she all its when there we about
    if out up what some into can than could other so no do then any over them her only
"""
# Most frequent first: about two fifths of running English text.
FUNCTION_WORDS = FUNCTION_LINES.split()
ONSETS, VOWELS, CODAS = (
    line.split(" ")
    for line in (
        "b br c ch d dr f g gl h j k kl l m n p pl r s sh st t th tr v w z",
        "a e i o u ai ea ou",
        "   l n r s t nd rk m",  # none, thrice
    )
)

WORDS = 24_000  # a third of them invented names; each article has names of its own besides
SENTENCE_WORDS = 19  # beside the names, days and figures
PASSAGE_SENTENCES = 3
ARTICLE_PASSAGES = 17
TOPIC_WORDS = 12
TOPIC_SHARE = 0.12  # of the words of an article, taken from its own topic
PEOPLE, PLACES = 5, 4  # that an article names
FIRST_DAY = date(2023, 1, 1)
DAYS = 1000
SOURCES = 60
SHORT = 4.0  # letters: how much rarer a longer word is


@dataclass(frozen=True)
class Vocabulary:
    """Words in the order of their frequency, with the sums of their shares."""

    words: NDArray[np.str_]
    shares: NDArray[np.float64]

    def draw(self, rng: np.random.Generator, count: int) -> NDArray[np.int64]:
        """Draw words by their frequency, as positions."""
        return np.searchsorted(self.shares, rng.random(count))


@dataclass(frozen=True)
class Cast:
    """Whom and which places an article names, and the day that it was published."""

    people: Sequence[str]
    places: Sequence[str]
    day: date


def make_vocabulary(seed: int, size: int = WORDS) -> Vocabulary:
    """Order English words by the law of Zipf and Mandelbrot: share ~ 1 / (rank + 2.7) ** 1.05.

    Function words come first, then common words, short ones mostly before long ones; the tail is
    made of invented surnames, as that of a newspaper is made of names.
    """
    rng = np.random.default_rng(seed)
    common = np.array(_lines("common_words.txt"))
    ranks = np.char.str_len(common) / SHORT + rng.gumbel(size=len(common))
    names = dict.fromkeys([*FUNCTION_WORDS, *common[np.argsort(ranks)].tolist()][:size])
    while len(names) < size:
        names[_surname(rng)] = None
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
        bare = (word.strip(".,") for word in article.text[start:end].split())
        words = [word for word in bare if word.lower() not in FUNCTION_WORDS]
        at = int(rng.integers(max(1, len(words) - 6)))
        chosen = words[at : at + int(rng.integers(3, 7))]
        questions.append("What did the " + " of the ".join(chosen) + "?")
    return questions


def _article(
    rng: np.random.Generator, number: int, passages: int, vocabulary: Vocabulary
) -> NewArticle:
    count = passages * PASSAGE_SENTENCES * SENTENCE_WORDS
    drawn = vocabulary.draw(rng, count)
    topic = rng.integers(len(FUNCTION_WORDS), len(vocabulary.words) * 3 // 4, TOPIC_WORDS)
    drawn = np.where(rng.random(count) < TOPIC_SHARE, rng.choice(topic, count), drawn)
    words = vocabulary.words[drawn].tolist()
    cast = _cast(rng)
    draw = random.Random(int(rng.integers(2**32)))
    sentences = [
        _sentence(draw, words[at : at + SENTENCE_WORDS], cast)
        for at in range(0, count, SENTENCE_WORDS)
    ]
    text, spans = _join(sentences)
    return NewArticle(
        identity=f"id:{number}",
        article_id=str(number),
        text=text,
        source=f"Gazette {int(rng.integers(SOURCES))}",
        title=" ".join(vocabulary.words[topic[:6]]).title(),
        published_at=f"{cast.day}T{int(rng.integers(24)):02}:00:00Z",
        published_from="stated",
        body=(Span(0, len(text)),),
        passages=spans,
        sentence_hashes=tuple(rng.integers(-(2**63), 2**63 - 1, len(sentences)).tolist()),
    )


def _cast(rng: np.random.Generator) -> Cast:
    first, towns = _lines("first_names.txt"), _towns()
    people = [f"{first[rng.integers(len(first))].title()} {_surname(rng)}" for _ in range(PEOPLE)]
    places = [towns[rng.integers(len(towns))] for _ in range(PLACES)]
    return Cast(people, places, FIRST_DAY + timedelta(days=int(rng.integers(DAYS))))


def _sentence(draw: random.Random, words: list[str], cast: Cast) -> str:
    """Put who, where, when and how many into some words."""
    chance = draw.random
    if chance() < 0.3:
        words[draw.randrange(3, 16)] += f" in {draw.choice(cast.places)}"
    if chance() < 0.25:
        words[draw.randrange(3, 16)] += f" on {_day(draw, cast.day)}"
    if chance() < 0.3:
        words[draw.randrange(3, 16)] += f" {draw.randrange(2, 9_000):,}"
    if chance() < 0.3:
        words[draw.randrange(3, 16)] += f" {draw.choice(cast.people)}"
    told = " ".join(words)
    told = told[0].upper() + told[1:]
    return f"{told}, {draw.choice(cast.people)} said." if chance() < 0.2 else f"{told}."


def _day(draw: random.Random, published: date) -> str:
    day = published + timedelta(days=draw.randrange(-6, 30))
    return f"{day:%A}" if draw.random() < 0.4 else f"{day.day} {day:%B}"


def _join(sentences: list[str]) -> tuple[str, tuple[Span, ...]]:
    """Join sentences to a text of passages that are paragraphs."""
    parts, spans, at = [], [], 0
    for first in range(0, len(sentences), PASSAGE_SENTENCES):
        part = " ".join(sentences[first : first + PASSAGE_SENTENCES])
        spans.append(Span(at, at + len(part)))
        parts.append(part)
        at += len(part) + 2
    return "\n\n".join(parts), tuple(spans)


def _surname(rng: np.random.Generator) -> str:
    syllables = (
        ONSETS[rng.integers(len(ONSETS))]
        + VOWELS[rng.integers(len(VOWELS))]
        + CODAS[rng.integers(len(CODAS))]
        for _ in range(rng.integers(2, 4))
    )
    return "".join(syllables).title()


@lru_cache(maxsize=1)
def _towns() -> list[str]:
    return [line.partition("\t")[0].title() for line in _lines("places.tsv")]


@lru_cache(maxsize=4)
def _lines(name: str) -> list[str]:
    """Return the lines of a word list of the text analysis, comments left out."""
    lines = files("bot.text").joinpath(name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
