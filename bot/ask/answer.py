"""An answer: values with citations, the verdicts between them, or why there is none."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from bot.text.attribution import Mode
from bot.verdicts.judging import VerdictName
from store.quotes import StoredQuote

Status = Literal["answered", "disputed", "abstained"]
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
    """One side: compatible wordings of one value, the most precise on top.

    `standing` is "side" for what is said of the very fact asked about, and "further" for a lesser
    match, shown so that nothing found is hidden.
    """

    text: str
    kind: str
    normalised: str | None
    precision: str | None
    standing: Standing
    independent_sources: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Verdict:
    """What kind of difference lies between two values, by their places in the answer."""

    verdict: VerdictName
    between: tuple[int, int]
    why: str


@dataclass(frozen=True)
class IndexState:
    """What was searched: how many articles, and the newest publication time among them."""

    articles: int
    as_of: str | None


@dataclass(frozen=True)
class Answer:
    """What Copydesk found, or why it abstains; `searched` are the terms it looked for."""

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

    @property
    def conflicts(self) -> tuple[Verdict, ...]:
        """The verdicts that a reader must be warned of."""
        return tuple(verdict for verdict in self.verdicts if verdict.verdict in WARNED)


WARNED = frozenset({"conflict", "attributed position"})


def as_json(answer: Answer) -> dict[str, Any]:
    """Return the answer as the JSON contract of docs/answer.md has it."""
    return asdict(answer)


def from_json(payload: dict[str, Any]) -> Answer:
    """Return the answer that `as_json` wrote, exactly as it was."""
    return Answer(
        **{
            **payload,
            "values": tuple(_value(value) for value in payload["values"]),
            "verdicts": tuple(
                Verdict(**{**verdict, "between": tuple(verdict["between"])})
                for verdict in payload["verdicts"]
            ),
            "nearest": tuple(Citation(**citation) for citation in payload["nearest"]),
            "searched": tuple(payload["searched"]),
            "index": IndexState(**payload["index"]),
        }
    )


def _value(payload: dict[str, Any]) -> Value:
    citations = tuple(Citation(**citation) for citation in payload["citations"])
    return replace(Value(**{**payload, "citations": ()}), citations=citations)
