"""The way to a page: public addresses only, within a time and a number of bytes."""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import httpcore

from store.errors import CopydeskError

MAX_SECONDS = 60.0
MAX_RAW = 12 * 1024 * 1024  # a page of the largest size with its headers and redirects
# What Python 3.11 calls global although it is reached here or through here only:
# https://www.iana.org/assignments/iana-ipv4-special-registry/ (protocol assignments, old relays)
SPECIAL = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24")))
# All addresses of IPv6 that were given out: https://www.iana.org/assignments/ipv6-address-space/
GIVEN_OUT = ipaddress.ip_network("2000::/3")
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class FetchError(CopydeskError):
    """A page that could not be had; `retry_after` is what its server asked for, in seconds."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class PrivateAddressError(FetchError):
    """The host of a URL is on a private network, or is this machine."""


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
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1]) or nat64(ip)
        if inner:
            return is_public(str(inner))
        return ip in GIVEN_OUT and ip.is_global
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in SPECIAL)


def nat64(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address inside a 64:ff9b::/96 address (RFC 6052)."""
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None
