"""Bare amounts: "1.2 million", "two dozen", "10-15", before it is known what they count."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.text.nouns import noun_after
from bot.text.number_values import rounding_of
from bot.text.number_words import NUMBER_WORDS, SCALES, read_number_words


@dataclass(frozen=True)
class Amount:
    """A bare number and the half of its last place."""

    end: int
    value: Decimal
    play: Decimal


_SCALE_NAMES = {
    **SCALES,
    "k": Decimal(1000),
    "m": Decimal(10) ** 6,
    "mil": Decimal(10) ** 6,
    "mn": Decimal(10) ** 6,
    "mln": Decimal(10) ** 6,
    "b": Decimal(10) ** 9,
    "bn": Decimal(10) ** 9,
    "bln": Decimal(10) ** 9,
    "t": Decimal(10) ** 12,
    "tn": Decimal(10) ** 12,
    "lakh": Decimal(10) ** 5,
    "crore": Decimal(10) ** 7,
    "dozen": Decimal(12),
}
_DIGITS = re.compile(
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|mil|mn|mln|bn|bln|tn|lakh|crore|dozen"
    r"|[kKmMbBtT])(?![A-Za-z]))?"
)
_WORDS = re.compile(
    rf"(?P<half>half(?:\sa\s|[-\s])(?:million|billion|trillion|dozen))(?!\w)"
    rf"|(?P<dozen>(?:a|{NUMBER_WORDS})\sdozen)(?!\w)"
    rf"|(?P<mixed>(?P<whole>{NUMBER_WORDS})\sand\sa\shalf(?:\s(?P<scale>million|billion|trillion))?)(?!\w)"
    rf"|(?P<plain>{NUMBER_WORDS}|a\s(?:hundred|thousand|million|billion|trillion))(?!\w)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?[-–—]\s?|\s(?:to|or|and)\s")


def read_amount(text: str, at: int, money: bool = False) -> Amount | None:
    """Read the figure or number words at an offset; after a currency "m" means million."""
    if text[at : at + 1].isdigit():
        return _read_digits(text, at, money)
    match = _WORDS.match(text, at)
    if match is None:
        return None
    value = _words_value(match)
    return Amount(match.end(), value, _words_play(value)) if value is not None else None


def _read_digits(text: str, at: int, money: bool) -> Amount | None:
    match = _DIGITS.match(text, at)
    if match is None or len(match["digits"]) > 15:
        return None
    scale, end = match["scale"], match.end()
    short = scale is not None and len(scale) == 1
    if short and not money and not _is_scale(text, scale, end):
        scale, end = None, match.end("digits")
    factor = _SCALE_NAMES[scale.lower()] if scale else Decimal(1)
    digits = match["digits"]
    value = Decimal(digits.replace(",", "")) * factor
    whole = value.to_integral_value()
    return Amount(end, whole if whole == value else value, rounding_of(digits, factor))


def _is_scale(text: str, letter: str, end: int) -> bool:
    """ "5k" and "5M" are scaled wherever they stand, "5m" only before people and other plurals."""
    return letter in "kKM" or (letter == "m" and noun_after(text, end, plural=True) != "")


def _words_value(match: re.Match[str]) -> Decimal | None:
    if match["half"]:
        return _SCALE_NAMES[re.split(r"[\s-]", match["half"].lower())[-1]] / 2
    if match["dozen"]:
        return (read_number_words(match["dozen"][:-6]) or Decimal(1)) * 12
    if match["mixed"]:
        scale = SCALES.get((match["scale"] or "").lower(), Decimal(1))
        return ((read_number_words(match["whole"]) or Decimal(0)) + Decimal("0.5")) * scale
    return read_number_words(match["plain"])


def _words_play(value: Decimal) -> Decimal:
    return rounding_of(f"{value:f}", Decimal(1)) if value == value.to_integral() else Decimal(0)


def read_upper(text: str, start: int, low: Amount, money: bool = False) -> tuple[Amount, Amount]:
    """Read the second figure of a range; a scale named once ("1-2 million") counts for both."""
    link = _RANGE.match(text, low.end)
    if link is None or (
        (" and " in link[0])
        and not re.search(r"between (?:[$£€])?$", text[max(0, start - 10) : start].lower())
    ):
        return low, low
    at = link.end() + bool(money and text[link.end() : link.end() + 1] in "$£€")
    high = read_amount(text, at, money)
    if high is None:
        return low, low
    scaled = _scaled_like(text, start, low, high, at)
    return (scaled, high) if scaled.value < high.value else (low, low)


def _scaled_like(text: str, start: int, low: Amount, high: Amount, at: int) -> Amount:
    low_match, high_match = _DIGITS.match(text, start), _DIGITS.match(text, at)
    if low_match is None or high_match is None or low_match["scale"] or not high_match["scale"]:
        return low
    if high.end <= high_match.end("digits"):
        return low
    return replace(low, value=low.value * _SCALE_NAMES[high_match["scale"].lower()])


def range_word(low: Amount, high: Amount) -> str:
    """Return the qualifier of a range, "" for a single figure."""
    return "between" if low.value != high.value else ""
