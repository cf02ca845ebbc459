"""Writes docs/cli.md and the example in docs/answer.md from what the program says now."""

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from bot.sample import sample_folder
from handlers.cli.app import copydesk
from handlers.slack.surfaces.listing import manifest_text

DOCS = Path(__file__).parent
EXAMPLE = re.compile(r"(?<=<!-- example -->\n).*?(?=<!-- /example -->)", re.DOTALL)
EXAMPLE_ASKS = ("--at", "2026-11-10", "--top", "2", "Who is the mayor of Port Lenna?")
WIDTH = 90


def cli_page(env_example: str) -> str:
    """Return the page of all verbs and variables."""
    parts = [
        "# The command line",
        "Made by `make docs` from the program's own help; a test compares the two.",
        *(f"{heading}\n\n```\n{text}\n```" for heading, text in help_texts(copydesk, "copydesk")),
        "## Variables",
        "Read from the environment and from a file `.env` in the folder where the program starts; "
        "the environment wins. `.env.example` is a file to start from.",
        "| variable | meaning | example or default |\n|---|---|---|\n" + variable_rows(env_example),
    ]
    return "\n\n".join(parts) + "\n"


def help_texts(
    command: click.Command, path: str, parent: click.Context | None = None
) -> Iterator[tuple[str, str]]:
    """Give the heading and the help of a command and of those under it."""
    settings = {"terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, parent, path.rpartition(" ")[2], **settings)
    yield f"## `{path}`", command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            verb = command.get_command(context, name)
            assert verb is not None
            yield from help_texts(verb, f"{path} {name}", context)


def variable_rows(env_example: str) -> str:
    """Return a table row for each variable of .env.example."""
    found = re.findall(r"((?:^#.*\n)+)([A-Z_]+)=(.*)", env_example, re.MULTILINE)
    told = ((" ".join(re.findall(r"# ?(.*)", about)), name, value) for about, name, value in found)
    return "\n".join(
        f"| `{name}` | {about} | {f'`{value}`' if value else ''} |" for about, name, value in told
    )


def answer_page(page: str) -> str:
    """Return docs/answer.md with its example as it is answered now."""
    asked = " ".join(f'"{word}"' if " " in word else word for word in EXAMPLE_ASKS)
    command = f"$ copydesk ask --json {asked}"
    return EXAMPLE.sub(lambda _: f"```\n{command}\n{example()}\n```\n", page)


def example() -> str:
    """Return the answer of the example, laid out to be read."""
    with tempfile.TemporaryDirectory() as folder:
        database = ("--database", str(Path(folder) / "sample.db"))
        run(*database, "ingest", str(sample_folder() / "articles"))
        answer = run(*database, "ask", "--json", *EXAMPLE_ASKS)
    return json.dumps(json.loads(answer), indent=2, ensure_ascii=False)


def run(*words: str) -> str:
    """Run the program; return what it printed."""
    result = CliRunner().invoke(copydesk, words)
    if result.exit_code:
        sys.exit(f"copydesk {' '.join(words)} ended with {result.exit_code}: {result.output}")
    return result.stdout


def main() -> None:
    """Write the generated parts."""
    env_example = (DOCS.parent / ".env.example").read_text(encoding="utf-8")
    (DOCS / "cli.md").write_text(cli_page(env_example), encoding="utf-8")
    (DOCS.parent / "manifest.json").write_text(manifest_text(), encoding="utf-8")
    page = (DOCS / "answer.md").read_text(encoding="utf-8")
    (DOCS / "answer.md").write_text(answer_page(page), encoding="utf-8")


if __name__ == "__main__":
    main()
