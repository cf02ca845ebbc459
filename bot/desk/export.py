"""Export: what is kept, as CSV for a spreadsheet or as JSON lines for a program."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from bot.judging import WARNED
from store import Store
from store.answers import SavedAnswer
from store.verdicts import Side

Format = Literal["csv", "jsonl"]
Row = Mapping[str, Any]

EVERYTHING = 1 << 31
FORMULA = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=\s*[=+\-@＝＋－＠])|^(?=[\t\r\n])")
"""Where a spreadsheet would run what follows, also one that takes ; or a tab for the next cell:
https://owasp.org/www-community/attacks/CSV_Injection"""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
ANSWER_COLUMNS = (
    "answer_id", "asked_at", "question", "status", "reason", "place", "value", "kind",
    "normalised", "standing", "independent_sources", "verdicts", "source", "title", "url",
    "published_at", "speaker", "mode", "quote", "wording", "article_id", "version", "start", "end",
)  # fmt: skip


def export(store: Store, what: str, form: Format) -> Iterator[str]:
    """Give what is kept, line by line, each with its line break; nothing at all when none is.

    CSV has a heading and a row for each citation or pair of sides; cells that a
    spreadsheet would run as formulas begin with an apostrophe. JSON lines have an object for
    each thing kept, complete.
    """
    found = EXPORTS[what]
    if form == "csv":
        return as_csv(found.columns, found.rows(store))
    # In ASCII, so that no character acts upon a terminal.
    return (json.dumps(one) + "\n" for one in found.objects(store))


def as_csv(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    """Give a heading and the rows, no heading without a row."""
    for place, row in enumerate(rows):
        if not place:
            yield csv_line(columns)
        yield csv_line(tuple(row.get(column) for column in columns))


def csv_line(cells: tuple[Any, ...]) -> str:
    """Return one line of CSV (RFC 4180), its cells harmless to a spreadsheet."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(harmless_cell(cell) for cell in cells)
    return line.getvalue()


def harmless_cell(cell: object) -> object:
    """Return a cell that a spreadsheet shows and never runs; numbers stay numbers.

    >>> harmless_cell("=HYPERLINK(1)"), harmless_cell("A;=cmd"), harmless_cell(-3)
    ("'=HYPERLINK(1)", "A;'=cmd", -3)
    >>> harmless_cell("a-b"), harmless_cell(None)
    ('a-b', '')
    """
    if not isinstance(cell, str):
        return "" if cell is None else cell
    text = CONTROL.sub("\ufffd", cell)
    return FORMULA.sub("'", text)


def answers(store: Store) -> Iterator[Row]:
    """Give every answer kept, the first one first, as it was shown."""
    for saved in reversed(store.answers.recent(EVERYTHING)):
        yield {
            "answer_id": saved.answer_id,
            "question": saved.question,
            "asked_at": saved.asked_at,
            "answer": json.loads(saved.payload),
        }


def answer_rows(store: Store) -> Iterator[Row]:
    """Give a row for each citation of each answer, one row for an answer without any."""
    for saved in reversed(store.answers.recent(EVERYTHING)):
        yield from rows_of_answer(saved)


def rows_of_answer(saved: SavedAnswer) -> Iterator[Row]:
    """Give the rows of one answer."""
    answer = json.loads(saved.payload)
    head = {
        "answer_id": saved.answer_id,
        "asked_at": saved.asked_at,
        "question": saved.question,
        "status": answer["status"],
        "reason": answer["reason"],
    }
    if not answer["values"]:
        yield head
    for place, value in enumerate(answer["values"]):
        found = (v["verdict"] for v in answer["verdicts"] if place in v["between"])
        verdicts = "; ".join(dict.fromkeys(found))
        for citation in (*value["citations"], *value.get("also", ())):
            row = {**value, **citation, **head, "value": value["text"], "verdicts": verdicts}
            yield {**row, "place": place + 1}


def conflicts(store: Store) -> Iterator[Row]:
    """Give every verdict kept that warns, the first one first, whatever became of it."""
    for kept in reversed(store.verdicts.find(WARNED, limit=EVERYTHING)):
        yield asdict(kept)


def conflict_rows(store: Store) -> Iterator[Row]:
    """Give a row for each verdict that warns, the two sides beside each other."""
    for row in conflicts(store):
        sides = {f"{side}_{name}": row[side][name] for side in ("a", "b") for name in row[side]}
        yield {**row, **sides}


SIDE_COLUMNS = tuple(f"{side}_{one.name}" for side in ("a", "b") for one in fields(Side))
CONFLICT_COLUMNS = (
    "verdict_id", "verdict", "state", "about", "likelihood", "dispute", "story", "detected_at",
    "changed_at", "changed_by", "note", *SIDE_COLUMNS,
)  # fmt: skip


@dataclass(frozen=True)
class Exported:
    """Something that can be exported: its columns, its objects, and its rows for a table."""

    columns: tuple[str, ...]
    objects: Callable[[Store], Iterator[Row]]
    rows: Callable[[Store], Iterator[Row]]


EXPORTS: Mapping[str, Exported] = {
    "answers": Exported(ANSWER_COLUMNS, answers, answer_rows),
    "conflicts": Exported(CONFLICT_COLUMNS, conflicts, conflict_rows),
}
"""What can be exported, by name."""
