"""Find the numbers in English news prose, with what they count and how exact they claim to be."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.text.nouns import singular
from bot.text.number_amounts import range_word, read_amount, read_upper
from bot.text.number_compare import compare_numbers, describe_number
from bot.text.number_forms import (
    ORDINAL_WORDS,
    SIZES,
    VAGUE_LOW,
    read_age_decade,
    read_digit_class,
    read_fraction,
    read_ordinal,
    read_score,
    read_vague,
)
from bot.text.number_kinds import Found, has_unit, read_money, typed
from bot.text.number_values import NumberKind, NumberValue
from bot.text.number_words import NUMBER_TOKENS
from bot.text.words import words

__all__ = [
    "NumberKind",
    "NumberMention",
    "NumberValue",
    "compare_numbers",
    "describe_number",
    "find_numbers",
]


@dataclass(frozen=True)
class NumberMention:
    """Where a number stands in the text, unit included but not the noun, and its reading."""

    start: int
    end: int
    text: str
    value: NumberValue


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
Reader = Callable[[str, int], Found]
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
_ITEM = re.compile(r"\.\s+[A-Z'\"“‘]")
_COMMON_FIRST = words(
    """The A An And But Or Nor So Yet If As At By For From In Into Of Off On Onto Over Per Than That
    This These Those To Up With Within Without About Above After Against Among Around Before
    Between Beyond Despite During Since Through Under Until When Where While Who Why How Some Nearly
    Almost Roughly Approximately Another Only Just Is Are Was Were Has Have Had Not No It All Both
    Out Least More Most Other Police Aged Age Top Last Next Killed Then Now There Here Exactly
    Estimated Fewer Less Additional Its His Her Their Our My Your Also Still Even Perhaps Down"""
)
_NAME_AFTER = re.compile(
    r"\s(?:[NSEW]\.?\s)?(?:[A-Z][a-z]+\s){0,3}"
    r"(?:Street|St\.|Avenue|Ave\b|Road|Rd\.|Boulevard|Blvd\b|Lane|Drive|Highway)"
)
_DIGIT_RUN = re.compile(r"\d[\d.,:/-]*")
_MINUS = ("-", "−", "minus")
_PHONE = re.compile(r"\d[\d() ]*(?:[-–.]\d+){2,}")
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_IDLE = words("day thing time way side point reason another hand")


def _read_plain(text: str, at: int) -> Found:
    amount = read_amount(text, at)
    if amount is None:
        return None
    if score := read_score(text, at):
        return score
    if _PHONE.match(text, at):
        return None
    if text[amount.end : amount.end + 1].isalpha() and not has_unit(text, amount.end):
        return None
    low, high = read_upper(text, at, amount)
    end, value = typed(text, at, low.value, high)
    return end, replace(value, qualifier=range_word(low, high))


_DIGIT_RULES: tuple[Reader, ...] = (read_ordinal, read_age_decade, read_fraction, _read_plain)


def _starters() -> dict[str, tuple[Reader, ...]]:
    table: dict[str, tuple[Reader, ...]] = dict.fromkeys(
        NUMBER_TOKENS, (read_fraction, _read_plain)
    )
    table |= dict.fromkeys(ORDINAL_WORDS, (read_ordinal,))
    for tens in _TENS:
        table[tens] = (read_ordinal, *table[tens])
    table |= dict.fromkeys([*VAGUE_LOW, "tens"], (read_vague,))
    for size in SIZES:
        table[size] = (read_digit_class, *table.get(size, ()))
    for word in ("usd", "eur", "gbp", "chf", "rs"):
        table[word] = (read_money,)
    table["minus"] = (_read_plain,)
    table["a"] = table["half"] = (read_fraction, _read_plain)
    return table


_STARTERS = _starters()


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
    if _ITEM.match(text, end) and (not before.strip() or before.endswith(("\n", "  "))):
        return True
    led = _NAMED.search(before)
    if led is None or (value.unit and value.kind != "ratio"):
        return False
    return led[0].strip().rstrip(".") not in _COMMON_FIRST


def _read_at(text: str, at: int, first: str) -> Found:
    rules: tuple[Reader, ...]
    if first in _MINUS:
        return _negative(_read_plain(text, at + len(first) + (first == "minus")))
    if first[0].isdigit():
        rules = _DIGIT_RULES
    elif first[-1].isalpha():
        rules = _STARTERS[first.lower()]
    else:
        rules = (read_money,)
    for rule in rules:
        found = rule(text, at)
        if found is not None:
            return found
    return None


def _negative(found: Found) -> Found:
    if found is None or found[1].low is None or found[1].high is None:
        return None
    end, value = found
    return end, replace(value, low=-found[1].high, high=-found[1].low)


def find_numbers(text: str, skip: Sequence[tuple[int, int]] = ()) -> list[NumberMention]:
    """Find every number, in order, outside the spans to skip (those of dates).

    >>> mention = find_numbers("At least 12 people died.")[0]
    >>> mention.text, mention.value.qualifier, mention.value.unit
    ('12', 'at least', 'person')
    """
    mentions: list[NumberMention] = []
    blocked = _blocked(skip)
    position = 0
    for match in _START.finditer(text):
        start, first = match.start(), match[0]
        if start < position or (first[-1].isalpha() and first.lower() not in _STARTERS):
            continue
        if start in blocked:
            continue
        found = _read_at(text, start, first)
        if found is None:
            position = _number_end(text, start)
            continue
        position, value = found
        if not _is_in_name(text, start, position, value) and not _is_idle_one(text, start, value):
            value = _qualified(value, _qualifier(text, start, position))
            mentions.append(NumberMention(start, position, text[start:position], value))
    return mentions


def _blocked(skip: Sequence[tuple[int, int]]) -> set[int]:
    return {at for start, end in skip for at in range(start, end)}


def _number_end(text: str, start: int) -> int:
    run = _DIGIT_RUN.match(text, start)
    return run.end() if run else start


def _is_idle_one(text: str, start: int, value: NumberValue) -> bool:
    """The "one" of "one day", "no one", "one of them" counts nothing worth comparing."""
    if (
        value.kind not in ("count", "measure")
        or text[start : start + 3].lower() != "one"
        or value.low != 1
    ):
        return False
    if (
        text[:start]
        .lower()
        .endswith(("no ", "any ", "every ", "this ", "that ", "the ", "each ", "some "))
    ):
        return True
    return not value.unit or value.unit in _IDLE or singular(value.unit) in _IDLE
