"""Reading what Slack sends: one value for all that happens, and the plain words in it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from store.terms import is_stop

Json = Mapping[str, Any]
Kind = Literal[
    "message",  # name: mention, dm or thread (a follow-up in a thread that we are in)
    "edited",
    "deleted",
    "command",  # name: /copydesk
    "action",  # name: the action_id
    "submission",  # name: the callback_id of the view
    "closed",
    "shortcut",  # name: the callback_id
    "home",  # name: the tab
    "event",  # any other; name: its type
]

_SUBTYPES = (None, "file_share", "thread_broadcast")
_INTERACTIONS: dict[str, Kind] = {
    "block_actions": "action",
    "view_submission": "submission",
    "view_closed": "closed",
    "message_action": "shortcut",
    "shortcut": "shortcut",
}


@dataclass(frozen=True)
class Event:
    """Something a person did in Slack that concerns us.

    `thread_ts` is the root of the thread to answer in; `ts` is the message it is about.
    """

    event_id: str
    kind: Kind
    name: str
    team_id: str
    user_id: str | None = None
    user_team_id: str | None = None
    channel_id: str | None = None
    ts: str | None = None
    thread_ts: str | None = None
    text: str = ""
    trigger_id: str | None = None
    response_url: str | None = None
    payload: Json = field(default_factory=dict)

    @property
    def is_outside(self) -> bool:
        """Say whether the person belongs to another organisation (Slack Connect)."""
        return self.user_team_id not in (None, self.team_id)

    @property
    def is_of_bot(self) -> bool:
        """Say whether a bot said it; with a bot nobody talks on and on."""
        return bool((self.payload.get("event") or {}).get("bot_id"))

    @property
    def lane(self) -> str:
        """Return what is worked on in order: a thread, or the event alone."""
        if self.channel_id and self.thread_ts:
            return f"{self.team_id}:{self.channel_id}:{self.thread_ts}"
        return self.event_id

    @property
    def message_key(self) -> str | None:
        """Return the message that this is, as a mention arrives as two events."""
        if self.kind != "message":
            return None
        return f"{self.team_id}:{self.channel_id}:{self.ts}"


def read_event(
    body: Json, bot_user_id: str | None, allowed_bots: Collection[str] = ()
) -> Event | None:
    """Return what the payload says; None for what is never ours: bots, joins, unfurls.

    A bot that is allowed is heard where it speaks to us, and never in talk that goes on.
    """
    if body.get("type") == "event_callback":
        return _read_callback(body, _own_id(body) or bot_user_id, allowed_bots)
    if "command" in body:
        return _read_command(body)
    if body.get("type") in _INTERACTIONS:
        return _read_interaction(body, _INTERACTIONS[body["type"]])
    return None


def _own_id(body: Json) -> str | None:
    bots = (each for each in body.get("authorizations") or [] if each.get("is_bot"))
    return next((bot.get("user_id") for bot in bots), None)


def _read_callback(body: Json, own_id: str | None, allowed: Collection[str]) -> Event | None:
    event = body["event"]
    if own_id and event.get("user") == own_id:
        return None
    if event.get("bot_id"):
        heard = _read_message(body, own_id) if _is_allowed(event, allowed) else None
        return heard if heard and heard.name != "thread" else None
    if event["type"] == "app_home_opened":
        return _other(body, "home", event.get("tab", "home"))
    if event["type"] not in ("message", "app_mention"):
        return _other(body, "event", event["type"])
    subtype = event.get("subtype")
    if subtype == "message_changed":
        return _read_edit(body)
    if subtype == "message_deleted":
        return _read_deletion(body)
    return _read_message(body, own_id) if subtype in _SUBTYPES else None


def _is_allowed(event: Json, allowed: Collection[str]) -> bool:
    is_said = event["type"] in ("message", "app_mention")
    subtype = event.get("subtype")
    return event["bot_id"] in allowed and is_said and subtype in (*_SUBTYPES, "bot_message")


def _read_message(body: Json, own_id: str | None) -> Event | None:
    event = body["event"]
    text = event.get("text") or ""
    is_mention = event["type"] == "app_mention" or (own_id and f"<@{own_id}>" in text)
    is_dm = event.get("channel_type") == "im"
    name = "dm" if is_dm else "mention" if is_mention else "thread"
    user_team_id = event.get("user_team") or event.get("team")
    return replace(_about(body, "message", event, text), name=name, user_team_id=user_team_id)


def _team_id(body: Json) -> str:
    # In a shared channel `team_id` may be the other side's; the authorization is ours.
    bots = body.get("authorizations") or [{}]
    return str(bots[0].get("team_id") or body.get("team_id") or "")


def _read_edit(body: Json) -> Event | None:
    event = body["event"]
    message, before = event.get("message") or {}, event.get("previous_message") or {}
    if message.get("bot_id") or message.get("text") == before.get("text"):
        return None  # an unfurled link, or a message of a bot, ours among them
    return _about(body, "edited", message, message.get("text") or "")


def _read_deletion(body: Json) -> Event | None:
    before = body["event"].get("previous_message") or {}
    if before.get("bot_id"):
        return None
    return _about(body, "deleted", {"ts": body["event"].get("deleted_ts"), **before}, "")


def _about(body: Json, kind: Kind, message: Json, text: str) -> Event:
    return Event(
        event_id=body["event_id"],
        kind=kind,
        name="message",
        team_id=_team_id(body),
        user_id=message.get("user"),
        channel_id=body["event"]["channel"],
        ts=message["ts"],
        thread_ts=message.get("thread_ts") or message["ts"],
        text=text,
        payload=body,
    )


def _other(body: Json, kind: Kind, name: str) -> Event:
    event = body["event"]
    user, channel = event.get("user"), event.get("channel")
    thread_ts = event.get("thread_ts")
    return Event(
        event_id=body["event_id"],
        kind=kind,
        name=name,
        team_id=_team_id(body),
        user_id=user if isinstance(user, str) else None,
        channel_id=channel if isinstance(channel, str) else None,
        thread_ts=thread_ts if isinstance(thread_ts, str) else None,
        payload=body,
    )


def _read_command(body: Json) -> Event:
    return Event(
        event_id=f"command:{body['trigger_id']}",
        kind="command",
        name=body["command"],
        team_id=body["team_id"],
        user_id=body["user_id"],
        channel_id=body["channel_id"],
        text=body.get("text") or "",
        trigger_id=body["trigger_id"],
        response_url=body["response_url"],
        payload=body,
    )


def _read_interaction(body: Json, kind: Kind) -> Event:
    user, message = body.get("user") or {}, body.get("message") or {}
    actions = body.get("actions") or [{}]
    callback_id = body.get("callback_id") or (body.get("view") or {}).get("callback_id")
    once = body.get("trigger_id") or (body.get("view") or {}).get("hash")
    return Event(
        event_id=f"{kind}:{once}",
        kind=kind,
        name=actions[0].get("action_id") if kind == "action" else callback_id or "",
        team_id=(body.get("team") or {}).get("id") or user.get("team_id") or "",
        user_id=user.get("id"),
        user_team_id=user.get("team_id"),
        channel_id=(body.get("channel") or {}).get("id"),
        ts=message.get("ts") or (body.get("container") or {}).get("message_ts"),
        thread_ts=message.get("thread_ts") or message.get("ts"),
        text=str(actions[0].get("value") or ""),
        trigger_id=body.get("trigger_id"),
        response_url=body.get("response_url"),
        payload=body,
    )


_MARKUP = re.compile(r"<(?P<inside>[^<>]*)>")
_EMOJI = re.compile(r"(?<!\w):[a-z0-9_+'-]+:(?!\w)")
_NAMED = re.compile(r"(?<![\w@<])@(\w[\w.-]*\w)")
"""Somebody named by hand, whom Slack did not find."""

_CALLING = re.compile(r"(?:^|(?<=[.?!,;]))\s*(?P<word>\w{1,3})[:,]?\s+(?=<@[^>]*>|@\w)")
"""A short word that only calls people: "cc @anna"."""

_CODE = re.compile(r"`+")
"""Marks of code, in which people paste what they ask."""

_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True)
class Said:
    """What was written: `words` without mentions, links and emoji."""

    words: str
    links: tuple[str, ...]
    mentions: tuple[str, ...]
    has_emoji: bool = False


def read_said(text: str, own_id: str | None = None) -> Said:
    """Return what a message says.

    https://docs.slack.dev/messaging/formatting-message-text/#retrieving-messages

    >>> said = read_said("<@U0> is <https://a.example/b|this> true &amp; signed? cc @anna", "U0")
    >>> said.words, said.links, said.mentions
    ('is this true & signed?', ('https://a.example/b',), ('anna',))
    """
    links: list[str] = []
    mentions: list[str] = []

    def plain(match: re.Match[str]) -> str:
        target, _, label = match["inside"].partition("|")
        if target.startswith(("http://", "https://")):
            links.append(unescape(target))
            return label if label and label not in target else ""
        if target.startswith("@"):
            if target[1:] != own_id:
                mentions.append(target[1:])
            return label
        return label or target.lstrip("#!")

    text, emoji = _EMOJI.subn(" ", _CALLING.sub(_without_call, _CODE.sub(" ", text)))
    mentions += _NAMED.findall(text)
    words = " ".join(unescape(_MARKUP.sub(plain, _NAMED.sub("", text))).split())
    return Said(words, tuple(dict.fromkeys(links)), tuple(dict.fromkeys(mentions)), emoji > 0)


def _without_call(match: re.Match[str]) -> str:
    return match.group() if is_stop(match["word"].lower()) else " "


def unescape(text: str) -> str:
    """Return a text as it was typed.

    >>> unescape("Q&amp;A &lt;live&gt;")
    'Q&A <live>'
    """
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text
