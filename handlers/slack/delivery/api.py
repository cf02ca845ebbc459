"""Calling the Web API of a workspace: every failure comes back as a value that says what to do."""

import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.settings import SLACK_API
from handlers.logs import quiet

if TYPE_CHECKING:
    from store.installations import Installation  # it pulls in what seals tokens


@dataclass(frozen=True)
class Workspace:
    """A workspace with the bot's token there; the ids are None until Slack told them."""

    team_id: str
    bot_token: str
    bot_user_id: str | None = None
    bot_id: str | None = None


FindWorkspace = Callable[[str], "Workspace | Installation | None"]


def single_workspace(bot_token: str) -> FindWorkspace:
    """Return a finder for an app installed in one workspace by its own token."""
    return lambda team_id: Workspace(team_id, bot_token)


Json = Mapping[str, Any]

MOST_BYTES = 20_000_000
# At DEBUG the client logs every message that is posted; its errors come back as values.
_log = quiet("copydesk.slack.client")
SIGN_IN = b"slack.com/signin"
TRIES = 3
# The app can no longer post there: https://docs.slack.dev/reference/methods/chat.postMessage
GONE = frozenset({
    "account_inactive", "channel_not_found", "invalid_auth", "is_archived", "is_inactive",
    "not_authed", "not_in_channel", "org_login_required", "restricted_action", "token_expired",
    "token_revoked", "user_disabled",
})  # fmt: skip
# Methods that read take no JSON: https://docs.slack.dev/apis/web-api/#post_bodies
_READS = (
    "conversations.history", "conversations.replies", "usergroups.users.list", "users.info",
)  # fmt: skip
_PASSING = frozenset({
    "fatal_error", "internal_error", "ratelimited", "rate_limited", "request_timeout",
    "service_unavailable", "team_added_to_org",
})  # fmt: skip
_OF_URL = ("used_url", "expired_url", "invalid_blocks")
"""What a response_url says in its text where it takes nothing."""


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
        on_reply: Callable[[str, Reply], None] = lambda method, reply: None,
    ) -> None:
        self._find, self._base_url, self._timeout = find_workspace, base_url, timeout
        self._on_reply = on_reply
        self._opener = urllib.request.build_opener(WithinSlack(base_url))

    def call(self, team_id: str, method: str, /, **arguments: Any) -> Reply:
        """Call a method once."""
        sent = {key: value for key, value in arguments.items() if value is not None}
        if method.startswith(_READS):
            return self._ask(
                team_id, method, lambda c: c.api_call(method, http_verb="GET", params=sent)
            )
        return self._ask(team_id, method, lambda c: c.api_call(method, json=sent))

    def call_patiently(self, team_id: str, method: str, /, **arguments: Any) -> Reply:
        """Call a method, again after a rest when trying again may help."""
        return _patiently(lambda: self.call(team_id, method, **arguments))

    def upload(self, team_id: str, name: str, content: bytes, title: str) -> Reply:
        """Hand a file over, which nobody sees before a message shows it; the reply has its id."""

        def send(client: WebClient) -> SlackResponse:
            return client.files_upload_v2(filename=name, content=content, title=title)

        reply = _patiently(lambda: self._ask(team_id, "files.upload", send))
        return Reply({"file_id": reply.data["files"][0]["id"]}) if reply.is_ok else reply

    def _ask(self, team_id: str, method: str, call: Callable[[WebClient], SlackResponse]) -> Reply:
        workspace, reply = self._find(team_id), Reply(error="token_revoked")
        if workspace is not None:
            client = _client(workspace.bot_token, self._base_url, self._timeout)
            reply = _answered(lambda: call(client))
        self._on_reply(method, reply)
        return reply

    def respond(self, url: str, message: Json) -> Reply:
        """Post to a response_url, which takes five messages in half an hour."""
        client = WebhookClient(url, self._timeout, logger=_log, retry_handlers=[])
        reply = _answered(lambda: client.send_dict(dict(message)))
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


def _is_slacks(url: str, base_url: str) -> bool:
    host = urllib.parse.urlsplit(url).hostname or ""
    if host == urllib.parse.urlsplit(base_url).hostname:
        return True
    return url.startswith("https://") and (host == "slack.com" or host.endswith(".slack.com"))


def _client(token: str, base_url: str, timeout: int = 30) -> WebClient:
    return WebClient(token, base_url=base_url, timeout=timeout, logger=_log, retry_handlers=[])


def _answered(call: Callable[[], SlackResponse | WebhookResponse]) -> Reply:
    """Return what Slack answers to a call, or why it does not."""
    try:
        answer = call()
    except SlackApiError as error:
        answer = error.response
    except (OSError, SlackClientError, ValueError) as error:
        name = f"unreached_{type(error).__name__}"
        return Reply({}, name, is_passing=True, is_uncertain=True)
    if isinstance(answer, WebhookResponse):
        said = next((name for name in _OF_URL if name in answer.body), None)
        return _read(answer.status_code, answer.headers, {}, said)
    data = answer.data if isinstance(answer.data, dict) else {}
    return _read(answer.status_code, answer.headers, data, data.get("error"))


def _read(status: int, headers: Json, data: Json, said: str | None) -> Reply:
    if status == 429:
        return Reply(data, "ratelimited", _retry_after(headers), is_passing=True)
    if status >= 500:
        return Reply(data, f"http_{status}", is_passing=True, is_uncertain=True)
    if status == 200 and said is None:
        return Reply(data, headers=headers)
    is_passing = said in _PASSING
    return Reply(data, said or f"http_{status}", is_passing=is_passing, is_uncertain=is_passing)


def _patiently(call: Callable[[], Reply]) -> Reply:
    reply = call()
    for number in range(1, TRIES):
        if not reply.is_passing:
            break
        time.sleep(reply.retry_after or 0.25 * 2**number)
        reply = call()
    return reply


def _header(headers: Mapping[str, Any], name: str, otherwise: str) -> str:
    value = next((v for k, v in headers.items() if k.lower() == name), otherwise)
    return str(value[0] if isinstance(value, list) else value)


def _retry_after(headers: Mapping[str, Any]) -> float:
    try:
        return max(float(_header(headers, "retry-after", "1")), 0.0)
    except ValueError:
        return 1.0


def call_once(base_url: str, token: str, method: str) -> Reply:
    """Call a method with a token that belongs to no workspace yet."""
    client = _client(token, base_url)
    return _answered(lambda: client.api_call(method))


def ask_scopes(base_url: str, token: str) -> tuple[Reply, frozenset[str]]:
    """Return whose a bot token is, and the scopes that Slack says it has."""
    reply = call_once(base_url, token, "auth.test")
    text = _header(reply.headers, "x-oauth-scopes", "")
    return reply, frozenset(scope.strip() for scope in text.split(",") if scope.strip())
