"""`copydesk demo --slack`: a newcomer asks, presses, opens a modal and watches an alert come in."""

from collections.abc import Iterator

import pytest
from chromium import Browser
from selenium.webdriver.common.keys import Keys

from bot.ask.asker import NetworkAsker
from handlers.cli.demo_slack import open_slack_demo
from handlers.fake_slack.server import FakeSlack
from store.errors import CopydeskError


@pytest.fixture(scope="module")
def demo() -> Iterator[FakeSlack]:
    with open_slack_demo(NetworkAsker()) as demo:
        yield demo


@pytest.fixture
def page(window: Browser, demo: FakeSlack) -> Iterator[Browser]:
    window.resize(1280, 860)
    window.go(demo.url)
    window.see("body[data-ready]")
    yield window
    assert [each.text for each in window.all(".unknown")] == []
    assert window.complaints() == []
    window.go("about:blank")


def test_a_question_is_asked_and_its_buttons_work(page: Browser) -> None:
    page.press(".offers button", "mayor of Port Lenna")
    card = page.see("#replies .message", "The sources disagree")
    assert "Dora Winsel" in card.text
    assert "Paul Ekholm" in card.text
    page.press("#replies button", "Not helpful")
    page.see("#replies button[aria-pressed]", "Not helpful")
    page.see("#replies .ephemeral", "noted as not helpful")


def test_an_alert_comes_in_and_is_decided(page: Browser) -> None:
    page.press(".control", "Let an article come in")
    page.press("#channels .unread", "alerts")
    page.press("#log button", "Not a conflict")
    page.until(lambda: not page.all("#log button.primary"), "the decision")
    page.see("#log .message", "you")


def test_the_home_tab_opens_a_modal_that_can_be_submitted(page: Browser) -> None:
    page.press("#apps button", "Copydesk")
    page.see("#home", "Open conflicts")
    page.press("#home button", "Settings")
    page.press("dialog button[type=submit]")
    page.until(lambda: not page.all("dialog[open]"), "the end of the modal")


def test_a_draft_is_checked_in_a_modal(page: Browser) -> None:
    page.see("#write textarea").send_keys(f"/copydesk check{Keys.ENTER}")
    page.see("dialog textarea").send_keys("The mayor of Port Lenna is Paul Ekholm.")
    page.press("dialog button[type=submit]")
    page.see("dialog", "Every sentence with its quotes")
    page.press("dialog footer button")
    page.until(lambda: not page.all("dialog[open]"), "the end of the modal")
    page.press("#apps .unread", "Copydesk")
    page.see("#log .message", "Paul Ekholm")


def test_the_messages_tab_offers_what_to_ask(page: Browser) -> None:
    page.press("#apps button", "Copydesk")
    page.see("#tab-home").send_keys(Keys.ARROW_RIGHT)
    page.press(".offers button", "What can you do?")
    page.see("#replies .message", "/copydesk")


def test_a_port_that_is_taken_is_said(demo: FakeSlack) -> None:
    port = int(demo.url.rpartition(":")[2])
    with pytest.raises(CopydeskError, match=f"Port {port} of this machine is taken"):
        open_slack_demo(NetworkAsker(), port).__enter__()
