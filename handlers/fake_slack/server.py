"""The fake Slack as a server on localhost, in a thread of its own, with faults on demand."""

import asyncio
import json
import threading
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from aiohttp import web

from handlers.fake_slack.delivery import Deliveries
from handlers.fake_slack.messages import respond
from handlers.fake_slack.methods import call_method
from handlers.fake_slack.people import People
from handlers.fake_slack.workspace import ApiError, Clock, Json, Workspace


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


async def read_arguments(request: web.Request) -> Json:
    """Return the arguments of a Web API call, sent as JSON, as a form or in the query."""
    if request.content_type == "application/json" and await request.read():
        sent: Json = await request.json()
        return sent
    fields = {**request.query, **(await request.post() if request.can_read_body else {})}
    return {key: _unpacked(value) for key, value in fields.items()}


def _unpacked(value: object) -> object:
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def read_token(request: web.Request, args: Json) -> str:
    """Return the token of a call, or an empty string."""
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bearer or str(args.get("token") or "")


def refusal(error: ApiError) -> Json:
    """Return what Slack answers for this error."""
    more = {"response_metadata": {"messages": error.messages}} if error.messages else {}
    return {"ok": False, "error": error.error, **more}


APP_TOKEN = "xapp-1-A0COPYDESK-1-fake"
SIGNING_SECRET = "fake-signing-secret"
CLIENT_ID, CLIENT_SECRET = "1.2", "fake-client-secret"
_BODY_BYTES = 32 * 1024 * 1024

T = TypeVar("T")


