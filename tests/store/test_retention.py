"""What is older than the settings say is deleted, and nothing else."""

from datetime import UTC, datetime
from pathlib import Path

from store_samples import article

from store import Store, open_store
from store.alerts import NewAlert
from store.audit import Act
from store.events import NewEvent
from store.posts import NewPost
from store.retention import Retention
from store.times import seconds
from store.turns import Turn

OLD, NEW = "2026-01-01T12:00:00Z", "2026-05-01T12:00:00Z"
NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
TABLES = ("answers", "citations", "feedback", "turns", "alerts", "audit", "events", "posts")


def fill(store: Store, at: str) -> None:
    """Put into each table a row that is done with, and one that is still open where one may be."""
    answer_id = store.answers.save("Who won?", at, "{}", [("1", 1)])
    store.feedback.save(answer_id, "U1", True, at)
    store.turns.save(Turn("C1", at, at, "U1", "Who won?", answer_id, ()), seconds(at))
    for number in (1, 2):
        alert = NewAlert("C1", f"{at}:{number}", "verdict", "s", "conflict", "{}")
        store.alerts.add([alert], at)
        store.events.add(NewEvent(f"{at}:{number}", f"{at}:{number}", "body"), seconds(at))
        store.posts.add(NewPost(f"{at}:{number}", f"{at}:{number}", "T1", "{}"), seconds(at))
    store.alerts.mark_sent([store.alerts.pending()[-1].alert_id], at)
    store.events.finish(f"{at}:1", seconds(at))
    store.posts.finish(f"{at}:1", seconds(at), "sent", "1.1")
    store.audit.add(Act(at, "U1", "read in", "file F1", "Slack, message"))


def counts(store: Store) -> list[int]:
    db = store.connections.get()
    return [db.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES]


def test_without_retention_all_is_kept(store: Store) -> None:
    fill(store, OLD)
    before = counts(store)
    Retention().forget_old(store, NOW)
    assert counts(store) == before


def test_what_is_old_and_done_with_goes_and_what_is_open_stays(store: Store) -> None:
    fill(store, OLD)
    fill(store, NEW)
    Retention(days=30).forget_old(store, NOW)
    assert counts(store) == [1, 1, 1, 1, 3, 1, 3, 3]
    assert [answer.asked_at for answer in store.answers.recent(9)] == [NEW]
    assert [act.at for act in store.audit.find(9)] == [NEW]


def test_articles_go_by_when_they_came_in_and_may_come_again(path: Path) -> None:
    for number, at in ((1, OLD), (2, OLD), (2, NEW), (3, NEW)):
        store = open_store(str(path), clock=lambda at=at: at)
        store.articles.add(article(number, f"The truce of day {number} was signed at {at}."))
        store.close()
    store = open_store(str(path), clock=lambda: NEW)
    Retention(days=30).forget_old(store, NOW)
    assert store.articles.state().articles == 3
    Retention(articles_days=30).forget_old(store, NOW)
    assert {listed.article_id for listed in store.articles.latest(9)} == {"2", "3"}
    assert store.articles.add(article(1)).outcome == "added"
    store.close()
