"""The fake Slack as a server on localhost, in a thread of its own."""

import asyncio
import json
import threading
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeVar

from aiohttp import web

from handlers.fake_slack.delivery import Deliveries
from handlers.fake_slack.messages import respond
from handlers.fake_slack.methods import call_method
from handlers.fake_slack.people import People
from handlers.fake_slack.workspace import ApiError, Clock, Json, Workspace


async def read_arguments(request: web.Request) -> Json:
    """Return the arguments of a Web API call, sent as JSON, as a form or in the query."""
    if request.content_type == "application/json" and await request.read():
        sent: Json = await request.json()
        return sent
    fields = {**request.query, **await request.post()}
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
        self.calls: list[tuple[str, Json, float]] = []
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
        try:
            answered = self._answer(request, method, args)
        except ApiError as error:
            return web.json_response(refusal(error))
        return web.json_response(answered, headers=self._scopes(request))

    def _answer(self, request: web.Request, method: str, args: Json) -> Json:
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
                return workspace
        raise ApiError("invalid_auth")

    def _scopes(self, request: web.Request) -> dict[str, str]:
        for workspace in self.workspaces.values():
            if request.headers.get("Authorization") == f"Bearer {workspace.bot_token}":
                return {"x-oauth-scopes": ",".join(sorted(workspace.scopes))}
        return {}

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=None)
        await socket.prepare(request)
        await self.deliveries.serve_socket(socket, self.workspace.app_id)
        return socket

    async def _response(self, request: web.Request) -> web.StreamResponse:
        response_id, answer = request.match_info["response_id"], await request.json()
        self.calls.append(("response_url", answer, self.clock.now()))
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
