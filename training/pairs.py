"""Pairs of statements: of one fact and how they differ, or of two that only look alike."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from training.data import sentence_spans
from training.examples import CLS, SEP
from training.model import RELATIONS
from training.news import Fact, News, Statement
from training.search import Archive

OPEN, CLOSE = 1, 2
"""Tokens that the base model never used: they stand around the value."""

LONGEST, LONGEST_CONTEXT = 72, 40
CONTEXT = 0.4
"""Share of the passages' sentences that are read with the sentence before."""

RELATION_OF = {kind: kind for kind in RELATIONS} | {"said": "position"}
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_COUNT_WORDS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "dozen", "half"]
)


@dataclass(frozen=True)
class Pair:
    """Two statements, whether they are of one fact, how they stand (None: unknown), what they are."""

    first: Statement
    second: Statement
    is_same: bool
    relation: str | None
    kind: str
    before: str = ""


@dataclass(frozen=True)
class PairExample:
    """Token ids of a pair, where the second begins, and the tokens of each value."""

    ids: list[int]
    second_from: int
    marked: list[int]
    is_same: bool
    relation: int


def is_figure(value: str) -> bool:
    """Whether a value is a figure rather than a name."""
    words = re.findall(r"[a-z]+", value.lower())
    return any(c.isdigit() for c in value) or any(word in _COUNT_WORDS for word in words)


def values_in(text: str, like: str) -> Iterator[Statement]:
    """The values of `text` of about the same kind as `like`, each as a statement."""
    pattern = _NUMBER if is_figure(like) else _NAME
    for begin, end in sentence_spans(text):
        for match in pattern.finditer(text, begin, end):
            yield Statement(text[begin:end], match.start() - begin, match.end() - begin)


@dataclass(frozen=True)
class PairSampler:
    """Draws pairs; the same seed draws the same ones."""

    news: Sequence[News]
    archive: Archive

    def pairs(self, seed: int, *, every: bool = False) -> Iterator[Pair]:
        """One pass over all facts, shuffled; `every`: all true pairs of each, for measuring."""
        rng = random.Random(f"pairs-{seed}")
        drawn: list[Pair] = []
        for one in self.news:
            if one.fact:
                drawn += self._of(rng, one, one.fact, every)
        rng.shuffle(drawn)
        yield from drawn

    def _of(self, rng: random.Random, one: News, fact: Fact, every: bool) -> list[Pair]:
        true, false = list(self._true(fact)), list(self._other(fact))
        if not every:
            true = rng.sample(true, min(6, len(true)))
            false = rng.sample(false, min(3, len(false)))
        inside = self._inside(one, fact)
        near = self._near(rng, one, fact)
        pairs = [*true, *false, *rng.sample(inside, min(2, len(inside))), *near]
        return [self._with_context(rng, pair, fact) for pair in pairs]

    def _with_context(self, rng: random.Random, pair: Pair, fact: Fact) -> Pair:
        if pair.first is fact.origin and fact.before and rng.random() < CONTEXT:
            return Pair(pair.first, pair.second, pair.is_same, pair.relation, pair.kind, fact.before)
        return pair

    def _true(self, fact: Fact) -> Iterator[Pair]:
        for kind, stated in fact.others.items():
            if kind != "other":
                yield Pair(fact.origin, stated, True, RELATION_OF[kind], kind)
                if kind != "agree" and "agree" in fact.others:
                    yield Pair(fact.others["agree"], stated, True, RELATION_OF[kind], kind)
        for one, two in (("conflict", "refine"), ("update", "conflict"), ("said", "conflict")):
            if one in fact.others and two in fact.others:
                yield Pair(fact.others[one], fact.others[two], True, None, "mixed")

    def _other(self, fact: Fact) -> Iterator[Pair]:
        if "other" in fact.others:
            wrong = fact.others["other"]
            yield Pair(fact.origin, wrong, False, None, "other")
            for kind in ("agree", "conflict", "refine", "update"):
                if kind in fact.others:
                    yield Pair(fact.others[kind], wrong, False, None, "other")

    def _inside(self, one: News, fact: Fact) -> list[Pair]:
        held = [
            s
            for s in values_in(one.paragraph.text, fact.origin.value)
            if s.value not in fact.origin.value and fact.origin.value not in s.value
        ]
        told = [fact.origin, *(s for k, s in fact.others.items() if k in ("agree", "conflict"))]
        return [Pair(a, b, False, None, "same passage") for b in held for a in told]

    def _near(self, rng: random.Random, one: News, fact: Fact) -> Iterator[Pair]:
        """Values of other passages: found with the words of the statement, or drawn at random."""
        wanted = rng.choice([fact.origin, *(s for k, s in fact.others.items() if k != "other")])
        found = [p for p in self.archive.search(wanted.text) if p.paragraph is not one.paragraph]
        held = [s for p in found[:6] for s in values_in(p.text, wanted.value)]
        for stated in rng.sample(held, min(2, len(held))):
            yield Pair(wanted, stated, False, None, "searched")
        other = rng.choice(self.news).fact
        if other and other is not fact:
            stated = rng.choice([other.origin, *other.others.values()])
            yield Pair(fact.origin, stated, False, None, "random")


def build_pair(rng: random.Random, tokenizer: Tokenizer, pair: Pair) -> PairExample:
    """Put both statements together, in either order, each value between its markers."""
    sides = [(pair.first, pair.before), (pair.second, "")]
    if rng.random() < 0.5:
        sides.reverse()
    ids, marked, second_from = [CLS], [0], 0
    for number, (stated, before) in enumerate(sides, 1):
        if number == 2:
            second_from = len(ids)
        tokens, marks = marked_tokens(tokenizer, stated, before)
        ids += [*tokens, SEP]
        marked += [*(number * mark for mark in marks), 0]
    relation = RELATIONS.index(pair.relation) if pair.relation else -1
    return PairExample(ids, second_from, marked, pair.is_same, relation)


def marked_tokens(
    tokenizer: Tokenizer, stated: Statement, before: str
) -> tuple[list[int], list[int]]:
    """A statement's tokens with its value between markers, and 1 for each token of the value."""
    encoded = tokenizer.encode(stated.text, add_special_tokens=False)
    inside = [
        n
        for n, (start, end) in enumerate(encoded.offsets)
        if end > stated.start and start < stated.end
    ]
    first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
    low = max(0, min(first - LONGEST // 2, len(encoded.ids) - LONGEST))
    high = max(low + LONGEST, last)
    context = tokenizer.encode(before, add_special_tokens=False).ids[-LONGEST_CONTEXT:]
    pieces = [
        (context, 0),
        (encoded.ids[low:first], 0),
        ([OPEN], 0),
        (encoded.ids[first:last], 1),
        ([CLOSE], 0),
        (encoded.ids[last:high], 0),
    ]
    tokens = [token for part, _ in pieces for token in part]
    marks = [mark for part, mark in pieces for _ in part]
    return tokens, marks


