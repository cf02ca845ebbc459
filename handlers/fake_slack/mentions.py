"""Whom a payload would notify, so that tests can show that article text notifies nobody."""

import re
from collections.abc import Iterator
from typing import Any

_LIVE = re.compile(r"<(![^>]+|@[^>]+|#[^>]+)>")
_NOTIFYING = ("user", "usergroup", "broadcast")


def live_mentions(payload: dict[str, Any]) -> list[str]:
    """Return the live mentions of a message or view, in order.

    >>> live_mentions({"text": "hi <!here>", "blocks": []})
    ['!here']
    """
    text = payload.get("text")
    found = _LIVE.findall(text) if isinstance(text, str) else []
    return [*found, *_in_blocks(payload.get("blocks") or [])]


def _in_blocks(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _in_blocks(item)
    elif isinstance(value, dict):
        yield from _in_object(value)


def _in_object(item: dict[str, Any]) -> Iterator[str]:
    kind = item.get("type")
    if kind in _NOTIFYING:
        yield f"{kind}:{item.get('user_id') or item.get('usergroup_id') or item.get('range')}"
    elif kind in ("mrkdwn", "markdown"):
        yield from _LIVE.findall(item.get("text") or "")
    else:
        for key, value in item.items():
            if key != "text" or not isinstance(value, str):
                yield from _in_blocks(value)


def live_links(payload: dict[str, Any]) -> list[str]:
    """Return the addresses that a message links to."""
    found = re.findall(r"<(https?://[^|>]+)", str(payload.get("text") or ""))
    return [*found, *_links(payload.get("blocks") or [])]


def _links(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _links(item)
    elif isinstance(value, dict):
        if value.get("type") == "link" or value.get("type") == "button":
            yield from [value["url"]] if value.get("url") else []
        elif value.get("type") in ("mrkdwn", "markdown"):
            yield from re.findall(r"<(https?://[^|>]+)", value.get("text") or "")
        for item in value.values():
            yield from _links(item) if isinstance(item, (list, dict)) else []
