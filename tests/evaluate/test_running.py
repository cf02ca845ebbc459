"""Runs are the same every time; folders are known by what is in them; two runs can be compared."""

import json
from pathlib import Path

from small_sets import write_every_set

from bench.evaluate.comparing import Standing, compare_floors, compare_runs
from bench.evaluate.evaluation import Item, draw
from bench.evaluate.figures import Figure
from bench.evaluate.registry import SETS, find_sets

FOLDERS = {"a": ["news_qa"], "b": ["conflict_qacc"], "c": ["conflict_swaps"],
           "d": ["conflict_ramdocs"], "e": ["desk", "desk_alerts"],
           "f": ["sample", "sample_verdicts"], "h": ["one_fact_edits"],
           "i": ["gun_violence"]}  # fmt: skip


def test_a_folder_is_known_by_its_files(tmp_path: Path) -> None:
    parent = write_every_set(tmp_path)
    found, left_out = find_sets(parent)
    expected = [(folder, name) for folder, names in FOLDERS.items() for name in names]
    assert [(folder.name, chosen.name) for folder, chosen in found] == expected
    assert [folder.name for folder in left_out] == ["j"]
    assert {chosen.name for chosen in SETS} == {name for _, name in expected}


def test_a_half_is_told_by_the_id_or_the_group_and_never_changes() -> None:
    items = [Item(str(number), {}) for number in range(100)]
    halves = [draw(items, None, 0, half) for half in ("A", "B")]
    assert [len(half) for half in halves] == [44, 56]
    assert sorted(halves[0] + halves[1], key=items.index) == items
    assert len({Item(str(number), {}, "incident 7").half for number in range(100)}) == 1


def lines_of(path: Path, **marks: bool) -> Path:
    marked = ({"set": "s", "id": name, "passed": {"right": is_it}} for name, is_it in marks.items())
    path.write_text("".join(json.dumps(record) + "\n" for record in marked), encoding="utf-8")
    return path


def test_two_runs_are_compared_item_by_item(tmp_path: Path) -> None:
    before = lines_of(tmp_path / "before", a=True, b=False, c=True, d=False, gone=True)
    after = lines_of(tmp_path / "after", a=False, b=True, c=True, d=False, new=True, newer=True)
    compared = compare_runs(before, after)
    (one,) = compared.comparisons
    assert (one.set_name, one.mark) == ("s", "right")
    assert one.items == (
        ("a", "broken"), ("b", "fixed"), ("c", "still right"), ("d", "still wrong"),
    )  # fmt: skip
    assert (one.ids("fixed"), one.chance) == (["b"], 1.0)
    assert (compared.only_first, compared.only_second) == (1, 2)


FIGURES = [
    Figure("status", 2 / 3, 3, 2),
    Figure("new", 1.0, 1, 1),
    Figure("spurious", 4, 9, 4, unit="count"),
    Figure("seconds", 0.2, 3, unit="seconds"),
]
FLOORS = {"at least": {"status": 0.7, "gone": 0.5}, "at most": {"spurious": 3}}


def test_figures_are_held_to_their_floors_and_counts_of_faults_to_ceilings() -> None:
    standings = compare_floors(FLOORS, FIGURES)
    assert standings == [
        Standing("status", 0.7, 0.6666), Standing("new", None, 1.0),
        Standing("spurious", 3, 4.0, "at most"), Standing("gone", 0.5, None),
    ]  # fmt: skip
    assert [standing.is_worse for standing in standings] == [True, False, True, True]
