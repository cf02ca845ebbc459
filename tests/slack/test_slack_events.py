"""The inbox: stored once, claimed by one, in order within a lane."""

from collections.abc import Iterator

import pytest

from store import Store, open_store
from store.events import Backlog, Event, Events, NewEvent


@pytest.fixture
def events(database: str) -> Iterator[Events]:
    store: Store = open_store(database)
    yield store.events
    store.close()


def claimed(events: Events, now: float = 10.0, worker: str = "w1") -> str | None:
    event = events.claim(worker, now, lease=5.0)
    return event.event_id if event else None


def test_an_event_and_a_message_are_stored_once(events: Events) -> None:
    assert events.add(NewEvent("e1", "a", "hello", message_key="T:C:1"), 1.0)
    assert not events.add(NewEvent("e1", "a", "hello again"), 2.0)
    assert not events.add(NewEvent("e2", "a", "", message_key="T:C:1"), 2.0)
    assert events.claim("w1", 3.0, 5.0) == Event("e1", "a", "hello", 1, "1970-01-01T00:00:01.000Z")
    assert claimed(events, now=4.0) is None
    assert events.add(NewEvent("e3", "a", "", message_key="T:C:2"), 5.0)


@pytest.mark.parametrize("fails", [False, True])
def test_a_lane_is_worked_on_in_order_and_others_go_ahead(events: Events, fails: bool) -> None:
    for event_id, lane in (("a1", "a"), ("a2", "a"), ("b1", "b")):
        events.add(NewEvent(event_id, lane, ""), 1.0)
    assert [claimed(events) for _ in range(3)] == ["a1", "b1", None]
    if fails:
        events.fail("a1", "ValueError", 11.0)
    else:
        events.finish("a1", 11.0)
    assert claimed(events) == "a2"


def test_a_stop_ends_what_is_open_in_its_lane_and_nothing_that_comes_later(
    events: Events,
) -> None:
    for event_id, lane in (("a1", "a"), ("a2", "a"), ("b1", "b")):
        events.add(NewEvent(event_id, lane, ""), 1.0)
    claimed(events)
    assert events.add(NewEvent("s1", "s1", "", stops="a"), 2.0)
    events.add(NewEvent("a3", "a", ""), 3.0)
    assert not events.add(NewEvent("s1", "s1", "", stops="a"), 4.0)
    stopped = [each for each in ("a1", "a2", "a3", "b1") if events.is_stopped(each)]
    assert stopped == ["a1", "a2"]


def test_what_a_worker_holds_is_another_s_once_it_neither_renews_nor_ends(events: Events) -> None:
    events.add(NewEvent("e1", "a", ""), 1.0)
    assert claimed(events, now=10.0) == "e1"
    events.renew("w1", 14.0, 5.0)
    assert claimed(events, now=18.9, worker="w2") is None
    again = events.claim("w2", 19.0, 5.0)
    assert again is not None
    assert (again.event_id, again.attempts) == ("e1", 2)


def test_urgent_events_have_workers_of_their_own(events: Events) -> None:
    events.add(NewEvent("slow", "a", ""), 1.0)
    events.add(NewEvent("modal", "b", "", is_urgent=True), 1.0)
    urgent = events.claim("w1", 2.0, 5.0, urgent=True)
    assert urgent is not None
    assert urgent.event_id == "modal"
    assert events.claim("w1", 2.0, 5.0, urgent=True) is None


def test_what_is_done_is_known_but_what_it_said_is_forgotten(events: Events) -> None:
    events.add(NewEvent("e1", "a", "a question"), 1.0)
    claimed(events)
    assert events.backlog() == Backlog(0, 1, "1970-01-01T00:00:01.000Z")
    events.finish("e1", 11.0)
    assert events.backlog() == Backlog(0, 0, None)
    assert events.has_lane("a")
    rows = events._connections.get().execute("select state, body from events").fetchall()
    assert rows == [("done", "")]
    assert events.forget(11.0) == 0
    assert events.forget(12.0) == 1
    assert not events.has_lane("a")


def test_a_worker_that_is_gone_holds_nothing_for_the_hour_that_the_clock_goes_back(
    events: Events,
) -> None:
    events.add(NewEvent("a1", "a", ""), 7200.0)
    assert claimed(events, now=7200.0) == "a1"
    assert claimed(events, now=7201.0, worker="w2") is None
    assert claimed(events, now=3600.0, worker="w2") == "a1"
