"""An answer, a dispute and a verdict as they are shown, worded once for terminal and Slack.

A View is text alone: what is laid out makes it harmless, sets it in type and adds the links.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.ask.answer import Answer, Citation, IndexState, Value
from bot.text.words import capitalised
from handlers.quoting import (
    Quoted,
    count,
    name_article,
    named,
    quoted_once,
    short,
    tell_also,
    tell_unstated,
)
from handlers.relations import (
    TITLES,
    VALUE_LENGTH,
    best_first,
    is_its_quote,
    label,
    latest,
    reading_of,
    sides_of,
    tell_verdicts,
    warned_of,
    worded_apart,
)
from handlers.when import tell_dated
from store.spans import Span
from store.terms import content_terms, is_stop, terms

WHICH_ONE = "Which one? The articles tell of several:"
"""The heading of an answer that is ambiguous."""

FURTHER = "Also found, perhaps about something else:"
"""What stands before values that are no side of the fact asked about."""

VALUES_SHOWN, QUOTES_SHOWN, FURTHER_SHOWN, VALUES_NAMED = 3, 5, 2, 4
"""Sides, their quotes and what else was found, shown in brief; values in a heading."""

REST_LENGTH = 100
HAS_MODE = ("date", "duration", "quote", "text")
"""Kinds of values of which a plan is another thing than a report; a person is the same in both."""

_ASKED = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_IS_ASKED = re.compile(
    r"\s*(?:who|what|which|when|where|how (?:many|much))\s+(?P<of>(?:[\w’'-]+\s+){0,3}?)"
    r"(?:is|are|was|were)\s+(?P<article>(?:the|an?)\s+)?(?P<rest>[^?]*\w)[\s?.!]*",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"[A-Z]|(?:his|her|its|their|our|this|that|these|those)\b")
"""What begins the subject of "how many people was the ferry carrying", besides an article."""


@dataclass(frozen=True)
class Side:
    """One side: its claim, how well it stands, its quotes, and who says so besides.

    `head` is "" where the heading of the whole is the claim; `lead` is its number, "Just in: ", the
    day of an event, or a sentence of a draft.
    """

    lead: str
    head: str
    standing: str
    quotes: tuple[Quoted, ...]
    also: str = ""


@dataclass(frozen=True)
class View:
    """What is shown: a heading, sentences under it, the sides, what is left out, and notes.

    `parts` are views within it; one that `is_brief` has a line for each side.
    """

    heading: str
    is_warning: bool = False
    told: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    further: tuple[Side, ...] = ()
    parts: "tuple[View, ...]" = ()
    notes: tuple[str, ...] = ()
    has_more: bool = False
    is_brief: bool = False


def view_answer(answer: Answer, now: datetime, most: int | None = VALUES_SHOWN) -> View:
    """Return an answer as it is shown: in brief with at most so many sides, in full for None."""
    answer = _readable(answer)
    if answer.status == "abstained":
        return _view_abstention(answer, now)
    found, further = sides_of(answer)
    if answer.status == "ambiguous":
        found = _each_once(found)
    against = warned_of(answer)
    first = sorted(found, key=lambda place: place not in against)[:most]
    kept = [found[place] for place in sorted(first)]
    quotes = [best_first(value) for value in kept] if most is None else _in_brief(kept, most)
    heading, is_warning = _heading(answer, found)
    sides = [_side(*each, now) for each in zip(kept, quotes, strict=True)]
    is_quoted = not is_warning and asks_yes_or_no(answer.question)
    if is_quoted:
        heading, sides = "", [replace(side, head="") for side in sides]
    elif len(found) > 1 or answer.status == "ambiguous":
        sides = [replace(side, lead=f"{number}. ") for number, side in enumerate(sides, start=1)]
    elif heading:
        sides = [_under(*each, is_warning) for each in zip(kept, sides, strict=True)]
    shown = [citation for cited in quotes for citation in cited]
    unshown = [found[place] for place in found if place not in first and not is_quoted]
    rest = () if most is None else _tell_rest(unshown, further)
    return View(
        heading,
        is_warning,
        tuple(dict.fromkeys(tell_verdicts(answer))),
        tuple(sides),
        tuple(_side(value, best_first(value), now) for value in further) if most is None else (),
        notes=(*rest, *tell_unstated(shown)),
        has_more=len(shown) < sum(len(value.every) for value in answer.values) and most is not None,
    )


def _each_once(choices: Mapping[int, Value]) -> dict[int, Value]:
    """Return choices by their places; those that are shown and read alike are one to choose."""
    by_words: dict[tuple[str, str], int] = {}
    once: dict[int, Value] = {}
    for place, value in choices.items():
        first = by_words.setdefault((label(value).casefold(), reading_of(value)), place)
        before = once.get(first)
        once[first] = _both(before, value) if before else value
    return once


def _both(one: Value, other: Value) -> Value:
    cited, also = (*one.citations, *other.citations), (*one.also, *other.also)
    sources = {c.source or c.article_id for c in cited if c.copy_of is None}
    return replace(one, citations=cited, also=also, independent_sources=len(sources))


def asks_yes_or_no(question: str) -> bool:
    """Tell whether quotes answer a question alone: a part of one, as its head, would be a verdict.

    >>> asks_yes_or_no("Will Merrow cut jobs?"), asks_yes_or_no("Who will cut jobs?")
    (True, False)
    """
    from bot.ask.question import asked_in, asking_sentence  # it pulls in the text analysis

    return asked_in(asking_sentence(question)) == "yes or no"


def _view_abstention(answer: Answer, now: datetime) -> View:
    told = [answer.reason or "No reason was given."]
    if answer.searched:
        told.append(f"Searched for: {tell_searched(answer.searched[:40], answer.question)}")
    quotes = tuple(quoted_once(answer.nearest, now, has_mode=False, has_value=False))
    near = Side("", "The nearest passages. None of them is an answer:", "", quotes)
    story = topic_near(answer)
    offer = (f"For the whole story: summary {story}",) if story else ()
    notes = (*offer, *tell_unstated(answer.nearest))
    return View("No answer", False, tuple(told), (near,) if quotes else (), notes=notes)


def topic_near(answer: Answer) -> str:
    """Return the words of a question that more than one of the nearest passages has."""
    near = [set(terms(f"{one.title or ''} {one.quote}")) for one in answer.nearest]
    asked = dict.fromkeys(_ASKED.findall(answer.question))
    held = {word: sum(not told.isdisjoint(content_terms(word)) for told in near) for word in asked}
    return short(" ".join(word for word, times in held.items() if times > 1), REST_LENGTH)


def _heading(answer: Answer, found: Mapping[int, Value]) -> tuple[str, bool]:
    """Return the heading, and whether it warns: the issue of a dispute, else the one value.

    Of values that each replaced another the last is the one. A whole quote stands below.
    """
    if answer.status == "ambiguous":
        return WHICH_ONE, False
    if answer.conflicts or answer.status == "disputed":
        against = warned_of(answer)
        apart = [value for at, value in found.items() if at in against] or [*found.values()]
        kind = answer.conflicts[0].verdict if answer.conflicts else "conflict"
        name = name_apart(answer.question, apart) or TITLES[kind]
        return name_issue(name, worded_apart(apart, in_digits=True)), True
    value = latest(answer)
    if value is None or is_its_quote(value):
        return "", False
    read = _read_beside(value)
    return f"{label(value)} ({read})" if read else label(value), False


def name_asked(question: str) -> str | None:
    """Return what a question asks of, None where leaving out its "who is" does not say so.

    >>> name_asked("How many passengers were aboard the Corrie Belle?")
    'Passengers aboard the Corrie Belle'
    >>> name_asked("how many people was the ferry carrying?")
    """
    match = _IS_ASKED.fullmatch(question)
    if match is None:
        return None
    of, rest = match["of"], match["rest"]
    is_inverted = of and (match["article"] or _SUBJECT.match(rest))
    is_whole = not is_inverted and not any(map(is_stop, of.lower().split()))
    return capitalised(f"{of}{rest}") if is_whole else None


def name_apart(question: str, values: Iterable[Value]) -> str:
    """Return what values of an answer differ on, in the words of question or quotes."""
    from bot.conflicts.naming import name_in_quotes  # it pulls in the text analysis

    first = [citation for value in values for citation in value.citations[:1]]
    quotes = [
        (one.quote, Span(one.value_start - one.start, one.value_end - one.start)) for one in first
    ]
    asked = " ".join(question.split())
    return name_asked(asked) or name_in_quotes(quotes, asked) or capitalised(asked)


def name_issue(name: str, values: Iterable[str]) -> str:
    """Return what is disputed with its first values; one that is long stands in its quote alone.

    >>> name_issue("Passengers aboard the Corrie Belle", ["83", "96"])
    'Passengers aboard the Corrie Belle: 83 or 96'
    >>> name_issue("When does the truce expire?", ["18 November", "20 November"])
    'When does the truce expire? 18 or 20 November'
    """
    told = [short(value) for value in values]
    if len(told) > VALUES_NAMED:
        told[VALUES_NAMED:] = [f"{len(told) - VALUES_NAMED} more"]
    is_short = 0 < max(map(len, told), default=0) <= REST_LENGTH // 2
    named = short(name, VALUE_LENGTH)
    return f"{named}{'' if named.endswith('?') else ':'} {either(told)}" if is_short else named


def either(told: Sequence[str]) -> str:
    """Return values as one or the other, a unit that figures have in common once.

    >>> either(["340 million dollars", "410 million dollars"]), either(["96", "83", "16"])
    ('340 or 410 million dollars', '96, 83 or 16')
    """
    split = [each.split() for each in told]
    while all(any(map(str.isdigit, " ".join(each[:-1]))) for each in split):
        if len({each[-1] for each in split}) > 1:
            break
        split = [each[:-1] for each in split]
    unit = told[-1].split()[len(split[-1]) :]
    *others, last = (" ".join(each) for each in split)
    return " ".join([*([", ".join(others), "or"] if others else []), last, *unit])


def _in_brief(values: Sequence[Value], most: int) -> list[list[Citation]]:
    """Return the quotes of each side that there is room for, none twice; every side has one."""
    room = max(QUOTES_SHOWN, most) - len(values)
    kept: list[list[Citation]] = []
    for value in values:
        each_once = {citation.quote: citation for citation in reversed(best_first(value))}
        every = [c for c in best_first(value) if each_once[c.quote] is c]
        kept.append(every[: min(len(value.citations), 1 + room)])
        room -= max(0, len(kept[-1]) - 1)
    return kept


def _side(value: Value, cited: Sequence[Citation], now: datetime) -> Side:
    """Return a side under its claim; a quote that is the claim is not shown twice."""
    quotes = tuple(quoted_once(cited, now, value.kind in HAS_MODE))
    head = label(value)
    if is_its_quote(value):
        head = f"“{short(value.text, VALUE_LENGTH)}”"
        quotes = tuple(replace(q, text="") if f"“{q.text}”" == head else q for q in quotes)
    also = tell_also([citation for citation in best_first(value) if citation not in cited])
    return Side("", head, _standing(value), quotes, also)


def _under(value: Value, side: Side, is_warning: bool) -> Side:
    """Return the only side under a heading that is its claim, and has its reading in brackets."""
    is_told = not is_warning and bool(_read_beside(value))
    return replace(side, head="", standing=_sources(value) if is_told else side.standing)


def _read_beside(value: Value) -> str:
    """Return the reading that stands beside a heading; a person's office does not."""
    return reading_of(value) if value.kind not in ("person", "name") else ""


