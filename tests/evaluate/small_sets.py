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
EDITS = [
    {"id": "e1", "article_id": "1", "article": LANTERN, "error_type": "Entity Error",
     "corrected_error_type": "Entity Error",
     "reference_summary": "The parade was in Orrick. Many came.",
     "edited_summary": "The parade was in Holm. Many came."},
    {"id": "e2", "article_id": "2", "article": LANTERN, "error_type": "Predicate Error",
     "corrected_error_type": "Predicate Error", "reference_summary": "The mayor spoke.",
     "edited_summary": "The mayor sang."},
]  # fmt: skip
ABOARD = "The ferry Corrie struck a reef off Orrick on Tuesday with 83 people aboard, police said."
OTHERS = ABOARD.replace("83", "96").replace("police said", "the coast guard said")
DESK_ARTICLES = [
    {"id": "ferry-1", "source": "orsa.example", "url": "https://orsa.example/1", "title": "Ferry",
     "published": "2026-10-07", "text": ABOARD},
    {"id": "ferry-2", "source": "quay.example", "url": "https://quay.example/2", "title": "Reef",
     "published": "2026-10-08", "text": f"Rain fell on the quay. {OTHERS}"},
]  # fmt: skip
DESK = [
    {"id": "d1", "story": "Ferry", "question": "how many aboard?", "at": "2026-10-09",
     "kind": "how-many", "expect": "conflict", "answers": {"ferry-1": "83", "ferry-2": "96"},
     "sides": [["83 people"], ["96 people"]]},
    {"id": "d2", "story": "Ferry", "question": "what did it strike?", "at": "2026-10-09",
     "kind": "what", "expect": "single", "answers": {"ferry-1": "a reef"}, "sides": [["a reef"]]},
    {"id": "d3", "story": "Ferry", "question": "who owns it?", "at": "2026-10-09", "kind": "who",
     "expect": "unanswerable", "answers": {}, "sides": []},
]  # fmt: skip
PAIRS = [
    {"id": "v1", "verdict": "different", "a": {"article": "t1", "quote": LANTERN},
     "b": {"article": "t2", "quote": BRIDGE}},
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
    write_set(parent / "e", articles_gz=DESK_ARTICLES, questions=DESK)
    write_set(parent / "f", key=KEY, verdicts=PAIRS)
    write_set(parent / "f" / "articles", news=ARTICLES)
    write_set(parent / "h", pairs_gz=EDITS)
    write_set(parent / "i", articles_gz=SHOOTINGS, incidents=INCIDENTS)
    write_set(parent / "j", notes=[{"id": "1"}])
    return parent
