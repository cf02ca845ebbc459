"""The packages import in one direction, and each outside thing is known in one place."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMPOSITION_ROOT = "bot/__main__.py"
MEASURING = "handlers/cli/evaluate.py"
"""What the command line measures with: `bench` is no part of what is installed."""

MAY_IMPORT = {
    "store": {"store"},
    "bot": {"bot", "store"},
    "handlers": {"handlers", "bot", "store"},
    "bench/evaluate": {"bench", "bot", "store"},
}
"""What each package may import of the project."""

OURS = {"store", "bot", "handlers", "bench"}

KNOWN_IN = {
    "slack_bolt": "handlers/",
    "slack_sdk": "handlers/",
    "sqlite3": "store/",
    "sqlite_utils": "store/",
    "psycopg": "store/",
    "psycopg_pool": "store/",
    "dotenv": "bot/settings.py",
    "prometheus_client": "handlers/slack/delivery/metrics.py",
    "click": "handlers/",
    "rich": "handlers/",
}
"""Where a library may be imported, the composition root aside."""

IO = {"httpx", "socket", "subprocess", "urllib.request", "requests", "sqlite3", "store.articles"}


def project_files() -> list[str]:
    return sorted(
        str(path.relative_to(ROOT))
        for package in MAY_IMPORT
        for path in (ROOT / package).rglob("*.py")
    )


def imports(path: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively; write the whole name"
            yield node.module or ""


def wrong_imports(path: str, imported: list[str]) -> list[str]:
    if path == COMPOSITION_ROOT:
        return []
    package = next(name for name in MAY_IMPORT if path.startswith(f"{name}/"))
    may = MAY_IMPORT[package] | ({"bench"} if path == MEASURING else set())
    own = {name for name in imported if name.partition(".")[0] in OURS}
    wrong = {name for name in own if name.partition(".")[0] not in may}
    for name in imported:
        place = KNOWN_IN.get(name.partition(".")[0], "")
        if not path.startswith(place):
            wrong.add(name)
    if path.startswith("handlers/") and not path.startswith("handlers/cli/"):
        wrong |= {name for name in own if name.startswith("handlers.cli")}
    if path.startswith("bot/text/"):
        wrong |= {name for name in imported if name in IO}
    return sorted(wrong)


def test_a_file_imports_only_what_its_package_may() -> None:
    wrong = {path: wrong_imports(path, list(imports(path))) for path in project_files()}
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    ("path", "imported", "wrong"),
    [
        ("store/articles.py", "bot.text.dates", True),
        ("bot/ask/answering.py", "store.passages", False),
        ("bot/ask/answering.py", "sqlite3", True),
        ("bot/__main__.py", "handlers.cli.app", False),
        ("bot/text/dates.py", "httpx", True),
        ("handlers/slack/surfaces/desk.py", "handlers.cli.context", True),
        ("handlers/slack/delivery/app.py", "slack_bolt", False),
        ("handlers/cli/evaluate.py", "bench.sets", False),
        ("handlers/cli/serve.py", "bench.sets", True),
        ("bench/evaluate/desk.py", "handlers.cli.app", True),
    ],
)
def test_the_walk_tells_right_from_wrong(path: str, imported: str, wrong: bool) -> None:
    assert wrong_imports(path, [imported]) == ([imported] if wrong else [])


def test_a_mention_is_answered_without_what_takes_articles_in() -> None:
    code = "import sys, handlers.slack.surfaces.asking; print(*sys.modules)"
    run = [sys.executable, "-c", code]
    loaded = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    beside = ("bot.ingest", "bot.desk", "bot.check", "bot.alerts")
    assert [name for name in loaded.split() if name.startswith(beside)] == []


def reads_environment(path: str) -> bool:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    brought = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "os"
        for alias in node.names
    }
    return not {"environ", "environb", "getenv", "putenv"}.isdisjoint(named | brought)


def test_the_environment_is_read_in_the_settings_alone() -> None:
    assert [path for path in project_files() if reads_environment(path)] == ["bot/settings.py"]


def test_no_option_of_the_command_line_reads_the_environment_by_itself() -> None:
    found = [path for path in project_files() if "envvar" in (ROOT / path).read_text("utf-8")]
    assert found == []
