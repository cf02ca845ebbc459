"""The page of `copydesk demo --slack`, driven in headless Chromium."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from chromium import Browser
from selenium.webdriver.common.keys import Keys
from slack_harness import Start, until
from test_slack_modals import routes

from handlers.fake_slack.methods import call_method
from handlers.fake_slack.page import Look, Page
from handlers.fake_slack.server import FakeSlack
from handlers.fake_slack.workspace import Message


def text_of(words: str, kind: str = "plain_text") -> dict[str, Any]:
    return {"type": kind, "text": words}


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    look = Look(
        "U1",
        commands=[("/check", ""), ("/ask", "question")],
        shortcuts=[("check_message", "Check this message")],
    )
    made = FakeSlack(routes=lambda slack: Page(slack, look).routes())
    made.workspace.add_user("U1", "ann")
    made.workspace.add_channel("C1", "desk", "U1")
    made.workspace.add_channel("C2", "alerts", "U1")
    made.workspace.open_dm("U1")
    with made:
        yield made


def post(slack: FakeSlack, blocks: list[dict[str, Any]]) -> Message:
    space = slack.workspace
    message = Message("C1", space.new_ts(), space.bot_user_id, "x", blocks, is_bot=True)
    return space.add_message(message)


@pytest.fixture
def page(window: Browser, slack: FakeSlack) -> Iterator[Browser]:
    window.resize(1200, 800)
    window.go(slack.url)
    window.see("body[data-ready]")
    yield window
    assert [each.text for each in window.all(".unknown")] == []
    assert window.complaints() == []
    window.go("about:blank")


def write(page: Browser, text: str, box: str = "#write") -> None:
    page.see(f"{box} textarea").send_keys(text + Keys.ENTER)


def test_a_newcomer_asks_and_follows_up_in_the_thread(
    page: Browser, slack: FakeSlack, start: Start
) -> None:
    start(routes())
    write(page, "@copydesk when does the truce end?")
    assert "when does" in page.see("#log .message", "1 reply").text
    page.see("#replies .message", "10 November.")
    write(page, "who signed it?", "#reply")
    page.until(lambda: len(page.all("#replies .message")) == 4, "the follow-up's answer")
    assert slack.workspace.messages["C1"][0].text == "<@U0COPYDESK> when does the truce end?"


def test_a_modal_opens_keeps_what_was_typed_on_errors_and_closes(
    page: Browser, slack: FakeSlack, start: Start
) -> None:
    start(routes())
    write(page, "/check")
    page.see("dialog h2", "Check a draft")
    page.press("dialog button[type=submit]")
    assert page.see("dialog [role=alert]").text == "Paste the draft here."
    box = page.see("dialog textarea[aria-invalid]")
    assert box.get_attribute("aria-describedby") == page.see("dialog [role=alert]").get_attribute(
        "id"
    )
    box.send_keys("The truce ends on 10 November.")
    page.press("dialog button[type=submit]")
    page.until(lambda: not page.all("dialog[open]"), "the end of the modal")
    until(lambda: slack.workspace.from_bot("D1"))
    assert [m.text for m in slack.workspace.from_bot("D1")] == ["Nothing contradicts it."]


def test_a_message_shortcut_opens_a_modal(page: Browser, slack: FakeSlack, start: Start) -> None:
    start(routes())
    write(page, "a claim")
    page.press("#log .more summary")
    page.press("#log .items button", "Check this message")
    page.press("dialog .shut")


def test_what_the_app_cannot_be_told_is_said(page: Browser, slack: FakeSlack) -> None:
    write(page, "/nonsense")
    page.see("#notices", "/nonsense is not a valid command here.")
    write(page, "/check")  # the app is not running
    page.see("#notices", "/check failed: the app did not respond")


def test_work_under_way_has_a_stop_button(page: Browser, slack: FakeSlack) -> None:
    asked = slack.people.say("C1", "U1", "<@U0COPYDESK> everything, please")
    page.see("#log .message", "everything, please")
    place = {"channel_id": "C1", "thread_ts": asked.ts}
    call_method(slack.workspace, "agents.sessions.setStatus", {**place, "status": "processing"})
    page.see("#log .message", "Copydesk is working…")
    page.press("#log .below button", "Stop")
    page.until(lambda: slack.deliveries.log[-1].payload["event"].get("thread_ts"), "the event")
    event = slack.deliveries.log[-1].payload["event"]
    assert (event["type"], event["user"]) == ("agent_session_stopped", "U1")
    call_method(slack.workspace, "agents.sessions.setStatus", {**place, "status": "active"})
    page.until(lambda: not page.all("#log .status"), "the end of the status")


HOSTILE = "<img src=x onerror=alert(1)> <script>alert(1)</script> <!channel> & <b>x</b>"


def test_hostile_text_stays_text(page: Browser, slack: FakeSlack) -> None:
    span = {"type": "text", "text": HOSTILE}
    link = {"type": "link", "url": "javascript:alert(1)", "text": "a trap"}
    kinds = ("rich_text_section", "rich_text_quote")
    slack.workspace.files["F1"] = {"id": "F1", "content": b"\x89PNG"}
    post(slack, [
        {"type": "header", "text": text_of(HOSTILE)},
        {"type": "rich_text", "elements": [{"type": k, "elements": [span, link]} for k in kinds]},
        {"type": "image", "slack_file": {"id": "F1"}, "title": text_of(HOSTILE), "alt_text": "x"},
    ])  # fmt: skip
    shown = page.see("#log .message", "a trap")
    assert shown.text.count(HOSTILE) == 4
    assert page.all("#log img:not(.picture img), #log script, #log a") == []


def test_the_page_fits_a_telephone_in_the_dark(page: Browser, slack: FakeSlack) -> None:
    page.resize(400, 800)
    page.prefer("dark")
    words = "w" * 3000
    post(slack, [{"type": "header", "text": text_of(words)}])
    page.see("#log .message", "www")
    wide = "return [document.documentElement.scrollWidth, getComputedStyle(document.body).color]"
    assert page.run(wide) == [400, "rgb(228, 227, 228)"]
    page.press("#menu")
    page.press("#channels button", "alerts")
    page.see("#place", "# alerts")
    page.prefer("light")


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {"Host": "copydesk.example"}),
        ("/page/live", {"Host": "copydesk.example"}),
        ("/page/do/say", {}),
        ("/page/upload?name=a.txt&channel=C1", {}),
    ],
)
def test_other_sites_reach_nothing(slack: FakeSlack, path: str, headers: dict[str, str]) -> None:
    body = b"{}" if "/do/" in path or "upload" in path else None
    request = urllib.request.Request(slack.url + path, body, headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 403
    assert slack.workspace.messages == {"C1": [], "C2": [], "D1": []}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("do/say", b'{"channel": "C9", "text": "x"}'),
        ("do/click", b'{"channel": "C1", "ts": "1.0", "action_id": "x", "block": 0}'),
        ("do/click_view", b'{"view": "V9", "action_id": "x", "block": 0}'),
        ("do/control", b'{"number": 7}'),
        ("do/say", b"[]"),
        ("do/say", b"["),
        ("upload?name=a.txt", b"x"),
        ("upload?name=a.txt&channel=C9", b"x"),
    ],
)
def test_what_is_not_there_is_refused(slack: FakeSlack, path: str, body: bytes) -> None:
    headers = {"X-Copydesk-Page": "1"}
    request = urllib.request.Request(f"{slack.url}/page/{path}", body, headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert (refused.value.code, refused.value.read()) == (400, b"That is no longer there.")


def test_a_file_is_handed_to_the_app_and_never_shown_as_a_page(slack: FakeSlack) -> None:
    headers = {"X-Copydesk-Page": "1"}
    url = f"{slack.url}/page/upload?name=../note.html&channel=D1"
    urllib.request.urlopen(urllib.request.Request(url, b"<script>alert(1)</script>", headers))
    file = slack.workspace.messages["D1"][0].files[0]
    assert (file["name"], file["filetype"]) == ("note.html", "html")
    with urllib.request.urlopen(f"{slack.url}/page/files/{file['id']}") as answer:
        assert answer.headers["Content-Type"] == "application/octet-stream"
