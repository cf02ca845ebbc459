"""A candidate: one wording in one sentence that may answer the question."""

from dataclasses import dataclass
from typing import Literal

from bot.ask.evidence import Features, Sentence
from bot.text.attribution import Mode
from bot.text.dates import DateValue
from bot.text.durations import DurationValue
from bot.text.numbers import NumberValue
from store.spans import Span

ValueKind = Literal[
    "date", "duration", "number", "person", "office", "place", "name", "quote", "text"
]
Typed = DateValue | DurationValue | NumberValue | None


@dataclass(frozen=True)
class Candidate:
    """A wording at `span` of its article, what it was read as, and what speaks for it.

    `value` is None for names and text. `office` is the office that the person is given there.
    """

    sentence: Sentence
    kind: ValueKind
    span: Span
    wording: str
    value: Typed
    features: Features
    score: float = 0.0
    mode: Mode = "report"
    speaker: str | None = None
    office: str | None = None

    @property
    def article_id(self) -> str:
        """The article that states it."""
        return self.sentence.hit.article_id
