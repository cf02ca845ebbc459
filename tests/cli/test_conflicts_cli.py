"""The verbs for conflicts, alerts, watches and drafts, on a small newsroom."""

import json
from pathlib import Path

import pytest
from desk import Desk, WrittenAsker

FIRST = "With 41 miners he built the Halden tunnel. The Halden tunnel cost 90 million dollars."
SECOND = "With 43 miners he built the Halden tunnel. The Halden tunnel cost 120 million dollars."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path, WrittenAsker({}))
    made.add("one", FIRST, "Radio Halden", "2026-05-01")
    made.add("two", SECOND, "The Quay Courier", "2026-05-01")
    return made


def test_conflicts_are_found_listed_and_decided_on(desk: Desk) -> None:
    assert desk.run("conflicts").exit_code == 1
    told = desk.run("conflicts", "scan").output
    assert "2 articles compared" in told
    assert "2 conflicts" in told
    listed = desk.run("conflicts", "--open", "cost of the tunnel")
    assert listed.exit_code == 0
    assert listed.output.splitlines()[0] == ("!! Halden tunnel cost: 120 or 90 million dollars")
    assert "Radio Halden · “With 41 miners he bu” · 1 May 2026" in listed.output
    rows = [json.loads(line) for line in desk.run("conflicts", "--json").output.splitlines()]
    assert {row["why"] for row in rows} == {
        "The Quay Courier says 43; Radio Halden says 41.",
        "The Quay Courier says 120 million dollars; Radio Halden says 90 million dollars.",
    }
    number = str(rows[0]["verdict_id"])
    assert "dismissed by Ana" in desk.run("conflicts", "dismiss", number, "--by", "Ana").output
    assert len(desk.run("conflicts", "--open", "--json").output.splitlines()) == 1
    assert "dismissed by Ana" in desk.run("conflicts", "show", number).output
    assert desk.run("conflicts", "--limit", "2").stderr == ""
    told = "Shown: the newest 1 of 2. For more: --limit N\n"
    assert desk.run("conflicts", "--limit", "1").stderr == told


def test_a_subscription_brings_alerts(desk: Desk) -> None:
    made = desk.run("subscribe", "--channel", "C1", "--quiet", "22:00-07:00", "Halden tunnel")
    assert made.output == "Subscription 1: C1 hears of Halden tunnel.\n"
    assert desk.run("alerts").exit_code == 1
    desk.run("conflicts", "scan")
    alerts = [json.loads(line) for line in desk.run("alerts", "--json").output.splitlines()]
    assert {(alert["channel_id"], alert["verdict"]) for alert in alerts} == {("C1", "conflict")}
    assert desk.run("subscribe", "--remove", "1").exit_code == 0
    assert desk.run("subscribe", "--remove", "1").exit_code == 1


def test_a_question_is_watched_listed_and_let_go(desk: Desk) -> None:
    assert "at most 1,000 characters" in desk.run("watch", "word " * 300).output
    assert desk.run("watch", "What did it cost?").output.startswith("Watch 1: terminal")
    listed = desk.run("watch", "--json").output.splitlines()
    (row,) = (json.loads(line) for line in listed)
    assert row["question"] == "What did it cost?"
    assert desk.run("watch", "--remove", "1").exit_code == 0


def test_a_draft_that_is_no_plain_text_is_refused(desk: Desk) -> None:
    found = desk.run("check", "-", input=b"PK\x03\x04\x00\x00word/document.xml")
    assert (found.exit_code, "is not plain text. Save it" in found.output) == (2, True)


def test_a_draft_that_one_source_supports_and_another_contradicts_is_disputed(
    desk: Desk,
) -> None:
    six = "Six people died when the Anchor Hall in Skelby burned down on Monday, firefighters said."
    for source, text in (("Radio Skell", six), ("The Quay Courier", six.replace("Six", "Four"))):
        desk.add(source, text, source, "2026-03-03T09:00:00Z", "The fire in Skelby")
    draft = six.replace(", firefighters said.", ". Whales sang.").encode()
    found = desk.run("check", "-", "--json", input=draft)
    row, whales = (json.loads(line) for line in found.output.splitlines())
    assert whales["standing"] == "not found"
    (flagged,) = (one for one in row["findings"] if one["standing"] == "disputed")
    assert (found.exit_code, row["standing"], flagged["text"]) == (1, "disputed", "Six")
    assert [(e["stance"], e["source"], e["instead"]) for e in flagged["evidence"]] == [
        ("supports", "Radio Skell", None),
        ("contradicts", "The Quay Courier", "Four"),
    ]
    told = desk.run("check", "-", input=draft).output
    assert "You have “Six”, the article has “Four”" in told
    assert "  The Quay Courier · “The fire in Skelby” · 3 Mar 2026, 09:00 UTC" in told
    assert told.startswith("1 disputed, 1 not found\n")
