"""A topic: the articles that are about it, cut into sentences."""

from dataclasses import dataclass
from datetime import date

from bot.ask.evidence import Sentence, articles_covered, find_sentences, match_hits
from bot.ask.question import Question, understand
from bot.ask.weighing import Weighing, idf, weigh
from store import Store
from store.passages import Hit, Query

PASSAGES = 200
MOST_ARTICLES = 40
LEAST_COVERAGE = 0.6
"""An article is about a topic when its passages hold this much of what the best article holds."""


@dataclass(frozen=True)
class Topic:
    """What is about a topic; `question` is the topic as the answering path understands it.

    `background` weighs any term by how rare it is in the whole store.
    """

    question: Question
    sentences: tuple[Sentence, ...]
    background: Weighing

    @property
    def articles(self) -> int:
        """How many articles are about it."""
        return len({sentence.hit.article_id for sentence in self.sentences})


def gather(
    store: Store, topic: str, asked_on: date, since: str | None = None, until: str | None = None
) -> Topic:
    """Return every sentence of the articles about a topic, article by article.

    With `since` or `until` (days, both included) undated articles are left out: nobody can tell
    whether they belong.
    """
    question = understand(topic, asked_on)
    bounded = bool(since or until)
    query = Query(question.terms, (), since, until, undated=not bounded, limit=PASSAGES)
    hits = store.passages.retrieve(query) if question.terms else []
    frequencies = store.passages.frequencies(question.terms)
    weighing = weigh(question, frequencies, store.passages.total())
    whole = [hit for one in about(hits, weighing) for hit in store.passages.of_article(one)]
    sentences = find_sentences(question, whole, weighing)
    return Topic(question, tuple(sentences), weigh_all(store, question, sentences))


def about(hits: list[Hit], weighing: Weighing) -> list[str]:
    """Return the ids of the articles that cover the topic, those with the best passages first."""
    covered = articles_covered(match_hits(hits, weighing), weighing)
    least = LEAST_COVERAGE * max(covered.values(), default=0.0)
    kept = dict.fromkeys(hit.article_id for hit in hits if covered[hit.article_id] >= least > 0)
    return list(kept)[:MOST_ARTICLES]


def weigh_all(store: Store, question: Question, sentences: list[Sentence]) -> Weighing:
    """Weigh every term of the sentences by how rare it is in the store."""
    every = {term for sentence in sentences for term in sentence.terms} | set(question.terms)
    frequencies = store.passages.frequencies(every)
    total = store.passages.total()
    found = {term: idf(frequencies[term], total) for term in sorted(frequencies)}
    return Weighing(found)
