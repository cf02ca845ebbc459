"""Evaluation sets of a few lines, in the formats of the real ones; every word was written here."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LANTERN = "The lantern parade drew 75,000 people to Orrick on Saturday, the mayor said."
BRIDGE = "The old bridge at Orrick will close in March for repairs, engineers told the council."

ARTICLES = [
    {"id": "t1", "source": "orrick.example", "url": "https://orrick.example/parade",
     "title": "Lanterns over Orrick", "published": "2026-10-03", "text": LANTERN},
    {"id": "t2", "source": "herald.example", "url": "https://herald.example/bridge",
     "title": "Bridge to close", "published": "2026-09-12", "text": BRIDGE},
]  # fmt: skip
QUESTIONS = [
    {"id": "q1", "question": "How many people came to the lantern parade?",
     "asked_at": "2026-10-05", "answers": ["75,000"], "articles": ["t1"]},
    {"id": "q2", "question": "Which month will the old bridge close in?",
     "asked_at": "2026-10-05", "answers": ["March"], "articles": ["t2"]},
]  # fmt: skip
PARADE = {"source": "one.example", "text": LANTERN}
OTHER_PARADE = {"source": "two.example", "text": LANTERN.replace("75,000", "90,000")}
ASKED = "How many people came to the lantern parade?"
QACC = [
    {"id": "n1", "question": ASKED, "documents": [PARADE, OTHER_PARADE], "correct": "75,000",
     "answers": ["75,000", "90,000"], "conflict": True},
    {"id": "n2", "question": "Who spoke?", "documents": [PARADE], "correct": "the mayor",
     "answers": ["the mayor"], "conflict": False},
]  # fmt: skip
SWAPS = [
    {"id": "s1-clean", "question": "clean", "documents": [PARADE], "answers": ["75,000"],
     "conflict": False},
    {"id": "s1-swapped", "question": "swapped", "documents": [PARADE, OTHER_PARADE],
     "answers": ["75,000"], "swapped": "90,000", "conflict": True},
    {"id": "s1-unanswerable", "question": "unanswerable", "documents": [OTHER_PARADE],
     "answers": [], "conflict": False},
]  # fmt: skip
RAMDOCS = [
    {"id": "r1", "question": ASKED, "answers": ["75,000", "4,000"], "wrong": ["90,000"],
     "conflict": True, "documents": [
        {**PARADE, "kind": "correct", "answer": "75,000"},
        {**OTHER_PARADE, "kind": "misinfo", "answer": "90,000"},
        {**PARADE, "kind": "noise", "answer": "unknown"}]},
    {"id": "r2", "question": "other", "answers": ["4,000"], "wrong": [], "conflict": False,
     "documents": [{**PARADE, "kind": "correct", "answer": "4,000"}]},
]  # fmt: skip
SQUAD = [
    {"id": "p1", "question": "How many?", "passage": LANTERN, "title": "Orrick",
     "answers": ["75,000", "75,000 people"]},
    {"id": "p2", "question": "How few?", "passage": LANTERN, "title": "Orrick", "answers": []},
]  # fmt: skip
EDITS = [
    {"id": "e1", "article_id": "1", "article": LANTERN, "error_type": "Entity Error",
     "corrected_error_type": "Entity Error",
     "reference_summary": "The parade was in Orrick. Many came.",
     "edited_summary": "The parade was in Holm. Many came."},
    {"id": "e2", "article_id": "2", "article": LANTERN, "error_type": "Predicate Error",
     "corrected_error_type": "Predicate Error", "reference_summary": "The mayor spoke.",
     "edited_summary": "The mayor sang."},
]  # fmt: skip
MARKED = {
    "when": {"annotated": [{"text": "on 3 October", "parsed": "2026-10-03", "coderPhraseCount": 3},
                           {"text": "never", "coderPhraseCount": 0}]},
    "where": {"annotated": [{"coderPhraseCount": 2}]},
    "who": {"annotated": []},
}  # fmt: skip
FIVE_W = [
    {"dId": "w1", "title": "Parade", "date_publish": "2026-10-04 10:00:00",
     "text": "Crowds came on 3 October 2026. They will come again on 5 October 2027.",
     "fiveWoneH": MARKED},
]  # fmt: skip
KEY = [
    {"id": "k1", "question": "When does the old bridge close?", "at": "2026-10-05",
     "status": "answered", "accept": ["March"], "sides": [], "quoted_from": ["t2"],
     "verdict": ["variant"]},
]  # fmt: skip


SHOOTINGS = [
    {"id": "s1", "incident": "1", "source": "Orsa Post", "published": "2026-02-03",
     "title": "Two hurt in Lindell", "text": "Kalle Brunt, 31, was shot in Lindell on Monday."},
    {"id": "s2", "incident": "1", "source": "Quay Courier", "published": "2026-02-04",
     "title": "Man shot in Lindell", "text": "Kalle Brunt, 33, was shot in Lindell on Monday."},
]  # fmt: skip
INCIDENTS = [{"incident": "1", "killed": "0"}]


def write_set(folder: Path, **files: Sequence[dict[str, Any]]) -> Path:
    """Write a set; the name of a file ends in _gz where it is to be gzipped."""
    folder.mkdir(parents=True, exist_ok=True)
    for stem, records in files.items():
        text = "".join(json.dumps(record) + "\n" for record in records)
        if stem.endswith("_gz"):
            (folder / f"{stem[:-3]}.jsonl.gz").write_bytes(gzip.compress(text.encode()))
        else:
            (folder / f"{stem}.jsonl").write_text(text, encoding="utf-8")
    return folder


def write_every_set(parent: Path) -> Path:
    """Write one folder of each kind, under names that say nothing."""
    write_set(parent / "a", articles_gz=ARTICLES, questions=QUESTIONS)
    write_set(parent / "b", bundles_gz=QACC)
    write_set(parent / "c", bundles_gz=SWAPS)
    write_set(parent / "d", bundles_gz=RAMDOCS)
    write_set(parent / "e", articles_gz=FIVE_W)
    write_set(parent / "f", key=KEY)
    write_set(parent / "f" / "articles", news=ARTICLES)
    write_set(parent / "g", dev2_gz=SQUAD)
    write_set(parent / "h", pairs_gz=EDITS)
    write_set(parent / "i", articles_gz=SHOOTINGS, incidents=INCIDENTS)
    write_set(parent / "j", notes=[{"id": "1"}])
    return parent
