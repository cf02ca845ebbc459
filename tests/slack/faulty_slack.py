"""The fake Slack with faults on demand, and with the pages on which workspaces install the app."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from handlers.fake_slack.server import FakeSlack, read_arguments, refusal
from handlers.fake_slack.workspace import ApiError, Json, Workspace

CLIENT_ID, CLIENT_SECRET = "1.2", "fake-client-secret"


@dataclass
class Fault:
    """One way to fail.

    `error` answers `ok: false`; `status` answers with that HTTP status; `retry_after` makes it a
    429; `lost` does what was asked and then drops the connection; `delay` only takes time.
    """

    method: str
    times: int = 1
    channel_id: str | None = None
    error: str | None = None
    status: int = 200
    retry_after: int | None = None
    lost: bool = False
    delay: float = 0.0

    async def fail(self) -> web.Response | None:
        """Return the failure, None where what was asked is done all the same."""
        await asyncio.sleep(self.delay)
        if self.retry_after is not None:
            headers = {"Retry-After": str(self.retry_after)}
            limited = refusal(ApiError("ratelimited"))
            return web.json_response(limited, status=429, headers=headers)
        if self.status != 200:
            return web.Response(status=self.status, text="upstream request failed")
        if self.error is not None:
            return web.json_response(refusal(ApiError(self.error)))
        return None


class Faults:
    """The faults still to come, for each method."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let the next calls that fit fail in this way."""
        with self._lock:
            self._faults.append(fault)

    def take_all(self) -> None:
        """Let nothing fail any more."""
        with self._lock:
            self._faults.clear()

    def take(self, method: str, channel_id: str | None) -> Fault | None:
        """Return the fault for this call, and count it as used."""
        with self._lock:
            for fault in self._faults:
                if fault.method != method or fault.channel_id not in (None, channel_id):
                    continue
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
                return fault
        return None


Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class FaultySlack(FakeSlack):
    """A Slack that fails as `faults` say; a token in `revoked` is good for nothing."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, routes=lambda slack: self._install_routes(), **more)
        self.faults, self.revoked = Faults(), set[str]()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method, args = request.match_info["method"], await read_arguments(request)
        return await self._or_fail(request, method, args, super()._api)

    async def _response(self, request: web.Request) -> web.StreamResponse:
        return await self._or_fail(request, "response_url", await request.json(), super()._response)

    async def _or_fail(
        self, request: web.Request, method: str, args: Json, answer: Answer
    ) -> web.StreamResponse:
        fault = self.faults.take(method, args.get("channel"))
        failure = await fault.fail() if fault is not None else None
        if failure is not None:
            self.calls.append((method, args, self.clock.now()))
            return failure
        answered = await answer(request)
        if fault is not None and fault.lost and request.transport is not None:
            request.transport.close()
        return answered

    def _of_token(self, token: str) -> Workspace:
        if token in self.revoked:
            raise ApiError("token_revoked")
        return super()._of_token(token)

    def _answer(self, request: web.Request, method: str, args: Json) -> Json:
        if method == "oauth.v2.access":
            return self._exchange(args)
        return super()._answer(request, method, args)

    def _install_routes(self) -> list[web.AbstractRouteDef]:
        return [web.get("/oauth/v2/authorize", self._authorize)]

    async def _authorize(self, request: web.Request) -> web.Response:
        back, state = request.query["redirect_uri"], request.query["state"]
        team_id = request.query.get("team", self.workspace.team_id)
        raise web.HTTPFound(f"{back}?code=code-{team_id}&state={state}")

    def _exchange(self, args: Json) -> Json:
        workspace = self.workspaces.get(str(args.get("code")).removeprefix("code-"))
        if workspace is None:
            raise ApiError("invalid_code")
        self.revoked.discard(workspace.bot_token)
        return {
            "ok": True,
            "access_token": workspace.bot_token,
            "token_type": "bot",
            "scope": ",".join(sorted(workspace.scopes)),
            "bot_user_id": workspace.bot_user_id,
            "app_id": workspace.app_id,
            "team": {"id": workspace.team_id, "name": workspace.name},
            "is_enterprise_install": False,
        }
