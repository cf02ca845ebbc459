"""Watched questions are asked again, and answers that quote corrected words are listed."""

from datetime import UTC, datetime
from pathlib import Path

from conflict_samples import NOW, asking_for, newsroom, put

from bot.ask.answer import Answer, IndexState, Value, as_json
from bot.conflicts.watching import ask_again, to_repair, watch
from handlers.payload import save_answer
from store import Store

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


class WrittenAnswers:
    """Gives the value that was written down last."""

    def __init__(self, value: str) -> None:
        self.value = value
        self.asked = 0

    def __call__(self, store: Store, question: str, at: datetime) -> Answer:
        self.asked += 1
        value = Value(self.value, "date", self.value, "day", "side", 1, ())
        index = IndexState(1, None)
        return Answer(
            question, NOW, "answered", (value,), (), None, (), ("truce",), "a date", index
        )


def test_a_question_is_asked_again_only_when_an_article_touches_it(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        answers = WrittenAnswers("2026-05-18")
        watch(store, "C1", "When does the Orsk truce expire?", answers, AT)
        put(store, "one", "The tunnel of Halden is wet.", "Radio Halden")
        assert ask_again(store, ["one"], answers, AT) == []
        assert answers.asked == 1
        put(store, "two", "The Orsk truce expires later.", "Radio Halden")
        assert ask_again(store, ["two"], answers, AT) == []
        assert answers.asked == 2


def test_a_change_is_told_once(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        answers = WrittenAnswers("2026-05-18")
        watch(store, "C1", "When does the Orsk truce expire?", answers, AT)
        put(store, "one", "The Orsk truce expires later.", "Radio Halden")
        answers.value = "2026-05-21"
        (changed,) = ask_again(store, ["one"], answers, AT)
        assert changed.before == ("2026-05-18",)
        assert ask_again(store, ["one"], answers, AT) == []
        (alert,) = store.alerts.pending()
        assert (alert.channel_id, alert.kind, alert.story) == ("C1", "watch", "watch:1")


def test_an_answer_that_quotes_what_was_corrected_is_listed(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put(store, "one", "The Orsk truce expires on 18 May 2026.", "Radio Halden")
        put(store, "two", "The Halden tunnel opens on 3 June 2026.", "Radio Halden")
        ask = asking_for("18 May 2026", "3 June 2026")
        ids = [
            save_answer(store, ask(store, question, AT))
            for question in ("When does the Orsk truce expire?", "When does the tunnel open?")
        ]
        assert to_repair(store) == []
        put(store, "one", "The Orsk truce expires on 21 May 2026.", "Radio Halden")
        put(store, "two", "The Halden tunnel opens on 3 June 2026. It is wet.", "Radio Halden")
        (outdated,) = to_repair(store)
        assert outdated.answer.answer_id == ids[0]
        assert outdated.quotes == ("The Orsk truce expires on 18 May 2026.",)


def test_a_written_answer_is_one_of_the_contract() -> None:
    assert as_json(WrittenAnswers("x")(None, "q", AT))["status"] == "answered"  # type: ignore[arg-type]
