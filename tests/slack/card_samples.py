"""What stands on the lines of cards, and what all cards are held to."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from answer_samples import CITED, side
from live import live_links, live_mentions

from bot.ask.answer import Value
from handlers.fake_slack.limits import check_message
from handlers.slack.cards.blocks import is_linkable
from handlers.slack.delivery.poster import Message


def spoken(quote: str, speaker: str, article_id: str) -> Value:
    cited = replace(
        CITED, article_id=article_id, quote=quote, wording=quote, speaker=speaker, value_start=200,
        end=200 + len(quote), value_end=200 + len(quote),
    )  # fmt: skip
    return replace(side(quote, cited), kind="quote")


def lines(*messages: Message) -> list[str]:
    """Return what stands on each line of some cards."""
    return [line for message in messages for block in message.blocks for line in _lines(block)]


def _lines(block: dict[str, Any]) -> Iterator[str]:
    if block["type"] == "header":
        yield block["text"]["text"]
    elif block["type"] == "context":
        yield from (element["text"] for element in block["elements"])
    elif block["type"] in ("rich_text", "rich_text_list"):
        for element in block["elements"]:
            yield from _lines(element)
    elif block["type"] in ("rich_text_section", "rich_text_quote"):
        yield "".join(span.get("text", "") for span in block["elements"])


def held(messages: Iterable[Message], *urls: str | None) -> None:
    """Hold cards to Slack's limits, to notifying nobody, and to links to these addresses alone."""
    for message in messages:
        payload = {"text": message.text, "blocks": list(message.blocks)}
        assert check_message(payload) == []
        assert live_mentions(payload) == []
        assert set(live_links(payload)) <= {url for url in urls if url and is_linkable(url)}
        json.dumps(payload).encode()


def spans(value: object) -> list[str]:
    """Return the words of all spans within blocks."""
    if isinstance(value, (list, tuple)):
        return [text for item in value for text in spans(item)]
    if not isinstance(value, dict):
        return []
    if value.get("type") == "text":
        return [value["text"]]
    return [text for item in value.values() for text in spans(item)]
