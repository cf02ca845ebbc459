"""Taking in: links and files that people send are read in, and what became of them is shown."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.conflicts.incoming import take_in
from bot.ingest.batch import Intake, Report, ingest
from bot.ingest.draft import Draft, Skipped
from bot.ingest.files import read_html_file, read_markdown_file, read_text_file
from bot.ingest.pdf import read_pdf_file
from bot.ingest.urls import is_url, url_identity
from bot.ingest.web import Web
from handlers.quoting import count
from handlers.slack.cards import blocks
from handlers.slack.cards.alert import verdict_lines
from handlers.slack.cards.blocks import Json, one_line, paragraph, shorten, words
from handlers.slack.cards.telling import source_name
from handlers.slack.delivery.events import Event, read_said
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.routes import Bind, Routes
from handlers.when import tell_dated
from store.articles import Article
from store.verdicts import OPEN

READ_IN = "read_in_link"
ADD_ARTICLE = "add_this_article"
MOST_LINKS = 5
PAGES = 20
"""Pages read when a link is a feed or a sitemap."""

VALUE_UNITS = 2000
NO_LINK = Message("There is no link to an article in this message, so there is nothing to add.")


def register(routes: Routes, bind: Bind) -> None:
    """Add the button that reads a link in, and the shortcut that does so for a message."""
    routes.add("action", READ_IN, bind(read_link, changes=True))
    routes.add("shortcut", ADD_ARTICLE, bind(add_article, changes=True))


def offer_links(desk: Desk, event: Event, poster: Poster, links: Sequence[str]) -> None:
    """Offer to read in each link; nothing is fetched before somebody presses who may.

    In a direct message there is nobody else to press.
    """
    offered = readable(links)
    if offered and event.name == "dm" and not desk.allows(event, poster):
        return
    for url in offered:
        text = f"Shall I read this article in? {url}"
        asked = blocks.rich(
            paragraph(words("Shall I read this in, so that it is searched from now on? ")),
            paragraph(blocks.link(url, url)),
        )
        button = blocks.button("Read it in", READ_IN, url, style="primary")
        poster.say(blocks.message(text, *asked, *blocks.actions(button)))


def readable(links: Sequence[str]) -> list[str]:
    """Return the links that can be offered."""
    kept = [
        url
        for url in links
        if is_url(url) and blocks.is_linkable(url) and blocks.size(url) <= VALUE_UNITS
    ]
    return kept[:MOST_LINKS]


def read_link(desk: Desk, event: Event, poster: Poster) -> None:
    """Read a link in and show what became of it in the place of the offer."""
    place = (str(event.channel_id), str(event.ts))
    note_link(desk, event, event.text)
    poster.amend_at(*place, blocks.message(f"Reading {event.text} …"))
    poster.amend_at(*place, read_in(desk, event.text))


def add_article(desk: Desk, event: Event, poster: Poster) -> None:
    """Read in the links of a message, and tell who asked what became of them."""
    message = event.payload.get("message") or {}
    links = readable(read_said(str(message.get("text") or "")).links)
    if not links:
        poster.whisper(NO_LINK)
    for url in links:
        note_link(desk, event, url)
        poster.whisper(blocks.message(f"Reading {url} …"))
        poster.whisper(read_in(desk, url))


def note_link(desk: Desk, event: Event, url: str) -> None:
    """Keep who had a link read in; what stands behind "?" may be a key."""
    desk.keep_act(event, "read in", url.partition("?")[0])


def read_in(desk: Desk, url: str) -> Message:
    """Read a link in; return what to show of it."""
    report = ingest([url], desk.store, web=Web(), limit=PAGES, files=False)
    return show_report(desk, report, desk.store.articles.named(url_identity(url)))


def show_report(desk: Desk, report: Report, article: Article | None) -> Message:
    """Return what became of something read in: what it says, and what it disagrees with."""
    if report.articles == 0:
        return refused(report)
    fresh = desk.freshness()
    if article is None:
        text = f"Read in: {count(report.articles, 'article')}, {report.added} of them new."
        return blocks.message(text, *blocks.said(text), blocks.context(fresh))
    title = shorten(one_line(article.title or article.article_id), 160)
    text = f"{outcome(report)}: {title} ({source_name(article.source)})"
    compare(desk, [article.article_id])
    shown = [*blocks.rich(*tell_article(desk, article, outcome(report)))]
    found = [v for v in desk.store.verdicts.of_article(article.article_id) if v.state in OPEN]
    shown += verdict_lines(found, article.article_id, desk.clock())
    return blocks.message(text, *shown, blocks.context(fresh))


def compare(desk: Desk, article_ids: Sequence[str]) -> None:
    """Compare new articles with what is known, and ask again the questions they touch."""
    take_in(desk.store, article_ids, desk.ask_as_of, desk.clock(), desk.judge())


def outcome(report: Report) -> str:
    """Return what became of one article, in a word or two."""
    if report.added:
        return "Added"
    if report.versions:
        return "Added as a new version"
    return "Known, a copy of another article" if report.copies else "Known already, unchanged"


def tell_article(desk: Desk, article: Article, what: str) -> list[Json]:
    """Return an article as a line about it and its opening words."""
    about = paragraph(
        words(f"{what}: ", bold=True),
        blocks.link(article.url, article.title or article.article_id),
        words(f" · {source_name(article.source)}"),
        words(f" · {tell_dated(article.published_at, desk.clock())}"),
    )
    opening = [blocks.quote(words(article.text[start:end])) for start, end in article.passages[:1]]
    copied = f"It is a copy of {article.copy_of} and not counted as a source of its own."
    return [about, *opening, *([paragraph(words(copied))] if article.copy_of else [])]


def refused(report: Report) -> Message:
    """Return why nothing was read."""
    reasons = "; ".join(shorten(one_line(skipped.reason), 300) for skipped in report.skipped[:3])
    return blocks.sentence(f"Nothing could be read in: {reasons or 'there is no article in it'}.")


READERS = {
    ".txt": read_text_file,
    ".md": read_markdown_file,
    ".html": read_html_file,
    ".htm": read_html_file,
    ".pdf": read_pdf_file,
}
MOST_BYTES = 5_000_000
MOST_FILES = 10
File = Mapping[str, Any]


def take_files(desk: Desk, event: Event, poster: Poster) -> bool:
    """Read in the files of a direct message, and say of each what became of it."""
    files = files_of(event) if event.name == "dm" else []
    may = bool(files) and desk.allows(event, poster)
    for file in files if may else ():
        desk.keep_act(event, "read in", f"file {file.get('id')}")
        poster.say(take_file(desk, event, poster, file))
    return bool(files)


def files_of(event: Event) -> list[File]:
    """Return the files that come with a message."""
    message = event.payload.get("event") or {}
    return list(message.get("files") or [])[:MOST_FILES]


def take_file(desk: Desk, event: Event, poster: Poster, file: File) -> Message:
    """Read one file in; return what to show of it."""
    name = shorten(one_line(str(file.get("name") or "file")), 120)
    suffix = Path(name).suffix.lower()
    if suffix not in READERS:
        return sorry(name, f"I read files that end in {listed(sorted(READERS))}")
    if int(file.get("size") or 0) > MOST_BYTES:
        return sorry(name, f"it is larger than {MOST_BYTES // 1_000_000} MB")
    content = poster.api.download(event.team_id, str(file.get("url_private") or ""))
    if content is None:
        return sorry(name, "Slack did not hand it over; the app may lack the scope files:read")
    return read_file(desk, str(file.get("id")), name, content)


def read_file(desk: Desk, file_id: str, name: str, content: bytes) -> Message:
    """Read a file's bytes in; its Slack id makes it the same article again."""
    draft = draft_of(name, content)
    identity = f"id:slack-{file_id}"
    if isinstance(draft, Draft):
        draft = replace(draft, what=name, identity=identity, article_id=f"slack/{name}")
    intake = Intake(desk.store)
    intake.take_all([draft])
    return show_report(desk, intake.report(), desk.store.articles.named(identity))


def draft_of(name: str, content: bytes) -> Draft | Skipped:
    """Return the draft of a file, whose readers want it on disk."""
    suffix = Path(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{suffix}"
        path.write_bytes(content)
        found = READERS[suffix](path)
    return replace(found, what=name)


def sorry(name: str, why: str) -> Message:
    """Return that a file was not read, and why."""
    return blocks.sentence(f"I did not read {name}: {why}.")


def listed(names: Iterable[str], last_word: str = "or") -> str:
    """Return names as a list in words.

    >>> listed([".htm", ".md", ".txt"])
    '.htm, .md or .txt'
    """
    *first, last = names
    return f"{', '.join(first)} {last_word} {last}" if first else last
