"""Find the numbers in English news prose, with what they count and how exact they claim to be."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.text.number_units import CURRENCY_NAMES, SYMBOLS, UNITS, noun_after, singular
from bot.text.number_values import (
    NumberKind,
    NumberValue,
    compare_numbers,
    describe_number,
    rounding_of,
)
from bot.text.number_words import NUMBER_TOKENS, NUMBER_WORDS, SCALES, read_number_words
from store.spans import Span

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


@dataclass(frozen=True)
class _Amount:
    """A bare number and the half of its last place."""

    end: int
    value: Decimal
    play: Decimal


_SCALE_NAMES = {
    **SCALES,
    "k": Decimal(1000),
    "m": Decimal(10) ** 6,
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
    r"(?P<digits>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|mn|mln|bn|bln|tn|lakh|crore|dozen"
    r"|[kKmMbBtT])(?![A-Za-z]))?"
)
_WORDS = re.compile(
    rf"(?P<half>half\sa\s(?:million|billion|trillion|dozen))(?!\w)"
    rf"|(?P<dozen>(?:a|{NUMBER_WORDS})\sdozen)(?!\w)"
    rf"|(?P<mixed>(?P<whole>{NUMBER_WORDS})\sand\sa\shalf\s(?P<scale>million|billion|trillion))(?!\w)"
    rf"|(?P<plain>{NUMBER_WORDS}|a\s(?:hundred|thousand|million|billion|trillion))(?!\w)",
    re.IGNORECASE,
)


def _read_amount(text: str, at: int, money: bool = False) -> _Amount | None:
    if text[at : at + 1].isdigit():
        return _read_digits(text, at, money)
    match = _WORDS.match(text, at)
    if match is None:
        return None
    value = _words_value(match)
    return _Amount(match.end(), value, _words_play(value)) if value is not None else None


def _read_digits(text: str, at: int, money: bool) -> _Amount | None:
    match = _DIGITS.match(text, at)
    if match is None or len(match["digits"]) > 25:
        return None
    scale, end = match["scale"], match.end()
    short = scale is not None and len(scale) == 1
    if short and not money and (scale in "tTbB" or not noun_after(text, end, plural=True)):
        scale, end = None, match.end("digits")
    factor = _SCALE_NAMES[scale.lower()] if scale else Decimal(1)
    digits = match["digits"]
    return _Amount(end, Decimal(digits.replace(",", "")) * factor, rounding_of(digits, factor))


def _words_value(match: re.Match[str]) -> Decimal | None:
    if match["half"]:
        return _SCALE_NAMES[match["half"].lower().split()[-1]] / 2
    if match["dozen"]:
        return (read_number_words(match["dozen"][:-6]) or Decimal(1)) * 12
    if match["mixed"]:
        whole = read_number_words(match["whole"])
        return None if whole is None else (whole + Decimal("0.5")) * SCALES[match["scale"].lower()]
    return read_number_words(match["plain"])


def _words_play(value: Decimal) -> Decimal:
    return rounding_of(f"{value:f}", Decimal(1)) if value == value.to_integral() else Decimal(0)


# -- qualifiers ------------------------------------------------------------------------------

_QUALIFIERS = {
    "at least": "at least|no fewer than|no less than|not less than|a minimum of|as few as|as little as",
    "more than": "more than|well over|just over|over|upwards of|in excess of|exceeding|above|topping",
    "up to": "up to|as many as|as much as|as high as|at most|a maximum of|no more than|not more than",
    "less than": "less than|fewer than|under|below",
    "nearly": "nearly|almost|close to|just under|just short of|approaching|just shy of",
    "about": "about|around|some|roughly|approximately|an estimated|estimated|approx\\.?|circa|perhaps",
}
_BEFORE = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{name.replace(' ', '_')}>{forms})" for name, forms in _QUALIFIERS.items())
    + r")\s+(?:the\s|an?\s|another\s)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?P<least>\s?\+|[\s-]plus\b|\sor more\b)|(?P<about>\sor so\b|[\s-]odd\b)|(?P<most>\sor (?:fewer|less)\b)")


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


# -- what the number is of -------------------------------------------------------------------

_PERCENT = re.compile(
    r"(?P<points>[\s-]percentage[\s-]points?|\s(?:basis\s)points?)|\s?%(?P<pp>\s?points?)?|[\s-]per\s?cent\b"
    r"|\s?pct\b|\s?pc\b",
    re.IGNORECASE,
)
_CURRENCY_AFTER = re.compile(
    r"[\s-](?P<name>(?:U\.?S\.?\s|British\s|Australian\s|Canadian\s)?[A-Za-z]+(?:\ssterling)?)\b"
)
_UNIT_AFTER = re.compile(
    r"[\s-]?(?P<square>sq(?:uare|\.)?\s|cubic\s)?(?P<unit>km/h|°\s?[CF]?|[A-Za-z]+)(?![A-Za-z/])"
    r"(?:\s(?P<scale>Celsius|Fahrenheit|[CF])\b)?"
)
_OLD = re.compile(r"[\s-]?(?:years?|yrs?)[\s-]olds?\b|[\s-]years?\sof\sage\b")
_AGED = re.compile(r"\b(?:aged?|ages|aged between|turned|turning|age of)\s$", re.IGNORECASE)
_BETWEEN_COMMAS = re.compile(r"[A-Z][\w'’.-]*(?:\s(?:Jr\.?|Sr\.?|I{2,3}))?(?:,\s|\s\()$")
_MAGNITUDE = re.compile(r"\bmagnitude[\s-](?:of\s)?$", re.IGNORECASE)
_RANGE = re.compile(r"\s?[-–—]\s?|\s(?:to|or|and)\s")
_SCORE_WORDS = re.compile(
    r"\b(?:vot\w+|won|win|wins|lost|loss|beat|beating|victory|defeat\w*|lead|led|score\w*|passed"
    r"|approved|rejected|ruled|ruling|decision|tied?|draw|down|up|record|by)\b",
    re.IGNORECASE,
)


def _typed(text: str, start: int, amount: _Amount, low: Decimal, play: Decimal) -> tuple[int, NumberValue]:
    """Give a number its kind by what stands beside it."""
    end, high = amount.end, amount.value
    if percent := _PERCENT.match(text, end):
        points = percent["points"] or percent["pp"]
        unit = "basis point" if points and "basis" in points.lower() else "percentage point" if points else "%"
        return percent.end(), NumberValue("percent", low, high, unit, play=play)
    if old := _OLD.match(text, end):
        return old.end(), NumberValue("age", low, high)
    if _is_age(text, start, end, high):
        return end, NumberValue("age", low, high)
    if _MAGNITUDE.search(text[max(0, start - 14) : start]) or text[end : end + 10].lower() == "-magnitude":
        return end, NumberValue("measure", low, high, "magnitude", play=play)
    money = _currency_after(text, end)
    if money is not None:
        return money[0], NumberValue("money", low, high, money[1], play=play)
    measure = _measure_after(text, end)
    if measure is not None:
        return measure[0], NumberValue("measure", low, high, measure[1], play=play)
    return end, NumberValue("count", low, high, noun_after(text, end, high != 1), play=play)


def _is_age(text: str, start: int, end: int, value: Decimal) -> bool:
    if not 0 < value <= 115 or value % 1:
        return False
    before = text[max(0, start - 30) : start]
    if _AGED.search(before):
        return True
    closed = text[end : end + 1] in (",", ")", ".", ";")
    return closed and text[start:end].isdigit() and bool(_BETWEEN_COMMAS.search(before))


def _currency_after(text: str, at: int) -> tuple[int, str] | None:
    match = _CURRENCY_AFTER.match(text, at)
    if match is None:
        return None
    name = match["name"].lower()
    if name in ("pounds", "pound") and "£" in text:
        return match.end(), "GBP"
    if name in CURRENCY_NAMES:
        return match.end(), CURRENCY_NAMES[name]
    first = name.split()[0]
    end = match.start("name") + len(first)
    return (end, CURRENCY_NAMES[first]) if first in CURRENCY_NAMES else None


def _measure_after(text: str, at: int) -> tuple[int, str] | None:
    match = _UNIT_AFTER.match(text, at)
    if match is None:
        return None
    form = re.sub(r"\s", "", match["unit"].lower())
    unit = UNITS.get(form)
    if unit is None or (len(form) == 1 and form.isalpha() and text[at : at + 1].isspace()):
        return None
    if unit == "degree" and match["scale"]:
        return match.end(), f"degree {match['scale'][0]}"
    end = match.end("unit")
    if match["square"]:
        return end, ("cubic " if match["square"].lower().startswith("cubic") else "square ") + unit
    return end, unit


# -- readers ---------------------------------------------------------------------------------

Found = tuple[int, NumberValue] | None
_CURRENCY = re.compile(r"(?:US|AU|CA|NZ|HK|NT|[ACSR])?\$|[£€¥₹₩₽₺₪₴₦]|Rs\.?\s?(?=\d)|(?:USD|EUR|GBP|CHF)\s?(?=\d)")


def _read_money(text: str, at: int) -> Found:
    symbol = _CURRENCY.match(text, at)
    if symbol is None:
        return None
    first = symbol.end() + (text[symbol.end() : symbol.end() + 1] == " ")
    amount = _read_amount(text, first, money=True)
    if amount is None or not text[first : first + 1].isdigit():
        return None
    unit = SYMBOLS.get(symbol[0].strip().lower(), "")
    low, last = _upper(text, first, amount, money=True)
    end = last.end
    value = NumberValue("money", low.value, last.value, unit, _range_word(low, last), last.play)
    return end, value


def _upper(text: str, start: int, low: _Amount, money: bool = False) -> tuple[_Amount, _Amount]:
    """Read the second figure of a range; a scale named once ("1-2 million") counts for both."""
    link = _RANGE.match(text, low.end)
    if link is None or (" and " in link[0]) and not re.search(r"between (?:[$£€])?$", text[max(0, start - 10) : start].lower()):
        return low, low
    at = link.end() + bool(money and text[link.end() : link.end() + 1] in "$£€")
    if text[at : at + 1].isdigit() != text[start : start + 1].isdigit():
        return low, low
    high = _read_amount(text, at, money)
    if high is None:
        return low, low
    scaled = _scaled_like(text, start, low, high, at)
    return (scaled, high) if scaled.value < high.value else (low, low)


def _scaled_like(text: str, start: int, low: _Amount, high: _Amount, at: int) -> _Amount:
    low_match, high_match = _DIGITS.match(text, start), _DIGITS.match(text, at)
    if low_match is None or high_match is None or low_match["scale"] or not high_match["scale"]:
        return low
    if high.end <= high_match.end("digits"):
        return low
    return replace(low, value=low.value * _SCALE_NAMES[high_match["scale"].lower()])


def _range_word(low: _Amount, high: _Amount) -> str:
    return "between" if low.value != high.value else ""


_SCORE = re.compile(r"(?P<a>\d{1,4})[-–](?P<b>\d{1,4})(?![\w%]|[-–,.]\w)")
_PHONE = re.compile(r"\d[\d() ]*(?:[-–.]\d+){2,}")


def _read_plain(text: str, at: int) -> Found:
    amount = _read_amount(text, at)
    if amount is None:
        return None
    score = _read_score(text, at)
    if score is not None:
        return score
    if text[amount.end : amount.end + 1].isalpha() and not _UNIT_AFTER.match(text, amount.end):
        return None
    low, high = _upper(text, at, amount)
    end, value = _typed(text, at, high, low.value, high.play)
    return end, replace(value, qualifier=_range_word(low, high))


def _read_score(text: str, at: int) -> Found:
    match = _SCORE.match(text, at)
    if match is None:
        return None
    a, b = Decimal(match["a"]), Decimal(match["b"])
    led = _SCORE_WORDS.search(text[max(0, at - 40) : at])
    counted = noun_after(text, match.end(), plural=True) or _PERCENT.match(text, match.end())
    if b > a and (counted or not led):
        return None
    return match.end(), NumberValue("ratio", a, b, "score")


_VAGUE = re.compile(
    r"(?P<of>(?:tens|hundreds|dozens|thousands)\sof\s)?(?P<word>dozens|scores|hundreds|thousands|millions"
    r"|billions|trillions)(?!\w)",
    re.IGNORECASE,
)
_VAGUE_LOW = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6,
              "billions": 2 * 10**9, "trillions": 2 * 10**12}  # fmt: skip
_VAGUE_TIMES = {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 1000}


def _read_vague(text: str, at: int) -> Found:
    """Read "dozens" as two dozen or more, "tens of thousands" as 20,000 or more."""
    match = _VAGUE.match(text, at)
    if match is None:
        return None
    word = match["word"].lower()
    of = match["of"].split()[0].lower() if match["of"] else ""
    low = Decimal(_VAGUE_LOW[word] * _VAGUE_TIMES.get(of, 1))
    qualifier = f"{of} of {word}" if of else word
    if word == "scores" and text[match.end() : match.end() + 4].lower() != " of ":
        return None
    unit = noun_after(text, match.end(), plural=True)
    if money := _CURRENCY_AFTER.match(text, match.end() + 3 * (text[match.end() :][:4] == " of ")):
        name = money["name"].lower()
        if name in CURRENCY_NAMES:
            return match.end(), NumberValue("money", low, None, CURRENCY_NAMES[name], qualifier)
    return match.end(), NumberValue("count", low, None, unit, qualifier)


_DIGIT_CLASS = re.compile(r"(?P<size>single|double|triple|four|five|six|seven|three|two)-(?:digit|figure)s?", re.IGNORECASE)
_SIZES = {"single": 1, "double": 2, "two": 2, "triple": 3, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


def _read_digit_class(text: str, at: int) -> Found:
    match = _DIGIT_CLASS.match(text, at)
    if match is None:
        return None
    size = _SIZES[match["size"].lower()]
    low = Decimal(10) ** (size - 1)
    value = NumberValue("count", low, low * 10 - 1, "", f"{match['size'].lower()}-digit")
    return match.end(), value


_FRACTION = re.compile(
    rf"(?P<top>a|one|two|three|four|five|seven|nine)[\s-](?P<bottom>half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(?P<many>s)?(?!\w)"
    r"|(?P<half>half)(?=\s(?:of|the|its|their|his|her|all|our)\b)",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"(?P<top>\d+|{NUMBER_WORDS})[\s-](?:in|out\sof)[\s-](?:every\s)?(?P<bottom>\d+|{NUMBER_WORDS})(?![\w,.]\d|\w)",
    re.IGNORECASE,
)
_BOTTOMS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7,
            "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_FRACTION_AFTER = re.compile(
    r"\s(?:of|more|less|longer|lower|higher|fewer|to|from|in)\b|[.,;)]|$", re.IGNORECASE
)


def _read_fraction(text: str, at: int) -> Found:
    if match := _FRACTION.match(text, at):
        if match["half"]:
            return match.end(), NumberValue("ratio", Decimal("0.5"), Decimal("0.5"))
        top = Decimal(1) if match["top"].lower() == "a" else read_number_words(match["top"])
        if top is None or (top > 1) != bool(match["many"]):
            return None
        if top == 1 and "-" not in match[0] and not _FRACTION_AFTER.match(text, match.end()):
            return None
        return match.end(), _ratio(top, Decimal(_BOTTOMS[match["bottom"].lower()]))
    if match := _IN.match(text, at):
        top, bottom = _small(match["top"]), _small(match["bottom"])
        if top is None or bottom is None or not 0 < top < bottom or bottom > 10000:
            return None
        if not _IN_AFTER.match(text, match.end()):
            return None
        return match.end(), _ratio(top, bottom)
    return None


_IN_AFTER = re.compile(r"\s(?!(?:days|weeks|months|years|hours|minutes|countries|states|games)\b)|[.,;)]|$")


def _small(words: str) -> Decimal | None:
    return Decimal(words) if words.isdecimal() and len(words) < 6 else read_number_words(words)


def _ratio(top: Decimal, bottom: Decimal) -> NumberValue:
    share = round(top / bottom, 4)
    return NumberValue("ratio", share, share)


_ORDINAL_WORDS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
_ORDINAL = re.compile(r"(?P<n>\d{1,4}(?:,\d{3})?)(?:st|nd|rd|th)\b")


def _read_ordinal(text: str, at: int) -> Found:
    if match := _ORDINAL.match(text, at):
        n = Decimal(match["n"].replace(",", ""))
        return match.end(), NumberValue("ordinal", n, n, noun_after(text, match.end(), plural=False))
    word = _LETTERS.match(text, at)
    if word is None or word[0].lower() not in _ORDINAL_WORDS:
        return None
    n = Decimal(_ORDINAL_WORDS[word[0].lower()])
    return word.end(), NumberValue("ordinal", n, n, noun_after(text, word.end(), plural=False))


_LETTERS = re.compile(r"[A-Za-z]+")
_DECADE_AGE = re.compile(r"(?P<n>[1-9]0)s\b")


def _read_age_decade(text: str, at: int) -> Found:
    """Read "in his 40s"."""
    match = _DECADE_AGE.match(text, at)
    if match is None or not re.search(r"\b(?:his|her|their)\s(?:(?:early|mid|late)[\s-])?$", text[max(0, at - 14) : at]):
        return None
    n = Decimal(match["n"])
    return match.end(), NumberValue("age", n, n + 9, "", "between")


# -- finding ---------------------------------------------------------------------------------

Reader = Callable[[str, int], Found]
_DIGIT_RULES: tuple[Reader, ...] = (_read_ordinal, _read_age_decade, _read_fraction, _read_plain)
_START = re.compile(
    r"(?<![\w@#/])(?:(?:US|AU|CA|NZ|HK|NT|[ACSR])?\$|[£€¥₹₩₽₺₪₴₦]|(?<![-.:,])\d|(?<![-'’])[A-Za-z]+)"
)


def _starters() -> dict[str, tuple[Reader, ...]]:
    table: dict[str, tuple[Reader, ...]] = dict.fromkeys(NUMBER_TOKENS, (_read_fraction, _read_plain))
    table |= dict.fromkeys(_ORDINAL_WORDS, (_read_ordinal,))
    table |= dict.fromkeys([*_VAGUE_LOW, "tens"], (_read_vague,))
    for size in _SIZES:
        table[size] = (_read_digit_class, *table.get(size, ()))
    for word in ("usd", "eur", "gbp", "chf", "rs"):
        table[word] = (_read_money,)
    table["a"] = table["half"] = (_read_fraction, _read_plain)
    return table


_STARTERS = _starters()
_NAMED = re.compile(
    r"(?:\b(?:No|Nos|Boeing|Airbus|Route|Highway|Interstate|Flight|Channel|Article|Section|Chapter"
    r"|Resolution|Title|Room|Apollo|Formula|Windows|iPhone|Type|Level|Phase|Stage|Group|Pier|Gate"
    r"|District|Ward|Precinct|Page|Apartment|Suite|Model|Falcon|Proposition|Prop|Amendment|Measure"
    r"|Rule|Area|Act|Part|Category|Covid|World War|Day|Week|Division|Grade|Bowl|Season|Episode)\.?"
    r"|\b[A-Z][\w.’'&]*[a-zA-Z])\s$"
)
_COMMON_FIRST = frozenset(
    """The A An And But Or Nor So Yet If As At By For From In Into Of Off On Onto Over Per Than That
    This These Those To Up With Within Without About Above After Against Among Around Before
    Between Beyond Despite During Since Through Under Until When Where While Who Why How Some Nearly
    Almost Roughly Approximately Another Only Just Is Are Was Were Has Have Had Not No It All Both
    Out Least More Most Other Police Aged Age Top Last Next Killed Then Now There Here Exactly
    Estimated Fewer Less Additional An Its His Her Their Our My Your Also Still Even Perhaps""".split()
)
_NAME_AFTER = re.compile(
    r"\s(?:[A-Z][a-z]+\s)?(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd\.|Lane|Drive|Downing)\b"
)


def _is_in_name(text: str, start: int, end: int, value: NumberValue) -> bool:
    """Tell a number that is part of a name ("Boeing 737", "10 Downing Street") from a count."""
    if _NAME_AFTER.match(text, end):
        return True
    if value.kind not in ("count", "ratio", "measure") or not text[start].isdigit():
        return False
    led = _NAMED.search(text[max(0, start - 24) : start])
    if led is None:
        return False
    word = led[0].split()[0].rstrip(".")
    return word not in _COMMON_FIRST and not (value.unit and value.kind != "ratio")


def _read_at(text: str, at: int, first: str) -> Found:
    rules: tuple[Reader, ...]
    if first[0].isdigit():
        rules = _DIGIT_RULES
    elif first[-1].isalpha():
        rules = _STARTERS[first.lower()]
    else:
        rules = (_read_money,)
    for rule in rules:
        found = rule(text, at)
        if found is not None:
            return found
    return None


def find_numbers(text: str, skip: Sequence[Span] = ()) -> list[NumberMention]:
    """Find every number, in order, outside the spans to skip (those of dates).

    >>> [(m.text, m.value.qualifier, m.value.unit) for m in find_numbers("At least 12 people died.")]
    [('12', 'at least', 'person')]
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


def _blocked(skip: Sequence[Span]) -> set[int]:
    return {at for start, end in skip for at in range(start, end)}


_DIGIT_RUN = re.compile(r"\d[\d.,:/-]*")


def _number_end(text: str, start: int) -> int:
    run = _DIGIT_RUN.match(text, start)
    return run.end() if run else start


_IDLE = frozenset("day thing time way side point reason another hand".split())


def _is_idle_one(text: str, start: int, value: NumberValue) -> bool:
    """The "one" of "one day", "no one", "one of them" counts nothing worth comparing."""
    if value.kind not in ("count", "measure") or text[start : start + 3].lower() != "one" or value.low != 1:
        return False
    if text[:start].lower().endswith(("no ", "any ", "every ", "this ", "that ", "the ", "each ", "some ")):
        return True
    return not value.unit or value.unit in _IDLE or singular(value.unit) in _IDLE
