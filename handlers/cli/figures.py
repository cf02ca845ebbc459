"""How an evaluation is shown: a bar while it runs, then tables; lines with tabs when piped."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.evaluate.changes import Change, Compared, Comparison
from bot.evaluate.figures import Figure
from bot.evaluate.floors import Standing
from handlers.cli.table import show_rows

LISTED: tuple[Change, ...] = ("fixed", "broken")
ALL: tuple[Change, ...] = ("fixed", "broken", "still right", "still wrong")


@contextmanager
def count_bar(console: Console, what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that moves a progress bar; when piped it moves nothing."""
    columns = (TextColumn(escape(what)), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def show_figures(console: Console, name: str, figures: Sequence[Figure]) -> None:
    """Show figures with their counts and intervals."""
    rows = [(name, f.name, value_of(f), count_of(f), interval_of(f)) for f in figures]
    show_rows(console, ("set", "figure", "value", "count", "95 % interval"), rows)


def value_of(figure: Figure) -> str:
    """Return a value as it is read: a share in percent, a time in seconds.

    >>> value_of(Figure("right", 0.725, 40, 29))
    '72.5 %'
    """
    if figure.value is None:
        return "–"
    if figure.unit == "seconds":
        return f"{figure.value:.3f} s"
    return f"{100 * figure.value:.1f} %" if figure.unit == "share" else f"{figure.value:.3f}"


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
    """Show how every figure stands to its floor."""
    rows = [
        ("floor", one.name, percent(one.floor), percent(one.value), verdict_of(one))
        for one in standings
    ]
    show_rows(console, ("", "figure", "pinned", "now", ""), rows)


def percent(value: float | None) -> str:
    """Return a share in percent, a dash for none."""
    return "–" if value is None else f"{100 * value:.2f} %"


def verdict_of(standing: Standing) -> str:
    """Return what a figure's standing means."""
    if standing.is_below:
        return "BELOW ITS FLOOR"
    return "above: --raise-floors pins it" if standing.is_above else "holds"


def show_compared(console: Console, compared: Compared) -> None:
    """Show two runs side by side: a table, then the ids of what changed; when piped, every item."""
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
