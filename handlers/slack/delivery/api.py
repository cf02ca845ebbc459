"""Calling the Web API of a workspace: every failure comes back as a value that says what to do."""

import json
import logging
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.settings import SLACK_API


@dataclass(frozen=True)
class Workspace:
    """A workspace with the bot's token there; the ids are None until Slack told them."""

    team_id: str
    bot_token: str
    bot_user_id: str | None = None
    bot_id: str | None = None


FindWorkspace = Callable[[str], Workspace | None]


def single_workspace(bot_token: str) -> FindWorkspace:
    """Return a finder for an app installed in one workspace by its own token."""
    return lambda team_id: Workspace(team_id, bot_token)


Json = Mapping[str, Any]

MOST_BYTES = 20_000_000
SIGN_IN = b"slack.com/signin"
# The app can no longer post there: https://docs.slack.dev/reference/methods/chat.postMessage
GONE = frozenset(
    {
        "account_inactive",
        "channel_not_found",
        "invalid_auth",
        "is_archived",
        "is_inactive",
        "not_authed",
        "not_in_channel",
        "org_login_required",
        "restricted_action",
        "token_expired",
        "token_revoked",
        "user_disabled",
    }
)
# Methods that read take no JSON, nor do those of files: https://docs.slack.dev/apis/web-api/#post_bodies
_READS = (
    "conversations.history",
    "conversations.replies",
    "files.",
    "usergroups.users.list",
    "users.info",
)
_PASSING = frozenset(
    {
        "fatal_error",
        "internal_error",
        "ratelimited",
        "rate_limited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
    }
)


@dataclass(frozen=True)
class Reply:
    """What Slack answered, or that it did not.

    `retry_after` is set when it asked for a rest; `is_passing` means that trying again may help;
    `is_uncertain` that the call may have been carried out although it looks failed.
    """

    data: Json = field(default_factory=dict)
    error: str | None = None
    retry_after: float | None = None
    is_passing: bool = False
    is_uncertain: bool = False
    headers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_ok(self) -> bool:
        """Say whether it was done."""
        return self.error is None

    @property
    def told(self) -> str:
        """Return in a sentence what Slack answered, and what to do where it was no."""
        if self.is_ok:
            return "Slack takes it."
        if self.error == "missing_scope":
            return "It lacks a scope. Install the app anew from the manifest, and copy it anew."
        if str(self.error).startswith("unreached"):
            return "Slack cannot be reached. Check this machine's network, name server and proxy."
        if self.is_passing:
            return f"Slack is out of order for now ({self.error}). Try again in a minute."
        return f"Slack refuses it ({self.error}). Copy it anew from the app's page."

    @property
    def is_gone(self) -> bool:
        """Say whether we can no longer post there at all."""
        return self.error in GONE


