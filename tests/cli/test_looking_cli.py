"""The verbs that show what was read, and the frame around all verbs."""

import json
import os
import re
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from desk import CLOCK, Desk, WrittenAsker

from bot.reader.load import MODEL_FOLDER
from store import open_store
from store.articles import NewArticle
from store.events import NewEvent
from store.spans import Span

FIRST = "The pier at Lowport was mended.\nIt cost 3 million crowns."
SECOND = "The pier at Lowport was mended.\nIt cost 4 million crowns."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, WrittenAsker({}))


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    store = open_store(desk.database, lambda: "2026-05-09T08:00:00Z")
    for text in (FIRST, SECOND):
        store.articles.add(
            NewArticle(
                "id:pier", "pier", text, "Quay Courier", title="Pier mended", byline="Ada Merle",
                published_at="2026-05-08T06:30:00Z", published_from="stated",
                passages=(Span(0, len(text)),),
            )
        )  # fmt: skip
    store.articles.add(NewArticle("id:note", "note", "A note of no date.", None))
    store.close()
    return desk


def test_articles_are_listed_with_what_is_known_of_them(stocked: Desk) -> None:
    assert stocked.run("articles", "list").stdout.splitlines() == [
        "8 May 2026, 06:30 UTC\tQuay Courier\tPier mended\tpier (version 2)",
        "undated\tsource not stated\tno headline\tnote",
    ]


def test_articles_of_a_source_or_since_a_day_are_listed_and_for_programs(stocked: Desk) -> None:
    words = ("--source", "Quay Courier", "--since", "2026-05-08", "--json")
    (line,) = stocked.run("articles", "list", *words).stdout.splitlines()
    assert json.loads(line) == {
        "article_id": "pier", "versions": 2, "source": "Quay Courier", "title": "Pier mended",
        "published_at": "2026-05-08T06:30:00Z", "copy_of": None,
    }  # fmt: skip
    assert stocked.run("articles", "list", "--since", "2026-05-08").stdout.count("\n") == 1
    assert stocked.run("articles", "list", "--limit", "1").stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "text", "offsets"),
    [((), SECOND, "[0–57]"), (("--version", "1"), FIRST, "")],
    ids=["newest", "first"],
)
def test_an_article_is_shown_as_stored(
    stocked: Desk, words: tuple[str, ...], text: str, offsets: str
) -> None:
    told = "Quay Courier · Ada Merle · 8 May 2026, 06:30 UTC (stated)"
    versions = [f"version {n}: added 9 May 2026, 08:00 UTC" for n in (1, 2)]
    lines = ["Pier mended", told, "", *([offsets] if offsets else []), *text.split("\n"), ""]
    assert stocked.run("articles", "show", "pier", *words).stdout.splitlines() == lines + versions


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("articles", "show", "nobody"), "There is no article 'nobody'. See: copydesk articles"),
        (("articles", "show", "pier", "--version", "9"), "There is no version 9 of an article"),
        (("articles", "delete", "nobody"), "There is no article 'nobody'."),
        (("articles", "edit", "nobody", "--title", "x"), "There is no article 'nobody'."),
        (("articles", "allow", "pier"), "No article 'pier' was deleted."),
        (("articles", "list", "--source", "Nobody"), "No article is from the source 'Nobody'."),
        (("articles", "list", "--since", "2026-05-09", "--source", "Quay Courier"),
         "No article is from the source 'Quay Courier' since 2026-05-09. See: copydesk sources"),
        (("conflicts", "confirm", "9", "--by", "Ana"), "There is no verdict 9."),
        (("feeds", "list"), "No feeds. Add one with: copydesk feeds add URL"),
        (("feeds", "remove", "https://a.example"), "There is no feed https://a.example."),
        (("summary", "zeppelins"), "No article is about “zeppelins”. Try other words."),
        (("timeline", "zeppelins"), "No article is about “zeppelins”."),
        (("find-quote", "pigs fly over Quarn"), "No article has these words"),
        (("export", "answers"), "There are no answers to export."),
        (("alerts",), "No alerts."),
        (("watch",), "No question is watched."),
        (("subscribe", "--list"), "No subscriptions."),
        (("answers", "show", "9"), "There is no answer 9."),
        (("answers", "list", "--citing", "x"), "No answer that is kept cites the article 'x'."),
        (("subscribe", "--remove", "9"), "There is no subscription 9. The list: --list"),
        (("watch", "--remove", "9"), "There is no watch 9. The list: --list"),
        (("answers", "list"), "No answers are kept yet."),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_is_not_there_is_told_on_stderr_with_code_1(
    stocked: Desk, words: tuple[str, ...], said: str
) -> None:
    result = stocked.run(*words)
    assert (result.exit_code, result.stdout, result.stderr.startswith(said)) == (1, "", True)


def test_sources_are_counted_with_their_newest_article(stocked: Desk) -> None:
    assert stocked.run("sources").stdout.splitlines() == [
        "source not stated\t1\tundated",
        "Quay Courier\t1\t8 May 2026, 06:30 UTC",
    ]


