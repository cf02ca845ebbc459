"""What is done when articles have come in: comparing, and asking watched questions again."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from conflict_samples import COURIER, FIRE, FIRE_OTHERWISE, JUDGE, RADIO, asking_for, put
from scripted_networks import ScriptedJudge

from bot.conflicts.incoming import Arrived, Findings, compare_all, take_in, take_in_new
from bot.conflicts.watching import to_repair, watch
from bot.reader.judge import Judged, Marked
from handlers.payload import save_answer
from store import Store
from store.times import to_second

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
QUESTION = "How many people died in the Anchor Hall in Skelby?"
ASK = asking_for("Four", "Six")


class Interrupted(Exception):
    pass


def break_off(done: int) -> None:
    raise Interrupted


@pytest.fixture
def watched(store: Store) -> Store:
    """A store with an article, and a watched question that it answers."""
    put(store, "one", FIRE, COURIER)
    take_in_new(store, ASK, AT, JUDGE)
    watch(store, "C1", QUESTION, ASK, AT)
    return store


def test_new_articles_are_compared_and_watched_questions_asked_again(watched: Store) -> None:
    put(watched, "two", FIRE_OTHERWISE, RADIO)
    arrived = take_in_new(watched, ASK, AT, JUDGE)
    (conflict,) = arrived.findings.conflicts
    assert (conflict.a.wording, conflict.b.wording) == ("Four", "Six")
    (changed,) = arrived.changed
    assert (changed.watch.question, changed.before) == (QUESTION, ("4 person",))
    (alert,) = watched.alerts.pending()
    assert (alert.channel_id, alert.kind, alert.story) == ("C1", "watch", "watch:1")
    assert take_in_new(watched, ASK, AT, JUDGE) == Arrived(Findings())


def test_a_question_is_asked_again_only_when_an_article_touches_it(watched: Store) -> None:
    asked: list[str] = []

    def ask(store: Store, question: str, at: datetime) -> object:
        asked.append(question)
        return ASK(store, question, at)

    for article_id, text in (("two", "The tunnel of Skelby is wet."), ("three", f"{FIRE} Cold.")):
        put(watched, article_id, text, RADIO)
        assert take_in(watched, [article_id], ask, AT, JUDGE).changed == ()  # type: ignore[arg-type]
    assert asked == [QUESTION]


def test_a_run_that_was_broken_off_is_made_good_and_tells_nothing_twice(watched: Store) -> None:
    put(watched, "two", FIRE_OTHERWISE, RADIO)
    put(watched, "three", "The tunnel of Halden is wet.", RADIO)
    with pytest.raises(Interrupted):
        take_in_new(watched, ASK, AT, JUDGE, break_off)
    assert watched.compared.missing() == ["three"]
    assert take_in_new(watched, ASK, AT, JUDGE).changed == ()
    assert watched.compared.missing() == []
    assert len(watched.alerts.pending()) == 1


def test_an_edit_while_its_article_is_compared_is_compared_too(store: Store) -> None:
    class Editing(ScriptedJudge):
        def judge(self, pairs: Sequence[tuple[Marked, Marked]]) -> list[Judged]:
            store.articles.edit("two", {"published_at": "2026-03-09"})
            return super().judge(pairs)

    put(store, "one", FIRE, COURIER)
    compare_all(store, ["one"], JUDGE, to_second(AT))
    put(store, "two", FIRE_OTHERWISE, RADIO)
    compare_all(store, ["two"], Editing(), to_second(AT))
    assert store.compared.missing() == ["two"]


def test_an_edit_after_the_watched_questions_were_asked_has_them_asked_anew(watched: Store) -> None:
    def ask(store: Store, question: str, at: datetime) -> object:
        store.articles.edit("three", {"title": "Four die in the Anchor Hall in Skelby"})
        return ASK(store, question, at)

    put(watched, "two", FIRE_OTHERWISE, RADIO)
    put(watched, "three", "The tunnel of Skelby is wet.", RADIO)
    take_in_new(watched, ask, AT, JUDGE)  # type: ignore[arg-type]
    assert watched.compared.missing() == ["three"]
    take_in_new(watched, ASK, AT, JUDGE)
    assert watched.compared.missing() == []


def test_an_answer_that_quotes_what_was_corrected_is_listed(store: Store) -> None:
    put(store, "one", "The Orsk truce expires on 18 May 2026.", RADIO)
    put(store, "two", "The Halden tunnel opens on 3 June 2026.", RADIO)
    ask = asking_for("18 May 2026", "3 June 2026")
    questions = ("When does the Orsk truce expire?", "When does the tunnel open?")
    first, _ = (save_answer(store, ask(store, question, AT)) for question in questions)
    assert to_repair(store, store.answers.due().values()) == []
    store.answers.settle(store.answers.due())
    assert store.answers.due() == {}
    put(store, "one", "The Orsk truce expires on 21 May 2026.", RADIO)
    put(store, "two", "The Halden tunnel opens on 3 June 2026. It is wet.", RADIO)
    (outdated,) = to_repair(store, store.answers.due().values())
    assert outdated.answer.answer_id == first
    assert outdated.quotes == ("The Orsk truce expires on 18 May 2026.",)
