"""Readers of numbers: figures and words, money, shares, measures, ages, scores, ordinals."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from bot.text.figures import (
    NUMBER_TOKENS,
    NUMBER_WORDS,
    SMALL,
    TENS,
    Amount,
    read_amount,
    read_number_words,
    read_upper,
)
from bot.text.words import noun_after, read_table

NumberKind = Literal["count", "money", "percent", "measure", "age", "ordinal", "ratio"]


@dataclass(frozen=True)
class NumberValue:
    """A number as stated: equal bounds for one figure, None for a bound left open.

    `unit` is an ISO 4217 code, "%", a unit of measure, or the singular of the noun counted, ""
    when nothing is named. `play` is half the last place of a figure that was rounded
    ("1.2 million" is 1,200,000 give or take 50,000). A score or a vote keeps its two figures as
    `low` and `high` in the order stated, with the unit "score".
    """

    kind: NumberKind
    low: Decimal | None
    high: Decimal | None
    unit: str = ""
    qualifier: str = ""
    play: Decimal = Decimal(0)


Found = tuple[int, NumberValue] | None


def _range_word(low: Decimal, high: Decimal) -> str:
    return "between" if low != high else ""


_SYMBOLS = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "r$": "BRL", "nt$": "TWD", "£": "GBP", "€": "EUR", "¥": "JPY",
    "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₴": "UAH", "₦": "NGN",
    "rs": "INR", "rs.": "INR", "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF",
}  # fmt: skip
_CURRENCY = re.compile(
    r"(?:US|AU|CA|NZ|HK|NT|[ACSR])?\$|[£€¥₹₩₽₺₪₴₦]|Rs\.?\s?(?=\d)|(?:USD|EUR|GBP|CHF)\s?(?=\d)"
)
_CURRENCIES = read_table("currencies")
_CURRENCY_AFTER = re.compile(r"[\s-](?:(?P<nation>U\.?S\.?|[A-Z]?[a-z]+)\s)?(?P<unit>[A-Za-z]+)\b")
_UNITS = read_table("units")
_UNIT_AFTER = re.compile(
    r"[\s-]?(?P<power>sq(?:uare|\.)?\s|cubic\s)?(?P<unit>km/h|°\s?[CF]?|[A-Za-z]+)(?![A-Za-z/])"
    r"(?:\s(?P<scale>Celsius|Fahrenheit|[CF])\b)?"
)
_PERCENT = re.compile(
    r"(?P<points>[\s-]percentage[\s-]points?)\b|(?P<basis>\sbasis\spoints?)\b"
    r"|\s?%(?P<pp>[\s-]points?)?|[\s-](?:per\s?cent|pct|pc)\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"[\s-]?(?:years?|yrs?|(?P<unit>day|week|month|hour)s?)[\s-]olds?\b|[\s-]years?\sof\sage\b"
)
_AGED = re.compile(
    r"\b(?:aged?|ages|aged between|(?:between )?the ages of|turned|turning|age of)\s$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[A-Z][\w’'-]+\s[A-Z][\w’'-]+\s\($")
_BETWEEN_COMMAS = re.compile(r"[A-Z][\w'’.-]*(?:\s(?:Jr\.?|Sr\.?|I{2,3}))?(?:,\s)$")
_PLUS = re.compile(r"(?:\+|[\s-](?:plus|odd)\b)?")
_HYPHENATED = re.compile(r"-(?!plus|odd|and|strong)(?P<noun>[a-z]{3,})(?![\w])")


def _typed(text: str, start: int, low: Decimal, amount: Amount) -> tuple[int, NumberValue]:
    """Give a number its kind, unit and end by what stands beside it."""
    end, high, play = amount.end, amount.value, amount.play
    if percent := _percent_after(text, end):
        return percent[0], NumberValue("percent", low, high, percent[1], play=_percent_play(high))
    if (old := _OLD.match(text, end)) or _is_age(text, start, end, high):
        unit = old["unit"] or "" if old else ""
        return old.end() if old else end, NumberValue("age", low, high, unit)
    if money := _currency_after(text, end):
        return money[0], NumberValue("money", low, high, money[1], play=play)
    if measure := _measure_after(text, end):
        return measure[0], NumberValue("measure", low, high, measure[1], play=play)
    return end, NumberValue("count", low, high, _noun(text, end, high), play=play)


def _noun(text: str, end: int, number: Decimal) -> str:
    """The noun counted; a noun behind a hyphen is singular ("a 12-member panel")."""
    plus = _PLUS.match(text, end)
    end = plus.end() if plus else end
    if hyphen := _HYPHENATED.match(text, end):
        return hyphen["noun"].lower()
    return noun_after(text, end, plural=number != 1 or text[end : end + 4] == " of ")


def _percent_play(number: Decimal) -> Decimal:
    """Shares are stated rounded: half of the last place written."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0) / 2


