"""Local reports of shootings, replayed in date order: thousands alike, few that disagree."""

import json
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bot.claims.examine import examine
from bot.evaluate.archives import DATABASE, opened_archive
from bot.evaluate.evaluation import EvaluationSet, Item, Run, Tools
from bot.evaluate.figures import Figure, Outcome, mean, measured_share, summed_ratio
from bot.evaluate.labels import judged
from bot.evaluate.records import find_file, has_fields, read_items
from bot.evaluate.scoring import percentile
from bot.ingest.batch import Intake
from bot.ingest.published import parse_published
from bot.ingest.records import read_record
from store import Store
from store.subscriptions import NewSubscription

STEM = "articles"
EARLY, LATE = slice(500, 1500), slice(-1000, None)
"""Times are told of the articles around the thousandth, and of the last thousand."""

BEGINNING = "2000-01-01T00:00:00Z"
SIDE = ("article_id", "version", "start", "end", "value_start", "value_end")


def is_in(folder: Path) -> bool:
    """Tell whether a folder holds reports with the incident that each is of."""
    known = has_fields(folder, STEM, "id", "incident", "published", "text")
    return known and find_file(folder, "incidents") is not None


def read(folder: Path) -> list[Item]:
    """Return the reports in the order of publication, undated ones last."""
    return sorted(read_items(folder, STEM), key=lambda item: published(item.record))


def published(record: Mapping[str, Any]) -> str:
    """Return the day of a report, one beyond all others where there is none."""
    found = parse_published(record.get("published"))
    return found.at[:10] if found else "9999"


@contextmanager
def opened(folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what adds a report to an archive that grows, with one channel told of conflicts."""
    incidents = {item.item_id: str(item.record["incident"]) for item in read_items(folder, STEM)}
    with (
        tempfile.TemporaryDirectory(prefix="copydesk-") as place,
        opened_archive(Path(place) / DATABASE) as store,
    ):
        store.subscriptions.add(NewSubscription("C1", verdicts=("conflict",)), BEGINNING)
        yield partial(run, store, incidents)


def run(store: Store, incidents: Mapping[str, str], item: Item) -> Outcome:
    """Add one report, compare it, and count what the channel is alerted to."""
    draft = read_record(item.record, item.item_id, Path("articles.jsonl"), 1)
    Intake(store).take_all([draft])
    at = f"{published(item.record)[:10]}T12:00:00Z"
    started = time.process_time()
    found = examine(store, [item.item_id], at)
    seconds = time.process_time() - started
    alerts = told(store, at)
    one = [is_one_incident(alert, incidents) for alert in alerts]
    marks = judged(alerts)
    measured = {
        "alerts": float(len(alerts)), "of one incident": float(sum(one)),
        "claims": float(found.claims), "judged": float(len(marks)), "right": float(sum(marks)),
        "unjudged": float(len(alerts) - len(marks)),
    }  # fmt: skip
    return Outcome(item.item_id, {}, measured, {"alerts": alerts}, seconds)


def told(store: Store, at: str) -> list[dict[str, Any]]:
    """Return what waits in the outbox by ids and offsets alone, and take it out."""
    waiting = store.alerts.pending()
    store.alerts.mark_sent([alert.alert_id for alert in waiting], at)
    return [as_shown(json.loads(alert.payload)) for alert in waiting]


def as_shown(verdict: Mapping[str, Any]) -> dict[str, Any]:
    """Return where both sides of a verdict stand: article, version, sentence and value."""
    return {"slot": verdict["slot"], **{s: [verdict[s][key] for key in SIDE] for s in "ab"}}


def is_one_incident(alert: Mapping[str, Any], incidents: Mapping[str, str]) -> bool:
    """Tell whether the registry has both articles of an alert under one incident."""
    return incidents.get(alert["a"][0]) == incidents.get(alert["b"][0])


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return alerts for each thousand articles, how many are right, and the time."""
    thousands = [Outcome(o.item_id, {}, {"alerts": 1000 * o.measured["alerts"]}) for o in outcomes]
    early, late = median_of(outcomes[EARLY]), median_of(outcomes[LATE])
    return [
        mean("conflict alerts for each 1,000 articles", thousands, "alerts"),
        summed_ratio("conflict alerts judged by reading: are one", outcomes, "right", "judged"),
        summed_ratio("conflict alerts that nobody judged", outcomes, "unjudged", "alerts"),
        summed_ratio("conflict alerts whose articles are of one incident", outcomes,
                     "of one incident", "alerts"),
        measured_share("articles with claims", outcomes, "claims"),
        Figure("CPU seconds an article around the 1,000th, median", early,
               len(outcomes[EARLY]), unit="seconds"),
        Figure("CPU seconds an article in the last 1,000, median", late,
               len(outcomes[LATE]), unit="seconds"),
        Figure("the last 1,000 take so many times as long",
               late / early if early and late is not None else None, len(outcomes), unit="mean"),
    ]  # fmt: skip


def median_of(outcomes: Sequence[Outcome]) -> float | None:
    """Return the median time of an article."""
    return percentile([o.seconds for o in outcomes if o.seconds is not None], 0.5)


GUN_VIOLENCE = EvaluationSet("gun_violence", is_in, read, opened, summarise)
