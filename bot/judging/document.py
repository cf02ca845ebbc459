"""Reading a text once: its sentences with the values that each states."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from bot.text.dates import DateValue, find_dates
from bot.text.durations import DurationValue, find_durations
from bot.text.modes import Mode, mode_of
from bot.text.names import NameMention, find_names
from bot.text.numbers import NumberValue, find_numbers
from bot.text.sentences import is_heading, split_sentences
from bot.text.speakers import speaker_of
from store.passages import Hit
from store.spans import Span
from store.times import day_of

ValueKind = Literal["date", "duration", "number", "person", "place", "name", "text"]
Typed = DateValue | DurationValue | NumberValue | None
KEPT = 1 << 13
"""Passages whose reading is kept: the articles of one story find the same ones again."""


@dataclass(frozen=True)
class Value:
    """A value where it stands, by offsets in its document, and what it was read as.

    `typed` is None for names and other words. `office` is the office a person is given there.
    """

    kind: ValueKind
    start: int
    end: int
    wording: str
    typed: Typed = None
    office: str | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence with its values, in order; of two that overlap the first of VALUE_ORDER."""

    start: int
    end: int
    text: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Document:
    """A text read once; relative days count from `published_on`."""

    text: str
    published_on: date | None
    sentences: tuple[Sentence, ...]
    names: tuple[NameMention, ...]

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence in or before which a place lies."""
        return max((n for n, s in enumerate(self.sentences) if s.start <= place), default=0)


def read(text: str, published_on: date | None = None) -> Document:
    """Read a text: sentences, dates, durations, numbers and names, each once.

    >>> [v.wording for s in read("Ana Mirel said on 3 May that 12 ships left.").sentences
    ...  for v in s.values]
    ['Ana Mirel', '3 May', '12']
    """
    names = tuple(find_names(text))
    sentences = tuple(
        Sentence(
            span.start,
            span.end,
            text[span.start : span.end],
            _values(text, span, names, published_on),
        )
        for span in split_sentences(text)
    )
    return Document(text, published_on, sentences, names)


@lru_cache(maxsize=KEPT)
def read_passage(text: str, published_on: date | None) -> Document:
    """Read a passage, or give the reading made before."""
    return read(text, published_on)


def _values(
    text: str, span: Span, names: Sequence[NameMention], published_on: date | None
) -> tuple[Value, ...]:
    inside = text[span.start : span.end]
    dates, durations = find_dates(inside, published_on), find_durations(inside)
    taken = [*((d.start, d.end) for d in dates), *((d.start, d.end) for d in durations)]
    numbers = find_numbers(inside, taken)
    found = [_value("date", inside, m.start, m.end, span.start, m.value) for m in dates]
    found += [_value("duration", inside, m.start, m.end, span.start, m.value) for m in durations]
    found += [_value("number", inside, m.start, m.end, span.start, m.value) for m in numbers]
    found += [
        Value(_kind(name), name.start, name.end, text[name.start : name.end], None, name.office)
        for name in names
        if span.start <= name.start < span.end
    ]
    kept: list[Value] = []
    for value in found:
        if not any(value.start < other.end and other.start < value.end for other in kept):
            kept.append(value)
    return tuple(sorted(kept, key=lambda value: value.start))


def _value(kind: ValueKind, text: str, start: int, end: int, shift: int, typed: Typed) -> Value:
    return Value(kind, start + shift, end + shift, text[start:end], typed)


def _kind(name: NameMention) -> ValueKind:
    return name.kind if name.kind in ("person", "place") else "name"


@dataclass(frozen=True)
class Statement:
    """One sentence of a passage with one of its values: what judging relates.

    Offsets of sentence and value are the document's; `span` and `value_span` are the article's.
    `score` is the reader's: by how much it answers a question rather than not, 0.0 where none was.
    """

    hit: Hit
    document: Document
    number: int
    value: Value
    score: float = 0.0

    @property
    def sentence(self) -> Sentence:
        """The sentence that states it."""
        return self.document.sentences[self.number]

    @cached_property
    def text(self) -> str:
        """The sentence's words, reaching as far as the value does."""
        return self.document.text[self.sentence.start : max(self.sentence.end, self.value.end)]

    @property
    def before(self) -> str:
        """The sentence before it in its passage, "" for the first."""
        return self.document.sentences[self.number - 1].text if self.number else ""

    @property
    def inside(self) -> Span:
        """Where the value stands in the sentence's words."""
        return Span(self.value.start - self.sentence.start, self.value.end - self.sentence.start)

    @property
    def span(self) -> Span:
        """Where the sentence stands in its article."""
        start = self.hit.start + self.sentence.start
        return Span(start, start + len(self.text))

    @property
    def value_span(self) -> Span:
        """Where the value stands in its article."""
        return Span(self.hit.start + self.value.start, self.hit.start + self.value.end)

    @property
    def wording(self) -> str:
        """The value's own words."""
        return self.value.wording

    @property
    def article_id(self) -> str:
        """The article that states it."""
        return self.hit.article_id

    @property
    def published_at(self) -> str | None:
        """When that article was published, UTC ISO or a day."""
        return self.hit.published_at

    @property
    def source(self) -> str:
        """What it counts as: its source, a copy as its original, else the article."""
        return self.hit.copy_of or self.hit.source or self.hit.article_id

    @cached_property
    def speaker(self) -> str | None:
        """Who is quoted or named as saying it."""
        sentence = Span(self.sentence.start, self.sentence.end)
        return speaker_of(
            self.document.text,
            sentence,
            self.document.names,
            Span(self.value.start, self.value.end),
        )

    @cached_property
    def mode(self) -> Mode:
        """Whether it is a report, a plan, a denial or a condition, as its sentence says."""
        return mode_of(self.sentence.text, self.inside)


def statements_of(hit: Hit) -> list[Statement]:
    """Return the statements of a passage: each value of each sentence that is no heading."""
    document = read_passage(hit.text, day_of(hit.published_at))
    return [
        Statement(hit, document, number, value)
        for number, sentence in enumerate(document.sentences)
        if not is_heading(document.text, Span(sentence.start, sentence.end))
        for value in sentence.values
    ]
