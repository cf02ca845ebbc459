"""The verb that turns what people said of answers into cases for the evaluation."""

import json
from collections.abc import Iterator
from typing import Any

import click

from handlers.cli.context import Context
from handlers.payload import dump
from store import Store
from store.feedback import Feedback


@click.group()
def feedback() -> None:
    """Use what people said of answers in Slack."""


@feedback.command(epilog="Example: copydesk feedback export > cases.jsonl")
@click.pass_context
def export(click_context: click.Context) -> None:
    """Write a case for each answer that was called helpful or not helpful, as JSON lines.

    A helpful answer becomes a case whose values and quotes are right; one that was not helpful
    becomes a case to look at, with nothing taken for right. Exit code 1: there is no feedback.
    """
    context: Context = click_context.obj
    cases = list(evaluation_cases(context.store))
    for case in cases:
        click.echo(dump(case))
    if not cases:
        click.echo("No feedback yet. It comes from the buttons under answers in Slack.", err=True)
        click_context.exit(1)


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
