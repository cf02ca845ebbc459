"""Pages from the web: bounded in size, time and redirects, polite, and public addresses only."""

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpcore
import httpx

from store.errors import CopydeskError

MAX_SECONDS = 60.0
MAX_RAW = 12 * 1024 * 1024  # a page of the largest size with its headers and redirects
# What Python 3.11 calls global although it is reached here or through here only:
# https://www.iana.org/assignments/iana-ipv4-special-registry/ (protocol assignments, old relays)
SPECIAL = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24")))
# All addresses of IPv6 that were given out: https://www.iana.org/assignments/ipv6-address-space/
GIVEN_OUT = ipaddress.ip_network("2000::/3")
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # holds an IPv4 address (RFC 6052)


class FetchError(CopydeskError):
    """A page that could not be had; `retry_after` is what its server asked for, in seconds."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class PrivateAddressError(FetchError):
    """The host of a URL is on a private network, or is this machine."""


class Busy(FetchError):
    """A failure that another attempt may mend."""


@dataclass
class Allowance:
    """What one fetch may still take, over all its redirects and attempts."""

    clock: Callable[[], float]
    ends: float = 0.0
    left: int = 0

    def begin(self) -> None:
        """Begin a fetch."""
        self.ends, self.left = self.clock() + MAX_SECONDS, MAX_RAW

    def wait(self, timeout: float | None) -> float:
        """Return how long to wait at most; raise when the time is over."""
        remaining = self.ends - self.clock()
        if remaining <= 0:
            raise FetchError(f"took longer than {MAX_SECONDS:.0f} s; try again later")
        return remaining if timeout is None else min(timeout, remaining)

    def count(self, data: bytes) -> bytes:
        """Return what was received; raise when it is too much, whatever it may unpack to."""
        self.left -= len(data)
        if self.left < 0:
            raise FetchError(f"sent more than {MAX_RAW // 2**20} MB; save it to a file instead")
        return data


@dataclass
class Stream(httpcore.NetworkStream):
    """A connection that keeps to an allowance byte by byte, headers included."""

    inner: httpcore.NetworkStream
    allowance: Allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        return self.allowance.count(self.inner.read(max_bytes, self.allowance.wait(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write a request."""
        self.inner.write(buffer, self.allowance.wait(timeout))

    def close(self) -> None:
        """Close the connection."""
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        """Go on encrypted; the certificate is checked against the name, not the address."""
        wait = self.allowance.wait(timeout)
        return Stream(self.inner.start_tls(ssl_context, server_hostname, wait), self.allowance)

    def get_extra_info(self, info: str) -> Any:
        """Return what is known of the connection."""
        return self.inner.get_extra_info(info)


@dataclass
class Network(httpcore.NetworkBackend):
    """Connects to the very address that was checked, so a second look-up cannot move it.

    Each redirect comes through here again; `is_allowed` names hosts that may be private.
    """

    allowance: Allowance
    is_allowed: Callable[[str], bool]
    inner: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        """Resolve, check and connect."""
        address = host if self.is_allowed(host) else public_address(host, port)
        wait = self.allowance.wait(timeout)
        opened = self.inner.connect_tcp(address, port, wait, local_address, socket_options)
        return Stream(opened, self.allowance)


def public_address(host: str, port: int) -> str:
    """Return the first address of a host, when every address of it is public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"the host {host} could not be found") from error
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    for address in addresses:
        if not is_public(address):
            raise PrivateAddressError(
                f"{host} is at {address}, which is not a public address; Copydesk reads public "
                "pages only"
            )
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an address is on the open internet, seen through IPv6 wrappings of IPv4.

    >>> is_public("93.184.215.14"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        low = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1]) or low
        if inner:
            return is_public(str(inner))
        return ip in GIVEN_OUT and ip.is_global
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in SPECIAL)


USER_AGENT = "Copydesk/0.1 (newsroom article reader)"
ROBOT_NAME = "Copydesk"
MAX_PAGE = 10 * 1024 * 1024
MAX_REDIRECTS = 8
LONGEST_WAIT = 10.0
LONGEST_ROBOTS = 500 * 1024  # RFC 9309 §2.5
ACCEPT = (
    "text/html,application/xhtml+xml,application/xml,application/rss+xml,text/*;q=0.9,*/*;q=0.5"
)


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


class Transport(httpx.HTTPTransport):
    """Connects over our own network, for which httpx has no argument yet."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self._pool.close()
        self._pool = httpcore.ConnectionPool(httpx.create_ssl_context(), network_backend=network)


