"""Events written for training: one event told by several outlets, every value marked with its fact.

JSON lines `{title, day, facts: {name: question}, nobody: [question], told: [sentence]}`. In a
sentence `<dead=b|Sixteen>` marks the value of the fact "dead". The letter is its version: a (none
is written) the first, b a rival, u a later state, c one coarser or finer than a. The last ones have
`beside` too, which is not read yet: articles on things only like theirs.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from tokenizers import Tokenizer

from training.data import LONGEST_QUESTION, Article, Paragraph, Question
from training.examples import Example, answer_tokens, build
from training.groups import WINDOWS, Group
from training.judged import OF_EVENT, OTHER_OF_EVENT
from training.news import ASIDE, LONGEST_TITLE, Statement
from training.pairs import ALIKE, CONTEXT, TITLED, Pair, asking, is_figure, with_same_value

_MARKED = re.compile(r"<([^<>|=]+)(?:=([abuc]))?\|([^<>|]+)>")
_FORMS = (
    ("money", re.compile(r"[$€£¥]|\b(?:dollars?|euros?|pounds?|yen|rupees|francs|kronor)\b", re.I)),
    ("share", re.compile(r"%|\bper ?cent\b", re.I)),
    ("day", re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\w+day\b)", re.I)),
    (
        "time",
        re.compile(
            r"\d[.:]\d\d\b|\b(?:am|pm|noon|midnight|past|o'clock|years?|hours?|minutes?)\b", re.I
        ),
    ),
)
"""Forms of values that are easily taken for each other; what has none is a figure or a name."""

RELATION_OF = {"ab": "conflict", "ac": "refine", "au": "update", "bu": "update", "cu": "update"}
"""How two versions of one fact stand; a pair that is not here is unknown."""

OTHER_VALUE = 0.25
"""Share of the true pairs whose second value is another one of the event: then they conflict."""

SAME_SENTENCE = 0.5
"""Share of the false pairs whose second value stands in a sentence that tells the fact too."""

LONGER, NOTHING_SAYS = 0.5, 0.2
"""Chance of each further sentence in a window; share of groups that lack their answer."""


@dataclass(frozen=True)
class Mention:
    """A value of a fact where it stands; `place` numbers the sentence."""

    fact: str
    version: str
    place: int
    stated: Statement


@dataclass(frozen=True)
class Event:
    """What happened: questions by fact, questions that nothing answers, sentences, mentions."""

    number: int
    headline: str
    facts: dict[str, str]
    nobody: list[str]
    told: list[str]
    mentions: list[Mention]

    @property
    def is_aside(self) -> bool:
        """Whether it is kept for choosing."""
        return self.number % ASIDE == 0

    @cached_property
    def told_of(self) -> list[set[str]]:
        """The facts that each sentence tells."""
        return [
            {one.fact for one in self.mentions if one.place == place}
            for place in range(len(self.told))
        ]


def load_events(path: Path) -> list[Event]:
    """Read the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_event(number, json.loads(line)) for number, line in enumerate(lines)]


def _event(number: int, row: dict[str, object]) -> Event:
    told, mentions = list[str](), list[Mention]()
    for place, sentence in enumerate(row["told"]):  # type: ignore[arg-type, var-annotated]
        text, found = unmarked(str(sentence))
        told.append(text)
        mentions += [Mention(f, v, place, Statement(text, s, e)) for f, v, s, e in found]
    headline = f"{row['title']} ({row['day']})"
    return Event(number, headline, row["facts"], row["nobody"], told, mentions)  # type: ignore[arg-type]


def unmarked(sentence: str) -> tuple[str, list[tuple[str, str, int, int]]]:
    """A sentence without its marks; the fact, version and span of each value."""
    text, last, found = "", 0, []
    for match in _MARKED.finditer(sentence):
        fact, version, value = match.groups()
        text += sentence[last : match.start()]
        found.append((fact, version or "a", len(text), len(text) + len(value)))
        text, last = text + value, match.end()
    return text + sentence[last:], found


def form_of(value: str) -> str:
    """The form of a value: money, a share, a day, a time, another figure, or a name."""
    found = next((name for name, pattern in _FORMS if pattern.search(value)), None)
    return found or ("figure" if is_figure(value) else "name")


def relation_of(one: Mention, other: Mention) -> str | None:
    """How two mentions of one fact stand."""
    if one.version == other.version:
        return "agree" if one.version != "c" else None
    return RELATION_OF.get("".join(sorted((one.version, other.version))))


