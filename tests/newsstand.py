"""A real web server on this machine, with pages that a test puts up and takes down."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bot.ingest.web import Web


@dataclass(frozen=True)
class Reply:
    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    chunks: int = 1
    delay: float = 0.0


@dataclass
class Newsstand:
    """`pages` maps a path to its reply, or to several replies that are given in turn."""

    url: str
    pages: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, path: str, body: str, kind: str = "text/html; charset=utf-8", **more: str) -> str:
        headers = tuple((name.replace("_", "-"), value) for name, value in more.items())
        self.pages[path] = Reply(body.encode(), kind=kind, headers=headers)
        return self.url + path

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def reply_to(self, path: str) -> Reply:
        found = self.pages.get(path, Reply(b"nothing here", 404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


def handler_for(stand: Newsstand) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stand.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            reply = stand.reply_to(self.path)
            marks = {name.lower(): value for name, value in reply.headers}
            unchanged = marks.get("etag") and self.headers.get("If-None-Match") == marks["etag"]
            self.send_response(304 if unchanged else reply.status)
            for name, value in (("Content-Type", reply.kind), *reply.headers):
                self.send_header(name, value)
            self.end_headers()
            for _ in range(0 if unchanged else reply.chunks):
                time.sleep(reply.delay)
                try:
                    self.wfile.write(reply.body)
                except OSError:
                    return

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


@contextmanager
def open_newsstand() -> Iterator[Newsstand]:
    stand = Newsstand("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(stand))
    server.daemon_threads = True
    stand.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield stand
    finally:
        server.shutdown()
        server.server_close()


def web() -> Web:
    """Return what fetches from a stand: this machine allowed, and no pauses."""
    return Web(allow_private=True, pause=0, retries=0, sleep=lambda seconds: None)


def page(headline: str, *paragraphs: str, head: str = "") -> str:
    """A page as a newspaper's system makes them: menu, article, footer."""
    site = "The Quay Courier"
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{headline} | {site}</title>
<meta property="og:site_name" content="{site}">{head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<main><article><h1>{headline}</h1>{body}</article></main>
<footer><p>© {site}. <a href="/terms">Terms</a></p></footer></body></html>"""


def feed(title: str, *entries: tuple[str, str, str]) -> str:
    """An RSS feed of (title, link, summary)."""
    items = "".join(
        f"<item><title>{name}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>Tue, 05 May 2026 07:00:00 +0200</pubDate>"
        f"<description>{summary}</description></item>"
        for name, link, summary in entries
    )
    channel = f"<channel><title>{title}</title>{items}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'
