"""Bare figures, in digits or written out: 1,204, 1.2 million, "two dozen", "10 to 15"."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.text.words import noun_after

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {
    "hundred": Decimal(100), "thousand": Decimal(1000), "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9, "trillion": Decimal(10) ** 12,
}  # fmt: skip
SMALL = {
    "zero": Decimal(0),
    **{word: Decimal(n) for n, word in enumerate([*_ONES, *_TEENS], 1)},
    **{word: Decimal(n * 10) for n, word in enumerate(TENS, 2)},
}
NUMBER_TOKENS = (*SMALL, *_SCALES)
"""The words that numbers are written with."""

_one = "(?:" + "|".join(_ONES) + ")"
_below_hundred = f"(?:(?:{'|'.join(TENS)})(?:[- ]{_one})?|{'|'.join(_TEENS)}|{_one}|zero)"
_below_thousand = (
    f"(?:(?:{_below_hundred}|a) hundred(?:(?: and)? {_below_hundred})?|{_below_hundred})"
)
_scale = "(?:thousand|million|billion|trillion)"
NUMBER_WORDS = (
    f"(?:(?:{_below_thousand}|a) {_scale}(?:,?(?: and)? {_below_thousand}(?: {_scale})?)*"
    f"|{_below_thousand})"
)
"""A number written out, as a pattern."""


def read_number_words(words: str) -> Decimal | None:
    """Read a number written out in words, None when a word is not a number word.

    >>> read_number_words("two hundred and twenty-five"), read_number_words("a thousand")
    (Decimal('225'), Decimal('1000'))
    >>> read_number_words("many") is None
    True
    """
    total = group = Decimal(0)
    for token in re.findall(r"[a-z]+", words.lower()):
        if token in SMALL:
            group += SMALL[token]
        elif token == "hundred":
            group = (group or Decimal(1)) * 100
        elif token in _SCALES:
            total, group = total + (group or Decimal(1)) * _SCALES[token], Decimal(0)
        elif token not in ("a", "and"):
            return None
    return total + group


@dataclass(frozen=True)
class Amount:
    """A bare number and the half of its last place."""

    end: int
    value: Decimal
    play: Decimal


_SCALE_NAMES = {
    **_SCALES, "k": Decimal(1000), "m": Decimal(10) ** 6, "mil": Decimal(10) ** 6,
    "mn": Decimal(10) ** 6, "mln": Decimal(10) ** 6, "b": Decimal(10) ** 9, "bn": Decimal(10) ** 9,
    "bln": Decimal(10) ** 9, "t": Decimal(10) ** 12, "tn": Decimal(10) ** 12,
    "lakh": Decimal(10) ** 5, "crore": Decimal(10) ** 7, "dozen": Decimal(12),
}  # fmt: skip
_DIGITS = re.compile(
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|mil|mn|mln|bn|bln|tn|lakh|crore|dozen"
    r"|[kKmMbBtT])(?![A-Za-z]))?"
)
_WORDS = re.compile(
    rf"half(?:\sa\s|[-\s])(?P<half>million|billion|trillion|dozen)(?!\w)"
    rf"|(?P<dozens>a|{NUMBER_WORDS})\sdozen(?!\w)"
    rf"|(?P<plain>{NUMBER_WORDS}|a\s(?:hundred|{_scale}))(?!\w)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?[-–—]\s?|\s(?:to|or|and)\s")
_BETWEEN = re.compile(r"between (?:[$£€])?$", re.IGNORECASE)


def _rounding_of(digits: str, scale: Decimal) -> Decimal:
    """Return half of the last place that a figure states, at most five per cent of it.

    Round numbers are read roughly and precise ones precisely (Krifka 2007, "Approximate
    interpretation of number words"); three final zeros or a scale word make a round number.
    """
    plain = digits.replace(",", "")
    places = len(plain.partition(".")[2])
    if places:
        place = scale * Decimal(1).scaleb(-places)
    elif scale == 1 and not plain.endswith("000"):
        return Decimal(0)
    else:
        place = scale * Decimal(10) ** (len(plain) - len(plain.rstrip("0")))
    half = min(place / 2, Decimal(plain) * scale * Decimal("0.05"))
    return half.normalize() if half % 1 else half.quantize(Decimal(1))


def read_amount(text: str, at: int, money: bool = False) -> Amount | None:
    """Read the figure or number words at an offset; after a currency "m" means million."""
    if text[at : at + 1].isdigit():
        return _read_digits(text, at, money)
    match = _WORDS.match(text, at)
    value = _words_value(match) if match else None
    if match is None or value is None:
        return None
    is_whole = value == value.to_integral()
    return Amount(
        match.end(), value, _rounding_of(f"{value:f}", Decimal(1)) if is_whole else Decimal(0)
    )


def _read_digits(text: str, at: int, money: bool) -> Amount | None:
    match = _DIGITS.match(text, at)
    if match is None or len(match["digits"]) > 15:
        return None
    scale, end = match["scale"], match.end()
    if scale and len(scale) == 1 and not money and not _is_scale(text, scale, end):
        scale, end = None, match.end("digits")
    factor = _SCALE_NAMES[scale.lower()] if scale else Decimal(1)
    value = Decimal(match["digits"].replace(",", "")) * factor
    whole = value.to_integral_value()
    return Amount(end, whole if whole == value else value, _rounding_of(match["digits"], factor))


def _is_scale(text: str, letter: str, end: int) -> bool:
    """ "5k" and "5M" are scaled wherever they stand, "5m" only before people and other plurals."""
    return letter in "kKM" or (letter == "m" and noun_after(text, end, plural=True) != "")


def _words_value(match: re.Match[str]) -> Decimal | None:
    if match["half"]:
        return _SCALE_NAMES[match["half"].lower()] / 2
    if match["dozens"]:
        return (read_number_words(match["dozens"]) or Decimal(1)) * 12
    return read_number_words(match["plain"])


def read_upper(text: str, start: int, low: Amount, money: bool = False) -> tuple[Amount, Amount]:
    """Read the second figure of a range; a scale named once ("1-2 million") counts for both."""
    link = _RANGE.match(text, low.end)
    if link is None:
        return low, low
    if link[0] == " and " and not _BETWEEN.search(text[max(0, start - 10) : start]):
        return low, low
    at = link.end() + (money and text.startswith(("$", "£", "€"), link.end()))
    high = read_amount(text, at, money)
    if high is None:
        return low, low
    one, two = _DIGITS.match(text, start), _DIGITS.match(text, at)
    if one and two and two["scale"] and not one["scale"] and high.end > two.end("digits"):
        low = replace(low, value=low.value * _SCALE_NAMES[two["scale"].lower()])
    return (low, high) if low.value < high.value else (low, low)
