"""Figures: counts, sums, shares, measures, lengths of time and ages that may be claims."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.claims.claim import ClaimKind
from bot.claims.roles import COUNT_HEAD, PARTS, PEOPLE, counted, is_partial, role_of, scope_of
from bot.text.dates import find_dates
from bot.text.durations import find_durations
from bot.text.names import NameMention
from bot.text.numbers import NumberMention, NumberValue, find_numbers
from bot.text.words import words
from bot.verdicts.comparing import Typed
from store.spans import Span

CLAUSE = re.compile(r"[;:—–]|,\s+(?=(?:and|but|while|which|who|with|after|as)\b)|\s(?:while|but)\s")
AGED_BEFORE = re.compile(
    r"(?:,\s*(?:who is\s+)?(?:aged?\s+)?|\s\(|,?\s+(?:is|was|aged|age)\s+)$", re.IGNORECASE
)
AGED_AFTER = re.compile(r"^(?:[\s,]+(?:(?!(?:to|at|in|by|from|of|was|were|and)\b)[a-z]+\s){0,3})$")
PREDICATE = re.compile(r"\b(?:is|was|became|as) an?\s+$", re.IGNORECASE)
"""After it an age is of who is named before: "Rex is a 4-year-old German Shepherd"."""

NAMESAKE = re.compile(
    r"\b(?:also (?:named|called)|of the same name|namesakes?|no relation|not related)\b", re.I
)
"""Two people of one name: the ages of both are right."""

HARMED_BEFORE = re.compile(r"\b(?:kill|injur|wound)(?:s|es|ed|ing)\s+(?:at least\s+)?$", re.I)
CASUALTY_HEADS = frozenset({"dead", "hurt", "missing", "rescued", "shot", "arrested", "displaced"})


MEASURED = re.compile(
    r"\b(?P<noun>[a-z]+)\s+of\s+"
    r"(?:(?:about|almost|around|at least|more than|nearly|only|over|roughly|some|up to)\s+)?$"
)
DIMENSIONS = words(
    "area breadth depth distance height length range reach size span speed stretch total width"
)
"""What a measure is of anyway: "a length of 3 kilometres" is a length like any other."""


@dataclass(frozen=True)
class Found:
    """A value at a span of its sentence; `around` is the phrase it stands in, where longer."""

    kind: ClaimKind
    span: Span
    value: Typed
    slot: str
    subject: str | None = None
    scope: frozenset[str] = frozenset()
    around: Span | None = None


def find_figures(sentence: str, published: date | None) -> Iterator[Found]:
    """Give the numbers that count, measure or price something named in the sentence."""
    dated = [Span(m.start, m.end) for m in find_dates(sentence, published)]
    lengths = [Span(m.start, m.end) for m in find_durations(sentence)]
    for mention in find_numbers(sentence, dated):
        span, value = Span(mention.start, mention.end), mention.value
        if value.kind in ("age", "ordinal") or any(touches(span, one) for one in lengths):
            continue
        if is_partial(sentence, span.start, span.end):
            continue
        slot = slot_of(sentence, mention)
        if slot is not None:
            yield Found("number", span, value, slot, scope=scope_of(clause_at(sentence, span)))


def slot_of(sentence: str, mention: NumberMention) -> str | None:
    """Return what a number is a number of, None where that is not clear."""
    value = mention.value
    if value.kind == "measure":
        return f"measure:{value.unit}{measured_noun(sentence[: mention.start])}"
    if value.kind != "count":
        return f"{value.kind}:{value.unit}"
    if value.unit in PARTS:
        return None
    if value.unit and counted(value.unit) not in PEOPLE:
        return f"count:{value.unit}"
    if value.low == value.high == 1:
        return None
    role = role_of(sentence, mention.start, mention.end)
    if value.unit == "" and not is_headed(sentence, mention, role):
        return None
    return f"count:{counted(value.unit)}:{role}" if role else None


def measured_noun(before: str) -> str:
    """Return the thing that a measure is said to be of, after a colon; "" where none is named.

    >>> measured_noun("It spares drivers a detour of nearly "), measured_noun("with a length of ")
    (':detour', '')
    """
    found = MEASURED.search(before)
    return f":{found['noun']}" if found and found["noun"] not in DIMENSIONS else ""


def is_headed(sentence: str, mention: NumberMention, role: str | None) -> bool:
    """Tell whether a bare number counts people: "the toll rose to 11", "65 had been rescued"."""
    if role not in CASUALTY_HEADS or not is_plain(mention.value):
        return False
    before = sentence[: mention.start]
    if COUNT_HEAD.search(before) or HARMED_BEFORE.search(before):
        return True
    after = sentence[mention.end : mention.end + 40]
    return re.match(
        r"\s+(?:(?:are|were|was|is|have|had|has|been|being|still|now|reported|confirmed)\s+)*"
        r"(?:dead|killed|injured|wounded|hurt|missing|unaccounted|rescued|shot|arrested|saved)\b",
        after,
    ) is not None


def is_plain(value: NumberValue) -> bool:
    """Tell whether a number is a whole one below what only years and sums reach."""
    return value.low is None or value.low % 1 == 0


def clause_at(sentence: str, span: Span) -> str:
    """Return the clause that holds a span."""
    starts = [m.end() for m in CLAUSE.finditer(sentence) if m.end() <= span.start]
    ends = [m.start() for m in CLAUSE.finditer(sentence) if m.start() >= span.end]
    return sentence[max(starts, default=0) : min(ends, default=len(sentence))]


def find_lengths(sentence: str) -> Iterator[Found]:
    """Give how long things take."""
    for mention in find_durations(sentence):
        span = Span(mention.start, mention.end)
        after = sentence[span.end : span.end + 12].lower()
        if mention.text.lower().startswith(("a ", "an ")) or mention.value.high is None:
            continue
        if after.startswith((" ago", " earlier", " later", " after", " before", "-old", " old")):
            continue
        scope = scope_of(clause_at(sentence, span))
        yield Found("duration", span, mention.value, "duration", scope=scope)


def find_ages(sentence: str, names: Sequence[NameMention]) -> Iterator[Found]:
    """Give the ages that belong to a person named beside them."""
    people = [name for name in names if name.kind in ("person", "name") and " " in name.text]
    if NAMESAKE.search(sentence):
        return
    for mention in find_numbers(sentence):
        if mention.value.kind != "age" or mention.value.unit:
            continue
        owner = next((n for n in people if is_age_of(sentence, mention, n)), None)
        if owner is not None:
            span = Span(mention.start, mention.end)
            yield Found("number", span, mention.value, "age", subject=owner.text)


def is_age_of(sentence: str, mention: NumberMention, name: NameMention) -> bool:
    """Tell whether an age stands right beside a name."""
    if name.end <= mention.start:
        if mention.text.lower().endswith(("old", "olds")):
            return False
        return AGED_BEFORE.fullmatch(sentence[name.end : mention.start]) is not None
    if PREDICATE.search(sentence[: mention.start]):
        return False
    first = min(name.start, name.office_start or name.start)
    return AGED_AFTER.match(sentence[mention.end : first]) is not None


def touches(one: Span, two: Span) -> bool:
    """Tell whether two spans share a character."""
    return one.start < two.end and two.start < one.end
