"""Numbers of a form of their own: scores, shares, "dozens", "triple-digit", ordinals."""

import re
from decimal import Decimal

from bot.text.nouns import noun_after
from bot.text.number_kinds import Found, currency_after, percent_after
from bot.text.number_values import NumberValue
from bot.text.number_words import NUMBER_WORDS, read_number_words

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
    counted = noun_after(text, match.end(), plural=True) or percent_after(text, match.end())
    if b > a and (counted or not led):
        return None
    return match.end(), NumberValue("ratio", a, b, "score")


_VAGUE = re.compile(
    r"(?P<of>(?:tens|hundreds|dozens|thousands)\sof\s)?(?P<word>dozens|scores|hundreds|thousands|millions"
    r"|billions|trillions)(?!\w)",
    re.IGNORECASE,
)
VAGUE_LOW = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2 * 10**6,
    "billions": 2 * 10**9,
    "trillions": 2 * 10**12,
}
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
    if money := currency_after(text, end + 3 * led):
        return money[0], NumberValue("money", low, None, money[1], qualifier)
    return end, NumberValue("count", low, None, noun_after(text, end, plural=True), qualifier)


_DIGIT_CLASS = re.compile(
    r"(?P<size>single|double|triple|four|five|six|seven|three|two)-(?:digit|figure)s?",
    re.IGNORECASE,
)
SIZES = {
    "single": 1,
    "double": 2,
    "two": 2,
    "triple": 3,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
}


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


ORDINAL_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
}
_ORDINAL = re.compile(r"(?P<n>\d{1,4}(?:,\d{3})?)(?:st|nd|rd|th)\b")
_ORDINAL_WORD = re.compile(
    rf"(?:(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?"
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
