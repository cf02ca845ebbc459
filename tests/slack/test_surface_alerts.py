"""Subscriptions, alerts and their buttons, conflicts and the Home tab."""

from datetime import timedelta
from typing import Any

import pytest
from faulty_slack import Fault
from newsroom import Newsroom, dumped, shown
from scripted_networks import ScriptedJudge
from slack_harness import ON_BOTH, until

from bot.alerts.choosing import resolution_alerts
from bot.conflicts.incoming import compare_all
from bot.judging import WARNED
from handlers.disputes import open_disputes
from handlers.fake_slack.workspace import Message
from handlers.slack.cards.alert import CONFIRM, LISTED, MUTE, SNOOZE, STATES, load_verdict
from handlers.slack.surfaces.alerts import post_alerts
from handlers.slack.surfaces.home import LEAVE_WATCH
from handlers.slack.surfaces.subscribing import HEAR_AGAIN, OPEN_SETTINGS, UNSUBSCRIBE
from store.alerts import NewAlert
from store.subscriptions import NewSubscription

JUDGE = ScriptedJudge(shared=5)
"""What is told of conflicts is tested here, not which they are: sentences alike are of one fact."""


def find_conflicts(newsroom: Newsroom) -> None:
    """Compare the articles of two stories."""
    listed = [article.article_id for article in newsroom.store.articles.latest(100)]
    ids = [name for name in listed if "ferry" in name or "bridge" in name]
    compare_all(newsroom.store, ids, JUDGE, "2026-11-10T12:00:00Z")


def alerted(newsroom: Newsroom) -> int:
    desk = newsroom.desk
    return post_alerts(desk, newsroom.running.service.outbox, newsroom.slack.workspace.team_id)


def tell_all(newsroom: Newsroom) -> None:
    """Post all alerts that wait."""
    until(lambda: not alerted(newsroom) and not newsroom.store.alerts.pending())
    newsroom.running.settle()


LABELS = ["Confirm", "Not a conflict", "Update", "Snooze"]
DECIDED = {
    "Confirm": "confirmed as a conflict",
    "Not a conflict": "dismissed: not a conflict",
    "Update": "an update, not a conflict",
}


def buttons(message: Message) -> list[dict[str, Any]]:
    rows = [block for block in message.blocks if block["type"] == "actions"]
    return [button for row in rows for button in row["elements"]]


def labels(message: Message) -> list[str]:
    return [button["text"]["text"] for button in buttons(message)]


def press(newsroom: Newsroom, message: Message, label: str) -> None:
    """Press the first button of this name, and wait for what comes of it."""
    pressed = buttons(message)[labels(message).index(label)]
    newsroom.slack.people.click(message, pressed["action_id"], "U1").wait()
    newsroom.running.settle()


def subscribe(newsroom: Newsroom, **wanted: object) -> None:
    new = NewSubscription("C2", created_by="U1", **{"cap": 60, "cooldown": 0, **wanted})  # type: ignore[arg-type]
    newsroom.store.subscriptions.add(new, "2026-11-01T12:00:00Z")


@ON_BOTH
def test_a_disagreement_is_told_once_with_both_sides_and_decided_in_place(
    newsroom: Newsroom,
) -> None:
    subscribe(newsroom)
    find_conflicts(newsroom)
    count = alerted(newsroom)
    assert count
    until(lambda: alerted(newsroom) == 0 and not newsroom.store.alerts.pending())
    cards = [card for card in newsroom.answers("C2") if buttons(card)]
    assert {tuple(labels(card)) for card in cards} == {(*LABELS, "Mute topic")}
    for card, (label, decided) in zip(cards, DECIDED.items(), strict=False):
        press(newsroom, card, label)
        assert f"Decided: {decided}, by " in shown(card)
        assert labels(card) == []
    decided_on = newsroom.store.verdicts.find(states=("confirmed", "dismissed", "update"))
    assert [one.changed_by for one in decided_on] == ["U1"] * len(DECIDED)


def test_an_alert_that_a_correction_settles_loses_its_buttons(newsroom: Newsroom) -> None:
    subscribe(newsroom, verdicts=("conflict",))
    find_conflicts(newsroom)
    tell_all(newsroom)
    told = next(alert for alert in newsroom.store.alerts.sent() if alert.kind == "verdict")
    [kept] = [
        verdict
        for verdict in newsroom.store.verdicts.find(["conflict"])
        if verdict.pair_key == load_verdict(told.payload).pair_key
    ]
    [first] = [
        card
        for card in newsroom.slack.workspace.from_bot("C2")
        if f'"value": "{kept.verdict_id}"' in dumped(card)
    ]
    settled = resolution_alerts(kept, [told], "The Quay Courier has corrected itself.")
    at = "2026-11-10T13:00:00Z"
    newsroom.store.verdicts.resolve([kept.verdict_id], "Corrected.", settled, at)
    alerted(newsroom)
    until(lambda: "Decided: " in shown(first))
    assert "Not a conflict" not in shown(first)


