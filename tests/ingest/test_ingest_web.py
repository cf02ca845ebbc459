import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from newsstand import Newsstand, Reply

from bot.ingest.web import MAX_PAGE, FetchError, Web, is_public, seconds_to_wait


def patient(waits: list[float]) -> Web:
    return Web(allow_private=True, pause=0, sleep=waits.append, timeout=20)


def test_a_page_comes_with_its_marks_and_charset(stand: Newsstand) -> None:
    stand.put("/a", "Málaga", kind="text/plain; charset=UTF-8", ETag='"1"', Last_Modified="then")
    page = patient([]).fetch(stand.url + "/a")
    assert (page.status, page.body.decode(), page.charset) == (200, "Málaga", "utf-8")
    assert (page.content_type, page.url) == ("text/plain", stand.url + "/a")
    assert (page.etag, page.modified) == ('"1"', "then")


def test_a_redirect_is_followed_and_names_the_final_address(stand: Newsstand) -> None:
    stand.pages["/old"] = Reply(b"moved", 302, headers=(("Location", "/new?id=1"),))
    stand.put("/new?id=1", "here")
    page = patient([]).fetch(stand.url + "/old")
    assert (page.url, page.body) == (stand.url + "/new?id=1", b"here")


def test_a_circle_of_redirects_is_given_up(stand: Newsstand) -> None:
    stand.pages["/a"] = Reply(status=301, headers=(("Location", "/b"),))
    stand.pages["/b"] = Reply(status=301, headers=(("Location", "/a"),))
    with pytest.raises(FetchError, match="redirects more than 8 times"):
        patient([]).fetch(stand.url + "/a")


def test_a_server_error_is_tried_again(stand: Newsstand) -> None:
    stand.pages["/a"] = [Reply(status=500), Reply(status=503), Reply(b"back")]
    waits: list[float] = []
    assert patient(waits).fetch(stand.url + "/a").body == b"back"
    assert waits == [1.0, 2.0]


def test_a_server_that_stays_broken_is_given_up(stand: Newsstand) -> None:
    stand.pages["/a"] = Reply(status=500)
    with pytest.raises(FetchError, match="answered 500"):
        patient([]).fetch(stand.url + "/a")
    assert len(stand.asked) == 3


def test_too_many_requests_waits_as_long_as_asked(stand: Newsstand) -> None:
    stand.pages["/a"] = [Reply(status=429, headers=(("Retry-After", "4"),)), Reply(b"welcome")]
    waits: list[float] = []
    assert patient(waits).fetch(stand.url + "/a").body == b"welcome"
    assert waits == [4.0]


def test_a_missing_page_is_not_tried_again(stand: Newsstand) -> None:
    with pytest.raises(FetchError, match="answered 404; check the address"):
        patient([]).fetch(stand.url + "/none")
    assert len(stand.asked) == 1


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "not announced"])
def test_a_huge_page_is_given_up_early(stand: Newsstand, announced: bool) -> None:
    length = (("Content-Length", str(MAX_PAGE + 1)),) if announced else ()
    stand.pages["/a"] = Reply(b"x" * 2**20, headers=length, chunks=1 if announced else 30)
    with pytest.raises(FetchError, match="larger than 10 MB"):
        patient([]).fetch(stand.url + "/a")


def test_a_server_that_says_nothing_is_given_up(stand: Newsstand) -> None:
    stand.pages["/a"] = Reply(b"late", delay=1.0)
    web = Web(allow_private=True, retries=0, timeout=0.2)
    with pytest.raises(FetchError, match="did not answer in 0 s"):
        web.fetch(stand.url + "/a")


def test_a_page_that_trickles_is_given_up(stand: Newsstand) -> None:
    stand.pages["/a"] = Reply(b"x", chunks=5, delay=0.1)
    ticks = iter(range(0, 1000, 15))
    web = Web(allow_private=True, clock=lambda: float(next(ticks)))
    with pytest.raises(FetchError, match="longer than 60 s"):
        web.fetch(stand.url + "/a")


@contextmanager
def endless(start: bytes, more: bytes) -> Iterator[str]:
    """A server that begins as told and then sends more of the same until nobody listens."""
    server = socket.create_server(("127.0.0.1", 0))

    def send() -> None:
        with suppress(OSError):
            connection, _ = server.accept()
            with connection:
                connection.sendall(start)
                while True:
                    connection.sendall(more)
                    time.sleep(0.001)  # so that it is received in many pieces

    threading.Thread(target=send, daemon=True).start()
    with server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/a"


