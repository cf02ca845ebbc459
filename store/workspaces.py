"""Workspaces: each has a database of its own, so that nothing of one is found in another."""

import re
import threading
from collections.abc import Callable

from store import Store, open_store
from store.engines import engine_of
from store.errors import CopydeskError

_TEAM_ID = re.compile(r"[A-Z0-9]{2,32}")


def workspace_url(url: str, team_id: str) -> str:
    """Return the database of a workspace beside the one that the settings name.

    >>> workspace_url("sqlite:///news/copydesk.db", "T0123")
    'sqlite:///news/copydesk-T0123.db'
    """
    if not _TEAM_ID.fullmatch(team_id):
        raise CopydeskError(f"{team_id!r} is no id of a Slack workspace, such as T0123ABCD.")
    return engine_of(url).beside(url, team_id)


class WorkspaceStores:
    """Opens the store of each workspace when it is first needed, and keeps it open."""

    def __init__(self, url: str, open_one: Callable[[str], Store] = open_store) -> None:
        self._url, self._open_one = url, open_one
        self._lock = threading.Lock()
        self._open: dict[str, Store] = {}

    def get(self, team_id: str) -> Store:
        """Return the store of a workspace, made when missing."""
        url = workspace_url(self._url, team_id)
        with self._lock:
            kept = self._open.get(team_id)
            # Another process may have removed it when the app was uninstalled.
            if kept is not None and not kept.connections.is_gone():
                return kept
            if kept is not None:
                kept.close()
            self._open[team_id] = self._open_one(url)
            return self._open[team_id]

    def remove(self, team_id: str) -> None:
        """Delete a workspace's articles, subscriptions and answers."""
        url = workspace_url(self._url, team_id)
        with self._lock:
            kept = self._open.pop(team_id, None)
            if kept is not None:
                kept.close()
            engine_of(url).erase(url)

    def close(self) -> None:
        """Close all stores."""
        with self._lock:
            for store in self._open.values():
                store.close()
            self._open.clear()
