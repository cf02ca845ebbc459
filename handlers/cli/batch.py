"""Many questions in one process: JSON lines in, one answer a line out, in order."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from bot.ask.retrieving import Filters
from handlers.cli.context import Context
from handlers.cli.dates import ADVICE, TOO_FAR, read_moment
from handlers.payload import LONGEST_QUESTION, answer_payload, clean_question, dump


@dataclass(frozen=True)
class Asked:
    """One line of a batch."""

    question: str
    at: datetime


def answer_batch(
    context: Context, lines: Iterable[bytes], *, filters: Filters, at: datetime, top: int
) -> int:
    """Answer each line as it comes; return 1 when one of them could not be read or answered."""
    failed = 0
    for line in lines:
        if not line.strip():
            continue
        answer = answer_line(context, line, filters, at, top)
        failed += "error" in answer
        # Echo flushes: a program at the other end of a pipe has each answer at once.
        click.echo(dump(answer))
    return 1 if failed else 0


def answer_line(
    context: Context, line: bytes, filters: Filters, at: datetime, top: int
) -> dict[str, Any]:
    """Return what to print for one line: its id with the answer, or with what is wrong."""
    record, wrong = read_record(line)
    line_id = record.get("id")
    asked = read_asked(record, at) if wrong is None else wrong
    if isinstance(asked, str):
        return {"id": line_id, "error": asked}
    try:
        answer = context.wiring.ask(
            context.store, asked.question, asked.at, filters=filters, top=top
        )
    except Exception as error:
        # The line says what happened, so nothing is hidden by going on.
        return {"id": line_id, "error": f"not answered: {type(error).__name__}: {error}"[:500]}
    return {"id": line_id, **answer_payload(answer)}


def read_record(line: bytes) -> tuple[dict[str, Any], str | None]:
    """Return the object that a line holds, or what is wrong with the line."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return {}, f"the line is not JSON: {error}"[:500]
    if not isinstance(record, dict):
        return {}, 'the line is not an object; write {"id": …, "question": …}'
    if not isinstance(record.get("id"), str | int):
        return {}, "the field id is missing; give a text or a whole number"
    return record, None


def read_asked(record: dict[str, Any], at: datetime) -> Asked | str:
    """Return the question of a record and its moment, or what is wrong with them."""
    question = record.get("question")
    if not isinstance(question, str) or not question.strip():
        return "the field question is missing; give the question as text"
    if len(question) > LONGEST_QUESTION:
        return f"the question has more than {LONGEST_QUESTION:,} characters"
    stated = record.get("at")
    try:
        moment = at if stated is None else read_moment(stated)
    except OverflowError:
        return f"the field at has {stated!r:.80}, which is {TOO_FAR}"
    except (ValueError, TypeError, AttributeError):
        return f"the field at has {stated!r:.80}, which is not a date: {ADVICE}"
    return Asked(clean_question(question), moment)
