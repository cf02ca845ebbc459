"""Reading: the sentences worth reading become candidates, by rules and by the neural reader."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from bot.ask.candidates import Candidate, ValueKind
from bot.ask.evidence import Sentence
from bot.ask.found import dateline_end
from bot.ask.holders import is_of_others, is_same_name
from bot.ask.question import Question
from bot.ask.question_kind import Kind
from bot.ask.scoring import scored
from bot.ask.typed_reader import is_given, read_typed, whole_sentence
from bot.reader.spans import SpanCandidate
from bot.text.attribution import mode_of, speaker_of
from bot.text.dates import find_dates
from bot.text.names import NameMention, find_names
from store.passages import Hit
from store.spans import Span
from store.terms import content_terms

PASSAGES_READ = 10
SPANS_A_PASSAGE = 3
CANDIDATES_KEPT = 24

MIDDLE, REACH = -1.0, 3.2
"""The log odds that are neither for nor against an answer, and how far from there counts fully."""

POINTED: dict[Kind, ValueKind] = {
    "person": "person",
    "place": "place",
    "name": "name",
    "open": "text",
}
"""Kinds of question for which the neural reader's own wording may be the value."""

PLANNED = frozenset({"date", "duration", "number", "quote", "text"})
"""Kinds of value that may be planned; a person named in a plan is named all the same."""

NAMING = re.compile(r"^(?![$£€\d]).*[^\W\d_]", re.DOTALL)
"""A name has a letter and does not begin with a figure."""


@dataclass(frozen=True)
class Pointer:
    """What the neural reader points at in a sentence, by offsets in the article, and how surely."""

    start: int
    end: int
    strength: float


Pointers = Mapping[tuple[str, Span], Pointer]


class Reader(Protocol):
    """Anything that points at the answer in passages: bot/reader, or a deployment's own."""

    def read_each(
        self,
        question: str,
        passages: Sequence[str],
        *,
        top: int = 3,
    ) -> list[SpanCandidate]:
        """Return the `top` best spans of each passage, best first."""
        ...

    def probability(self, score: float) -> float:
        """Return how likely a span of this score is right, whatever the model's scale."""
        ...


def read(
    question: Question, sentences: Sequence[Sentence], reader: Reader | None
) -> list[Candidate]:
    """Return the best candidates of the sentences, best first, one for each sentence."""
    return scored(read_all(question, sentences, reader))[:CANDIDATES_KEPT]


def read_all(
    question: Question, sentences: Sequence[Sentence], reader: Reader | None
) -> list[Candidate]:
    """Return every candidate of the sentences, unscored."""
    pointers = point(question, sentences, reader) if reader is not None else None
    found = [c for s in sentences for c in read_sentence(question, s, pointers)]
    return [with_speaker_fit(question, c) for c in found] if question.kind == "said" else found


def with_speaker_fit(question: Question, candidate: Candidate) -> Candidate:
    """Add whether the words are those of the speaker asked about."""
    spoken = with_context(candidate)
    wanted, speaker = question.speaker, spoken.speaker
    fits = wanted is not None and speaker is not None and is_speaker(wanted, speaker)
    return replace(spoken, features={**spoken.features, "speaker": float(fits)})


def is_speaker(wanted: str, speaker: str) -> bool:
    """Tell whether a speaker is the one asked about, by name or by a shared word of the office."""
    return is_same_name(wanted, speaker) or bool(
        set(content_terms(wanted)) & set(content_terms(speaker))
    )


def point(question: Question, sentences: Sequence[Sentence], reader: Reader) -> Pointers:
    """Return the neural reader's best span in each sentence of the best passages.

    A span's offsets count from the start of its article.
    """
    hits = list({s.hit.passage_id: s.hit for s in sentences}.values())[:PASSAGES_READ]
    spans = reader.read_each(
        question.asked,
        [hit.text for hit in hits],
        top=SPANS_A_PASSAGE,
    )
    found: dict[tuple[str, Span], Pointer] = {}
    for span in spans:
        hit = hits[span.passage]
        strength = strength_of(reader.probability(span.score))
        at = Pointer(hit.start + span.start, hit.start + span.end, strength)
        home = next((s for s in sentences if holds_span(s, hit, at)), None)
        if home is not None:
            found.setdefault((home.hit.article_id, home.span), at)
    return found


