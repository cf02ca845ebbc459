"""Reading passages for a question: each passage by itself, its best spans as statements."""

from collections.abc import Sequence
from dataclasses import replace

from bot.ask.question import SHOWN, Asked, Question
from bot.ask.weighing import QUOTE, Curve, quote_features
from bot.judging.document import Document, Statement, Value, read_passage
from bot.reader.spans import SpanCandidate
from bot.reader.twice import Reader
from store.passages import Hit
from store.times import day_of

PASSAGES_READ = 22
SPANS_A_PASSAGE = 2

UNDATED = 3
"""Days of age that an undated article counts as."""

MOSTLY = 0.6
"""A value that is so much of what the reader points at is what it points at."""


Reading = tuple[Statement, dict[str, float]]
"""What the reader points at, with what speaks for its being right."""


def read_hits(question: Question, hits: Sequence[Hit], reader: Reader) -> list[Statement]:
    """Return what the reader points at, best first; `score` is its log odds of being right."""
    return by_odds(read_with_features(question, hits, reader), QUOTE)


def by_odds(readings: Sequence[Reading], curve: Curve) -> list[Statement]:
    """Return readings best first, with the log odds that a curve gives them."""
    weighed = [replace(one, score=curve.odds(features)) for one, features in readings]
    return sorted(weighed, key=lambda one: -one.score)


def read_with_features(question: Question, hits: Sequence[Hit], reader: Reader) -> list[Reading]:
    """Return what the reader points at in the first PASSAGES_READ passages, a sentence once."""
    chosen = hits[:PASSAGES_READ]
    spans = reader.read_each(
        question.text,
        [hit.text for hit in chosen],
        titles=[headline_of(hit) for hit in chosen],
        top=SPANS_A_PASSAGE,
    )
    found: dict[tuple[int, int], Reading] = {}
    for span in spans:
        hit = chosen[span.passage]
        stated = statement_at(question.asked, hit, span)
        features = quote_features(span.score, span.passage, age(question, hit))
        found.setdefault((hit.passage_id, stated.number), (stated, features))
    return list(found.values())


def age(question: Question, hit: Hit) -> int:
    """Return how many days lie between an article and the day that a question is about."""
    published = day_of(hit.published_at)
    about = question.last_day
    if question.window is not None:
        about = min(about, question.window.last)
    return UNDATED if published is None else abs((about - published).days)


def headline_of(hit: Hit) -> str:
    """Return what stands before a passage when it is read: its headline and day."""
    day = f" ({hit.published_at[:10]})" if hit.published_at else ""
    return f"{hit.title or ''}{day}"


def statement_at(asked: Asked, hit: Hit, span: SpanCandidate) -> Statement:
    """Return what stands at a span of a passage as a statement: a typed value, or its words."""
    document = read_passage(hit.text, day_of(hit.published_at))
    start, end = within_paragraph(document, span.start, span.end)
    value = value_at(asked, document, start, end)
    return Statement(hit, document, document.sentence_at(start), value, span.score)


def within_paragraph(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return the longer part of a span that runs across a line break.

    A headline, or the paragraph before, is no part of a quote.
    """
    parts: list[tuple[int, int]] = []
    for sentence in document.sentences:
        one = max(start, sentence.start), min(end, sentence.end)
        if one[0] >= one[1]:
            continue
        if parts and "\n" not in document.text[parts[-1][1] : one[0]]:
            parts[-1] = (parts[-1][0], one[1])
        else:
            parts.append(one)
    return max(parts, key=lambda part: part[1] - part[0], default=(start, end))


def value_at(asked: Asked, document: Document, start: int, end: int) -> Value:
    """Return the value that a span shows: of the kind asked for, else the span's only one.

    A name is whole: of "Ana Mirel" both words are shown where the reader points at one.
    """
    sentence = document.sentences[document.sentence_at(start)]
    inside = [v for v in sentence.values if v.start < end and start < v.end]
    for kind in SHOWN[asked]:
        fitting = [value for value in inside if value.kind == kind]
        if fitting:
            return max(fitting, key=lambda v: (min(v.end, end) - max(v.start, start), -v.start))
    for value in inside:
        shared = min(value.end, end) - max(value.start, start)
        if shared >= MOSTLY * (end - start):
            return value
    return Value("text", start, end, document.text[start:end])
