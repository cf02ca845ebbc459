"""The archives that questions are put to: a large one kept between runs, or one of a bundle."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.evaluate.code_version import code_version
from bot.evaluate.evaluation import OnProgress
from bot.ingest.batch import Intake, Progress, ingest
from bot.ingest.draft import Draft
from store import Store, open_store

DATABASE = "archive.db"
KEPT_SECONDS = 24 * 3600
"""An index that nothing has used for a day is removed when another of the same articles is made."""


def cached_archive(articles: Path, cache: Path, on_progress: OnProgress) -> Path:
    """Return the database of a file of articles, indexed now if it was not by this code."""
    about = file_hash(articles)
    place = cache / f"{about}-{code_version('bot.ingest.batch')}"
    if (place / DATABASE).is_file():
        place.touch()
        return place / DATABASE
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove_unused(cache, about)
    building = Path(tempfile.mkdtemp(prefix="building-", dir=cache))
    try:
        _index(articles, building / DATABASE, on_progress)
        _move(building, place)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return place / DATABASE


@contextmanager
def opened_archive(path: Path) -> Iterator[Store]:
    """Open an archive, and close it in the end."""
    store = open_store(str(path))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def folder_archive(folder: Path) -> Iterator[Store]:
    """Open an archive of a folder of articles, gone in the end."""
    with tempfile.TemporaryDirectory(prefix="copydesk-") as place:
        path = Path(place) / DATABASE
        _index(folder, path, _say_nothing)
        with opened_archive(path) as store:
            yield store


@contextmanager
def bundle_archive(name: str, documents: Sequence[Mapping[str, str]]) -> Iterator[Store]:
    """Open an archive of a few undated documents ({source, text}), gone in the end."""
    with (
        tempfile.TemporaryDirectory(prefix="copydesk-") as place,
        opened_archive(Path(place) / DATABASE) as store,
    ):
        Intake(store).take_all(_draft(name, at, one) for at, one in enumerate(documents))
        yield store


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

    with opened_archive(database) as store:
        ingest([str(what)], store, move)


def _move(building: Path, place: Path) -> None:
    try:
        os.rename(building, place)
    except OSError:
        # Another run built the same meanwhile.
        if not (place / DATABASE).is_file():
            raise


def _remove_unused(cache: Path, about: str) -> None:
    for place in (*cache.glob(f"{about}-*"), *cache.glob("building-*")):
        if time.time() - place.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(place, ignore_errors=True)


def _say_nothing(done: int, of: int) -> None:
    """Leave progress unreported."""
