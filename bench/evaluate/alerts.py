"""Alerts: articles come in one after another, and what is told of them is held against a key.

Here is what every replay shares, and the replay of local reports of shootings (SemEval-2018 Task
5): thousands alike, few that disagree.
"""

import json
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from bench.evaluate.archives import DATABASE, opened_archive
from bench.evaluate.evaluation import (
    EvaluationSet,
    Item,
    Record,
    Run,
    Tools,
    noon,
    read_items,
)
from bench.evaluate.figures import Figure, Outcome, mean, percentile, summed_ratio, tally
from bot.conflicts.incoming import take_in_new
from bot.ingest.batch import Intake
from bot.ingest.files import read_record
from bot.ingest.published import parse_published
from store import Store
from store.subscriptions import NewSubscription

UNDATED = "9999-01-01"
BEGINNING = "2000-01-01T00:00:00Z"
EARLY, LATE = (500, 1500), 1000
"""Times are told of the articles around the thousandth, and of the last thousand."""

READ = {"values": "wording", "quotes": "quote", "sources": "source", "dates": "published_at"}
"""What a person needs to judge an alert."""

RIGHT = frozenset({"conflict", "right"})
Span = tuple[str, int, int]
"""An article and the characters of a value in it."""


@dataclass(frozen=True)
class Alert:
    """One alert: its verdict, and both sides as Copydesk keeps them."""

    verdict: str
    a: Mapping[str, Any]
    b: Mapping[str, Any]

    @property
    def spans(self) -> tuple[Span, Span]:
        """The two values at their places."""
        return span_of(self.a), span_of(self.b)


def span_of(side: Mapping[str, Any]) -> Span:
    """Return where the value of a side stands; where none is marked, the whole sentence."""
    start, end = side["value_start"], side["value_end"]
    if start >= end:
        start, end = side["start"], side["end"]
    return side["article_id"], start, end


def overlap(one: Span, two: Span) -> bool:
    """Tell whether two spans of one article share a character.

    >>> overlap(("a", 3, 9), ("a", 8, 12)), overlap(("a", 3, 9), ("b", 3, 9))
    (True, False)
    """
    return one[0] == two[0] and one[1] < two[2] and two[1] < one[2]


def published(record: Record) -> str:
    """Return the day of an article, one beyond all others where there is none."""
    found = parse_published(record.get("published"))
    return found.at[:10] if found else UNDATED


def in_order(items: list[Item]) -> list[Item]:
    """Return articles in the order of publication, undated ones last."""
    return sorted(items, key=lambda item: published(item.record))


def arrive(store: Store, tools: Tools, item: Item) -> float:
    """Add one article and compare it with all before; return the CPU seconds of comparing."""
    draft = read_record(item.record, item.item_id, Path("articles.jsonl"), 1)
    Intake(store).take_all([draft])
    started = time.process_time()
    compare_new(store, tools, noon(published(item.record)))
    return time.process_time() - started


def compare_new(store: Store, tools: Tools, at: datetime) -> None:
    """Compare what came in with all before, as Copydesk does by itself."""
    take_in_new(store, tools.ask, at, tools.judge())


@contextmanager
def growing_archive() -> Iterator[Store]:
    """Open an empty archive, gone in the end."""
    with (
        tempfile.TemporaryDirectory(prefix="copydesk-") as place,
        opened_archive(Path(place) / DATABASE) as store,
    ):
        yield store


@cache
def read_labels(path: Path) -> Sequence[tuple[Span, Span, bool]]:
    """Return how alerts were judged by reading both articles: ids and offsets, no text."""
    lines = path.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    return [(place(r["a"]), place(r["b"]), r["verdict"] in RIGHT) for r in records]


def labels_file(name: str) -> Path:
    """Return the file of the judgements of a set, a line of JSON for each alert."""
    return Path(__file__).with_name(f"{name}_labels.jsonl")


def place(side: Sequence[Any]) -> Span:
    """Return where a value stands that a label names: the article first, the offsets last."""
    return str(side[0]), int(side[-2]), int(side[-1])


