"""A timeline as a picture: who said which value when, and what happened on which day.

Every mark has its words beside it; a source keeps its colour and its marker throughout, and its
name stands at each of its lines, so that nothing has to be looked up.
"""

import io
import logging
import textwrap
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from bot.ask.answer import Citation
from bot.desk.timeline import Event, Series, Stated, Timeline
from store.times import day_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

# Each is dark enough to be read as text on white (WCAG 2.1, 4.5 to 1).
COLOURS = ("#0060A8", "#B34700", "#00735C", "#A8327D", "#6A51A3", "#806200", "#444444")
MARKERS = "osD^vPX"
GREY = "#666666"
WIDTH, DPI = 7.8, 140
HEAD, ROW, LINE, GAP = 0.55, 0.30, 0.21, 0.18
"""Heights in inches: of a heading, of a value's row, of a line of text, and between events."""

MOST_SERIES, MOST_ROWS, MOST_EVENTS = 4, 14, 24
LEFT, RIGHT, SPINE = 0.345, 0.97, 0.235
"""Of the whole width: where the values begin and end, and where the line of days stands."""

LABEL, BESIDE, DAYS = 60, 28, 18
"""Characters of a line, of a label beside a drawing and of a line of days, at most."""

QUOTE_LINES, DAY_LINES = 4, 3

CAPTION = "A hollow mark is of a plan, or of an article without a date."


@dataclass(frozen=True)
class Look:
    """How the marks of one source look."""

    colour: str
    marker: str


@dataclass(frozen=True)
class Row:
    """A line of the list of events, in lines: its days, the quote, and who tells it."""

    days: Sequence[str]
    quote: Sequence[str]
    told: Sequence[str]
    source: str
    is_solid: bool

    @property
    def height(self) -> float:
        """How high it is in inches."""
        return LINE * max(len(self.days), len(self.quote) + len(self.told)) + GAP


def draw_timeline(timeline: Timeline) -> bytes:
    """Return a timeline as a PNG picture."""
    drawn, rows = timeline.series[:MOST_SERIES], rows_of(timeline)
    heights = [HEAD + ROW * len(shown(series)) for series in drawn]
    figure, canvas = blank(HEAD + sum(heights) + sum(row.height for row in rows) + 0.7)
    looks = looks_of(timeline)
    top = float(figure.get_figheight()) - HEAD
    write(figure, 0.02, top + 0.12, short(timeline.topic), size=16, weight="bold")
    for series, height in zip(drawn, heights, strict=True):
        draw_series(figure, series, looks, top - height)
        top -= height
    draw_events(figure, rows, looks, top)
    write(figure, 0.02, 0.15, CAPTION, size=8, color=GREY)
    picture = io.BytesIO()
    canvas(figure).print_figure(picture, format="png")
    return picture.getvalue()


def blank(height: float) -> "tuple[Figure, type[FigureCanvasAgg]]":
    """Return an empty figure and what paints it; no window system is needed."""
    # It tells of its font cache, and of each letter that no font has.
    logging.getLogger("matplotlib").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", message="Glyph ")
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    return Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white"), FigureCanvasAgg


def write(figure: "Figure", x: float, y: float, *lines: str, **look: Any) -> None:
    """Write lines at a share of the width and a height in inches; a dollar sign is one."""
    whole = float(figure.get_figheight())
    for number, line in enumerate(lines):
        figure.text(x, (y - LINE * number) / whole, line, parse_math=False, **look)


def shown(series: Series) -> Sequence[Stated]:
    """Return the values of a series that are drawn."""
    return series.stated[-MOST_ROWS:]


