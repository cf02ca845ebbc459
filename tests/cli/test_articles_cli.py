"""Articles as somebody at a desk sets them right and takes them down."""

import json
from pathlib import Path

import pytest
from answer_samples import BLANK
from desk import Desk, WrittenAsker

from store import open_store

FIRST = "With 41 miners he built the Halden tunnel. It is wet."
SECOND = "With 43 miners he built the Halden tunnel. It took 9 years to dig through the rock."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A newsroom with two articles that differ, one of them without source and date."""
    made = Desk(tmp_path, WrittenAsker({"Who?": BLANK}))
    made.add("one", FIRST, "Radio Halden", "2026-05-05T05:00:00Z")
    (tmp_path / "two.txt").write_text(SECOND)
    made.run("ingest", str(tmp_path / "two.txt"))
    return made


def sides(desk: Desk) -> list[tuple[str | None, str | None]]:
    lines = desk.run("conflicts", "--verdict", "conflict", "--json").output.splitlines()
    found = [json.loads(line) for line in lines if line.startswith("{")]
    return [(v[side]["source"], v[side]["published_at"]) for v in found for side in ("a", "b")]


def test_source_and_date_are_set_and_shown_wherever_the_article_is(desk: Desk) -> None:
    two = f"{desk.folder.name}/two.txt"
    assert (None, None) in sides(desk)
    words = ("--source", "Quay Wire", "--published", "5 May 2026", "--title", "Tunnel")
    done = desk.run("articles", "edit", two, *words)
    assert (done.exit_code, done.output) == (0, f"edited\t{two}\n")
    assert ("Quay Wire", "2026-05-05") in sides(desk)
    shown = desk.run("articles", "show", two).output.splitlines()
    assert shown[:2] == ["Tunnel", "Quay Wire · 5 May 2026 (stated)"]


def test_a_deleted_article_is_gone_with_all_found_of_it_until_it_is_allowed(desk: Desk) -> None:
    two, path = f"{desk.folder.name}/two.txt", str(desk.folder / "two.txt")
    assert len(sides(desk)) == 2
    assert desk.run("articles", "delete", two).output == f"deleted\t{two}\n"
    assert (sides(desk), desk.run("articles", "show", two).exit_code) == ([], 1)
    refused = desk.run("ingest", path)
    assert refused.exit_code == 1
    assert refused.output.splitlines()[-1].startswith(f"skipped\t{two}\t")
    assert desk.run("articles", "allow", two).output == f"allowed\t{two}\n"
    assert desk.run("ingest", path).output.splitlines()[0] == "added\t1"


def test_what_a_run_left_uncompared_is_compared_by_the_next_one(desk: Desk) -> None:
    (desk.folder / "three.txt").write_text(SECOND.replace("43", "45"))
    desk.run("ingest", "--no-compare", str(desk.folder / "three.txt"))
    again = desk.run("ingest", str(desk.folder / "three.txt")).output
    assert "Compared too, as not yet done before: 1 articles." in again
    store = open_store(desk.database)
    assert store.compared.missing() == []
    store.close()


@pytest.mark.parametrize(
    ("source", "expected"), [("Radio Halden", {"update"}), ("Quay Wire", {"conflict"})]
)
def test_a_paper_that_says_another_thing_updates_itself(
    tmp_path: Path, source: str, expected: set[str]
) -> None:
    desk = Desk(tmp_path, WrittenAsker({}))
    desk.add("one", FIRST, "Radio Halden", "2026-05-05T05:00:00Z")
    (tmp_path / "two.txt").write_text(SECOND)
    desk.run("ingest", "--source", source, "--published", "5 May 2026", str(tmp_path / "two.txt"))
    store = open_store(desk.database)
    assert {kept.verdict for kept in store.verdicts.find()} == expected
    store.close()
