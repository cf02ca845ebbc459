"""An answer held against a key: what it shows, and the words by which texts are compared.

Texts are normalised as SQuAD does it, and numbers are one in words and digits. It leans on no code
under test: a fault in bot/text must not hide itself by scoring with that fault.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from bot.ask.answer import Answer, Citation, Value
from store import Store

MONTHS = {
    "jan": "january", "feb": "february", "apr": "april", "aug": "august", "sep": "september",
    "sept": "september", "oct": "october", "nov": "november", "dec": "december",
}  # fmt: skip
FULL_MONTHS = frozenset({*MONTHS.values(), "march", "may", "june", "july"})
APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʼ`´", "'"))
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
ARTICLES = frozenset({"a", "an", "the"})
TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:(?P<scale>mn|bn|trn|tn|m|b|k)|(?P<ordinal>st|nd|rd|th))?(?![^\W_])"
    r"|(?P<word>[^\W_]+)"
)
SCALES = {
    "k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion",
    "tn": "trillion", "trn": "trillion",
}  # fmt: skip
SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
MULTIPLES = {
    "dozen": 12, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12,
}  # fmt: skip
ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
    "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
}  # fmt: skip
DIGITS = re.compile(r"\d+(?:\.\d+)?")
TYPED = frozenset({"date", "duration", "number"})


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words by which a text is compared.

    Case, accents, punctuation, currency signs, articles and possessives do not count; number
    words and scales are digits; months are written out.

    >>> words_of("The mayor’s $1.2bn budget"), words_of("seventy-five thousand")
    (('mayor', '1200000000', 'budget'), ('75000',))
    """
    plain = re.sub(r"'s?(?![^\W_])|'", "", _folded(text))
    plain = re.sub(r"\b(?:[^\W\d_]\.){2,}", lambda found: found[0].replace(".", ""), plain)
    plain = re.sub(r"%|\bper cent\b", " percent ", plain)
    return tuple(w for w in join_numbers(list(_tokens(plain))) if w not in ARTICLES)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold().translate(APOSTROPHES).translate(LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _tokens(plain: str) -> Iterator[str]:
    before = ""
    for found in TOKEN.finditer(plain):
        word = found["word"]
        if word is not None:
            before = MONTHS.get(word, ORDINALS.get(word, word))
            yield before
            continue
        number = found["number"].replace(",", "")
        day = before in FULL_MONTHS or plain[found.end() :].lstrip().startswith("of ")
        before = number + (found["ordinal"] or "" if not day else "")
        yield before
        if found["scale"]:
            yield SCALES[found["scale"]]


def holds(text: str, answer: str) -> bool:
    """Tell whether an answer's words stand in a text, together and in order.

    >>> holds("More than 75,000 people marched.", "seventy-five thousand people")
    True
    >>> holds("It has 1,175 rooms.", "175")
    False
    """
    wanted, found = words_of(answer), words_of(text)
    places = range(len(found) - len(wanted) + 1)
    return bool(wanted) and any(found[at : at + len(wanted)] == wanted for at in places)


def holds_any(texts: Iterable[str], answers: Sequence[str]) -> bool:
    """Tell whether one of the answers stands in one of the texts."""
    return any(holds(text, answer) for text in texts for answer in answers)


def is_exact(text: str, answers: Iterable[str]) -> bool:
    """Tell whether a text is one of the answers, word for word.

    >>> is_exact("the Brede Post", ["Brede Post"])
    True
    """
    return words_of(text) in [words_of(answer) for answer in answers]


def token_f1(text: str, answers: Iterable[str]) -> float:
    """Return the best overlap of words with one of the answers: 0 to 1.

    >>> round(token_f1("Mayor Ann Holm", ["Ann Holm"]), 2)
    0.8
    """
    return max((_f1(words_of(text), words_of(answer)) for answer in answers), default=0.0)


def _f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    if not found or not wanted:
        return float(found == wanted)
    common = sum((Counter(found) & Counter(wanted)).values())
    return 2 * common / (len(found) + len(wanted))


def citations_of(answer: Answer) -> list[Citation]:
    """Return the citations as they are read: the first of each value, then the others."""
    leading = [value.citations[0] for value in answer.values if value.citations]
    return leading + [citation for value in answer.values for citation in value.citations[1:]]


def quotes_of(answer: Answer) -> list[str]:
    """Return the quoted sentences in that order, one that repeats another left out."""
    quotes = (citation.quote for citation in citations_of(answer))
    first: dict[tuple[str, ...], str] = {}
    for quote in quotes:
        first.setdefault(words_of(quote), quote)
    return list(first.values())


def count_verbatim(answer: Answer, store: Store) -> tuple[int, int]:
    """Return how many citations there are, and how many are the article's text at their span."""
    citations = citations_of(answer)
    return len(citations), sum(_is_verbatim(citation, store) for citation in citations)


def _is_verbatim(citation: Citation, store: Store) -> bool:
    article = store.articles.get(citation.article_id, citation.version)
    if article is None:
        return False
    wording = article.text[citation.value_start : citation.value_end]
    quote = article.text[citation.start : citation.end]
    return (quote, wording) == (citation.quote, citation.wording)


def wordings_of(value: Value) -> list[str]:
    """Return the ways in which a value is put: its text, as normalised, and as each source has it.

    The sentences around it are not among them.
    """
    own = [value.text, value.normalised or ""]
    return [*own, *(citation.wording for citation in value.citations)]


def is_value(value: Value, answer: str) -> bool:
    """Tell whether a value is this answer.

    The answer's words stand in it; or it is a date or a number that stands in the answer, as
    "3,559" does in "3,559 people".
    """
    if any(holds(wording, answer) for wording in wordings_of(value)):
        return True
    return value.kind in TYPED and holds(answer, value.text)


def has_value(answer: Answer, wanted: str) -> bool:
    """Tell whether one of the values is this answer."""
    return any(is_value(value, wanted) for value in answer.values)


def first_value(answer: Answer) -> str:
    """Return the extracted answer, empty where Copydesk abstains."""
    return answer.values[0].text if answer.values else ""


def shown_texts(answer: Answer) -> Iterator[str]:
    """Give all that is shown as the answer: every value in every wording, and every quote."""
    for value in answer.values:
        yield from wordings_of(value)
        yield from (citation.quote for citation in value.citations)


def summary_of(answer: Answer) -> dict[str, Any]:
    """Return what the file of outcomes keeps of an answer."""
    return {
        "question": answer.question,
        "status": answer.status,
        "reason": answer.reason,
        "values": [value.text for value in answer.values],
        "verdicts": [verdict.verdict for verdict in answer.verdicts],
        "quotes": quotes_of(answer)[:3],
        "cited": [citation.article_id for citation in citations_of(answer)][:3],
    }


def join_numbers(tokens: Sequence[str]) -> list[str]:
    """Return the tokens with each number, in words or digits and scales, as one token of digits.

    >>> join_numbers(["two", "hundred", "and", "five", "of", "1.2", "million"])
    ['205', 'of', '1200000']
    """
    joined: list[str] = []
    place = 0
    while place < len(tokens):
        length, value = _read(tokens, place)
        joined.append(tokens[place] if value is None else f"{value.normalize():f}")
        place += max(length, 1)
    return joined


def _read(tokens: Sequence[str], start: int) -> tuple[int, Decimal | None]:
    """Return how many tokens a number takes, and its value; None where there is none."""
    total, ceiling, place = Decimal(0), None, start
    while place < len(tokens):
        skip = int(place > start and tokens[place] == "and")
        length, part, scale = _part(tokens, place + skip, ceiling is None)
        if not length or (ceiling is not None and part >= ceiling):
            break
        total, place, ceiling = total + part, place + skip + length, scale
        if scale == 1:
            break
    return place - start, total if place > start else None


def _part(tokens: Sequence[str], place: int, is_first: bool) -> tuple[int, Decimal, int]:
    """Return length, value and scale of "two hundred thousand", "12 million" or "seven"."""
    length, value = _simple(tokens, place, is_first)
    if _at(tokens, place + length) == "hundred" and value:
        length, value = length + 1, value * 100
        skip = int(_at(tokens, place + length) == "and")
        more, rest = _simple(tokens, place + length + skip, False)
        length, value = length + (skip + more if more else 0), value + rest
    scale = 1
    while _at(tokens, place + length) in MULTIPLES and value:
        scale *= MULTIPLES[tokens[place + length]]
        length += 1
    return length, value * scale, scale


def _simple(tokens: Sequence[str], place: int, is_first: bool) -> tuple[int, Decimal]:
    """Return a number below a hundred or in digits; a bare scale ("million") counts as one of it.

    Digits and bare scales begin a number and never go on with one: "5 million 12 people".
    """
    word, after = _at(tokens, place), _at(tokens, place + 1)
    if word in TENS and 0 < SMALL.get(after, 0) < 10:
        return 2, Decimal(TENS[word] + SMALL[after])
    if word in TENS or word in SMALL:
        return 1, Decimal(TENS.get(word, 0) or SMALL.get(word, 0))
    if is_first and DIGITS.fullmatch(word):
        return 1, Decimal(word)
    return 0, Decimal(int(is_first and (word in MULTIPLES or word == "hundred")))


def _at(tokens: Sequence[str], place: int) -> str:
    return tokens[place] if place < len(tokens) else ""