def test_alerts_of_one_story_share_a_thread(newsroom: Newsroom) -> None:
    subscribe(newsroom)
    find_conflicts(newsroom)
    tell_all(newsroom)
    roots: dict[str, set[str]] = {}
    for alert in newsroom.store.alerts.sent():
        for post in newsroom.running.posts.of_subject(f"story:C2:{alert.story}"):
            roots.setdefault(alert.story, set()).add(str(post.thread_ts or post.ts))
    assert roots
    assert [story for story, threads in roots.items() if len(threads) != 1] == []


def test_over_the_cap_the_rest_comes_as_one_digest(newsroom: Newsroom) -> None:
    subscribe(newsroom, cap=1)
    find_conflicts(newsroom)
    names = NewAlert.__dataclass_fields__
    for alert in newsroom.store.alerts.pending():
        more = {name: getattr(alert, name) for name in names} | {"subject": f"{alert.subject}:more"}
        newsroom.store.alerts.add([NewAlert(**more)], "2026-11-10T12:00:00Z")
    assert len(newsroom.store.alerts.pending()) > 2
    assert alerted(newsroom) == 2
    told = newsroom.answers("C2", 2)
    assert "more disagreements" in told[1].text


def test_a_digest_comes_at_the_time_that_the_channel_set(newsroom: Newsroom) -> None:
    subscribe(newsroom, cap=0, digests=("08:00", "17:00"), zone="Europe/Berlin")
    find_conflicts(newsroom)
    assert alerted(newsroom) == 0
    newsroom.advance(timedelta(hours=3, minutes=59))
    assert alerted(newsroom) == 0
    newsroom.advance(timedelta(minutes=1))
    assert alerted(newsroom) == 1
    assert newsroom.answers("C2")[0].text.startswith("Digest: ")
    newsroom.advance(timedelta(hours=1))
    assert alerted(newsroom) == 0


def test_a_snoozed_story_comes_back_and_a_muted_one_does_not(newsroom: Newsroom) -> None:
    subscribe(newsroom)
    find_conflicts(newsroom)
    alerted(newsroom)
    card = newsroom.answers("C2")[0]
    newsroom.slack.people.click(card, SNOOZE, "U1")
    until(lambda: newsroom.store.silences.find())
    newsroom.advance(timedelta(days=2))
    alerted(newsroom)
    assert newsroom.store.silences.find() == []
    newsroom.slack.people.click(card, MUTE, "U1")
    until(lambda: newsroom.store.silences.find())
    assert newsroom.store.silences.find()[0].is_for_good


def test_a_channel_subscribes_changes_its_settings_and_ends_it(newsroom: Newsroom) -> None:
    newsroom.ask("subscribe the truce")
    card = newsroom.answers("C1")[0]
    assert card.text == "This channel hears of: the truce"
    newsroom.slack.people.click(card, OPEN_SETTINGS, "U1")
    until(lambda: newsroom.slack.workspace.views)
    assert "channel_id': 'C1'" in str(newsroom.slack.workspace.views)
    view = next(iter(newsroom.slack.workspace.views.values()))
    filled = {"zone": "Mars/North", "cap": "61", "quiet_from": "22:00", "quiet_to": ""}
    newsroom.slack.people.submit(view, values(**filled)).wait()
    assert set(view.errors) == {"zone", "cap", "quiet_to"}
    filled = {"topic": "the truce", "zone": "Europe/Berlin", "cap": "3", "quiet_from": "22:00",
              "quiet_to": "07:00", "digests": "17:00, 8:00"}  # fmt: skip
    newsroom.slack.people.submit(view, values(**filled)).wait()
    changed = newsroom.answers("C1", 2)[1]
    assert newsroom.store.subscriptions.find("C1")[0].zone == "Europe/Berlin"
    assert "quiet from 22:00 to 07:00 (Europe/Berlin)" in shown(changed)
    assert "the rest as a digest at 08:00 and 17:00 (Europe/Berlin)" in shown(changed)
    newsroom.slack.people.click(changed, UNSUBSCRIBE, "U1")
    until(lambda: not newsroom.store.subscriptions.find("C1"))


def values(**filled: str) -> dict[str, dict[str, dict[str, object]]]:
    made: dict[str, dict[str, dict[str, object]]] = {
        name: {"value": {"type": "plain_text_input", "value": text}}
        for name, text in filled.items()
    }
    chosen = [{"value": "conflict"}]
    made["verdicts"] = {"value": {"type": "checkboxes", "selected_options": chosen}}
    return made


def test_a_channel_that_is_gone_pauses_its_subscription_and_its_owner_hears(
    newsroom: Newsroom,
) -> None:
    subscribe(newsroom)
    find_conflicts(newsroom)
    newsroom.slack.faults.add(Fault("chat.postMessage", channel_id="C2", error="is_archived"))
    alerted(newsroom)
    assert "is paused" in newsroom.answers("D1")[0].text
    assert newsroom.store.subscriptions.find("C2")[0].verdicts == ()


