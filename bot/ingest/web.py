"""Pages from the web: bounded in size, time and redirects, polite, and public addresses only."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from bot.ingest.public import PrivateAddressError, PublicTransport
from store.errors import CopydeskError

USER_AGENT = "Copydesk/0.1 (newsroom article reader)"
ROBOT_NAME = "Copydesk"
MAX_PAGE = 10 * 1024 * 1024
MAX_SECONDS = 60.0
MAX_REDIRECTS = 8
LONGEST_WAIT = 10.0
ACCEPT = (
    "text/html,application/xhtml+xml,application/xml,application/rss+xml,text/*;q=0.9,*/*;q=0.5"
)


class FetchError(CopydeskError):
    """A page that could not be had; `retry_after` is what its server asked for, in seconds."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


@dataclass(frozen=True)
class Page:
    """What a server sent; `body` is empty when the page has not changed (status 304)."""

    url: str
    status: int
    content_type: str
    charset: str | None
    body: bytes
    etag: str | None = None
    modified: str | None = None


@dataclass
class Web:
    """A client for pages; `sleep` and `clock` are arguments so that tests need not wait."""

    allow_private: bool = False
    pause: float = 0.5
    retries: int = 2
    timeout: float = 15.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    robots: dict[str, RobotFileParser] = field(default_factory=dict)
    last_visit: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = httpx.Client(
            transport=httpx.HTTPTransport() if self.allow_private else PublicTransport(),
            headers={"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip"},
            timeout=self.timeout,
            # A proxy from the environment would look hosts up itself, past our check.
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    def fetch(self, url: str, etag: str | None = None, modified: str | None = None) -> Page:
        """Return a page, or status 304 when it has not changed; raise FetchError otherwise."""
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        given = {name: value for name, value in headers.items() if value}
        for attempt in range(self.retries + 1):
            try:
                return self.fetch_once(url, given)
            except Busy as busy:
                wait = busy.retry_after if busy.retry_after is not None else 2.0**attempt
                if attempt == self.retries or wait > LONGEST_WAIT:
                    raise FetchError(str(busy), busy.retry_after) from busy
                self.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def fetch_once(self, url: str, headers: dict[str, str]) -> Page:
        """Ask once and put every way of failing into words."""
        try:
            return self.follow(self.client.build_request("GET", url, headers=headers), url)
        except PrivateAddressError as error:
            raise FetchError(f"{url}: {error}; Copydesk reads public pages only") from error
        except httpx.UnsupportedProtocol as error:
            raise FetchError(
                f"{url} is no web address; it begins with http:// or https://"
            ) from error
        except httpx.TimeoutException as error:
            raise Busy(f"{url} did not answer in {self.timeout:.0f} s; try again later") from error
        except httpx.TransportError as error:
            raise Busy(f"{url} could not be reached ({error}); check the address") from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise FetchError(f"{url} could not be read ({error}); check the address") from error

    def follow(self, request: httpx.Request, url: str) -> Page:
        """Go from redirect to redirect without reading their bodies."""
        for _ in range(MAX_REDIRECTS + 1):
            response = self.client.send(request, stream=True)
            try:
                if response.next_request is None:
                    return self.read(response, url)
                request = response.next_request
            finally:
                response.close()
        raise FetchError(f"{url} redirects more than {MAX_REDIRECTS} times; check it in a browser")

    def read(self, response: httpx.Response, url: str) -> Page:
        """Read a response up to the limits."""
        refuse_status(response, url)
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Page(
            url=str(response.url),
            status=response.status_code,
            content_type=kind,
            charset=response.charset_encoding,
            body=b"" if response.status_code == 304 else self.read_body(response, url),
            etag=response.headers.get("etag"),
            modified=response.headers.get("last-modified"),
        )

    def read_body(self, response: httpx.Response, url: str) -> bytes:
        """Return the body; a page that is too large or too slow is given up as soon as it shows."""
        length = response.headers.get("content-length", "")
        if length.isdigit() and int(length) > MAX_PAGE:
            raise FetchError(too_large(url))
        started, body = self.clock(), bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > MAX_PAGE:
                raise FetchError(too_large(url))
            if self.clock() - started > MAX_SECONDS:
                raise FetchError(f"{url} took longer than {MAX_SECONDS:.0f} s; try again later")
        return bytes(body)

    def visit(self, url: str) -> Page:
        """Fetch a page that no person named: robots.txt is asked, and a host gets its pause."""
        host = urlsplit(url).netloc
        if not self.robots_of(url).can_fetch(ROBOT_NAME, url):
            raise FetchError(f"{url}: robots.txt asks programs not to read it; give the URL itself")
        wait = self.last_visit.get(host, -self.pause) + self.pause - self.clock()
        if wait > 0:
            self.sleep(wait)
        self.last_visit[host] = self.clock()
        return self.fetch(url)

    def robots_of(self, url: str) -> RobotFileParser:
        """Return the rules of a host, read once; none there means that all is allowed."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.robots:
            rules = RobotFileParser()
            try:
                page = self.fetch(site + "/robots.txt")
                rules.parse(page.body.decode("utf-8", "replace").splitlines())
            except FetchError:
                # RFC 9309 §2.3.1.3 allows all when there is none; a host that is down
                # refuses the page itself just as well.
                rules.parse([])
            self.robots[site] = rules
        return self.robots[site]


class Busy(Exception):
    """A failure that another attempt may mend."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


def refuse_status(response: httpx.Response, url: str) -> None:
    """Raise for a status that carries no page."""
    status = response.status_code
    if status in (200, 203, 304):
        return
    if status == 429 or status >= 500:
        message = f"{url} answered {status}; try again later"
        raise Busy(message, seconds_to_wait(response.headers.get("retry-after")))
    raise FetchError(f"{url} answered {status}; check the address, or whether it needs a login")


def seconds_to_wait(stated: str | None) -> float | None:
    """Read a Retry-After header: seconds or a date (RFC 9110 §10.2.3).

    >>> seconds_to_wait("120"), seconds_to_wait("soon")
    (120.0, None)
    """
    if stated is None:
        return None
    if stated.strip().isdigit():
        return float(stated)
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - time.time())
    except ValueError:
        return None


def too_large(url: str) -> str:
    """Word the refusal of a large page."""
    return f"{url} is larger than {MAX_PAGE // 2**20} MB; save the article's text to a file instead"
