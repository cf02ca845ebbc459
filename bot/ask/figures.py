"""Figures: whether a number may be what the question counts or measures."""

from bot.ask.expansion import related
from bot.text.numbers import NumberValue
from bot.text.sayers import is_person_noun
from bot.text.words import singular
from store.terms import terms

LENGTH = frozenset(
    ["kilometre", "mile", "metre", "centimetre", "millimetre", "foot", "inch", "yard"]
)
WEIGHT = frozenset(["kilogram", "gram", "tonne", "ton", "pound", "ounce", "stone"])
AREA = frozenset(["acre", "hectare"])
SPEED = frozenset(["mph", "km/h", "knot"])
HEAT = frozenset({"degree", "degree C", "degree F"})
TIME = frozenset(
    [
        "second",
        "minute",
        "hour",
        "day",
        "night",
        "week",
        "fortnight",
        "month",
        "year",
        "decade",
        "century",
    ]
)

MEASURED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        [
            "far",
            "tall",
            "high",
            "deep",
            "wide",
            "long",
            "length",
            "height",
            "depth",
            "width",
            "distance",
        ],
        LENGTH,
    ),
    **dict.fromkeys(("heavy", "weight"), WEIGHT),
    **dict.fromkeys(("fast", "speed"), SPEED),
    **dict.fromkeys(("big", "large", "size", "area"), AREA | LENGTH | WEIGHT),
    **dict.fromkeys(("hot", "cold", "warm", "temperature"), HEAT),
}
MONEY = frozenset(
    [
        "money",
        "price",
        "cost",
        "fine",
        "fee",
        "salary",
        "budget",
        "fund",
        "funding",
        "debt",
        "bail",
        "bill",
    ]
)
SHARES = frozenset(["percentage", "percent", "proportion", "share", "rate", "margin"])
PEOPLE = frozenset(
    [
        "person",
        "people",
        "man",
        "woman",
        "child",
        "passenger",
        "civilian",
        "resident",
        "victim",
        "body",
        "soul",
        "worker",
        "employee",
        "death",
        "fatality",
        "casualty",
        "survivor",
        "student",
        "voter",
        "fan",
        "guest",
        "visitor",
        "inhabitant",
        "native",
        "life",
    ]
)

PART_OF_PEOPLE = frozenset(
    [
        "child",
        "woman",
        "man",
        "girl",
        "boy",
        "teenager",
        "student",
        "pupil",
        "civilian",
        "soldier",
        "officer",
        "worker",
        "employee",
        "resident",
        "voter",
        "survivor",
        "prisoner",
        "hostage",
        "refugee",
        "migrant",
        "crew",
        "tourist",
        "foreigner",
    ]
)
"""Nouns for some of the people: a count of people does not count these."""

ANYBODY = frozenset(
    [
        "person",
        "human",
        "soul",
        "life",
        "victim",
        "casualty",
        "death",
        "fatality",
        "body",
    ]
)
"""Nouns under which persons of every trade, nation and age are counted."""

SCORE = "score"
"""The unit of a score or a vote: two figures, of which neither is a share or a sum."""

EXACT, RELATED, UNNAMED, LOOSE = 1.0, 0.8, 0.5, 0.3


def fit(focus: str | None, value: NumberValue) -> float | None:
    """Return how well a number answers "how many FOCUS" (0 to 1), None when it cannot.

    Money, shares, ages and measures answer only for themselves; an ordinal never says how many.
    """
    if value.kind == "ordinal":
        return None
    if focus is None:
        return LOOSE if value.kind != "age" else None
    if focus in SHARES:
        return fit_share(focus, value)
    if focus in MONEY:
        return fit_money(focus, value)
    if focus in ("old", "age"):
        return {"age": EXACT, "count": LOOSE}.get(value.kind)
    return fit_measure(focus, value) if focus in MEASURED else fit_count(focus, value)


def fit_share(focus: str, value: NumberValue) -> float | None:
    """Return how well a number answers for a share or a margin."""
    if value.unit == SCORE:
        return LOOSE if focus == "margin" else None
    if value.kind in ("percent", "ratio"):
        return EXACT
    return LOOSE if focus in ("rate", "margin") and value.kind in ("count", "measure") else None


def fit_money(focus: str, value: NumberValue) -> float | None:
    """Return how well a number answers for a sum; bare "how much" may be a share or a measure."""
    if value.kind == "money":
        return EXACT
    if value.unit == SCORE:
        return None
    open_kinds = ("percent", "ratio", "measure") if focus == "money" else ()
    return LOOSE if value.kind in open_kinds else None


def fit_measure(focus: str, value: NumberValue) -> float | None:
    """Return how well a number answers for a length, a weight, a speed or an age of things."""
    if value.unit in MEASURED[focus]:
        return EXACT
    return LOOSE if focus in ("big", "large", "size") and value.kind != "age" else None


def fit_count(focus: str, value: NumberValue) -> float | None:
    """Return how well a count fits the noun counted; people are called by many nouns."""
    wanted = singular(focus)
    if value.kind in ("money", "percent", "age"):
        return LOOSE if wanted in ("number", "figure", "total", "amount", "value") else None
    if not value.unit:
        return UNNAMED
    if value.unit == wanted or set(terms(value.unit)) & set(terms(wanted)):
        return EXACT
    if any(not related(term).isdisjoint(terms(value.unit)) for term in terms(wanted)):
        return RELATED
    if wanted in PEOPLE - PART_OF_PEOPLE and value.unit in PEOPLE:
        return RELATED
    if wanted in ANYBODY and is_person_noun(value.unit):
        return RELATED
    return LOOSE if wanted in ("number", "figure", "total", "toll", "tally", "score") else None
