"""Only public addresses: a URL handed in by a user must not reach this machine's own network."""

import ipaddress
import socket

import httpx


class PrivateAddressError(httpx.TransportError):
    """The host of a URL is on a private network, or is this machine."""


class PublicTransport(httpx.BaseTransport):
    """Connects to the very address that was checked, so a second look-up cannot move it."""

    def __init__(self, inner: httpx.BaseTransport | None = None) -> None:
        self.inner = inner or httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Resolve, check and pin the host of one hop; each redirect comes through here again."""
        host = request.url.host
        address = public_address(host, request.url.port or 443)
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            # The certificate is checked against the name, not the address.
            extensions={**request.extensions, "sni_hostname": host},
        )
        return self.inner.handle_request(pinned)

    def close(self) -> None:
        """Close the connections."""
        self.inner.close()


def public_address(host: str, port: int) -> str:
    """Return the first address of a host, when every address of it is public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpx.ConnectError(f"the host {host} could not be found") from error
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    for address in addresses:
        if not is_public(address):
            raise PrivateAddressError(f"{host} is at {address}, which is not a public address")
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
    return ip.is_global and not ip.is_multicast


def nat64(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address inside a 64:ff9b::/96 address (RFC 6052)."""
    if ip not in ipaddress.ip_network("64:ff9b::/96"):
        return None
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