def looks_of(timeline: Timeline) -> Mapping[str, Look]:
    """Return a look for each source, in the order in which they come up."""
    stated = [one.citation for series in timeline.series for one in series.stated]
    cited = [*stated, *(event.citation for event in timeline.events), *timeline.undated]
    return {
        name: Look(COLOURS[n % len(COLOURS)], MARKERS[(n + n // len(COLOURS)) % len(MARKERS)])
        for n, name in enumerate(dict.fromkeys(map(name_of, cited)))
    }


def draw_series(figure: "Figure", series: Series, looks: Mapping[str, Look], bottom: float) -> None:
    """Draw the values of a series: a row each, the time and the source on the left."""
    stated, whole = shown(series), float(figure.get_figheight())
    height = ROW * len(stated)
    write(figure, 0.02, bottom + 0.27 + height, title_of(series), size=12, weight="bold")
    axes = figure.add_axes((LEFT, (bottom + 0.15) / whole, RIGHT - LEFT, height / whole))
    axes.set_ylim(len(stated) - 0.4, -0.6)
    for row, one in enumerate(stated):
        draw_value(axes, row, one, looks[name_of(one.citation)])
    fit_width(axes, stated)
    axes.set_axis_off()


def title_of(series: Series) -> str:
    """Return what a series is of: its name in the words of the articles, or else its unit."""
    return short(series.label) or short(series.unit) or series.kind


def draw_value(axes: "Axes", row: int, one: Stated, look: Look) -> None:
    """Draw one value: its row's label, the mark, and the words of the article beside it."""
    at = day_of(one.citation.published_at)
    when = f"{at.day} {at:%b} {at.year}" if at else "undated"
    axes.annotate(
        f"{when} · {short(name_of(one.citation), BESIDE)}", (0, row), (-10, 0),
        xycoords=("axes fraction", "data"), textcoords="offset points", ha="right",
        va="center", size=8.5, color=look.colour, parse_math=False,
    )  # fmt: skip
    axes.axhline(row, color="#eeeeee", linewidth=1, zorder=0)
    places = places_of(one)
    if not places:
        return
    axes.plot(places, [row] * len(places), color=look.colour, linewidth=3)
    axes.plot(
        places[:1], [row], look.marker, color=look.colour, markersize=8,
        markerfacecolor=look.colour if at else "white",
    )  # fmt: skip
    axes.annotate(
        worded(one), (places[-1], row), (9, 0), textcoords="offset points", va="center",
        size=9, parse_math=False,
    )  # fmt: skip


def worded(one: Stated) -> str:
    """Return a value in the words of its article, "or more" or "or less" where one end is open."""
    words = short(one.citation.wording, BESIDE)
    if one.low is not None and one.high is not None:
        return words
    return f"{words} or {'less' if one.low is None else 'more'}"


def places_of(one: Stated) -> list[float]:
    """Return where a value begins and ends on its axis, as far as it does; days are counted."""
    return [
        float(date.fromisoformat(bound).toordinal()) if isinstance(bound, str) else bound
        for bound in (one.low, one.high)
        if bound is not None
    ]


def fit_width(axes: "Axes", stated: Sequence[Stated]) -> None:
    """Leave room on the right for the words beside the largest value."""
    places = [place for one in stated for place in places_of(one)]
    least, most = min(places, default=0.0), max(places, default=1.0)
    width = (most - least) or abs(most) or 1.0
    axes.set_xlim(least - 0.08 * width, most + 0.45 * width)


def draw_events(
    figure: "Figure", rows: Sequence[Row], looks: Mapping[str, Look], top: float
) -> None:
    """Draw the events down a line: the days left of it, the quotes right of it."""
    axes = figure.add_axes((0, 0, 1, top / float(figure.get_figheight())))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, top)
    y = top - 0.2
    if rows:
        axes.plot([SPINE, SPINE], [0.45, y + 0.1], color="#cccccc", linewidth=2, zorder=0)
    for row in rows:
        look = looks[row.source]
        axes.plot(
            [SPINE], [y - 0.06], look.marker, color=look.colour, markersize=8,
            markerfacecolor=look.colour if row.is_solid else "white",
        )  # fmt: skip
        write(figure, SPINE - 0.02, y, *row.days, ha="right", va="top", size=9.5, weight="bold")
        write(figure, SPINE + 0.02, y, *row.quote, va="top", size=11)
        below = y - LINE * len(row.quote)
        write(figure, SPINE + 0.02, below, *row.told, va="top", size=9.5, color=look.colour)
        y -= row.height


def rows_of(timeline: Timeline) -> list[Row]:
    """Return the events as they are drawn, what has no date last."""
    rows = [row_of(event) for event in timeline.events[:MOST_EVENTS]]
    return rows + [make_row(one, "", is_solid=False) for one in timeline.undated]


def row_of(event: Event) -> Row:
    """Return one event as it is drawn."""
    also = list(dict.fromkeys(map(name_of, event.also)))
    remarks = ["planned"] if event.mode == "plan" else []
    remarks += [f"also {', '.join(also)}"] if also else []
    return make_row(event.citation, " · ".join(remarks), is_solid=event.mode != "plan")


def make_row(one: Citation, remark: str, is_solid: bool) -> Row:
    """Return a row; a quote that is very long is cut, and says so."""
    source, days = name_of(one), wrapped(one.reading or "undated", DAY_LINES, DAYS)
    remark = remark if one.published_at else "article without a date"
    told = wrapped(f"{source} ({remark})" if remark else source, 2)
    return Row(days, wrapped(one.quote, QUOTE_LINES), told, source, is_solid)


def name_of(one: Citation) -> str:
    """Return what an article's source is shown as: its masthead, its headline or its file."""
    headline = f"“{short(one.title or '', LABEL - 2)}”" if one.title else ""
    return short(one.source or headline or PurePosixPath(one.article_id).name)


def wrapped(text: str, most: int, length: int = LABEL) -> Sequence[str]:
    """Return a text in lines of a label's length, at most so many."""
    return textwrap.wrap(clean(text), length, max_lines=most, placeholder=" […]") or [""]


def short(text: str, length: int = LABEL) -> str:
    """Return a text as a label: one line, cut where it is long."""
    return textwrap.shorten(clean(text), length, placeholder=" […]")


def clean(text: str) -> str:
    """Return a text on one line without what cannot be drawn."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
