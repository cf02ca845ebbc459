"""The kind of value a question asks for, and the noun the answer is an instance of."""

import re
from typing import Literal

from bot.ask import question_words as words
from store.terms import is_stop

Kind = Literal["date", "duration", "number", "person", "place", "name", "said", "yes_no", "open"]
WH = re.compile(r"\b(when|who|whom|whose|where|which|what|how|why)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:['’.\-&][^\W_]+)*\.?%?")
RELATIVE_BEFORE = re.compile(
    r"(,|\bthat|\bthose|\bthe one|\bthe man|\bthe woman)\s*$", re.IGNORECASE
)
RELATIVE_REACH = 20
"""A message of thousands of question words is not looked through from its start for each."""

HOW_NUMBER = re.compile(
    r"how\s+(many|much|old|far|tall|high|big|large|heavy|deep|fast|often|likely|close|wide)\b",
    re.IGNORECASE,
)
HOW_LONG = re.compile(r"how\s+(long|soon|quickly)\b", re.IGNORECASE)
WHEN = re.compile(
    r"\bwhen\b|\b(?:what|which)\s+(?:date|day|month|year|time|weekday|decade|week)\b"
    r"|\bdeadline\b.*\?|\bhow soon\b|\bsince (?:when|what year)\b",
    re.IGNORECASE,
)
SINCE = re.compile(r"\bsince(?: at least| about| around)?\s*[:…]\s*$", re.IGNORECASE)
"""A quiz leaves the year to be filled in: "the wettest day since:"."""

LAST_UNTIL = re.compile(
    r"\b(?:until|till)\s+when\b|how long .*\b(?:last|remain|run)\b", re.IGNORECASE
)


def kind_and_focus(sentence: str) -> tuple[Kind, str | None]:
    """Return what is asked for, and the noun the answer is an instance of."""
    wh = wh_word(sentence)
    if SINCE.search(sentence):
        return "date", None
    if wh is None:
        return ("yes_no", None) if starts_with_auxiliary(sentence) else ("open", None)
    rest = sentence[wh.start() :]
    word = wh.group().lower()
    if word == "how":
        return how_kind(rest)
    if word == "when" or WHEN.match(rest):
        return "date", None
    if word in ("who", "whom", "whose"):
        return "person", None
    if word == "where":
        return "place", None
    return noun_kind(rest) if word in ("which", "what") else ("open", None)


def wh_word(sentence: str) -> re.Match[str] | None:
    """Return the question word that asks, passing over relative pronouns where it can."""
    found = list(WH.finditer(sentence))
    asking = (m for m in found if not is_relative(sentence, m.start()))
    return next(asking, found[0] if found else None)


def is_relative(sentence: str, at: int) -> bool:
    """Tell whether what stands just before makes a question word a relative pronoun."""
    return RELATIVE_BEFORE.search(sentence, max(0, at - RELATIVE_REACH), at) is not None


def how_kind(rest: str) -> tuple[Kind, str | None]:
    """Return the kind of a question that begins with "how"."""
    if LAST_UNTIL.search(rest):
        return "duration", None
    if HOW_LONG.match(rest):
        return "duration", None
    number = HOW_NUMBER.match(rest)
    if number is None:
        return "open", None
    return "number", counted_noun(rest[number.end() :], number.group(1).lower())


def counted_noun(after: str, how: str) -> str | None:
    """Return the noun counted in what follows "how many", or the measure asked for."""
    nouns = leading_nouns(after)
    if how not in ("many", "much"):
        return how
    plural = next((noun for noun in nouns if is_plural(noun)), None)
    return plural or (nouns[-1] if nouns else ("money" if how == "much" else None))


def is_plural(noun: str) -> bool:
    """Tell whether a noun has a plural's form: "troops", "people"."""
    irregular = ("people", "men", "women", "children", "police", "staff")
    return noun in irregular or (noun.endswith("s") and not noun.endswith(("ss", "us")))


def leading_nouns(after: str) -> list[str]:
    """Return the words of the noun phrase that opens a text, up to its verb or preposition.

    >>> leading_nouns(" US troops are in Orva")
    ['us', 'troops']
    """
    nouns: list[str] = []
    for word in WORD.findall(after)[:6]:
        lowered = word.lower()
        if lowered in words.AUXILIARIES or (is_stop(lowered) and lowered != "us"):
            break
        nouns.append(lowered.removesuffix("'s").removesuffix("’s"))
    return nouns


def noun_kind(rest: str) -> tuple[Kind, str | None]:
    """Return the kind of a "which …" or "what …" question by its noun."""
    after = rest.split(maxsplit=1)[1] if " " in rest else ""
    if asks_what_was_said(after):
        return "said", None
    nouns = leading_nouns(after) or leading_nouns(defined_noun(after))
    if nouns[1:2] == ["figure"] and nouns[0] in words.OF_PERSONS:
        return "person", "figure"
    return next(
        ((kind, noun) for noun in nouns[:3] if (kind := kind_of_noun(noun)) is not None),
        ("name", nouns[0]) if nouns and rest[:5].lower() == "which" else ("open", None),
    )


def defined_noun(after: str) -> str:
    """Return the phrase after "is the" in "what is the price …", else nothing."""
    match = re.match(r"\s*(?:is|was|are|were|will be)\s+(?:the|its|their|his|her|a|an)\s+", after)
    return after[match.end() :] if match else ""


def kind_of_noun(noun: str) -> Kind | None:
    """Return the kind of value that answers "which NOUN".

    >>> kind_of_noun("countries"), kind_of_noun("percentage"), kind_of_noun("theory")
    ('place', 'number', None)
    """
    singular = singular_of(noun)
    table: tuple[tuple[frozenset[str], Kind], ...] = (
        (words.DATE_NOUNS, "date"),
        (words.NUMBER_NOUNS, "number"),
        (words.PERSON_NOUNS, "person"),
        (words.PLACE_NOUNS, "place"),
        (words.ORGANISATION_NOUNS, "name"),
    )
    return next((kind for nouns, kind in table if singular in nouns), None)


def singular_of(noun: str) -> str:
    """Return a noun without its plural ending, well enough for a word list."""
    for ending, replacement in (("ies", "y"), ("sses", "ss"), ("men", "man"), ("s", "")):
        if noun.endswith(ending) and len(noun) > len(ending) + 2 and not noun.endswith("ss"):
            return noun.removesuffix(ending) + replacement
    return noun


def asks_what_was_said(after: str) -> bool:
    """Tell whether "what …" asks for somebody's words: "did the WTO warn"."""
    found = [word.lower() for word in WORD.findall(after)]
    if not found or found[0] not in ("did", "does", "do", "has", "have"):
        return False
    return any(word in words.SAYING for word in found[1:8])


def starts_with_auxiliary(sentence: str) -> bool:
    """Tell whether a sentence opens as a yes-or-no question does."""
    first = WORD.search(sentence)
    return bool(first and first.group().lower() in words.AUXILIARIES)
