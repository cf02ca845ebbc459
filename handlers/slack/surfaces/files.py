"""Files: a text or a saved page that somebody drops in a conversation with us is read in."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.ingest.batch import Intake
from bot.ingest.draft import Draft, Skipped
from bot.ingest.files import read_html_file, read_markdown_file, read_text_file
from bot.ingest.pdf import read_pdf_file
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import paragraph, words
from handlers.slack.cards.text import escape, one_line, shorten
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.links import show_report

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
        desk.note(event, "read in", f"file {file.get('id')}")
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
    text = f"I did not read {name}: {why}."
    return Message(escape(text), tuple(blocks.rich(paragraph(words(text)))))


def listed(names: Iterable[str], last_word: str = "or") -> str:
    """Return names as a list in words.

    >>> listed([".htm", ".md", ".txt"])
    '.htm, .md or .txt'
    """
    *first, last = names
    return f"{', '.join(first)} {last_word} {last}" if first else last