def test_status_says_what_is_not_well(stocked: Desk) -> None:
    store = open_store(stocked.database)
    for name, url in (("A", "https://feeds.example/a.xml"), ("B", "https://feeds.example/b.xml")):
        store.feeds.add(url, name)
    store.feeds.record_failure("https://feeds.example/a.xml", "HTTP 500", "2026-05-10T11:58:00Z")
    store.feeds.record_success("https://feeds.example/b.xml", None, None, 0, "2026-05-10T11:40:00Z")
    store.events.add(NewEvent("Ev1", "T1", "{}"), (CLOCK - timedelta(minutes=6)).timestamp())
    store.close()
    result = stocked.run("status")
    lines = result.stdout.splitlines()
    assert (result.exit_code, lines[-1]) == (1, "Not well: feeds, A, queue.")
    assert lines[:7] == [
        "ok\tarticles\t2 in 1 passages; newest: 8 May 2026, 06:30 UTC (2 days ago)",
        "ok\tlast arrival\t9 May 2026, 08:00 UTC (1 day ago)",
        "NO\tfeeds\t1 of 2 fail",
        "NO\tA\tHTTP 500; last read: never",
        "ok\tlast poll\t10 May 2026, 11:58 UTC (2 minutes ago)",
        "NO\tqueue\t1, the oldest for 360 s",
        "ok\tposts\tnothing waits",
    ]


def test_status_says_that_it_is_well_and_which_networks_read(stocked: Desk) -> None:
    result = stocked.run("status")
    lines = result.stdout.splitlines()
    assert (result.exit_code, lines[-1]) == (0, "It is well.")
    files = [(MODEL_FOLDER / name).read_text("utf-8") for name in ("close.json", "judge.json")]
    found = [json.loads(text)["version"] for text in files]
    assert f"ok\tnetworks\treader {found[0]}, judge {found[1]}" in lines
    disk = next(line for line in lines if "\tdisk\t" in line)
    assert re.fullmatch(r"ok\tdisk\t[\d.]+ GB free; the database .*news\.db has 0\.\d MB", disk)


def test_help_has_headings_and_makes_no_database(desk: Desk) -> None:
    assert {"Asking:", "Reading articles:"} <= set(desk.run("--help").stdout.splitlines())
    for words in (("ask", "--help"), ("articles", "show", "--help"), ("ask",)):
        desk.run(*words)
    assert list(desk.folder.iterdir()) == []


def test_what_a_user_can_mend_is_one_line_with_code_2(desk: Desk) -> None:
    result = desk.run("--database", "mysql://x/y", "status")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("Error: The database 'mysql://x/y' is of the kind")


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SLACK_", "DATABASE_"))}
    return {**kept, "HOME": str(folder), **more}


def run_program(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder, env=environment(folder, **more), capture_output=True, text=True, timeout=300,
    )  # fmt: skip


def test_a_malformed_variable_stops_the_program_and_is_named(tmp_path: Path) -> None:
    done = run_program(tmp_path, "status", LOG_LEVEL="loud")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "Error: The variable LOG_LEVEL has the value 'loud'. Choose one of DEBUG, INFO, WARNING, "
        "ERROR, or remove it from .env and the environment.\n",
    )


def test_the_database_is_named_by_the_environment_or_by_env_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=from-file.db\n")
    opml = tmp_path / "none.opml"
    opml.write_text("<opml><body><outline xmlUrl='https://example.org/rss'/></body></opml>")
    run_program(tmp_path, "feeds", "add", str(opml))
    run_program(tmp_path, "feeds", "add", str(opml), DATABASE_URL="sqlite:///from-environment.db")
    made = {path.name for path in tmp_path.glob("*.db")}
    assert made == {"from-file.db", "from-environment.db"}


def test_a_reader_that_leaves_early_causes_no_traceback(stocked: Desk) -> None:
    show = f"{sys.executable} -m bot --database {stocked.database} articles show pier"
    done = subprocess.run(
        ["bash", "-c", f"{show} | head -n 0"],
        env=environment(stocked.folder), capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.stderr == ""


def heed_interrupts() -> None:
    """Undo what a shell does to a job in its background, which the suite may be a part of."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_a_batch_without_a_traceback(stocked: Desk) -> None:
    batch = [sys.executable, "-m", "bot", "--database", stocked.database, "ask", "--batch", "-"]
    with subprocess.Popen(
        batch, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(stocked.folder), preexec_fn=heed_interrupts,
    ) as running:  # fmt: skip
        assert running.stdin
        assert running.stdout
        running.stdin.write(b"[]\n")
        running.stdin.flush()
        running.stdout.readline()  # it is at work now
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=120)
    assert (running.returncode, errors.strip()) == (130, b"Stopped.")


def test_a_kept_answer_of_another_version_still_gives_its_json(desk: Desk) -> None:
    store = open_store(desk.database)
    store.answers.save("Who?", "2026-05-01T00:00:00Z", '{"old": 1}', [])
    store.close()
    assert desk.run("answers", "show", "1", "--json").stdout == '{"old": 1}\n'
    assert desk.run("answers", "show", "1").exit_code == 2
