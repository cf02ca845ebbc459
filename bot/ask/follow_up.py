"""Follow-ups: a question that leans on the one before it, made complete in itself."""

import re
from datetime import date

from bot.ask.question import (
    AUXILIARIES,
    QUESTION_WORD,
    asking_sentence,
    is_auxiliary_first,
    window_of,
)
from bot.text.dates import MONTH_NAMES, WEEKDAY_NAMES
from bot.text.words import capitalised
from store.terms import content_terms, is_stop

LEADING = re.compile(
    r"^\s*(?:(?:and|but|or|so|ok(?:ay)?|then|also)\b[\s,]*)+|^\s*(?:what|how)\s+about\b\s*",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|he|him|his|she|her|hers|itself)\b"
    r"|\b(?:this|that|these|those)(?=\s*(?:[?.!,]|$)|\s+(?:is|was|are|were|will|did|has|had)\b)"
    r"|\b(?:is|was|are|were|did|does|do|will|of|about)\s+(?:this|that|these|those)\s+\w+"
    r"|\b(?:there|then)(?=\s*(?:[?.!]|$))",
    re.IGNORECASE,
)
NOUN_BEFORE = re.compile(r"\b(?:the|an?|our|every|any)\s+(?!one\b)[a-z]", re.IGNORECASE)
OPENING = re.compile(
    r"^\s*(?:(?:on|by|until|since|till|from|in|at|to|for)\s+)?"
    r"(?:when|who|whom|whose|where|why|which|what|how(?:\s+(?:many|much|long|old|far|often))?)?\s*"
    r"(?:(?:is|are|was|were|will|would|do|does|did|has|have|had|can|could)\b\s*)?",
    re.IGNORECASE,
)
PREPOSITION = re.compile(r"^(?P<word>in|at|by|from|for|of|on|to|with|near)\s+", re.IGNORECASE)
IT = re.compile(r"\bit\b", re.IGNORECASE)
DETERMINER = re.compile(r"\b(?:the|an?)\s", re.IGNORECASE)
DO_VERB = re.compile(r"\b(?:do|does|did|will|would|can|could)\b", re.IGNORECASE)
NAME = re.compile(r"[A-Z][\w’'&.\-]*[\w]|[A-Z]")
CALENDAR = frozenset((*MONTH_NAMES, *WEEKDAY_NAMES))
MOST_TERMS = 2
"""A question of so few terms, without a name of its own, is about what was spoken of before."""


def follow_up(previous: str, new: str, asked_on: date, answered: str | None = None) -> str | None:
    """Return a question complete in itself, None when the new one is so already.

    `previous` is the question before it, complete; `answered` its value, to whom "he" may refer.

    >>> follow_up("When does the Orva truce end?", "and who signed it?", date(2026, 1, 5))
    'Who signed the Orva truce?'
    >>> follow_up("When was the Orva truce signed?", "Who is the mayor of Sel?", date(2026, 1, 5))
    """
    rest = without_lead(new)
    leads = rest != new.strip()
    timeless = without_time(rest, asked_on)
    has_time = timeless != rest
    if not rest or not leans(rest, timeless, leads):
        return None
    if is_part(new):
        return with_part(without_time(previous, asked_on) if has_time else previous, rest)
    asked = without_time(previous, asked_on) if has_time else previous
    topic = topic_of(asked)
    if answered and is_about_a_person(rest):
        topic = f"{topic}, {answered}" if topic else answered
    if is_thing(topic, asked) and len(IT.findall(rest)) == 1:
        return capitalised(IT.sub(lambda _: topic, rest))
    return f"{capitalised(topic)}. {capitalised(rest)}" if topic else None


def is_thing(topic: str, asked: str) -> bool:
    """Tell whether a topic may stand in place of "it": nothing is left in it of a verb.

    >>> is_thing("the truce", "When does the truce end?"), is_thing("the truce signed", "Was it?")
    (True, False)
    """
    opening = OPENING.match(asked)
    last = opening.group().lower().split()[-1:] if opening else []
    is_split = DO_VERB.fullmatch(last[0]) if last and last[0] in AUXILIARIES else True
    return bool(is_split) and bool(DETERMINER.match(topic) or names_in(f"x {topic}") == (topic,))


def leans(rest: str, timeless: str, leads: bool) -> bool:
    """Tell whether a question cannot be understood without the one before it."""
    names = names_in(rest)
    pronoun = PRONOUN.search(rest)
    if pronoun is not None:
        before = rest[: pronoun.start()]
        return not any(name in before for name in names) and not NOUN_BEFORE.search(before)
    if leads:
        return not names or QUESTION_WORD.search(rest) is None
    # "Who is the captain?" leans; "What is the inflation rate?" names a subject of its own.
    most = 1 if NOUN_BEFORE.search(rest) else MOST_TERMS
    return not names and len(content_terms(QUESTION_WORD.sub("", timeless))) <= most


def is_about_a_person(rest: str) -> bool:
    """Tell whether a question speaks of somebody by a pronoun."""
    return re.search(r"\b(?:he|him|his|she|her|hers|they|them|their)\b", rest, re.I) is not None


