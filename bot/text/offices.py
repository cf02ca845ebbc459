"""Offices: the words that titles are made of, and the title that stands beside a name."""

import re

from bot.text.places import country_of
from bot.text.sentences import OPENERS
from bot.text.words import WEEKDAYS_MONTHS, fold, read_list
from store.spans import Span

HEADS = read_list("heads")

AREAS = read_list("areas")

MODIFIERS = read_list("modifiers")

ABBREVIATED = read_list("abbreviated")


def singular_head(word: str) -> str:
    """Return the head of an office for its plural ("presidents Roe and Doe").

    >>> singular_head("presidents"), singular_head("boss")
    ('president', 'boss')
    """
    return word[:-1] if word.endswith("s") and word[:-1] in HEADS else word


_WORD_BEFORE = re.compile(r"(?P<word>[\w.’'-]+)(?P<gap>\s+)$")
_LAST_WORD = re.compile(r"(?P<word>[\w.’'-]+)$")
_AFTER = re.compile(
    r",\s+(?:\d{1,3},\s+)?(?:who (?:is|was|serves as)\s+)?"
    r"(?:(?:the|a|an|its|his|her|their|now)\s+)?"
    r"(?P<office>(?:[A-Z]\.|[^,;:()“”\"—–.!?]){2,90})"
)
_CUT = re.compile(
    r"\s+(?:who|whose|which|that|said|says|told|and|was|were|is|has|had|will)\b.*", re.S
)
_OF_BODY = re.compile(
    r"(?P<office>[^\s,;:“”\"()]+(?:\s[^\s,;:“”\"()]+){0,3})\s+(?:of|for|at)\s+(?:the\s+)?"
    r"(?:[A-Z][\w’'-]*\s?){1,5}$"
)
_SET_OFF = re.compile(r",|\.(?:\s|$)|\s+(?:said|says|told|added|warned)\b")
_OF = re.compile(r"\s(?:of|for|at|in|to|with|from)\s")


def title_before(text: str, sentence: Span, office: Span) -> Span:
    """Take "former" or "China's" before a capitalised title along."""
    start = _walk_back(text, sentence, office.start)
    return Span(office.start if start is None else start, office.end)


def small_title_before(text: str, sentence: Span, name: Span) -> Span | None:
    """Find a title in small letters before a name, or any title set off by a comma."""
    begin = max(sentence.start, name.start - 40)
    end = begin + len(text[begin : name.start].rstrip())
    if text[end - 1 : end] == "," and _SET_OFF.match(text, name.end):
        return _before_comma(text, sentence, end - 1)
    word = _WORD_BEFORE.search(text, begin, name.start)
    if not word or not word["word"][0].islower() or not _is_head(word["word"]):
        return None
    start = _walk_back(text, sentence, name.start)
    return None if start is None else Span(start, end)


def _before_comma(text: str, sentence: Span, comma: int) -> Span | None:
    """Read "the lead negotiator" or "Deputy Premier of the Council" before ", Jane Roe,"."""
    body = _OF_BODY.search(text, max(sentence.start, comma - 120), comma)
    cursor = body.end("office") if body else comma
    head = _LAST_WORD.search(text, max(sentence.start, cursor - 40), cursor)
    if not head or not _is_head(head["word"]):
        return None
    start = _walk_back(text, sentence, cursor, after_head=True)
    return None if start is None else Span(start, comma)


def _is_head(word: str) -> bool:
    if word.endswith(("'s", "’s")):
        return False
    last = singular_head(fold(word).rpartition(" ")[2])
    return last in HEADS or last in ("elect", "designate")


def _walk_back(text: str, sentence: Span, at: int, after_head: bool = False) -> int | None:
    """Walk back over the words of a title; one capitalised name may open it."""
    start: int | None = None
    for _ in range(7):
        pattern = _LAST_WORD if after_head and start is None else _WORD_BEFORE
        found = pattern.search(text, max(sentence.start, at - 40), at)
        if not found or not _may_stand_in_title(found["word"], start is not None):
            break
        start = at = found.start("word")
        if _opens_title(found["word"]):
            break
    return start


def _opens_title(word: str) -> bool:
    bare = fold(word)
    in_title = bare.rpartition(" ")[2] in HEADS or bare in MODIFIERS
    return word[0].isupper() and not in_title and not country_of(word)


def _may_stand_in_title(word: str, has_more: bool) -> bool:
    bare = fold(re.sub(r"['’]s$", "", word))
    if _is_head(word) or country_of(word) or (bare in MODIFIERS and word != "Then"):
        return True
    is_name = word[0].isupper() and bare not in OPENERS and bare not in WEEKDAYS_MONTHS
    return has_more and is_name and not word.endswith(".")


def office_after(text: str, sentence: Span, end: int) -> Span | None:
    """Read an office set behind a name between commas: ", the Treasury secretary, "."""
    found = _AFTER.match(text, end, sentence.end)
    if not found:
        return None
    phrase = _CUT.sub("", found["office"]).rstrip()
    first = fold(_OF.split(phrase)[0]).split()
    if not first or singular_head(first[-1]) not in HEADS or len(first) > 7:
        return None
    return Span(found.start("office"), found.start("office") + len(phrase))
