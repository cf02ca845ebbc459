"""What an argument names: files in a folder or behind a glob, a list, records, or a web address."""

import glob
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.ingest.draft import Skipped
from bot.ingest.urls import is_url

Kind = Literal["text", "markdown", "html", "pdf", "records", "xml", "url"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    "": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".jsonl": "records",
    ".ndjson": "records",
    ".csv": "records",
    ".tsv": "records",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".opml": "xml",
}
# Files that are about the folder they lie in.
ABOUT_FOLDER = re.compile(
    r"^(readme|licen[cs]e|changelog|contributing|notice)(\.\w+)?$", re.IGNORECASE
)
URL_WEIGHT = 50_000
STANDARD_INPUT = "/dev/stdin"


@dataclass(frozen=True)
class Place:
    """Something to read; `size` is its share of the work, in bytes."""

    kind: Kind
    at: str
    size: int


def discover(arguments: Sequence[str], files: bool = True) -> Iterator[Place | Skipped]:
    """Give everything the arguments name, in order; each file once.

    Without `files` only web addresses count: for words typed by someone elsewhere.

    A README is passed over unless it is the only thing named: it tells about the articles there.
    """
    seen: set[str] = set()
    for place in (p for argument in arguments for p in places(argument, files)):
        key = place.at if isinstance(place, Place) else place.what
        if key in seen or (is_about_folder(key) and list(arguments) != [key]):
            continue
        seen.add(key)
        yield place


def is_about_folder(path: str) -> bool:
    """Whether a file tells about the folder it lies in.

    >>> is_about_folder("desk/README.md"), is_about_folder("https://example.org/notice")
    (True, False)
    """
    return not is_url(path) and ABOUT_FOLDER.match(Path(path).name) is not None


def places(argument: str, files: bool = True) -> Iterator[Place | Skipped]:
    """Give what one argument names."""
    path = Path(argument)
    if is_url(argument):
        yield Place("url", argument, URL_WEIGHT)
    elif not files:
        yield Skipped(argument, "not a web address; it begins with http:// or https://")
    elif argument == "-":
        yield Place("records", STANDARD_INPUT, 0)
    elif path.is_dir():
        yield from places_in(path)
    elif path.exists():
        yield place_of(path)
    elif found := sorted(glob.glob(argument, recursive=True)):
        for name in found:
            yield from places(name)
    else:
        yield Skipped(argument, "no such file, folder, glob or URL")


def places_in(folder: Path) -> Iterator[Place | Skipped]:
    """Give the files of a folder and those below it, sorted; hidden ones are left alone."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or path.is_dir():
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            yield Skipped(str(path), "a link that leads out of the folder; name the file itself")
        else:
            yield place_of(path)


def place_of(path: Path) -> Place | Skipped:
    """Tell the kind of a file from its name, seen through .gz."""
    if not path.is_file():
        return Skipped(str(path), "not a file that can be read")
    kind = kind_of(path.name)
    if kind is None:
        readable = ", ".join(suffix for suffix in KINDS if suffix)
        return Skipped(str(path), f"not a kind of file that is read; those are {readable}")
    return Place(kind, str(path), path.stat().st_size)


def kind_of(name: str) -> Kind | None:
    """Return the kind that a file name tells.

    >>> kind_of("desk/a.jsonl.gz"), kind_of("photo.jpg")
    ('records', None)
    """
    suffix = Path(name.lower().removesuffix(".gz")).suffix
    return KINDS.get(suffix)
