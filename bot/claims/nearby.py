"""Nearby: the passages of the archive nearest to a sentence of a draft, cut into sentences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.claims.opposing import Spot
from bot.claims.rivals import Place
from bot.claims.texts import Line, coverage, match, read_lines, weigh
from store import Store
from store.passages import Hit, Query
from store.spans import Span
from store.terms import content_terms
from store.times import day_of

PASSAGES = 12
ALIKE = 0.5
"""Terms that are no more alike than this are two words."""


@dataclass(frozen=True)
class Nearby:
    """Sentences of articles with how much each term tells among them; `hits` by a line's id."""

    sentence: str
    lines: tuple[Line, ...]
    weight: Callable[[str], float]
    hits: Mapping[int, Hit]

    def hit_of(self, line: Line) -> Hit:
        """Return the passage that a line stands in."""
        return self.hits[id(line)]

    def spot_of(self, place: Place) -> Spot:
        """Return where the value at a place stands in its article, the sentence if unread."""
        hit = self.hit_of(place.line)
        start = hit.start + place.line.span.start
        span = place.stated.span if place.stated else Span(0, len(place.line.text))
        return Spot(hit.article_id, hit.version, Span(start + span.start, start + span.end))

    def share(self, line: Line) -> float:
        """Return how much of the draft's sentence stands in a sentence, or beside it: 0 to 1."""
        return coverage(frozenset(content_terms(self.sentence)), line, self.weight)

    @cached_property
    def untold(self) -> frozenset[str]:
        """The terms of the draft's sentence that none of the sentences has, in any form."""
        asked = frozenset(content_terms(self.sentence))
        return frozenset(t for t in asked if all(match(t, line) < ALIKE for line in self.lines))

    def share_untold(self, values: Iterable[str]) -> float:
        """Return how much of the draft's sentence, its values left out, stands in none: 0 to 1."""
        own = {term for value in values for term in content_terms(value)}
        asked = frozenset(content_terms(self.sentence)) - own
        untold = sum(map(self.weight, self.untold - own))
        return untold / (sum(map(self.weight, asked)) or 1.0)

    def nearest(self) -> Line | None:
        """Return the sentence that has most of the draft's."""
        return max(self.lines, key=self.share, default=None)


def look_around(store: Store, sentence: str) -> Nearby:
    """Return the sentences of the passages nearest to one of a draft."""
    asked = tuple(dict.fromkeys(content_terms(sentence)))
    hits = store.passages.retrieve(Query(asked, limit=PASSAGES)) if asked else []
    pairs = [(hit, line) for hit in hits for line in read_lines(hit.text, day_of(hit.published_at))]
    lines = tuple(line for _, line in pairs)
    return Nearby(sentence, lines, weigh(lines), {id(line): hit for hit, line in pairs})
