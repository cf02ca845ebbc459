"""The composition root: settings are read, parts are put together, and the command line runs."""

import shutil
import sys
from pathlib import Path

from bot.ask.asker import NetworkAsker
from bot.settings import load_settings
from handlers.cli.app import copydesk
from handlers.cli.context import Wiring
from handlers.logs import start_logging
from store.errors import CopydeskError


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
    wiring = Wiring(settings, program_name(), NetworkAsker(settings.reader_model))
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
