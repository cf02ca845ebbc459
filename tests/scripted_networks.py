"""Networks that a test scripts: a reader that points at given words, a judge that says as told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.reader.judge import Judged, Marked
from bot.reader.spans import SpanCandidate

Kind = Literal["agree", "refine", "conflict", "update", "position"]

SURE, UNSURE = 9.0, -20.0
"""Scores of the reader that leave no doubt, whatever curve weighs them."""

ALIKE, APART = 0.97, 0.03
"""Likelihoods of one fact."""


@dataclass
class Pointing:
    """A reader that points at given words wherever a passage has them, each with its score."""

    words: Mapping[str, float]
    asked: list[tuple[str, list[str]]] = field(default_factory=list)

    def read_each(
        self, question: str, passages: Sequence[str], *, titles: Sequence[str] | None = None,
        top: int = 3,
    ) -> list[SpanCandidate]:  # fmt: skip
        self.asked.append((question, list(titles or ())))
        found = [
            SpanCandidate(n, at, at + len(words), score)
            for n, text in enumerate(passages)
            for words, score in self.words.items()
            if (at := text.find(words)) >= 0
        ]
        return sorted(found, key=lambda one: -one.score)


def pointing(*words: str) -> Pointing:
    return Pointing(dict.fromkeys(words, SURE))


def judged(same: float, kind: Kind = "conflict") -> Judged:
    """What a judge says that is sure how two statements of one fact stand."""
    shares = {name: float(name == kind) for name in
              ("agree", "refine", "conflict", "update", "position")}  # fmt: skip
    return Judged(same, **shares)


@dataclass(frozen=True)
class ScriptedJudge:
    """Takes statements for one fact unless one has a word of `apart`, or they share too few words.

    `kinds` says how statements with a word stand, `kind` how all others.
    """

    kind: Kind = "conflict"
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    apart: tuple[str, ...] = ()
    shared: int = 0

    def judge(self, pairs: Sequence[tuple[Marked, Marked]]) -> list[Judged]:
        return [self._of(a, b) for a, b in pairs]

    def _of(self, a: Marked, b: Marked) -> Judged:
        both = f"{a.text} {b.text}"
        kind = next((kind for word, kind in self.kinds.items() if word in both), self.kind)
        is_apart = any(word in both for word in self.apart)
        common = words_of(a.text) & words_of(b.text)
        return judged(APART if is_apart or len(common) < self.shared else ALIKE, kind)

    def fills(self, asked: Sequence[tuple[Marked, str]]) -> list[SpanCandidate | None]:
        """Whatever a text has before the words that follow a statement's value, else after those
        ahead of it.
        """
        return [self._filling(one, text) for one, text in asked]

    def _filling(self, one: Marked, text: str) -> SpanCandidate | None:
        ahead, after = one.text[: one.start][-9:], one.text[one.end :]
        shapes = [rf"(\S+(?: \w+)?){re.escape(after[:much])}" for much in (9, 7) if after[much:]]
        shapes.append(rf"{re.escape(ahead)}(\S+(?: \w+)?)")
        found = next((one for shape in shapes if (one := re.search(shape, text))), None)
        return SpanCandidate(0, *found.span(1), SURE) if found else None


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
