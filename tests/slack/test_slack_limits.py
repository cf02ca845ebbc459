"""The fake Slack refuses what Slack refuses."""

from typing import Any

import pytest
from live import live_links, live_mentions

from handlers.fake_slack.limits import check_message, check_view

Json = dict[str, Any]


def text(length: int = 3, kind: str = "plain_text") -> Json:
    return {"type": kind, "text": "x" * length}


def small(length: int = 3) -> Json:
    return {"type": "context", "elements": [text(length)]}


def row(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> Json:
    return {"type": "button", "text": text(), "action_id": "a", **more}


def rich(*spans: Json) -> Json:
    paragraph = {"type": "rich_text_section", "elements": list(spans)}
    return {"type": "rich_text", "elements": [paragraph]}


GOOD = {
    "header": [{"type": "header", "text": text(150)}],
    "divider": [{"type": "divider"}],
    "context": [{"type": "context", "elements": [text()] * 10}],
    "actions": [row(*[button(action_id=str(n)) for n in range(25)])],
    "rich_text": [rich({"type": "text", "text": "<!channel>"})],
    "image": [{"type": "image", "slack_file": {"id": "F1"}, "title": text(), "alt_text": "a"}],
    "fifty blocks": [small() for _ in range(50)],
}
BAD: dict[str, list[Json]] = {
    "blocks[0] context: element of 3001 characters, 1 to 3000": [small(3001)],
    "blocks[0] context: element of 0 characters, 1 to 3000": [small(0)],
    "blocks[0] header: text of 151 characters, 1 to 150": [{"type": "header", "text": text(151)}],
    "blocks[0] header: text of type 'mrkdwn', not plain_text": [
        {"type": "header", "text": text(3, "mrkdwn")}
    ],
    "blocks[0] context: 11 elements, 1 to 10": [{"type": "context", "elements": [text()] * 11}],
    "blocks[0] actions: 26 elements, 1 to 25": [
        row(*[button(action_id=str(n)) for n in range(26)])
    ],
    "blocks[0] actions: an action_id is used twice": [row(button(), button())],
    "blocks[0] actions: text of 76 characters, 1 to 75": [row(button(text=text(76)))],
    "blocks[0] actions: value of 2001 characters, 0 to 2000": [row(button(value="x" * 2001))],
    "blocks: 51 blocks, at most 50": [small() for _ in range(51)],
    "blocks[0] rich_text: text of 0 characters, 1 to 13200": [rich({"type": "text", "text": ""})],
    "message: blocks of 15000 characters together, at most 13200": [small(3000)] * 5,
    "blocks[1] divider: block_id 'd' used twice": [{"type": "divider", "block_id": "d"}] * 2,
    "blocks[0] carousel: unknown type 'carousel'": [{"type": "carousel"}],
}


@pytest.mark.parametrize("blocks", GOOD.values(), ids=GOOD)
def test_a_message_within_the_limits_is_taken(blocks: list[Json]) -> None:
    assert check_message({"text": "x", "blocks": blocks}) == []


@pytest.mark.parametrize("problem", BAD)
def test_a_message_over_a_limit_is_refused(problem: str) -> None:
    assert check_message({"text": "x", "blocks": BAD[problem]}) == [problem]


def test_a_message_needs_a_text() -> None:
    told = "message: has no text, which notifications and screen readers need"
    assert check_message({"blocks": [small()]}) == [told]


FIELD = {"type": "input", "label": text(), "element": {"type": "plain_text_input"}}


@pytest.mark.parametrize(
    ("view", "problems"),
    [
        ({}, []),
        ({"title": text(25)}, ["view: title of 25 characters, 1 to 24"]),
        ({"private_metadata": "x" * 3001},
         ["view: private_metadata of 3001 characters, 0 to 3000"]),
        ({"blocks": [FIELD]}, ["view: has an input block and no submit"]),
        ({"type": "page"}, ["view: type 'page' is neither modal nor home"]),
        ({"blocks": [small() for _ in range(101)]}, ["blocks: 101 blocks, at most 100"]),
    ],
    ids=["good", "title", "private_metadata", "no submit", "type", "blocks"],
)  # fmt: skip
def test_a_view_is_held_to_its_limits(view: Json, problems: list[str]) -> None:
    assert check_view({"type": "modal", "title": text(), "blocks": [], **view}) == problems


def test_live_mentions_and_links_are_seen_wherever_they_are() -> None:
    payload = {
        "text": "<!here> see <http://a.example|a>",
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": "<@U3>"}},
            rich({"type": "text", "text": "<@U4>"}, {"type": "user", "user_id": "U5"}),
            rich({"type": "link", "url": "https://b.example", "text": "<@U6>"}),
        ],
    }
    assert live_mentions(payload) == ["!here", "user:U5"]
    assert live_links(payload) == ["http://a.example", "https://b.example"]
