"""What kind of number stands there: money, a share, a measure, an age, a count of things."""

import re
from decimal import Decimal

from bot.text.nouns import noun_after
from bot.text.number_amounts import Amount, range_word, read_amount, read_upper
from bot.text.number_units import CURRENCY_NAMES, NATIONAL, SYMBOLS, UNITS
from bot.text.number_values import NumberValue

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
    if percent := percent_after(text, end):
        return percent[0], NumberValue("percent", low, high, percent[1], play=_percent_play(high))
    if (old := _OLD.match(text, end)) or _is_age(text, start, end, high):
        unit = old["unit"] or "" if old else ""
        return old.end() if old else end, NumberValue("age", low, high, unit)
    if _is_magnitude(text, start, end):
        return end, NumberValue("measure", low, high, "magnitude", play=play)
    if money := currency_after(text, end):
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


def percent_after(text: str, at: int) -> tuple[int, str] | None:
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


def currency_after(text: str, at: int) -> tuple[int, str] | None:
    """Return where the name of a currency ends, and its code."""
    match = _CURRENCY_AFTER.match(text, at)
    if match is None:
        return None
    if match["symbol"]:
        return match.end(), SYMBOLS[match["symbol"]]
    unit, nation = match["unit"].lower(), (match["nation"] or "").lower().replace(".", "")
    if nation in CURRENCY_NAMES:
        return match.end("nation"), CURRENCY_NAMES[nation]
    if unit in ("pound", "pounds") and ("£" in text or nation in NATIONAL):
        return match.end(), NATIONAL.get(nation, {}).get("pound", "GBP")
    if unit not in CURRENCY_NAMES or (nation and nation not in NATIONAL):
        return None
    return match.end(), NATIONAL.get(nation, {}).get(unit.rstrip("s"), CURRENCY_NAMES[unit])


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


def read_money(text: str, at: int) -> Found:
    """Read an amount that begins with its currency: "$1.2bn", "€10 to €15 million"."""
    symbol = _CURRENCY.match(text, at)
    if symbol is None:
        return None
    first = symbol.end() + (text[symbol.end() : symbol.end() + 1] == " ")
    amount = read_amount(text, first, money=True)
    if amount is None or not text[first : first + 1].isdigit():
        return None
    unit = SYMBOLS.get(symbol[0].strip().lower(), "")
    low, last = read_upper(text, first, amount, money=True)
    value = NumberValue("money", low.value, last.value, unit, range_word(low, last), last.play)
    return last.end, value
