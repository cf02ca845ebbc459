"""The judge: are two statements of one fact, and what stands in the place of a value."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from bot.reader.neural import NeuralReader, run_each
from bot.reader.spans import SpanCandidate
from bot.reader.windows import Frame, encode, frame_of

OPEN, CLOSE = 1, 2
"""Tokens that stand around a value (training/pairs.py)."""

LONGEST, LONGEST_CONTEXT = 72, 40
"""Tokens of a statement about its value, and of the sentence before it."""

GAP, AROUND = "[MASK]", 14
"""What stands in the place of a value that is asked for, and so many words on either side."""


@dataclass(frozen=True)
class Marked:
    """A sentence, where its value stands in it, and what is read ahead of it."""

    text: str
    start: int
    end: int
    before: str = ""


@dataclass(frozen=True)
class Judged:
    """The likelihood that two statements are of one fact; if they are, how they stand (sum 1)."""

    same: float
    agree: float
    refine: float
    conflict: float
    update: float
    position: float

    @property
    def differ(self) -> float:
        """The likelihood, if they are of one fact, that their values cannot both be right."""
        return self.conflict + self.update + self.position


@dataclass(frozen=True)
class _Read:
    ids: list[int]
    types: list[int]
    marked: list[int]


@dataclass(frozen=True)
class NeuralJudge:
    """Judges pairs of statements with a network run by onnxruntime."""

    session: Any  # onnxruntime.InferenceSession; the package carries no types
    tokenizer: Tokenizer
    version: str
    gaps: Callable[[], NeuralReader]

    def judge(self, pairs: Sequence[tuple[Marked, Marked]]) -> list[Judged]:
        """Judge each pair; the order of its two statements does not matter."""
        sides = list(dict.fromkeys(side for pair in pairs for side in pair))
        texts = encode(
            self.tokenizer, [text for side in sides for text in (side.text, side.before)]
        )
        tokens = {
            side: marked_tokens(side, texts[2 * n], texts[2 * n + 1])
            for n, side in enumerate(sides)
        }
        frame = frame_of(self.tokenizer)
        read = [_joined(tokens[a], tokens[b], frame) for a, b in pairs]
        # Each by itself, as the reader does: a network of int8 rounds by the largest figure of a
        # batch, so that what stands beside a pair would change its likelihood.
        return [judged_of(logits) for logits in run_each(self._run, read)]

    def fills(self, asked: Sequence[tuple[Marked, str]]) -> list[SpanCandidate | None]:
        """Return for each statement what a text has in the place of its value, if anything."""
        return self.gaps().read_many([(with_gap(one), text) for one, text in asked])

    def _run(self, read: _Read) -> NDArray[np.float32]:
        ids, types, marked = (np.array([x], np.int64) for x in (read.ids, read.types, read.marked))
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": types,
            "marked": marked,
        }
        (logits,) = self.session.run(["logits"], feed)
        return np.asarray(logits[0], np.float32)


def with_gap(one: Marked) -> str:
    """Return a sentence with a gap in the place of its value.

    >>> with_gap(Marked("At dawn 12 ships left.", 8, 10))
    'At dawn [MASK] ships left.'
    """
    before = one.text[: one.start].split(" ")[-AROUND - 1 :]
    after = one.text[one.end :].split(" ")[: AROUND + 1]
    return f"{' '.join(before)}{GAP}{' '.join(after)}"


def judged_of(logits: Sequence[float] | NDArray[np.float32]) -> Judged:
    """Turn logits (same fact; agree, refine, conflict, update, position) into likelihoods."""
    same, *kinds = (float(x) for x in logits)
    top = max(kinds)
    weights = [math.exp(x - top) for x in kinds]
    shares = [weight / sum(weights) for weight in weights]
    return Judged(1 / (1 + math.exp(-same)), *shares)


def log_odds(likelihood: float) -> float:
    """Return the log odds of a likelihood, at most 12 either way."""
    bounded = min(max(likelihood, 1e-5), 1 - 1e-5)
    return math.log(bounded / (1 - bounded))


def marked_tokens(side: Marked, text: Encoding, before: Encoding) -> tuple[list[int], list[int]]:
    """A statement's tokens with its value between markers, and 1 for each token of the value."""
    inside = [n for n, (s, e) in enumerate(text.offsets) if e > side.start and s < side.end]
    first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
    low = max(0, min(first - LONGEST // 2, len(text.ids) - LONGEST))
    high = max(low + LONGEST, last)
    pieces: list[tuple[list[int], int]] = [
        (before.ids[-LONGEST_CONTEXT:], 0),
        (text.ids[low:first], 0),
        ([OPEN], 0),
        (text.ids[first:last], 1),
        ([CLOSE], 0),
        (text.ids[last:high], 0),
    ]
    tokens = [token for part, _ in pieces for token in part]
    marks = [mark for part, mark in pieces for _ in part]
    return tokens, marks


def _joined(a: tuple[list[int], list[int]], b: tuple[list[int], list[int]], frame: Frame) -> _Read:
    head = [*frame.before, *a[0], *frame.between]
    ids = [*head, *b[0], *frame.after]
    marked = np.zeros(len(ids), np.int64)
    marked[len(frame.before) : len(frame.before) + len(a[1])] = a[1]
    marked[len(head) : len(head) + len(b[1])] = 2 * np.array(b[1], np.int64)
    types = [0] * len(head) + [1] * (len(ids) - len(head))
    return _Read(ids, types, marked.tolist())
