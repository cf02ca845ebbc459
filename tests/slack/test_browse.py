"""`copydesk browse`: the archive in Datasette, driven in headless Chromium."""

import shutil
import subprocess
import sys
import urllib.error
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from chromium import Browser
from kept_verdicts import told
from slack_harness import until
from test_serve_cli import free_port, is_open

from store import open_store
from store.verdicts import NewVerdict

PROGRAM = [sys.executable, "-m", "bot", "--database"]
FEED = "https://wire.example/rss?key=5ecret"


@pytest.fixture(scope="module")
def address(sample_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample newsroom with a dispute and a feed that fails, shown on a port."""
    path = tmp_path_factory.mktemp("browse") / "news.db"
    shutil.copy(sample_database, path)
    store = open_store(str(path))
    sides = (told("340 million", source="Capital Post"), told("410 million", source="Meridian"))
    dispute = NewVerdict("k", "conflict", "Bridge cost", "d", "s", *sides)
    store.verdicts.record([(dispute, [])], "2026-11-10T12:00:00Z")
    store.feeds.add(FEED)
    store.feeds.record_failure(FEED, f"{FEED}: HTTP 500", "2026-11-10T12:00:00Z")
    store.answers.save("Who is it?", "2026-11-10T12:00:00Z", "{}", [])
    store.close()
    port = free_port()
    shown = subprocess.Popen([*PROGRAM, str(path), "browse", "--port", str(port)])
    until(lambda: is_open(port))
    yield f"http://127.0.0.1:{port}/news"
    shown.terminate()
    shown.wait(60)


def test_open_disputes_and_the_health_of_feeds_are_a_click_away(
    window: Browser, address: str
) -> None:
    window.resize(1200, 900)
    window.go(address)
    window.press("a", "Open disputes")
    table = window.see("table.rows-and-columns").text
    assert [
        word for word in ("Bridge cost", "340 million", "410 million") if word not in table
    ] == []
    window.go(address)
    window.press("a", "Health of the feeds")
    assert "wire.example: HTTP 500" in window.see("table.rows-and-columns").text
    assert "5ecret" not in window.driver.page_source
    window.go(address)
    window.press("a", "Most disputed topics")
    window.see("table.rows-and-columns")
    window.go(address)
    window.press("a", "articles")
    window.see("table.rows-and-columns")


@pytest.mark.parametrize(
    "path",
    ["answers", "events", "posts", "feeds", "installations", "verdicts", "turns", "watches",
     "answers.json", ".json?sql=select+*+from+answers", ".db", "sqlite_master"],
)  # fmt: skip
def test_what_people_asked_and_tokens_are_not_shown(address: str, path: str) -> None:
    place = f"{address}{path}" if path.startswith(".") else f"{address}/{path}"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urlopen(place)
    assert refused.value.code in (403, 404)


def test_without_datasette_one_is_told_what_to_install(sample_database: Path) -> None:
    hide = "import sys; sys.modules['datasette'] = None; sys.argv[0] = 'copydesk'; "
    run = [sys.executable, "-c", f"{hide}from bot.__main__ import main; main()"]
    told = subprocess.run(
        [*run, "--database", str(sample_database), "browse"], capture_output=True, text=True
    )
    assert (told.returncode, told.stdout, told.stderr) == (
        2,
        "",
        "Error: The archive is shown by Datasette, which is not installed. Install it: pip install "
        '"copydesk[browse]".\n',
    )
