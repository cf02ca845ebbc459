"""Whether a number may be what the question counts or measures."""

import pytest

from bot.ask.figures import EXACT, LOOSE, MEASURED, RELATED, UNNAMED, fit
from bot.text.numbers import NumberValue, find_numbers


def value(text: str) -> NumberValue:
    [mention] = find_numbers(text)
    return mention.value


@pytest.mark.parametrize(
    ("focus", "text", "expected"),
    [
        pytest.param("boats", "20 boats", EXACT, id="the noun counted"),
        pytest.param("people", "seven people", EXACT, id="irregular plural"),
        pytest.param("people", "12 victims", RELATED, id="another word for people"),
        pytest.param("deaths", "seven people", RELATED, id="people for deaths"),
        pytest.param("people", "12 miners", RELATED, id="a trade"),
        pytest.param("people", "12 pupils", RELATED, id="a school's"),
        pytest.param("people", "12 schoolgirls", RELATED, id="a compound"),
        pytest.param("people", "12 geologists", RELATED, id="an ending of trades"),
        pytest.param("people", "12 Syrians", RELATED, id="a nation"),
        pytest.param("deaths", "12 miners", RELATED, id="the dead by their trade"),
        pytest.param("people", "12 trucks", None, id="trucks are no people"),
        pytest.param("people", "12 containers", None, id="things in -er are no people"),
        pytest.param("people", "12 lists", None, id="things in -ist are no people"),
        pytest.param("miners", "12 people", None, id="people are not all miners"),
        pytest.param("passengers", "12 miners", None, id="one trade is not another"),
        pytest.param("vessels", "20 boats", RELATED, id="a word of the family"),
        pytest.param("boats", "40", UNNAMED, id="no noun"),
        pytest.param("boats", "12 goats", None, id="another noun"),
        pytest.param("children", "seven people", None, id="people are not all children"),
        pytest.param("people", "$3 million", None, id="money counts nobody"),
        pytest.param("people", "7%", None, id="a share counts nobody"),
        pytest.param("people", "aged 42", None, id="an age counts nobody"),
        pytest.param("people", "the third", None, id="an ordinal counts nobody"),
        pytest.param("number", "$3 million", LOOSE, id="a figure of any kind"),
        pytest.param("toll", "20 boats", LOOSE, id="a toll of anything"),
        pytest.param("percentage", "7%", EXACT, id="share"),
        pytest.param("percentage", "one in four", EXACT, id="ratio"),
        pytest.param("percentage", "3-1", None, id="a score is no share"),
        pytest.param("share", "a 52-48 vote", None, id="a vote is no share"),
        pytest.param("rate", "6-4", None, id="a set is no rate"),
        pytest.param("money", "3-1", None, id="a score is no sum"),
        pytest.param("margin", "a 52-48 vote", LOOSE, id="a vote shows the margin"),
        pytest.param("share", "two-thirds", EXACT, id="fraction"),
        pytest.param("share", "three out of five", EXACT, id="so many out of"),
        pytest.param("percentage", "20 boats", None, id="a count is no share"),
        pytest.param("margin", "20 votes", LOOSE, id="a margin in votes"),
        pytest.param("price", "$3 million", EXACT, id="price"),
        pytest.param("price", "7%", None, id="a share is no price"),
        pytest.param("price", "20 boats", None, id="a count is no price"),
        pytest.param("money", "30 tonnes", LOOSE, id="how much may be a weight"),
        pytest.param("old", "aged 42", EXACT, id="age"),
        pytest.param("old", "$3 million", None, id="money is no age"),
        pytest.param("far", "3 kilometres", EXACT, id="distance"),
        pytest.param("far", "30 tonnes", None, id="a weight is no distance"),
        pytest.param("heavy", "30 tonnes", EXACT, id="weight"),
        pytest.param("fast", "40 mph", EXACT, id="speed"),
        pytest.param("hot", "12 degrees Celsius", EXACT, id="heat"),
        pytest.param("big", "19 hectares", EXACT, id="size in hectares"),
        pytest.param("big", "20 boats", LOOSE, id="size as a count"),
        pytest.param("big", "aged 42", None, id="an age is no size"),
        pytest.param(None, "20 boats", LOOSE, id="nothing named"),
        pytest.param(None, "aged 42", None, id="nothing named, an age"),
        pytest.param(None, "the third", None, id="nothing named, an ordinal"),
    ],
)
def test_a_number_fits_what_is_counted_or_measured(
    focus: str | None, text: str, expected: float | None
) -> None:
    assert fit(focus, value(text)) == expected


@pytest.mark.parametrize("unit", sorted(set().union(*MEASURED.values())))
def test_every_unit_measured_is_one_that_numbers_have(unit: str) -> None:
    written = {"degree C": "degrees Celsius", "degree F": "degrees Fahrenheit"}.get(unit, unit)
    units = {m.value.unit for m in find_numbers(f"It was 12 {written}. It was 12 {written}s.")}
    assert unit in units
