"""The composition root: settings are read, parts are put together, and the command line runs."""

import re
import shutil
import sys
from pathlib import Path

from bot.ask.asker import NetworkAsker
from bot.settings import load_settings
from handlers.cli.app import copydesk
from handlers.cli.context import SlackTokens, Wiring
from handlers.logs import start_logging
from store.errors import CopydeskError
from store.retention import Retention


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a quotation mark must not cost the answer.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        settings = load_settings()
    except CopydeskError as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(2)
    start_logging(settings.log_level, settings.log_format)
    asker = NetworkAsker(settings.reader_model)
    tokens = SlackTokens(
        settings.slack_bot_token,
        settings.slack_app_token,
        settings.slack_signing_secret,
        settings.slack_api_url,
        settings.slack_client_id,
        settings.slack_client_secret,
        settings.slack_token_key,
        settings.slack_allowed_bots,
        settings.admins,
    )
    hosts = frozenset(re.findall(r"[^\s,]+", settings.feeds_allow or ""))
    stated = (settings.retention_days, settings.retention_articles_days)
    days = (int(one) if one else None for one in stated)
    wiring = Wiring(
        database=settings.database_url, program=program_name(), ask=asker, slack=tokens,
        feeds_allow=hosts, retention=Retention(*days),
    )  # fmt: skip
    copydesk(obj=wiring, prog_name=wiring.program)


def program_name() -> str:
    """Return how the user can type this program: by name, by path, or as a module."""
    if shutil.which("copydesk"):
        return "copydesk"
    started = Path(sys.argv[0])
    if started.name != "copydesk":
        return "python -m bot"
    here = Path.cwd()
    return str(started.relative_to(here) if started.is_relative_to(here) else started)


if __name__ == "__main__":
    main()