def _percent_after(text: str, at: int) -> tuple[int, str] | None:
    """Return where a percent sign or word ends, and "%" or the kind of point."""
    match = _PERCENT.match(text, at)
    if match is None:
        return None
    points = "percentage point" if match["points"] or match["pp"] else "%"
    return match.end(), "basis point" if match["basis"] else points


def _is_age(text: str, start: int, end: int, value: Decimal) -> bool:
    before = text[max(0, start - 30) : start]
    if _AGED.search(before) or not text[start:end].isdigit():
        return _AGED.search(before) is not None
    if text.startswith(")", end):
        return 10 <= value <= 115 and _IN_BRACKETS.search(before) is not None
    return text.startswith((",", ".", ";"), end) and _BETWEEN_COMMAS.search(before) is not None


def _currency_after(text: str, at: int) -> tuple[int, str] | None:
    """Return where the name of a currency ends, and its code."""
    match = _CURRENCY_AFTER.match(text, at)
    if match is None:
        return None
    nation = (match["nation"] or "").lower().replace(".", "")
    if alone := _CURRENCIES.get(nation) or _CURRENCIES.get(nation.removesuffix("s")):
        return match.end("nation"), alone
    unit = match["unit"].lower()
    unit = unit if unit in _CURRENCIES else unit.removesuffix("s")
    code = _CURRENCIES.get(f"{nation} {unit}" if nation else unit)
    return (match.end(), code) if code else None


def _measure_after(text: str, at: int) -> tuple[int, str] | None:
    match = _UNIT_AFTER.match(text, at)
    if match is None:
        return None
    form = re.sub(r"\s", "", match["unit"].lower())
    unit = _UNITS.get(form) or _UNITS.get(form.removesuffix("s") if len(form) > 3 else "")
    if unit is None or (len(form) == 1 and form.isalpha() and text[at : at + 1].isspace()):
        return None
    if unit == "degree" and match["scale"]:
        return match.end(), f"degree {match['scale'][0]}"
    power = (match["power"] or "").lower()
    prefix = "cubic " if power.startswith("c") else "square " if power else ""
    return match.end("unit"), prefix + unit


def read_money(text: str, at: int) -> Found:
    """Read an amount that begins with its currency: "$1.2bn", "€10 to €15 million"."""
    symbol = _CURRENCY.match(text, at)
    if symbol is None:
        return None
    first = symbol.end() + text.startswith(" ", symbol.end())
    amount = read_amount(text, first, money=True) if text[first : first + 1].isdigit() else None
    if amount is None:
        return None
    low, last = read_upper(text, first, amount, money=True)
    unit, word = _SYMBOLS[symbol[0].strip().lower()], _range_word(low.value, last.value)
    return last.end, NumberValue("money", low.value, last.value, unit, word, last.play)


_PHONE = re.compile(r"\d[\d() ]*(?:[-–.]\d+){2,}")
_SCORE = re.compile(r"(?P<a>\d{1,4})[-–](?P<b>\d{1,4})(?![\w%]|[-–,.]\w)")
_SCORE_WORDS = re.compile(
    r"\b(?:vot\w+|won|win|wins|lost|loss|beat|beating|victory|defeat\w*|lead|led|score\w*|passed"
    r"|approved|rejected|ruled|ruling|decision|tied?|draw|down|up|record|by)\b",
    re.IGNORECASE,
)