OK = b"HTTP/1.1 200 OK\r\n"
GZIP_NAME = OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08" + b"\0" * 6
"""The head of a page whose gzip says that the name of a file follows, up to a zero."""


def test_headers_that_dribble_are_given_up() -> None:
    ticks = iter(range(10_000))  # a second passes whenever the clock is looked at
    with endless(OK, b"X: 1\r\n") as url, pytest.raises(FetchError, match="longer than 60 s"):
        Web(allow_private=True, clock=lambda: float(next(ticks))).fetch(url)


@pytest.mark.parametrize(
    "start", [GZIP_NAME, OK + b"Content-Encoding: gzip, gzip\r\n\r\n"], ids=["name", "stacked"]
)
def test_a_body_that_unpacks_to_nothing_or_to_too_much_ends(start: bytes) -> None:
    with endless(start, b"x" * 2**16) as url, pytest.raises(FetchError, match=r"12 MB|packed as"):
        patient([]).fetch(url)


def test_a_small_page_that_unpacks_to_a_huge_one_is_given_up(stand: Newsstand) -> None:
    bomb = gzip.compress(bytes(2 * MAX_PAGE), 1)
    for kind, match in (("gzip", "larger than 10 MB"), ("gzip, gzip", "packed as 'gzip, gzip'")):
        stand.pages["/a"] = Reply(bomb, headers=(("Content-Encoding", kind),))
        with pytest.raises(FetchError, match=match):
            patient([]).fetch(stand.url + "/a")


def test_a_packed_page_is_unpacked(stand: Newsstand) -> None:
    packed = gzip.compress(b"words " * 50_000)
    stand.pages["/a"] = Reply(packed, headers=(("Content-Encoding", "gzip"),))
    assert patient([]).fetch(stand.url + "/a").body == b"words " * 50_000


def test_a_host_that_is_named_may_be_private(stand: Newsstand) -> None:
    url = stand.put("/a", "words").replace("127.0.0.1", "localhost")
    web = Web(hosts=frozenset({"localhost"}), sleep=lambda seconds: None)
    assert web.fetch(url).body == b"words"
    stand.pages["/b"] = Reply(status=302, headers=(("Location", stand.url + "/a"),))
    with pytest.raises(FetchError, match="not a public address"):
        web.fetch(url.replace("/a", "/b"))


def test_a_dead_address_says_so(stand: Newsstand) -> None:
    with pytest.raises(FetchError, match="could not be reached"):
        patient([]).fetch("http://127.0.0.1:1/")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/a",
        "http://localhost:{port}/a",
        "http://[::1]:{port}/a",
        "http://0.0.0.0:{port}/a",
        "http://[::ffff:127.0.0.1]:{port}/a",
        "http://2130706433:{port}/",
    ],
)
def test_this_machine_is_not_reached_from_a_url(stand: Newsstand, url: str) -> None:
    stand.put("/a", "secret")
    port = stand.url.rpartition(":")[2]
    with pytest.raises(FetchError, match="public"):
        Web(sleep=lambda seconds: None).fetch(url.format(port=port))
    assert stand.asked == []


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/a", "file:///etc/passwd", "http://", "http://a b/", "http://x%5By/",
     "http://x%5B%5Dy/a", "http://a:99999999/"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    web = Web(sleep=lambda seconds: None)
    for read in (web.fetch, web.visit):
        with pytest.raises(FetchError):
            read(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("10.1.2.3", False), ("172.16.0.1", False),
        ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("224.0.0.1", False), ("192.0.0.9", False), ("192.88.99.1", False), ("fd00::1", False),
        ("fe80::1", False), ("fec0::1", False), ("5f00::1", False), ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False), ("64:ff9b::5db8:d70e", True), ("64:ff9b:1::5db8:d70e", False),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
    ],
)  # fmt: skip
def test_private_addresses_are_known(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_robots_txt_is_asked_for_pages_that_nobody_named(stand: Newsstand) -> None:
    unreadable = "Crawl-delay: ²\nDisallow: //[\n"  # these lines cost only themselves
    stand.put("/robots.txt", f"User-agent: *\n{unreadable}Disallow: /private/", kind="text/plain")
    stand.put("/private/a", "words")
    stand.put("/open/a", "words")
    web = patient([])
    assert web.visit(stand.url + "/open/a").body == b"words"
    with pytest.raises(FetchError, match=r"robots\.txt asks"):
        web.visit(stand.url + "/private/a")
    assert web.fetch(stand.url + "/private/a").body == b"words"
    assert stand.paths().count("/robots.txt") == 1


def test_retry_after_may_be_a_date() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert 90 < (seconds_to_wait(soon) or 0) <= 100