class WithinSlack(urllib.request.HTTPRedirectHandler):
    """Follows redirects within Slack; Python's own takes the token along to anywhere."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url

    def redirect_request(  # noqa: D102
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if not _is_slacks(newurl, self._base_url):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class SlackApi:
    """The Web API of the workspaces where the app is installed."""

    def __init__(
        self,
        find_workspace: FindWorkspace,
        base_url: str = SLACK_API,
        timeout: int = 10,
        sleep: Callable[[float], None] = time.sleep,
        on_reply: Callable[[str, Reply], None] = lambda method, reply: None,
    ) -> None:
        self._find, self._base_url, self._timeout = find_workspace, base_url, timeout
        self._sleep, self._on_reply = sleep, on_reply
        self._opener = urllib.request.build_opener(WithinSlack(base_url))

    def call(self, team_id: str, method: str, /, **arguments: Any) -> Reply:
        """Call a method once."""
        reply = self._call(team_id, method, arguments)
        self._on_reply(method, reply)
        return reply

    def _call(self, team_id: str, method: str, arguments: Json) -> Reply:
        workspace = self._find(team_id)
        if workspace is None:
            return Reply(error="token_revoked")
        client = self._client(workspace.bot_token)
        sent = {key: value for key, value in arguments.items() if value is not None}
        if method.startswith(_READS):
            return _answered(lambda: client.api_call(method, http_verb="GET", params=sent))
        return _answered(lambda: client.api_call(method, json=sent))

    def call_patiently(self, team_id: str, method: str, /, tries: int = 3, **args: Any) -> Reply:
        """Call a method, again after a rest when trying again may help."""
        reply = self.call(team_id, method, **args)
        for number in range(1, tries):
            if not reply.is_passing:
                break
            self._sleep(reply.retry_after or 0.25 * 2**number)
            reply = self.call(team_id, method, **args)
        return reply

    def respond(self, url: str, message: Json) -> Reply:
        """Post to a response_url, which takes five messages in half an hour."""
        reply = self._post(url, json.dumps(message).encode(), "application/json; charset=utf-8")
        self._on_reply("response_url", reply)
        return reply

    def download(self, team_id: str, url: str) -> bytes | None:
        """Return a file that somebody sent, None when Slack does not hand it over.

        The token goes to Slack alone: an address elsewhere is not asked, nor one redirected to.
        """
        workspace = self._find(team_id)
        if workspace is None or not _is_slacks(url, self._base_url):
            return None
        headers = {"Authorization": f"Bearer {workspace.bot_token}"}
        request = urllib.request.Request(url, headers=headers)
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                # Without the scope Slack answers with its sign-in page.
                is_page = "text/html" in str(answer.headers.get("Content-Type"))
                content = bytes(answer.read(MOST_BYTES))
                return None if is_page and SIGN_IN in content[:20_000] else content
        except OSError:
            return None

    def upload(self, team_id: str, name: str, content: bytes, title: str) -> Reply:
        """Hand a file over, which nobody sees before a message shows it; the reply has its id."""
        place = self.call_patiently(
            team_id, "files.getUploadURLExternal", filename=name, length=len(content)
        )
        if not place.is_ok:
            return place
        sent = self._post(str(place.data["upload_url"]), content, "application/octet-stream")
        if not sent.is_ok:
            return sent
        files = json.dumps([{"id": place.data["file_id"], "title": title}])
        reply = self.call_patiently(team_id, "files.completeUploadExternal", files=files)
        return Reply({"file_id": place.data["file_id"]}) if reply.is_ok else reply

    def _post(self, url: str, body: bytes, content_type: str) -> Reply:
        request = urllib.request.Request(url, body, {"Content-Type": content_type})
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as answer:
                answer.read()
        except urllib.error.HTTPError as error:
            return _refused_url(error)
        except OSError as error:
            return _unreached(error)
        return Reply()

    def _client(self, token: str) -> WebClient:
        return WebClient(
            token,
            base_url=self._base_url,
            timeout=self._timeout,
            retry_handlers=[],
            logger=_quiet_logger(),
        )


def _is_slacks(url: str, base_url: str) -> bool:
    host = urllib.parse.urlsplit(url).hostname or ""
    if host == urllib.parse.urlsplit(base_url).hostname:
        return True
    return url.startswith("https://") and (host == "slack.com" or host.endswith(".slack.com"))


def _quiet_logger() -> logging.Logger:
    # At DEBUG the client logs every message that is posted; its errors come back as values.
    logger = logging.getLogger("copydesk.slack.client")
    logger.setLevel(logging.CRITICAL)
    return logger


def _answered(call: Callable[[], SlackResponse]) -> Reply:
    """Return what Slack answers to a call, or why it does not."""
    try:
        answer = call()
    except SlackApiError as error:
        return _refused(error)
    except (OSError, SlackClientError, ValueError) as error:
        return _unreached(error)
    return Reply(cast(Json, answer.data), headers=answer.headers)


def _refused(error: SlackApiError) -> Reply:
    answer = error.response
    status, data = answer.status_code, answer.data if isinstance(answer.data, dict) else {}
    if status == 429:
        return Reply(data, "ratelimited", _retry_after(answer.headers), is_passing=True)
    if status >= 500:
        return Reply(data, f"http_{status}", is_passing=True, is_uncertain=True)
    name = str(data.get("error") or f"http_{status}")
    return Reply(data, name, is_passing=name in _PASSING, is_uncertain=name in _PASSING)


def _refused_url(error: urllib.error.HTTPError) -> Reply:
    if error.code == 429:
        return Reply({}, "ratelimited", _retry_after(dict(error.headers)), is_passing=True)
    if error.code >= 500:
        return Reply({}, f"http_{error.code}", is_passing=True, is_uncertain=True)
    said = error.read(2000).decode(errors="replace")
    name = next(
        (each for each in ("used_url", "expired_url", "invalid_blocks") if each in said), ""
    )
    return Reply({}, name or f"http_{error.code}")


def _header(headers: Mapping[str, Any], name: str, otherwise: str) -> str:
    value = next((v for k, v in headers.items() if k.lower() == name), otherwise)
    return str(value[0] if isinstance(value, list) else value)


def _retry_after(headers: Mapping[str, Any]) -> float:
    try:
        return max(float(_header(headers, "retry-after", "1")), 0.0)
    except ValueError:
        return 1.0


def _unreached(error: Exception) -> Reply:
    return Reply({}, f"unreached_{type(error).__name__}", is_passing=True, is_uncertain=True)


def call_once(base_url: str, token: str, method: str) -> Reply:
    """Call a method with a token that belongs to no workspace yet."""
    client = WebClient(token, base_url=base_url, retry_handlers=[], logger=_quiet_logger())
    return _answered(lambda: client.api_call(method))


def ask_scopes(base_url: str, token: str) -> tuple[Reply, frozenset[str]]:
    """Return whose a bot token is, and the scopes that Slack says it has."""
    reply = call_once(base_url, token, "auth.test")
    text = _header(reply.headers, "x-oauth-scopes", "")
    return reply, frozenset(scope.strip() for scope in text.split(",") if scope.strip())