@dataclass(frozen=True)
class EventPairs:
    """Draws the judge's pairs; the same seed draws the same ones."""

    events: Sequence[Event]

    def pairs(self, seed: int, *, every: bool = False) -> Iterator[Pair]:
        """One pass over all events, shuffled; `every`: for measuring, nothing put in its place."""
        rng = random.Random(f"events-{seed}")
        drawn = [
            pair
            for event in self.events
            for fact, question in event.facts.items()
            for pair in self._of(rng, event, fact, question, every)
        ]
        rng.shuffle(drawn)
        yield from drawn

    def _of(
        self, rng: random.Random, event: Event, fact: str, question: str, every: bool
    ) -> Iterator[Pair]:
        own = [one for one in event.mentions if one.fact == fact]
        if not own:
            return
        true = [(a, b) for n, a in enumerate(own) for b in own[n + 1 :] if a.place != b.place]
        for one, other in rng.sample(true, min(3, len(true))):
            yield self._in_context(rng, event, one, self._true(rng, event, one, other, every))
        for one in rng.sample(own, min(3, len(own))):
            for wrong in self._beside(rng, event, one):
                pair = Pair(one.stated, wrong.stated, False, None, OTHER_OF_EVENT)
                alike = not every and rng.random() < ALIKE
                pair = with_same_value(pair) if alike else pair
                yield self._in_context(rng, event, one, pair)
        yield from self._asked(rng, event, own, asking(question))

    def _true(
        self, rng: random.Random, event: Event, one: Mention, other: Mention, every: bool
    ) -> Pair:
        pair = Pair(one.stated, other.stated, True, relation_of(one, other), OF_EVENT)
        rivals = [m.stated for m in self._alike(event, one) if m.stated.value != one.stated.value]
        if every or not rivals or rng.random() >= OTHER_VALUE:
            return pair
        put = with_same_value(Pair(rng.choice(rivals), other.stated, True, None, ""))
        return Pair(one.stated, put.second, True, "conflict", pair.kind)

    def _alike(self, event: Event, one: Mention) -> list[Mention]:
        """Mentions of other facts with values of the same form, else also figures or names."""
        others = [other for other in event.mentions if other.fact != one.fact]
        for like in (form_of, is_figure):
            wanted = like(one.stated.value)
            if found := [other for other in others if like(other.stated.value) == wanted]:
                return found
        return []

    def _beside(self, rng: random.Random, event: Event, one: Mention) -> list[Mention]:
        """Up to two mentions of other facts: from sentences that tell this one too, or others."""
        alike = self._alike(event, one)
        near = [m for m in alike if one.fact in event.told_of[m.place]]
        found = [
            rng.choice(pool)
            for pool in (near if near and rng.random() < SAME_SENTENCE else alike, alike)
            if pool
        ]
        return found

    def _asked(
        self, rng: random.Random, event: Event, own: Sequence[Mention], asked: Statement
    ) -> Iterator[Pair]:
        for one in rng.sample(own, min(2, len(own))):
            yield self._headed(rng, event, Pair(asked, one.stated, True, None, "answers"))
            for wrong in self._beside(rng, event, one)[:1]:
                yield self._headed(rng, event, Pair(asked, wrong.stated, False, None, "not asked"))
        if rng.random() < len(event.nobody) / len(event.facts):
            missed = asking(rng.choice(event.nobody))
            wrong = rng.choice(event.mentions)
            yield self._headed(rng, event, Pair(missed, wrong.stated, False, None, "missed"))

    def _headed(self, rng: random.Random, event: Event, pair: Pair) -> Pair:
        titled = rng.random() < TITLED
        return replace(pair, context=event.headline if titled else "")

    def _in_context(self, rng: random.Random, event: Event, one: Mention, pair: Pair) -> Pair:
        """The pair, each statement now and then read after another sentence of the event."""
        others = [text for place, text in enumerate(event.told) if place != one.place]
        before, context = (
            rng.choice(others) if others and rng.random() < CONTEXT else "" for _ in range(2)
        )
        return replace(pair, before=before, context=context)


@dataclass(frozen=True)
class EventGroups:
    """Draws the reader's groups: a window that tells a fact beside windows that tell others."""

    events: Sequence[Event]
    tokenizer: Tokenizer

    def groups(self, seed: int) -> Iterator[Group]:
        """One pass over all questions, shuffled."""
        rng = random.Random(f"event-groups-{seed}")
        asked = [(e, f, q) for e in self.events for f, q in e.facts.items()]
        asked += [(e, None, q) for e in self.events for q in e.nobody]
        rng.shuffle(asked)
        for event, fact, question in asked:
            if group := self._group(rng, event, fact, question):
                yield group

    def _group(self, rng: random.Random, event: Event, fact: str | None, question: str) -> Group:
        ids = self._tokens(question)[:LONGEST_QUESTION]
        title = self._tokens(f"{event.headline}.")[-LONGEST_TITLE:]
        article = Article(event.headline, title, []) if rng.random() < TITLED else None
        own = [one for one in event.mentions if one.fact == fact]
        return self.about(rng, event, fact, own, ids, article)

    def about(
        self,
        rng: random.Random,
        event: Event,
        fact: str | None,
        telling: Sequence[Mention],
        ids: list[int],
        article: Article | None = None,
    ) -> Group:
        """Windows of which mostly one has a mention that tells a fact, and the others none."""
        silent = [n for n, facts in enumerate(event.told_of) if fact not in facts]
        rng.shuffle(silent)
        group: list[Example] = []
        if telling and rng.random() >= NOTHING_SAYS:
            right = rng.choice(telling)
            around = [n for n in silent[:2] if rng.random() < LONGER]
            silent = [n for n in silent if n not in around]
            group.append(self._window(rng, event, [right.place, *around], right, ids, article))
        while silent and len(group) < WINDOWS:
            taken = 1 + (rng.random() < LONGER)
            group.append(self._window(rng, event, silent[:taken], None, ids, article))
            silent = silent[taken:]
        return tuple(group)

    def _window(
        self,
        rng: random.Random,
        event: Event,
        places: list[int],
        right: Mention | None,
        ids: list[int],
        article: Article | None,
    ) -> Example:
        rng.shuffle(places)
        text, start = "", 0
        for place in places:
            if right and place == right.place:
                start = len(text) + right.stated.start
            text += event.told[place] + " "
        encoded = self.tokenizer.encode(text, add_special_tokens=False)
        paragraph = Paragraph(text, encoded.ids, encoded.offsets, [])
        end = start + len(right.stated.value) if right else 0
        answer = answer_tokens(paragraph, Question("", [], start, end)) if right else None
        return build(
            rng, article, paragraph, ids, (0, len(paragraph.ids)), answer, article is not None
        )

    def _tokens(self, text: str) -> list[int]:
        return list(self.tokenizer.encode(text, add_special_tokens=False).ids)
