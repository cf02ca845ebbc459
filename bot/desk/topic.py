"""A topic: the articles that are about it, and their sentences by how much they tell of it.

Centroid and redundancy after Radev et al., "Centroid-based summarization of multiple documents"
(2004), and Carbonell & Goldstein, "The use of MMR" (1998); docs/summary.md has it measured.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.ask.answer import Citation
from bot.ask.citing import cite
from bot.ask.question import understand
from bot.judging.document import Document, Sentence, Statement, Value, read_passage
from bot.text.sentences import is_heading
from bot.text.vectors import Vector, add, cosine, scaled
from store import Store
from store.articles import Articles
from store.passages import Hit, Query
from store.spans import Span
from store.terms import content_terms
from store.times import day_of

PASSAGES = 200
MOST_ARTICLES = 40
LEAST_COVERAGE = 0.6
"""An article is about a topic when its passages hold this much of what the best article holds."""

ALIKE = 0.2
"""An article without the topic's words is about it at this cosine with those that have them."""

SAME = 0.55
"""Two sentences with this cosine tell the same thing."""

FEWEST_WORDS, MOST_WORDS = 7, 60
FULL_WORDS = 14
"""A shorter sentence counts less: it says little, or leans on the one before."""

LEAD = 0.35
"""What the first sentence of an article counts more; later ones count less and less."""

TOPIC = 0.3
REDUNDANCY = 0.7
UNNAMED = 0.6
"""What is left of a sentence that names nobody and nothing: it leans on the one before."""

LEADS = ("of", "on", "about", "for")
"""Words that join a topic to the verb before it: "summary of the strike"."""

_ENDED = re.compile(r"[.!…][\"'”’)\]]*$")


@dataclass(frozen=True)
class Line:
    """A sentence that may be quoted by itself, and how much it tells of its topic.

    `number` is its place in its passage, `place` that among the lines of its article, 0 for the
    first. `vector` are its terms by rarity, of length one.
    """

    hit: Hit
    document: Document
    number: int
    place: int
    vector: Vector
    weight: float

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.document.sentences[self.number]

    @property
    def span(self) -> Span:
        """Where it stands in its article."""
        return Span(self.hit.start + self.sentence.start, self.hit.start + self.sentence.end)

    @property
    def source(self) -> str:
        """Who tells it: the source, or the article where none is stated."""
        return self.hit.source or self.hit.article_id

    @property
    def statements(self) -> list[Statement]:
        """What it states: one for each of its values."""
        return [Statement(self.hit, self.document, self.number, v) for v in self.sentence.values]

    def quote(self, articles: Articles) -> Citation | None:
        """Return the citation of the whole sentence, None if it is not verbatim as stored."""
        one = self.sentence
        return cite(
            Statement(
                self.hit, self.document, self.number, Value("text", one.start, one.end, one.text)
            ),
            articles,
        )


@dataclass(frozen=True)
class Topic:
    """What is about a topic: the ids of the articles, and their lines, article by article."""

    articles: tuple[str, ...]
    lines: tuple[Line, ...]

    @cached_property
    def originals(self) -> tuple[Line, ...]:
        """The lines of articles that are no copies of others at hand."""
        return tuple(line for line in self.lines if line.hit.copy_of not in self.articles)

    @property
    def sources(self) -> int:
        """How many sources tell of it."""
        return len({source for source in self._mastheads.values() if source})

    @property
    def unsourced(self) -> int:
        """How many of its articles state no source."""
        return sum(not source for source in self._mastheads.values())

    @cached_property
    def _mastheads(self) -> dict[str, str | None]:
        return {line.hit.article_id: line.hit.source for line in self.lines}


def gather(
    store: Store, topic: str, asked_on: date, since: str | None = None, until: str | None = None
) -> Topic:
    """Return the articles about a topic with their lines, those that cover it best first.

    With `since` or `until` (days, both included) undated articles are left out: nobody can tell
    whether they belong.
    """
    terms = understand(topic, asked_on).terms
    bounded = bool(since or until)
    query = Query(terms, (), since, until, undated=not bounded, limit=PASSAGES)
    hits = store.passages.retrieve(query) if terms else []
    weights = store.passages.rarity(terms)
    best = list(dict.fromkeys(hit.article_id for hit in hits))[:MOST_ARTICLES]
    whole = {one: store.passages.of_article(one) for one in best}
    core = [one for one in articles_about(hits, weights) if one in whole]
    articles = [*core, *articles_alike(store, whole, core)]
    told = [hit for one in articles for hit in whole[one]]
    return Topic(tuple(articles), tuple(weigh_lines(store, told, weights)))


def articles_about(hits: Sequence[Hit], weights: Mapping[str, float]) -> list[str]:
    """Return the ids of the articles whose passages and titles cover a topic's terms."""
    have: dict[str, set[str]] = {}
    for hit in hits:
        have.setdefault(hit.article_id, set()).update(
            content_terms(f"{hit.title or ''} {hit.text}")
        )
    covered = {one: coverage(terms, weights) for one, terms in have.items()}
    least = LEAST_COVERAGE * max(covered.values(), default=0.0)
    return [one for one, share in covered.items() if share >= least > 0]


