"""Holders: the persons in a sentence, and how well each fits the office asked about."""

import re
from collections.abc import Iterator, Sequence

from bot.ask.evidence import Sentence
from bot.ask.found import FITS, SAME_HEAD, UNFIT, UNTITLED, Found, dateline_end
from bot.ask.question import Question
from bot.ask.question_kind import singular_of
from bot.text.name_grammar import common_words
from bot.text.names import NameMention, compare_names, find_names
from bot.text.offices import read_office, same_office
from bot.text.places import country_of, levels_of
from store.spans import Span
from store.terms import terms

SHARED_OFFICE = re.compile(
    r"\b(?P<office>[Pp]residents|[Mm]inisters|[Ll]eaders|[Cc]hancellors|[Kk]ings|[Ss]enators"
    r"|[Gg]overnors|[Mm]ayors|[Aa]mbassadors|[Ss]ecretaries|[Pp]remiers)\s+"
    r"(?:[A-Z][\w.'’-]+\s+){1,4}and\s+$"
)
APPOINTED = re.compile(
    r",?\s+(?:who\s+)?(?:was|were|is|has been|had been)\s+(?:\w+ly\s+)?"
    r"(?:appointed|named|elected|chosen|confirmed|picked|sworn in|installed)\s+(?:as\s+)?"
    r"(?:the\s+|its\s+|their\s+)?(?:new\s+)?(?P<office>[^\d,;.:]{3,60}?)"
    r"(?=\s+(?:on|in|at|last|after|by|to|this|earlier)\b|[,;.])",
)
REPLACED = re.compile(
    r"\b(?:succeed(?:s|ed|ing)?|replac(?:es?|ed|ing)|(?:takes?|took|taking) over from)\s+"
    r"(?:\w+\s+){0,3}$"
)
APPOSITION = re.compile(r",\s+(?P<what>(?:an?|the|one of|who is|former)\s[^,;.]{3,80})(?=[,;.])")
OWNER = r"(?P<owner>[A-Z][\w&-]*(?:\s+[A-Z][\w&-]*){0,3})"
OWNER_FIRST = OWNER + r"['’]s?\s+(?:[a-z]+\s+)?%s\b"
OWNER_LAST = r"\b%s\s+(?:of|at)\s+(?:the\s+)?" + OWNER
OWNED = re.compile(r"^(?:the|an?)\s+|^.*['’]s?\s+|\s+(?:of|at)\s+(?:the\s+)?[A-Z].*$")
POSSESSIVE = re.compile(r"['’]s?\b")


def find_people(question: Question, sentence: Sentence) -> Iterator[Found]:
    """Find the persons in a sentence; where a person is asked about, what it says they are."""
    if question.subject is not None:
        yield from _descriptions(question.subject, sentence)
        return
    text = sentence.text
    if question.office is not None and is_of_others(question.office, question.names, text):
        return
    named = (mention for mention in find_names(text) if may_be_person(mention))
    for mention in named:
        if mention.start >= dateline_end(text) and not is_owner(question, mention, text):
            span = Span(mention.start, mention.end)
            office = office_of(mention, text)
            is_gone = is_outgoing(question, text, mention.start)
            fitting = UNFIT if is_gone else fit_person(office, mention, question)
            yield Found("person", span, None, fitting, office)


def _descriptions(subject: str, sentence: Sentence) -> Iterator[Found]:
    """Find what a sentence says a person is: the office beside the name, or an apposition."""
    for mention in find_names(sentence.text):
        if not is_same_name(subject, mention.text):
            continue
        if mention.office_start is not None and mention.office_end is not None:
            yield Found("office", Span(mention.office_start, mention.office_end), None)
        apposed = APPOSITION.match(sentence.text, mention.end)
        if apposed:
            yield Found("office", Span(*apposed.span("what")), None)


def is_same_name(a: str, b: str) -> bool:
    """Tell whether two names may be one person's.

    >>> is_same_name("Mirel", "Ana Mirel"), is_same_name("Ana Mirel", "Ana Korda")
    (True, False)
    """
    return compare_names(a, b) in ("same", "part")


def may_be_person(mention: NameMention) -> bool:
    """Tell whether a name may be a person's: said to be one, or one that is no place or word."""
    if mention.kind != "name":
        return mention.kind == "person"
    return not levels_of(mention.text) and mention.text.casefold() not in common_words()


def is_owner(question: Question, mention: NameMention, text: str) -> bool:
    """Tell whether a name only says whose office it is: "Orva's chief of staff"."""
    return question.office is not None and POSSESSIVE.match(text, mention.end) is not None


def is_of_others(office: str, names: Sequence[str], text: str) -> bool:
    """Tell whether a sentence gives an office to another body than the one asked about.

    >>> is_of_others("Orva's mayor", ("Orva",), "Vale's mayor spoke.")
    True
    >>> is_of_others("mayor of Orva", ("Orva",), "Orva's mayor met the mayor of Vale.")
    False
    """
    bare = OWNED.sub("", office)
    owners = [
        found["owner"]
        for pattern in (OWNER_FIRST, OWNER_LAST)
        for found in re.finditer(pattern % re.escape(bare), text)
    ]
    return bool(names and owners) and not any(
        is_one_body(owner, name) for owner in owners for name in names
    )


def is_one_body(a: str, b: str) -> bool:
    """Tell whether two names may be of one company, country or town."""
    if not {country_of(a), country_of(a.split()[0])}.isdisjoint({country_of(b)} - {None}):
        return True
    return not set(terms(a)).isdisjoint(terms(b))


def office_of(mention: NameMention, text: str) -> str | None:
    """Return the office given beside a name, or to which the sentence says they were appointed."""
    appointed = APPOINTED.match(text, mention.end)
    if mention.office is None and appointed:
        return appointed["office"]
    return mention.office or shared_office(text[: mention.start])


def is_outgoing(question: Question, text: str, start: int) -> bool:
    """Tell whether a sentence names somebody as the one who held the office before."""
    asks_now = question.office is not None and question.tense != "past"
    return asks_now and REPLACED.search(text[:start]) is not None


def shared_office(before: str) -> str | None:
    """Return the office that two persons share: the one before "… and NAME".

    >>> shared_office("between presidents Ana Mirel and ")
    'president'
    """
    match = SHARED_OFFICE.search(before)
    return singular_of(match["office"].lower()) if match else None


def fit_person(office: str | None, mention: NameMention, question: Question) -> float:
    """Return how well a person fits the office asked for; one without any office may hold it."""
    if question.office is None:
        return UNTITLED if mention.kind == "person" else 0.0
    if office is None:
        return 0.0
    if same_office(question.office, office):
        return FITS
    return SAME_HEAD if has_same_head(question.office, office) else UNFIT


def has_same_head(asked: str, stated: str) -> bool:
    """Tell whether two offices are of one kind, where neither says that it is elsewhere.

    >>> has_same_head("the US president", "President"), has_same_head("French king", "Dutch king")
    (True, False)
    """
    one, two = read_office(asked), read_office(stated)
    if one is None or two is None or (one.rank, one.head) != (two.rank, two.head):
        return False
    return one.country == two.country or None in (one.country, two.country)