def without_time(question: str, asked_on: date) -> str:
    """Return a question without the words for the days it speaks of.

    >>> without_time("How many people died in Orva in May 2025?", date(2026, 1, 5))
    'How many people died in Orva?'
    """
    window = window_of(question, asked_on)
    if window is None:
        return question
    return re.sub(rf"\s*(?:\bin |\bon |\bof )?{re.escape(window.as_written)}", "", question).strip()


def topic_of(question: str) -> str:
    """Return what a question is about, without what it asks.

    >>> topic_of("When does the truce between Orva and Delm end?")
    'the truce between Orva and Delm'
    """
    asked = asking_sentence(question)
    context = question[: question.rfind(asked)].strip(" .") if asked != question else ""
    own = stripped(asked)
    if context:  # the asking sentence adds its names, and its pronouns nothing
        added = [name for name in names_in(asked) if name not in context]
        own = ", ".join(added)
    return ", ".join(part for part in (context, own) if part)


def stripped(asked: str) -> str:
    """Return an asking sentence without its question word, auxiliary and closing verb."""
    text = asked.strip().rstrip("?.! ")
    opening = OPENING.match(text)
    head = opening.group() if opening else ""
    rest = text[len(head) :].strip()
    words = rest.split()
    # "When does X end": the verb that do-support leaves at the end says nothing of X.
    has_verb = DO_VERB.search(head) and QUESTION_WORD.search(head)
    is_verb = has_verb and len(words) > 2 and words[-1].islower()
    return as_thing(" ".join(words[:-1]) if is_verb else rest, is_auxiliary_last(head))


def is_auxiliary_last(head: str) -> bool:
    """Tell whether what opens a question ends in its auxiliary, so that its subject follows."""
    return bool(head.split()) and head.split()[-1].lower() in AUXILIARIES


def as_thing(told: str, is_subject: bool) -> str:
    """Return what a question tells, from its first article or name on, as far as names are kept.

    >>> as_thing("people died on the Corrie Belle", False), as_thing("Merrow pay per share", True)
    ('the Corrie Belle', 'Merrow')
    """
    names, article = names_in(f"x {told}"), DETERMINER.search(told)
    start = article.start() if article else len(told)
    if names and min(map(told.find, names)) < start:
        return ", ".join(names)
    return told[start:] if article and (names or not is_subject) else told


def with_part(previous: str, part: str) -> str:
    """Return the earlier question with one part of it replaced: "and in Delm?".

    >>> with_part("How many people died in Orva?", "in Delm?")
    'How many people died in Delm?'
    """
    part = part.rstrip("?.! ")
    asked = previous.rstrip("?.! ")
    preposition = PREPOSITION.match(part)
    names = [name for name in names_in(asked) if name in asked]
    before = rf"\b{preposition['word']} " if preposition else ""
    same = [name for name in names if re.search(before + re.escape(name), asked, re.IGNORECASE)]
    if same and names_in(f"x {part}"):
        new = part[preposition.end() :] if preposition else part
        return f"{asked.replace(same[-1], new)}?"
    return f"{asked} {part}?" if preposition else f"{asked}, {part}?"


def is_part(text: str) -> bool:
    """Tell whether a text has no question of its own, only a part to put into an earlier one.

    >>> is_part("and in Delm?"), is_part("and when?")
    (True, False)
    """
    rest = without_lead(text)
    return QUESTION_WORD.search(rest) is None and not is_auxiliary_first(rest)


def without_lead(text: str) -> str:
    """Return a text without what leads over to it: "and", "what about"."""
    return LEADING.sub("", text.strip(), count=1).strip()


def is_bare(text: str) -> bool:
    """Tell whether a text is a question word and no more, which asks of what was spoken of.

    >>> is_bare("until when?"), is_bare("where are you?")
    (True, False)
    """
    return not OPENING.sub("", without_lead(text).rstrip("?.! "), count=1)


def is_question(text: str) -> bool:
    """Tell whether a message asks something, rather than being talk between people.

    >>> is_question("and who signed it"), is_question("thanks, I will ring them")
    (True, False)
    """
    rest = without_lead(text)
    begins = (" ".join(each.split()[:2]) for each in (text, rest))
    asks = any(QUESTION_WORD.search(begin) for begin in begins)
    return asks or text.rstrip().endswith("?") or is_auxiliary_first(rest)


def names_in(text: str) -> tuple[str, ...]:
    """Return the capitalised names of a question, the sentence's first word aside.

    >>> names_in("When will Ana Mirel meet the EU envoy in Port Sel?")
    ('Ana Mirel', 'EU', 'Port Sel')
    """
    names: list[str] = []
    end = -9
    for match in NAME.finditer(text):
        word, joined = match.group(), text[end : match.start()] if end > 0 else "-"
        is_opener = match.start() == first_letter(text) and is_stop(word.lower())
        if names and joined in (" ", " of ", " de ", " van ", " al-"):
            names[-1] += joined + word
        elif is_opener or word in CALENDAR or (is_stop(word.lower()) and not word.isupper()):
            continue
        else:
            names.append(word)
        end = match.end()
    return tuple(dict.fromkeys(re.sub(r"['’]s$", "", name) for name in names))


def first_letter(text: str) -> int:
    """Return where the first letter of a text stands."""
    match = re.search(r"[^\W\d_]", text)
    return match.start() if match else 0
