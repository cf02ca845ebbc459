"""Checking: how each sentence of a draft, and each of its values, stands to the archive."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

from rapidfuzz import fuzz

from bot.judging import WARNED
from bot.judging.document import Document, Statement, Value, read, read_passage, statements_of
from bot.judging.relating import Judge, Relation, marked, relate
from bot.judging.values import COMPATIBLE, NAMED, Comparison, compare, compare_wordings
from bot.reader.judge import Marked
from bot.text.sentences import is_heading
from store import Store
from store.errors import CopydeskError
from store.passages import Hit, Query
from store.quotes import StoredQuote
from store.spans import Span
from store.terms import content_terms
from store.times import day_of

Standing = Literal["contradicted", "disputed", "outdated", "not found", "supported"]
"""How a value stands; what is disputed or outdated has an article for it and one against it."""

Stance = Literal["supports", "contradicts", "later", "earlier"]
"""How an article stands to a value: it has it, another one, a later or an earlier one."""

WORST: tuple[Standing, ...] = ("contradicted", "disputed", "outdated", "not found", "supported")
"""How values stand, what a desk must see first: a sentence stands as its worst value."""

FLAGGED: frozenset[Standing] = frozenset({"contradicted", "disputed", "outdated"})
"""Standings of which a desk is warned."""

SUPPORTS = 0.55
"""Likelihood of one fact from which a statement with the very value supports it; chosen on the
project's own drafts, as no labelled set has what is supported."""

CONTRADICTS = 0.6
"""Likelihood of one fact from which a statement with another value contradicts it."""

AHEAD = 0.4
"""By so much likelier must a rival be than the value itself where one article has both; an article
that has a name has it for a fact of its own, and never contradicts it."""

SHOWN = 3
"""Other values shown against one that nothing supports."""

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

SENTENCES, CHARACTERS = 400, 60_000
"""What a draft may have: a longer one is a book, and takes minutes."""


@dataclass(frozen=True)
class Evidence(StoredQuote):
    """A sentence of an article and how it stands to a value of the draft.

    `stated` are the draft's words, None for the whole sentence; `instead` those that the article
    has in their place.
    """

    stated: str | None = None
    instead: str | None = None
    stance: Stance = "supports"


def evidence_of(hit: Hit, start: int, end: int, **more: Any) -> Evidence:
    """Return the words of a passage between two offsets as evidence."""
    return Evidence(
        *(hit.article_id, hit.version, hit.source, hit.title, hit.url, hit.published_at),
        *(hit.start + start, hit.start + end, hit.text[start:end]),
        **more,
    )


@dataclass(frozen=True)
class Finding:
    """One value of a draft at its span there, how it stands, and by what.

    Where a sentence has no value, it is the sentence.
    """

    start: int
    end: int
    text: str
    standing: Standing
    evidence: tuple[Evidence, ...] = ()
    is_name: bool = False


