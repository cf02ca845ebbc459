"""Local reports of shootings, replayed in date order: thousands alike, few that disagree."""

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bot.alerts.choosing import values_key
from bot.claims.examine import examine
from bot.evaluate.archives import DATABASE, opened_archive
from bot.evaluate.evaluation import EvaluationSet, Item, Run, Tools
from bot.evaluate.figures import Figure, Outcome, mean, measured_share, summed_ratio
from bot.evaluate.records import find_file, has_fields, read_items
from bot.evaluate.scoring import percentile
from bot.ingest.batch import Intake
from bot.ingest.published import parse_published
from bot.ingest.records import read_record
from store import Store
from store.verdicts import NewVerdict, Side

STEM = "articles"
EARLY, LATE = (500, 1500), -1000
"""Times are told of the articles around the thousandth, and of the last thousand."""


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
    """Give what adds a report to an archive that grows, and examines it."""
    incidents = {item.item_id: str(item.record["incident"]) for item in read_items(folder, STEM)}
    seen: set[str] = set()
    with (
        tempfile.TemporaryDirectory(prefix="copydesk-") as place,
        opened_archive(Path(place) / DATABASE) as store,
    ):
        yield partial(run, store, incidents, seen)


def run(store: Store, incidents: Mapping[str, str], seen: set[str], item: Item) -> Outcome:
    """Add one report and count the conflicts that a channel would be alerted to."""
    draft = read_record(item.record, item.item_id, Path("articles.jsonl"), 1)
    Intake(store).take_all([draft])
    started = time.process_time()
    found = examine(store, [item.item_id], f"{published(item.record)[:10]}T12:00:00Z")
    seconds = time.process_time() - started
    new = [v for v in found.conflicts if values_key(v) not in seen]
    new = list({values_key(verdict): verdict for verdict in new}.values())
    seen.update(values_key(verdict) for verdict in new)
    one = [is_one_incident(verdict, incidents) for verdict in new]
    alerts, agreed = float(len(new)), float(sum(one))
    measured = {"alerts": alerts, "of one incident": agreed, "claims": float(found.claims)}
    return Outcome(item.item_id, {}, measured, {"alerts": [as_shown(v) for v in new]}, seconds)


def is_one_incident(verdict: NewVerdict, incidents: Mapping[str, str]) -> bool:
    """Tell whether the registry has both articles of a verdict under one incident."""
    return incidents.get(verdict.a.article_id) == incidents.get(verdict.b.article_id)


def as_shown(verdict: NewVerdict) -> dict[str, Any]:
    """Return a verdict by ids and offsets alone."""
    return {"slot": verdict.slot, "a": place_of(verdict.a), "b": place_of(verdict.b)}


def place_of(side: Side) -> list[Any]:
    """Return where a side stands: its article, the sentence, and the value in it."""
    return [side.article_id, side.start, side.end, side.value_start, side.value_end]


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return alerts for each thousand articles, how many are of one incident, and the time."""
    thousands = [Outcome(o.item_id, {}, {"alerts": 1000 * o.measured["alerts"]}) for o in outcomes]
    return [
        mean("conflict alerts for each 1,000 articles", thousands, "alerts"),
        summed_ratio("conflict alerts whose articles are of one incident", outcomes,
                     "of one incident", "alerts"),
        measured_share("articles with claims", outcomes, "claims"),
        time_of("CPU seconds an article around the 1,000th, median", outcomes[EARLY[0] : EARLY[1]]),
        time_of("CPU seconds an article in the last 1,000, median", outcomes[LATE:]),
    ]  # fmt: skip


def time_of(name: str, outcomes: Sequence[Outcome]) -> Figure:
    """Return the median time of an article."""
    seconds = [o.seconds for o in outcomes if o.seconds is not None]
    return Figure(name, percentile(seconds, 0.5), len(seconds), unit="seconds")


GUN_VIOLENCE = EvaluationSet("gun_violence", is_in, read, opened, summarise)