def holds_span(sentence: Sentence, hit: Hit, span: Pointer) -> bool:
    """Tell whether a span lies within a sentence."""
    same = sentence.hit.article_id == hit.article_id
    return same and sentence.span.start <= span.start and span.end <= sentence.span.end


def read_sentence(
    question: Question, sentence: Sentence, pointers: Pointers | None
) -> list[Candidate]:
    """Return the candidates of one sentence: typed values, and what the neural reader points at."""
    typed = read_typed(question, sentence)
    if pointers is None:
        return typed
    pointer = pointers.get((sentence.hit.article_id, sentence.span))
    read_out = [with_pointer(candidate, pointer) for candidate in typed]
    own = own_candidate(question, sentence, pointer)
    if own is None:
        return read_out
    if question.kind == "open":
        return [with_pointer(own, pointer)]
    pointed = any(candidate.features["pointed"] for candidate in read_out)
    return read_out if pointed else [*read_out, with_pointer(own, pointer)]


def strength_of(probability: float | None) -> float:
    """Return how sure the neural reader is, from -1 to 1; -1 where it points at nothing.

    >>> strength_of(None), strength_of(0.9999), round(strength_of(0.2), 2)
    (-1.0, 1.0, -0.12)
    """
    if probability is None or not 0.0 < probability < 1.0:
        return float(bool(probability)) * 2 - 1
    odds = math.log(probability / (1 - probability))
    return min(max((odds - MIDDLE) / REACH, -1.0), 1.0)


def with_pointer(candidate: Candidate, pointer: Pointer | None) -> Candidate:
    """Add what the neural reader says of a candidate's sentence, and of its very words."""
    pointed = float(pointer is not None and overlap(candidate.span, pointer))
    strength = pointer.strength if pointer is not None else -1.0
    features = {**candidate.features, "reader": strength, "pointed": pointed}
    return replace(candidate, features=features)


def overlap(span: Span, pointer: Pointer) -> bool:
    """Tell whether a span and a pointer share a character."""
    return span.start < pointer.end and pointer.start < span.end


def own_candidate(
    question: Question, sentence: Sentence, pointer: Pointer | None
) -> Candidate | None:
    """Return the words the neural reader points at as a candidate, where the question allows it."""
    kind = POINTED.get(question.kind)
    if kind is None or pointer is None:
        return None
    if question.office and is_of_others(question.office, question.names, sentence.text):
        return None
    span = whole_name(sentence, pointer)
    wording = sentence.text[span.start - sentence.span.start : span.end - sentence.span.start]
    if is_given(question, wording) or (kind != "text" and not may_name(sentence, span)):
        return None
    return replace(whole_sentence(sentence), kind=kind, span=span, wording=wording)


def may_name(sentence: Sentence, span: Span) -> bool:
    """Tell whether words may name somebody or something: no figure, time or dateline."""
    start = span.start - sentence.span.start
    wording = sentence.text[start : span.end - sentence.span.start]
    if not NAMING.search(wording) or start < dateline_end(sentence.text):
        return False
    return not find_dates(wording, sentence.published_on)


def whole_name(sentence: Sentence, pointer: Pointer) -> Span:
    """Return the name of which a pointer holds a part, else what it points at."""
    start = sentence.span.start
    for mention in find_names(sentence.text):
        at = Span(start + mention.start, start + mention.end)
        if at.start <= pointer.start and pointer.end <= at.end:
            return at
    return Span(pointer.start, pointer.end)


def with_context(candidate: Candidate) -> Candidate:
    """Add who says it, and whether it is a report, a plan, a denial or a condition."""
    hit, sentence = candidate.sentence.hit, candidate.sentence
    local = Span(sentence.span.start - hit.start, sentence.span.end - hit.start)
    at = Span(candidate.span.start - hit.start, candidate.span.end - hit.start)
    inside = Span(at.start - local.start, at.end - local.start)
    is_whole = candidate.kind == "quote"
    mode = mode_of(sentence.text, None if is_whole else inside)
    if mode in ("plan", "condition") and candidate.kind not in PLANNED:
        mode = "report"
    speaker = speaker_of(hit.text, local, names_of(hit.text), None if is_whole else at)
    return replace(candidate, mode=mode, speaker=speaker)


@lru_cache(maxsize=256)
def names_of(text: str) -> tuple[NameMention, ...]:
    """Return the names in a passage; several of its sentences ask for them."""
    return tuple(find_names(text))
