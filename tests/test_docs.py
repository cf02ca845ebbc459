"""The documentation says what the program does: every verb, every variable, every field."""

import importlib.util
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

import click
import pytest
from tables import named

from bot.ask.answer import Answer, Citation, IndexState, Standing, Status, Value, Verdict
from bot.judging import RelationKind
from bot.text.modes import Mode
from handlers.cli.app import VERBS, copydesk

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SCHEMA = json.loads((DOCS / "answer.schema.json").read_text(encoding="utf-8"))
ADVICE = "run `make docs`"
spec = importlib.util.spec_from_file_location("make_docs", DOCS / "make_docs.py")
assert spec
assert spec.loader
make_docs = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make_docs)


def commands(
    command: click.Command, path: str, parent: click.Context | None = None
) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, parent)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found
            yield from commands(found, f"{path} {name}", context)


ALL = dict(commands(copydesk, "copydesk"))


def test_the_page_of_verbs_is_what_the_program_says() -> None:
    env_example = (ROOT / ".env.example").read_text(encoding="utf-8")
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert page == make_docs.cli_page(env_example), ADVICE


def test_each_command_has_a_sentence_that_says_what_it_does() -> None:
    first = {path: (command.help or "").strip().partition("\n")[0] for path, command in ALL.items()}
    assert [path for path, line in first.items() if not line.endswith(".")] == []


def test_each_command_shows_an_example_that_calls_it() -> None:
    for path, command in ALL.items():
        if not isinstance(command, click.Group):
            verb, epilog = path.removeprefix("copydesk "), command.epilog or ""
            assert "Example" in epilog, path
            assert re.search(rf"copydesk (?:--database \S+ )?{verb}\b", epilog), path


def test_each_option_has_a_name_that_says_all_or_a_help() -> None:
    options = [
        (path, option.opts[-1], option.help)
        for path, command in ALL.items()
        for option in command.params
        if isinstance(option, click.Option)
    ]
    assert [one for one in options if not one[2] and one[1] != "--limit"] == []


def test_every_verb_stands_under_one_heading() -> None:
    named = [name for verbs in VERBS.values() for name in verbs]
    assert sorted(named) == sorted(set(named))
    assert {path.split()[1] for path in ALL if " " in path} == set(named)


@pytest.mark.parametrize(
    ("type_", "schema"),
    named(
        ("answer", Answer, SCHEMA),
        ("value", Value, SCHEMA["$defs"]["value"]),
        ("citation", Citation, SCHEMA["$defs"]["citation"]),
        ("verdict", Verdict, SCHEMA["$defs"]["verdict"]),
        ("index", IndexState, SCHEMA["$defs"]["index"]),
    ),
)
def test_the_schema_and_the_page_have_every_field_of_an_answer(
    type_: type, schema: dict[str, object]
) -> None:
    names = [field.name for field in fields(type_)] + ["why"] * (type_ is Verdict)
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert schema["required"] == names
    assert [name for name in properties if name != "id"] == names
    page = (DOCS / "answer.md").read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}`" not in page] == []


@pytest.mark.parametrize(
    ("named", "listed"),
    named(
        ("status", Status, SCHEMA["properties"]["status"]["enum"]),
        ("mode", Mode, SCHEMA["$defs"]["citation"]["properties"]["mode"]["enum"]),
        ("standing", Standing, SCHEMA["$defs"]["value"]["properties"]["standing"]["enum"]),
        ("verdict", RelationKind, SCHEMA["$defs"]["verdict"]["properties"]["verdict"]["enum"]),
    ),
)
def test_the_schema_and_the_page_have_every_word(named: object, listed: list[str]) -> None:
    page = (DOCS / "answer.md").read_text(encoding="utf-8")
    assert list(get_args(named)) == listed
    assert [word for word in listed if f"`{word}`" not in page] == []


def test_the_example_is_what_is_answered_now() -> None:
    page = (DOCS / "answer.md").read_text(encoding="utf-8")
    assert page == make_docs.answer_page(page), ADVICE
