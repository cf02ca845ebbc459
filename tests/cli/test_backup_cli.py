"""Nothing is lost: copies while others write, copies put back, and damage that is told."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from answer_samples import ANSWERED
from desk import Desk, WrittenAsker
from postgres import Server

from store import open_store

OPENS = "When does it open?"
PAGE = 4096


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom of forty articles, all of it in the one file."""
    made = Desk(tmp_path_factory.mktemp("filled"), WrittenAsker({}))
    for number in range(40):
        text = f"The pier at Lowport opens on {number} May, said harbour master {number}. " * 9
        made.add(f"a{number}", text, "Quay Courier", "2026-05-01")
    return Path(made.database)


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Desk:
    made = Desk(tmp_path, WrittenAsker({OPENS: ANSWERED}))
    shutil.copy(filled, made.database)
    return made


def articles(path: Path | str) -> int:
    store = open_store(str(path), to_read=True)
    number = store.articles.state().articles
    store.close()
    return number


def test_a_copy_is_whole_while_others_write_and_can_be_put_back(desk: Desk) -> None:
    store, is_done = open_store(desk.database), threading.Event()

    def write() -> None:
        for number in range(10_000):
            if is_done.is_set():
                return
            store.answers.save(f"question {number}", "2026-05-10T12:00:00Z", "{}", [])

    writer = threading.Thread(target=write)
    writer.start()
    copy = desk.folder / "copy.db"
    result = desk.run("backup", str(copy))
    is_done.set()
    writer.join()
    store.close()
    assert (result.exit_code, result.stdout) == (0, f"backed up\t{copy}\t40 articles\n")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in desk.folder.glob("copy*")) == ["copy.db"]
    assert "is there already" in desk.run("backup", str(copy)).stderr
    assert desk.run("backup", str(copy), "--force").exit_code == 0

    desk.run("articles", "delete", "a1")
    assert "is there already" in desk.run("restore", str(copy)).stderr
    assert articles(desk.database) == 39
    result = desk.run("restore", str(copy), "--force")
    assert result.stdout.splitlines()[0] == f"restored\t{copy}\t40 articles"
    kept = result.stdout.splitlines()[1].removeprefix("kept\t")
    assert (articles(desk.database), articles(kept)) == (40, 39)
    assert "restored" in desk.run("audit", "--limit", "1").stdout


def test_a_copy_is_not_put_in_the_place_of_a_database_that_is_used(desk: Desk) -> None:
    copy = desk.folder / "copy.db"
    desk.run("backup", str(copy))
    holding = (
        "import sys; from store import open_store\n"
        f"store = open_store({desk.database!r}); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", holding]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        result = desk.run("restore", str(copy), "--force")
        process.communicate()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: Another process uses the database ")
    assert desk.run("restore", str(copy), "--force").exit_code == 0


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def overwrite_head(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\0" * PAGE)


def flip_pages(path: Path) -> None:
    pages = path.stat().st_size // PAGE
    with path.open("r+b") as file:
        for page in range(2, pages):
            file.seek(page * PAGE)
            file.write(bytes(byte ^ 0xFF for byte in os.pread(file.fileno(), 64, page * PAGE)))


DAMAGE = pytest.mark.parametrize("damage", [cut, overwrite_head, flip_pages])


@DAMAGE
@pytest.mark.parametrize(
    "words",
    [("articles", "list"), ("ask", OPENS), ("conflicts", "scan"), ("articles", "delete", "a1")],
    ids=lambda words: words[0],
)
def test_a_damaged_database_is_told_with_the_way_out(
    desk: Desk, damage: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    damage(Path(desk.database))
    result = desk.run(*words)
    assert result.exit_code == 2, result.output
    assert (result.stdout, result.stderr.count("\n")) == ("", 1)
    assert "damaged" in result.stderr
    assert "copydesk restore FILE --force" in result.stderr


@DAMAGE
def test_the_doctor_finds_damage_and_a_damaged_copy_is_not_put_back(
    desk: Desk, damage: Callable[[Path], None]
) -> None:
    copy = desk.folder / "copy.db"
    desk.run("backup", str(copy))
    assert "ok  store's pages: whole" in desk.run("doctor").stdout
    damage(copy)
    result = desk.run("restore", str(copy), "--force")
    assert result.stderr.startswith(f"Error: {copy} is damaged ")
    assert articles(desk.database) == 40
    damage(Path(desk.database))
    result = desk.run("doctor")
    assert result.exit_code == 1
    assert "damaged" in result.stdout
    assert "restore FILE --force" in result.stdout


def test_a_damaged_database_is_mended_by_a_copy_and_kept_aside(desk: Desk) -> None:
    copy = desk.folder / "copy.db"
    desk.run("backup", str(copy))
    overwrite_head(Path(desk.database))
    assert desk.run("restore", str(copy), "--force").exit_code == 0
    assert articles(desk.database) == 40
    [kept] = desk.folder.glob("news.db.before-*")
    assert kept.read_bytes()[:16] == b"\0" * 16


@pytest.mark.parametrize("words", [("ingest",), ("backup",)], ids=" ".join)
def test_a_full_disk_costs_what_is_being_written_and_nothing_else(
    desk: Desk, words: tuple[str, ...]
) -> None:
    story = desk.folder / "stories.jsonl"
    texts = [f"The pier at Lowport is painted anew, said harbour master {n}. " for n in range(90)]
    story.write_text("".join(json.dumps({"text": text * 20}) + "\n" for text in texts))
    target = story if words == ("ingest",) else desk.folder / "copy.db"
    code = (
        "import py3langid, resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "py3langid.classify('it unpacks its model beside')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536,) * 2)\n"
        "from bot.__main__ import main; main()"
    )
    command = [sys.executable, "-c", code, "--database", desk.database, *words, str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr.count("\n") == 1
    assert "the disk" in done.stderr
    assert not (desk.folder / "copy.db").exists()
    assert articles(desk.database) == 40
    conn = sqlite3.connect(desk.database)
    assert conn.execute("pragma integrity_check").fetchall() == [("ok",)]
    conn.close()


def test_a_database_on_a_server_is_left_to_its_own_tools(desk: Desk) -> None:
    result = desk.run("--database", "postgresql://desk/news", "restore", "copy.db")
    assert "pg_dump" in result.stderr


def test_an_archive_is_copied_to_a_server_and_no_password_is_shown(
    desk: Desk, server: Server
) -> None:
    url = server.new_url().replace("postgres@", "postgres:hush@")
    result = desk.run("copy-to", url)
    assert (result.exit_code, result.stdout) == (0, "copied\t/postgres\t40 articles\n")
    told = desk.run("--database", url, "audit").stdout
    assert "copied" in told
    assert "hush" not in told + result.output
    again = desk.run("copy-to", url)
    assert (again.exit_code, again.stdout) == (2, "")
    assert again.stderr.startswith("Error: The database to copy to is not empty")
