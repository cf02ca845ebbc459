"""The demo: from nothing to five answers, and commands that work."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.settings import Settings
from handlers.cli.app import copydesk
from handlers.cli.context import Wiring
from handlers.cli.demo import SHOWN
from store import open_store

OWN = Wiring(Settings("own.db"))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(copydesk, ["demo"], obj=OWN)
    assert result.exit_code == 0, result.output
    return result.stdout, folder


def test_the_demo_shows_every_kind_of_answer_beside_the_newsroom_of_the_user(
    shown: tuple[str, Path],
) -> None:
    text, folder = shown
    titles = re.findall(r"^\d\. (.*)$", text, re.MULTILINE)
    assert [title for title in titles if title in SHOWN.values()] == list(SHOWN.values())
    assert "33 invented articles" in text
    assert {path.name for path in folder.glob("*.db")} == {"copydesk-demo.db"}


def test_every_command_that_the_demo_names_works(
    shown: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    text, folder = shown
    monkeypatch.chdir(folder)
    open_store("own.db").close()  # "your-articles/" is left out below
    named = re.findall(r"^(?:\$ |  )copydesk (.*)$", text, re.MULTILINE)
    done = {
        line: CliRunner().invoke(copydesk, shlex.split(line), obj=OWN)
        for line in named
        if "your-articles/" not in line
    }
    assert len(done) >= 9
    assert [line for line, result in done.items() if result.exit_code == 2] == []
