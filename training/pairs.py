"""Pairs: two statements of one fact and how they differ, or of two that only look alike; and a
question with a statement that answers it, or that only looks as if.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tokenizers import Tokenizer

from training.data import sentence_spans
from training.examples import CLS, RELATIONS, SEP
from training.negatives import content_words
from training.news import Fact, News, Statement
from training.search import Archive
from training.several import held_apart, together

OPEN, CLOSE = 1, 2
"""Tokens that the base model never used: they stand around the value."""

LONGEST, LONGEST_CONTEXT = 72, 40
ALIKE = 0.35
"""Share of the false pairs whose second value is worded as the first: a value makes no fact."""

CONTEXT = 0.4
"""Share of the passages' sentences that are read with the sentence before."""

RELATION_OF = {kind: kind for kind in RELATIONS} | {"said": "position"}
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_COUNTED = re.compile(
    r".{,40}\b(?:how (?:many|much|old|long|far)|when|what (?:year|date|day))\b", re.I
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_COUNT_WORDS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half)\b",
    re.IGNORECASE,
)
FIGURE, NAME = "1", "Name"
"""Values like these are figures, and names."""

TITLED = 0.5
"""Share of the questions whose statement is read with its article's headline and day."""


@dataclass(frozen=True)
class Pair:
    """Two statements, whether they are of one fact, and how they stand (None: unknown).

    `kind` says what they are. Where the first is a question, its value is empty: the second is the
    same where it answers it. `before` is read ahead of the first, `context` ahead of the second.
    """

    first: Statement
    second: Statement
    is_same: bool
    relation: str | None
    kind: str
    before: str = ""
    context: str = ""


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
    return any(c.isdigit() for c in value) or _COUNT_WORDS.search(value) is not None


def values_in(text: str, like: str) -> Iterator[Statement]:
    """The values of `text` of about the same kind as `like`, each as a statement."""
    pattern = _NUMBER if is_figure(like) else _NAME
    for begin, end in sentence_spans(text):
        for match in pattern.finditer(text, begin, end):
            yield Statement(text[begin:end], match.start() - begin, match.end() - begin)


def with_same_value(pair: Pair) -> Pair:
    """The pair with the second statement's value worded as the first one's."""
    one, two = pair.first, pair.second
    text = two.text[: two.start] + one.value + two.text[two.end :]
    stated = Statement(text, two.start, two.start + len(one.value))
    return replace(pair, second=stated, kind=f"{pair.kind}, same value")


def asking(question: str) -> Statement:
    """A question as the first of a pair: it states no value."""
    return Statement(question, 0, 0)


def sentence_around(text: str, start: int, end: int) -> Statement:
    """The sentence about a span, which is its value."""
    spans = sentence_spans(text)
    begin, last = next((s for s in spans if s[0] <= start < s[1]), (0, len(text)))
    return Statement(text[begin : max(last, end)], start - begin, end - begin)


def tempting(rng: random.Random, text: str, question: str) -> list[Statement]:
    """Up to two values of the sentence that shares most with a question that it does not answer."""
    wanted, is_count = set(content_words(question)), _COUNTED.match(question) is not None
    spans = sentence_spans(text)
    best = max(
        spans, key=lambda s: len(wanted & set(content_words(text[s[0] : s[1]]))) + rng.random()
    )
    sentence = text[best[0] : best[1]]
    patterns = (_NUMBER, _NAME) if is_count else (_NAME, _NUMBER)
    held = [
        Statement(sentence, match.start(), match.end())
        for pattern in patterns
        for match in pattern.finditer(sentence)
        if match.group().lower() not in question.lower()
    ]
    return held[:1] + (rng.sample(held[1:], 1) if len(held) > 1 else [])