def read_plain(text: str, at: int) -> Found:
    """Read a figure, a range or a score, with its unit or the noun that it counts."""
    amount = read_amount(text, at)
    if amount is None:
        return None
    if score := _read_score(text, at):
        return score
    touches = text[amount.end : amount.end + 1].isalpha()
    has_unit = touches and (_measure_after(text, amount.end) or _OLD.match(text, amount.end))
    if _PHONE.match(text, at) or (touches and not has_unit):
        return None
    low, high = read_upper(text, at, amount)
    end, value = _typed(text, at, low.value, high)
    return end, replace(value, qualifier=_range_word(low.value, high.value))


def _read_score(text: str, at: int) -> Found:
    """Read a score or a vote: "352-65", or "2-3" after a word of winning or voting."""
    match = _SCORE.match(text, at)
    if match is None:
        return None
    a, b = Decimal(match["a"]), Decimal(match["b"])
    if b > a and not _SCORE_WORDS.search(text[max(0, at - 40) : at]):
        return None
    return match.end(), NumberValue("ratio", a, b, "score")


_VAGUE = re.compile(
    r"(?P<of>(?:tens|hundreds|dozens|thousands)\sof\s)?(?P<word>dozens|scores|hundreds|thousands|millions"
    r"|billions|trillions)(?!\w)",
    re.IGNORECASE,
)
VAGUE_LOW = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6,
    "billions": 2 * 10**9, "trillions": 2 * 10**12,
}  # fmt: skip
_VAGUE_TIMES = {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 1000}


def read_vague(text: str, at: int) -> Found:
    """Read "dozens" as two dozen or more, "tens of thousands" as 20,000 or more."""
    match = _VAGUE.match(text, at)
    if match is None:
        return None
    word, end = match["word"].lower(), match.end()
    of = match["of"].split()[0].lower() if match["of"] else ""
    low = Decimal(VAGUE_LOW[word] * _VAGUE_TIMES.get(of, 1))
    qualifier = f"{of} of {word}" if of else word
    led = text[end : end + 4].lower() == " of "
    if word == "scores" and not led:
        return None
    if money := _currency_after(text, end + 3 * led):
        return money[0], NumberValue("money", low, None, money[1], qualifier)
    return end, NumberValue("count", low, None, noun_after(text, end, plural=True), qualifier)


_BOTTOMS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7,
            "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_FRACTION = re.compile(
    rf"(?P<top>a|one|two|three|four|five|seven|nine)[\s-](?P<bottom>{'|'.join(_BOTTOMS)})"
    r"(?P<many>s)?(?!\w)"
    r"|(?P<half>half)(?=\s(?:of|the|its|their|his|her|all|our)\b)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?:(?P<whole>\d{1,3})\s)?(?P<top>\d{1,2})/(?P<bottom>\d{1,2})(?![\d/])")
_IN = re.compile(
    rf"(?P<top>\d+|{NUMBER_WORDS})[\s-](?:in|out\sof)[\s-](?:every\s)?"
    rf"(?P<bottom>\d{{1,5}}|{NUMBER_WORDS})(?![\w,.]\d|\w)"
    r"(?:(?=\s)(?!\s(?:days|weeks|months|years|hours|minutes|countries|states|games)\b)"
    r"|(?=[.,;)]|$))",
    re.IGNORECASE,
)
_FRACTION_AFTER = re.compile(
    r"\s(?:of|more|less|longer|lower|higher|fewer|to|from|in)\b|[.,;)]|$", re.IGNORECASE
)


