"""Settings: the environment and the file .env, read once and checked before anything starts."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from dotenv import dotenv_values

from store.errors import CopydeskError

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
SLACK_API = "https://slack.com/api/"
LogFormat = Literal["plain", "json"]


@dataclass(frozen=True)
class Settings:
    """One field a variable, whose name is the field's in capitals; None is "not set"."""

    database_url: str = "sqlite:///copydesk.db"
    slack_bot_token: str | None = None
    slack_app_token: str | None = None
    slack_signing_secret: str | None = None
    slack_client_id: str | None = None
    slack_client_secret: str | None = None
    slack_token_key: str | None = None
    slack_allowed_bots: frozenset[str] = frozenset()
    feeds_allow: frozenset[str] = frozenset()
    reader_model: str | None = None
    log_level: str = "INFO"
    log_format: LogFormat = "plain"
    slack_api_url: str = SLACK_API
    admins: tuple[str, ...] = ()
    retention_days: int | None = None
    retention_articles_days: int | None = None


def share(name: str, value: str) -> None:
    """Set a variable for libraries that read it themselves, and for the processes we start."""
    os.environ[name] = value


def variables() -> list[str]:
    """Return the names of all variables that are read, in the order of .env.example."""
    return [field.name.upper() for field in fields(Settings)]


def load_settings(folder: Path = Path()) -> Settings:
    """Read the variables of the environment, and those of the folder's .env that it lacks."""
    return read_settings({**_dot_env(folder / ".env"), **os.environ})


def _dot_env(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        found = dotenv_values(path)
    except (OSError, UnicodeDecodeError) as error:
        message = f"The file {path} cannot be read ({error}). Make it UTF-8 text that you may read."
        raise CopydeskError(message) from error
    return {name: value for name, value in found.items() if value is not None}


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Return the settings that variables state; a malformed one stops with its name.

    >>> read_settings({"LOG_LEVEL": "debug"}).log_level
    'DEBUG'
    """
    stated = {name: environ[name].strip() for name in variables() if name in environ}
    values: dict[str, Any] = {
        name.lower(): READ.get(name, _any)(name, value) for name, value in stated.items()
    }
    return Settings(**{name: value for name, value in values.items() if value is not None})


def _any(name: str, value: str) -> str | None:
    return value or None


def _database(name: str, value: str) -> str:
    if not value:
        raise malformed(name, value, "Name a database, such as sqlite:///copydesk.db")
    return value


def _level(name: str, value: str) -> str | None:
    if value and value.upper() not in LOG_LEVELS:
        raise malformed(name, value, f"Choose one of {', '.join(LOG_LEVELS)}")
    return value.upper() or None


def _format(name: str, value: str) -> str | None:
    if value and value.lower() not in get_args(LogFormat):
        raise malformed(name, value, f"Choose one of {', '.join(get_args(LogFormat))}")
    return value.lower() or None


def _address(name: str, value: str) -> str | None:
    if value and not value.startswith(("http://", "https://")):
        raise malformed(name, value, "It begins with http:// or https://")
    return f"{value.rstrip('/')}/" if value else None


def _token(start: str) -> Callable[[str, str], str | None]:
    def read(name: str, value: str) -> str | None:
        if value and (not value.startswith(start) or len(value.split()) > 1):
            # A token is a secret: the message shows only how it begins.
            raise malformed(name, f"{value[:5]}…", f"Slack's token for it begins with {start}")
        return value or None

    return read


def _bots(name: str, value: str) -> frozenset[str]:
    if value and not re.fullmatch(r"B[A-Z0-9]+(\s*,\s*B[A-Z0-9]+)*", value):
        raise malformed(name, value, "List the ids of bots, with commas between: B024BE7LH")
    return frozenset(_listed(value))


def _admins(name: str, value: str) -> tuple[str, ...]:
    if value and not re.fullmatch(r"[UWS][A-Z0-9]+(\s*,\s*[UWS][A-Z0-9]+)*", value):
        advice = "List ids of people or user groups, with commas between: U024BE7LH,S061AB2CD"
        raise malformed(name, value, advice)
    return tuple(_listed(value))


def _days(name: str, value: str) -> int | None:
    if value and not re.fullmatch(r"[1-9][0-9]{0,4}", value):
        raise malformed(name, value, "Give a number of days, such as 365")
    return int(value) if value else None


def _hosts(name: str, value: str) -> frozenset[str]:
    if value and not re.fullmatch(r"[\w.:-]+(\s*,\s*[\w.:-]+)*", value):
        raise malformed(name, value, "List names of hosts, with commas between: cms.example.org")
    return frozenset(_listed(value.lower()))


def _listed(value: str) -> list[str]:
    return re.findall(r"[^\s,]+", value)


READ: Mapping[str, Callable[[str, str], object]] = {
    "DATABASE_URL": _database,
    "LOG_LEVEL": _level,
    "LOG_FORMAT": _format,
    "SLACK_BOT_TOKEN": _token("xoxb-"),
    "SLACK_APP_TOKEN": _token("xapp-"),
    "SLACK_ALLOWED_BOTS": _bots,
    "FEEDS_ALLOW": _hosts,
    "ADMINS": _admins,
    "RETENTION_DAYS": _days,
    "RETENTION_ARTICLES_DAYS": _days,
    "SLACK_API_URL": _address,
}


def malformed(name: str, value: str, advice: str) -> CopydeskError:
    """Return the error that names a variable, its value and what to do."""
    return CopydeskError(
        f"The variable {name} has the value {value!r}. {advice}, or remove it from .env "
        "and the environment."
    )
