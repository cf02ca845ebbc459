"""The inbox and the outbox: kept once, taken by one, each lane in its order and at its pace."""

from pathlib import Path

import pytest
from store_samples import work_of

from store import Store, open_store
from store.events import Backlog, Event, Events, NewEvent
from store.posts import NewPost, Post, Posts


@pytest.fixture
def events(store: Store) -> Events:
    return store.events


@pytest.fixture
def posts(store: Store) -> Posts:
    return store.posts


def taken(events: Events, now: float = 10.0, worker: str = "w1") -> str | None:
    event = events.claim(worker, now, lease=5.0)
    return event.event_id if event else None


def test_an_event_and_a_message_are_stored_once(events: Events) -> None:
    assert events.add(NewEvent("e1", "a", "hello", message_key="T:C:1"), 1.0)
    assert not events.add(NewEvent("e1", "a", "hello again"), 2.0)
    assert not events.add(NewEvent("e2", "a", "", message_key="T:C:1"), 2.0)
    assert events.claim("w1", 3.0, 5.0) == Event("e1", "a", "hello", 1, "1970-01-01T00:00:01.000Z")
    assert taken(events, now=4.0) is None
    assert events.add(NewEvent("e3", "a", "", message_key="T:C:2"), 5.0)


@pytest.mark.parametrize("fails", [False, True])
def test_a_lane_is_worked_on_in_order_and_others_go_ahead(events: Events, fails: bool) -> None:
    for event_id, lane in (("a1", "a"), ("a2", "a"), ("b1", "b")):
        events.add(NewEvent(event_id, lane, ""), 1.0)
    assert [taken(events) for _ in range(3)] == ["a1", "b1", None]
    if fails:
        events.fail("a1", "ValueError", 11.0)
    else:
        events.finish("a1", 11.0)
    assert taken(events) == "a2"


def test_a_stop_ends_what_is_open_in_its_lane_and_nothing_that_comes_later(events: Events) -> None:
    for event_id, lane in (("a1", "a"), ("a2", "a"), ("b1", "b")):
        events.add(NewEvent(event_id, lane, ""), 1.0)
    taken(events)
    assert events.add(NewEvent("s1", "s1", "", stops="a"), 2.0)
    events.add(NewEvent("a3", "a", ""), 3.0)
    assert not events.add(NewEvent("s1", "s1", "", stops="a"), 4.0)
    stopped = [each for each in ("a1", "a2", "a3", "b1") if events.is_stopped(each)]
    assert stopped == ["a1", "a2"]


def test_what_a_worker_holds_is_another_s_once_it_neither_renews_nor_ends(events: Events) -> None:
    events.add(NewEvent("e1", "a", ""), 1.0)
    assert taken(events, now=10.0) == "e1"
    events.renew("w1", 14.0, 5.0)
    assert taken(events, now=18.9, worker="w2") is None
    again = events.claim("w2", 19.0, 5.0)
    assert again is not None
    assert (again.event_id, again.attempts) == ("e1", 2)


def test_what_is_done_is_known_but_what_it_said_is_forgotten(events: Events) -> None:
    events.add(NewEvent("e1", "a", "a question"), 1.0)
    taken(events)
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
    assert taken(events, now=7200.0) == "a1"
    assert taken(events, now=7201.0, worker="w2") is None
    assert taken(events, now=3600.0, worker="w2") == "a1"


def add(posts: Posts, key: str, lane: str = "C1", **more: object) -> bool:
    fields = {"team_id": "T1", "payload": key, "channel_id": lane, "pace": 1.0, **more}
    return posts.add(NewPost(key, lane, **fields), 1.0)  # type: ignore[arg-type]


def sending(posts: Posts, now: float) -> str | None:
    post = posts.claim("s1", now, lease=60.0)
    return post.post_key if post else None


def test_the_same_key_is_promised_once(posts: Posts) -> None:
    assert add(posts, "p1")
    assert not add(posts, "p1", payload="other")
    assert posts.get("p1") == Post(
        "p1", "C1", "T1", "p1", "C1", pace=1.0, created_at="1970-01-01T00:00:01.000Z"
    )


def test_a_channel_gets_one_post_a_second_and_others_do_not_wait(posts: Posts) -> None:
    for key, lane in (("a1", "A"), ("a2", "A"), ("b1", "B"), ("a3", "A")):
        add(posts, key, lane)
    assert [sending(posts, 10.0) for _ in range(3)] == ["a1", "b1", None]
    posts.finish("a1", 10.1, "sent", "1.1")
    assert [sending(posts, now) for now in (10.9, 11.0)] == [None, "a2"]
    posts.finish("a2", 11.1, "sent", "1.2")
    assert [sending(posts, now) for now in (11.9, 12.0)] == [None, "a3"]


