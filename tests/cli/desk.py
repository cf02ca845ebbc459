"""Runs the command line in this process, with an asker that has its answers written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from answer_samples import ABSTAINED
from ask_samples import whole
from click.testing import CliRunner, Result
from scripted_networks import ScriptedJudge

from bot.ask.answer import Answer
from bot.ask.retrieving import Filters
from bot.settings import Settings
from handlers.cli.app import copydesk
from handlers.cli.context import Wiring
from store import Store, open_store

CLOCK = datetime(2026, 5, 10, 12, 0, tzinfo=UTC)


@dataclass
class WrittenAsker:
    """Gives the answer written down for a question, and notes what it was asked."""

    answers: Mapping[str, Answer]
    asked: list[tuple[str, datetime, Filters, int]] = field(default_factory=list)

    def __call__(
        self, store: Store, text: str, at: datetime, *, filters: Filters, top: int
    ) -> Answer:
        self.asked.append((text, at, filters, top))
        if text == "boom":
            raise RuntimeError("the asker fell over")
        written = self.answers.get(text, ABSTAINED)
        return replace(written, question=text, asked_at=at.isoformat())


JUDGE = ScriptedJudge(shared=4)
"""Takes what two articles say in nearly the same words for one fact."""


@dataclass
class Desk:
    """A newsroom in a folder, and what was typed there."""

    folder: Path
    asker: WrittenAsker

    @property
    def database(self) -> str:
        return str(self.folder / "news.db")

    def make(self) -> None:
        """Make the database, with nothing in it."""
        open_store(self.database).close()

    def run(self, *words: str, input: str | bytes | None = None) -> Result:
        wiring = Wiring(
            Settings(self.database), ask=self.asker, clock=lambda: CLOCK, judge=lambda: JUDGE
        )
        return CliRunner().invoke(copydesk, words, obj=wiring, input=input)

    def add(self, article_id: str, text: str, source: str, day: str | None = None,
            title: str | None = None) -> None:  # fmt: skip
        store = open_store(self.database)
        store.articles.add(whole(article_id, text, source, day, title=title or text[:20]))
        store.close()
