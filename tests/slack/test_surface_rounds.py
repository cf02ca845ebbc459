"""The rounds take in what arrived, tell the channels, and one workspace's fault harms no other."""

import socket
from dataclasses import replace

import pytest
from newsroom import Newsroom, shown
from slack_harness import ON_BOTH, until

from handlers.slack.delivery.rounds import Rounds
from handlers.slack.surfaces.desk import Desk
from store.errors import CopydeskError
from store.subscriptions import NewSubscription


def test_a_round_that_fails_says_what_failed(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    def find_desk(team_id: str) -> Desk:
        if team_id == "T0GONE":
            raise CopydeskError("This workspace is gone.")
        raise ValueError("a word that somebody wrote")

    rounds = Rounds(find_desk, lambda: ["T0GONE", "T0ODD"], newsroom.running.service.outbox)
    rounds.read_once()
    rounds.go_once()
    logged = [record.getMessage() for record in caplog.records]
    assert "reading feeds in T0GONE failed: This workspace is gone." in logged
    assert any(line.startswith("posting alerts in T0ODD failed: ValueError at ") for line in logged)
    assert "somebody wrote" not in caplog.text


def test_a_feed_that_hangs_keeps_no_alert_back(newsroom: Newsroom) -> None:
    team_id = newsroom.slack.workspace.team_id
    new = NewSubscription("C2", created_by="U1")
    newsroom.store.subscriptions.add(new, newsroom.desk.now())
    with socket.create_server(("127.0.0.1", 0)) as silent:
        newsroom.store.feeds.add(f"http://127.0.0.1:{silent.getsockname()[1]}/rss")
        desk = replace(newsroom.desk, feeds_allow=frozenset({"127.0.0.1"}))
        outbox = newsroom.running.service.outbox
        rounds = Rounds(lambda _: desk, lambda: [team_id], outbox, 0.05, 0.05)
        rounds.start()
        silent.accept()  # the feed is being read now, and goes on so until its server answers
        until(lambda: newsroom.slack.workspace.from_bot("C2"))
    rounds.stop(60)


@ON_BOTH
def test_a_round_compares_what_arrived_and_tells_those_who_subscribed(newsroom: Newsroom) -> None:
    team_id = newsroom.slack.workspace.team_id
    new = NewSubscription("C2", created_by="U1")
    newsroom.store.subscriptions.add(new, newsroom.desk.now())

    def find_desk(asked: str) -> Desk:
        if asked != team_id:
            raise CopydeskError("This workspace is gone.")
        return newsroom.desk

    outbox = newsroom.running.service.outbox
    rounds = Rounds(find_desk, lambda: ["T0GONE", team_id], outbox, seconds=0.05)
    rounds.start()
    told = newsroom.slack.workspace.from_bot
    until(lambda: any("Just in: " in shown(message) for message in told("C2")))
    until(lambda: newsroom.store.compared.missing() == [])
    rounds.stop(60)
