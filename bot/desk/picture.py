"""A timeline as a picture: who said which value when, and what happened on which day.

Every mark has its words beside it; a source keeps its colour and its marker throughout, and its
name stands at each of its lines, so that nothing has to be looked up.
"""

import io
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.desk.timeline import Event, Series, SeriesKind, Stated, Timeline, tell_day, tell_days
from store.errors import CopydeskError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

# Each is dark enough to be read as text on white (WCAG 2.1, 4.5 to 1).
COLOURS = ("#0060A8", "#B34700", "#00735C", "#A8327D", "#6A51A3", "#806200", "#444444")
MARKERS = "osD^vPX"
GREY = "#666666"
PLAIN: Mapping[str, Any] = {"parse_math": False}
"""A dollar sign in a text is a dollar sign."""

WIDTH, DPI = 8.5, 130
ROW = 0.30
"""The height of a value's row in inches."""

HEAD = 0.55
MOST_SERIES, MOST_ROWS = 4, 14
LEFT, RIGHT = 0.29, 0.96
"""Where the drawing stands between the labels on its left and the edge, of the whole width."""

SPINE = 0.21
"""Where the line of days stands, of the whole width."""

UNDATED = "undated"
MOST_EVENTS = 24
LINE, GAP = 0.21, 0.18
"""Heights in inches: of a line of text, and between events."""

LABEL, QUOTE_LINES = 60, 4
"""Characters of a line, and lines of a quote, at most."""


@dataclass(frozen=True)
class Look:
    """How the marks of one source look."""

    colour: str
    marker: str


def draw_timeline(timeline: Timeline) -> bytes:
    """Return a timeline as a PNG picture; CopydeskError where matplotlib is not installed."""
    figure, canvas = blank(heights(timeline))
    looks = looks_of(timeline)
    top = figure.get_figheight() - HEAD
    figure.text(
        0.02, at(figure, top + 0.12), short(timeline.topic), size=16, weight="bold", **PLAIN
    )
    for series in shown_series(timeline):
        height = panel_height(series)
        draw_series(figure, series, looks, top - height, height)
        top -= height
    draw_events(figure, timeline, looks, top)
    picture = io.BytesIO()
    canvas(figure).print_figure(picture, format="png")
    return picture.getvalue()


def blank(height: float) -> "tuple[Figure, type[FigureCanvasAgg]]":
    """Return an empty figure and what paints it; no window system is needed."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise CopydeskError(
            "Pictures need matplotlib, which is not installed. "
            "Install it with: pip install 'copydesk[plot]'"
        ) from error
    return Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white"), FigureCanvasAgg


def at(figure: "Figure", inches: float) -> float:
    """Return a height in inches as a share of the figure."""
    return inches / float(figure.get_figheight())


def heights(timeline: Timeline) -> float:
    """Return the height of the whole picture in inches."""
    panels = sum(panel_height(series) for series in shown_series(timeline))
    return HEAD + panels + sum(row_height(row) for row in rows_of(timeline)) + 0.5


def shown_series(timeline: Timeline) -> Sequence[Series]:
    """Return the series that are drawn."""
    return timeline.series[:MOST_SERIES]


def panel_height(series: Series) -> float:
    """Return the height of a series in inches."""
    return HEAD + ROW * len(series.stated[-MOST_ROWS:]) + 0.35


def looks_of(timeline: Timeline) -> Mapping[str, Look]:
    """Return a look for each source, in the order in which they come up."""
    stated = [one.citation for series in timeline.series for one in series.stated]
    cited = [*stated, *(event.citation for event in timeline.events), *timeline.undated]
    names = dict.fromkeys(name_of(citation.source) for citation in cited)
    return {
        name: Look(COLOURS[n % len(COLOURS)], MARKERS[(n + n // len(COLOURS)) % len(MARKERS)])
        for n, name in enumerate(names)
    }


def draw_series(
    figure: "Figure", series: Series, looks: Mapping[str, Look], bottom: float, height: float
) -> None:
    """Draw the values of a series: a row each, the time and the source on the left."""
    stated = series.stated[-MOST_ROWS:]
    axes = figure.add_axes(
        (LEFT, at(figure, bottom + 0.38), RIGHT - LEFT, at(figure, ROW * len(stated)))
    )
    axes.set_ylim(len(stated) - 0.4, -0.6)
    axes.set_title(title_of(series), loc="left", size=12, weight="bold", x=-0.39, **PLAIN)
    for row, one in enumerate(stated):
        draw_value(axes, row, one, looks[name_of(one.citation.source)])
    fit_width(axes, stated)
    show_ticks(axes, series.kind)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#bbbbbb")
    axes.tick_params(axis="x", colors=GREY, labelsize=8)
    axes.set_yticks([])


def title_of(series: Series) -> str:
    """Return what a series is of: its name in the words of the articles, or else its unit."""
    return short(series.label) or short(series.unit) or series.kind


def draw_value(axes: "Axes", row: int, one: Stated, look: Look) -> None:
    """Draw one value: its row's label, the mark, and the words of the article beside it."""
    when = published(one)
    axes.annotate(
        f"{when} · {name_of(one.citation.source)}", (0, row), (-10, 0),
        xycoords=("axes fraction", "data"), textcoords="offset points", ha="right",
        va="center", size=9, color=look.colour,
        style="italic" if when == UNDATED else "normal", **PLAIN,
    )  # fmt: skip
    axes.axhline(row, color="#eeeeee", linewidth=1, zorder=0)
    low, high = position(one.low), position(one.high)
    middle = low if low is not None else high
    if middle is None:
        return
    hollow = when == UNDATED
    if low is not None and high is not None and high > low:
        axes.plot([low, high], [row, row], color=look.colour, linewidth=3, solid_capstyle="round")
    axes.plot(
        [middle], [row], look.marker, color=look.colour, markersize=8,
        markerfacecolor="white" if hollow else look.colour,
    )  # fmt: skip
    axes.annotate(
        worded(one), (high or middle, row), (9, 0), textcoords="offset points", va="center",
        size=9, **PLAIN,
    )  # fmt: skip


