"""What is done on the terminal is noted, with who did it, and shown."""

import json
import os
import pwd
from pathlib import Path

from desk import Desk, WrittenAsker

ME = pwd.getpwuid(os.getuid()).pw_name


def test_every_act_on_the_terminal_is_noted_newest_first(tmp_path: Path) -> None:
    desk = Desk(tmp_path, WrittenAsker({}))
    story = tmp_path / "pier.txt"
    story.write_text("The pier at Lowport opens on 3 May after works that took eleven months.")
    desk.add("one", "The pier at Lowport opens on 3 May.", "Quay Courier", "2026-05-01")
    desk.add("two", "The pier at Lowport opens on 4 May.", "Radio Low", "2026-05-01")
    for words in (
        ("ingest", str(story)),
        ("conflicts", "scan"),
        ("conflicts", "confirm", "1", "--by", "Ana"),
        ("subscribe", "--channel", "C1", "harbour"),
        ("subscribe", "--remove", "1"),
        ("subscribe", "--remove", "1"),
        ("feeds", "add", "https://feeds.example/a.xml?key=s3cret"),
        ("feeds", "remove", "https://feeds.example/a.xml?key=s3cret"),
        ("articles", "edit", "one", "--source", "Quay Gazette"),
        ("articles", "delete", "one"),
        ("articles", "delete", "nothing"),
        ("articles", "allow", "one"),
    ):
        desk.run(*words)
    noted = [json.loads(line) for line in desk.run("audit", "--json").stdout.splitlines()]
    assert {(act["who"], act["surface"], act["at"]) for act in noted} == {
        (ME, "terminal", "2026-05-10T12:00:00Z")
    }
    assert [(act["what"], act["subject"]) for act in reversed(noted)] == [
        ("read in", str(story)),
        ("decided: confirmed", "verdict 1, by Ana"),
        ("subscribed", "C1"),
        ("unsubscribed", "subscription 1"),
        ("added feed", "https://feeds.example/a.xml"),
        ("removed feed", "https://feeds.example/a.xml"),
        ("edited", "one: source"),
        ("deleted", "one"),
        ("allowed", "one"),
    ]
    shown = desk.run("audit", "--limit", "2").stdout.splitlines()
    assert [line.split("\t")[1:] for line in shown] == [
        [ME, "allowed", "one", "terminal"],
        [ME, "deleted", "one", "terminal"],
    ]
    late = desk.run("audit", "--since", "2026-05-11")
    assert (late.exit_code, late.stdout) == (1, "")
