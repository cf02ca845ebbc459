"""`copydesk eval` runs folders, compares runs and holds floors, with the exit codes it promises."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fake_answers import quote_first_passage
from rich.console import Console
from small_sets import write_every_set

import handlers.cli.evaluate as verb
from bot.evaluate.evaluation import Tools
from bot.evaluate.floors import read_floors, write_floors
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
    assert (
        "news_qa\taccepted answer in the first quoted sentence\t50.0 %\t1/2\t9.5–90.5 %"
        in result.output.splitlines()
    )


def test_all_sets_of_a_folder_are_run_and_unknown_ones_named(sets: Path, tmp_path: Path) -> None:
    for name in ("a", "f", "g"):
        (sets / name).rename(tmp_path / name)
    result = run("--all", sets, "--output", tmp_path / "all.jsonl", "--limit", "1")
    assert result.exit_code == 0, result.output
    assert "Left out, as no set is known by their files: j." in result.output
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    ran = ["conflict_qacc", "conflict_swaps", "conflict_ramdocs", "five_w"]
    ran += ["one_fact_edits", "gun_violence"]
    assert [json.loads(line)["set"] for line in lines] == ran


def test_two_runs_leave_the_same_file_and_nothing_changed(sets: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run(sets / "b", "--output", tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    result = run("--compare", tmp_path / "one", tmp_path / "two")
    assert result.exit_code == 0
    assert "conflict_qacc\twarning\tstill wrong\tn1" in result.output.splitlines()


def choice() -> verb.Choice:
    tools = Tools(quote_first_passage, Path("unused"))
    return verb.Choice(Console(quiet=True), tools, None, 0, 1)


def test_floors_hold_until_a_figure_falls_through(tmp_path: Path) -> None:
    pinned = tmp_path / "floors.json"
    assert verb.hold_floors(choice(), pinned, raise_them=False, lower_them=True)
    as_measured = read_floors(pinned)
    assert verb.hold_floors(choice(), pinned, raise_them=False, lower_them=False)
    write_floors(pinned, {**as_measured, "status": 1.0, "verbatim": 0.5})
    assert not verb.hold_floors(choice(), pinned, raise_them=True, lower_them=False)
    assert read_floors(pinned) == {**as_measured, "status": 1.0, "verbatim": 1.0}


WRONG = {
    "nothing named": ([], "Name the folder of a set"),
    "no such folder": (["nowhere"], "does not exist"),
    "a limit on floors": (["--floors", "--limit", "3"], "no folder and no --limit"),
}


@pytest.mark.parametrize(("words", "message"), WRONG.values(), ids=WRONG)
def test_wrong_use_is_told_what_to_do(words: list[str], message: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.output


def test_a_folder_that_holds_no_set_is_wrong_use(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "holds no evaluation set that Copydesk knows" in result.output
