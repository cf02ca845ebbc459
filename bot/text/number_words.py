"""English number words: a pattern that finds them and a function that reads them."""

import re
from decimal import Decimal

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}
SMALL = {
    "zero": Decimal(0),
    **{word: Decimal(n) for n, word in enumerate(_ONES, 1)},
    **{word: Decimal(n) for n, word in enumerate(_TEENS, 10)},
    **{word: Decimal(n * 10) for n, word in enumerate(_TENS, 2)},
}

NUMBER_TOKENS = (*SMALL, *SCALES)

_ones = "(?:" + "|".join(_ONES) + ")"
_below_hundred = f"(?:(?:{'|'.join(_TENS)})(?:[- ]{_ones})?|{'|'.join(_TEENS)}|{_ones}|zero)"
_below_thousand = (
    f"(?:(?:{_below_hundred}|a) hundred(?:(?: and)? {_below_hundred})?|{_below_hundred})"
)
_scale = "(?:thousand|million|billion|trillion)"
NUMBER_WORDS = (
    f"(?:(?:{_below_thousand}|a) {_scale}(?:,?(?: and)? {_below_thousand}(?: {_scale})?)*"
    f"|{_below_thousand})"
)

_TOKEN = re.compile(r"[a-z]+")


def read_number_words(words: str) -> Decimal | None:
    """Read a number written out in words, None when a word is not a number word.

    >>> read_number_words("two hundred and twenty-five")
    Decimal('225')
    >>> read_number_words("a thousand")
    Decimal('1000')
    >>> read_number_words("many") is None
    True
    """
    total = group = Decimal(0)
    for token in _TOKEN.findall(words.lower()):
        if token in SMALL:
            group += SMALL[token]
        elif token == "hundred":
            group = (group or Decimal(1)) * 100
        elif token in SCALES:
            total, group = total + (group or Decimal(1)) * SCALES[token], Decimal(0)
        elif token not in ("a", "and"):
            return None
    return total + group
