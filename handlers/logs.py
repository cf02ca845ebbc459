"""The log: one line for each thing that happened, each with the event that it was done for.

What people wrote, and tokens, are in none of them: lines are made of names, ids and numbers.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from bot.settings import LogFormat

_request: ContextVar[str | None] = ContextVar("request", default=None)


@contextmanager
def working_on(request_id: str) -> Iterator[None]:
    """Put an id on every line that this thread logs meanwhile."""
    token = _request.set(request_id)
    try:
        yield
    finally:
        _request.reset(token)


def quiet(name: str) -> logging.Logger:
    """Return a logger for a library that would log what people wrote, or tokens."""
    logger = logging.getLogger(name)
    logger.setLevel(logging.CRITICAL)
    return logger


def note(log: logging.Logger, what: str, **told: object) -> None:
    """Log that something happened, with ids and numbers that tell of it; None is left out."""
    log.info(what, extra={"told": told})


class Lines(logging.Formatter):
    """Lays a record out as a line for people, or as a line of JSON."""

    def __init__(self, form: LogFormat = "plain") -> None:
        super().__init__()
        self._form = form

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; an error's text is left out, as it may quote what somebody wrote."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = " ".join(record.getMessage().split())
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        all_told = {"request": _request.get(), "error": error, **getattr(record, "told", {})}
        told = {name: value for name, value in all_told.items() if value is not None}
        if self._form == "json":
            line = {"at": at, "level": record.levelname, "logger": record.name, "said": said}
            return json.dumps({**line, **told}, ensure_ascii=False, default=str)
        pairs = "".join(f" {name}={value}" for name, value in told.items())
        return f"{at} {record.levelname} {record.name}: {said}{pairs}"


def start_logging(level: str, form: LogFormat) -> None:
    """Write what is logged to stderr, every request to a web server excepted."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines(form))
    logging.basicConfig(level=level, handlers=[handler])
    logging.getLogger("httpx").setLevel(max(logging.WARNING, logging.getLogger().level))
