"""A headless Chromium, driven by Selenium, for the tests of pages and the pictures of the docs."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

T = TypeVar("T")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WAIT_SECONDS = 60.0
# The sandbox needs rights that containers and root lack; only our own pages are opened.
FLAGS = (
    "--headless", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic",
    "--hide-scrollbars", "--lang=en-GB", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def find_browser() -> tuple[str, str] | str:
    """Return the paths of a browser and its driver, or a sentence that says what is missing."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if browser and driver:
        return browser, driver
    return "no chromium with chromedriver; on Debian: apt-get install chromium chromium-driver"


class Browser:
    """One window; what is asked for is waited for."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def go(self, address: str) -> None:
        self.driver.get(address)

    def all(self, css: str) -> list[WebElement]:
        """Return the elements that a selector finds, shown or not."""
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def shown(self, css: str, text: str = "") -> WebElement | None:
        """Return the last element that is shown and has this text."""
        found = [each for each in self.all(css) if each.is_displayed() and text in each.text]
        return found[-1] if found else None

    def see(self, css: str, text: str = "", seconds: float = WAIT_SECONDS) -> WebElement:
        """Wait for an element that is shown and has this text, and return the last such."""
        return self.until(lambda: self.shown(css, text), f"{css} with {text!r}", seconds)

    def press(self, css: str, text: str = "", seconds: float = WAIT_SECONDS) -> None:
        """Click on what `see` would return, found again where it was drawn anew meanwhile."""

        def click() -> bool:
            found = self.shown(css, text)
            if found is not None:
                found.click()
            return found is not None

        self.until(click, f"{css} with {text!r}", seconds)

    def until(self, look: Callable[[], T | None], what: str, seconds: float = WAIT_SECONDS) -> T:
        redrawn = [StaleElementReferenceException]
        waiting = WebDriverWait(self.driver, seconds, 0.1, ignored_exceptions=redrawn)
        return waiting.until(lambda _: look() or False, f"{what} did not appear")  # type: ignore[return-value]

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def resize(self, width: int, height: int) -> None:
        """Give the page this size, in CSS pixels."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def prefer(self, scheme: str) -> None:
        """Let the page think that the person prefers "light" or "dark"."""
        wanted = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", wanted)

    def complaints(self) -> list[str]:
        """Return what the page's own errors said since last asked."""
        entries = self.driver.get_log("browser")
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]


@contextmanager
def open_browser(browser: str, driver: str, profile: Path) -> Iterator[Browser]:
    options = ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = Chrome(options, ChromeService(driver))
    try:
        yield Browser(opened)
    finally:
        opened.quit()
