"""Slow connections, by real sockets: they hold up neither health checks nor Slack."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from urllib.request import urlopen

from slack_harness import Start
from test_slack_http import BODY

from handlers.fake_slack.server import FakeSlack
from handlers.slack.delivery.transports import REQUEST_SECONDS, HttpTransport, Listener


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
            assert urlopen(f"{running.url}/healthz").status == 200
            headers = slack.deliveries.signature(BODY) | {"Content-Type": "application/json"}
            assert slack.run(slack.deliveries.send_raw(BODY, headers))[0] == 200
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
