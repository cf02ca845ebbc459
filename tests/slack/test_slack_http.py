"""What only the HTTP transport has to refuse or answer, slow connections among it."""

import json
import logging
import os
import resource
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection

import pytest
from slack_harness import Running, Start

from handlers.fake_slack.delivery import sign
from handlers.fake_slack.server import FakeSlack
from handlers.slack.delivery.transports import (
    MAX_BODY_BYTES,
    REQUEST_SECONDS,
    HttpTransport,
    Listener,
)

BODY = b'{"type":"event_callback","team_id":"T0NEWS","event_id":"Ev1","event":{"type":"hush"}}'


def send(
    slack: FakeSlack, body: bytes, timestamp: str | None = None, signed: bytes | None = None
) -> int:
    """Post a body that is signed, perhaps at another time or for another body."""
    at = timestamp or str(int(time.time()))
    signature = sign(slack.signing_secret, body if signed is None else signed, at)
    headers = {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": signature}
    return slack.run(
        slack.deliveries.send_raw(body, {"Content-Type": "application/json", **headers})
    )[0]


@pytest.mark.parametrize("timestamp", ["1700000000", "yesterday", "²", "-1", "9" * 40])
def test_a_timestamp_that_is_stale_or_none_is_refused(
    slack: FakeSlack, start: Start, timestamp: str
) -> None:
    start()
    assert send(slack, BODY, timestamp) == 401


def test_a_bad_signature_is_refused_and_its_body_is_not_logged(
    slack: FakeSlack, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    start()
    assert send(slack, BODY) == 200
    caplog.clear()
    assert send(slack, BODY, signed=b"another body") == 401
    unsigned = slack.deliveries.send_raw(BODY, {"Content-Type": "application/json"})
    assert slack.run(unsigned)[0] == 401
    assert "hush" not in caplog.text


def test_a_body_too_large_is_refused(slack: FakeSlack, start: Start) -> None:
    start()
    assert send(slack, b"{" + b" " * MAX_BODY_BYTES + b"}") == 413


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b"payload=%7B"])
def test_a_signed_body_that_is_no_payload_breaks_nothing(
    slack: FakeSlack, start: Start, body: bytes
) -> None:
    start()
    assert send(slack, body) < 600
    assert send(slack, BODY) == 200


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


def test_while_stopping_nothing_is_taken_in_and_once_closed_nothing_is_open(
    slack: FakeSlack, start: Start
) -> None:
    running = start()
    running.transport.stop(1)
    assert (send(slack, BODY), get(running, "/healthz")[0]) == (503, 200)
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


@contextmanager
def dribbling(port: int, count: int) -> Iterator[list[socket.socket]]:
    """Connections that have each begun a request and do not end it."""
    with ExitStack() as stack:
        address = ("127.0.0.1", port)
        opened = [stack.enter_context(socket.create_connection(address)) for _ in range(count)]
        for number, one in enumerate(opened):
            half = (
                b"POST /slack/events HTTP/1.1\r\nContent-Length: 90\r\n\r\n{"
                if number % 2
                else b"P"
            )
            one.sendall(half)
        yield opened


def test_health_is_told_while_200_connections_dribble(slack: FakeSlack, start: Start) -> None:
    running = start()
    assert isinstance(running.transport, HttpTransport)
    with dribbling(running.transport.port, 200) as opened:
        for byte in (b" ", b" "):
            for one in opened:
                one.sendall(byte)
            began = time.monotonic()
            assert get(running, "/healthz")[0] == 200
            assert send(slack, BODY) == 200
            assert time.monotonic() - began < REQUEST_SECONDS  # by then they would be ended


def test_a_request_that_dribbles_in_is_ended_and_an_idle_connection_is_kept() -> None:
    def hello(environ: object, begin: Callable[..., object]) -> list[bytes]:
        begin("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    listener = Listener(hello, "127.0.0.1", 0, threads=1, request_seconds=0.3)
    listener.start()
    with dribbling(listener.port, 3) as opened:
        kept = HTTPConnection("127.0.0.1", listener.port)
        kept.connect()
        connection = kept.sock
        for _ in range(2):  # on one connection, the second request after a rest
            kept.request("GET", "/")
            assert kept.getresponse().read() == b"ok"
            time.sleep(0.4)
        assert kept.sock is connection
        for one in opened:
            one.sendall(b"x")
            assert one.recv(1000) == b""
    kept.close()
    listener.close()
