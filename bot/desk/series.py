"""Series: the values of one changing thing, by source, in the order of publication."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bot.ask.answer import Citation, Verdict
from bot.ask.candidates import Candidate
from bot.ask.citing import cite
from bot.ask.question_words import SAYING
from bot.desk.disputes import Told, latest, tell_facts
from bot.desk.figures import WORD
from bot.desk.topic import Topic
from bot.text.dates import DateValue
from bot.text.numbers import NumberValue
from store import Store
from store.terms import content_terms, terms

LABEL_WORDS = 2
LABEL_SHARE = 0.35
"""A word of a label stands at least this near to the values, beside the nearest one."""

SAYING_TERMS = frozenset(t for word in SAYING for t in terms(word)) | frozenset(terms("least most"))
SeriesKind = Literal["figure", "day"]


@dataclass(frozen=True)
class Stated:
    """A value as one article states it; `low` and `high` bound a figure, ISO days for a day."""

    low: float | str | None
    high: float | str | None
    citation: Citation


@dataclass(frozen=True)
class Series:
    """The values of one changing thing in the order of publication, undated ones last.

    `unit` is what a figure counts or measures, "" where nothing is named; `label` are words that
    stand beside the values. `verdicts` are between places in `stated`.
    """

    kind: SeriesKind
    unit: str
    label: str
    stated: tuple[Stated, ...]
    verdicts: tuple[Verdict, ...]


def find_series(store: Store, topic: Topic) -> list[Series]:
    """Return the things whose value changes or differs, those with most values first."""
    changing = [told for told in tell_facts(topic) if is_changing(told)]
    found = [one for told in changing if (one := make_series(store, told)) is not None]
    return sorted(found, key=lambda one: -len(one.stated))


def is_changing(told: Told) -> bool:
    """Tell whether a fact has values that replace or contradict each other."""
    return any(verdict.verdict != "agree" for verdict in told.verdicts) and len(told.groups) > 1


def make_series(store: Store, told: Told) -> Series | None:
    """Return the values of a fact as stated, None where fewer than two are verbatim."""
    members = [member for one in told.groups for member in one.members]
    cited = [(m, found) for m in sorted(members, key=order_of) if (found := make_stated(store, m))]
    if len({(one.low, one.high) for _, one in cited}) < 2:
        return None
    value = cited[0][0].value
    unit = value.unit if isinstance(value, NumberValue) else ""
    kind: SeriesKind = "day" if isinstance(value, DateValue) else "figure"
    verdicts = tuple(placed(told, [member for member, _ in cited]))
    return Series(kind, unit, label_of(told), tuple(one for _, one in cited), verdicts)


def placed(told: Told, members: Sequence[Candidate]) -> Iterator[Verdict]:
    """Give the verdicts between groups as between the last of each that are shown.

    Of the updates of a value only those from one to the next are given.
    """
    steps = [set(step) for step in pairwise(told.in_time)]
    kept = (v for v in told.verdicts if v.verdict != "update" or set(v.between) in steps)
    for verdict in kept:
        ends = [latest(told.groups[place]) for place in verdict.between]
        if all(end in members for end in ends):
            one, two = (members.index(end) for end in ends)
            yield Verdict(verdict.verdict, (min(one, two), max(one, two)), verdict.why)


def label_of(told: Told) -> str:
    """Return the words that stand nearest to most values of a fact, as an article writes them."""
    figures = told.fact.figures
    shared = Counter(term for figure in figures for term in figure.beside)
    text, near = figures[0].sentence.text, figures[0].beside
    telling = {t: near[t] * (shared[t] - 0.9) for t in near if t not in SAYING_TERMS}
    least = max(telling.values(), default=0.0) * LABEL_SHARE
    ranked = sorted((t for t in telling if telling[t] >= least), key=lambda t: -telling[t])
    written = {t: w for w in reversed(WORD.findall(text)) for t in content_terms(w)}
    return ", ".join(dict.fromkeys(written[t] for t in ranked[:LABEL_WORDS] if t in written))


def order_of(member: Candidate) -> tuple[bool, str]:
    """Return the key that puts values in order of publication, undated ones last."""
    at = member.sentence.hit.published_at
    return at is None, at or ""


def make_stated(store: Store, member: Candidate) -> Stated | None:
    """Return one value with its citation, None if that is not verbatim."""
    citation = cite(member, store.articles)
    if citation is None:
        return None
    value = member.value
    if isinstance(value, DateValue):
        days = (value.earliest, value.latest)
        first, last = (day.isoformat() if day else None for day in days)
        return Stated(first, last, citation)
    if isinstance(value, NumberValue):
        bounds = (value.low, value.high)
        low, high = (None if bound is None else float(bound) for bound in bounds)
        return Stated(low, high, citation)
    return None
