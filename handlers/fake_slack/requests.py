"""Reading the requests that come to the fake Slack."""

import json

from aiohttp import web

from handlers.fake_slack.workspace import ApiError, Json


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


async def read_upload(request: web.Request) -> bytes:
    """Return the content of an uploaded file, sent raw or as a form."""
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    for value in (await request.post()).values():
        if isinstance(value, web.FileField):
            return value.file.read()
        return value.encode() if isinstance(value, str) else bytes(value)
    return b""


def read_token(request: web.Request, args: Json) -> str:
    """Return the token of a call, or an empty string."""
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bearer or str(args.get("token") or "")


def refusal(error: ApiError) -> Json:
    """Return what Slack answers for this error."""
    more = {"response_metadata": {"messages": error.messages}} if error.messages else {}
    return {"ok": False, "error": error.error, **more}
