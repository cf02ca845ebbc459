"""People: who holds which office of what, and how names are written."""

import re
from collections.abc import Iterator, Sequence

from bot.claims.figures import Found
from bot.text.names import NameMention
from bot.text.offices import HEADS, read_office
from store.spans import Span
from store.terms import content_terms

SINGLE = re.compile(
    r"\b(?:president|premier|mayor|governor|king|queen|pope|pontiff|chancellor|prime minister"
    r"|minister|chief executive|chair(?:man|woman)?|archbishop|treasurer|secretary)\b",
    re.IGNORECASE,
)
"""Offices that one person holds at a time, once what they are an office of is known."""

SEVERAL = re.compile(
    r"\b(?:deputy|vice|assistant|former|ex|late|acting|interim|senior|associate|spokes\w+|"
    r"officer|detective|sergeant|sgt|lieutenant|lt|captain|capt|cpl|corporal|trooper|agent|"
    r"judge|justice|senator|sen|rep|representative|congress\w+|councill?(?:or|man|woman)|member|mp|"
    r"attorney|lawyer|prosecutor|professor|prof|dr|doctor|analyst|director|manager|"
    r"candidate|nominee|elect|designate|envoy|ambassador|general|gen|colonel|col|major|maj|owner|"
    r"principal|pastor|rev|reverend|father|sister|brother|bishop|coroner|examiner|inspector)\b",
    re.IGNORECASE,
)
OF_AFTER = re.compile(
    r"\s+of\s+(?:the\s+)?(?P<name>[A-Z][\w’'-]*(?:\s+(?:of\s+)?[A-Z][\w’'-]*){0,3})"
)
APPOINTED = re.compile(
    r"\s+(?:was|has been|is)\s+(?:appointed|named|elected|sworn in as|chosen as)\s+(?:as\s+)?"
    r"(?:the\s+)?(?P<office>[A-Za-z][\w’' -]{3,50}?)"
    r"(?=\s+(?:on|in|by|after|to|at|last|yesterday)\b|[,.;])"
)
SUFFIX = re.compile(r"[JS]r\.?|Junior|Senior|[IVX]+")
"""What follows a name: Ana King Jr. is no king of that name."""

ADJECTIVE = re.compile(r"(?P<word>[A-Z][\w’'-]+)\s+$")


def find_holders(sentence: str, names: Sequence[NameMention]) -> Iterator[Found]:
    """Give who is said to hold an office of which there is one: its wording and what it is of."""
    for name in names:
        given = appointed_to(sentence, name)
        if given is None and (name.kind != "person" or name.office is None):
            continue
        if SUFFIX.fullmatch(name.text):
            continue
        office = given or full_office(sentence, name)
        if SEVERAL.search(office):
            continue
        read = read_office(office)
        if read is None or read.status or read.rank:
            continue
        of = scope_words(office, read.head)
        if is_single(office, of):
            slot = f"office:{read.head}"
            yield Found("person", Span(name.start, name.end), None, slot, subject=office)


def appointed_to(sentence: str, name: NameMention) -> str | None:
    """Return the office to which a person is said to have been appointed."""
    match = APPOINTED.match(sentence, name.end)
    return match["office"] if match else None


def full_office(sentence: str, name: NameMention) -> str:
    """Return an office with what stands around it: "Sorvenan Foreign Minister", "Mayor of Orsa"."""
    office = name.office or ""
    after = OF_AFTER.match(sentence[name.end :])
    if after and " of " not in office:
        office = f"{office} of {after['name']}"
    first = name.office_start
    if first is not None and 0 <= first <= len(sentence):
        before = ADJECTIVE.search(sentence[:first])
        if before and before.start() > 0:
            office = f"{before['word']} {office}"
    return office


def scope_words(office: str, head: str) -> frozenset[str]:
    """Return the terms of an office apart from its head: what it is an office of.

    >>> sorted(scope_words("mayor of Port Lenna", "mayor"))
    ['lenna', 'port']
    >>> scope_words("Prime Minister", "premier")
    frozenset()
    """
    written = " ".join(words for words, meant in HEADS.items() if meant == head)
    return frozenset(content_terms(office)) - frozenset(content_terms(f"{head} {written}"))


def is_single(office: str, of: frozenset[str]) -> bool:
    """Tell whether one person holds such an office, what it is of being stated."""
    return bool(of) and SINGLE.search(office) is not None


def find_people(names: Sequence[NameMention]) -> Iterator[Found]:
    """Give the persons named in full, so that spellings can be compared."""
    for name in names:
        if name.kind == "person" and 2 <= len(name.text.split()) <= 4:
            yield Found("person", Span(name.start, name.end), None, "name", subject=name.office)
