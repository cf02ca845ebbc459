"""Reading: the sentences worth reading become candidates, by rules and by the neural reader."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.ask.candidates import Candidate
from bot.ask.evidence import Sentence
from bot.ask.question import Question
from bot.ask.scoring import scored
from bot.ask.typed_reader import read_typed
from bot.text.attribution import find_quotes, mode_of, speaker_of
from bot.text.names import find_names
from store.spans import Span


class Span_(Protocol):
    """What a reader points at: characters of one passage, and how sure it is."""

    passage: int
    start: int
    end: int
    score: float


class Reader(Protocol):
    """Anything that points at the answer in passages."""

    def read(self, question: str, passages: Sequence[str]) -> Sequence[Span_]:
        """Return spans, best first."""
        ...


def read(
    question: Question, sentences: Sequence[Sentence], reader: Reader | None
) -> list[Candidate]:
    """Return the candidates of the sentences, best first."""
    candidates = [c for sentence in sentences for c in read_typed(question, sentence)]
    return [with_context(candidate) for candidate in scored(candidates)]


def with_context(candidate: Candidate) -> Candidate:
    """Add who says it and whether it is a report, a plan, a denial or a condition."""
    sentence = candidate.sentence
    start = candidate.span.start - sentence.span.start
    at = Span(start, start + len(candidate.wording))
    local = Span(sentence.span.start - sentence.hit.start, sentence.span.end - sentence.hit.start)
    names = find_names(sentence.hit.text)
    in_hit = Span(local.start + at.start, local.start + at.end)
    speaker = speaker_of(sentence.hit.text, local, names, in_hit)
    return replace(candidate, mode=mode_of(sentence.text, at), speaker=speaker)
