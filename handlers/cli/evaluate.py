"""The verb that measures Copydesk on sets of questions whose answers are known."""

import getpass
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console

from bot.evaluate.changes import compare_runs
from bot.evaluate.evaluation import EvaluationSet, Tools
from bot.evaluate.figures import Figure, Outcome
from bot.evaluate.floors import (
    as_measured,
    compare_floors,
    floors_file,
    raised,
    read_floors,
    write_floors,
)
from bot.evaluate.registry import HELD, find_set, find_sets
from bot.evaluate.running import as_line, draw, run_items
from bot.sample import sample_folder
from handlers.cli.context import Context
from handlers.cli.figures import count_bar, show_compared, show_figures, show_floors
from store.errors import CopydeskError

EXAMPLE = """\b
Examples:
  copydesk eval sets/news_qa --limit 50 --output now.jsonl
  copydesk eval --all sets
  copydesk eval --compare before.jsonl now.jsonl
  copydesk eval --floors
"""


@dataclass(frozen=True)
class Choice:
    """What one run is to do with each set."""

    console: Console
    tools: Tools
    limit: int | None
    seed: int
    jobs: int


@click.command(name="eval", epilog=EXAMPLE)
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--all", "is_all", is_flag=True, help="Run every set inside the folder.")
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
              help="Hold the sample newsroom to its pinned floors.")  # fmt: skip
@click.option("--raise-floors", is_flag=True, help="The same, and pin what became better.")
@click.option("--lower-floors", is_flag=True, help="The same, and pin all as measured, lower too.")
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path),
              help="Folder that keeps indexes; by default a temporary one of yours.")  # fmt: skip
@click.pass_context
def evaluate(
    click_context: click.Context,
    folder: Path | None,
    is_all: bool,
    limit: int | None,
    seed: int,
    jobs: int,
    output: Path | None,
    compare: tuple[Path, Path] | None,
    is_held: bool,
    raise_floors: bool,
    lower_floors: bool,
    cache: Path | None,
) -> None:
    """Measure Copydesk on a FOLDER that holds an evaluation set.

    A set is known by its files and their fields (docs/evaluation.md). The figures are shown with
    their counts and 95 % intervals.

    Exit code 0: done; 1: a figure fell below its floor, or --all skipped a set; 2: wrong use.
    """
    context: Context = click_context.obj
    choice = Choice(
        context.console, Tools(context.wiring.ask, cache or default_cache()), limit, seed, jobs
    )
    if compare:
        show_compared(context.console, compare_runs(*compare))
    elif is_held or raise_floors or lower_floors:
        if limit or folder:
            raise click.UsageError("The floors are of the whole sample: no folder and no --limit.")
        holds = hold_floors(choice, floors_file(), raise_floors, lower_floors)
        click_context.exit(0 if holds else 1)
    elif folder is None:
        raise click.UsageError("Name the folder of a set, such as copydesk eval sets/news_qa.")
    else:
        click_context.exit(0 if run_folders(choice, folder, is_all, output) else 1)


def default_cache() -> Path:
    """Return the folder of this user that keeps indexes between runs."""
    return Path(tempfile.gettempdir()) / f"copydesk-eval-{getpass.getuser()}"


def run_folders(choice: Choice, folder: Path, is_all: bool, output: Path | None) -> bool:
    """Run one set, or all of them; False when one of all was skipped."""
    with opened_output(output) as lines:
        if not is_all:
            measure(choice, *find_set(folder), lines)
            return True
        found, left_out = find_sets(folder)
        runs = [is_measured(choice, place, chosen, lines) for place, chosen in found]
    if left_out:
        names = ", ".join(place.name for place in left_out)
        click.echo(f"Left out, as no set is known by their files: {names}.", err=True)
    return all(runs)


def measure(choice: Choice, folder: Path, chosen: EvaluationSet, lines: TextIO | None) -> None:
    """Run one set and show its figures."""
    outcomes = run_set(choice, chosen, folder, lines)
    show_figures(choice.console, chosen.name, chosen.summarise(outcomes))


def is_measured(choice: Choice, folder: Path, chosen: EvaluationSet, lines: TextIO | None) -> bool:
    """Run one set of several: what keeps it from running is said, and the others go on."""
    try:
        measure(choice, folder, chosen, lines)
    except CopydeskError as error:
        click.echo(f"Skipped {chosen.name}: {error}", err=True)
        return False
    return True


def run_set(
    choice: Choice, chosen: EvaluationSet, folder: Path, lines: TextIO | None
) -> list[Outcome]:
    """Run a set under a progress bar, writing each outcome as it comes."""
    items = draw(chosen.read(folder), choice.limit, choice.seed)
    with count_bar(choice.console, f"{chosen.name}, indexing") as move:
        chosen.prepare(folder, choice.tools, move)
    outcomes: list[Outcome] = []
    with count_bar(choice.console, chosen.name) as move:
        for outcome in run_items(chosen, folder, choice.tools, items, choice.jobs):
            outcomes.append(outcome)
            move(len(outcomes), len(items))
            if lines is not None:
                lines.write(as_line(chosen, outcome) + "\n")
    return outcomes


@contextmanager
def opened_output(path: Path | None) -> Iterator[TextIO | None]:
    """Open the file of outcomes, if one is named."""
    with ExitStack() as stack:
        yield stack.enter_context(path.open("w", encoding="utf-8")) if path else None


def hold_floors(choice: Choice, pinned: Path, raise_them: bool, lower_them: bool) -> bool:
    """Run the sets of the sample newsroom; False when a figure fell below its floor."""
    figures: list[Figure] = []
    for chosen in HELD:
        own = chosen.summarise(run_set(choice, chosen, sample_folder(), None))
        show_figures(choice.console, chosen.name, own)
        figures += own
    standings = compare_floors({} if lower_them else read_floors(pinned), figures)
    show_floors(choice.console, standings)
    if lower_them:
        write_floors(pinned, as_measured(standings))
    elif raise_them:
        write_floors(pinned, raised(standings))
    return not any(standing.is_below for standing in standings)
