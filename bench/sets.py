"""How sets are run and shown: a bar meanwhile, then tables; lines with tabs when piped."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console
from rich.markup import escape

from bench.evaluate.comparing import (
    CEILING,
    Change,
    Comparison,
    Standing,
    as_measured,
    compare_floors,
    compare_runs,
    floors_file,
    raised,
    read_floors,
    write_floors,
)
from bench.evaluate.evaluation import (
    HALVES,
    EvaluationSet,
    Item,
    Tools,
    as_line,
    draw,
    run_items,
    summarise_half,
)
from bench.evaluate.figures import Figure, Outcome
from bench.evaluate.newsroom import PLANTED, SAMPLE
from bench.evaluate.registry import find_set, find_sets
from bot.sample import sample_folder
from handlers.cli.context import Context
from handlers.cli.render import counting, show_rows
from store.errors import CopydeskError

PINNED = floors_file()
LISTED: tuple[Change, ...] = ("fixed", "broken")
ALL: tuple[Change, ...] = ("fixed", "broken", "still right", "still wrong")


@dataclass(frozen=True)
class Choice:
    """What one run is to do with each set."""

    console: Console
    tools: Tools
    half: str | None = None
    limit: int | None = None
    seed: int = 0
    jobs: int = 1


def choose(
    context: Context, cache: Path, *, half: str | None, limit: int | None, seed: int, jobs: int
) -> Choice:
    """Return what a run is to do."""
    tools = Tools(context.wiring.ask, cache)
    return Choice(context.console, tools, half, limit, seed, jobs)


def run_folders(choice: Choice, folder: Path, is_all: bool, output: Path | None) -> bool:
    """Run what one folder holds, or all inside it; False when one of all was skipped."""
    with opened_output(output) as lines:
        if not is_all:
            for found in find_set(folder):
                measure(choice, *found, lines)
            return True
        sets, left_out = find_sets(folder)
        runs = [is_measured(choice, place, chosen, lines) for place, chosen in sets]
    if left_out:
        names = ", ".join(place.name for place in left_out)
        click.echo(f"Left out, as no set is known by their files: {names}.", err=True)
    return all(runs)


@contextmanager
def opened_output(path: Path | None) -> Iterator[TextIO | None]:
    """Open the file of outcomes, if one is named."""
    with ExitStack() as stack:
        yield stack.enter_context(path.open("w", encoding="utf-8")) if path else None


def is_measured(choice: Choice, folder: Path, chosen: EvaluationSet, lines: TextIO | None) -> bool:
    """Run one set of several: what keeps it from running is said, and the others go on."""
    try:
        measure(choice, folder, chosen, lines)
    except CopydeskError as error:
        click.echo(f"Skipped {chosen.name}: {error}", err=True)
        return False
    return True


def measure(
    choice: Choice, folder: Path, chosen: EvaluationSet, lines: TextIO | None
) -> list[Figure]:
    """Run one set, show its figures, of both halves too, and return those of all."""
    items = draw(chosen.read(folder), choice.limit, choice.seed, choice.half)
    outcomes = run_set(choice, chosen, folder, items, lines)
    figures = chosen.summarise(outcomes)
    halves = [] if choice.half else [summarise_half(chosen, items, outcomes, h) for h in HALVES]
    show_figures(choice.console, chosen.name, figures, halves)
    return figures


def run_set(
    choice: Choice,
    chosen: EvaluationSet,
    folder: Path,
    items: Sequence[Item],
    lines: TextIO | None,
) -> list[Outcome]:
    """Run items of a set under a progress bar, writing each outcome as it comes."""
    with counting(choice.console, f"{chosen.name}, indexing") as move:
        chosen.prepare(folder, choice.tools, move)
    outcomes: list[Outcome] = []
    with counting(choice.console, chosen.name) as move:
        for outcome in run_items(chosen, folder, choice.tools, items, choice.jobs):
            outcomes.append(outcome)
            move(len(outcomes), len(items))
            if lines is not None:
                lines.write(as_line(chosen, outcome) + "\n")
    return outcomes


def hold_floors(choice: Choice, raise_them: bool, lower_them: bool, pinned: Path = PINNED) -> bool:
    """Run the sets of the sample newsroom; False when a figure is worse than its bound."""
    both = [measure(choice, sample_folder(), chosen, None) for chosen in (SAMPLE, PLANTED)]
    figures = [figure for of_set in both for figure in of_set]
    standings = compare_floors({} if lower_them else read_floors(pinned), figures)
    show_floors(choice.console, standings)
    if lower_them:
        write_floors(pinned, as_measured(standings))
    elif raise_them:
        write_floors(pinned, raised(standings))
    return not any(standing.is_worse for standing in standings)


def show_figures(
    console: Console,
    name: str,
    figures: Sequence[Figure],
    halves: Sequence[Mapping[str, Figure]] = (),
) -> None:
    """Show figures with their counts and intervals, those of the halves beside them."""
    rows = [
        (name, f.name, value_of(f), count_of(f), interval_of(f),
         *(half_of(half.get(f.name)) for half in halves))
        for f in figures
    ]  # fmt: skip
    headings = ("set", "figure", "all" if halves else "value", "count", "95 % interval")
    show_rows(console, (*headings, *("half A", "half B")[: len(halves)]), rows)


def half_of(figure: Figure | None) -> str:
    """Return a figure of one half in one cell.

    >>> half_of(Figure("right", 0.725, 40, 29, (0.57, 0.84)))
    '72.5 % 29/40 (57.0–84.0 %)'
    """
    if figure is None or figure.value is None:
        return "–"
    interval = interval_of(figure)
    return f"{value_of(figure)} {count_of(figure)}" + (f" ({interval})" if interval else "")


def value_of(figure: Figure) -> str:
    """Return a value as it is read: a share in percent, a time in seconds.

    >>> value_of(Figure("right", 0.725, 40, 29))
    '72.5 %'
    """
    if figure.value is None:
        return "–"
    kinds = {"share": f"{100 * figure.value:.1f} %", "seconds": f"{figure.value:.3f} s",
             "count": f"{figure.value:.0f}", "mean": f"{figure.value:.3f}"}  # fmt: skip
    return kinds[figure.unit]


def count_of(figure: Figure) -> str:
    """Return how many items make the figure."""
    return f"{figure.of}" if figure.count is None else f"{figure.count}/{figure.of}"


def interval_of(figure: Figure) -> str:
    """Return the interval in the figure's own unit, empty where it has none."""
    if figure.interval is None:
        return ""
    low, high = figure.interval
    if figure.unit == "share":
        return f"{100 * low:.1f}–{100 * high:.1f} %"
    return f"{low:.3f}–{high:.3f}"


