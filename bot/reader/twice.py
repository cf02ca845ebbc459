"""Reading twice: a small network reads every passage, a larger one what the small one chose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.reader.spans import SpanCandidate

CLOSELY = 8
"""Passages that are read closely: if any answers, one of them does."""

QUICK_SHARE = 0.25
"""What the first reading's score counts beside the close one's."""


class Reader(Protocol):
    """Anything that points at the answer in passages: a network, both, or a deployment's own."""

    def read_each(
        self,
        question: str,
        passages: Sequence[str],
        *,
        titles: Sequence[str] | None = None,
        top: int = 3,
    ) -> list[SpanCandidate]:
        """Return the `top` best spans of each passage, best first, scored above "no answer"."""
        ...


@dataclass(frozen=True)
class TwiceReader:
    """Points at the answer in the passages that a quick reader finds likeliest."""

    quick: Reader
    close: Reader

    def read_each(
        self,
        question: str,
        passages: Sequence[str],
        *,
        titles: Sequence[str] | None = None,
        top: int = 3,
    ) -> list[SpanCandidate]:
        """The `top` best spans of each passage that is read closely, by both readers' scores."""
        first = self.quick.read_each(question, passages, titles=titles, top=1)[:CLOSELY]
        spans = self.close.read_each(
            question,
            [passages[one.passage] for one in first],
            titles=None if titles is None else [titles[one.passage] for one in first],
            top=top,
        )
        both = [
            replace(
                span,
                passage=first[span.passage].passage,
                score=span.score + QUICK_SHARE * first[span.passage].score,
            )
            for span in spans
        ]
        return sorted(both, key=lambda one: -one.score)