def articles_alike(
    store: Store, whole: Mapping[str, Sequence[Hit]], core: Sequence[str]
) -> list[str]:
    """Return the other articles that tell of the same as those of the core, in other words.

    Relevance feedback after Rocchio (1971): "takeover" is told as "will buy" elsewhere.
    """
    counts = {
        one: Counter(term for hit in hits for term in content_terms(hit.text))
        for one, hits in whole.items()
    }
    rarity = store.passages.rarity(term for count in counts.values() for term in count)
    vectors = {one: vector_of(count, rarity) for one, count in counts.items()}
    middle: dict[str, float] = {}
    for one in core:
        add(middle, vectors[one])
    centre = scaled(middle)
    return [one for one in whole if one not in core and cosine(vectors[one], centre) >= ALIKE]


def coverage(terms: Iterable[str], weights: Mapping[str, float]) -> float:
    """Return which share of a topic's weighed terms is among some terms: 0 to 1.

    >>> coverage(["dam", "burst"], {"dam": 3.0, "osric": 1.0})
    0.75
    """
    total = math.fsum(weights.values()) or 1.0
    return math.fsum(weights.get(term, 0.0) for term in set(terms)) / total


def weigh_lines(store: Store, hits: Sequence[Hit], weights: Mapping[str, float]) -> list[Line]:
    """Return the sentences of passages that may be quoted, each with its weight."""
    read = [(hit, read_passage(hit.text, day_of(hit.published_at))) for hit in hits]
    fit = [
        (hit, document, number)
        for hit, document in read
        for number, sentence in enumerate(document.sentences)
        if is_fit(document, sentence)
    ]
    counts = [Counter(content_terms(document.sentences[n].text)) for _, document, n in fit]
    rarity = store.passages.rarity(term for count in counts for term in count)
    vectors = [vector_of(count, rarity) for count in counts]
    centre = centre_of([hit for hit, _, _ in fit], vectors)
    places: Counter[str] = Counter()
    lines = []
    for (hit, document, number), vector in zip(fit, vectors, strict=True):
        place = places[hit.article_id]
        places[hit.article_id] += 1
        telling = cosine(vector, centre) + LEAD / (1 + place) + TOPIC * coverage(vector, weights)
        weight = telling * clarity(document.sentences[number])
        lines.append(Line(hit, document, number, place, vector, weight))
    return lines


def is_fit(document: Document, sentence: Sentence) -> bool:
    """Tell whether a sentence may be quoted by itself: no question, headline or fragment."""
    length = len(sentence.text.split())
    ended = _ENDED.search(sentence.text) is not None
    heading = is_heading(document.text, Span(sentence.start, sentence.end))
    return ended and not heading and FEWEST_WORDS <= length <= MOST_WORDS


def clarity(sentence: Sentence) -> float:
    """Return how well a sentence stands by itself: by its length, and whether it names anything."""
    is_named = any(value.kind in ("person", "place", "name") for value in sentence.values)
    return min(1.0, len(sentence.text.split()) / FULL_WORDS) * (1.0 if is_named else UNNAMED)


def vector_of(counts: Mapping[str, int], rarity: Mapping[str, float]) -> Vector:
    """Return the terms of a sentence by rarity; the vector's length is one."""
    return scaled({term: (1 + math.log(n)) * rarity[term] for term, n in counts.items()})


def centre_of(hits: Sequence[Hit], vectors: Sequence[Vector]) -> Vector:
    """Return the middle of a topic; each article counts once, and a copy not at all."""
    piles: dict[str, dict[str, float]] = {}
    for hit, vector in zip(hits, vectors, strict=True):
        if hit.copy_of is None:
            add(piles.setdefault(hit.article_id, {}), vector)
    total: dict[str, float] = {}
    for pile in piles.values():
        add(total, scaled(pile))
    return scaled(total)


def choose(lines: Sequence[Line], length: int, first: Line | None = None) -> list[Line]:
    """Return the lines that tell most, none that tells what another does.

    `first` is chosen before all others.
    """
    chosen: list[Line] = []
    nearest = [0.0] * len(lines)
    while len(chosen) < length:
        left = [at for at, near in enumerate(nearest) if near < SAME]
        if not left:
            break
        best = max(
            left, key=lambda at: (lines[at] is first, lines[at].weight - REDUNDANCY * nearest[at])
        )
        chosen.append(lines[best])
        for at, line in enumerate(lines):
            nearest[at] = max(nearest[at], cosine(line.vector, lines[best].vector))
        nearest[best] = 1.0
    return chosen


def by_source(cited: Iterable[Citation | None], own: str) -> tuple[Citation, ...]:
    """Return one citation of each source but its own: those that say the same."""
    found = {one.source or one.article_id: one for one in cited if one is not None}
    found.pop(own, None)
    return tuple(found.values())


def name_topic(text: str) -> str:
    """Return a topic without the word that joins it to a verb.

    >>> name_topic("of the harbour strike")
    'the harbour strike'
    """
    first, _, rest = text.strip().partition(" ")
    return rest.strip() if first.lower() in LEADS and rest.strip() else text
