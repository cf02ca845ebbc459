"""What those who run it see: figures for Prometheus, and a log that can be followed."""

import json
import re
import shutil
from pathlib import Path
from urllib.request import urlopen

import pytest
from faulty_slack import Fault, FaultySlack
from prometheus_client.parser import text_string_to_metric_families
from slack_harness import until
from test_serve_cli import free_port, served

QUESTION = "<@U0COPYDESK> When does the truce between Caldria and Sorvena expire?"
OPEN = {f"copydesk_{name}" for name in ("queue_waiting", "queue_working", "posts_waiting")}


def scrape(port: int) -> dict[str, float]:
    """What /metrics shows: each sample with its labels' values in order of their names."""
    with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        families = text_string_to_metric_families(answer.read().decode())
        return {
            ":".join([sample.name, *(value for _, value in sorted(sample.labels.items()))]): (
                sample.value
            )
            for family in families
            for sample in family.samples
        }


def variables(slack: FaultySlack) -> dict[str, str]:
    return {"SLACK_SIGNING_SECRET": slack.signing_secret, "READER_MODEL": ""}


def ask(slack: FaultySlack, port: int, folder: Path) -> None:
    """Ask, once the app is ready, and wait until all is answered and posted."""
    slack.deliveries.request_url = f"http://127.0.0.1:{port}/slack/events"
    until(lambda: "ready" in (folder / "log").read_text())
    slack.people.say("C1", "U1", QUESTION)
    until(lambda: slack.workspace.from_bot("C1"))
    until(lambda: scrape(port).get("copydesk_posts_total:sent"))
    until(lambda: not {waiting for name, waiting in scrape(port).items() if name in OPEN} - {0})


def test_what_is_answered_posted_and_refused_is_counted_for_prometheus(
    tmp_path: Path, slack: FaultySlack, sample_database: Path
) -> None:
    shutil.copy(sample_database, tmp_path / "news.db")
    slack.faults.add(Fault("chat.postMessage", retry_after=1))
    health_port = free_port()
    words = ["--health-port", str(health_port)]
    with served(slack, tmp_path, words=words, **variables(slack)) as port:
        ask(slack, port, tmp_path)
        found = scrape(health_port)
    steps = ("all", "finding", "reading", "judging")
    times = [found[f"copydesk_ask_seconds_sum:{step}"] for step in steps]
    assert times[0] >= sum(times[1:]) > 0
    assert found["copydesk_slack_calls_total:limited:chat.postMessage"] == 1
    assert found["copydesk_slack_calls_total:ok:chat.postMessage"] >= 1
    assert found["copydesk_articles"] == 33
    assert found["copydesk_feeds"] == found["copydesk_queue_age_seconds"] == 0
    assert "copydesk_alert_precision" not in found  # nobody decided on any


def test_in_socket_mode_a_port_of_its_own_tells_health_and_figures(
    tmp_path: Path, slack: FaultySlack
) -> None:
    health_port = free_port()
    words = ["--health-port", str(health_port)]
    with served(slack, tmp_path, words=words, SLACK_APP_TOKEN=slack.app_token):
        until(lambda: "ready" in (tmp_path / "log").read_text())
        assert scrape(health_port)["copydesk_articles"] == 0
        assert urlopen(f"http://127.0.0.1:{health_port}/readyz").status == 200


@pytest.mark.parametrize("form", ["json", "plain"])
def test_every_step_of_an_answer_is_a_line_with_its_event_and_without_its_words(
    tmp_path: Path, slack: FaultySlack, sample_database: Path, form: str
) -> None:
    shutil.copy(sample_database, tmp_path / "news.db")
    with served(slack, tmp_path, LOG_FORMAT=form, LOG_LEVEL="DEBUG", **variables(slack)) as port:
        ask(slack, port, tmp_path)
    text = (tmp_path / "log").read_text()
    # A mention is sent as two events at once: whichever comes first is worked on.
    taken = [line for line in text.splitlines() if "taken in" in line]
    ids = [sent.payload["event_id"] for sent in slack.deliveries.log]
    (event_id,) = {one for one in ids if any(one in line for line in taken)}
    mine = [line for line in text.splitlines() if event_id in line]
    if form == "json":
        told = [json.loads(line) for line in text.splitlines()]
        said = [one["said"] for one in told if one.get("request") == event_id]
    else:
        said = [line.split(": ", 1)[1].partition(f" request={event_id}")[0] for line in mine]
    assert len(said) == len(mine)
    assert {"taken in", "begun", "read the articles", "posted", "done"} <= set(said)
    secrets = (slack.workspace.bot_token, slack.signing_secret, "xoxb-", "xapp-")
    shown = slack.workspace.from_bot("C1")[0].text
    words = set(re.findall(r"[A-Z][a-z]{4,}", f"{QUESTION} {shown}"))
    words -= set(slack.workspace.name.split())  # "ready" names the workspace
    assert {"Caldria", "Sorvena"} <= words
    assert [word for word in (*secrets, *words, "truce") if word in text] == []
