"""What a channel is told now, what waits for the morning, and what becomes a digest."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.alerts.hours import end_of_quiet, read_clock, read_zone
from bot.alerts.timing import Plan, plan
from store.alerts import Alert
from store.errors import CopydeskError
from store.subscriptions import NewSubscription

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
ANYTIME = NewSubscription("C1", cap=3, cooldown=30)


def alert(
    number: int, story: str = "", sent: datetime | None = None, came: datetime = NOW
) -> Alert:
    at = sent.strftime("%Y-%m-%dT%H:%M:%SZ") if sent else None
    return Alert(
        "C1", f"s{number}", "verdict", story or f"story:{number}", "conflict", "{}",
        alert_id=number, sent_at=at, state="sent" if sent else "pending",
        created_at=came.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )  # fmt: skip


def ids(found: Plan) -> tuple[list[int], list[int], list[int]]:
    return (
        [one.alert_id for one in found.now],
        [one.alert_id for one in found.digest],
        [one.alert_id for one in found.waiting],
    )


def test_alerts_are_told_one_by_one_up_to_the_cap_and_the_others_as_a_digest() -> None:
    pending = [alert(n) for n in range(1, 7)]
    assert ids(plan(ANYTIME, pending, [], NOW)) == ([1, 2, 3], [4, 5, 6], [])


def test_what_was_told_this_hour_counts_and_one_digest_an_hour_is_enough() -> None:
    told = [alert(n, sent=NOW - timedelta(minutes=5 * n)) for n in (1, 2, 3)]
    digest = [replace(told[0], as_digest=True), *told[1:]]
    assert ids(plan(ANYTIME, [alert(7)], told, NOW)) == ([], [7], [])
    found = plan(ANYTIME, [alert(7)], digest, NOW)
    assert ids(found) == ([], [], [7])
    assert found.until == NOW + timedelta(minutes=45)


def test_a_digest_counts_as_one() -> None:
    digest = [replace(alert(n, sent=NOW - timedelta(minutes=9)), as_digest=True) for n in (1, 2, 3)]
    assert ids(plan(ANYTIME, [alert(8), alert(9)], digest, NOW)) == ([8, 9], [], [])


def test_a_story_told_of_lately_rests() -> None:
    told = [alert(1, "fire", NOW - timedelta(minutes=10))]
    found = plan(ANYTIME, [alert(2, "fire"), alert(3, "flood")], told, NOW)
    assert ids(found) == ([3], [], [2])
    assert found.until == NOW + timedelta(minutes=20)
    later = plan(ANYTIME, [alert(2, "fire")], told, NOW + timedelta(minutes=21))
    assert ids(later) == ([2], [], [])


def test_that_a_conflict_is_settled_does_not_wait() -> None:
    told = [alert(1, "fire", NOW - timedelta(minutes=1))]
    settled = replace(alert(2, "fire"), kind="resolved")
    assert ids(plan(ANYTIME, [settled], told, NOW)) == ([2], [], [])


@pytest.mark.parametrize(
    ("hour", "quiet_until"),
    [(21, None), (22, "2026-03-11T06:00:00Z"), (3, "2026-03-10T06:00:00Z"), (6, None)],
)
def test_quiet_hours_count_in_their_own_zone(hour: int, quiet_until: str | None) -> None:
    night = replace(ANYTIME, quiet_from="23:00", quiet_to="07:00", zone="Europe/Berlin")
    moment = NOW.replace(hour=hour)
    expected = datetime.fromisoformat(quiet_until) if quiet_until else None
    assert end_of_quiet(night, moment) == expected
    told = plan(night, [alert(1)], [], moment)
    assert ids(told) == (([], [], [1]) if quiet_until else ([1], [], []))


def test_a_zone_or_time_that_is_none_is_named() -> None:
    with pytest.raises(CopydeskError, match="no time zone 'Mars/Crater'"):
        read_zone("Mars/Crater")
    with pytest.raises(CopydeskError, match="'26:00' is no time of day"):
        read_clock("26:00")


TWICE = replace(ANYTIME, digests=("08:00", "17:00"), zone="Europe/Berlin")
EVENING = NOW.replace(hour=16)


def test_a_digest_with_a_time_waits_for_it_in_the_zone_of_the_channel() -> None:
    pending = [alert(number) for number in range(1, 7)]
    found = plan(TWICE, pending, [], NOW)
    assert ids(found) == ([1, 2, 3], [], [4, 5, 6])
    assert found.until == EVENING
    told = [alert(number, sent=NOW) for number in (1, 2, 3)]
    held = pending[3:]
    assert ids(plan(TWICE, held, told, EVENING - timedelta(minutes=1))) == ([], [], [4, 5, 6])
    assert ids(plan(TWICE, held, told, EVENING)) == ([], [4, 5, 6], [])


def test_one_digest_is_told_at_each_time_and_what_comes_later_waits_for_the_next() -> None:
    told = [replace(alert(1, sent=EVENING), as_digest=True)]
    late = [alert(number, came=EVENING + timedelta(minutes=1)) for number in (2, 3)]
    only = replace(TWICE, cap=0)
    found = plan(only, [alert(4), *late], told, EVENING + timedelta(hours=3))
    assert ids(found) == ([], [], [4, 2, 3])
    assert found.until == datetime(2026, 3, 11, 7, 0, tzinfo=UTC)
    assert ids(plan(only, [alert(4), *late], told, found.until)) == ([], [4, 2, 3], [])


def test_what_quiet_hours_held_back_comes_with_the_morning_digest() -> None:
    night = replace(TWICE, quiet_from="22:00", quiet_to="07:00")
    at_night, morning = NOW.replace(hour=1), NOW.replace(hour=6, minute=30)
    held = [alert(1, came=at_night), alert(2, came=morning)]
    assert ids(plan(night, held, [], at_night)) == ([], [], [1, 2])
    assert ids(plan(night, held, [], morning)) == ([2], [], [1])
    assert ids(plan(night, held[:1], [], NOW.replace(hour=7))) == ([], [1], [])


def test_the_digest_keeps_its_hour_when_the_clocks_change() -> None:
    only = replace(TWICE, cap=0, digests=("08:00",))
    before = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
    after = datetime(2026, 3, 29, 5, 59, tzinfo=UTC)
    pending = [alert(1, came=before)]
    assert ids(plan(only, pending, [], after)) == ([], [], [1])
    assert ids(plan(only, pending, [], after + timedelta(minutes=1))) == ([], [1], [])


def test_what_was_told_before_the_clock_went_back_an_hour_holds_nothing_up() -> None:
    told = [alert(n, story="s", sent=NOW + timedelta(minutes=50 + n)) for n in (1, 2, 3)]
    told[0] = replace(told[0], as_digest=True)
    assert ids(plan(ANYTIME, [alert(7, story="s")], told, NOW)) == ([7], [], [])
