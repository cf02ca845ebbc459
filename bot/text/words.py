"""Word lists, the one spelling in which words are compared, and the noun that a number counts."""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files


def words(text: str) -> frozenset[str]:
    """Return the blank-separated words of a list.

    >>> sorted(words("said says"))
    ['said', 'says']
    """
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """Return the words and groups of words of a list with commas.

    >>> sorted(phrases("prime minister, mayor"))
    ['mayor', 'prime minister']
    """
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


def read_words(name: str) -> frozenset[str]:
    """Return the words of a list that stands in a file beside this one.

    >>> "jane" in read_words("first_names.txt")
    True
    """
    return words(files("bot.text").joinpath(name).read_text("utf-8"))


def readings(text: str) -> dict[str, str]:
    """Return a table of "value: form, form; form" as each form with the value that it stands for.

    >>> readings("premier: prime minister, taoiseach; mayor")
    {'prime minister': 'premier', 'taoiseach': 'premier', 'mayor': 'mayor'}
    """
    entries = [" ".join(entry.split()).partition(":") for entry in text.split(";")]
    return {
        form.strip(): value for value, _, forms in entries for form in (forms or value).split(",")
    }


_TABLE = str.maketrans(dict.fromkeys("-‐‑‒–—_/", " ") | dict.fromkeys(".'’‘ʼ`´ʻ"))
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "œ": "oe"}
)


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Return a text as it is compared, not shown.

    >>> fold("Ngozi Okonjo-Iweala"), fold("São Paulo"), fold("U.S.")
    ('ngozi okonjo iweala', 'sao paulo', 'us')
    """
    bare = text if text.isascii() else _without_accents(text)
    return " ".join(bare.translate(_TABLE).casefold().split())


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))


_STOPS = words(
    """a an the and or but nor so yet if as at by for from in into of off on onto out over per than
    that this these those to up upon via with within without about above across after against along
    among around before behind below beneath beside between beyond down during inside near outside
    since through toward towards under until while when where which who whom whose what why how
    is are was were be been being am has have had having do does did done will would can could may
    might must shall should not no it its he she they we you i his her their our your my them him us
    all also both each either even ever every here just more most much never now off only other
    others otherwise own same such then there too very again ago later earlier away back apart
    says said say told tells went go goes come came comes gets got get makes made make takes took
    became become began begins remain remains died dead killed wounded injured missing hurt arrested
    apiece percent percentage instead including because however although though whether once
    seems seem appears follows happens means needs wants gives shows leaves puts lets helps
    today yesterday tomorrow tonight overall alone together respectively"""
)
_SKIPPED = words("more other new additional extra further different separate of the its their his")
_SINGULAR = readings(
    """person: people, persons; man: men; woman: women; child: children; foot: feet; tooth:
    teeth; life: lives; wife: wives; knife: knives; leaf: leaves; wolf: wolves; thief: thieves;
    shelf: shelves; half: halves; mouse: mice; goose: geese; crisis: crises; analysis: analyses;
    bus: buses; virus: viruses; gas: gases; movie: movies; calorie: calories; medium: media;
    criterion: criteria; policeman: policemen; fireman: firemen; gunman: gunmen; fisherman:
    fishermen; congressman: congressmen; shoe: shoes; businessman: businessmen; hero: heroes;
    potato: potatoes; tomato: tomatoes; police; personnel; staff; aircraft; cattle; sheep; fish;
    series; troop: troops; species; headquarters; crossroads; serviceman: servicemen; lawmaker:
    lawmakers; : dead"""
)
_NOT_PLURAL = words(
    "previous serious various famous religious dangerous numerous indigenous us plus"
)
_ADJECTIVE_PLURALS = words("sports arms sales goods news women's men's veterans")
_WORD = re.compile(r"[\s-]+(?P<word>(?:[A-Za-z]\.){2,}|[A-Za-z][A-Za-z'’]*)")


def singular(word: str) -> str:
    """Return the singular of a plural noun, by rule and a list of exceptions.

    >>> [singular(word) for word in ("civilians", "people", "countries", "glasses")]
    ['civilian', 'person', 'country', 'glass']
    """
    lower = word.lower()
    if lower in _SINGULAR:
        return _SINGULAR[lower]
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zes")):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) else lower


def _is_plural(word: str) -> bool:
    lower = word.lower()
    if lower in _SINGULAR:
        return True
    if lower in _NOT_PLURAL or lower in _ADJECTIVE_PLURALS or len(lower) < 4:
        return False
    return lower.endswith("s") and not lower.endswith(("ss", "us", "is", "ous", "'s", "’s"))


def _is_stop(word: str) -> bool:
    lower = word.lower()
    return (lower in _STOPS and lower not in _SKIPPED) or lower.endswith(("'s", "’s"))


def _is_attribute(text: str, at: int, word: str) -> bool:
    """A capitalised plural before another plural is its attribute ("254 Texas counties")."""
    following = _WORD.match(text, at) if word[0].isupper() else None
    return following is not None and _is_plural(following["word"])


def noun_after(text: str, at: int, plural: bool) -> str:
    """Return the singular of the noun that a number before an offset counts, "" for none.

    >>> noun_after("12 armed U.S. soldiers were hurt", 2, plural=True)
    'soldier'
    >>> noun_after("12 were hurt", 2, plural=True)
    ''
    """
    last = ""
    for step in range(6):
        match = _WORD.match(text, at)
        word = match["word"] if match else ""
        if match is None or _is_stop(word):
            break
        at = match.end()
        if word.lower() in _SKIPPED and not last:
            continue
        if plural and _is_plural(word) and not _is_attribute(text, at, word):
            return singular(word)
        last = word
        if step >= 4 or text[at : at + 1] not in (" ", "-"):
            break
    return "" if plural else last.lower()


WEEKDAYS_MONTHS = words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december mon tue tues wed thu thur thurs fri sat
    sun jan feb mar apr jun jul aug sep sept oct nov dec"""
)
