"""Processes are killed at random under load: is each question answered once, is an alert lost?

    python -m bench.chaos [--database URL] [--serves 2] [--minutes 5] [--seed 1] [--every 6]

Several `copydesk serve` share one database, each a process that takes in and one that answers,
posts and goes round. Questions come from a fake Slack, alerts are put into the outbox, articles are
read in; every few seconds one of the processes, drawn by lot, gets kill -9. One that took in is
started again as systemd would, one that answers by the one that took in. Without --database it is
a SQLite file. In the end all is counted, and logs and database are searched for the tokens.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bot.ingest.batch import ingest
from bot.sample import sample_folder
from handlers.fake_slack.server import FakeSlack
from handlers.fake_slack.workspace import Message
from handlers.slack.delivery.app import BUSY
from store import Store, open_store
from store.alerts import NewAlert
from store.copying import KEYS
from store.subscriptions import NewSubscription
from store.verdicts import NewVerdict, Side

CHANNELS = 20
ARTICLES = 40  # in one file that is read in
DRAIN_SECONDS = 420.0  # Slack sends an event again after a minute, and after five
RESTART_SECONDS = 2.0
ASKED = ("When does the truce expire?", "Who is the mayor of Port Lenna?")
_NOW = "%Y-%m-%dT%H:%M:%SZ"


@dataclass
class Process:
    """A program that is started again when it has ended."""

    command: list[str]
    variables: Mapping[str, str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = None
    ended_at: float = 0.0

    def start(self) -> None:
        """Start it; what it says is added to its log."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=dict(self.variables), stdout=log, stderr=log, cwd=self.log.parent
            )

    def keep(self) -> None:
        """Start it again a while after it ended."""
        if self.process is None or self.process.poll() is None:
            return
        if not self.ended_at:
            self.ended_at = time.monotonic()
        elif time.monotonic() - self.ended_at > RESTART_SECONDS:
            self.ended_at = 0.0
            self.start()

    def pids(self) -> list[int]:
        """Return the process and those it started."""
        if self.process is None or self.process.poll() is not None:
            return []
        own = self.process.pid
        files = Path(f"/proc/{own}/task").glob("*/children")
        return [own, *(int(pid) for file in files for pid in file.read_text().split())]

    def tell(self) -> None:
        """Tell it to end."""
        if self.process is not None:
            self.process.terminate()

    def end(self) -> int:
        """Wait until it has ended; return with which code."""
        if self.process is None:
            return 0
        try:
            return self.process.wait(60)
        finally:
            self.process.kill()