def _standing(value: Value) -> str:
    """Return what a value was read as, and how many sources state it."""
    return " · ".join(told for told in (reading_of(value), _sources(value)) if told)


def _sources(value: Value) -> str:
    """Return how many sources state a value, and how many copies are not counted."""
    said = [count(value.independent_sources, "independent source")]
    copies = sum(citation.copy_of is not None for citation in value.every)
    if copies:
        said.append(f"{copies} {'copies' if copies != 1 else 'copy'} not counted")
    return " · ".join(said)


def _readable(answer: Answer) -> Answer:
    """Return an answer whose copies tell of their originals by source, where that is at hand."""
    cited = [citation for value in answer.values for citation in value.every]
    sources = {citation.article_id: citation.source for citation in cited if citation.source}

    def told(citations: Iterable[Citation]) -> tuple[Citation, ...]:
        return tuple(
            replace(c, speaker=named(c.speaker), copy_of=sources.get(c.copy_of or "", c.copy_of))
            for c in citations
        )

    values = [replace(v, citations=told(v.citations), also=told(v.also)) for v in answer.values]
    return replace(answer, values=tuple(values), nearest=told(answer.nearest))


def _tell_rest(unshown: Sequence[Value], further: Sequence[Value]) -> tuple[str, ...]:
    """Return the sides without room by name, and the first of what else was found.

    A day without a figure, such as "Thursday", tells nothing out of its article, and what an
    article asks ("How fast did she sink?") tells nothing at all.
    """
    telling = [
        one
        for one in further
        if (one.kind != "date" or any(map(str.isdigit, one.text)))
        and any(citation.mode != "question" for citation in one.citations)
    ]
    also = [
        f"{_briefly(value)} ({name_article(citation)})"
        for value in telling[:FURTHER_SHOWN]
        for citation in value.citations[:1]
    ]
    rest = f"Also: {'; '.join(map(_briefly, unshown))}." if unshown else ""
    found = f"{FURTHER} {'; '.join(also)}." if also else ""
    return tuple(line for line in (rest, found) if line)


