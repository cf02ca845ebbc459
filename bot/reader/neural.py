"""The neural reader: puts questions and passages through a network and picks spans."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from tokenizers import Encoding, Tokenizer

from bot.reader.spans import (
    Logits,
    SpanCandidate,
    best_token_spans,
    trim,
    whole_words,
    without_overlaps,
)
from bot.reader.windows import Ids, Limits, Window, as_batch, cut_windows, encode, frame_of

Input = TypeVar("Input")
Output = TypeVar("Output")


class Network(Protocol):
    """What computes the logits."""

    def logits(self, ids: Ids, mask: Ids, types: Ids) -> tuple[Logits, Logits]:
        """Start and end logits, each of shape (windows, tokens); token 0 means "no answer"."""


def run_each(run: Callable[[Input], Output], inputs: Sequence[Input]) -> list[Output]:
    """Run a network on each input, on all processor cores."""
    if len(inputs) < 2:
        return [run(one) for one in inputs]
    return list(_workers(os.getpid()).map(run, inputs))


@lru_cache(maxsize=1)
def _workers(process: int) -> ThreadPoolExecutor:
    """The threads of a process; a forked one has none of its parent's."""
    return ThreadPoolExecutor(os.cpu_count() or 1, f"reader-{process}")


@dataclass(frozen=True)
class _Job:
    question: Encoding
    title: Encoding | None
    passage: Encoding
    text: str


@dataclass(frozen=True)
class NeuralReader:
    """Finds the spans of passages that answer a question."""

    network: Network
    tokenizer: Tokenizer
    limits: Limits
    version: str

    def read_each(
        self,
        question: str,
        passages: Sequence[str],
        *,
        titles: Sequence[str] | None = None,
        top: int = 3,
    ) -> list[SpanCandidate]:
        """The `top` best spans of each passage, best first; strong passages crowd none out."""
        jobs = self._jobs([question] * len(passages), passages, titles)
        found: dict[int, list[SpanCandidate]] = {}
        for candidate in self._candidates(jobs, top):
            found.setdefault(candidate.passage, []).append(candidate)
        kept = [one for spans in found.values() for one in without_overlaps(spans, top)]
        return sorted(kept, key=lambda one: -one.score)

    def read_many(self, pairs: Sequence[tuple[str, str]]) -> list[SpanCandidate | None]:
        """For each (question, passage) the best span, or None; `passage` is the pair's index."""
        jobs = self._jobs([question for question, _ in pairs], [text for _, text in pairs], None)
        best: list[SpanCandidate | None] = [None] * len(pairs)
        for candidate in self._candidates(jobs, 1):
            known = best[candidate.passage]
            if known is None or candidate.score > known.score:
                best[candidate.passage] = candidate
        return best

    def _jobs(
        self, questions: Sequence[str], passages: Sequence[str], titles: Sequence[str] | None
    ) -> list[_Job]:
        unique = self._encode(list(dict.fromkeys(questions)))
        asked = dict(zip(dict.fromkeys(questions), unique, strict=True))
        leads = self._encode([f"{t.rstrip('.')}." if t.strip() else "" for t in titles or ()])
        named: list[Encoding | None] = [*leads] if titles is not None else [None] * len(passages)
        read = self._encode(passages)
        return [
            _Job(asked[question], title, passage, text)
            for question, title, passage, text in zip(questions, named, read, passages, strict=True)
        ]

    def _encode(self, texts: Sequence[str]) -> list[Encoding]:
        return encode(self.tokenizer, texts)

    def _candidates(self, jobs: Sequence[_Job], top: int) -> list[SpanCandidate]:
        frame = frame_of(self.tokenizer)
        windows = [
            window
            for number, job in enumerate(jobs)
            for window in cut_windows(
                number, job.question, job.title, job.passage, frame, self.limits
            )
        ]
        # Each by itself: together they must be padded, and a network of int8 rounds each by the
        # largest figure of all, so that what stands beside a passage changes its score.
        read = run_each(lambda window: self.network.logits(*as_batch(window)), windows)
        return [
            span
            for window, (starts, ends) in zip(windows, read, strict=True)
            for span in self._spans(jobs[window.passage], window, starts[0], ends[0], top)
        ]

    def _spans(
        self, job: _Job, window: Window, starts: Logits, ends: Logits, top: int
    ) -> list[SpanCandidate]:
        inside = slice(window.shift, window.shift + window.last - window.first)
        null = float(starts[0] + ends[0])
        spans = best_token_spans(starts[inside], ends[inside], null, self.limits.max_answer, top)
        words = job.passage.word_ids[window.first : window.last]
        offsets = job.passage.offsets[window.first : window.last]
        found = []
        for span in spans:
            first, last = whole_words(span, words)
            if trimmed := trim(job.text, offsets[first][0], offsets[last][1]):
                found.append(SpanCandidate(window.passage, *trimmed, span.score))
        return found
