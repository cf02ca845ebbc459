"""Driving a headless Chromium over WebDriver (https://www.w3.org/TR/webdriver2/).

Plain HTTP to the chromedriver that the system's packages bring; no driver library is needed.
"""

import base64
import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

Json = dict[str, Any]
T = TypeVar("T")

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the standard's name of an element's id
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_WAIT_SECONDS = 15.0
ENTER, ESCAPE, ARROW_RIGHT = "\ue007", "\ue00c", "\ue014"


class BrowserError(Exception):
    """The browser could not do what was asked; the message is its own."""


def find_browser() -> tuple[str, str] | str:
    """Return the paths of a browser and its driver, or a sentence that says what is missing."""
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if browser and driver:
        return browser, driver
    missing = " and ".join(
        name for name, found in (("chromium", browser), ("chromedriver", driver)) if not found
    )
    return f"no {missing} here; on Debian and Ubuntu: apt-get install chromium chromium-driver"


class Element:
    """An element of the page."""

    def __init__(self, browser: "Browser", element_id: str) -> None:
        self._browser, self._id = browser, element_id

    @property
    def text(self) -> str:
        """Return the text as it is shown."""
        return str(self._ask("GET", "/text"))

    @property
    def is_shown(self) -> bool:
        """Say whether it can be seen."""
        return bool(self._ask("GET", "/displayed"))

    def attribute(self, name: str) -> str | None:
        """Return an attribute."""
        value = self._ask("GET", f"/attribute/{name}")
        return None if value is None else str(value)

    def click(self) -> None:
        """Click on it, as a person with a mouse would: what is covered cannot be clicked."""
        self._ask("POST", "/click", {})

    def type(self, text: str) -> None:
        """Type into it."""
        self._ask("POST", "/value", {"text": text})

    def picture(self) -> bytes:
        """Return a PNG of it."""
        return base64.b64decode(str(self._ask("GET", "/screenshot")))

    def _ask(self, verb: str, path: str, sent: Json | None = None) -> Any:
        return self._browser.ask(verb, f"/element/{self._id}{path}", sent)


class Browser:
    """One window."""

    def __init__(self, url: str) -> None:
        self._url = url

    def ask(self, verb: str, path: str, sent: Json | None = None) -> Any:
        """Send a command and return its value; BrowserError when it is refused."""
        return _ask(verb, self._url + path, sent)

    def go(self, address: str) -> None:
        """Load a page."""
        self.ask("POST", "/url", {"url": address})

    def all(self, css: str) -> list[Element]:
        """Return the elements that a selector finds, shown or not."""
        sent = {"using": "css selector", "value": css}
        return [Element(self, found[_ELEMENT]) for found in self.ask("POST", "/elements", sent)]

    def see(self, css: str, text: str = "", seconds: float = _WAIT_SECONDS) -> Element:
        """Wait for an element that is shown and has this text, and return the last such."""

        def look() -> Element | None:
            found = [each for each in self.all(css) if each.is_shown and text in each.text]
            return found[-1] if found else None

        return self.until(look, f"{css} with {text!r}", seconds)

    def press(self, css: str, text: str = "", seconds: float = _WAIT_SECONDS) -> None:
        """Click on what `see` would return, found again where it was drawn anew meanwhile."""

        def click() -> bool:
            found = [each for each in self.all(css) if each.is_shown and text in each.text]
            if found:
                found[-1].click()
            return bool(found)

        self.until(click, f"{css} with {text!r}", seconds)

    def until(self, look: Callable[[], T | None], what: str, seconds: float = _WAIT_SECONDS) -> T:
        """Wait until there is something, and return it."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                if found := look():
                    return found
            except BrowserError as error:  # it was drawn anew while we looked
                if "stale element" not in str(error):
                    raise
            if time.monotonic() > deadline:
                raise BrowserError(f"{what} did not appear in {seconds:.0f} s")
            time.sleep(0.1)

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page and return what it returns."""
        return self.ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def resize(self, width: int, height: int) -> None:
        """Give the page this size, in CSS pixels."""
        sent = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.devtools("Emulation.setDeviceMetricsOverride", **sent)

    def prefer(self, scheme: str) -> None:
        """Let the page think that the person prefers "light" or "dark"."""
        wanted = [{"name": "prefers-color-scheme", "value": scheme}]
        self.devtools("Emulation.setEmulatedMedia", features=wanted)

    def devtools(self, command: str, **arguments: Any) -> Any:
        """Send a command of the DevTools protocol."""
        return self.ask("POST", "/goog/cdp/execute", {"cmd": command, "params": arguments})

    def picture(self) -> bytes:
        """Return a PNG of the window."""
        return base64.b64decode(str(self.ask("GET", "/screenshot")))

    def complaints(self) -> list[str]:
        """Return what the page's own errors said since last asked."""
        entries = self.ask("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]


def _ask(verb: str, url: str, sent: Json | None = None) -> Any:
    body = None if sent is None else json.dumps(sent).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, body, headers, method=verb)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        told = json.load(error)["value"]
        raise BrowserError(f"{told['error']}: {told['message'].splitlines()[0]}") from error


@contextmanager
def open_browser(browser: str, driver: str, profile: Path) -> Iterator[Browser]:
    """Open a headless browser with a profile of its own, and close it in the end."""
    process = subprocess.Popen(
        [driver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        url = f"http://127.0.0.1:{_port_of(process)}/session"
        session = _ask("POST", url, {"capabilities": {"alwaysMatch": _wanted(browser, profile)}})
        try:
            yield Browser(f"{url}/{session['sessionId']}")
        finally:
            _ask("DELETE", f"{url}/{session['sessionId']}")
    finally:
        process.terminate()
        process.wait(10)


def _port_of(process: "subprocess.Popen[str]") -> int:
    assert process.stdout is not None
    for line in process.stdout:
        if "started successfully on port" in line:
            return int(line.rstrip(".\n").rpartition(" ")[2])
    raise BrowserError(f"chromedriver ended with status {process.wait()} before it listened")


def _wanted(browser: str, profile: Path) -> Json:
    # The sandbox needs rights that containers and root lack; only our own page is opened.
    flags = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
             "--hide-scrollbars", "--lang=en-GB", "--no-first-run", f"--user-data-dir={profile}",
             "--disable-background-networking", "--disable-component-update"]  # fmt: skip
    return {
        "browserName": "chrome",
        "goog:chromeOptions": {"binary": browser, "args": flags},
        "goog:loggingPrefs": {"browser": "ALL"},
    }
