"""A page in the browser that shows the workspace to one person and lets them act in it."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import PurePath

from aiohttp import web

from handlers.fake_slack.people import People
from handlers.fake_slack.server import FakeSlack
from handlers.fake_slack.workspace import Channel, Json, Message, View, Workspace


def seen_by(workspace: Workspace, user_id: str) -> Json:
    """Return everything that the page shows to this person."""
    with workspace.lock:
        channels = [c for c in workspace.channels.values() if user_id in c.members]
        home = workspace.homes.get(user_id)
        return {
            "team": workspace.name,
            "me": user_id,
            "bot": workspace.bot_user_id,
            "users": {user.user_id: user.name for user in workspace.users.values()},
            "channels": [_channel(channel) for channel in channels],
            "messages": {
                channel.channel_id: [
                    _message(each) for each in workspace.visible(channel.channel_id, user_id)
                ]
                for channel in channels
            },
            "statuses": _statuses(workspace, channels),
            "prompts": {c.channel_id: workspace.prompts.get(c.channel_id, []) for c in channels},
            "modals": [_view(view) for view in _modals(workspace, user_id)],
            "home": _view(home) if home else None,
            "notices": [text for who, text in workspace.notices if who == user_id],
        }


def _channel(channel: Channel) -> Json:
    return {
        "id": channel.channel_id,
        "name": channel.name,
        "kind": channel.kind,
        "topic": channel.topic,
    }


def _message(message: Message) -> Json:
    return {
        "ts": message.ts,
        "channel": message.channel_id,
        "user": message.user_id,
        "text": message.text,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "is_bot": message.is_bot,
        "is_ephemeral": message.visible_to is not None,
        "edited": message.edited,
        "files": [_file(file) for file in message.files],
    }


def _file(file: Json) -> Json:
    kept = ("id", "name", "title", "size", "mimetype", "alt_txt")
    return {key: file[key] for key in kept if key in file}


def _statuses(workspace: Workspace, channels: list[Channel]) -> list[Json]:
    mine = {channel.channel_id for channel in channels}
    working = {place for place, status in workspace.sessions.items() if status == "processing"}
    told = {place: status for place, status in workspace.statuses.items() if status}
    shown = dict.fromkeys(sorted(working), "is working…") | told
    return [
        {"channel": channel, "thread_ts": ts, "status": told, "can_stop": (channel, ts) in working}
        for (channel, ts), told in shown.items()
        if channel in mine
    ]


def _modals(workspace: Workspace, user_id: str) -> list[View]:
    return [
        view
        for view in workspace.views.values()
        if view.user_id == user_id and view.is_open and view.payload.get("type") == "modal"
    ]


def _view(view: View) -> Json:
    return {"id": view.view_id, "hash": view.hash, "errors": view.errors, **view.payload}


_STATIC = {"page.css": "text/css"} | {
    f"{name}.js": "text/javascript"
    for name in ("blocks", "composer", "inputs", "messages", "modal", "page", "text")
}
# Nothing from elsewhere is loaded or run, whatever an article says.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_PICTURES = ("image/png", "image/jpeg", "image/gif")
_FRAME_SECONDS = 0.05
_URL = re.compile(r"https?://[^\s<>]+")


@dataclass(frozen=True)
class Control:
    """A button beside the channels that lets something happen in the world; `do` tells what."""

    label: str
    do: Callable[[], str]


@dataclass(frozen=True)
class Look:
    """What the page offers beside the workspace itself."""

    user_id: str
    intro: str = ""
    commands: Sequence[tuple[str, str]] = ()  # "/ask", "question"
    shortcuts: Sequence[tuple[str, str]] = ()  # callback_id, label
    controls: Sequence[Control] = ()
    starters: Sequence[str] = ()  # what to write first in a channel


class Page:
    """The routes of the page; one person uses it, in any number of windows."""

    def __init__(self, slack: FakeSlack, look: Look) -> None:
        self._slack, self._look = slack, look
        self._space = slack.workspace

    @property
    def _people(self) -> People:
        return self._slack.people

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes, for the server of the fake Slack."""
        return [
            web.get("/", self._index),
            web.get("/page/live", self._live),
            web.get("/page/files/{file_id}", self._file),
            web.get("/page/static/{name}", self._static),
            web.post("/page/upload", self._upload),
            web.post("/page/do/{action}", self._act),
        ]

    def _guard(self, request: web.Request) -> None:
        """Refuse what another site sends through this browser, by address or by form."""
        own = self._slack.url.removeprefix("http://")
        if request.host not in (own, own.replace("127.0.0.1", "localhost")):
            raise web.HTTPForbidden(text="This page is for this machine only.")
        if request.method == "POST" and request.headers.get("X-Copydesk-Page") != "1":
            raise web.HTTPForbidden(text="This does not come from the page.")

    async def _index(self, request: web.Request) -> web.Response:
        self._guard(request)
        html = _read("page.html").replace("{{team}}", escape(self._space.name))
        return web.Response(text=html, content_type="text/html", headers=_HEADERS)

    async def _static(self, request: web.Request) -> web.Response:
        self._guard(request)
        name = request.match_info["name"]
        if name not in _STATIC:
            raise web.HTTPNotFound
        return web.Response(text=_read(name), content_type=_STATIC[name], headers=_HEADERS)

    async def _file(self, request: web.Request) -> web.Response:
        self._guard(request)
        file = self._space.files.get(request.match_info["file_id"])
        if file is None or "content" not in file:
            raise web.HTTPNotFound
        kind = picture_type(file["content"])
        return web.Response(body=file["content"], content_type=kind, headers=_HEADERS)

    async def _live(self, request: web.Request) -> web.StreamResponse:
        self._guard(request)
        kind = {"Content-Type": "text/event-stream", **_HEADERS}
        stream = web.StreamResponse(headers=kind)
        await stream.prepare(request)
        with self._changes() as changed, suppress(ConnectionResetError):  # the window was closed
            while not stream.task or not stream.task.cancelled():
                await stream.write(f"data: {json.dumps(self._shown())}\n\n".encode())
                await changed.wait()
                await asyncio.sleep(_FRAME_SECONDS)  # several changes make one picture
                changed.clear()
        return stream

    @contextmanager
    def _changes(self) -> Iterator[asyncio.Event]:
        changed, loop = asyncio.Event(), asyncio.get_running_loop()

        def tell() -> None:
            loop.call_soon_threadsafe(changed.set)

        self._space.watchers.append(tell)
        try:
            yield changed
        finally:
            self._space.watchers.remove(tell)

    def _shown(self) -> Json:
        look = self._look
        return {
            **seen_by(self._space, look.user_id),
            "intro": look.intro,
            "commands": list(look.commands),
            "shortcuts": list(look.shortcuts),
            "controls": [control.label for control in look.controls],
            "starters": list(look.starters),
        }

    async def _act(self, request: web.Request) -> web.Response:
        self._guard(request)
        action = request.match_info["action"]
        with _refusing():
            asked = await request.json()
            if action == "control":
                control = self._look.controls[int(asked["number"])]
                told = await asyncio.get_running_loop().run_in_executor(None, control.do)
                return web.json_response({"told": told}, headers=_HEADERS)
            return web.json_response({"told": self._do(action, asked)}, headers=_HEADERS)

    def _do(self, action: str, asked: Json) -> str | None:
        """Do what the person did; return what to tell them, if anything."""
        people, me, chosen = self._people, self._look.user_id, dict(asked).get("chosen") or {}
        match action:
            case "say":
                people.say(asked["channel"], me, self._typed(asked), asked.get("thread_ts"))
            case "edit":
                people.edit(self._own(asked), self._typed(asked))
            case "delete":
                people.delete(self._own(asked))
            case "command":
                return self._command(asked)
            case "click":
                message, action_id = self._message(asked), asked["action_id"]
                people.click(message, action_id, me, block=asked["block"], **chosen)
            case "click_view":
                view = self._view(asked)
                view.values = asked.get("values") or {}
                people.click_view(view, asked["action_id"], block=asked["block"], **chosen)
            case "submit":
                people.submit(self._view(asked), asked["values"])
            case "close":
                people.close(self._view(asked))
            case "shortcut":
                people.shortcut(self._message(asked), asked["callback_id"], me)
            case "stop":
                people.stop(asked["channel"], asked["thread_ts"], me)
            case "open":
                people.open_home(me, "home" if asked["tab"] == "home" else "messages")
            case _:
                raise web.HTTPNotFound
        return None

    def _typed(self, asked: Json) -> str:
        return as_typed(str(asked["text"]).strip(), self._space.bot_user_id)

    def _command(self, asked: Json) -> str | None:
        name, _, words = self._typed(asked).partition(" ")
        if name not in (command for command, _ in self._look.commands):
            return f"{name} is not a valid command here."
        self._people.command(asked["channel"], self._look.user_id, name, words.strip())
        return None

    async def _upload(self, request: web.Request) -> web.Response:
        self._guard(request)
        asked, content = request.query, await request.read()
        with _refusing():
            file = self._keep_file(PurePath(asked["name"]).name, content)
            thread_ts = asked.get("thread_ts")
            self._people.say(asked["channel"], self._look.user_id, "", thread_ts, [file])
        return web.json_response({"told": None})

    def _keep_file(self, name: str, content: bytes) -> Json:
        file_id = self._space.new_id("F")
        address = f"{self._slack.url}/files/{file_id}"
        file = {
            "id": file_id, "name": name, "title": name, "size": len(content),
            "filetype": PurePath(name).suffix.lstrip(".").lower(), "mode": "hosted",
            "url_private": address, "url_private_download": address,
        }  # fmt: skip
        self._space.files[file_id] = {**file, "content": content}
        return file

    def _message(self, asked: Json) -> Message:
        message = self._space.find_message(asked["channel"], asked["ts"])
        if message is None:
            raise LookupError(asked["ts"])
        return message

    def _own(self, asked: Json) -> Message:
        message = self._message(asked)
        if message.user_id != self._look.user_id:
            raise LookupError(asked["ts"])
        return message

    def _view(self, asked: Json) -> View:
        return self._space.views[asked["view"]]


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse what names a channel, message or view that is not there."""
    try:
        yield
    except (LookupError, TypeError, ValueError):
        raise web.HTTPBadRequest(text="That is no longer there.") from None


def as_typed(text: str, bot_user_id: str) -> str:
    """Return a text as Slack sends on what a person typed: escaped, with mentions and links.

    >>> as_typed("@copydesk is a < b? https://example.org/x", "U0")
    '<@U0> is a &lt; b? <https://example.org/x>'
    """
    safe = escape(text, quote=False)
    linked = _URL.sub(lambda found: f"<{found[0]}>", safe)
    return re.sub(r"(?<!\w)@copydesk\b", f"<@{bot_user_id}>", linked, flags=re.IGNORECASE)


def picture_type(content: bytes) -> str:
    """Return the type of a picture by its first bytes; anything else is for saving only."""
    starts = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
    kinds = zip(starts, _PICTURES, strict=True)
    return next(
        (kind for start, kind in kinds if content.startswith(start)), "application/octet-stream"
    )


def _read(name: str) -> str:
    return files("handlers.fake_slack").joinpath("static", name).read_text(encoding="utf-8")
