"""What only the HTTP transport has to refuse or answer."""

import asyncio
import json
import logging
import os
import resource
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from slack_harness import Running, Start

from handlers.fake_slack.delivery import sign
from handlers.fake_slack.server import FakeSlack
from handlers.slack.delivery.transports import MAX_BODY_BYTES

BODY = b'{"type":"event_callback","team_id":"T0NEWS","event_id":"Ev1","event":{"type":"hush"}}'


def send(slack: FakeSlack, body: bytes, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    everything = {"Content-Type": "application/json", **named}
    return slack.run(slack.deliveries.send_raw(body, everything))[0]


def signed(slack: FakeSlack, body: bytes, timestamp: str) -> dict[str, str]:
    return {
        "X_Slack_Request_Timestamp": timestamp,
        "X_Slack_Signature": sign(slack.signing_secret, body, timestamp),
    }


def test_a_good_signature_is_taken(slack: FakeSlack, start: Start) -> None:
    start()
    assert send(slack, BODY, **signed(slack, BODY, str(int(time.time())))) == 200


@pytest.mark.parametrize(
    "timestamp",
    [
        pytest.param("1700000000", id="stale"),
        pytest.param("yesterday", id="not a number"),
        pytest.param("²", id="a digit that is no number"),
        pytest.param("-1", id="negative"),
        pytest.param("9" * 40, id="endless"),
    ],
)
def test_a_timestamp_that_is_wrong_is_refused(
    slack: FakeSlack, start: Start, timestamp: str
) -> None:
    start()
    assert send(slack, BODY, **signed(slack, BODY, timestamp)) == 401


def test_a_request_without_signature_is_refused(slack: FakeSlack, start: Start) -> None:
    start()
    assert send(slack, BODY) == 401


def test_a_bad_signature_is_refused_and_its_body_is_not_logged(
    slack: FakeSlack, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    start()
    headers = signed(slack, b"another body", str(int(time.time())))
    assert send(slack, BODY, **headers) == 401
    assert "hush" not in caplog.text


def test_a_body_too_large_is_refused(slack: FakeSlack, start: Start) -> None:
    start()
    body = b"{" + b" " * MAX_BODY_BYTES + b"}"
    assert send(slack, body, **signed(slack, body, str(int(time.time())))) == 413


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b"payload=%7B"])
def test_a_signed_body_that_is_no_payload_breaks_nothing(
    slack: FakeSlack, start: Start, body: bytes
) -> None:
    start()
    assert send(slack, body, **signed(slack, body, str(int(time.time())))) < 600
    assert send(slack, BODY, **signed(slack, BODY, str(int(time.time())))) == 200


def test_slack_checks_the_address_with_a_challenge(slack: FakeSlack, start: Start) -> None:
    start()
    body = json.dumps({"type": "url_verification", "challenge": "c1"}).encode()
    headers = slack.deliveries.signature(body) | {"Content-Type": "application/json"}
    status, text = slack.run(slack.deliveries.send_raw(body, headers))
    assert (status, json.loads(text)) == (200, {"challenge": "c1"})


def get(running: Running, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(running.url + path) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_health_is_shown_and_ends_when_stopping(slack: FakeSlack, start: Start) -> None:
    running = start()
    status, text = get(running, "/healthz")
    assert status == 200
    assert json.loads(text) == {"ok": True, "waiting": 0, "working": 0, "oldest_at": None}
    running.service.stop(5)
    assert get(running, "/healthz")[0] == 503


def test_while_stopping_nothing_more_is_taken_in(slack: FakeSlack, start: Start) -> None:
    running = start()
    running.transport.stop(1)
    assert send(slack, BODY, **signed(slack, BODY, str(int(time.time())))) == 503


def test_once_closed_it_holds_nothing_open(slack: FakeSlack, start: Start) -> None:
    running = start()
    assert get(running, "/healthz")[0] == 200
    running.transport.close()
    with pytest.raises(urllib.error.URLError, match="refused"):
        get(running, "/healthz")


@pytest.fixture
def many_files() -> Iterator[None]:
    """Take every file number under 1,024: select() knows no other."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2048:
        pytest.skip("NOT TRIED WITH MANY FILES OPEN: this machine allows fewer than 2,048")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2048), hard))
    with ExitStack() as stack:
        while stack.enter_context(open(os.devnull)).fileno() < 1100:
            pass
        yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_it_answers_with_many_files_open(many_files: None, start: Start) -> None:
    assert get(start(), "/healthz")[0] == 200


def test_many_at_once_are_all_taken(slack: FakeSlack, start: Start) -> None:
    start()

    async def burst() -> list[int]:
        headers = slack.deliveries.signature(BODY) | {"Content-Type": "application/json"}
        sends = [slack.deliveries.send_raw(BODY, headers) for _ in range(50)]
        return [status for status, _ in await asyncio.gather(*sends)]

    assert slack.run(burst()) == [200] * 50
