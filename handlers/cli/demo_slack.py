"""Copydesk in a Slack of its own on this machine: a page to ask in, with the sample newsroom."""

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.ask.asker import Asker
from bot.ingest.batch import ingest
from bot.sample import sample_folder
from bot.settings import Settings
from handlers.cli.context import Context
from handlers.fake_slack.page import Control, Look, Page
from handlers.fake_slack.server import FakeSlack
from handlers.fake_slack.workspace import Workspace
from handlers.slack.delivery.api import single_workspace
from handlers.slack.delivery.app import assemble
from handlers.slack.delivery.rounds import Rounds
from handlers.slack.delivery.service import Pace
from handlers.slack.delivery.transports import SocketTransport
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.listing import make_manifest, make_routes
from handlers.slack.surfaces.taking_in import compare
from handlers.when import utc_now
from store import open_store
from store.errors import CopydeskError
from store.subscriptions import NewSubscription

PORT = 8765
YOU = "U0READER"
DESK, ALERTS = "C0NEWSDESK", "C0ALERTS"
NOW = datetime(2026, 11, 10, 18, tzinfo=UTC)
"""When the demo begins: the day from which the sample newsroom is asked."""

ROUND_SECONDS = 1.0

HELD_BACK = (
    "capital-post-bridge-minister.html",
    "courier-truce-begins.md",
    "meridian-tolvane.txt",
    "gazette-ferry-correction.txt",
)
"""Articles that come in while one watches: the first contradicts, the last corrects."""

QUESTIONS = (
    "When does the truce expire?",
    "Who is the mayor of Port Lenna?",
    "Will Merrow cut jobs on the furnace floor?",
    "What will the central bank do in December?",
)
INTRO = "Ask about the truce, the ferry, the takeover or the bridge: @copydesk and a question"


def run_slack_demo(context: Context, port: int) -> None:
    """Run the demo until Ctrl-C; nothing of it is kept."""
    context.console.print("Reading the sample newsroom ...")
    with open_slack_demo(context.wiring.ask, port) as slack:
        context.console.print(f"Copydesk in a Slack of its own is at {slack.url}")
        context.console.print("Open it in a browser. Nobody else can reach it. Ctrl-C ends it.")
        threading.Event().wait()


@contextmanager
def open_slack_demo(asker: Asker, port: int = 0) -> Iterator[FakeSlack]:
    """Start the fake Slack with its page and the app on the sample newsroom, and stop them.

    The database is a new one each time: to the app the fake Slack, which begins anew, would
    repeat the events of the last time.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="copydesk-demo-")))
        store = open_store(str(folder / "demo.db"))
        stack.callback(store.close)
        desk = Desk(store, asker, demo_clock())
        held_back = HeldBack(desk, unpack_sample(folder))
        held_back.read(folder / "articles")
        # What the sample disagrees on from the start is on the Home tab; only what is new alerts.
        store.subscriptions.add(NewSubscription(ALERTS, created_by=YOU), desk.now())
        slack = FakeSlack(port=port, routes=lambda made: Page(made, look_of(held_back)).routes())
        furnish(slack.workspace)
        listen(slack, port)
        stack.callback(slack.stop)
        serve_in(slack, desk, stack)
        yield slack


def unpack_sample(folder: Path) -> list[Path]:
    """Put the sample newsroom into a folder; return the articles held back, in another."""
    articles, coming = folder / "articles", folder / "coming"
    shutil.copytree(sample_folder() / "articles", articles)
    coming.mkdir()
    return [(articles / name).rename(coming / name) for name in HELD_BACK]


def demo_clock() -> Callable[[], datetime]:
    """Return a clock that goes on from the day of the demo."""
    started = utc_now()
    return lambda: NOW + (utc_now() - started)


class HeldBack:
    """Lets the articles held back come in, one at a time."""

    def __init__(self, desk: Desk, coming: Sequence[Path]) -> None:
        self._desk, self._coming = desk, list(coming)

    def let_in(self) -> str:
        """Read the next article in and say which it was."""
        if not self._coming:
            return "All articles of the sample newsroom are in."
        new = self.read(self._coming.pop(0))
        found = (self._desk.store.articles.get(article_id) for article_id in new)
        told = [f"“{article.title}”, {article.source}" for article in found if article]
        return f"An article came in: {'; '.join(told)}."

    def read(self, place: Path) -> list[str]:
        """Read articles in, compare what they state with what is known, and return which."""
        ingest([str(place)], self._desk.store)
        new = self._desk.store.compared.missing()
        compare(self._desk, new)
        return new


def look_of(held_back: HeldBack) -> Look:
    """Return what the page offers, the commands and shortcuts as the manifest has them."""
    features = make_manifest()["features"]
    return Look(
        YOU,
        INTRO,
        [(each["command"], each["usage_hint"]) for each in features["slash_commands"]],
        [(each["callback_id"], each["name"]) for each in features["shortcuts"]],
        [Control("Let an article come in", held_back.let_in)],
        [f"@copydesk {question}" for question in QUESTIONS],
    )


def furnish(workspace: Workspace) -> None:
    """Put a person and two channels into the workspace."""
    workspace.add_user(YOU, "you")
    workspace.add_channel(DESK, "newsdesk", YOU)
    workspace.add_channel(ALERTS, "alerts", YOU, topic="Where Copydesk tells of new disagreements")
    workspace.open_dm(YOU)


def listen(slack: FakeSlack, port: int) -> None:
    """Start the server; a port that is taken is said."""
    try:
        slack.start()
    except OSError as error:
        raise CopydeskError(
            f"Port {port} of this machine is taken. Choose another: --port {port + 1}."
        ) from error


def serve_in(slack: FakeSlack, desk: Desk, stack: ExitStack) -> None:
    """Start the app, connected to the fake Slack by Socket Mode as `serve` is to the real one."""
    made = assemble(
        desk.store.events,
        desk.store.posts,
        make_routes(lambda team_id: desk),
        single_workspace(slack.workspace.bot_token),
        Settings(slack_api_url=slack.api_url),
        Pace(post_seconds=0.2),
    )
    transport = SocketTransport(made.app, slack.app_token, slack.api_url)
    made.service.start()
    stack.callback(made.service.stop, 5.0)
    transport.start()
    stack.callback(transport.stop, 2.0)
    team_id = slack.workspace.team_id
    rounds = Rounds(lambda _: desk, lambda: [team_id], made.service.outbox, ROUND_SECONDS)
    rounds.start()
    stack.callback(rounds.stop, 2.0)