def read_fraction(text: str, at: int) -> Found:
    """Read "three-quarters", "half of", "one in five" as a share of one."""
    if match := _FRACTION.match(text, at):
        return _fraction(match)
    if match := _SLASHED.match(text, at):
        return _slashed(match)
    match = _IN.match(text, at)
    top, bottom = (_small(match["top"]), _small(match["bottom"])) if match else (None, None)
    if match is None or top is None or bottom is None or not 0 < top < bottom <= 10000:
        return None
    return match.end(), _ratio(top, bottom)


def _fraction(match: re.Match[str]) -> Found:
    if match["half"]:
        return match.end(), NumberValue("ratio", Decimal("0.5"), Decimal("0.5"))
    top = read_number_words(match["top"]) or Decimal(1)
    if (top > 1) != bool(match["many"]):
        return None
    follows = _FRACTION_AFTER.match(match.string, match.end())
    if top == 1 and "-" not in match[0] and not follows:
        return None
    return match.end(), _ratio(top, Decimal(_BOTTOMS[match["bottom"].lower()]))


def _slashed(match: re.Match[str]) -> Found:
    """Read "3/4" and "2 1/2"; other slashes (24/7) are not shares."""
    top, bottom = Decimal(match["top"]), Decimal(match["bottom"])
    if not 0 < top < bottom <= 20:
        return None
    if match["whole"] is None:
        return match.end(), _ratio(top, bottom)
    number = Decimal(match["whole"]) + round(top / bottom, 4)
    unit = noun_after(match.string, match.end(), plural=True)
    return match.end(), NumberValue("count", number, number, unit)


def _small(words: str) -> Decimal | None:
    return Decimal(words) if words.isdecimal() else read_number_words(words)


def _ratio(top: Decimal, bottom: Decimal) -> NumberValue:
    share = round(top / bottom, 4)
    return NumberValue("ratio", share, share)


_ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
_ORDINAL_WORDS = {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}
_ORDINAL = re.compile(
    r"(?P<digits>\d{1,4}(?:,\d{3})?)(?-i:st|nd|rd|th)\b"
    rf"|(?:(?P<tens>{'|'.join(TENS)})-)?(?P<word>{'|'.join(_ORDINAL_WORDS)})(?![\w])",
    re.IGNORECASE,
)


def read_ordinal(text: str, at: int) -> Found:
    """Read "21st" and "third"."""
    match = _ORDINAL.match(text, at)
    if match is None:
        return None
    if match["digits"]:
        number = Decimal(match["digits"].replace(",", ""))
    else:
        tens = SMALL[match["tens"].lower()] if match["tens"] else 0
        number = Decimal(_ORDINAL_WORDS[match["word"].lower()]) + tens
    noun = noun_after(text, match.end(), plural=False)
    return match.end(), NumberValue("ordinal", number, number, noun)


_BY_FIRST_WORD = (
    ((read_ordinal,), (*_ORDINAL_WORDS, *TENS)),
    ((read_vague,), (*VAGUE_LOW, "tens")),
    ((read_plain,), ("minus",)),
    ((read_money,), ("usd", "eur", "gbp", "chf", "rs")),
    ((read_fraction, read_plain), (*NUMBER_TOKENS, "a", "half")),
)
"""Readers with the first words of the numbers that they read, in the order in which they try."""

STARTERS = {
    word: [one for readers, firsts in _BY_FIRST_WORD if word in firsts for one in readers]
    for _, first_words in _BY_FIRST_WORD
    for word in first_words
}


def read_number(text: str, at: int, first: str) -> Found:
    """Read the number that begins with a word, a digit or a sign; the first reader wins."""
    if first in ("-", "−", "minus"):
        return _negative(read_plain(text, at + len(first) + (first == "minus")))
    if first[0].isdigit():
        readers = [read_ordinal, read_fraction, read_plain]
    else:
        readers = STARTERS[first.lower()] if first[-1].isalpha() else [read_money]
    return next((found for read in readers if (found := read(text, at))), None)


def _negative(found: Found) -> Found:
    if found is None or found[1].low is None or found[1].high is None:
        return None
    end, value = found
    return end, replace(value, low=-found[1].high, high=-found[1].low)