def published(one: Stated) -> str:
    """Return the day of publication as it is shown."""
    when = one.citation.published_at
    return tell_day(date.fromisoformat(when[:10])) if when else UNDATED


def worded(one: Stated) -> str:
    """Return a value in the words of its article, "from" or "up to" where one end is open."""
    words = short(one.citation.wording)
    if one.low is not None and one.high is None:
        return f"{words} or more"
    if one.low is None and one.high is not None:
        return f"{words} or less"
    return words


def position(bound: float | str | None) -> float | None:
    """Return where a bound stands on its axis; days are counted."""
    return float(date.fromisoformat(bound).toordinal()) if isinstance(bound, str) else bound


def fit_width(axes: "Axes", stated: Sequence[Stated]) -> None:
    """Leave room on the right for the words beside the largest value."""
    places = [p for one in stated for p in (position(one.low), position(one.high)) if p is not None]
    least, most = min(places, default=0.0), max(places, default=1.0)
    width = (most - least) or abs(most) or 1.0
    axes.set_xlim(least - 0.08 * width, most + 0.45 * width)


def show_ticks(axes: "Axes", kind: SeriesKind) -> None:
    """Write the ticks of an axis as days or as figures in words."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(5, integer=kind == "day"))
    told = day_tick if kind == "day" else figure_tick
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: told(value)))


def day_tick(value: float) -> str:
    """Return a counted day as it is shown."""
    return tell_day(date.fromordinal(min(max(1, int(value)), date.max.toordinal())))


def figure_tick(value: float) -> str:
    """Return a figure as it is shown.

    >>> figure_tick(340e6), figure_tick(12500), figure_tick(38.5)
    ('340 million', '12,500', '38.5')
    """
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.6g} {word}"
    return f"{value:,.10g}"


def draw_events(
    figure: "Figure", timeline: Timeline, looks: Mapping[str, Look], top: float
) -> None:
    """Draw the events down a line: the days left of it, the quotes right of it."""
    rows = rows_of(timeline)
    if not rows:
        return
    axes = figure.add_axes((0, 0, 1, at(figure, top)))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, top)
    y = top - 0.2
    axes.plot([SPINE, SPINE], [0.25, y + 0.1], color="#cccccc", linewidth=2, zorder=0)
    for row in rows:
        look = looks[row.source]
        axes.plot(
            [SPINE], [y - 0.06], look.marker, color=look.colour, markersize=8,
            markerfacecolor=look.colour if row.is_solid else "white",
        )  # fmt: skip
        style = "italic" if row.days == UNDATED else "normal"
        axes.text(
            SPINE - 0.015, y, row.days, ha="right", va="top", size=9.5, weight="bold",
            style=style, **PLAIN,
        )  # fmt: skip
        for number, line in enumerate(row.lines):
            axes.text(SPINE + 0.02, y - LINE * number, line, va="top", size=11, **PLAIN)
        below = y - LINE * len(row.lines)
        told = f"{row.source}" + (f"  ({row.remark})" if row.remark else "")
        axes.text(SPINE + 0.02, below, told, va="top", size=9.5, color=look.colour, **PLAIN)
        y -= row_height(row)


@dataclass(frozen=True)
class Row:
    """A line of the list of events: its days, the quote in lines, and who tells it."""

    days: str
    lines: tuple[str, ...]
    source: str
    remark: str
    is_solid: bool


def rows_of(timeline: Timeline) -> list[Row]:
    """Return the events as they are drawn, what has no date last."""
    rows = [row_of(event) for event in timeline.events[:MOST_EVENTS]]
    return rows + [
        Row(UNDATED, wrapped(one.quote), name_of(one.source), "article without a date", False)
        for one in timeline.undated
    ]


def row_of(event: Event) -> Row:
    """Return one event as it is drawn."""
    remarks = ["planned"] if event.mode == "plan" else []
    also = ", ".join(name_of(citation.source) for citation in event.also)
    remarks += [f"also {also}"] if also else []
    remarks += ["article without a date"] if event.citation.published_at is None else []
    source = name_of(event.citation.source)
    remark, solid = " · ".join(remarks), event.mode != "plan"
    days = tell_days(date.fromisoformat(event.first), date.fromisoformat(event.last))
    return Row(days, wrapped(event.citation.quote), source, remark, solid)


def wrapped(quote: str) -> tuple[str, ...]:
    """Return a quote in lines; one that is very long is cut, and says so."""
    lines = textwrap.wrap(clean(quote), LABEL, max_lines=QUOTE_LINES, placeholder=" […]")
    return tuple(lines) or ("",)


def row_height(row: Row) -> float:
    """Return the height of an event in inches: its lines, and one for who tells it."""
    return LINE * (len(row.lines) + 1) + GAP


def name_of(source: str | None) -> str:
    """Return a source's name as it is shown."""
    return short(source) if source else "source not stated"


def short(text: str) -> str:
    """Return a text as a label: one line, cut where it is long."""
    return textwrap.shorten(clean(text), LABEL, placeholder=" […]")


def clean(text: str) -> str:
    """Return a text on one line without what cannot be drawn."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
