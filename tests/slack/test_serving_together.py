"""Two `serve` on one server's store share the work, as processes of their own."""

import time
from dataclasses import replace
from pathlib import Path

from newsstand import Newsstand, feed
from postgres import Server
from slack_harness import FAST, ON_BOTH, Start, until

from bench.chaos import make_alert, serving
from handlers.fake_slack.server import FakeSlack
from store import open_store
from store.events import Event, Events

ONLY_HEARING = replace(FAST, hearing_seconds=3600.0)
CHANNELS, ALERTS = 6, 4
ENTRY = "The pier at Lowport opens on 3 May, said the harbour master, after a winter of repairs. "


class Looked(Events):
    """An inbox that counts how often it was looked into."""

    times = 0

    def claim(self, worker: str, now: float, lease: float, urgent: bool = False) -> Event | None:
        self.times += 1
        return super().claim(worker, now, lease, urgent)


@ON_BOTH
def test_what_another_process_takes_in_is_answered_at_once(
    slack: FakeSlack, start: Start, engine: str
) -> None:
    """SQLite is looked into; a server tells, and who waits hears it without looking."""
    crew = start(pace=replace(ONLY_HEARING, urgent_workers=0), make_events=Looked)

    def looks_no_more() -> bool:
        before = crew.events.times
        time.sleep(0.5)
        return bool(crew.events.times == before)

    until(lambda: engine == "sqlite" or looks_no_more())
    start(pace=replace(ONLY_HEARING, workers=0, senders=0))
    asked = slack.people.say("C1", "U1", "<@U0COPYDESK> when?")
    until(lambda: slack.workspace.thread("C1", asked.ts)[1:])


def test_of_two_serves_each_event_is_answered_each_feed_read_and_each_alert_told_once(
    server: Server, slack: FakeSlack, stand: Newsstand, tmp_path: Path
) -> None:
    url = server.new_url()
    for number in range(CHANNELS):
        slack.workspace.add_channel(f"C{number}", f"desk-{number}", "U1")
    store = open_store(url)
    entry = ("Pier opens", f"{stand.url}/pier", ENTRY * 9)
    store.feeds.add(stand.put("/feed", feed("Quay", entry), "application/rss+xml"))
    store.alerts.add(map(make_alert, range(ALERTS)), "2026-05-05T12:00:00Z")

    def said(start: str) -> list[str]:
        texts = [message.text for message in slack.workspace.all_messages() if message.is_bot]
        return sorted(text for text in texts if text.startswith(start))

    def is_all_done() -> bool:
        is_open = store.events.backlog().waiting or store.events.backlog().claimed
        return not (is_open or store.posts.has_open() or store.alerts.pending())

    with serving(url, slack, tmp_path, 2, FEEDS_ALLOW="127.0.0.1") as serves:
        until(lambda: len(slack.deliveries.sockets) == len(serves), 120)
        asked = [
            slack.people.say(f"C{n % CHANNELS}", "U1", "<@U0COPYDESK> help") for n in range(12)
        ]
        until(lambda: len(said("Settled")) == ALERTS and "/feed" in stand.paths(), 120)
        until(lambda: is_all_done() and store.articles.state().articles, 120)
    assert [log.name for log in tmp_path.glob("*.log") if "ERROR" in log.read_text()] == []
    threads = [slack.workspace.thread(message.channel_id, message.ts) for message in asked]
    assert [sum(message.is_bot for message in thread) for thread in threads] == [1] * 12
    assert said("Settled") == [f"Settled: alert {number}." for number in range(ALERTS)]
    assert stand.paths().count("/feed") == 1
    assert store.articles.state().articles == 1
    store.close()
