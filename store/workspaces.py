"""Workspaces: each has a database file of its own, so that nothing of one is found in another."""

import re
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from store import Store, open_store
from store.errors import CopydeskError

_TEAM_ID = re.compile(r"[A-Z0-9]{2,32}")
_FILES = ("", "-wal", "-shm")


def workspace_url(url: str, team_id: str) -> str:
    """Return the database of a workspace beside the one that the settings name.

    >>> workspace_url("sqlite:///news/copydesk.db", "T0123")
    'sqlite:///news/copydesk-T0123.db'
    """
    if not _TEAM_ID.fullmatch(team_id):
        raise CopydeskError(f"{team_id!r} is no id of a Slack workspace, such as T0123ABCD.")
    scheme, separator, rest = url.rpartition("://")
    path = Path(rest)
    return f"{scheme}{separator}{path.with_name(f'{path.stem}-{team_id}{path.suffix}')}"


class WorkspaceStores:
    """Opens the store of each workspace when it is first needed, and keeps it open."""

    def __init__(self, url: str, open_one: Callable[[str], Store] = open_store) -> None:
        self._url, self._open_one = url, open_one
        self._lock = threading.Lock()
        self._open: dict[str, tuple[Store, int]] = {}

    def get(self, team_id: str) -> Store:
        """Return the store of a workspace, made when missing."""
        url = workspace_url(self._url, team_id)
        with self._lock:
            kept = self._open.get(team_id)
            # Another process may have removed the file when the app was uninstalled.
            if kept is not None and kept[1] == _file_number(url):
                return kept[0]
            if kept is not None:
                kept[0].close()
            store = self._open_one(url)
            self._open[team_id] = (store, _file_number(url))
            return store

    def remove(self, team_id: str) -> None:
        """Delete a workspace's articles, subscriptions and answers."""
        path = _path(workspace_url(self._url, team_id))
        with self._lock:
            kept = self._open.pop(team_id, None)
            if kept is not None:
                kept[0].close()
            for ending in _FILES:
                with suppress(FileNotFoundError):
                    path.with_name(path.name + ending).unlink()

    def close(self) -> None:
        """Close all stores."""
        with self._lock:
            for store, _ in self._open.values():
                store.close()
            self._open.clear()


def _path(url: str) -> Path:
    rest = url.rpartition("://")[2]
    return Path(rest.removeprefix("/") if "://" in url else rest)


def _file_number(url: str) -> int:
    with suppress(FileNotFoundError):
        return _path(url).stat().st_ino
    return 0
