"""New."""

from dataclasses import replace
from decimal import Decimal

from bot.text.comparison import Comparison, compare_bounds
from bot.text.number_values import NumberValue

_INFINITY = Decimal("Infinity")
_LOOSENESS = Decimal("0.1")  # how far "about" and "nearly" reach

_ROUGH = frozenset({"about", "nearly"})
_INSIDE = Decimal("0.999")  # 7% and 8% round to ranges that touch and share nothing


def _bounds(value: NumberValue) -> tuple[Decimal, Decimal]:
    low = -_INFINITY if value.low is None else value.low
    high = _INFINITY if value.high is None else value.high
    if value.qualifier == "about":
        return low * (1 - _LOOSENESS), high * (1 + _LOOSENESS)
    if value.qualifier == "nearly":
        return low * (1 - _LOOSENESS), high
    play = value.play * _INSIDE
    return low - play, high + play


def _is_digits(value: NumberValue) -> bool:
    return value.qualifier.endswith("-digit")


def _as_percent(value: NumberValue) -> NumberValue:
    """A fraction as a percentage: "three-quarters" is 75 %."""
    if value.kind != "ratio" or value.unit == "score" or value.low is None or value.high is None:
        return value
    return NumberValue(
        "percent", value.low * 100, value.high * 100, "%", value.qualifier, Decimal("0.5")
    )


def _comparable(a: NumberValue, b: NumberValue) -> bool:
    if _is_digits(a) or _is_digits(b):
        return True
    if a.kind != b.kind:
        return {a.kind, b.kind} == {"count", "measure"} and (a.unit == "" or b.unit == "")
    return a.unit == b.unit or "" in (a.unit, b.unit)


def compare_numbers(a: NumberValue, b: NumberValue) -> Comparison:
    """Say how one number stands to another; "unknown" when they count different things.

    "at least", "more than" and "up to" are open intervals and so are refined by any figure
    within; "about" reaches a tenth both ways, "nearly" a tenth down; a rounded figure is refined
    by the exact one that rounds to it.

    >>> some = NumberValue("count", Decimal(12), None, "person", "at least")
    >>> compare_numbers(some, NumberValue("count", Decimal(15), Decimal(15), "person"))
    'refined_by'
    """
    if {a.kind, b.kind} == {"ratio", "percent"}:
        a, b = _as_percent(a), _as_percent(b)
    if not _comparable(a, b):
        return "unknown"
    if a.unit == "score" or b.unit == "score":
        return "same" if {a.low, a.high} == {b.low, b.high} else "different"
    if (a.low, a.high, a.qualifier) == (b.low, b.high, b.qualifier):
        return "same"
    if (a.qualifier in _ROUGH) != (b.qualifier in _ROUGH):
        # "nearly two" is not made unclear by how exactly 1.8 was measured.
        a, b = (one if one.qualifier in _ROUGH else replace(one, play=Decimal(0)) for one in (a, b))
    return compare_bounds(*_bounds(a), *_bounds(b))


def _figure(number: Decimal | None) -> str:
    if number is None:
        return "?"
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if number >= scale and number % (Decimal(scale) / 100) == 0:
            return f"{(number / scale).normalize():f} {name}"
    return f"{number:,f}"


def _stated(value: NumberValue) -> str:
    if value.low is None or value.high is None:
        return _figure(value.high if value.low is None else value.low)
    if value.unit == "score":
        return f"{_figure(value.low)}-{_figure(value.high)}"
    if value.low == value.high:
        return _figure(value.low)
    return f"{_figure(value.low)} to {_figure(value.high)}"


def describe_number(value: NumberValue) -> str:
    """Tell a number value in plain words.

    >>> describe_number(NumberValue("money", Decimal(1200000000), Decimal(1200000000), "USD"))
    'USD 1.2 billion'
    >>> describe_number(NumberValue("percent", None, Decimal(7), "%", "up to"))
    'up to 7%'
    """
    figure = _with_unit(value, _stated(value))
    if _is_digits(value):
        return f"{value.qualifier} ({figure})"
    if value.qualifier in ("", "between"):
        return figure
    if value.low is not None and value.high is None and value.qualifier not in _OPEN:
        return f"at least {figure}"
    return f"{value.qualifier} {figure}"


_OPEN = ("at least", "more than")


def _share(share: Decimal) -> str:
    percent = round(share * 100)
    return f"{percent}%" if percent == share * 100 else f"about {percent}%"


def _with_unit(value: NumberValue, figure: str) -> str:
    if value.kind == "money":
        return f"{value.unit} {figure}".strip()
    if value.kind == "percent":
        return f"{figure}%" if value.unit == "%" else f"{figure} {value.unit}s"
    if value.kind == "age":
        return f"{figure} {value.unit or 'year'}s old"
    if value.kind == "ordinal":
        return f"number {figure}"
    if value.kind == "ratio" and value.unit != "score":
        return _share(value.low or value.high or Decimal(0))
    if not value.unit or value.unit == "score":
        return figure
    one = value.low == value.high == 1
    return f"{figure} {value.unit}" if one else f"{figure} {_plural(value.unit)}"


_IRREGULAR = {"person": "people", "child": "children", "man": "men", "woman": "women",
              "foot": "feet", "inch": "inches"}  # fmt: skip


def _plural(unit: str) -> str:
    if unit in _IRREGULAR:
        return _IRREGULAR[unit]
    if unit.isupper() or "/" in unit or len(unit) <= 2 or unit in ("mph", "magnitude", "degree C"):
        return unit
    if unit.endswith(("ch", "sh", "s", "x")):
        return f"{unit}es"
    return unit[:-1] + "ies" if unit.endswith("y") and unit[-2] not in "aeiou" else f"{unit}s"