def variables_for(slack: FakeSlack) -> dict[str, str]:
    """Return the environment of a `serve` that belongs to a fake Slack."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    return own | {
        "PYTHONPATH": str(Path(__file__).parent.parent),
        "SLACK_BOT_TOKEN": slack.workspace.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
    }


@contextmanager
def serving(
    url: str, slack: FakeSlack, folder: Path, count: int, **variables: str
) -> Iterator[list[Process]]:
    """Run several `serve` on one database, until each has ended as told."""
    command = [sys.executable, "-m", "bot", "--database", url, "serve"]
    given = variables_for(slack) | variables
    serves = [Process(command, given, folder / f"serve{number}.log") for number in range(count)]
    for serve in serves:
        serve.start()
    try:
        yield serves
    finally:
        for serve in serves:
            serve.tell()
        codes = [serve.end() for serve in serves]
    assert set(codes) == {0}, codes


@dataclass
class Chaos:
    """What is asked for, told and read in while processes die."""

    url: str
    slack: FakeSlack
    folder: Path
    lot: random.Random
    store: Store
    questions: list[Message] = field(default_factory=list)
    alerts: int = 0
    files: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    reader: Process | None = None

    def ask(self) -> None:
        """Ask for help, every eighth time a question of the articles."""
        number = len(self.questions)
        asked = ASKED[number % len(ASKED)] if number % 8 == 0 else "help"
        text = f"<@{self.slack.workspace.bot_user_id}> {asked}"
        channel = f"C{self.lot.randrange(CHANNELS)}"
        self.questions.append(self.slack.people.say(channel, "U1", text))

    def alert(self) -> None:
        """Put an alert into the outbox."""
        self.store.alerts.add([make_alert(self.alerts)], time.strftime(_NOW, time.gmtime()))
        self.alerts += 1

    def read_in(self) -> None:
        """Begin to read a file of articles in; one that was killed is read in again."""
        if self.reader is not None and self.reader.process is not None:
            code = self.reader.process.poll()
            if code is None:
                return
            if code != 0:
                self.reader.start()
                return
        path = self.folder / f"articles{self.files}.jsonl"
        rows = [make_article(self.files * ARTICLES + number) for number in range(ARTICLES)]
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        self.files += 1
        command = [sys.executable, "-m", "bot", "--database", self.url, "ingest", "--no-compare"]
        given = variables_for(self.slack)
        self.reader = Process([*command, str(path)], given, self.folder / "ingest.log")
        self.reader.start()

    def kill(self, serves: list[Process]) -> None:
        """Kill one process, drawn by lot."""
        names = ("takes in", "answers")
        chosen = [pair for serve in serves for pair in zip(names, serve.pids(), strict=False)]
        chosen += [("reads", pid) for pid in (self.reader.pids() if self.reader else [])]
        if chosen:
            name, pid = self.lot.choice(chosen)
            os.kill(pid, signal.SIGKILL)
            self.kills[name] += 1

    def is_drained(self) -> bool:
        """Tell whether nothing is left to do."""
        backlog = self.store.events.backlog()
        is_open = backlog.waiting or backlog.claimed or self.store.posts.has_open()
        is_reading = self.reader is not None and self.reader.pids()
        return not (is_open or is_reading or self.store.alerts.pending()) and all(
            delivery.done.is_set() for delivery in self.slack.deliveries.log
        )


def make_alert(number: int) -> NewAlert:
    """Return an alert that says its number, on a story of its own."""
    side = Side(
        f"a{number}", 1, None, None, None, None, 0, 5, "Rain.",
        value_start=0, value_end=4, wording="Rain", speaker=None, normalised="rain",
    )  # fmt: skip
    verdict = NewVerdict(f"v{number}", "conflict", "rain", f"d{number}", f"s{number}", side, side)
    payload = json.dumps(asdict(verdict) | {"note": f"alert {number}."})
    channel = f"C{number % CHANNELS}"
    return NewAlert(channel, f"resolved:{number}", "resolved", f"s{number}", "conflict", payload)


def make_article(number: int) -> dict[str, str]:
    """Return a record that `ingest` takes."""
    words = random.Random(number)
    made = ["".join(words.choices("aeioklmnrst", k=7)) for _ in range(150)]
    return {"id": f"chaos{number}", "source": f"Wire {number % 7}", "text": " ".join(made)}


def prepare(store: Store, slack: FakeSlack) -> None:
    """Make channels that are told any number of alerts, and a newsroom to ask."""
    slack.workspace.add_user("U1", "ann")
    ingest([str(sample_folder() / "articles")], store)
    for number in range(CHANNELS):
        slack.workspace.add_channel(f"C{number}", f"desk-{number}", "U1")
        heard = NewSubscription(f"C{number}", topic="nothing of the sample", cap=100_000)
        store.subscriptions.add(heard, "2026-01-01T00:00:00Z")


def every(chaos: Chaos, seconds: float, do: Callable[[], None]) -> Callable[[], None]:
    """Return what does something about every so many seconds, at random."""
    due = time.monotonic() + seconds * chaos.lot.uniform(0.5, 1.5)

    def step() -> None:
        nonlocal due
        if time.monotonic() >= due:
            due = time.monotonic() + seconds * chaos.lot.uniform(0.5, 1.5)
            do()

    return step


def run(chaos: Chaos, serves: list[Process], seconds: float, kill_every: float) -> float:
    """Go on for a time, then let everything end; return how long that took."""
    while len(chaos.slack.deliveries.sockets) < len(serves):
        time.sleep(0.1)
    steps = [
        every(chaos, 0.4, chaos.ask),
        every(chaos, 1.0, chaos.alert),
        every(chaos, 2.0, chaos.read_in),
        every(chaos, kill_every, lambda: chaos.kill(serves)),
    ]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for step in [*steps, *(serve.keep for serve in serves)]:
            step()
        time.sleep(0.05)
    chaos.read_in()  # what was killed last
    while time.monotonic() < end + DRAIN_SECONDS and not chaos.is_drained():
        for serve in serves:
            serve.keep()
        if chaos.reader is not None and chaos.reader.process and chaos.reader.process.poll():
            chaos.reader.start()
        time.sleep(0.5)
    return time.monotonic() - end


def count(chaos: Chaos) -> dict[str, object]:
    """Return what was done how often, and what should be nought."""
    threads = [
        [m.text for m in chaos.slack.workspace.thread(asked.channel_id, asked.ts) if m.is_bot]
        for asked in chaos.questions
    ]
    answers = [[text for text in thread if not text.startswith(BUSY)] for thread in threads]
    told = Counter(
        message.text
        for message in chaos.slack.workspace.all_messages()
        if message.is_bot and message.text.startswith("Settled: alert ")
    )
    alerts = [told[f"Settled: alert {number}."] for number in range(chaos.alerts)]
    ids = {f"chaos{n}" for n in range(chaos.files * ARTICLES)}
    kept = [one.article_id for one in chaos.store.articles.latest(10**6)]
    return {
        "killed": dict(chaos.kills),
        "given up by Slack": sum(not one.is_acked for one in chaos.slack.deliveries.log),
        "left undone": chaos.store.events.backlog().waiting,
        "questions": len(answers),
        "answered never": sum(not each for each in answers),
        "answered twice": sum(len(each) > 1 for each in answers),
        "alerts": len(alerts),
        "alerts lost": sum(not times for times in alerts),
        "alerts doubled": sum(times > 1 for times in alerts),
        "articles": len(ids),
        "articles lost or doubled": len(ids ^ {one for one in kept if one.startswith("chaos")}),
        "secrets or messages in logs and rows": len(find_secrets(chaos)),
    }


def find_secrets(chaos: Chaos) -> list[str]:
    """Return where a token stands in a log or a row, or the words of a message in a log."""
    slack = chaos.slack
    secrets = (slack.workspace.bot_token, slack.app_token, slack.signing_secret)
    found = []
    for log in chaos.folder.glob("*.log"):
        text = log.read_text("utf-8", "replace")
        found += [log.name for word in (*secrets, *ASKED) if word in text]
    with closing(open_store(chaos.url, to_read=True)) as store:
        db = store.connections.get()
        rows = ((table, str(row)) for table in KEYS for row in db.query(f"select * from {table}"))
        return found + [table for table, row in rows if any(word in row for word in secrets)]


def main() -> None:
    """Let processes die for some minutes; exit code 1 where something was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", help="an empty one on a server; else a SQLite file")
    parser.add_argument("--serves", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--every", type=float, default=6.0, help="seconds between two kills")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with FakeSlack() as slack, tempfile.TemporaryDirectory() as folder:
        url = options.database or f"sqlite:///{folder}/chaos.db"
        store = open_store(url)
        prepare(store, slack)
        chaos = Chaos(url, slack, Path(folder), random.Random(options.seed), store)
        with serving(url, slack, Path(folder), options.serves) as serves:
            took = run(chaos, serves, options.minutes * 60, options.every)
        found = count(chaos)
        store.close()
    for name, value in (found | {"all done after s": round(took, 1)}).items():
        print(f"{name:>38}  {value}")
    bad = ("answered never", "answered twice", "alerts lost", "alerts doubled")
    sys.exit(any(found[name] for name in (*bad, *list(found)[-2:])))


if __name__ == "__main__":
    main()
