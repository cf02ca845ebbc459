"""`copydesk eval` runs folders, compares runs and holds floors, with the exit codes it promises."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fake_answers import judge_apart, quote_first_passage
from rich.console import Console
from small_sets import write_every_set

import handlers.cli.evaluate as verb
from bench.evaluate.comparing import read_floors, write_floors
from bench.evaluate.evaluation import Tools
from bench.sets import Choice, hold_floors
from handlers.cli.app import copydesk
from handlers.cli.context import Wiring


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    return write_every_set(tmp_path / "sets")


def run(*words: str | Path) -> Result:
    wiring = Wiring(ask=quote_first_passage)
    return CliRunner().invoke(copydesk, ["eval", *map(str, words)], obj=wiring)


def test_a_folder_is_run_and_its_figures_are_shown_with_counts_and_intervals(sets: Path) -> None:
    result = run(sets / "a", "--cache", sets / "cache")
    assert result.exit_code == 0, result.output
    line = (
        "news_qa\taccepted answer in the first quoted sentence\t50.0 %\t1/2\t9.5–90.5 %"
        "\t0.0 % 0/1 (0.0–79.3 %)\t100.0 % 1/1 (20.7–100.0 %)"
    )
    assert line in result.output.splitlines()


def choice() -> Choice:
    tools = Tools(quote_first_passage, Path("unused"), judge_apart)
    return Choice(Console(quiet=True), tools)


def test_floors_hold_until_a_figure_falls_through(tmp_path: Path) -> None:
    pinned = tmp_path / "floors.json"
    assert hold_floors(choice(), raise_them=False, lower_them=True, pinned=pinned)
    as_measured = read_floors(pinned)
    assert hold_floors(choice(), raise_them=False, lower_them=False, pinned=pinned)
    floors, ceilings = as_measured["at least"], as_measured["at most"]
    missed = {**floors, "status": 1.0, "verbatim": 0.5}
    write_floors(pinned, {"at least": missed, "at most": ceilings})
    assert not hold_floors(choice(), raise_them=True, lower_them=False, pinned=pinned)
    raised = {**floors, "status": 1.0, "verbatim": 1.0}
    assert read_floors(pinned) == {"at least": raised, "at most": ceilings}


WRONG = {
    "nothing named": ([], "Name the folder of a set"),
    "no set": (["."], "holds no evaluation set that Copydesk knows"),
    "a limit on floors": (["--floors", "--limit", "3"], "no folder and no --limit"),
}


@pytest.mark.parametrize(("words", "message"), WRONG.values(), ids=WRONG)
def test_wrong_use_is_told_what_to_do(words: list[str], message: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.output


def test_without_a_checkout_it_is_told_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_no_bench(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(verb, "find_spec", find_no_bench)
    result = run("--floors")
    assert result.exit_code == 2
    assert "needs a checkout of the project: git clone it and run make setup" in result.output
