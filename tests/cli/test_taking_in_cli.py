"""By whichever way articles come in, they are compared and watched questions asked again."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from answer_samples import BLANK, side
from desk import CLOCK, JUDGE, Desk, WrittenAsker
from newsstand import Newsstand, feed, page

from handlers.slack.delivery.rounds import take_in_new
from handlers.slack.surfaces.desk import Desk as SlackDesk
from store import open_store

QUESTION = "How long did it take to dig the Halden tunnel?"
FIRST = "With 41 miners he built the Halden tunnel. It is wet."
SECOND = "With 43 miners he built the Halden tunnel. It took 9 years to dig through the rock."
CHANGED = f"The answer has changed: {QUESTION}"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A newsroom that has compared its one article, and watches a question."""
    answers = {QUESTION: BLANK}
    made = Desk(tmp_path, WrittenAsker(answers))
    made.add("one", FIRST, "Radio Halden", "2026-05-05T05:00:00Z")
    made.run("conflicts", "scan")
    made.run("subscribe", "--channel", "C1")
    made.run("watch", "--channel", "C1", QUESTION)
    answers[QUESTION] = replace(BLANK, values=(side("9 years"),))
    return made


def ingest(desk: Desk, stand: Newsstand, *more: str) -> str:
    story = stand.put("/tunnel", page("The tunnel", SECOND))
    return desk.run("ingest", "--allow-private", *more, story).output


def poll(desk: Desk, stand: Newsstand) -> str:
    story = stand.put("/tunnel", page("The tunnel", SECOND))
    url = stand.put("/rss", feed("Quay", ("Tunnel", story, "")), "application/rss+xml")
    desk.run("feeds", "add", url)
    return desk.run("feeds", "poll", "--allow-private").output


def scan(desk: Desk, stand: Newsstand) -> str:
    ingest(desk, stand, "--no-compare")
    return desk.run("conflicts", "scan").output


def serve(desk: Desk, stand: Newsstand) -> str:
    ingest(desk, stand, "--no-compare")
    store = open_store(desk.database)
    take_in_new(SlackDesk(store, desk.asker, lambda: CLOCK, judge=lambda: JUDGE))
    store.close()
    return CHANGED


@pytest.mark.parametrize("take_in", [ingest, poll, scan, serve])
def test_new_articles_are_compared_and_watched_questions_asked_again(
    desk: Desk, stand: Newsstand, take_in: Callable[[Desk, Newsstand], str]
) -> None:
    assert CHANGED in take_in(desk, stand).splitlines()
    store = open_store(desk.database)
    told = [(alert.channel_id, alert.kind) for alert in store.alerts.pending()]
    store.close()
    assert sorted(told) == [("C1", "verdict"), ("C1", "watch")]


def test_what_a_server_says_cannot_act_upon_the_terminal(desk: Desk, stand: Newsstand) -> None:
    item = f"<item><link>{stand.url}/\x9b31m&#x9b;2J</link></item>"
    url = stand.put("/rss", f"<rss version='2.0'><channel>{item}</channel></rss>", "text/xml")
    desk.run("feeds", "add", url)
    output = desk.run("feeds", "poll", "--allow-private").output
    assert "skipped" in output
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", output)


def test_articles_read_without_comparing_alert_nobody(desk: Desk, stand: Newsstand) -> None:
    assert CHANGED not in ingest(desk, stand, "--no-compare")
    store = open_store(desk.database)
    assert store.alerts.pending() == []
    store.close()
