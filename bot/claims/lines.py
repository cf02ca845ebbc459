"""Lines: the sentences of an article, each with its names and what it leans on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.text.names import NameMention
from bot.text.sentences import is_heading, split_sentences
from store.articles import Article
from store.spans import Span
from store.terms import is_stop, terms

LONGEST = 700
"""A longer "sentence" is a list or a table: nothing is claimed from it."""

REFERRING = frozenset({"it", "he", "she", "they", "its", "his", "her", "their", "the", "this"})
PRONOUN = re.compile(r"\W*(?:it|they)\b", re.IGNORECASE)
DEFINITE = re.compile(r"\bthe ([a-z]{3,})\b", re.IGNORECASE)
NOUN_BEFORE = re.compile(r"\b(?:the|an?) (?:[a-z]+ )?([a-z]{3,}) $")
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Line:
    """One sentence of an article with the names in it; spans of `names` count from its start.

    `borrowed` are the names that it leans on, `subject` is the term that its "it" stands for,
    `before` are the names of the sentence before.
    """

    span: Span
    text: str
    names: tuple[NameMention, ...]
    borrowed: tuple[str, ...]
    is_heading: bool
    subject: str | None = None
    before: tuple[str, ...] = ()

    @property
    def name_spans(self) -> list[Span]:
        """Where the names stand."""
        return [Span(name.start, name.end) for name in self.names]


def lines_of(article: Article, mentions: Sequence[NameMention]) -> Iterator[Line]:
    """Give the sentences of the body; one that refers back borrows the names before it."""
    before: tuple[str, ...] = ()
    subject: str | None = None
    known = common_nouns(article.text, mentions)
    for body in article.body or (Span(0, len(article.text)),):
        for span in split_sentences(article.text, body):
            text = article.text[span.start : span.end]
            if len(text) > LONGEST:
                continue
            own = tuple(
                replace(m, start=m.start - span.start, end=m.end - span.start)
                for m in mentions
                if span.start <= m.start and m.end <= span.end
            )
            heading = is_heading(article.text, span)
            named = tuple(m.text for m in own)
            borrowed = before if refers_back(text, named) else ()
            borrowed = (*borrowed, *referred_to(text, known))
            is_pronoun = PRONOUN.match(text) is not None
            stands_for = subject if is_pronoun else None
            yield Line(span, text, own, borrowed, heading, stands_for, before)
            before = named or before
            subject = subject if is_pronoun else subject_of(text, own)


def refers_back(text: str, names: Sequence[str]) -> bool:
    """Tell whether a sentence leans on the one before it.

    >>> refers_back("It runs out in May.", []), refers_back("Ana Mirel spoke.", ["Ana Mirel"])
    (True, False)
    """
    first = text.split(maxsplit=1)[0].strip("“\"'‘").lower() if text.split() else ""
    return not names or first in REFERRING


def subject_of(text: str, names: Sequence[NameMention]) -> str | None:
    """Return the first term of a sentence that is no name: most often what it is about.

    >>> subject_of("The truce was signed in May.", [])
    'truce'
    """
    for match in WORD.finditer(text):
        if not any(n.start <= match.start() < n.end for n in names):
            found = [term for term in terms(match.group()) if not is_stop(term)]
            if found:
                return found[0]
    return None


def common_nouns(text: str, mentions: Sequence[NameMention]) -> Mapping[str, str]:
    """Return the nouns that stand for one thing with a name: bridge for "Queen Ada Bridge".

    A noun with which two names end, or before which two stand, is left out.
    """
    found: dict[str, set[str]] = {}
    for name in mentions:
        if name.kind == "person" or " " not in name.text:
            continue
        found.setdefault(name.text.split()[-1].lower(), set()).add(name.text)
        before = NOUN_BEFORE.search(text[max(0, name.start - 40) : name.start])
        if before:
            found.setdefault(before[1], set()).add(name.text)
    return {noun: names.pop() for noun, names in found.items() if len(names) == 1}


def referred_to(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names for which a sentence has their noun: "the bridge"."""
    nouns = (match[1] for match in DEFINITE.finditer(text))
    return tuple(dict.fromkeys(known[noun] for noun in nouns if noun in known))
