"""The evaluation sets there are, and which of them a folder holds."""

from pathlib import Path

from bot.claims.support import is_contradiction
from bot.evaluate.conflict_qacc import CONFLICT_QACC
from bot.evaluate.conflict_ramdocs import CONFLICT_RAMDOCS
from bot.evaluate.conflict_swaps import CONFLICT_SWAPS
from bot.evaluate.evaluation import EvaluationSet
from bot.evaluate.five_w import FIVE_W
from bot.evaluate.gun_violence import GUN_VIOLENCE
from bot.evaluate.news_qa import NEWS_QA
from bot.evaluate.newsroom import SAMPLE
from bot.evaluate.one_fact_edits import one_fact_edits
from bot.evaluate.planted import PLANTED
from bot.evaluate.squad import SQUAD
from store.errors import CopydeskError

ONE_FACT_EDITS = one_fact_edits(is_contradiction)
SETS = (
    NEWS_QA, CONFLICT_SWAPS, CONFLICT_QACC, CONFLICT_RAMDOCS, FIVE_W, SQUAD, SAMPLE,
    ONE_FACT_EDITS, GUN_VIOLENCE,
)  # fmt: skip

HELD = (SAMPLE, PLANTED)
"""The sets that are of the sample newsroom: its questions, and the pairs planted in it."""


def recognise(folder: Path) -> EvaluationSet | None:
    """Return the set that a folder holds, known by its files and their fields, not by its name."""
    return next((known for known in SETS if known.is_in(folder)), None)


def find_set(folder: Path) -> tuple[Path, EvaluationSet]:
    """Return the folder with its set; an unknown one is an error."""
    known = recognise(folder)
    if known is None:
        raise CopydeskError(
            f"The folder {folder} holds no evaluation set that Copydesk knows. "
            f"It knows {', '.join(known.name for known in SETS)}; docs/evaluation.md tells their "
            "files, and --all runs every set inside a folder."
        )
    return folder, known


def find_sets(parent: Path) -> tuple[list[tuple[Path, EvaluationSet]], list[Path]]:
    """Return the sets inside a folder by name, and the folders that hold none."""
    folders = sorted(path for path in parent.iterdir() if path.is_dir())
    known = [(folder, recognise(folder)) for folder in folders]
    found = [(folder, one) for folder, one in known if one is not None]
    if not found:
        raise CopydeskError(f"The folder {parent} has no evaluation set in any folder inside it.")
    return found, [folder for folder, one in known if one is None]
