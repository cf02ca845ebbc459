"""An answer: values with citations, the relations between them, or why there is none."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from bot.judging import WARNED, RelationKind
from bot.text.modes import Mode
from store.quotes import StoredQuote

Status = Literal["answered", "disputed", "ambiguous", "abstained"]
"""Ambiguous: the readings are of different things, and the question does not say which."""

Standing = Literal["side", "further"]


@dataclass(frozen=True)
class Citation(StoredQuote):
    """Where a value stands: its sentence at an exact span of one version of one article.

    `wording` is the value's own words inside the quote, at `value_start:value_end`; `reading` is
    what the wording was read as, in plain English.
    """

    speaker: str | None
    wording: str
    value_start: int
    value_end: int
    reading: str | None
    mode: Mode
    copy_of: str | None
    note: str | None


@dataclass(frozen=True)
class Value:
    """One side: compatible wordings of one value.

    `standing` is "side" for what is said of the very fact asked about, and "further" for what was
    also found. `also` are more citations of the same value: the less sure an answer is, the more
    of its first quotes are of other values. `likelihood` is that of its being right, or a side.
    """

    text: str
    kind: str
    normalised: str | None
    precision: str | None
    standing: Standing
    independent_sources: int
    citations: tuple[Citation, ...]
    also: tuple[Citation, ...] = ()
    likelihood: float | None = None

    @property
    def every(self) -> tuple[Citation, ...]:
        """All its citations."""
        return (*self.citations, *self.also)


@dataclass(frozen=True)
class Verdict:
    """How two values stand to each other, by their places in the answer.

    `likelihood` is that of their being of one fact.
    """

    verdict: RelationKind
    between: tuple[int, int]
    likelihood: float | None = None


@dataclass(frozen=True)
class IndexState:
    """What was searched: how many articles, and the newest publication time among them."""

    articles: int
    as_of: str | None


@dataclass(frozen=True)
class Answer:
    """What Copydesk found, or why it abstains; `searched` are the terms it looked for.

    `likelihood` is that of the first value's answering the question, None where nothing was read.
    """

    question: str
    asked_at: str
    status: Status
    values: tuple[Value, ...]
    verdicts: tuple[Verdict, ...]
    reason: str | None
    nearest: tuple[Citation, ...]
    searched: tuple[str, ...]
    understood: str
    index: IndexState
    likelihood: float | None = None

    @property
    def conflicts(self) -> tuple[Verdict, ...]:
        """The verdicts that a reader must be warned of."""
        return tuple(verdict for verdict in self.verdicts if verdict.verdict in WARNED)


def as_json(answer: Answer) -> dict[str, Any]:
    """Return the answer as the JSON contract of docs/answer.md has it."""
    return asdict(answer)


def from_json(payload: dict[str, Any]) -> Answer:
    """Return the answer that `as_json` wrote, exactly as it was; what it does not know is left."""
    return Answer(
        **{
            **_known(Answer, payload),
            "values": tuple(map(_value, payload["values"])),
            "verdicts": tuple(map(_verdict, payload["verdicts"])),
            "nearest": _citations(payload["nearest"]),
            "searched": tuple(payload["searched"]),
            "index": IndexState(**payload["index"]),
        }
    )


def _value(payload: dict[str, Any]) -> Value:
    quotes = {name: _citations(payload.get(name, ())) for name in ("citations", "also")}
    return Value(**{**_known(Value, payload), **quotes})


def _verdict(payload: dict[str, Any]) -> Verdict:
    return Verdict(**{**_known(Verdict, payload), "between": tuple(payload["between"])})


def _citations(payload: list[dict[str, Any]]) -> tuple[Citation, ...]:
    return tuple(Citation(**_known(Citation, one)) for one in payload)


def _known(kind: Any, payload: dict[str, Any]) -> dict[str, Any]:
    return {one.name: payload[one.name] for one in fields(kind) if one.name in payload}
