"""A candidate: one wording in one sentence that may answer the question."""

from dataclasses import dataclass
from typing import Literal

from bot.ask.evidence import Features, Sentence
from bot.text.attribution import Mode
from bot.verdicts.comparing import Typed
from store.spans import Span

ValueKind = Literal[
    "date", "duration", "number", "person", "office", "place", "name", "quote", "text"
]


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

    @property
    def is_quote(self) -> bool:
        """Whether it is a whole sentence, or words that the reader points at, of no type."""
        return self.kind in ("quote", "text")

    @property
    def published_at(self) -> str | None:
        """When that article was published."""
        return self.sentence.hit.published_at

    @property
    def where(self) -> str:
        """How to name the place where it stands: the source, else the headline."""
        hit = self.sentence.hit
        return hit.source or hit.title or hit.article_id

    @property
    def text(self) -> str:
        """The sentence it stands in."""
        return self.sentence.text

    @property
    def rest(self) -> str:
        """What follows it in its sentence."""
        return self.sentence.text[self.span.end - self.sentence.span.start :]

    @property
    def context(self) -> str:
        """The sentence with the one before, which may announce a correction."""
        return f"{self.sentence.before} {self.sentence.text}"
