"""Makes docs/screenshots/*.png from `copydesk demo --slack`, in headless Chromium."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from bot.ask.asker import NetworkAsker
from handlers.cli.demo_slack import open_slack_demo
from tests.chromium import Browser, find_browser, open_browser

FOLDER = Path(__file__).parent / "screenshots"
WIDTH, HEIGHT, HOME_HEIGHT = 1180, 800, 1020
TALL = 1800
"""A window so high that a long answer is seen whole."""

MOST_BYTES = 200_000
DRAFT = "The truce that Caldria and Sorvena signed at Hallmouth expires on 18 November."
LAST = "#replies .message:last-child"


def ask(browser: Browser, text: str, awaited: str) -> WebElement:
    """Write in the channel, wait until the answer stands in its thread, and return that."""
    browser.see("#write textarea").send_keys(f"@copydesk {text}{Keys.ENTER}")
    return browser.see(LAST, awaited, seconds=60)


def window(browser: Browser) -> bytes:
    """Show the page with a question and the thread of its answer."""
    browser.resize(WIDTH, HEIGHT)
    ask(browser, "Who is the Sorvenan foreign minister?", "The sources disagree")
    return browser.driver.get_screenshot_as_png()


def answer_card(browser: Browser) -> bytes:
    """Show an answer on which the sources agree."""
    return ask(browser, "When does the truce expire?", "18 November").screenshot_as_png


def disagreement_card(browser: Browser) -> bytes:
    """Show an answer on which the sources disagree."""
    return ask(browser, "Who is the mayor of Port Lenna?", "The sources disagree").screenshot_as_png


def alert(browser: Browser) -> bytes:
    """Show an alert that came with an article."""
    browser.resize(WIDTH, HEIGHT)
    browser.press("#channels button", "alerts")
    browser.press(".control")
    browser.see("#log .message button", "Confirm", seconds=60)
    browser.until(lambda: not browser.all("#notices p"), "the end of the notice")
    return browser.see("#log .message:last-child").screenshot_as_png


def home(browser: Browser) -> bytes:
    """Show the Home tab."""
    browser.resize(WIDTH, HOME_HEIGHT)
    browser.press("#apps button", "Copydesk")
    browser.see("#home .block", seconds=60)
    return browser.driver.get_screenshot_as_png()


def modal(browser: Browser) -> bytes:
    """Show the modal into which a draft is pasted to be checked."""
    browser.press("#channels button", "newsdesk")
    browser.see("#write textarea").send_keys(f"/copydesk check{Keys.ENTER}")
    browser.see("dialog textarea", seconds=60).send_keys(DRAFT)
    return browser.see("dialog").screenshot_as_png


SCENES: dict[str, Callable[[Browser], bytes]] = {
    "window": window,
    "answer": answer_card,
    "disagreement": disagreement_card,
    "alert": alert,
    "home": home,
    "modal": modal,
}


def main(names: list[str]) -> int:
    """Make all pictures, or those named; they follow one another in one workspace."""
    found = find_browser()
    if isinstance(found, str):
        print(f"No pictures: {found}", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as profile,
        open_slack_demo(NetworkAsker()) as demo,
        open_browser(*found, Path(profile)) as browser,
    ):
        browser.go(demo.url)
        browser.see("body[data-ready]")
        for name in names or SCENES:
            browser.resize(WIDTH, TALL)
            save(name, SCENES[name](browser))
    return 0


def save(name: str, picture: bytes) -> None:
    """Write a picture and say how large it is; one that is too large for a README fails."""
    path = FOLDER / f"{name}.png"
    path.write_bytes(picture)
    print(f"{path.relative_to(FOLDER.parent.parent)}  {len(picture) // 1000} kB")
    if len(picture) > MOST_BYTES:
        raise SystemExit(f"{path} has {len(picture)} bytes, more than {MOST_BYTES}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
