"""How the readings of numbers stand to each other, and what holds for any text at all."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.comparison import Comparison
from bot.text.numbers import NumberValue, compare_numbers, describe_number, find_numbers
from bot.text.words import words


def value(text: str) -> NumberValue:
    [mention] = find_numbers(text)
    return mention.value


PAIRS: dict[str, tuple[str, str, Comparison]] = {
    "same": ("12 miners died", "twelve miners died", "same"),
    "different": ("12 miners died", "19 miners died", "different"),
    "noun left out": ("12 miners died", "12 died", "same"),
    "other nouns": ("12 miners died", "12 goats died", "unknown"),
    "other kinds": ("12 miners died", "12% died", "unknown"),
    "at least, more": ("at least 12 miners", "15 miners", "refined_by"),
    "at least, fewer": ("at least 12 miners", "11 miners", "different"),
    "more than, at least": ("more than 30 boats", "at least 12 boats", "refines"),
    "up to, within": ("up to 7%", "5%", "refined_by"),
    "up to, the same figure": ("up to 7%", "7%", "refined_by"),
    "about, near": ("about 40 boats", "42 boats", "refined_by"),
    "about, far": ("about 40 boats", "60 boats", "different"),
    "nearly, below": ("nearly 300 boats", "296 boats", "refined_by"),
    "nearly, above": ("nearly 300 boats", "310 boats", "different"),
    "dozens, figure": ("dozens of boats", "37 boats", "refined_by"),
    "dozens, too few": ("dozens of boats", "9 boats", "different"),
    "range, within": ("10-15 boats", "12 boats", "refined_by"),
    "ranges that touch": ("10-15 boats", "15-20 boats", "overlaps"),
    "rounded, exact": ("1.2 million users", "1,203,400 users", "refined_by"),
    "rounded, other": ("1.2 million users", "1.3 million users", "different"),
    "round thousands": ("19,000 troops", "19,240 troops", "refined_by"),
    "neighbouring percents": ("7%", "8%", "different"),
    "percent, decimal": ("7%", "7.2%", "refined_by"),
    "share, percent": ("three-quarters of it", "75%", "same"),
    "digits, percent": ("triple-digit duties", "145%", "refined_by"),
    "money": ("$1.2bn", "$1.2 billion", "same"),
    "currencies": ("$5 million", "€5 million", "unknown"),
    "score either way": ("won 3-1", "lost 1-3", "same"),
    "other score": ("won 3-1", "won 3-2", "different"),
    "ages": ("aged 42", "the 43-year-old", "different"),
}


@pytest.mark.parametrize(("a", "b", "expected"), PAIRS.values(), ids=PAIRS.keys())
def test_two_numbers_are_compared_by_what_they_allow(a: str, b: str, expected: Comparison) -> None:
    assert compare_numbers(value(a), value(b)) == expected


amounts = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)
qualifiers = st.sampled_from(("", "about", "nearly"))
values = st.builds(
    lambda a, b, q: NumberValue("count", min(a, b), max(a, b), "boat", q, Decimal(1)),
    amounts,
    amounts,
    qualifiers,
)
MIRRORED = {"refines": "refined_by", "refined_by": "refines"}


@given(values, values)
def test_a_comparison_read_backwards_is_its_mirror(a: NumberValue, b: NumberValue) -> None:
    result = compare_numbers(a, b)
    assert compare_numbers(b, a) == MIRRORED.get(result, result)


PIECES = st.sampled_from(
    sorted(
        words(
            """1 12 1,204 1.2 $ € £ US$5 million bn m k % percent points at least up to about nearly
            between and - – to or 10-15 352-65 dozens tens of thousands half a third two out in five
            one hundred thousand triple-digit 42-year-old aged , 42, (42) km degrees °C 7.8 3/4 0/0
            1/0 No. Boeing 737 people troops women's 21st twenty-first minus -5 + plus or more
            999999999999999999999999999999 0.000001 ½ ² ٣ １２ . : scores 0 00 1e5 dollars"""
        )
    )
)
texts = st.text() | st.lists(PIECES, max_size=12).map(" ".join)


@given(texts)
def test_any_text_gives_verbatim_spans_in_order(text: str) -> None:
    mentions = find_numbers(text)
    assert [text[m.start : m.end] for m in mentions] == [m.text for m in mentions]
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(describe_number(m.value) for m in mentions)


@given(texts, texts)
def test_any_two_numbers_can_be_compared(a: str, b: str) -> None:
    for first in find_numbers(a):
        for second in find_numbers(b):
            compare_numbers(first.value, second.value)
