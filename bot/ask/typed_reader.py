"""The reader that works by rules: the values in a sentence that are of the kind asked for."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from bot.ask.candidates import Candidate
from bot.ask.evidence import Sentence
from bot.ask.expansion import related
from bot.ask.finders import asks_for_values, find_values
from bot.ask.found import Found
from bot.ask.question import Question
from bot.text.attribution import Mode, mode_of
from bot.text.dates import DateValue
from bot.text.name_grammar import ORGANISATION_WORDS
from store.spans import Span
from store.terms import is_stop, terms

WORD = re.compile(r"\w+")
CLAUSE = 15
CLAUSE_MARK = re.compile(r"[,;:–—]")
NAME_SHARE = 0.3
RULED_OUT = re.compile(
    r"\b(?:not|rather than|instead of|as opposed to)\s+(?:(?:an?|the|at|by|for|in|on|to)\s+)*$",
    re.IGNORECASE,
)
SAID = re.compile(
    r"\b(?P<verb>said|says|told(?: \w+){1,3}|reported|announced|added|stated|wrote|tweeted|posted"
    r"|confirmed|warned|published|denied|rejected|dismissed|accused|urged|demanded|insisted|promised"
    r"|pledged|admitted|acknowledged|claimed|argued|testified|disclosed|revealed)"
    r"(?: (?:in|at|to|by) [^,.;]{1,30})?,?\s+"
    r"(?:(?:late|early|earlier) )?(?:on )?$"
)


def read_typed(question: Question, sentence: Sentence) -> list[Candidate]:
    """Return the candidates of one sentence, the whole sentence where the question is open."""
    if not asks_for_values(question):
        return [whole_sentence(sentence)]
    return [
        _candidate(question, sentence, found)
        for found in find_values(question, sentence)
        if not is_given(question, sentence.text[found.span.start : found.span.end])
        and not is_ruled_out(sentence.text, found.span.start)
    ]


def whole_sentence(sentence: Sentence) -> Candidate:
    """Return the sentence itself as the candidate, as "what did X say" and open questions want."""
    return Candidate(sentence, "quote", sentence.span, sentence.text, None, sentence.features)


def _candidate(question: Question, sentence: Sentence, found: Found) -> Candidate:
    span, text = found.span, sentence.text
    features = {
        **sentence.features,
        "typed": 1.0,
        "fit": found.fit,
        "nearness": nearness(question, sentence, span),
        "saying": float(found.kind == "date" and is_of_saying(text, span.start, question.terms)),
        "vague": float(isinstance(found.value, DateValue) and found.value.iso is None),
    }
    mode: Mode = mode_of(text, span) if found.kind == "date" else "report"
    features["tense"] = tense_fit(question, mode) if found.kind == "date" else 0.0
    at = Span(sentence.span.start + span.start, sentence.span.start + span.end)
    wording = text[span.start : span.end]
    return Candidate(
        sentence, found.kind, at, wording, found.value, features, mode=mode, office=found.office
    )


def tense_fit(question: Question, mode: Mode) -> float:
    """Return 1 where a plan answers what will be or a report what was, -1 the other way round."""
    if question.tense == "any" or mode not in ("plan", "report"):
        return 0.0
    return 1.0 if (mode == "plan") == (question.tense == "future") else -1.0


def is_given(question: Question, wording: str) -> bool:
    """Tell whether a wording only repeats what the question itself says, or a name in it."""
    asked = set(terms(question.text))
    own = [term for term in terms(wording) if not is_stop(term)]
    return bool(own) and (
        all(term in asked for term in own) or is_in_full(question, wording.casefold().split())
    )


def is_in_full(question: Question, words: Sequence[str]) -> bool:
    """Tell whether words are in full the person whom a question names by the first of them.

    "Xi" is Xi Jinping, but "Trump" need not be Eric Trump, nor "Orva" Orva Motors.
    """
    if question.kind != "person" or len(words) != 2 or words[1] in ORGANISATION_WORDS:
        return False
    return words[0] in {name.casefold() for name in question.names}


def is_ruled_out(text: str, start: int) -> bool:
    """Tell whether a text says that it is not this value: "in 1998, not in 1988".

    >>> is_ruled_out("It was built in 1998, not in 1988.", 29)
    True
    >>> is_ruled_out("It is not until May.", 16)
    False
    """
    return RULED_OUT.search(text[max(0, start - 40) : start]) is not None


def nearness(question: Question, sentence: Sentence, span: Span) -> float:
    """Return how close a span stands to the question's words in its sentence: 0 to 1.

    Each comma between counts as a longer way; names count less than what is asked of them.
    """
    named = {term for name in question.names for term in terms(name)}
    closeness = dict.fromkeys(question.terms, 0.0)
    for match in WORD.finditer(sentence.text):
        if not span.start <= match.start() < span.end:
            for term in matched(match.group(), question.terms):
                near = 1 / (1 + distance(sentence.text, span, match.start(), match.end()) / 20)
                closeness[term] = max(closeness[term], near)
    weights = {term: NAME_SHARE if term in named else 1.0 for term in question.terms}
    return sum(weights[t] * closeness[t] for t in weights) / (sum(weights.values()) or 1.0)


@lru_cache(maxsize=1 << 14)
def matched(word: str, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the question's terms that a word stands for."""
    own = terms(word)
    return tuple(t for t in wanted if t in own or not related(t).isdisjoint(own))


def distance(text: str, span: Span, start: int, end: int) -> float:
    """Return the characters between a span and a word, each clause mark counted as many."""
    between = text[end : span.start] if end <= span.start else text[span.end : start]
    return len(between) + CLAUSE * len(CLAUSE_MARK.findall(between))


def is_of_saying(text: str, start: int, asked: Collection[str] = ()) -> bool:
    """Tell whether what stands here is when somebody spoke: "officials said on Sunday".

    It is not where the terms asked for have the verb: the question is when they did.
    """
    said = SAID.search(text[max(0, start - 60) : start])
    return said is not None and set(terms(said["verb"])).isdisjoint(asked)
