"""Makes docs/screenshots/*.png from `copydesk demo --slack`, in headless Chromium."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.ask.asker import ReaderAsker
from handlers.cli.demo_slack import open_slack_demo
from handlers.fake_slack.browser import ENTER, Browser, find_browser, open_browser

FOLDER = Path(__file__).parent / "screenshots"
WIDTH, HEIGHT = 1120, 780
MOST_BYTES = 200_000


def ask(browser: Browser, question: str, awaited: str) -> None:
    """Ask in the channel and wait until the answer stands in its thread."""
    browser.see("#write textarea").type(f"@copydesk {question}{ENTER}")
    browser.see("#replies .message:last-child", awaited, seconds=60)


def answer_card(browser: Browser) -> None:
    """Show an answer on which the sources agree."""
    ask(browser, "When does the truce expire?", "Helpful")


def disagreement_card(browser: Browser) -> None:
    """Show an answer on which the sources disagree."""
    ask(browser, "Who is the mayor of Port Lenna?", "The sources disagree")


def timeline(browser: Browser) -> None:
    """Show the picture of a timeline."""
    browser.see("#write textarea").type(f"@copydesk timeline Corrie Belle{ENTER}")
    browser.see("#replies .message:last-child img", seconds=60)
    browser.run("document.querySelector('#replies .message:last-child').scrollIntoView()")


def alert(browser: Browser) -> None:
    """Show an alert that came with an article."""
    browser.see("#channels button", "alerts").click()
    browser.see(".control").click()
    browser.see("#log .message button", "Confirm", seconds=60)
    browser.until(lambda: not browser.all("#notices p"), "the end of the notice")


def home(browser: Browser) -> None:
    """Show the Home tab."""
    browser.see("#apps button", "Copydesk").click()
    browser.see("#home .block", seconds=60)


def modal(browser: Browser) -> None:
    """Show the modal in which a subscription is set, opened from the Home tab."""
    browser.see("#home button", "Settings").click()
    browser.see("dialog button[type=submit]", seconds=60)


SCENES: dict[str, Callable[[Browser], None]] = {
    "answer": answer_card,
    "disagreement": disagreement_card,
    "timeline": timeline,
    "alert": alert,
    "home": home,
    "modal": modal,
}


def main(names: list[str]) -> int:
    """Make all pictures, or those named."""
    found = find_browser()
    if isinstance(found, str):
        print(f"No pictures: {found}", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as profile,
        open_slack_demo(ReaderAsker(None)) as demo,
        open_browser(*found, Path(profile)) as browser,
    ):
        browser.resize(WIDTH, HEIGHT)
        browser.go(demo.slack.url)
        browser.see("body[data-ready]")
        for name in names or SCENES:
            SCENES[name](browser)
            save(name, browser.picture())
        for line in browser.complaints():
            print(line, file=sys.stderr)
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
