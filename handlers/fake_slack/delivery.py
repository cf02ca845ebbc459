"""Delivering to the app as Slack does: signed HTTP or Socket Mode, with retries of events."""

import asyncio
import hashlib
import hmac
import json
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from handlers.fake_slack.workspace import Clock

Json = dict[str, Any]

# https://docs.slack.dev/apis/events-api/#retries : nearly at once, after 1 and 5 minutes.
RETRY_DELAYS = (0.0, 60.0, 300.0)
ACK_SECONDS = 3.0


@dataclass
class Attempt:
    """One delivery: the HTTP status (200 for an envelope that was acknowledged), or why none."""

    status: int | None
    reason: str
    seconds: float
    body: str = ""

    @property
    def is_acked(self) -> bool:
        """Say whether the app took it."""
        return self.status == 200


@dataclass
class Delivery:
    """One thing delivered, with its attempts so far."""

    kind: str
    payload: Json
    attempts: list[Attempt] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)
    _when_taken: list[Callable[[str], None]] = field(default_factory=list)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def is_acked(self) -> bool:
        """Say whether the last attempt was taken."""
        return bool(self.attempts) and self.attempts[-1].is_acked

    def on_taken(self, do: Callable[[str], None]) -> None:
        """Do something with what the app answered, once it took this: at once where it has."""
        with self._lock:
            if not self.done.is_set():
                self._when_taken.append(do)
            elif self.is_acked:
                do(self.attempts[-1].body)

    def finish(self) -> None:
        """End the delivery, taken or not."""
        with self._lock:
            if self.is_acked:
                for do in self._when_taken:
                    do(self.attempts[-1].body)
            self.done.set()

    def wait(self, timeout: float = 10.0) -> "Delivery":
        """Wait until it was taken or given up, then return it."""
        if not self.done.wait(timeout):
            raise TimeoutError(f"{self.kind} was neither taken nor given up in {timeout} s")
        return self


def sign(secret: str, body: bytes, timestamp: str) -> str:
    """Return Slack's signature (https://docs.slack.dev/authentication/verifying-requests-from-slack/).

    >>> sign("s", b"a=1", "1700000000")[:12]
    'v0=baa562611'
    """
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class Deliveries:
    """Sends to the app: over a socket when one is connected, else to its request URL."""

    def __init__(self, signing_secret: str, clock: Clock) -> None:
        self.signing_secret, self.clock = signing_secret, clock
        self.request_url: str | None = None
        self.retry_delays: tuple[float, ...] = RETRY_DELAYS
        self.ack_seconds = ACK_SECONDS
        self.log: list[Delivery] = []
        self.sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._turn = 0

    async def deliver(self, delivery: Delivery) -> Delivery:
        """Deliver, and deliver an event again while it is not taken."""
        delays = self.retry_delays if delivery.kind == "events_api" else ()
        delivery.attempts.append(await self._attempt(delivery, 0))
        for number, delay in enumerate(delays, start=1):
            if delivery.is_acked:
                break
            await asyncio.sleep(delay)
            delivery.attempts.append(await self._attempt(delivery, number))
        delivery.finish()
        return delivery

    async def _attempt(self, delivery: Delivery, number: int) -> Attempt:
        reason = delivery.attempts[-1].reason if delivery.attempts else ""
        started = time.monotonic()
        send = self._send_socket if self._open_sockets() else self._send_http
        try:
            status, body = await asyncio.wait_for(send(delivery, number, reason), self.ack_seconds)
        except TimeoutError:
            return Attempt(None, "http_timeout", time.monotonic() - started)
        except (aiohttp.ClientError, ConnectionError, OSError):
            return Attempt(None, "connection_failed", time.monotonic() - started)
        reason = "" if status == 200 else "http_error"
        return Attempt(status, reason, time.monotonic() - started, body)

    async def _send_http(self, delivery: Delivery, number: int, reason: str) -> tuple[int, str]:
        body, content_type = _encoded(delivery)
        headers = {"Content-Type": content_type, **self.signature(body)}
        if number:
            headers |= {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
        return await self.send_raw(body, headers)

    def signature(self, body: bytes) -> dict[str, str]:
        """Return the headers that show a request to be Slack's."""
        timestamp = str(int(self.clock.now()))
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(self.signing_secret, body, timestamp),
        }

    async def send_raw(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Post a body with headers to the request URL and return status and text."""
        if self.request_url is None:
            raise ConnectionError("no request URL and no socket")
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.request_url, data=body, headers=headers) as response,
        ):
            return response.status, await response.text()

    def _open_sockets(self) -> list[web.WebSocketResponse]:
        return [socket for socket in self.sockets if not socket.closed]

    async def _send_socket(self, delivery: Delivery, number: int, reason: str) -> tuple[int, str]:
        sockets = self._open_sockets()
        self._turn += 1
        envelope: Json = {
            "envelope_id": str(uuid.uuid4()),
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind != "events_api",
        }
        if delivery.kind == "events_api":
            envelope |= {"retry_attempt": number, "retry_reason": reason}
        answer = self._acks[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
        try:
            await sockets[self._turn % len(sockets)].send_json(envelope)
            body = (await answer).get("payload")
        finally:
            del self._acks[envelope["envelope_id"]]
        return 200, json.dumps(body) if body is not None else ""

    async def serve_socket(self, socket: web.WebSocketResponse, app_id: str) -> None:
        """Say hello, then take acknowledgements until the app goes away."""
        self.sockets.append(socket)
        info = {"app_id": app_id}
        connections = len(self._open_sockets())
        await socket.send_json(
            {"type": "hello", "num_connections": connections, "connection_info": info}
        )
        try:
            async for message in socket:
                if message.type == aiohttp.WSMsgType.TEXT:
                    self._take_ack(message.data)
        finally:
            self.sockets.remove(socket)

    def _take_ack(self, text: str) -> None:
        if not text.startswith("{"):
            return  # slack_sdk checks the line with a text of its own
        ack = json.loads(text)
        waiting = self._acks.get(ack.get("envelope_id", ""))
        if waiting is not None and not waiting.done():
            waiting.set_result(ack)

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask the app to connect anew, as Slack does about once an hour."""
        for socket in self._open_sockets():
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {}})

    async def drop_sockets(self) -> None:
        """Close the connections without a word."""
        for socket in self._open_sockets():
            await socket.close()


def _encoded(delivery: Delivery) -> tuple[bytes, str]:
    if delivery.kind == "events_api":
        return json.dumps(delivery.payload).encode(), "application/json"
    fields = delivery.payload
    if delivery.kind == "interactive":
        fields = {"payload": json.dumps(delivery.payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"
