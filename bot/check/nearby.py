"""Nearby: the statements of articles that may be of the same fact as a value of a draft."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz

from bot.judging.document import Statement, Value, read_passage, statements_of
from bot.judging.values import COMPATIBLE, NAMED, Comparison, compare, compare_wordings
from store import Store
from store.passages import Hit, Query
from store.quotes import StoredQuote
from store.terms import content_terms
from store.times import day_of

PASSAGES = 12
"""Passages retrieved for a sentence."""

HAVING, RIVALS = 4, 8
"""Statements that the judge is asked about for one value: with the same, and with another one."""

SHARED = 0.3
"""By weight, so much of the words around a value must a sentence with another one have."""

SAME_WORDS = 90.0
"""Two sentences this alike (rapidfuzz ratio) say the same, in nearly the same words."""

BORNE_OUT: frozenset[Comparison] = frozenset({"same", "refined_by"})
"""How a draft's value stands to one that supports it: a vaguer one supports nothing."""


@dataclass(frozen=True)
class Near:
    """The passages nearest to a sentence, best first, and how much each of its terms weighs."""

    hits: Sequence[Hit]
    weights: Mapping[str, float]

    @cached_property
    def statements(self) -> list[tuple[Statement, float]]:
        """Their statements, each with the weight of the sentence's terms that it has."""
        return [(s, self._shared(s.text)) for hit in self.hits for s in statements_of(hit)]

    @cached_property
    def terms(self) -> frozenset[str]:
        """All terms of the passages."""
        return frozenset(term for hit in self.hits for term in content_terms(hit.text))

    def _shared(self, text: str) -> float:
        return sum(self.weights.get(term, 0.0) for term in set(content_terms(text)))

    def having(self, stated: Statement) -> list[Statement]:
        """Return the statements that have the very value or a finer one, likeliest first."""
        return self._nearest(stated, lambda one: is_borne_out(stated, one))[:HAVING]

    def rivals(self, stated: Statement, told: Sequence[Statement]) -> list[Statement]:
        """Return the statements that have another value in its place, likeliest first.

        `told` are all the statements of its sentence. A name that the passages have in some other
        way than as a name of its own has none.
        """
        own = set(content_terms(stated.wording))
        if stated.value.kind in NAMED and own <= self.terms and not self.having(stated):
            return []
        least = SHARED * sum(weight for term, weight in self.weights.items() if term not in own)
        found = self._nearest(stated, lambda one: is_rival(stated, one, told))
        return [one for one in found if self._shared(one.text) >= least][:RIVALS]

    def _nearest(self, stated: Statement, fits: Callable[[Statement], bool]) -> list[Statement]:
        found = [
            (one, shared)
            for one, shared in self.statements
            if shared > 0 and is_of_kind(stated.value, one.value) and fits(one)
        ]
        return [one for one, _ in sorted(found, key=lambda pair: -pair[1])]

    def same_words(self, sentence: str) -> StoredQuote | None:
        """Return the sentence of an article that says the same in nearly the same words."""
        best: tuple[float, StoredQuote] | None = None
        for hit in self.hits:
            for one in read_passage(hit.text, day_of(hit.published_at)).sentences:
                alike = fuzz.ratio(sentence.casefold(), one.text.casefold())
                if alike >= SAME_WORDS and (best is None or alike > best[0]):
                    best = alike, quoted(hit, one.start, one.end)
        return best[1] if best else None


def look_around(store: Store, sentence: str, at: date) -> Near:
    """Retrieve the passages nearest to a sentence that were published by the day it was written."""
    asked = tuple(dict.fromkeys(content_terms(sentence)))
    hits = store.passages.retrieve(Query(asked, until=at.isoformat(), limit=PASSAGES))
    return Near(hits, store.passages.rarity(asked))


def is_of_kind(a: Value, b: Value) -> bool:
    """Tell whether two values are of one kind; another name may be a person or a place."""
    return a.kind == b.kind or ({a.kind, b.kind} <= NAMED and "name" in (a.kind, b.kind))


def is_rival(stated: Statement, one: Statement, told: Sequence[Statement]) -> bool:
    """Tell whether an article's value differs from the draft's and may stand in its place.

    It does not where either sentence has both values.
    """
    if compare(stated, one) != "different":
        return False
    if set(content_terms(stated.wording)) <= set(content_terms(one.text)):
        return False
    return not any(compare(other, one) in COMPATIBLE for other in told if other is not stated)


def is_borne_out(stated: Statement, one: Statement) -> bool:
    """Tell whether an article's value is the very one of the draft, or a finer one.

    A name may be shortened in the sentence and stand in full before it.
    """
    found = compare(stated, one)
    if found in BORNE_OUT:
        return True
    return found == "refines" and any(
        compare_wordings(stated.wording, full) in BORNE_OUT for full in full_names(one)
    )


def full_names(one: Statement) -> Iterable[str]:
    """Return the longer names in a statement's passage that its name is short for."""
    if one.value.kind not in NAMED:
        return ()
    names = (one.document.text[n.start : n.end] for n in one.document.names)
    return (name for name in names if compare_wordings(name, one.wording) == "refines")


def quoted(hit: Hit, start: int, end: int) -> StoredQuote:
    """Return the words of a passage between two offsets as a quote of its article."""
    return StoredQuote(
        hit.article_id, hit.version, hit.source, hit.title, hit.url, hit.published_at,
        hit.start + start, hit.start + end, hit.text[start:end],
    )  # fmt: skip
