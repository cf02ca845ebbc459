"""The verbs that measure: on sets of questions with known answers, which feedback adds to."""

import getpass
import json
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

import bot
from handlers.cli.context import Context, NothingFound
from handlers.payload import dump
from store import Store
from store.errors import CopydeskError
from store.feedback import Feedback

EXAMPLE = """\b
Examples:
  copydesk eval sets/desk --half A --output now.jsonl
  copydesk eval sets/news_qa --limit 50
  copydesk eval --all sets
  copydesk eval --compare before.jsonl now.jsonl
  copydesk eval --floors
"""
NO_CHECKOUT = "copydesk eval needs a checkout of the project: git clone it and run make setup."


@click.command(name="eval", epilog=EXAMPLE)
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--all", "is_all", is_flag=True, help="Run every set inside the folder.")
@click.option("--half", type=click.Choice(["A", "B"]),
              help="Ask only one half of a set; by default both, side by side.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), help="Items to draw of each set.")
@click.option("--seed", default=0, show_default=True, help="Which items --limit draws.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(min=1),
              help="Processes to run in; times are true with one.")  # fmt: skip
@click.option("--output", type=click.Path(dir_okay=False, writable=True, path_type=Path),
              help="File of JSON lines for what became of every item.")  # fmt: skip
@click.option("--compare", nargs=2, metavar="A B",
              type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Compare two such files, item by item.")  # fmt: skip
@click.option("--floors", "is_held", is_flag=True,
              help="Hold the sample newsroom to its pinned floors and ceilings.")  # fmt: skip
@click.option("--raise-floors", is_flag=True, help="The same, and pin what became better.")
@click.option("--lower-floors", is_flag=True, help="The same, and pin all as measured, worse too.")
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path),
              help="Folder that keeps indexes; by default a temporary one of yours.")  # fmt: skip
@click.pass_obj
def evaluate(
    context: Context,
    folder: Path | None,
    is_all: bool,
    half: str | None,
    limit: int | None,
    seed: int,
    jobs: int,
    output: Path | None,
    compare: tuple[Path, Path] | None,
    is_held: bool,
    raise_floors: bool,
    lower_floors: bool,
    cache: Path | None,
) -> int:
    """Measure Copydesk on a FOLDER that holds an evaluation set.

    A set is known by its files and their fields (docs/evaluation.md). The figures are shown with
    their counts and 95 % intervals. It needs a checkout of the project.

    Exit code 0: done; 1: a figure is worse than its floor or ceiling, or --all skipped a set; 2:
    wrong use.
    """
    find_bench()
    # Imported when used: what measures is no part of what is installed.
    from bench import sets

    if compare:
        sets.show_compared(context.console, *compare)
        return 0
    choice = sets.choose(
        context, cache or default_cache(), half=half, limit=limit, seed=seed, jobs=jobs
    )
    if is_held or raise_floors or lower_floors:
        if limit or folder or half:
            raise click.UsageError(
                "The floors are of the whole sample: no folder and no --limit or --half."
            )
        is_well = sets.hold_floors(choice, raise_floors, lower_floors)
    elif folder is None:
        raise click.UsageError("Name the folder of a set, such as copydesk eval sets/news_qa.")
    else:
        is_well = sets.run_folders(choice, folder, is_all, output)
    return 0 if is_well else 1


def find_bench() -> None:
    """See to it that what measures can be imported, which stands beside the package `bot`."""
    root = str(Path(bot.__file__).parent.parent)
    if (Path(root) / "bench" / "evaluate").is_dir() and root not in sys.path:
        sys.path.append(root)
    try:
        is_there = find_spec("bench.evaluate") is not None
    except ModuleNotFoundError:
        is_there = False
    if not is_there:
        raise CopydeskError(NO_CHECKOUT)


def default_cache() -> Path:
    """Return the folder of this user that keeps indexes between runs."""
    return Path(tempfile.gettempdir()) / f"copydesk-eval-{getpass.getuser()}"


@click.group()
def feedback() -> None:
    """Use what people said of answers in Slack."""


@feedback.command(epilog="Example: copydesk feedback export > cases.jsonl")
@click.pass_obj
def export(context: Context) -> None:
    """Write a case for each answer that was called helpful or not helpful, as JSON lines.

    A helpful answer becomes a case whose values and quotes are right; one that was not helpful
    becomes a case to look at, with nothing taken for right. Exit code 1: there is no feedback.
    """
    cases = list(evaluation_cases(context.store))
    for case in cases:
        click.echo(dump(case))
    if not cases:
        raise NothingFound("No feedback yet. It comes from the buttons under answers in Slack.")


def evaluation_cases(store: Store) -> Iterator[dict[str, Any]]:
    """Give a case for each answer with feedback; the words of several people are counted."""
    given: dict[int, list[Feedback]] = {}
    for one in store.feedback.list():
        given.setdefault(one.answer_id, []).append(one)
    for answer_id in sorted(given):
        yield make_case(given[answer_id])


def make_case(given: list[Feedback]) -> dict[str, Any]:
    """Return one answer with what was said of it, in the shape of the sample's key."""
    first, answer = given[0], json.loads(given[0].payload)
    helpful = sum(one.is_helpful for one in given)
    is_right = helpful * 2 > len(given)
    sides = [value for value in answer["values"] if value["standing"] == "side"]
    texts = [[value["text"]] for value in sides]
    disputed = answer["status"] == "disputed"
    return {
        "id": f"feedback-{first.answer_id}",
        "question": first.question,
        "at": answer["asked_at"][:10],
        "status": answer["status"] if is_right else None,
        "accept": [text for side in texts for text in side] if is_right and not disputed else [],
        "sides": texts if is_right and disputed else [],
        "quoted_from": sorted({c["article_id"] for value in sides for c in quotes_of(value)}),
        "helpful": helpful,
        "not_helpful": len(given) - helpful,
        "answered": answer["status"],
    }


def quotes_of(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Return all citations of a value as it was kept; one kept long ago has no further ones."""
    return [*value["citations"], *value.get("also", ())]