@ON_BOTH
def test_the_conflicts_are_listed_and_the_home_tab_shows_them(newsroom: Newsroom) -> None:
    find_conflicts(newsroom)
    newsroom.slack.people.command("C1", "U1", "/conflicts", "")
    listed = newsroom.answers("C1", user_id="U1")[0]
    first = open_disputes(newsroom.desk.store.verdicts, WARNED)[0]
    assert f"⚠ {first.first.about}: " in shown(listed)
    assert [side for side in first.sides if side[0].wording not in shown(listed)] == []
    newsroom.store.verdicts.decide(first.first.verdict_id, "confirmed", "U1", newsroom.desk.now())
    newsroom.slack.people.open_home("U1")
    until(lambda: newsroom.slack.workspace.homes)
    text = str(newsroom.slack.workspace.homes["U1"].payload)
    for said in (
        "Open conflicts",
        "(confirmed as a conflict)",
        "I search 33 articles",
        "Feeds",
        "Your subscriptions",
    ):
        assert said in text
    newsroom.slack.people.click_view(newsroom.slack.workspace.homes["U1"], "home_sources")
    newsroom.answers("D1")


def test_a_conflict_is_decided_in_the_list_which_keeps_its_topic(newsroom: Newsroom) -> None:
    find_conflicts(newsroom)
    newsroom.ask("conflicts Queen Maren Bridge")
    listed = newsroom.answers("C1")[0]
    found = open_disputes(newsroom.desk.store.verdicts, WARNED, "Queen Maren Bridge")
    newsroom.slack.people.click(listed, CONFIRM, "U1")
    until(lambda: "(confirmed as a conflict)" in shown(listed))
    assert f"{len(found)} open conflict" in shown(listed)
    [decided] = newsroom.store.verdicts.find(states=("confirmed",))
    assert decided.verdict_id == found[0].first.verdict_id


@pytest.mark.parametrize("label", LABELS)
def test_each_button_of_a_list_that_one_person_sees_works(newsroom: Newsroom, label: str) -> None:
    find_conflicts(newsroom)
    newsroom.slack.people.command("C1", "U1", "/conflicts", "")
    listed = newsroom.answers("C1", user_id="U1")[0]
    assert labels(listed)[: len(LABELS)] == LABELS
    press(newsroom, listed, label)
    if label == "Snooze":
        assert [one.channel_id for one in newsroom.store.silences.find()] == ["C1"]
        [told] = newsroom.slack.workspace.from_bot("C1")
        assert (told.text, told.thread_ts) == (
            "Somebody silenced this story in this channel for a day.", None
        )  # fmt: skip
    else:
        [decided] = newsroom.store.verdicts.find(states=("confirmed", "dismissed", "update"))
        assert (decided.changed_by, STATES[decided.state]) == ("U1", DECIDED[label])
        assert (f"({DECIDED[label]})" in shown(listed)) == (label == "Confirm")
        assert f'"{LISTED}:{decided.verdict_id}"' not in dumped(listed)


def home_text(newsroom: Newsroom, user_id: str) -> str:
    """Open somebody's Home tab and return all that it shows."""
    before = newsroom.slack.workspace.homes.pop(user_id, None)
    newsroom.slack.people.open_home(user_id)
    until(lambda: newsroom.slack.workspace.homes.get(user_id, before) is not before)
    return str(newsroom.slack.workspace.homes[user_id].payload)


def test_the_home_tab_shows_the_watches_of_its_owner_and_takes_them_away(
    newsroom: Newsroom,
) -> None:
    for user_id, question in (("U1", "When does the truce expire?"), ("U2", "Who won?")):
        newsroom.slack.people.say("C1", user_id, f"<@U0COPYDESK> watch {question}")
        until(lambda who=user_id: newsroom.store.watches.find(user_id=who))
    mine = home_text(newsroom, "U1")
    assert "When does the truce expire?" in mine
    assert "Who won?" not in mine
    home = newsroom.slack.workspace.homes["U1"]
    newsroom.slack.people.click_view(home, LEAVE_WATCH)
    until(lambda: newsroom.slack.workspace.homes["U1"] is not home)
    assert "When does the truce expire?" not in str(newsroom.slack.workspace.homes["U1"].payload)
    assert [watch.question for watch in newsroom.store.watches.find()] == ["Who won?"]


def test_what_was_silenced_can_be_heard_again(newsroom: Newsroom) -> None:
    newsroom.ask("subscribe")
    subscribe(newsroom)
    find_conflicts(newsroom)
    alerted(newsroom)
    newsroom.slack.people.click(newsroom.answers("C2")[0], MUTE, "U1")
    until(lambda: newsroom.store.silences.find())
    newsroom.slack.people.say("C2", "U1", "<@U0COPYDESK> subscribe")
    newsroom.slack.people.click(newsroom.see("Hear silenced", "C2"), HEAR_AGAIN, "U1")
    until(lambda: not newsroom.store.silences.find())