def judgement(alert: Alert, labels: Path) -> bool | None:
    """Return whether an alert was judged right, None where nobody read it.

    It is the same one again when both values overlap those judged, in either order.
    """
    one, two = alert.spans
    for a, b, is_right in read_labels(labels):
        if (overlap(one, a) and overlap(two, b)) or (overlap(one, b) and overlap(two, a)):
            return is_right
    return None


def as_shown(alert: Alert) -> dict[str, Any]:
    """Return what is needed to read an alert, `a` and `b` as a file of labels has them."""
    sides = (alert.a, alert.b)
    return {
        "verdict": alert.verdict,
        **dict(zip("ab", map(list, alert.spans), strict=True)),
        **{name: [side.get(key) for side in sides] for name, key in READ.items()},
    }  # fmt: skip


@contextmanager
def opened_shootings(folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what adds a report to an archive that grows, with one channel told of conflicts."""
    incidents = {item.item_id: item.group for item in read_items(folder, "articles", "incident")}
    with growing_archive() as store:
        store.subscriptions.add(NewSubscription("C1", verdicts=("conflict",)), BEGINNING)
        yield partial(report, store, tools, incidents)


def report(store: Store, tools: Tools, incidents: Mapping[str, str], item: Item) -> Outcome:
    """Add one report, compare it, and count what the channel is alerted to."""
    seconds = arrive(store, tools, item)
    alerts = told(store)
    one = [incidents.get(a.spans[0][0]) == incidents.get(a.spans[1][0]) for a in alerts]
    marks = [judgement(alert, labels_file("gun_violence")) for alert in alerts]
    measured = {
        "alerts": len(alerts), "of one incident": sum(one), "articles": 1,
        "judged": len(alerts) - marks.count(None), "right": marks.count(True),
        "unjudged": marks.count(None), "place": store.articles.state().articles,
    }  # fmt: skip
    shown = [
        {**as_shown(alert), "right": mark, "one incident": same}
        for alert, mark, same in zip(alerts, marks, one, strict=True)
    ]
    return Outcome(item.item_id, {}, measured, {"alerts": shown}, seconds)


def told(store: Store) -> list[Alert]:
    """Return what waits in the outbox, and take it out."""
    waiting = store.alerts.pending()
    store.alerts.mark_sent([alert.alert_id for alert in waiting], BEGINNING)
    payloads = (json.loads(alert.payload) for alert in waiting if alert.kind == "verdict")
    return [Alert(p["verdict"], p["a"], p["b"]) for p in payloads]


def summarise_shootings(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return alerts for each thousand articles, how many are right, and the time."""
    thousands = [Outcome(o.item_id, {}, {"alerts": 1000 * o.measured["alerts"]}) for o in outcomes]
    last = max((o.measured["place"] for o in outcomes), default=0)
    early = median_time("around the 1,000th", outcomes, *EARLY)
    late = median_time("in the last 1,000", outcomes, last - LATE, last)
    ratio = late.value / early.value if early.value and late.value is not None else None
    return [
        tally("conflict alerts, of articles", outcomes, "alerts", "articles"),
        mean("conflict alerts for each 1,000 articles", thousands, "alerts"),
        summed_ratio("conflict alerts of one incident", outcomes, "of one incident", "alerts"),
        summed_ratio("conflict alerts judged by reading: are one", outcomes, "right", "judged"),
        summed_ratio("conflict alerts that nobody judged", outcomes, "unjudged", "alerts"),
        early,
        late,
        Figure("the last 1,000 take so many times as long", ratio, len(outcomes), unit="mean"),
    ]


def median_time(name: str, outcomes: Sequence[Outcome], after: float, until: float) -> Figure:
    """Return the median time of the articles at some places of the replay."""
    chosen = [o for o in outcomes if after < o.measured["place"] <= until]
    seconds = [o.seconds for o in chosen if o.seconds is not None]
    figure = f"CPU seconds an article {name}, median"
    return Figure(figure, percentile(seconds, 0.5), len(seconds), unit="seconds")


GUN_VIOLENCE = EvaluationSet(
    "gun_violence", {"articles": ("id", "incident", "published", "text"), "incidents": ()},
    opened_shootings, summarise_shootings, arranged=in_order, group="incident", is_replay=True,
)  # fmt: skip
