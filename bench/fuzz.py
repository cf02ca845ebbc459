"""Fuzzing of every parser that meets bytes from outside: `make fuzz`, ten minutes of it.

What each target must do is end, and raise nothing but the error that is meant for users. A case
that fails is printed, made as small as it gets; it becomes a test beside the parser's own.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.ingest.article import assemble
from bot.ingest.draft import Draft
from bot.ingest.feeds import parse_feed, parse_opml, parse_sitemap
from bot.ingest.files import read_records
from bot.ingest.html import read_page
from bot.ingest.published import parse_published
from bot.ingest.stated import find_stated
from bot.ingest.urls import clean_url, is_url, site_of, url_date, url_identity
from bot.judging.document import read
from bot.text.dates import find_dates
from bot.text.durations import find_durations
from bot.text.furniture import body_spans
from bot.text.numbers import find_numbers
from handlers.payload import clean_question
from handlers.slack.cards.blocks import escape, one_line, shorten
from handlers.slack.delivery.events import read_event, read_said
from store.errors import CopydeskError

SECONDS = 600.0
DAY = date(2026, 5, 1)
PIECES = (
    "10 November 2026", "Monday", "at 9 tonight", "3/4/26", "1st", "²", "½", "1e999", "9" * 40,
    "12.000,5", "$3.4bn", "7%", "two dozen", "hundred million", "“", "”", "'", " — ", "\n", "\n\n",
    "By Ana Mirel", "Reuters,", "OSLO, 3 May (Agency)", "said", "\u202e", "\ufeff", "\0", "🚢",
    "<p>", "</p>", "<time datetime='", "<article>", "<meta property='og:title' content='",
    "&#xD83D;", "<script type='application/ld+json'>{", "<![CDATA[", "]]>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "<rss><channel><item>", "<pubDate>", "<link>http://x%5By/</link>", "<url><loc>",
    "<outline xmlUrl='",
    '{"text": "', '"}', ",", ";", '"', "<@U0>", "<!channel>", "<http://a.example|", "&lt;", ":+1:",
    "https://", "http://[::1]/", "xn--", "%00", "?a=b#c", "2026-13-45T99:99:99Z", "+99:99",
)  # fmt: skip
"""What parsers look for, and what trips them."""

text = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40).map(" ".join)
data = st.one_of(text.map(lambda made: made.encode("utf-8", "surrogatepass")), st.binary())
plain = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
message = st.fixed_dictionaries(
    {"type": st.sampled_from(["message", "app_mention", "app_home_opened", "link_shared"])},
    optional={
        **dict.fromkeys(("text", "user", "channel", "ts", "thread_ts", "subtype", "bot_id"), text),
        "message": st.dictionaries(st.sampled_from(["text", "user", "ts"]), text),
        "files": st.lists(st.dictionaries(st.text(max_size=5), plain), max_size=2),
    },
)


def read_text(made: str) -> None:
    """Read a text as an article's, and its values."""
    body_spans(made)
    find_stated(made)
    find_numbers(made)
    find_durations(made)
    for day in (DAY, None):
        find_dates(made, day)
    read(made, DAY)


def read_html(made: bytes) -> None:
    """Read a page, and assemble the article that it holds."""
    found = read_page(made, Draft("page", "url:page", "page", "", url="https://a.example/b"))
    if isinstance(found, Draft):
        assemble(found)


def read_lines(made: bytes, ending: str) -> None:
    """Read records of a file whose name ends so."""
    with tempfile.TemporaryFile() as file:
        file.write(made)
        file.seek(0)
        list(read_records(Path(f"made{ending}"), file))


def read_address(made: str) -> None:
    """Read what may be an address."""
    if is_url(made):
        clean_url(made)
        url_identity(made)
        url_date(made)
    site_of(made)


def read_message(event: dict[str, Any]) -> None:
    """Read what Slack sends of a message, and the words in it."""
    body = {"type": "event_callback", "event_id": "E1", "team_id": "T1", "event": event}
    with suppress(KeyError):  # a field that every message has
        found = read_event(body, "U0", ["B1"])
        said = read_said(found.text if found else str(event.get("text")), "U0")
        clean_question(said.words)
        shorten(one_line(escape(said.words)), 20)


TARGETS: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], object]]] = {
    "text": (text, read_text),
    "page": (data, read_html),
    "feed": (data, lambda made: parse_feed(made, "https://a.example/rss", "text/xml")),
    "sitemap": (data, parse_sitemap),
    "opml": (data, parse_opml),
    "lines of JSON": (data, partial(read_lines, ending=".jsonl")),
    "CSV": (data, partial(read_lines, ending=".csv")),
    "date of publication": (text, parse_published),
    "address": (text, read_address),
    "message": (message, read_message),
}


def try_target(name: str, examples: int, *, derandomize: bool = False) -> None:
    """Give a target so many made-up inputs; raise with the smallest that it fails on."""
    strategy, target = TARGETS[name]

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=derandomize,
        suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink),
    )  # fmt: skip
    @given(strategy)
    def tried(made: Any) -> None:
        with suppress(CopydeskError):
            target(made)

    tried()


def main(seconds: float = SECONDS) -> int:
    """Try all targets in turn until the time is over; return the exit code."""
    ends, failed, rounds = time.monotonic() + seconds, set[str](), 0
    while time.monotonic() < ends:
        rounds += 1
        for name in TARGETS.keys() - failed:
            try:
                try_target(name, 200)
            except Exception as error:
                failed.add(name)
                notes = "\n".join(getattr(error, "__notes__", []))
                print(f"{name}: {type(error).__name__}: {error}\n{notes}", flush=True)
    print(f"{rounds} rounds of 200 over {len(TARGETS)} targets; failed: {sorted(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS))