@dataclass(frozen=True)
class PairSampler:
    """Draws pairs; the same seed draws the same ones."""

    news: Sequence[News]
    archive: Archive

    @cached_property
    def _pools(self) -> dict[str, list[str]]:
        return {
            like: [s.value for n in self.news for s in values_in(n.paragraph.text, like)]
            for like in (FIGURE, NAME)
        }

    def pairs(self, seed: int, *, every: bool = False) -> Iterator[Pair]:
        """One pass over all facts, shuffled; `every`: all true pairs of each, for measuring."""
        rng = random.Random(f"pairs-{seed}")
        drawn: list[Pair] = []
        for one in self.news:
            if one.fact:
                drawn += self._of(rng, one, one.fact, every)
            drawn += self._asked(rng, one, every)
            drawn += self._retold(rng, one)
        rng.shuffle(drawn)
        yield from drawn

    def _of(self, rng: random.Random, one: News, fact: Fact, every: bool) -> list[Pair]:
        true, false = list(self._true(fact)), list(self._other(fact))
        if not every:
            true = rng.sample(true, min(6, len(true)))
            false = rng.sample(false, min(3, len(false)))
        inside = self._inside(one, fact)
        near = self._near(rng, one, fact)
        wrong = [*false, *rng.sample(inside, min(2, len(inside))), *near]
        wrong = [with_same_value(one) if rng.random() < ALIKE else one for one in wrong]
        pairs = [*true, Pair(fact.origin, fact.origin, True, "agree", "agree"), *wrong]
        pairs += self._together(rng, fact, held=[pair.first for pair in inside])
        return [self._with_context(rng, pair, fact) for pair in pairs]

    def _with_context(self, rng: random.Random, pair: Pair, fact: Fact) -> Pair:
        if pair.first is fact.origin and fact.before and rng.random() < CONTEXT:
            return replace(pair, before=fact.before)
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

    def _together(
        self, rng: random.Random, fact: Fact, held: Sequence[Statement]
    ) -> Iterator[Pair]:
        """A statement of the fact in one sentence with one that is not: each of its values."""
        apart = [s for kind, s in fact.others.items() if kind == "other"]
        apart += rng.sample(held, min(1, len(held)))
        kinds = [kind for kind in fact.others if kind != "other"]
        for wrong in apart if kinds else ():
            kind = rng.choice(kinds)
            right, beside = together(rng, fact.others[kind], wrong)
            first, beside_first = fact.origin, None
            if rng.random() < 0.5:
                first, beside_first = together(rng, fact.origin, wrong)
            yield Pair(first, right, True, RELATION_OF[kind], "told together, right")
            yield Pair(first, beside, False, None, "told together")
            if beside_first:
                yield Pair(beside_first, right, False, None, "told together")
            asked = asking(fact.question)
            yield Pair(asked, right, True, None, "answers")
            yield Pair(asked, beside, False, None, "missed")

    def _retold(self, rng: random.Random, one: News) -> Iterator[Pair]:
        """Sentences of the passage with several values of one kind, told again."""
        for like in (FIGURE, NAME):
            found = defaultdict[str, list[Statement]](list)
            for stated in values_in(one.paragraph.text, like):
                found[stated.text].append(stated)
            several = [values for values in found.values() if len(values) > 1]
            for values in rng.sample(several, min(1, len(several))):
                pairs = list(held_apart(rng, values, self._pools[like]))
                for first, second, is_same, differ in rng.sample(pairs, min(3, len(pairs))):
                    relation = ("conflict" if differ else "agree") if is_same else None
                    kind = "retold, right" if is_same else "retold"
                    yield Pair(first, second, is_same, relation, kind)

    def _asked(self, rng: random.Random, one: News, every: bool) -> list[Pair]:
        """Questions with statements that answer them, or that have a tempting value."""
        found: list[Pair] = []
        text, answers = one.paragraph.text, list[Statement]()
        for question in one.paragraph.questions:
            stated = sentence_around(text, question.start, question.end)
            answers.append(stated)
            found.append(Pair(asking(question.text), stated, True, None, "answers"))
        for asked, stated in zip(one.paragraph.questions, reversed(answers), strict=True):
            if stated.value not in text[asked.start : asked.end]:
                found.append(Pair(asking(asked.text), stated, False, None, "not asked"))
        for missed in one.near_misses:
            found += [
                Pair(asking(missed), s, False, None, "missed") for s in tempting(rng, text, missed)
            ]
        if one.fact:
            found += self._of_fact(rng, one.fact, text, every)
        return [self._headed(rng, pair, one) for pair in found]

    def _of_fact(self, rng: random.Random, fact: Fact, text: str, every: bool) -> Iterator[Pair]:
        asked = asking(fact.question)
        right = [fact.origin, *(s for k, s in fact.others.items() if k != "other")]
        for stated in right if every else rng.sample(right, min(3, len(right))):
            yield Pair(asked, stated, True, None, "answers")
        if "other" in fact.others:
            yield Pair(asked, fact.others["other"], False, None, "missed")
        for stated in tempting(rng, text, fact.question):
            if stated.value not in fact.origin.value and fact.origin.value not in stated.value:
                yield Pair(asked, stated, False, None, "not asked")

    def _headed(self, rng: random.Random, pair: Pair, one: News) -> Pair:
        return replace(pair, context=one.headline) if rng.random() < TITLED else pair

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
    sides = [(pair.first, pair.before), (pair.second, pair.context)]
    if pair.first.end and rng.random() < 0.5:  # a question always comes first
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
    if not stated.end:
        pieces = [(encoded.ids[:LONGEST], 0)]
    tokens = [token for part, _ in pieces for token in part]
    marks = [mark for part, mark in pieces for _ in part]
    return tokens, marks