@dataclass(frozen=True)
class Checked:
    """One sentence of a draft at its span there, how it stands, and each of its values."""

    start: int
    end: int
    text: str
    standing: Standing
    findings: tuple[Finding, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What to show: all sides of the values that are in question, else what supports it."""
        flagged = [one for one in self.findings if one.standing in FLAGGED]
        flagged.sort(key=lambda one: WORST.index(one.standing))
        shown = (e for one in flagged or self.findings for e in one.evidence)
        return tuple(_joined(shown))

    @property
    def missing(self) -> tuple[str, ...]:
        """The values that no article bears out, where one bears out others.

        A name that stands in a quote shown is not missing, whatever else that quote is of.
        """
        if all(one.standing == "not found" for one in self.findings):
            return ()
        shown = " ".join(evidence.quote for evidence in self.evidence).casefold()
        lacking = (one for one in self.findings if one.standing == "not found")
        return tuple(
            one.text for one in lacking if not (one.is_name and one.text.casefold() in shown)
        )


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

    def same_words(self, sentence: str) -> list[Evidence]:
        """Return the sentence of an article that says the same in nearly the same words."""
        found = [
            (fuzz.ratio(sentence.casefold(), one.text.casefold()), hit, one)
            for hit in self.hits
            for one in read_passage(hit.text, day_of(hit.published_at)).sentences
        ]
        alike, hit, one = max(found, key=lambda each: each[0], default=(0.0, None, None))
        return [evidence_of(hit, one.start, one.end)] if hit and one and alike >= SAME_WORDS else []


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


@dataclass(frozen=True)
class Heard:
    """A statement of an article, and how likely it is of the fact that the draft states."""

    statement: Statement
    likelihood: float


def check_draft(store: Store, text: str, at: date, judge: Judge) -> list[Checked]:
    """Check each sentence of a draft written on a day; headings above a text are passed over.

    Raises CopydeskError for a draft that is too long.
    """
    if len(text) > CHARACTERS:
        raise _too_long(f"{len(text):,} characters", f"{CHARACTERS:,}")
    draft = read(text, at)
    if len(draft.sentences) > SENTENCES:
        raise _too_long(f"{len(draft.sentences)} sentences", str(SENTENCES))
    spans = [Span(one.start, one.end) for one in draft.sentences]
    every = range(len(spans))
    told = [n for n in every if not is_heading(text, spans[n])]
    hit = Hit(0, "draft", 0, 0, len(text), text, None, None, None, at.isoformat(), None)
    return [check_sentence(store, hit, draft, n, judge) for n in told or every]


def check_sentence(store: Store, hit: Hit, draft: Document, number: int, judge: Judge) -> Checked:
    """Check one sentence of a draft against the passages nearest to it."""
    sentence = draft.sentences[number]
    near = look_around(store, sentence.text, draft.published_on or date.max)
    stated = [Statement(hit, draft, number, value) for value in sentence.values]
    found = find(near, stated, judge) or [find_said(near, sentence.start, sentence.text)]
    standing = min((one.standing for one in found), key=WORST.index)
    return Checked(sentence.start, sentence.end, sentence.text, standing, tuple(found))


def find_said(near: Near, start: int, sentence: str) -> Finding:
    """Return whether an article says a sentence that has no value, in nearly the same words."""
    told = tuple(near.same_words(sentence))
    standing: Standing = "supported" if told else "not found"
    return Finding(start, start + len(sentence), sentence, standing, told)


def find(near: Near, stated: Sequence[Statement], judge: Judge) -> list[Finding]:
    """Return how each value of a sentence stands; the judge is asked of all of them at once."""
    others = [[(marked(one), other) for other in near.rivals(one, stated)] for one in stated]
    rivals = hear(judge, others)
    both = zip(stated, rivals, strict=True)
    same = [[(instead(one, heard), other) for other in near.having(one)] for one, heard in both]
    having = hear(judge, same)
    return [weigh(*each, judge) for each in zip(stated, having, rivals, strict=True)]


def hear(judge: Judge, asked: Sequence[Sequence[tuple[Marked, Statement]]]) -> list[list[Heard]]:
    """Return for each value how likely each statement is of its fact, the likeliest first."""
    judged = iter(judge.judge([(one, marked(other)) for pairs in asked for one, other in pairs]))
    heard = [[Heard(other, next(judged).same) for _, other in pairs] for pairs in asked]
    return [sorted(one, key=lambda each: -each.likelihood) for one in heard]


def instead(stated: Statement, rivals: Sequence[Heard]) -> Marked:
    """Return a statement for the judge with the likeliest rival in the place of its value.

    Two statements with one value look alike whatever they are of: so whether an article fills
    the place is asked of those with the value as of those with another one, by a value that
    differs from theirs.
    """
    one = marked(stated)
    if not rivals:
        return one
    wording = rivals[0].statement.wording
    text = one.text[: one.start] + wording + one.text[one.end :]
    return Marked(text, one.start, one.start + len(wording), one.before)


def weigh(
    stated: Statement, having: Sequence[Heard], rivals: Sequence[Heard], judge: Judge
) -> Finding:
    """Say how a value stands once both sides are heard, the likeliest first.

    An article that has the value itself contradicts it only where that is clearly likelier.
    """
    support = [one.statement for one in having if one.likelihood >= SUPPORTS]
    against = [
        one.statement
        for one in rivals
        if one.likelihood >= CONTRADICTS and one.likelihood >= home(one, having) + AHEAD
    ]
    against_it = list(_sides(support, against, judge))
    standing = _standing(bool(support), {stance for _, stance in against_it})
    sides = [*((one, "supports") for one in support[:1]), *against_it]
    evidence = tuple(
        evidence_of(
            one.hit,
            one.sentence.start,
            one.sentence.start + len(one.text),
            stated=stated.wording,
            instead=None if stance == "supports" else one.wording,
            stance=stance,
        )
        for one, stance in sides
    )
    value = stated.value
    is_name = value.kind in NAMED
    return Finding(value.start, value.end, stated.wording, standing, evidence, is_name)


def home(rival: Heard, having: Sequence[Heard]) -> float:
    """Return how likely the article of a rival itself bears the value out."""
    own = [h.likelihood for h in having if h.statement.article_id == rival.statement.article_id]
    if own and rival.statement.value.kind in NAMED:
        return 1.0
    return max(own, default=-AHEAD)


def _sides(
    support: Sequence[Statement], against: Sequence[Statement], judge: Judge
) -> Iterator[tuple[Statement, Stance]]:
    """Give what has another value, each value once, and how it stands to what bears it out."""
    rivals = list({one.wording.casefold(): one for one in reversed(against)}.values())[::-1]
    if not support:
        yield from ((one, "contradicts") for one in rivals[:SHOWN])
        return
    newest = max(support, key=lambda one: one.published_at or "")
    for one, relation in zip(rivals, relate(judge, [(newest, one) for one in rivals]), strict=True):
        if stance := _stance(relation, one):
            yield one, stance


def _stance(relation: Relation, rival: Statement) -> Stance | None:
    """Return how a rival stands to what bears a value out; None where they may both be right."""
    if relation.kind == "update":
        return "later" if relation.later is rival else "earlier"
    return "contradicts" if relation.kind in WARNED else None


def _standing(is_supported: bool, stances: Iterable[Stance]) -> Standing:
    if "contradicts" in stances:
        return "disputed" if is_supported else "contradicted"
    if "later" in stances:
        return "outdated"
    return "supported" if is_supported else "not found"


def _joined(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Give each sentence that supports several values once, with all of them."""
    found: dict[object, Evidence] = {}
    for one in evidence:
        key = (one.article_id, one.start) if one.stance == "supports" else one
        known = found.get(key)
        if known and known.stated and one.stated and one.stated != known.stated:
            one = replace(known, stated=f"{known.stated}, {one.stated}")
        found[key] = one
    yield from found.values()


def _too_long(has: str, most: str) -> CopydeskError:
    return CopydeskError(
        f"The draft has {has}; at most {most} are checked at a time. Check it in parts."
    )
