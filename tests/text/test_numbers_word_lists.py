"""Every entry of the word lists of dates and numbers can match."""

from datetime import date

import pytest

from bot.text.date_days import NAMES
from bot.text.dates import find_dates
from bot.text.nouns import _SINGULAR, singular
from bot.text.number_units import CURRENCY_NAMES, NATIONAL, SYMBOLS, UNITS
from bot.text.numbers import find_numbers


@pytest.mark.parametrize("form", sorted(UNITS))
def test_every_unit_is_read_behind_a_figure(form: str) -> None:
    written = form.upper() if form.startswith("°") else form
    [mention] = find_numbers(f"They logged 5{'' if len(form) < 3 else ' '}{written} there.")
    assert (mention.value.kind, mention.value.unit) in {
        ("measure", UNITS[form]),
        ("money", "GBP"),
    }


@pytest.mark.parametrize("name", sorted(CURRENCY_NAMES))
def test_every_currency_is_read_behind_a_figure(name: str) -> None:
    [mention] = find_numbers(f"They paid 5 {name} there.")
    assert (mention.value.kind, mention.value.unit) == ("money", CURRENCY_NAMES[name])


@pytest.mark.parametrize("symbol", sorted(SYMBOLS))
def test_every_currency_symbol_is_read_before_a_figure(symbol: str) -> None:
    [mention] = find_numbers(
        f"They paid {symbol.title() if symbol.startswith('rs') else symbol.upper()}5 there."
    )
    assert (mention.value.kind, mention.value.unit) == ("money", SYMBOLS[symbol])


NATIONALS = [(nation, unit) for nation, units in NATIONAL.items() for unit in units]


@pytest.mark.parametrize(("nation", "unit"), NATIONALS, ids=map(" ".join, NATIONALS))
def test_every_national_currency_has_its_code(nation: str, unit: str) -> None:
    [mention] = find_numbers(f"They paid 5 {nation.title()} {unit}s there.")
    assert mention.value.unit == NATIONAL[nation][unit]


@pytest.mark.parametrize("name", NAMES)
def test_every_holiday_is_read(name: str) -> None:
    [mention] = find_dates(
        f"Before {name.title()} it snowed.".replace("'S", "'s"), date(2025, 6, 1)
    )
    assert mention.value.resolved


@pytest.mark.parametrize("plural", sorted(_SINGULAR))
def test_every_irregular_plural_has_its_singular(plural: str) -> None:
    assert singular(plural) == _SINGULAR[plural]
