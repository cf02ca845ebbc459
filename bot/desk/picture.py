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
WIDTH, DPI = 7.8, 140
HEAD, ROW, LINE, GAP = 0.55, 0.30, 0.21, 0.18
"""Heights in inches: of a heading, of a value's row, of a line of text, and between events."""

MOST_SERIES, MOST_ROWS, MOST_EVENTS = 4, 14, 24
LEFT, RIGHT, SPINE = 0.345, 0.97, 0.235
"""Of the whole width: where the values begin and end, and where the line of days stands."""

LABEL, BESIDE, DAYS, QUOTE_LINES = 60, 28, 20, 4
"""Characters of a line, of a label beside a drawing and of days, and lines of a quote, at most."""

CAPTION = "A hollow mark is of a plan, or of an article without a date."


@dataclass(frozen=True)
class Look:
    """How the marks of one source look."""

    colour: str
    marker: str


@dataclass(frozen=True)
class Row:
    """A line of the list of events: its days, the quote and who tells it in lines."""

    days: str
    quote: Sequence[str]
    told: Sequence[str]
    source: str
    is_solid: bool

    @property
    def height(self) -> float:
        """How high it is in inches."""
        return LINE * (len(self.quote) + len(self.told)) + GAP


def draw_timeline(timeline: Timeline) -> bytes:
    """Return a timeline as a PNG picture; CopydeskError where matplotlib is not installed."""
    drawn, rows = timeline.series[:MOST_SERIES], rows_of(timeline)
    heights = [HEAD + ROW * len(shown(series)) + 0.35 for series in drawn]
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
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise CopydeskError(
            "Pictures need matplotlib, which is not installed. "
            "Install it with: pip install 'copydesk[plot]'"
        ) from error
    return Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white"), FigureCanvasAgg


def write(figure: "Figure", x: float, y: float, text: str, **look: Any) -> None:
    """Write a text at a share of the width and a height in inches; a dollar sign is one."""
    figure.text(x, y / float(figure.get_figheight()), text, parse_math=False, **look)


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
    write(figure, 0.02, bottom + 0.5 + height, title_of(series), size=12, weight="bold")
    axes = figure.add_axes((LEFT, (bottom + 0.38) / whole, RIGHT - LEFT, height / whole))
    axes.set_ylim(len(stated) - 0.4, -0.6)
    for row, one in enumerate(stated):
        draw_value(axes, row, one, looks[name_of(one.citation)])
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
    at = one.citation.published_at
    when = tell_day(date.fromisoformat(at[:10])) if at else "undated"
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
        write(figure, SPINE - 0.015, y, row.days, ha="right", va="top", size=9.5, weight="bold")
        for number, line in enumerate(row.quote):
            write(figure, SPINE + 0.02, y - LINE * number, line, va="top", size=11)
        below = y - LINE * len(row.quote)
        for number, line in enumerate(row.told):
            own = {"size": 9.5, "color": look.colour}
            write(figure, SPINE + 0.02, below - LINE * number, line, va="top", **own)
        y -= row.height


def rows_of(timeline: Timeline) -> list[Row]:
    """Return the events as they are drawn, what has no date last."""
    rows = [row_of(event) for event in timeline.events[:MOST_EVENTS]]
    return rows + [undated_row(one) for one in timeline.undated]


def row_of(event: Event) -> Row:
    """Return one event as it is drawn."""
    days = tell_days(date.fromisoformat(event.first), date.fromisoformat(event.last))
    remarks = ["planned"] if event.mode == "plan" else []
    also = list(dict.fromkeys(map(name_of, event.also)))
    remarks += [f"also {', '.join(also)}"] if also else []
    remarks += [] if event.citation.published_at else ["article without a date"]
    return make_row(days, event.citation, " · ".join(remarks), event.mode != "plan")


def undated_row(one: Citation) -> Row:
    """Return what an article without a date tells; its day stands in the article's own words."""
    words = "" if one.wording == one.quote else short(one.wording, DAYS)
    return make_row(words or "undated", one, "article without a date", False)


def make_row(days: str, one: Citation, remark: str, is_solid: bool) -> Row:
    """Return a row; a quote that is very long is cut, and says so."""
    source = name_of(one)
    told = wrapped(f"{source} ({remark})" if remark else source, 2)
    return Row(days, wrapped(one.quote, QUOTE_LINES), told, source, is_solid)


def name_of(one: Citation) -> str:
    """Return what an article's source is shown as: its masthead, its headline or its file."""
    headline = f"“{short(one.title or '', LABEL - 2)}”" if one.title else ""
    return short(one.source or headline or PurePosixPath(one.article_id).name)


def wrapped(text: str, most: int) -> Sequence[str]:
    """Return a text in lines of a label's length, at most so many."""
    return textwrap.wrap(clean(text), LABEL, max_lines=most, placeholder=" […]") or [""]


def short(text: str, length: int = LABEL) -> str:
    """Return a text as a label: one line, cut where it is long."""
    return textwrap.shorten(clean(text), length, placeholder=" […]")


def clean(text: str) -> str:
    """Return a text on one line without what cannot be drawn."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