def _briefly(value: Value) -> str:
    text = short(label(value), REST_LENGTH)
    return f"“{text.rstrip('.')}”" if is_its_quote(value) else text


def tell_searched(searched: Sequence[str], question: str) -> str:
    """Return what was searched for in the words of the question; the index holds their stems.

    >>> tell_searched(("popul", "mar", "inhabit"), "What is the population of Mars?")
    'population, Mars, and words of their families'
    """
    asked = _ASKED.findall(question)
    found = [next((w for w in asked if term in terms(w)), None) for term in searched]
    told = list(dict.fromkeys(word for word in found if word is not None))
    if not told:
        return ", ".join(searched)
    return ", ".join([*told, "and words of their families"] if None in found else told)


def tell_freshness(index: IndexState, now: datetime, lead: str = "Searched") -> str:
    """Return how much was searched and how new the newest of it is."""
    if not index.articles:
        return "Nothing to search yet: no article has been added."
    told = f"{lead} {count(index.articles, 'article')}"
    if index.as_of is None:
        return f"{told}; none of them is dated."
    return f"{told}; the newest is of {tell_dated(index.as_of, now)}."


def plain_text(view: View) -> str:
    """Return a view in one paragraph: what notifications show, and what is left without blocks."""
    mark, stop = "⚠ " if view.is_warning else "", "." if view.told or view.is_warning else ""
    told = [f"{mark}{view.heading}{stop}" if view.heading else "", *view.told]
    sides = [_spoken(side) for side in view.sides if view.heading != "No answer"]
    parts = [f"{'⚠ ' if part.is_warning else ''}{part.heading}" for part in view.parts]
    return " / ".join(part for part in (" ".join(filter(None, told)), *sides, *parts) if part)


def _spoken(side: Side) -> str:
    quotes = [f"“{quoted.text}”" for quoted in side.quotes[:1] if quoted.text]
    named = [f"{at.name}, {at.when}".rstrip(", ") for q in side.quotes[:1] for at in q.places[:1]]
    said = [f"{side.lead}{side.head}", *quotes, *(f"({name})" for name in named)]
    return " ".join(part for part in said if part)
