"""The archives that questions are put to: a large one kept between runs, or one of a bundle."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

import bot.ingest
import bot.text
import store
from bench.evaluate.evaluation import Item, OnProgress, Run, Tools, say_nothing, the_file
from bench.evaluate.figures import Outcome
from bot.ingest.batch import Intake, Progress, ingest
from bot.ingest.draft import Draft
from store import Store, open_store

DATABASE = "archive.db"
Ask = Callable[[Store, Tools, Item], Outcome]
"""Puts the question of an item to an archive."""

KEPT_SECONDS = 24 * 3600
"""An index that nothing has used for a day is removed when another of the same articles is made."""


def cached_archive(articles: Path, kept_in: Path, on_progress: OnProgress = say_nothing) -> Path:
    """Return the database of a file of articles, indexed now if it was not by this code."""
    about = file_hash(articles)
    place = kept_in / f"{about}-{code_version()}"
    if (place / DATABASE).is_file():
        place.touch()
        return place / DATABASE
    kept_in.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove_unused(kept_in, about)
    building = Path(tempfile.mkdtemp(prefix="building-", dir=kept_in))
    try:
        _index(articles, building / DATABASE, on_progress)
        _move(building, place)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return place / DATABASE


@contextmanager
def opened_archive(path: Path) -> Iterator[Store]:
    """Open an archive, and close it in the end."""
    archive = open_store(str(path))
    try:
        yield archive
    finally:
        archive.close()


@contextmanager
def folder_archive(folder: Path) -> Iterator[Store]:
    """Open an archive of a folder of articles, gone in the end."""
    with tempfile.TemporaryDirectory(prefix="copydesk-") as place:
        path = Path(place) / DATABASE
        _index(folder, path, say_nothing)
        with opened_archive(path) as archive:
            yield archive


@contextmanager
def bundle_archive(name: str, documents: Sequence[Mapping[str, str]]) -> Iterator[Store]:
    """Open an archive of a few undated documents ({source, text}), gone in the end."""
    with (
        tempfile.TemporaryDirectory(prefix="copydesk-") as place,
        opened_archive(Path(place) / DATABASE) as archive,
    ):
        Intake(archive).take_all(_draft(name, at, one) for at, one in enumerate(documents))
        yield archive


def file_hash(path: Path) -> str:
    """Return a short mark of what is in a file."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "blake2b").hexdigest()[:16]


def _draft(name: str, at: int, document: Mapping[str, str]) -> Draft:
    public = f"{name}/{at}"
    text = document["text"]
    return Draft(public, f"id:{public}", public, text=text, source=document["source"])


def _index(what: Path, database: Path, on_progress: OnProgress) -> None:
    def move(progress: Progress) -> None:
        on_progress(progress.done, progress.total)

    with opened_archive(database) as archive:
        ingest([str(what)], archive, move)


def _move(building: Path, place: Path) -> None:
    try:
        os.rename(building, place)
    except OSError:
        # Another run built the same meanwhile.
        if not (place / DATABASE).is_file():
            raise


def _remove_unused(kept_in: Path, about: str) -> None:
    for place in (*kept_in.glob(f"{about}-*"), *kept_in.glob("building-*")):
        if time.time() - place.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(place, ignore_errors=True)


@cache
def code_version() -> str:
    """Return a short mark of the code that makes an index, and of the word lists it reads."""
    digest = hashlib.blake2b(digest_size=8)
    for package in (bot.ingest, bot.text, store):
        for path in sorted(Path(package.__path__[0]).glob("*.*")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def prepare_archive(folder: Path, tools: Tools, on_progress: OnProgress) -> None:
    """Index the articles of a set, if this code has not yet."""
    cached_archive(the_file(folder, "articles"), tools.cache, on_progress)


@contextmanager
def opened_questions(ask: Ask, folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what asks one question of all the articles of a set."""
    with opened_archive(cached_archive(the_file(folder, "articles"), tools.cache)) as opened:
        yield partial(ask, opened, tools)
