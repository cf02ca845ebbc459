"""Whom a message notifies and where it links, so that it can be shown that quotes do neither."""

import re
from typing import Any

from handlers.fake_slack.limits import objects_in

_LIVE = re.compile(r"<(![^>]+|@[^>]+|#[^>]+)>")
_LINK = re.compile(r"<(https?://[^|>]+)")


def live_mentions(payload: dict[str, Any]) -> list[str]:
    """Return whom a message notifies, in order."""
    named = [
        f"{item['type']}:{item.get('user_id') or item.get('usergroup_id')}"
        for item in objects_in(payload.get("blocks") or [])
        if item.get("type") in ("user", "usergroup")
    ]
    return [*_LIVE.findall(str(payload.get("text") or "")), *named]


def live_links(payload: dict[str, Any]) -> list[str]:
    """Return the addresses that a message links to."""
    linked = [
        str(item["url"])
        for item in objects_in(payload.get("blocks") or [])
        if item.get("type") in ("link", "button") and item.get("url")
    ]
    return [*_LINK.findall(str(payload.get("text") or "")), *linked]
