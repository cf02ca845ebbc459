"""A claim: one typed value that an article states, and what it is stated of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.text.attribution import Mode
from bot.text.dates import DateValue
from bot.text.durations import DurationValue, describe_duration
from bot.text.numbers import NumberValue, describe_number
from bot.verdicts.comparing import Typed
from bot.verdicts.offices import OFFICE
from store.spans import Span
from store.times import day_of

PERSONS = "count:person:"
"""How the slot of a count of people begins; what is said of them follows: "count:person:dead"."""

ClaimKind = Literal["date", "duration", "number", "person", "place", "statement"]


@dataclass(frozen=True)
class Claim:
    """A value at `span` of an article; `sentence` is the span of the sentence around it.

    `slot` says what the value is a value of, as far as words alone tell: "count:person:dead",
    "office:foreign minister", "age". `near` are the terms around the value with their nearness
    (0 to 1), `head` the term nearest to it. `subject` is the person of an age, or what an office
    is an office of. `period` is the time the sentence speaks of, `scope` what narrows it.
    """

    article_id: str
    version: int
    source: str | None
    title: str | None
    published_at: str | None
    kind: ClaimKind
    span: Span
    wording: str
    sentence: Span
    text: str
    value: Typed
    slot: str
    near: Mapping[str, float] = field(default_factory=dict)
    head: str | None = None
    names: tuple[str, ...] = ()
    subject: str | None = None
    scope: frozenset[str] = frozenset()
    period: tuple[date, date] | None = None
    speaker: str | None = None
    mode: Mode = "report"

    @property
    def counts_people(self) -> bool:
        """Whether it is a number of people of whom something is said."""
        return self.slot.startswith(PERSONS)

    @property
    def is_of_office(self) -> bool:
        """Whether it is the holder of an office."""
        return self.slot.startswith(OFFICE)

    @property
    def where(self) -> str:
        """How to name the place where it stands."""
        return self.source or self.title or self.article_id

    @property
    def rest(self) -> str:
        """What follows it in its sentence."""
        return self.text[self.span.end - self.sentence.start :]

    @property
    def context(self) -> str:
        """The sentence with the headline, which may announce a correction."""
        return f"{self.title or ''} {self.text}"

    @property
    def published_on(self) -> date | None:
        """The day of publication."""
        return day_of(self.published_at)

    @property
    def normalised(self) -> str:
        """The value as a machine compares it; the wording where it has no other reading."""
        if isinstance(self.value, DateValue):
            return self.value.iso or self.wording.casefold()
        if isinstance(self.value, NumberValue):
            return describe_number(self.value)
        if isinstance(self.value, DurationValue):
            return describe_duration(self.value)
        return self.wording.casefold()


@dataclass(frozen=True)
class Account:
    """What an article says: its claims, and the names that tell which story it is of.

    `names` are all names in it, folded; `people` those of persons who neither hold an office nor
    speak, the people whom the story is about; `officials` those of the others, who speak in many.
    `statements` are what named speakers are quoted with, whole, for others to deny.
    """

    article_id: str
    version: int
    published_at: str | None
    names: frozenset[str]
    people: frozenset[str]
    officials: frozenset[str]
    claims: tuple[Claim, ...]
    statements: tuple[Claim, ...] = ()

    @property
    def published_on(self) -> date | None:
        """The day of publication."""
        return day_of(self.published_at)
