"""The evaluation sets there are, and which of them a folder holds."""

from pathlib import Path

from bench.evaluate.alerts import GUN_VIOLENCE
from bench.evaluate.bundles import CONFLICT_QACC, CONFLICT_RAMDOCS, CONFLICT_SWAPS
from bench.evaluate.desk import DESK, DESK_ALERTS
from bench.evaluate.evaluation import EvaluationSet
from bench.evaluate.news_qa import NEWS_QA
from bench.evaluate.newsroom import PLANTED, SAMPLE
from bench.evaluate.one_fact_edits import ONE_FACT_EDITS
from store.errors import CopydeskError

SETS = (
    DESK, DESK_ALERTS, NEWS_QA, CONFLICT_SWAPS, CONFLICT_QACC, CONFLICT_RAMDOCS, SAMPLE, PLANTED,
    ONE_FACT_EDITS, GUN_VIOLENCE,
)  # fmt: skip

Found = list[tuple[Path, EvaluationSet]]


def recognise(folder: Path) -> Found:
    """Return the sets that a folder holds, known by its files and their fields, not by its name."""
    return [(folder, known) for known in SETS if known.is_in(folder)]


def find_set(folder: Path) -> Found:
    """Return the folder with its sets; an unknown one is an error."""
    found = recognise(folder)
    if not found:
        raise CopydeskError(
            f"The folder {folder} holds no evaluation set that Copydesk knows. "
            f"It knows {', '.join(known.name for known in SETS)}; docs/evaluation.md tells their "
            "files, and --all runs every set inside a folder."
        )
    return found


def find_sets(parent: Path) -> tuple[Found, list[Path]]:
    """Return the sets inside a folder by name, and the folders that hold none."""
    folders = sorted(path for path in parent.iterdir() if path.is_dir())
    known = [(folder, recognise(folder)) for folder in folders]
    found = [one for _, held in known for one in held]
    if not found:
        raise CopydeskError(f"The folder {parent} has no evaluation set in any folder inside it.")
    return found, [folder for folder, held in known if not held]
