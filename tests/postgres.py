"""A PostgreSQL server of the tests' own, in a folder of its own, reached by a socket there."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")
FAST = "-c fsync=off -c listen_addresses='' -c shared_buffers=64MB -c max_connections=200"


def find_program(name: str) -> str | None:
    places = [str(path) for place in PLACES for path in sorted(Path("/").glob(place[1:]))]
    return shutil.which(name, path=os.pathsep.join([*reversed(places), os.environ["PATH"]]))


class Server:
    def __init__(self, folder: Path) -> None:
        self.folder, self._made = folder, 0
        # It does not run as root.
        self.user: dict[str, Any] = {"user": "postgres"} if os.getuid() == 0 else {}

    def run(self, name: str, *words: str) -> None:
        with (self.folder / "log").open("ab") as log:
            command = [str(find_program(name)), *words]
            subprocess.run(command, check=True, stdout=log, stderr=log, cwd="/", **self.user)

    def start(self, options: str = FAST) -> None:
        """Make the cluster where it is missing, and start it."""
        if not (self.folder / "data").exists():
            more = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
            self.run("initdb", "-D", f"{self.folder}/data", *more)
        self.run(
            *("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/server.log"),
            *("-o", f"{options} -k {self.folder}", "start"),
        )

    def stop(self, mode: str = "fast") -> None:
        """Stop it, or with "immediate" have it fall."""
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-m", mode, "stop")

    def new_url(self) -> str:
        self._made += 1
        return f"postgresql://postgres@/postgres?host={self.folder}&schema=test{self._made}"


def roomy_memory() -> str | None:
    """Return a folder in memory with room for the many thousand files of the schemas, if any."""
    with suppress(OSError):
        if shutil.disk_usage("/dev/shm").free > 2**30:
            return "/dev/shm"
    return None


_GUARD = """read -r _; "$0" -D "$1/data" -w -m fast stop; rm -rf "$1" """


@contextmanager
def guarded(folder: Path, user: dict[str, Any]) -> Iterator[None]:
    """Stop the server in a folder and remove it afterwards, also when this process is killed.

    Another process waits for this one to end: a server left to itself keeps its memory for good.
    """
    command = ["sh", "-c", _GUARD, str(find_program("pg_ctl")), str(folder)]
    nowhere = subprocess.DEVNULL
    guard = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere, cwd="/",
        start_new_session=True, **user,
    )  # fmt: skip
    try:
        yield
    finally:
        guard.communicate()


@contextmanager
def open_server() -> Iterator[Server]:
    """Start a server; skip what needs it, and say why, where there is none to start."""
    pytest.importorskip("psycopg", reason="PostgreSQL is NOT tried: psycopg is not installed")
    if find_program("initdb") is None or find_program("pg_ctl") is None:
        pytest.skip("PostgreSQL is NOT tried: there is no initdb (Debian: apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="pg", dir=roomy_memory()))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    server = Server(folder)
    with guarded(folder, server.user):
        server.start()
        yield server
