"""The fake Slack keeps Slack's own rules."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.fake_slack.delivery import Attempt, Delivery
from handlers.fake_slack.server import CLIENT_ID, CLIENT_SECRET, FakeSlack

HOME = {"type": "home", "blocks": [{"type": "divider"}]}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "A"}, "blocks": HOME["blocks"]}


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    return WebClient(slack.workspace.bot_token, base_url=slack.api_url)


def error_of(call: Callable[[], Any]) -> str:
    with pytest.raises(SlackApiError) as raised:
        call()
    name: str = raised.value.response["error"]
    return name


def test_a_trigger_opens_one_view_within_three_seconds(slack: FakeSlack, client: WebClient) -> None:
    trigger, late = (slack.workspace.new_trigger("U1") for _ in range(2))
    assert client.views_open(trigger_id=trigger, view=MODAL)["view"]["title"]["text"] == "A"
    assert error_of(lambda: client.views_open(trigger_id=trigger, view=MODAL)) == (
        "exchanged_trigger_id"
    )
    slack.clock.advance(3.1)
    assert error_of(lambda: client.views_open(trigger_id=late, view=MODAL)) == "expired_trigger_id"
    assert error_of(lambda: client.views_open(trigger_id="x", view=MODAL)) == "invalid_arguments"


def test_what_an_app_answered_is_told_whether_asked_for_before_or_after() -> None:
    told: list[str] = []
    delivery = Delivery("view_submission", {}, [Attempt(200, "", 0.1, "taken")])
    delivery.on_taken(told.append)
    delivery.finish()
    delivery.on_taken(told.append)
    assert told == ["taken", "taken"]


@pytest.mark.parametrize(
    ("channel", "error"),
    [("C9", "channel_not_found"), ("C3", "is_archived"), ("C4", "not_in_channel")],
)
def test_a_channel_that_cannot_be_posted_in_says_why(
    slack: FakeSlack, client: WebClient, channel: str, error: str
) -> None:
    slack.workspace.add_channel("C3", "old", is_archived=True)
    slack.workspace.add_channel("C4", "closed").members.clear()
    assert error_of(lambda: client.chat_postMessage(channel=channel, text="x")) == error


def test_a_scope_that_was_not_granted_is_missed(slack: FakeSlack, client: WebClient) -> None:
    slack.workspace.scopes -= {"channels:history", "users:read"}
    assert error_of(lambda: client.conversations_history(channel="C1")) == "missing_scope"
    assert error_of(lambda: client.users_info(user="U1")) == "missing_scope"
    assert client.conversations_history(channel="D1")["messages"] == []


def test_a_file_is_uploaded_in_three_steps_and_read_back(
    slack: FakeSlack, client: WebClient
) -> None:
    client.files_upload_v2(channel="C1", content=b"chart", filename="a.png", initial_comment="See")
    message = slack.workspace.from_bot("C1")[0]
    assert (message.text, [file["name"] for file in message.files]) == ("See", ["a.png"])


def test_a_code_is_exchanged_for_the_token_of_its_workspace(slack: FakeSlack) -> None:
    client = WebClient(base_url=slack.api_url)
    ids = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    answer = client.oauth_v2_access(code=f"code-{slack.workspace.team_id}", **ids)
    assert answer["access_token"] == slack.workspace.bot_token
    assert error_of(lambda: client.oauth_v2_access(code="other", **ids)) == "invalid_code"


def test_metadata_is_read_back_only_when_asked_for(slack: FakeSlack, client: WebClient) -> None:
    metadata = {"event_type": "post", "event_payload": {"key": "1"}}
    client.chat_postMessage(channel="C1", text="x", metadata=metadata)
    told = client.conversations_history(channel="C1", include_all_metadata=True)["messages"][0]
    untold = client.conversations_history(channel="C1")["messages"][0]
    assert (told["metadata"], "metadata" in untold) == (metadata, False)


def test_a_message_that_mentions_the_channel_is_noticed(
    slack: FakeSlack, client: WebClient
) -> None:
    client.chat_postMessage(channel="C1", text="<!channel> look")
    assert slack.workspace.notified == ["!channel"]
