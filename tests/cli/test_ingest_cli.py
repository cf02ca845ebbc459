"""The verbs as a user types them."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from newsstand import Newsstand, feed, page

from handlers.cli.app import copydesk
from store import open_store

TEXT = """The harbour of Lowport reopened on Monday after two days of storms, its captain said.
Three ferries left before noon with more than four hundred passengers on board.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "harbour.txt").write_text(TEXT)
    return folder


def run(desk: Path, *words: str) -> Result:
    return CliRunner().invoke(copydesk, ["--database", str(desk.parent / "news.db"), *words])


def test_a_folder_is_ingested_and_what_was_skipped_is_named(desk: Path) -> None:
    result = run(desk, "ingest", str(desk))
    figures = ["added\t1", "new versions\t0", "copies\t0", "unchanged\t0", "skipped\t0"]
    assert (result.exit_code, result.output.splitlines()) == (0, figures)
    (desk / "harbour.txt").unlink()
    assert run(desk, "ingest", str(desk)).exit_code == 1  # nothing found
    (desk / "empty.txt").write_text("")
    result = run(desk, "ingest", str(desk))
    told = f"skipped\t{desk / 'empty.txt'}\tempty"
    assert (result.exit_code, result.output.splitlines()[-1]) == (1, told)


def test_feeds_are_added_polled_and_removed(desk: Path, stand: Newsstand) -> None:
    story = stand.put("/storm", page("Storm ends", *TEXT.splitlines()))
    url = stand.put("/rss", feed("Quay", ("Storm", story, "")), "application/rss+xml")
    assert run(desk, "feeds", "add", url, "--title", "Quay").output == f"added\t{url}\n"
    polled = run(desk, "feeds", "poll", "--allow-private")
    told = f"{url}\t1 added, 0 new versions, 0 copies, 0 skipped\n"
    assert (polled.exit_code, polled.output) == (0, told)
    name, success, article, error = run(desk, "feeds", "list").output.rstrip("\n").split("\t")
    assert (name, success == article, error) == (f"Quay <{url}>", True, "none")
    assert run(desk, "feeds", "remove", url).output == f"removed\t{url}\n"
    path = desk / "list.opml"
    path.write_text("<opml><body><outline xmlUrl='https://example.org/rss'/></body></opml>")
    assert run(desk, "feeds", "add", str(path)).output == "added\thttps://example.org/rss\n"


def test_a_killed_run_keeps_what_it_stored_and_the_next_completes_it(desk: Path) -> None:
    database = str(desk.parent / "news.db")
    program = "from handlers.cli.app import copydesk; copydesk()"
    command = [sys.executable, "-c", program, "--database", database, "ingest", "--no-compare", "-"]
    row = '{"id": "%d", "text": "The council of Lowport met on Monday to vote on bill %d."}\n'
    rows = [row % (number, number) for number in range(1000)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write("".join(rows[:700]).encode())
    process.stdin.flush()
    store = open_store(database)
    while store.articles.state().articles < 400 and process.poll() is None:
        time.sleep(0.05)
    process.kill()
    process.wait()
    kept = store.articles.state().articles
    store.close()
    done = subprocess.run(command, input="".join(rows), text=True, capture_output=True, check=False)
    figures = dict(line.split("\t") for line in done.stdout.splitlines())
    assert 400 <= kept < 1000
    assert (done.returncode, figures["unchanged"], figures["added"]) == (
        0, str(kept), str(1000 - kept),
    )  # fmt: skip
