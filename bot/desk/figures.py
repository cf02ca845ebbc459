"""The figures and days that the sentences of a topic state, and what each stands beside."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.ask.candidates import Candidate, ValueKind
from bot.ask.evidence import Sentence
from bot.ask.expansion import phrases_in
from bot.ask.typed_reader import is_of_saying
from bot.ask.weighing import Weighing
from bot.text.attribution import mode_of
from bot.text.dates import find_dates
from bot.text.numbers import NumberValue, find_numbers
from bot.text.sentences import is_heading
from bot.text.words import singular
from bot.verdicts.comparing import Typed
from store.spans import Span
from store.terms import content_terms, terms

WORD = re.compile(r"\w+(?:['’]\w+)*")
CLAUSE_MARK = re.compile(r"[,;:–—]|\b(?:and|but|while|which|who|when|after|before)\b")
NEAR = 4.0
"""Words at this distance from a value count half of what the next word counts."""

CLAUSE = 6
NAME_SHARE = 0.4
"""What a capitalised word counts: names are everywhere in the articles of one topic."""

DATELINE = re.compile(
    r"^[A-Z][^a-z]{2,40}?(?:,?\s\d{1,2}\s[A-Z][a-z]+\.?(?:\s\d{4})?|,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2}"
    r"(?:,\s\d{4})?)?\s*(?:\([^)]{1,40}\))?\s*[—–-]+\s"
)
BACKGROUND_AGE = timedelta(days=180)
"""A figure beside a day this long past speaks of that day, not of the news."""

PART = re.compile(r"\b(?:other|another|further|additional|first|last)\s+(?:of\s+)?$", re.IGNORECASE)
"""Words before a number that make it a part of something, not the whole."""

KEY_TERMS = 3
TIMES = frozenset(terms("midnight noon morning afternoon evening night day week month year time"))

COMPARED = frozenset({"count", "money", "percent", "measure"})
KEEPING_DAY = frozenset({"time", "day", "range"})


@dataclass(frozen=True)
class Figure:
    """A value where it stands, with the weight of each term beside it.

    `key` are the terms that stand closest and say what the value is of.
    """

    candidate: Candidate
    beside: Mapping[str, float]
    key: frozenset[str]

    @property
    def sentence(self) -> Sentence:
        """The sentence that states it."""
        return self.candidate.sentence


def find_figures(sentences: Sequence[Sentence], background: Weighing) -> list[Figure]:
    """Return every number and every day that a sentence states, in the order of the sentences."""
    return [
        make_figure(sentence, candidate, background)
        for sentence in sentences
        if is_told(sentence)
        for candidate in (*numbers_in(sentence), *days_in(sentence))
    ]


def is_told(sentence: Sentence) -> bool:
    """Tell whether a sentence states something: no question, no headline, nothing long past."""
    if sentence.text.rstrip().endswith("?") or is_heading(sentence.hit.text, within(sentence)):
        return False
    return not is_long_past(sentence)


def within(sentence: Sentence) -> Span:
    """Return where a sentence stands in its passage."""
    start = sentence.span.start - sentence.hit.start
    return Span(start, start + len(sentence.text))


def is_long_past(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of days long before its publication."""
    published = sentence.published_on
    if published is None:
        return False
    values = (mention.value for mention in find_dates(sentence.text, published))
    return any(v.latest is not None and v.latest < published - BACKGROUND_AGE for v in values)


def dateline_end(text: str) -> int:
    """Return where a dateline ends, 0 where there is none.

    >>> dateline_end("PORT ELDA, 6 May (Wire) — The pier is shut.")
    26
    """
    match = DATELINE.match(text)
    return match.end() if match else 0


def numbers_in(sentence: Sentence) -> Iterator[Candidate]:
    """Give the counts, sums, shares and measures of a sentence."""
    dated = [Span(m.start, m.end) for m in find_dates(sentence.text, date(2000, 1, 1))]
    for mention in find_numbers(sentence.text, dated):
        if mention.value.kind in COMPARED and not PART.search(sentence.text[: mention.start]):
            yield make_candidate(
                sentence, "number", Span(mention.start, mention.end), mention.value
            )


def days_in(sentence: Sentence) -> Iterator[Candidate]:
    """Give the days on which something happened or is to happen, not those of saying so."""
    for mention in find_dates(sentence.text, sentence.published_on):
        kept = mention.value.resolved and mention.value.precision in KEEPING_DAY
        placed = mention.start >= dateline_end(sentence.text)
        if kept and placed and not is_of_saying(sentence.text, mention.start):
            yield make_candidate(sentence, "date", Span(mention.start, mention.end), mention.value)


def make_candidate(sentence: Sentence, kind: ValueKind, at: Span, value: Typed) -> Candidate:
    """Return the value at a span of its sentence as the answering path has one."""
    begin = sentence.span.start
    span = Span(begin + at.start, begin + at.end)
    wording = sentence.text[at.start : at.end]
    found = Candidate(sentence, kind, span, wording, value, sentence.features)
    return replace(found, mode=mode_of(sentence.text, at))


def make_figure(sentence: Sentence, candidate: Candidate, background: Weighing) -> Figure:
    """Return a value with the terms around it, each weighed by its rarity and its nearness."""
    near = dict(nearness_of_terms(sentence, candidate))
    for word, parts in phrases_in(near).items():
        near[word] = max(near.get(word, 0.0), max(near[part] for part in parts))
    weighed = {term: share * background.weights.get(term, 0.0) for term, share in near.items()}
    saying = sorted(near, key=lambda term: -near[term])
    return Figure(candidate, weighed, frozenset(saying[:KEY_TERMS]))


def nearness_of_terms(sentence: Sentence, candidate: Candidate) -> dict[str, float]:
    """Return the terms around a value, less what is counted, by how near they stand: 0 to 1."""
    start = candidate.span.start - sentence.span.start
    end = candidate.span.end - sentence.span.start
    unit = candidate.value.unit if isinstance(candidate.value, NumberValue) else None
    found: dict[str, float] = {}
    for match in WORD.finditer(sentence.text):
        outside = match.end() <= start or match.start() >= end
        if outside and singular(match.group().lower()) != unit:
            words = words_between(sentence.text, start, end, match)
            near = share_of(sentence.text, match) / (1 + words / NEAR)
            for term in content_terms(match.group()):
                if term not in TIMES:
                    found[term] = max(found.get(term, 0.0), near)
    return found


def share_of(text: str, word: re.Match[str]) -> float:
    """Return how much a word says of what happens: a name or a thing known already says less."""
    is_name = word.group()[0].isupper() and word.start() > 0
    is_known = text[: word.start()].lower().endswith(("the ", "its ", "their "))
    return NAME_SHARE if is_name or is_known else 1.0


def words_between(text: str, start: int, end: int, word: re.Match[str]) -> int:
    """Return the words between a value and a word, each clause mark counted as many."""
    between = text[end : word.start()] if word.start() >= end else text[word.end() : start]
    return between.count(" ") + CLAUSE * len(CLAUSE_MARK.findall(between))