def test_a_channel_that_must_rest_does_so_in_full_and_holds_up_no_other(posts: Posts) -> None:
    add(posts, "a1", "A")
    add(posts, "b1", "B")
    posts.rest("A", 40.0)
    posts.rest("A", 20.0)
    assert [sending(posts, 30.0), sending(posts, 30.0)] == ["b1", None]
    assert sending(posts, 40.0) == "a1"


def test_a_post_put_back_keeps_its_place(posts: Posts) -> None:
    add(posts, "a1", "A")
    add(posts, "a2", "A")
    assert sending(posts, 10.0) == "a1"
    posts.retry("a1", 15.0, "http_503", is_uncertain=True)
    assert sending(posts, 14.0) is None
    again = posts.claim("s1", 15.0, 60.0)
    assert again is not None
    assert (again.post_key, again.attempts, again.is_uncertain) == ("a1", 2, True)


def test_a_post_whose_sender_is_gone_may_have_arrived(posts: Posts) -> None:
    add(posts, "a1")
    assert sending(posts, 10.0) == "a1"
    again = posts.claim("s2", 70.0, 60.0)
    assert again is not None
    assert (again.attempts, again.is_uncertain) == (2, True)


def test_an_amendment_nobody_saw_is_replaced_by_the_next(posts: Posts) -> None:
    add(posts, "p1")
    add(posts, "u1", amends="p1")
    add(posts, "u2", amends="p1")
    assert posts.get("u1") is None
    assert sending(posts, 10.0) == "p1"
    posts.finish("p1", 10.0, "sent", "1.1")
    assert sending(posts, 11.0) == "u2"


def test_a_post_is_found_by_its_message_its_thread_and_its_subject(posts: Posts) -> None:
    add(posts, "p1", "C1", thread_ts="0.9", subject="answer:7")
    assert posts.has_open()
    posts.finish("p1", 10.0, "sent", "1.1")
    found = posts.find("C1", "1.1")
    assert found is not None
    assert (found.post_key, found.state, found.payload) == ("p1", "sent", "")
    assert posts.of_subject("answer:7") == [found]
    assert posts.has_thread("C1", "0.9")
    assert not posts.has_open()
    assert posts.forget(11.0) == 1
    assert posts.find("C1", "1.1") is None


def test_what_nobody_has_seen_is_withdrawn_and_what_was_seen_is_told(posts: Posts) -> None:
    for key, channel_id in (("e1#1", "A"), ("e1#2", "A"), ("e2#1", "B")):
        add(posts, key, channel_id)
    assert sending(posts, 10.0) == "e1#1"
    assert posts.withdraw_waiting("e1#")
    assert posts.get("e1#2") is None
    assert not posts.withdraw_waiting("e2#")
    assert posts.get("e2#1") is None


def test_a_channel_is_not_silent_for_the_hour_that_the_clock_goes_back(posts: Posts) -> None:
    posts.add(NewPost("a1", "A", "T1", "", "A", pace=1.0), 7200.0)
    assert sending(posts, 7200.0) == "a1"
    posts.retry("a1", 7230.0, "http_503", is_uncertain=False)
    posts.rest("A", 7230.0)
    assert sending(posts, 7201.0) is None
    assert sending(posts, 3600.0) == "a1"
    assert sending(posts, 3601.0) is None  # it is being sent
    posts.finish("a1", 3601.0, "sent", "1.1")
    add(posts, "a2", "A")
    assert [sending(posts, 3600.9), sending(posts, 3601.0)] == [None, "a2"]


def look(store: Store) -> None:
    for now in (1.0, 2.0):
        assert store.posts.claim("s1", now, 60.0) is None
        assert not store.posts.has_open()
        assert store.events.claim("w1", now, 60.0) is None
        store.events.renew("w1", now, 60.0)
        store.events.backlog()


def test_looking_for_work_costs_the_same_however_much_is_kept(path: Path) -> None:
    store, costs = open_store(str(path)), []
    for kept in (range(10), range(10, 5_000)):
        with store.connections.writing() as db:
            db.conn.executemany(
                """
                insert into posts
                    (post_key, lane, team_id, pace, created_at, due_at, state, payload)
                values (?, 'A', 'T1', 1, '', '', 'sent', '')
                """,
                [(str(number),) for number in kept],
            )
            db.conn.executemany(
                """
                insert into events (event_id, lane, is_urgent, received_at, state, body)
                values (?, ?, 0, '', 'done', '')
                """,
                [(str(number),) * 2 for number in kept],
            )
        costs.append(work_of(store, lambda: look(store)))
    assert costs[1] <= costs[0] + 10
    store.close()
