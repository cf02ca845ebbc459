"""What is done when articles have come in: comparing, and asking watched questions again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from conflict_samples import FIRE, FIRE_OTHERWISE, JUDGE, asking_for, newsroom, put

from bot.conflicts.arrivals import Arrived, Findings, take_in, take_in_new
from bot.conflicts.watching import watch

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
QUESTION = "How many people died in the Anchor Hall in Skelby?"
ASK = asking_for("Four", "Six")


class Interrupted(Exception):
    pass


def break_off(done: int) -> None:
    raise Interrupted


def test_new_articles_are_compared_and_watched_questions_asked_again(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put(store, "one", FIRE, "The Quay Courier")
        take_in_new(store, ASK, AT, JUDGE)
        watch(store, "C1", QUESTION, ASK, AT)
        put(store, "two", FIRE_OTHERWISE, "Radio Halden")
        arrived = take_in_new(store, ASK, AT, JUDGE)
        (conflict,) = arrived.findings.conflicts
        assert (conflict.a.wording, conflict.b.wording) == ("Four", "Six")
        assert [one.watch.question for one in arrived.changed] == [QUESTION]
        assert [alert.kind for alert in store.alerts.pending()] == ["watch"]
        assert take_in_new(store, ASK, AT, JUDGE) == Arrived(Findings())


def test_a_run_that_was_broken_off_is_made_good_and_tells_nothing_twice(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put(store, "one", FIRE, "The Quay Courier")
        take_in_new(store, ASK, AT, JUDGE)
        watch(store, "C1", QUESTION, ASK, AT)
        put(store, "two", FIRE_OTHERWISE, "Radio Halden")
        put(store, "three", "The tunnel of Halden is wet.", "Radio Halden")
        with pytest.raises(Interrupted):
            take_in_new(store, ASK, AT, JUDGE, break_off)
        assert store.compared.missing() == ["three"]
        assert take_in_new(store, ASK, AT, JUDGE).changed == ()
        assert store.compared.missing() == []
        assert len(store.alerts.pending()) == 1


def test_only_the_articles_named_are_taken_in(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        put(store, "one", FIRE, "The Quay Courier")
        put(store, "two", FIRE_OTHERWISE, "Radio Halden")
        assert take_in(store, ["one"], ASK, AT, JUDGE).findings.articles == 1
        assert store.compared.missing() == ["two"]
