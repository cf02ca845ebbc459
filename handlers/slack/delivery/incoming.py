"""What a person wrote, out of Slack's markup: plain words, and the links in it."""

import re
from dataclasses import dataclass

from store.terms import is_stop

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
