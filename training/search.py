"""A search over the windows of all training articles: what a reader meets in an archive."""

import math
import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from training.data import Article, Paragraph
from training.negatives import content_words

WINDOW_TOKENS = 72
FOUND = 12
WORDS_ASKED = 10


@dataclass(frozen=True)
class Place:
    """Whole sentences of a paragraph: tokens `first` to `last`."""

    article: Article
    paragraph: Paragraph
    first: int
    last: int

    @property
    def text(self) -> str:
        """What stands there."""
        return self.paragraph.cut(self.first, self.last)


def places_of(article: Article) -> list[Place]:
    """Cut an article into runs of sentences of WINDOW_TOKENS, a longer sentence by itself."""
    found: list[Place] = []
    for paragraph in article.paragraphs:
        first = paragraph.sentences[0][0]
        ends = [end for _, end in paragraph.sentences]
        for end, further in zip(ends, [*ends[1:], math.inf], strict=True):
            if further - first > WINDOW_TOKENS:
                found.append(Place(article, paragraph, first, min(end, first + 2 * WINDOW_TOKENS)))
                first = end
    return found


class Archive:
    """All places of the articles in a full-text index, in memory."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.places = [place for article in articles for place in places_of(article)]
        self._db = sqlite3.connect(":memory:")
        self._db.execute("create virtual table found using fts5(text, tokenize='porter unicode61')")
        rows = ((n, f"{p.article.title} {p.text}") for n, p in enumerate(self.places, 1))
        self._db.executemany("insert into found (rowid, text) values (?, ?)", rows)

    def search(self, question: str) -> list[Place]:
        """Return the places that share most with a question, by bm25, best first."""
        words = list(dict.fromkeys(content_words(question)))[:WORDS_ASKED]
        if not words:
            return []
        rows = self._db.execute(
            "select rowid from found where found match ? order by rank limit ?",
            (" OR ".join(f'"{word}"' for word in words), FOUND),
        )
        return [self.places[row - 1] for (row,) in rows]

    def without(self, rng: random.Random, question: str, answer: str, count: int) -> list[Place]:
        """Draw `count` of the places found that do not hold the answer, the nearest ones rather."""
        wanted = answer.casefold()
        open_to = [p for p in self.search(question) if wanted not in p.text.casefold()]
        ranked = sorted(open_to, key=lambda p: open_to.index(p) * rng.random())
        return ranked[:count]