@dataclass
class Web(AbstractContextManager["Web"]):
    """A client for pages; `sleep` and `clock` are arguments so that tests need not wait.

    `hosts` are those that may be reached although they are on a private network.
    """

    allow_private: bool = False
    pause: float = 0.5
    retries: int = 2
    timeout: float = 15.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    hosts: frozenset[str] = frozenset()
    robots: dict[str, RobotFileParser] = field(default_factory=dict)
    last_visit: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.allowance = Allowance(self.clock)
        network = Network(self.allowance, lambda host: self.allow_private or host in self.hosts)
        self.client = httpx.Client(
            transport=Transport(network),
            headers={"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip"},
            timeout=self.timeout,
            # A proxy from the environment would look hosts up itself, past our check.
            trust_env=False,
        )

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def fetch(self, url: str, etag: str | None = None, modified: str | None = None) -> Page:
        """Return a page, or status 304 when it has not changed; raise FetchError otherwise."""
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        given = {name: value for name, value in headers.items() if value}
        self.allowance.begin()
        for attempt in range(self.retries + 1):
            try:
                return self.fetch_once(url, given)
            except Busy as busy:
                wait = busy.retry_after if busy.retry_after is not None else 2.0**attempt
                if attempt == self.retries or wait > LONGEST_WAIT:
                    raise
                self.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def fetch_once(self, url: str, headers: dict[str, str]) -> Page:
        """Ask once and put every way of failing into words."""
        try:
            return self.follow(self.client.build_request("GET", url, headers=headers), url)
        except FetchError as error:
            if str(error).startswith(url):
                raise
            raise FetchError(f"{url}: {error}", error.retry_after) from error
        except httpx.UnsupportedProtocol as error:
            raise FetchError(
                f"{url} is no web address; it begins with http:// or https://"
            ) from error
        except httpx.TimeoutException as error:
            raise Busy(f"{url} did not answer in {self.timeout:.0f} s; try again later") from error
        except httpx.TransportError as error:
            raise Busy(f"{url} could not be reached ({error}); check the address") from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, zlib.error) as error:
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
        length = whole_number(response.headers.get("content-length", ""))
        if length is not None and length > MAX_PAGE:
            raise FetchError(too_large(url))
        body = bytearray()
        for chunk in unpacked(response.iter_raw(), response.headers.get("content-encoding", "")):
            body += chunk
            if len(body) > MAX_PAGE:
                raise FetchError(too_large(url))
        return bytes(body)

    def visit(self, url: str, etag: str | None = None, modified: str | None = None) -> Page:
        """Fetch what no person is waiting for: robots.txt is asked, and a host gets its pause."""
        try:
            is_welcome = self.robots_of(url).can_fetch(ROBOT_NAME, url)
        except ValueError as error:
            raise FetchError(f"{url} is no web address ({error})") from error
        if not is_welcome:
            raise FetchError(
                f"{url}: robots.txt asks programs not to read it; of a page, give the URL itself"
            )
        self.take_turn(url)
        return self.fetch(url, etag, modified)

    def take_turn(self, url: str) -> None:
        """Wait until a host has had its pause since the last visit."""
        host = urlsplit(url).netloc.lower()
        wait = self.last_visit.get(host, -self.pause) + self.pause - self.clock()
        if wait > 0:
            self.sleep(wait)
        self.last_visit[host] = self.clock()

    def robots_of(self, url: str) -> RobotFileParser:
        """Return the rules of a host, read once; none there means that all is allowed."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.robots:
            rules = self.robots[site] = RobotFileParser()
            try:
                page = self.fetch(site + "/robots.txt")
                text = page.body[:LONGEST_ROBOTS].decode("utf-8", "replace")
                rules.parse(filter(is_rule, text.splitlines()))
            except FetchError:
                # RFC 9309 §2.3.1.3 allows all when there is none; a host that is down
                # refuses the page itself just as well.
                rules.parse([])
        return self.robots[site]


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
    if (seconds := whole_number(stated)) is not None:
        return float(seconds)
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def whole_number(stated: str) -> int | None:
    """Return a number of plain digits, as many as a size or a time has.

    >>> whole_number("512"), whole_number("²"), whole_number("9" * 5000)
    (512, None, None)
    """
    plain = stated.strip()
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 16 else None


def is_rule(line: str) -> bool:
    """Whether Python's reader of robots.txt can take a line; a bad one would cost all the rules."""
    try:
        RobotFileParser().parse(["User-agent: *", line])
    except ValueError:
        return False
    return True


def unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Give a body unpacked, at most a page's size at a time; what is packed twice is refused."""
    kind = encoding.strip().lower()
    if kind not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"is packed as {encoding[:40]!r}, which was not asked for")
    unpacker = None if kind in ("", "identity") else zlib.decompressobj(zlib.MAX_WBITS | 32)
    for chunk in chunks:
        rest = chunk
        while rest:
            yield unpacker.decompress(rest, MAX_PAGE + 1) if unpacker else rest
            rest = unpacker.unconsumed_tail if unpacker else b""


def too_large(url: str) -> str:
    """Word the refusal of a large page."""
    return f"{url} is larger than {MAX_PAGE // 2**20} MB; save the article's text to a file instead"
