"""The demo: from nothing to five answers, and commands that work."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from desk import Desk, WrittenAsker

from bot.settings import Settings
from handlers.cli.app import copydesk
from handlers.cli.context import Wiring
from handlers.cli.demo import SHOWN
from store import open_store


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("demo")
    database = str(folder / "demo.db")
    result = CliRunner().invoke(copydesk, ["--database", database, "demo"], obj=Wiring())
    assert result.exit_code == 0, result.output
    return result.stdout, folder


def test_the_demo_shows_every_kind_of_answer_and_ends_well(shown: tuple[str, Path]) -> None:
    text, _ = shown
    assert re.findall(r"^\d\. (.*)$", text, re.MULTILINE)[0] == next(iter(SHOWN.values()))
    assert [title for title in SHOWN.values() if title not in text] == []
    assert "33 invented articles" in text


def test_every_command_that_the_demo_names_works(shown: tuple[str, Path]) -> None:
    text, folder = shown
    named = re.findall(r"^(?:\$ |  )copydesk (.*)$", text, re.MULTILINE)
    wiring = Wiring(Settings(str(folder / "own.db")))
    open_store(wiring.settings.database_url).close()  # "your-articles/" is left out below
    done = {
        line: CliRunner().invoke(copydesk, shlex.split(line), obj=wiring)
        for line in named
        if "your-articles/" not in line
    }
    assert len(done) >= 9
    assert [line for line, result in done.items() if result.exit_code == 2] == []


def test_the_demo_leaves_the_newsroom_of_the_user_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, WrittenAsker({}))
    assert desk.run("demo").exit_code == 0
    assert {path.name for path in tmp_path.glob("*.db")} == {"copydesk-demo.db"}
