"""Describing: what Copydesk understood of a question, in one line."""

from bot.ask.question import Question
from bot.ask.question_kind import Kind

ASKED: dict[Kind, str] = {
    "date": "a date",
    "duration": "a length of time",
    "number": "a number",
    "person": "a person",
    "place": "a place",
    "name": "a name",
    "said": "somebody's words",
    "yes_no": "yes or no",
    "open": "anything told",
}


def describe_question(question: Question) -> str:
    """Return what is asked for, of what, and of which days.

    >>> from datetime import date
    >>> from bot.ask.question import understand
    >>> describe_question(understand("How many people died in Orva?", date(2026, 1, 5)))
    'a number (people) about Orva'
    >>> describe_question(understand("What happened in December?", date(2026, 1, 5)))
    'anything told, days meant: December'
    """
    focus = f" ({question.focus})" if question.focus else ""
    about = f" about {', '.join(question.names)}" if question.names else ""
    window = f", days meant: {question.window.as_written}" if question.window else ""
    return f"{ASKED[question.kind]}{focus}{about}{window}"
