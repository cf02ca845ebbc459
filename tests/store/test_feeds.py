from dataclasses import replace

import pytest

from store import Store
from store.feeds import Feed

URL = "https://courier.example/feed.xml"
NOON = "2031-05-04T12:00:00Z"


def test_a_feed_is_added_once_and_listed_until_it_is_removed(store: Store) -> None:
    assert store.feeds.add(URL)
    assert not store.feeds.add(URL, "Velm Courier")
    assert store.feeds.list() == [Feed(URL, "Velm Courier")]
    assert [store.feeds.remove(URL), store.feeds.remove(URL)] == [True, False]
    assert store.feeds.list() == []


def test_a_poll_that_worked_keeps_what_the_server_said(store: Store) -> None:
    store.feeds.add(URL)
    store.feeds.record_success(URL, '"abc"', "Sun, 04 May 2031 11:00:00 GMT", 3, NOON)
    store.feeds.record_success(URL, '"abd"', None, 0, "2031-05-04T13:00:00Z")
    assert store.feeds.get(URL) == Feed(
        URL, etag='"abd"', last_success_at="2031-05-04T13:00:00Z", last_article_at=NOON
    )


@pytest.mark.parametrize(
    ("failures", "retry_after", "retry_at"),
    [
        pytest.param(1, None, "2031-05-04T12:05:00Z", id="five minutes"),
        pytest.param(2, None, "2031-05-04T12:10:00Z", id="doubled"),
        pytest.param(4, None, "2031-05-04T12:40:00Z", id="doubled again"),
        pytest.param(40, None, "2031-05-05T12:00:00Z", id="never over a day"),
        pytest.param(1, 1e9, "2031-05-11T12:00:00Z", id="the server asks for decades"),
    ],
)
def test_a_failing_feed_is_left_alone_for_longer_and_longer(
    store: Store, failures: int, retry_after: float | None, retry_at: str
) -> None:
    store.feeds.add(URL)
    for _ in range(failures):
        store.feeds.record_failure(URL, "500 Server Error", NOON, retry_after)
    failed = Feed(URL, last_failure_at=NOON, last_error="500 Server Error", failures=failures)
    assert store.feeds.get(URL) == replace(failed, retry_at=retry_at)
    assert (store.feeds.due(NOON), len(store.feeds.due(retry_at))) == ([], 1)


def test_a_success_ends_the_waiting(store: Store) -> None:
    store.feeds.add(URL)
    store.feeds.record_failure(URL, "no route to host", NOON)
    store.feeds.record_success(URL, None, None, 0, NOON)
    (feed,) = store.feeds.due(NOON)
    assert (feed.failures, feed.last_error, feed.retry_at) == (0, None, None)


def test_a_feed_that_was_removed_meanwhile_is_no_error(store: Store) -> None:
    store.feeds.record_failure(URL, "gone", NOON)
    store.feeds.record_success(URL, None, None, 1, NOON)
    assert store.feeds.list() == []
