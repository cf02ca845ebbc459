"""Metrics for Prometheus: counted in each process, gathered by the one that is asked.

It is imported after `share`, as the client decides at its import where counts are kept.
https://prometheus.github.io/client_python/multiprocess/
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from handlers.slack.delivery.api import Reply
from handlers.wellness import Wellness

_STEPS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Counts:
    """What one process counts: how long answers take, what became of posts and of calls."""

    def __init__(self) -> None:
        own = CollectorRegistry()  # what is shown comes from the files of all processes
        self._asks = Histogram(
            "copydesk_ask_seconds", "Time to answer, by step", ["step"], buckets=_STEPS,
            registry=own,
        )  # fmt: skip
        self._posts = Counter(
            "copydesk_posts", "Posts by what became of them", ["outcome"], registry=own
        )
        self._calls = Counter(
            "copydesk_slack_calls", "Calls of Slack by what it answered", ["method", "answer"],
            registry=own,
        )  # fmt: skip

    def watch(self, step: str) -> AbstractContextManager[object]:
        """Time a step of answering."""
        return self._asks.labels(step).time()

    def note_post(self, reply: Reply) -> None:
        """Count a post that is there, or refused for good."""
        self._posts.labels("sent" if reply.is_ok else "refused").inc()

    def note_call(self, method: str, reply: Reply) -> None:
        """Count what Slack answered."""
        self._calls.labels(method, answer_of(reply)).inc()


def answer_of(reply: Reply) -> str:
    """Return in a word what Slack answered: 429, say, is "limited".

    >>> answer_of(Reply(error="ratelimited", is_passing=True)), answer_of(Reply())
    ('limited', 'ok')
    """
    if reply.is_ok:
        return "ok"
    if reply.error in ("ratelimited", "rate_limited"):
        return "limited"
    return "out of order" if reply.is_passing else "refused"


class Gauges(Collector):
    """What is looked up whenever the metrics are asked for."""

    def __init__(self, look: Callable[[], Wellness]) -> None:
        self._look = look

    def collect(self) -> Iterator[Metric]:
        """Give each metric that there is."""
        well = self._look()
        told: list[tuple[str, str, float | None]] = [
            ("queue_waiting", "Events not begun yet", well.queue.waiting),
            ("queue_working", "Events being worked on", well.queue.claimed),
            ("queue_age_seconds", "Age of the oldest event not done", well.queue_age or 0.0),
            ("posts_waiting", "Posts promised and not sent yet", well.posts),
            ("posts_age_seconds", "Age of the oldest post not sent", well.posts_age or 0.0),
            ("articles", "Articles searched", well.articles),
            ("feeds", "Feeds that are read", well.feeds),
            ("feeds_failing", "Feeds whose last reading failed", len(well.failing)),
            ("feed_lag_seconds", "Age of the oldest last success of a feed", well.feed_lag),
            ("alerts_pending", "Alerts not told yet", well.alerts_pending),
            ("conflicts_confirmed", "Conflicts that people confirmed", well.confirmed),
            ("conflicts_dismissed", "Conflicts that people dismissed", well.dismissed),
            ("alert_precision", "Confirmed of those decided on", well.alert_precision),
        ]
        for name, help_, value in told:
            if value is not None:
                yield GaugeMetricFamily(f"copydesk_{name}", help_, value)


def show(folder: str, look: Callable[[], Wellness]) -> bytes:
    """Return all metrics in Prometheus' text format."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]
    registry.register(Gauges(look))
    return generate_latest(registry)