class FakeSlack:
    """A Slack with one or more workspaces; use as `with FakeSlack() as slack:`."""

    def __init__(
        self,
        workspaces: Iterable[Workspace] | None = None,
        port: int = 0,
        routes: "Callable[[FakeSlack], Iterable[web.AbstractRouteDef]]" = lambda slack: (),
    ) -> None:
        self.clock = Clock()
        spaces = list(workspaces or [Workspace(clock=self.clock)])
        self.workspaces = {space.team_id: space for space in spaces}
        self.workspace = spaces[0]
        self.clock = self.workspace.clock
        self.faults = Faults()
        self.calls: list[tuple[str, Json, float]] = []
        self.revoked: set[str] = set()
        self.app_token, self.signing_secret = APP_TOKEN, SIGNING_SECRET
        self.deliveries = Deliveries(SIGNING_SECRET, self.clock)
        self.loop = asyncio.new_event_loop()
        self._port, self._more_routes = port, routes
        self._runner: web.AppRunner | None = None
        self._thread = threading.Thread(target=self._run, name="fake-slack", daemon=True)

    def __enter__(self) -> "FakeSlack":
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Return where this Slack is, without a slash at the end."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def api_url(self) -> str:
        """Return the base URL for a WebClient."""
        return f"{self.url}/api/"

    def start(self) -> None:
        """Listen; the port is known when this returns."""
        self._thread.start()
        self.run(self._listen())
        self.people = self.people_of(self.workspace)

    def stop(self) -> None:
        """Close all connections and end the thread."""
        self.run(self._close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    def run(self, work: Coroutine[Any, Any, T], timeout: float = 30.0) -> T:
        """Run a coroutine on the server's loop and return what it returns."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout)

    def people_of(self, workspace: Workspace) -> People:
        """Return the people of a workspace."""
        return People(workspace, self.deliveries, self.loop, self.url)

    def called(self, method: str) -> list[Json]:
        """Return the arguments of the calls of a method, first to last."""
        return [args for name, args, _ in self.calls if name == method]

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    async def _listen(self) -> None:
        app = web.Application(client_max_size=_BODY_BYTES)
        app.add_routes(
            [
                web.route("*", "/api/{method}", self._api),
                web.get("/link", self._link),
                web.post("/response/{response_id}", self._response),
                web.post("/upload/{file_id}", self._upload),
                web.get("/files/{file_id}", self._download),
                web.get("/oauth/v2/authorize", self._authorize),
                *self._more_routes(self),
            ]
        )
        runner = self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self._port)
        await site.start()
        self._port = runner.addresses[0][1]

    async def _close(self) -> None:
        await self.deliveries.drop_sockets()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        if self._runner is not None:
            await self._runner.cleanup()
        for task in tasks:
            task.cancel()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method, args = request.match_info["method"], await read_arguments(request)
        self.calls.append((method, args, self.clock.now()))
        fault = self.faults.take(method, args.get("channel"))
        if fault is not None and (answer := await self._fail(fault)) is not None:
            return answer
        try:
            answered = self._answer(request, method, args)
        except ApiError as error:
            return web.json_response(refusal(error))
        if fault is not None and fault.lost and request.transport is not None:
            request.transport.close()
        return web.json_response(answered, headers=self._scopes(request))

    async def _fail(self, fault: Fault) -> web.Response | None:
        await asyncio.sleep(fault.delay)
        if fault.retry_after is not None:
            headers = {"Retry-After": str(fault.retry_after)}
            limited = refusal(ApiError("ratelimited"))
            return web.json_response(limited, status=429, headers=headers)
        if fault.status != 200:
            return web.Response(status=fault.status, text="upstream request failed")
        if fault.error is not None:
            return web.json_response(refusal(ApiError(fault.error)))
        return None

    def _answer(self, request: web.Request, method: str, args: Json) -> Json:
        if method == "oauth.v2.access":
            return self._exchange(request, args)
        token = read_token(request, args)
        if method == "apps.connections.open":
            if token != self.app_token:
                raise ApiError("not_allowed_token_type" if token else "not_authed")
            return {"ok": True, "url": f"ws://127.0.0.1:{self._port}/link?ticket=1"}
        workspace = self._of_token(token)
        return {"ok": True, **call_method(workspace, method, {**args, "base_url": self.url})}

    def _of_token(self, token: str) -> Workspace:
        if not token:
            raise ApiError("not_authed")
        for workspace in self.workspaces.values():
            if workspace.bot_token == token:
                if token in self.revoked:
                    raise ApiError("token_revoked")
                return workspace
        raise ApiError("invalid_auth")

    def _scopes(self, request: web.Request) -> dict[str, str]:
        for workspace in self.workspaces.values():
            if request.headers.get("Authorization") == f"Bearer {workspace.bot_token}":
                return {"x-oauth-scopes": ",".join(sorted(workspace.scopes))}
        return {}

    def _exchange(self, request: web.Request, args: Json) -> Json:
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

    async def _authorize(self, request: web.Request) -> web.Response:
        back, state = request.query["redirect_uri"], request.query["state"]
        team_id = request.query.get("team", self.workspace.team_id)
        raise web.HTTPFound(f"{back}?code=code-{team_id}&state={state}")

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=None)
        await socket.prepare(request)
        await self.deliveries.serve_socket(socket, self.workspace.app_id)
        return socket

    async def _response(self, request: web.Request) -> web.Response:
        response_id, answer = request.match_info["response_id"], await request.json()
        self.calls.append(("response_url", answer, self.clock.now()))
        fault = self.faults.take("response_url", None)
        if fault is not None and (failure := await self._fail(fault)) is not None:
            return failure
        workspace = next(w for w in self.workspaces.values() if response_id in w.responses)
        with workspace.lock:
            try:
                respond(workspace, response_id, answer)
            except ApiError as error:
                return web.json_response(refusal(error), status=404)
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.Response:
        content = await request.read()
        for workspace in self.workspaces.values():
            file = workspace.files.get(request.match_info["file_id"])
            if file is not None and file["size"] == len(content):
                file["content"] = content
                return web.Response(text=f"OK - {len(content)}")
        raise web.HTTPBadRequest(text="unknown file, or not of the length announced")

    async def _download(self, request: web.Request) -> web.Response:
        workspace = self._of_token(read_token(request, {}))
        file = workspace.files.get(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        return web.Response(body=file["content"], content_type=file.get("mimetype", "text/plain"))
