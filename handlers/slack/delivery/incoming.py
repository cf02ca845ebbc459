"""What a person wrote, out of Slack's markup: plain words, and the links in it."""

import re
from dataclasses import dataclass

_MARKUP = re.compile(r"<(?P<inside>[^<>]*)>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True)
class Said:
    """What was written: `words` without the mention of us, links taken out of it."""

    words: str
    links: tuple[str, ...]
    mentions: tuple[str, ...]


def read_said(text: str, own_id: str | None = None) -> Said:
    """Return what a message says.

    https://docs.slack.dev/messaging/formatting-message-text/#retrieving-messages

    >>> read_said("<@U0COPYDESK> is <https://a.example/b|this> true &amp; signed?", "U0COPYDESK")
    Said(words='is this true & signed?', links=('https://a.example/b',), mentions=())
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

    words = " ".join(unescape(_MARKUP.sub(plain, text)).split())
    return Said(words, tuple(dict.fromkeys(links)), tuple(dict.fromkeys(mentions)))


def unescape(text: str) -> str:
    """Return a text as it was typed.

    >>> unescape("Q&amp;A &lt;live&gt;")
    'Q&A <live>'
    """
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text
