"""Who said it, and whether it is a report, a plan, a denial, a condition or a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.text.names import NameMention
from store.spans import Span

Mode = Literal["report", "plan", "denial", "condition", "question"]


@dataclass(frozen=True)
class QuoteMention:
    """Quoted words where they stand, without the quotation marks, and who said them."""

    start: int
    end: int
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker: str | None = None
    inferred: bool = False


def find_quotes(text: str) -> list[QuoteMention]:
    """Return the quotes in a text, in order."""
    return []


def speaker_of(
    text: str, sentence: Span, names: Sequence[NameMention], at: Span | None = None
) -> str | None:
    """Return who is said to have said this sentence, or what stands at one span of it."""
    return None


def mode_of(sentence: str, at: Span | None = None) -> Mode:
    """Say how the clause at a span of the sentence is meant."""
    return "report"
