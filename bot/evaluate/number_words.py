"""Numbers written in words, as digits, so that "seven million" and "7,000,000" compare equal."""

import re
from collections.abc import Sequence
from decimal import Decimal

SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "dozen": 12, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12,
}  # fmt: skip
ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
    "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
}  # fmt: skip
DIGITS = re.compile(r"\d+(?:\.\d+)?")


def join_numbers(tokens: Sequence[str]) -> list[str]:
    """Return the tokens with each number, in words or digits and scales, as one token of digits.

    >>> join_numbers(["two", "hundred", "and", "five", "of", "1.2", "million"])
    ['205', 'of', '1200000']
    """
    joined: list[str] = []
    place = 0
    while place < len(tokens):
        length, value = _read(tokens, place)
        joined.append(tokens[place] if value is None else f"{value.normalize():f}")
        place += max(length, 1)
    return joined


def _read(tokens: Sequence[str], start: int) -> tuple[int, Decimal | None]:
    """Return how many tokens a number takes, and its value; None where there is none."""
    total, ceiling, place = Decimal(0), None, start
    while place < len(tokens):
        skip = int(place > start and tokens[place] == "and")
        length, part, scale = _part(tokens, place + skip, ceiling is None)
        if not length or (ceiling is not None and part >= ceiling):
            break
        total, place, ceiling = total + part, place + skip + length, scale
        if scale == 1:
            break
    return place - start, total if place > start else None


def _part(tokens: Sequence[str], place: int, is_first: bool) -> tuple[int, Decimal, int]:
    """Return length, value and scale of "two hundred thousand", "12 million" or "seven"."""
    length, value = _simple(tokens, place, is_first)
    if _at(tokens, place + length) == "hundred" and value:
        length, value = length + 1, value * 100
        skip = int(_at(tokens, place + length) == "and")
        more, rest = _simple(tokens, place + length + skip, False)
        length, value = length + (skip + more if more else 0), value + rest
    scale = 1
    while _at(tokens, place + length) in SCALES and value:
        scale *= SCALES[tokens[place + length]]
        length += 1
    return length, value * scale, scale


def _simple(tokens: Sequence[str], place: int, is_first: bool) -> tuple[int, Decimal]:
    """Return a number below a hundred or in digits; a bare scale ("million") counts as one of it.

    Digits and bare scales begin a number and never go on with one: "5 million 12 people".
    """
    word, after = _at(tokens, place), _at(tokens, place + 1)
    if word in TENS and 0 < SMALL.get(after, 0) < 10:
        return 2, Decimal(TENS[word] + SMALL[after])
    if word in TENS or word in SMALL:
        return 1, Decimal(TENS.get(word, 0) or SMALL.get(word, 0))
    if is_first and DIGITS.fullmatch(word):
        return 1, Decimal(word)
    return 0, Decimal(int(is_first and (word in SCALES or word == "hundred")))


def _at(tokens: Sequence[str], place: int) -> str:
    return tokens[place] if place < len(tokens) else ""
