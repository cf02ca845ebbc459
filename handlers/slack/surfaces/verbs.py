"""The verbs: one list for the commands, for mentions, for the help and for the manifest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.payload import clean_question
from handlers.slack.cards.text import escape
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.surfaces.desk import Desk

UMBRELLA = "/copydesk"
Run = Callable[[Desk, Event, Poster, str], None]


@dataclass(frozen=True)
class Verb:
    """Something to ask Copydesk for by its first word; `words` is what follows it, if anything.

    `has_alias` gives it a command of its own beside `/copydesk`.
    """

    name: str
    words: str
    about: str
    run: Run
    needs_words: bool = False
    has_alias: bool = False

    @property
    def usage(self) -> str:
        """Return how it is typed."""
        return self.usage_after(f"{UMBRELLA} {self.name}")

    def usage_after(self, typed: str) -> str:
        """Return how it is typed after a command: its own ("/ask") or everybody's."""
        return f"{typed} {self.words}".rstrip()


Verbs = Mapping[str, Verb]


def read_verb(text: str, verbs: Verbs) -> tuple[Verb | None, str]:
    """Return the verb that a text begins with and the words after it."""
    first, _, rest = text.strip().partition(" ")
    verb = verbs.get(first.lower().rstrip(":,"))
    return verb, rest.strip() if verb else text.strip()


def run_verb(verb: Verb, words: str, desk: Desk, event: Event, poster: Poster) -> None:
    """Do what a verb says, or say how it is used when its words are missing."""
    if verb.needs_words and not words:
        is_own = event.name == f"/{verb.name}"
        usage = verb.usage_after(event.name) if is_own else verb.usage
        poster.tell(Message(escape(f"Usage: {usage}\n{verb.about}")))
        return
    if verb.name != "check":
        words = clean_question(words)
    verb.run(desk, event, poster, words)


def is_meant(verb: Verb, words: str, text: str) -> bool:
    """Tell whether a message calls a verb: "status of the ferry?" is a question."""
    if verb.words or not words:
        return True
    return not text.rstrip().endswith("?") and len(words.split()) < 2


def help_lines(verbs: Verbs) -> list[tuple[str, str]]:
    """Return each verb's usage with what it does."""
    return [(verb.usage, verb.about) for verb in verbs.values()]