def show_floors(console: Console, standings: Sequence[Standing]) -> None:
    """Show how every figure stands to its floor or ceiling."""
    rows = [
        ("floor", one.name, f"{one.held} {bound_of(one, one.bound)}", bound_of(one, one.value),
         verdict_of(one))
        for one in standings
    ]  # fmt: skip
    show_rows(console, ("", "figure", "pinned", "now", ""), rows)


def bound_of(standing: Standing, value: float | None) -> str:
    """Return a share in percent or a count, a dash for none."""
    if value is None:
        return "–"
    return f"{value:.0f}" if standing.held == CEILING else f"{100 * value:.2f} %"


def verdict_of(standing: Standing) -> str:
    """Return what a figure's standing means."""
    if standing.is_worse:
        return "ABOVE ITS CEILING" if standing.held == CEILING else "BELOW ITS FLOOR"
    return "better: --raise-floors pins it" if standing.is_better else "holds"


def show_compared(console: Console, first: Path, second: Path) -> None:
    """Show two runs side by side: a table, then the ids of what changed; when piped, every item."""
    compared = compare_runs(first, second)
    if not console.is_terminal:
        changes = [
            (c.set_name, c.mark, found, i) for c in compared.comparisons for i, found in c.items
        ]
        show_rows(console, (), changes)
        return
    rows = [
        (one.set_name, one.mark, *counts_of(one), f"{one.chance:.3f}")
        for one in compared.comparisons
    ]
    show_rows(console, ("set", "mark", *ALL, "by chance"), rows)
    for one in compared.comparisons:
        show_changed(console, one)
    if compared.only_first or compared.only_second:
        console.print(
            f"Left out: {compared.only_first} items that only the first run has, "
            f"{compared.only_second} that only the second has."
        )


def counts_of(comparison: Comparison) -> list[str]:
    """Return how many items made each change."""
    return [str(len(comparison.ids(change))) for change in ALL]


def show_changed(console: Console, comparison: Comparison) -> None:
    """Name the items that one mark was gained or lost for."""
    for change in LISTED:
        if ids := comparison.ids(change):
            mark = f"{comparison.set_name}: {comparison.mark}"
            console.print(f"{escape(mark)}, [bold]{change}[/bold]: {escape(', '.join(ids))}")
