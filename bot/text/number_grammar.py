"""Readers of numbers: figures and words, money, shares, measures, ages, scores, ordinals."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from bot.text.words import noun_after, readings

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
    **{word: Decimal(n) for n, word in enumerate(_ONES, 1)},
    **{word: Decimal(n) for n, word in enumerate(_TEENS, 10)},
    **{word: Decimal(n * 10) for n, word in enumerate(TENS, 2)},
}

NUMBER_TOKENS = (*SMALL, *_SCALES)

_ones = "(?:" + "|".join(_ONES) + ")"
_below_hundred = f"(?:(?:{'|'.join(TENS)})(?:[- ]{_ones})?|{'|'.join(_TEENS)}|{_ones}|zero)"
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
        elif token in _SCALES:
            total, group = total + (group or Decimal(1)) * _SCALES[token], Decimal(0)
        elif token not in ("a", "and"):
            return None
    return total + group


_SYMBOLS = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "r$": "BRL", "nt$": "TWD", "£": "GBP", "€": "EUR", "¥": "JPY",
    "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₴": "UAH", "₦": "NGN",
    "rs": "INR", "rs.": "INR", "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF",
}  # fmt: skip
_CURRENCY_NAMES = readings(
    """USD: dollar, dollars; EUR: euro, euros; GBP: sterling; JPY: yen; CNY: yuan, renminbi,
    rmb; INR: rupee, rupees; RUB: ruble, rubles, rouble, roubles; peso: peso, pesos; KRW: won;
    ILS: shekels, shekel; franc: francs; TRY: lira; ZAR: rand; NGN: naira; UAH: hryvnia,
    hryvnias; SEK: krona, kronor; PLN: zloty; SAR: riyals; AED: dirhams; BTC: bitcoin, bitcoins;
    cent: cent, cents; penny: pence; ESP: pesetas; NLG: guilders; DEM: marks; MYR: ringgit; THB:
    baht; IDR: rupiah; BDT: taka; dinar: dinars; crown: crowns"""
)
_NATIONAL: dict[str, dict[str, str]] = {
    "us": {"dollar": "USD"}, "american": {"dollar": "USD"}, "australian": {"dollar": "AUD"},
    "canadian": {"dollar": "CAD"}, "singapore": {"dollar": "SGD"}, "taiwan": {"dollar": "TWD"},
    "british": {"pound": "GBP"}, "egyptian": {"pound": "EGP"}, "syrian": {"pound": "SYP"},
    "lebanese": {"pound": "LBP"}, "pakistani": {"rupee": "PKR"}, "indian": {"rupee": "INR"},
    "mexican": {"peso": "MXN"}, "argentine": {"peso": "ARS"}, "philippine": {"peso": "PHP"},
    "chilean": {"peso": "CLP"}, "swiss": {"franc": "CHF"}, "japanese": {}, "chinese": {},
    "russian": {}, "turkish": {}, "israeli": {}, "dutch": {}, "south": {}, "polish": {},
    "kuwaiti": {"dinar": "KWD"}, "iraqi": {"dinar": "IQD"}, "czech": {"crown": "CZK"},
}  # fmt: skip

_UNITS = readings(
    """kilometre: km, kms, kilometer, kilometers, kilometre, kilometres; mile: mile, miles;
    metre: m, metre, metres, meter, meters; centimetre: cm, centimetre, centimetres, centimeter,
    centimeters; millimetre: mm, millimetre, millimetres, millimeter, millimeters; foot: ft,
    foot, feet; inch: inch, inches; yard: yard, yards; kilogram: kg, kgs, kilo, kilos, kilogram,
    kilograms, kilogramme, kilogrammes; gram: g, gram, grams, gramme, grammes; tonne: tonne,
    tonnes; ton: ton, tons; pound: lb, lbs, pound, pounds; ounce: oz, ounce, ounces; stone;
    litre: litre, litres, liter, liters; gallon: gallon, gallons; acre: acre, acres; hectare:
    hectare, hectares; mph; km/h: km/h, kmh, kph; knot: knot, knots; degree: degree, degrees, °;
    degree C: °c, c; degree F: °f, f; megawatt: mw, megawatt, megawatts; gigawatt: gw, gigawatt,
    gigawatts; kilowatt: kw, kilowatt, kilowatts; gigabyte: gb, gigabyte, gigabytes; terabyte:
    tb, terabyte, terabytes; second: second, seconds, sec, secs; minute: minute, minutes, min,
    mins; hour: hour, hours, hr, hrs; day: day, days; night: night, nights; week: week, weeks;
    fortnight: fortnight, fortnights; month: month, months; year: year, years, yr, yrs; decade:
    decade, decades; century: century, centuries"""
)


NumberKind = Literal["count", "money", "percent", "measure", "age", "ordinal", "ratio"]

_ROUNDING_LIMIT = Decimal("0.05")


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


def _rounding_of(digits: str, scale: Decimal) -> Decimal:
    """Return half of the last place that a figure states, at most five per cent of it.

    Round numbers are read roughly and precise ones precisely (Krifka 2007, "Approximate
    interpretation of number words"); three final zeros or a scale word make a round number.
    """
    plain = digits.replace(",", "")
    value = Decimal(plain) * scale
    if scale == 1 and not plain.endswith("000"):
        places = len(plain.partition(".")[2])
        place = Decimal(1).scaleb(-places) if places else Decimal(0)
    elif "." in plain:
        place = scale * Decimal(1).scaleb(-len(plain.partition(".")[2]))
    else:
        place = scale * Decimal(10) ** (len(plain) - len(plain.rstrip("0")))
    half = min(place / 2, value * _ROUNDING_LIMIT)
    return half.normalize() if half % 1 else half.quantize(Decimal(1))


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
    return Amount(end, whole if whole == value else value, _rounding_of(digits, factor))


def _is_scale(text: str, letter: str, end: int) -> bool:
    """ "5k" and "5M" are scaled wherever they stand, "5m" only before people and other plurals."""
    return letter in "kKM" or (letter == "m" and noun_after(text, end, plural=True) != "")


def _words_value(match: re.Match[str]) -> Decimal | None:
    if match["half"]:
        return _SCALE_NAMES[re.split(r"[\s-]", match["half"].lower())[-1]] / 2
    if match["dozen"]:
        return (read_number_words(match["dozen"][:-6]) or Decimal(1)) * 12
    if match["mixed"]:
        scale = _SCALES.get((match["scale"] or "").lower(), Decimal(1))
        return ((read_number_words(match["whole"]) or Decimal(0)) + Decimal("0.5")) * scale
    return read_number_words(match["plain"])


def _words_play(value: Decimal) -> Decimal:
    return _rounding_of(f"{value:f}", Decimal(1)) if value == value.to_integral() else Decimal(0)


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


Found = tuple[int, NumberValue] | None
_PERCENT = re.compile(
    r"(?P<points>[\s-]percentage[\s-]points?|\sbasis\spoints?)\b|\s?%(?P<pp>[\s-]points?)?"
    r"|[\s-](?:per\s?cent|pct|pc)\b",
    re.IGNORECASE,
)
_CURRENCY_AFTER = re.compile(
    r"\s?(?P<symbol>[$£€])(?!\d)|[\s-](?P<name>(?:(?P<nation>U\.?S\.?|[A-Z]?[a-z]+)\s)?(?P<unit>[A-Za-z]+))\b"
)
_UNIT_AFTER = re.compile(
    r"[\s-]?(?P<square>sq(?:uare|\.)?\s|cubic\s)?(?P<unit>km/h|°\s?[CF]?|[A-Za-z]+)(?![A-Za-z/])"
    r"(?:\s(?P<scale>Celsius|Fahrenheit|[CF])\b)?"
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
_MAGNITUDE = re.compile(r"\bmagnitude[\s-](?:of\s)?$", re.IGNORECASE)
_PLUS = re.compile(r"(?:\+|[\s-](?:plus|odd)\b)")
_HYPHENATED = re.compile(r"-(?!plus|odd|and|strong)(?P<noun>[a-z]{3,})(?![\w])")
_CURRENCY = re.compile(
    r"(?:US|AU|CA|NZ|HK|NT|[ACSR])?\$|[£€¥₹₩₽₺₪₴₦]|Rs\.?\s?(?=\d)|(?:USD|EUR|GBP|CHF)\s?(?=\d)"
)


def typed(text: str, start: int, low: Decimal, amount: Amount) -> tuple[int, NumberValue]:
    """Give a number its kind, unit and end by what stands beside it."""
    end, high, play = amount.end, amount.value, amount.play
    if percent := _percent_after(text, end):
        return percent[0], NumberValue("percent", low, high, percent[1], play=_percent_play(high))
    if (old := _OLD.match(text, end)) or _is_age(text, start, end, high):
        unit = old["unit"] or "" if old else ""
        return old.end() if old else end, NumberValue("age", low, high, unit)
    if _is_magnitude(text, start, end):
        return end, NumberValue("measure", low, high, "magnitude", play=play)
    if money := _currency_after(text, end):
        return money[0], NumberValue("money", low, high, money[1], play=play)
    if measure := _measure_after(text, end):
        return measure[0], NumberValue("measure", low, high, measure[1], play=play)
    return end, NumberValue("count", low, high, _noun(text, end, high), play=play)


def _noun(text: str, end: int, number: Decimal) -> str:
    """The noun counted; a noun behind a hyphen is singular ("a 12-member panel")."""
    if plus := _PLUS.match(text, end):
        end = plus.end()
    hyphen = _HYPHENATED.match(text, end)
    if hyphen:
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
    if match["points"] and "basis" in match["points"].lower():
        return match.end(), "basis point"
    return match.end(), "percentage point" if match["points"] or match["pp"] else "%"


def has_unit(text: str, at: int) -> bool:
    """Tell whether letters that touch a number are its unit ("30C", "5km")."""
    return _measure_after(text, at) is not None or _OLD.match(text, at) is not None


def _is_magnitude(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 14) : start]
    return bool(_MAGNITUDE.search(before)) or text[end : end + 10].lower() == "-magnitude"


def _is_age(text: str, start: int, end: int, value: Decimal) -> bool:
    if not 0 < value <= 115 or value % 1:
        return False
    before = text[max(0, start - 30) : start]
    if _AGED.search(before):
        return True
    if not text[start:end].isdigit():
        return False
    if text[end : end + 1] == ")":
        return value >= 10 and bool(_IN_BRACKETS.search(before))
    return text[end : end + 1] in (",", ".", ";") and bool(_BETWEEN_COMMAS.search(before))


def _currency_after(text: str, at: int) -> tuple[int, str] | None:
    """Return where the name of a currency ends, and its code."""
    match = _CURRENCY_AFTER.match(text, at)
    if match is None:
        return None
    if match["symbol"]:
        return match.end(), _SYMBOLS[match["symbol"]]
    unit, nation = match["unit"].lower(), (match["nation"] or "").lower().replace(".", "")
    if nation in _CURRENCY_NAMES:
        return match.end("nation"), _CURRENCY_NAMES[nation]
    if unit in ("pound", "pounds") and ("£" in text or nation in _NATIONAL):
        return match.end(), _NATIONAL.get(nation, {}).get("pound", "GBP")
    if unit not in _CURRENCY_NAMES or (nation and nation not in _NATIONAL):
        return None
    return match.end(), _NATIONAL.get(nation, {}).get(unit.rstrip("s"), _CURRENCY_NAMES[unit])


def _measure_after(text: str, at: int) -> tuple[int, str] | None:
    match = _UNIT_AFTER.match(text, at)
    if match is None:
        return None
    form = re.sub(r"\s", "", match["unit"].lower())
    unit = _UNITS.get(form)
    if unit is None or (len(form) == 1 and form.isalpha() and text[at : at + 1].isspace()):
        return None
    if unit == "degree" and match["scale"]:
        return match.end(), f"degree {match['scale'][0]}"
    end = match.end("unit")
    if match["square"]:
        return end, ("cubic " if match["square"].lower().startswith("cubic") else "square ") + unit
    return end, unit


def read_money(text: str, at: int) -> Found:
    """Read an amount that begins with its currency: "$1.2bn", "€10 to €15 million"."""
    symbol = _CURRENCY.match(text, at)
    if symbol is None:
        return None
    first = symbol.end() + (text[symbol.end() : symbol.end() + 1] == " ")
    amount = read_amount(text, first, money=True)
    if amount is None or not text[first : first + 1].isdigit():
        return None
    unit = _SYMBOLS.get(symbol[0].strip().lower(), "")
    low, last = read_upper(text, first, amount, money=True)
    value = NumberValue("money", low.value, last.value, unit, range_word(low, last), last.play)
    return last.end, value


_SCORE = re.compile(r"(?P<a>\d{1,4})[-–](?P<b>\d{1,4})(?![\w%]|[-–,.]\w)")
_SCORE_WORDS = re.compile(
    r"\b(?:vot\w+|won|win|wins|lost|loss|beat|beating|victory|defeat\w*|lead|led|score\w*|passed"
    r"|approved|rejected|ruled|ruling|decision|tied?|draw|down|up|record|by)\b",
    re.IGNORECASE,
)


def read_score(text: str, at: int) -> Found:
    """Read a score or a vote: "352-65", or "2-3" after a word of winning or voting."""
    match = _SCORE.match(text, at)
    if match is None:
        return None
    a, b = Decimal(match["a"]), Decimal(match["b"])
    led = _SCORE_WORDS.search(text[max(0, at - 40) : at])
    counted = noun_after(text, match.end(), plural=True) or _percent_after(text, match.end())
    if b > a and (counted or not led):
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


_DIGIT_CLASS = re.compile(
    r"(?P<size>single|double|triple|four|five|six|seven|three|two)-(?:digit|figure)s?",
    re.IGNORECASE,
)
SIZES = {
    "single": 1, "double": 2, "two": 2, "triple": 3, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7,
}  # fmt: skip


def read_digit_class(text: str, at: int) -> Found:
    """Read "triple-digit" as 100 to 999."""
    match = _DIGIT_CLASS.match(text, at)
    if match is None:
        return None
    size = SIZES[match["size"].lower()]
    low = Decimal(10) ** (size - 1)
    value = NumberValue("count", low, low * 10 - 1, "", f"{match['size'].lower()}-digit")
    return match.end(), value


_FRACTION = re.compile(
    r"(?P<top>a|one|two|three|four|five|seven|nine)[\s-](?P<bottom>half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(?P<many>s)?(?!\w)"
    r"|(?P<half>half)(?=\s(?:of|the|its|their|his|her|all|our)\b)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?:(?P<whole>\d{1,3})\s)?(?P<top>\d{1,2})/(?P<bottom>\d{1,2})(?![\d/])")
_IN = re.compile(
    rf"(?P<top>\d+|{NUMBER_WORDS})[\s-](?:in|out\sof)[\s-](?:every\s)?(?P<bottom>\d+|{NUMBER_WORDS})(?![\w,.]\d|\w)",
    re.IGNORECASE,
)
_IN_AFTER = re.compile(
    r"\s(?!(?:days|weeks|months|years|hours|minutes|countries|states|games)\b)|[.,;)]|$"
)
_BOTTOMS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7,
            "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_FRACTION_AFTER = re.compile(
    r"\s(?:of|more|less|longer|lower|higher|fewer|to|from|in)\b|[.,;)]|$", re.IGNORECASE
)


def read_fraction(text: str, at: int) -> Found:
    """Read "three-quarters", "half of", "one in five" as a share of one."""
    if match := _FRACTION.match(text, at):
        if match["half"]:
            return match.end(), NumberValue("ratio", Decimal("0.5"), Decimal("0.5"))
        top = Decimal(1) if match["top"].lower() == "a" else read_number_words(match["top"])
        if top is None or (top > 1) != bool(match["many"]):
            return None
        if top == 1 and "-" not in match[0] and not _FRACTION_AFTER.match(text, match.end()):
            return None
        return match.end(), _ratio(top, Decimal(_BOTTOMS[match["bottom"].lower()]))
    if match := _SLASHED.match(text, at):
        return _slashed(match)
    if match := _IN.match(text, at):
        top, bottom = _small(match["top"]), _small(match["bottom"])
        if top is None or bottom is None or not 0 < top < bottom or bottom > 10000:
            return None
        if not _IN_AFTER.match(text, match.end()):
            return None
        return match.end(), _ratio(top, bottom)
    return None


def _slashed(match: re.Match[str]) -> Found:
    """Read "3/4" and "2 1/2"; other slashes (24/7) are not shares."""
    top, bottom = Decimal(match["top"]), Decimal(match["bottom"])
    if not 0 < top < bottom or bottom > 20:
        return None
    if match["whole"] is None:
        return match.end(), _ratio(top, bottom)
    number = Decimal(match["whole"]) + round(top / bottom, 4)
    unit = noun_after(match.string, match.end(), plural=True)
    return match.end(), NumberValue("count", number, number, unit)


def _small(words: str) -> Decimal | None:
    return Decimal(words) if words.isdecimal() and len(words) < 6 else read_number_words(words)


def _ratio(top: Decimal, bottom: Decimal) -> NumberValue:
    share = round(top / bottom, 4)
    return NumberValue("ratio", share, share)


_ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
ORDINAL_WORDS = {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}
_ORDINAL = re.compile(r"(?P<n>\d{1,4}(?:,\d{3})?)(?:st|nd|rd|th)\b")
_ORDINAL_WORD = re.compile(
    rf"(?:(?P<tens>{'|'.join(TENS)})-)?"
    rf"(?P<word>{'|'.join(ORDINAL_WORDS)})(?![\w])",
    re.IGNORECASE,
)


def read_ordinal(text: str, at: int) -> Found:
    """Read "21st" and "third"."""
    if match := _ORDINAL.match(text, at):
        n = Decimal(match["n"].replace(",", ""))
        return match.end(), NumberValue(
            "ordinal", n, n, noun_after(text, match.end(), plural=False)
        )
    word = _ORDINAL_WORD.match(text, at)
    if word is None:
        return None
    tens = read_number_words(word["tens"]) if word["tens"] else Decimal(0)
    n = Decimal(ORDINAL_WORDS[word["word"].lower()]) + (tens or 0)
    return word.end(), NumberValue("ordinal", n, n, noun_after(text, word.end(), plural=False))


_DECADE_AGE = re.compile(r"(?P<n>[1-9]0)s\b")


def read_age_decade(text: str, at: int) -> Found:
    """Read "in his 40s"."""
    match = _DECADE_AGE.match(text, at)
    if match is None or not re.search(
        r"\b(?:his|her|their)\s(?:(?:early|mid|late)[\s-])?$", text[max(0, at - 14) : at]
    ):
        return None
    n = Decimal(match["n"])
    return match.end(), NumberValue("age", n, n + 9, "", "between")
