"""What a number in a text was read as, how it is told, and how two compare."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

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


def rounding_of(digits: str, scale: Decimal) -> Decimal:
    """Return half of the last place that a figure states, at most five per cent of it.

    Round numbers are read roughly and precise ones precisely (Krifka 2007, "Approximate
    interpretation of number words"); three final zeros or a scale word make a round number.

    >>> rounding_of("1.2", Decimal(1000000)), rounding_of("19,000", Decimal(1))
    (Decimal('50000'), Decimal('500'))
    >>> rounding_of("1,203", Decimal(1))
    Decimal('0')
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


