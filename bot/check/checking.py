"""Checking: how each sentence of a draft, and each of its values, stands to the archive."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.check.nearby import Near, look_around, quoted
from bot.judging import WARNED
from bot.judging.document import Document, Statement, read
from bot.judging.relating import Judge, Relation, marked, relate
from bot.judging.values import NAMED
from bot.reader.judge import Marked
from bot.text.sentences import is_heading
from store import Store
from store.errors import CopydeskError
from store.passages import Hit
from store.quotes import StoredQuote
from store.spans import Span

Standing = Literal["contradicted", "disputed", "outdated", "not found", "supported"]
"""How a value stands; what is disputed or outdated has an article for it and one against it."""

Stance = Literal["supports", "contradicts", "later", "earlier"]
"""How an article stands to a value: it has it, another one, a later or an earlier one."""

WORST: tuple[Standing, ...] = ("contradicted", "disputed", "outdated", "not found", "supported")
"""How values stand, what a desk must see first: a sentence stands as its worst value."""

FLAGGED: frozenset[Standing] = frozenset({"contradicted", "disputed", "outdated"})
"""Standings of which a desk is warned."""

SUPPORTS = 0.35
"""Likelihood of one fact from which a statement with the very value supports it."""

CONTRADICTS = 0.6
"""Likelihood of one fact from which a statement with another value contradicts it."""

AHEAD = 0.4
"""By so much likelier must a rival be than the value itself where one article has both; an article
that has a name has it for a fact of its own, and never contradicts it."""

SHOWN = 3
"""Other values shown against one that nothing supports."""

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
        """The values that no article bears out, where one bears out others."""
        if all(one.standing == "not found" for one in self.findings):
            return ()
        return tuple(one.text for one in self.findings if one.standing == "not found")


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
    every = range(len(draft.sentences))
    told = [n for n in every if not is_heading(text, Span(*_ends(draft, n)))]
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
    same = near.same_words(sentence)
    told = (Evidence(**vars(same)),) if same else ()
    return Finding(
        start, start + len(sentence), sentence, "supported" if told else "not found", told
    )


def find(near: Near, stated: Sequence[Statement], judge: Judge) -> list[Finding]:
    """Return how each value of a sentence stands; the judge is asked of all of them at once."""
    rivals = hear(
        judge, [[(marked(one), other) for other in near.rivals(one, stated)] for one in stated]
    )
    having = hear(
        judge,
        [
            [(instead(one, against), other) for other in near.having(one)]
            for one, against in zip(stated, rivals, strict=True)
        ],
    )
    return [
        weigh(one, own, against, judge)
        for one, own, against in zip(stated, having, rivals, strict=True)
    ]


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
    evidence = tuple(_evidence(stated, one, stance) for one, stance in sides)
    return Finding(stated.value.start, stated.value.end, stated.wording, standing, evidence)


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


def _evidence(stated: Statement, one: Statement, stance: Stance) -> Evidence:
    quote = quoted(one.hit, one.sentence.start, one.sentence.start + len(one.text))
    instead = None if stance == "supports" else one.wording
    return Evidence(**vars(quote), stated=stated.wording, instead=instead, stance=stance)


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


def _ends(draft: Document, number: int) -> tuple[int, int]:
    return draft.sentences[number].start, draft.sentences[number].end


def _too_long(has: str, most: str) -> CopydeskError:
    return CopydeskError(
        f"The draft has {has}; at most {most} are checked at a time. Check it in parts."
    )
