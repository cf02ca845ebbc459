"""Find the numbers in English news prose, with what they count and how exact they claim to be."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal

from bot.text.amounts import STARTERS, NumberValue, read_number
from bot.text.words import Mention, plural, read_list, words

__all__ = ["NumberValue", "compare_numbers", "describe_number", "find_numbers"]

Comparison = Literal["same", "refines", "refined_by", "overlaps", "different", "unknown"]


def compare_bounds(a_low: Any, a_high: Any, b_low: Any, b_high: Any) -> Comparison:
    """Compare two closed intervals; "refines" means that the first lies within the second.

    >>> compare_bounds(10, 10, 1, 30)
    'refines'
    >>> compare_bounds(1, 5, 4, 9)
    'overlaps'
    """
    if (a_low, a_high) == (b_low, b_high):
        return "same"
    if b_low <= a_low and a_high <= b_high:
        return "refines"
    if a_low <= b_low and b_high <= a_high:
        return "refined_by"
    return "overlaps" if a_low <= b_high and b_low <= a_high else "different"


_INFINITY = Decimal("Infinity")
_LOOSENESS = Decimal("0.1")  # how far "about" and "nearly" reach

_ROUGH = frozenset({"about", "nearly"})
_INSIDE = Decimal("0.999")  # 7% and 8% round to ranges that touch and share nothing


def _bounds(value: NumberValue) -> tuple[Decimal, Decimal]:
    low = -_INFINITY if value.low is None else value.low
    high = _INFINITY if value.high is None else value.high
    if value.qualifier == "about":
        return low * (1 - _LOOSENESS), high * (1 + _LOOSENESS)
    if value.qualifier == "nearly":
        return low * (1 - _LOOSENESS), high
    play = value.play * _INSIDE
    return low - play, high + play


def _as_percent(value: NumberValue) -> NumberValue:
    """A fraction as a percentage: "three-quarters" is 75 %."""
    if value.kind != "ratio" or value.unit == "score" or value.low is None or value.high is None:
        return value
    return NumberValue(
        "percent", value.low * 100, value.high * 100, "%", value.qualifier, Decimal("0.5")
    )


def _comparable(a: NumberValue, b: NumberValue) -> bool:
    if a.kind != b.kind:
        return {a.kind, b.kind} == {"count", "measure"} and (a.unit == "" or b.unit == "")
    return a.unit == b.unit or "" in (a.unit, b.unit)


def compare_numbers(a: NumberValue, b: NumberValue) -> Comparison:
    """Say how one number stands to another; "unknown" when they count different things.

    "at least", "more than" and "up to" are open intervals and so are refined by any figure
    within; "about" reaches a tenth both ways, "nearly" a tenth down; a rounded figure is refined
    by the exact one that rounds to it.

    >>> some = NumberValue("count", Decimal(12), None, "person", "at least")
    >>> compare_numbers(some, NumberValue("count", Decimal(15), Decimal(15), "person"))
    'refined_by'
    """
    if {a.kind, b.kind} == {"ratio", "percent"}:
        a, b = _as_percent(a), _as_percent(b)
    if not _comparable(a, b):
        return "unknown"
    if a.unit == "score" or b.unit == "score":
        return "same" if {a.low, a.high} == {b.low, b.high} else "different"
    if (a.low, a.high, a.qualifier) == (b.low, b.high, b.qualifier):
        return "same"
    if (a.qualifier in _ROUGH) != (b.qualifier in _ROUGH):
        # "nearly two" is not made unclear by how exactly 1.8 was measured.
        a, b = (one if one.qualifier in _ROUGH else replace(one, play=Decimal(0)) for one in (a, b))
    return compare_bounds(*_bounds(a), *_bounds(b))


def _figure(number: Decimal | None) -> str:
    if number is None:
        return "?"
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if number >= scale and number % (Decimal(scale) / 100) == 0:
            return f"{(number / scale).normalize():f} {name}"
    return f"{number:,f}"


def _stated(value: NumberValue) -> str:
    if value.low is None or value.high is None:
        return _figure(value.high if value.low is None else value.low)
    if value.unit == "score":
        return f"{_figure(value.low)}-{_figure(value.high)}"
    if value.low == value.high:
        return _figure(value.low)
    return f"{_figure(value.low)} to {_figure(value.high)}"


def describe_number(value: NumberValue) -> str:
    """Tell a number value in plain words.

    >>> describe_number(NumberValue("money", Decimal(1200000000), Decimal(1200000000), "USD"))
    'USD 1.2 billion'
    >>> describe_number(NumberValue("percent", None, Decimal(7), "%", "up to"))
    'up to 7%'
    """
    figure = _with_unit(value, _stated(value))
    if value.qualifier in ("", "between"):
        return figure
    if value.low is not None and value.high is None and value.qualifier not in _OPEN:
        return f"at least {figure}"
    return f"{value.qualifier} {figure}"


_OPEN = ("at least", "more than")


def _share(share: Decimal) -> str:
    percent = round(share * 100)
    return f"{percent}%" if percent == share * 100 else f"about {percent}%"


def _with_unit(value: NumberValue, figure: str) -> str:
    if value.kind == "money":
        return f"{value.unit} {figure}".strip()
    if value.kind == "percent":
        return f"{figure}%" if value.unit == "%" else f"{figure} {value.unit}s"
    if value.kind == "age":
        return f"{figure} {value.unit or 'year'}s old"
    if value.kind == "ordinal":
        return f"number {figure}"
    if value.kind == "ratio" and value.unit != "score":
        return _share(value.low or value.high or Decimal(0))
    if not value.unit or value.unit == "score":
        return figure
    one = value.low == value.high == 1
    return f"{figure} {value.unit}" if one else f"{figure} {plural(value.unit)}"


_QUALIFIERS = {
    "at least": "at least|no fewer than|no less than|not less than|a minimum of|as few as",
    "more than": "more than|well over|just over|over|upwards of|in excess of|exceeding|above",
    "up to": "up to|as many as|as much as|as high as|at most|a maximum of|no more than",
    "less than": "less than|fewer than|under|below",
    "nearly": "nearly|almost|close to|just under|just short of|approaching|just shy of",
    "about": "about|around|some|roughly|approximately|(?:an )?estimated|approx\\.?|circa|perhaps",
}
_BEFORE = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{name.replace(' ', '_')}>{forms})" for name, forms in _QUALIFIERS.items())
    + r")\s+(?:the\s|an?\s|another\s)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<least>\s?\+|[\s-]plus\b|\sor more\b)|(?P<about>\sor so\b|[\s-]odd\b)"
    r"|(?P<most>\sor (?:fewer|less)\b)"
)
_START = re.compile(
    r"(?<![\w@#/])(?:(?:US|AU|CA|NZ|HK|NT|[ACSR])?\$|[£€¥₹₩₽₺₪₴₦]|(?<![-.:,])\d|(?<![\w.,:)])[-−](?=\d)|(?<![-'’])[A-Za-z]+)"
)
_ALWAYS_NAMED = re.compile(
    r"\b(?:Nos?\.|Boeing|Airbus|Route|Highway|Interstate|Flight|Channel|Article|Section|Chapter"
    r"|Resolution|Title|Room|Apollo|Formula|Windows|iPhone|Type|Level|Phase|Stage|Group|Pier|Gate"
    r"|District|Ward|Precinct|Page|Apartment|Suite|Model|Falcon|Proposition|Prop\.?|Amendment"
    r"|Measure|Rule|Area|Part|Category|Covid|World War|Day|Week|Division|Grade|Bowl|Season|Episode)"
    r"\s$"
)
_NAMED = re.compile(r"\b[A-Z][\w.’'&]*[a-zA-Z]\s$")
_COMMON_FIRST = read_list("common first")
_NAME_AFTER = re.compile(
    r"\s(?:[NSEW]\.?\s)?(?:[A-Z][a-z]+\s){0,3}"
    r"(?:Street|St\.|Avenue|Ave\b|Road|Rd\.|Boulevard|Blvd\b|Lane|Drive|Highway)"
)
_DIGIT_RUN = re.compile(r"\d[\d.,:/-]*")
_BEFORE_ONE = re.compile(r"(?:no|any|every|this|that|the|each|some) $", re.IGNORECASE)
_IDLE = words("day thing time way side point reason another hand")


def _qualifier(text: str, start: int, end: int) -> str:
    before = _BEFORE.search(text[max(0, start - 24) : start])
    if before and before.lastgroup:
        return before.lastgroup.replace("_", " ")
    after = _AFTER.match(text, end)
    if after is None or after.lastgroup is None:
        return ""
    return {"least": "at least", "about": "about", "most": "up to"}[after.lastgroup]


def _qualified(value: NumberValue, qualifier: str) -> NumberValue:
    if value.qualifier or value.unit == "score" or value.kind == "ordinal":
        return value
    if qualifier in ("at least", "more than"):
        return replace(value, high=None, qualifier=qualifier)
    if qualifier in ("up to", "less than"):
        low = None if value.low == value.high else value.low
        return replace(value, low=low, qualifier=qualifier)
    return replace(value, qualifier=qualifier)


def _is_in_name(text: str, start: int, end: int, value: NumberValue) -> bool:
    """Tell a number that is part of a name ("Boeing 737", "10 Downing Street") from a count."""
    if not text[start].isdigit():
        return (
            value.kind == "ordinal" and text[start].isupper() and text[end + 1 : end + 2].isupper()
        )
    if value.kind not in ("count", "ratio", "measure"):
        return False
    before = text[max(0, start - 24) : start]
    if _NAME_AFTER.match(text, end) or _ALWAYS_NAMED.search(before):
        return True
    led = _NAMED.search(before)
    if led is None or (value.unit and value.kind != "ratio"):
        return False
    return led[0].strip().rstrip(".") not in _COMMON_FIRST


def find_numbers(text: str, skip: Sequence[tuple[int, int]] = ()) -> list[Mention[NumberValue]]:
    """Find every number, in order, outside the spans to skip (those of dates).

    >>> mention = find_numbers("At least 12 people died.")[0]
    >>> mention.text, mention.value.qualifier, mention.value.unit
    ('12', 'at least', 'person')
    """
    mentions: list[Mention[NumberValue]] = []
    blocked = {at for start, end in skip for at in range(start, end)}
    position = 0
    for match in _START.finditer(text):
        start, first = match.start(), match[0]
        is_read = not first[-1].isalpha() or first.lower() in STARTERS
        if start < position or start in blocked or not is_read:
            continue
        found = read_number(text, start, first)
        if found is None:
            position = _number_end(text, start)
            continue
        position, value = found
        if not _is_in_name(text, start, position, value) and not _is_idle_one(text, start, value):
            value = _qualified(value, _qualifier(text, start, position))
            mentions.append(Mention(start, position, text[start:position], value))
    return mentions


def _number_end(text: str, start: int) -> int:
    run = _DIGIT_RUN.match(text, start)
    return run.end() if run else start


def _is_idle_one(text: str, start: int, value: NumberValue) -> bool:
    """The "one" of "one day", "no one", "one of them" counts nothing worth comparing."""
    if (
        value.kind not in ("count", "measure")
        or value.low != 1
        or text[start : start + 3].lower() != "one"
    ):
        return False
    if _BEFORE_ONE.search(text, max(0, start - 8), start):
        return True
    return not value.unit or value.unit in _IDLE
