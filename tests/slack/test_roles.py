"""Who may read in, decide, subscribe and change settings, on every surface; and what is noted."""

from collections.abc import Callable
from functools import partial

import pytest
from faulty_slack import Fault
from newsroom import Newsroom
from slack_harness import until
from test_surface_alerts import alerted, find_conflicts, subscribe, values

from handlers.fake_slack.workspace import Message
from handlers.slack.cards.alert import CONFIRM, DISMISS, MUTE, SNOOZE, UPDATE
from handlers.slack.surfaces.subscribing import HEAR_AGAIN, OPEN_SETTINGS, UNSUBSCRIBE
from handlers.slack.surfaces.taking_in import ADD_ARTICLE, READ_IN
from store.silences import FOR_GOOD, Silence

SORRY = "I am sorry: this is for the admins of the workspace and those whom they named."
LINK = "<https://gazette.example/ferry>"


def only(newsroom: Newsroom, *admins: str) -> None:
    newsroom.desk.roles.admins = admins


def refusals(newsroom: Newsroom, user_id: str = "U2") -> list[str]:
    """What one person alone was told in channels, and what they were told in their messages."""
    space = newsroom.slack.workspace
    channels = [name for name in ("C1", "C2", f"D{user_id[1:]}") if name in space.messages]
    seen = [m for name in channels for m in space.from_bot(name, user_id)]
    return [m.text for m in seen if m.text.startswith("I am sorry")]


def is_refused(newsroom: Newsroom, act: Callable[[], object]) -> None:
    """Do something as U2; it is refused to them alone, and changes nothing."""
    before, told = state(newsroom), refusals(newsroom)
    act()
    until(lambda: len(refusals(newsroom)) > len(told))
    newsroom.running.settle()
    assert len(refusals(newsroom)) == len(told) + 1
    assert all(text.startswith(SORRY) for text in refusals(newsroom))
    public = [m.text for name in ("C1", "C2") for m in newsroom.slack.workspace.from_bot(name)]
    assert [text for text in public if text.startswith("I am sorry")] == []
    assert state(newsroom) == before


def state(newsroom: Newsroom) -> list[object]:
    store = newsroom.store
    articles = store.articles.state().articles
    decided = [verdict.state for verdict in store.verdicts.find()]
    return [articles, decided, store.subscriptions.find(), store.silences.find(),
            store.audit.find(99)]  # fmt: skip


def test_a_conflict_is_decided_by_those_who_may(newsroom: Newsroom) -> None:
    subscribe(newsroom)
    find_conflicts(newsroom)
    alerted(newsroom)
    card = newsroom.answers("C2")[0]
    only(newsroom, "U1")
    for button in (CONFIRM, DISMISS, UPDATE, SNOOZE, MUTE):
        is_refused(newsroom, partial(newsroom.slack.people.click, card, button, "U2"))
    newsroom.slack.people.click(card, CONFIRM, "U1")
    until(lambda: newsroom.store.audit.find(1))
    assert newsroom.store.audit.find(1)[0].who == "U1"


def test_a_subscription_is_changed_by_those_who_may(newsroom: Newsroom) -> None:
    newsroom.store.silences.add(Silence("C1", "story", FOR_GOOD))
    newsroom.ask("subscribe the truce")
    card = newsroom.answers("C1")[0]
    only(newsroom, "U1")
    for button in (OPEN_SETTINGS, UNSUBSCRIBE, HEAR_AGAIN):
        is_refused(newsroom, partial(newsroom.slack.people.click, card, button, "U2"))
    assert not newsroom.slack.workspace.views


def say(newsroom: Newsroom, text: str) -> None:
    newsroom.slack.people.say("C1", "U2", f"<@U0COPYDESK> {text}")


def use_command(newsroom: Newsroom) -> None:
    newsroom.slack.people.command("C1", "U2", "/copydesk", "subscribe the truce")


def use_shortcut(newsroom: Newsroom) -> None:
    space = newsroom.slack.workspace
    said = space.add_message(Message("C1", space.new_ts(), "U1", LINK))
    newsroom.slack.people.shortcut(said, ADD_ARTICLE, "U2")


def press_offer(newsroom: Newsroom) -> None:
    """A link is offered whoever sends it, as others in the channel may press."""
    say(newsroom, f"look {LINK}")
    newsroom.slack.people.click(newsroom.see(READ_IN), READ_IN, "U2")


def write_link(newsroom: Newsroom) -> None:
    newsroom.slack.workspace.open_dm("U2")
    newsroom.slack.people.say("D2", "U2", LINK)


def send_file(newsroom: Newsroom) -> None:
    newsroom.slack.workspace.open_dm("U2")
    file = {"id": "F1", "name": "ferry.txt", "size": 9, "url_private": newsroom.slack.api_url}
    newsroom.slack.people.say("D2", "U2", "", files=[file])


def test_subscribing_and_reading_in_is_for_those_who_may(newsroom: Newsroom) -> None:
    only(newsroom, "U1")
    is_refused(newsroom, lambda: say(newsroom, "subscribe the truce"))
    for act in (use_command, use_shortcut, press_offer, write_link, send_file):
        is_refused(newsroom, partial(act, newsroom))


def test_the_home_tab_and_an_open_window_ask_again_who_may(newsroom: Newsroom) -> None:
    newsroom.slack.workspace.open_dm("U2")
    say(newsroom, "subscribe the truce")
    card = newsroom.answers("C1")[0]
    newsroom.slack.people.click(card, OPEN_SETTINGS, "U2")
    until(lambda: newsroom.slack.workspace.views)
    newsroom.slack.people.open_home("U2")
    until(lambda: "U2" in newsroom.slack.workspace.homes)
    only(newsroom, "U1")
    view = next(iter(newsroom.slack.workspace.views.values()))
    is_refused(newsroom, lambda: newsroom.slack.people.submit(view, values(topic="all")))
    home = newsroom.slack.workspace.homes["U2"]
    newsroom.slack.people.click_view(home, OPEN_SETTINGS)
    until(lambda: len(refusals(newsroom)) == 2)


def test_others_ask_check_and_watch(newsroom: Newsroom) -> None:
    only(newsroom, "U1")
    say(newsroom, "subscribe")  # nothing is subscribed to, so this would be everything
    until(lambda: refusals(newsroom))
    for number, text in enumerate(("When does the truce expire?", "watch Who won?"), 1):
        say(newsroom, text)
        newsroom.answers("C1", number)
    assert len(refusals(newsroom)) == 1
    assert newsroom.store.watches.find("C1")


@pytest.mark.parametrize(
    ("admins", "more", "group"),
    [((), {}, []), (("U2",), {}, []), (("U1",), {"is_admin": True}, []), (("S1",), {}, ["U2"])],
    ids=["nobody is named", "named", "admin of the workspace", "in a group that is named"],
)
def test_those_who_may_are_the_admins_and_whom_the_settings_name(
    newsroom: Newsroom, admins: tuple[str, ...], more: dict[str, bool], group: list[str]
) -> None:
    newsroom.slack.workspace.add_user("U2", "ben", **more)
    newsroom.slack.workspace.groups["S1"] = group
    only(newsroom, *admins)
    use_command(newsroom)
    newsroom.answers("C1", user_id="U2")
    [act] = newsroom.store.audit.find(9)
    assert (act.who, act.what, act.subject, act.surface) == (
        "U2", "subscribed", "C1", "Slack, command"
    )  # fmt: skip
    assert act.at == "2026-11-10T12:00:00Z"


def test_a_group_that_slack_does_not_tell_lets_nobody_in(newsroom: Newsroom) -> None:
    newsroom.slack.workspace.groups["S1"] = ["U2"]
    newsroom.slack.faults.add(Fault("usergroups.users.list", error="missing_scope"))
    only(newsroom, "S1")
    assert not newsroom.desk.roles.may_change(newsroom.running.api, "T0NEWS", "U2")
    assert newsroom.desk.roles.may_change(newsroom.running.api, "T0NEWS", "U2")


def test_what_is_noted_has_no_word_of_what_was_said(newsroom: Newsroom) -> None:
    newsroom.ask("subscribe the zyxgate affair")
    newsroom.answers("C1")
    newsroom.slack.workspace.open_dm("U1")
    newsroom.slack.people.say("D1", "U1", "zyxgate <https://127.0.0.1/zyx?token=zyxgate>")
    newsroom.slack.people.click(newsroom.see(READ_IN, "D1"), READ_IN, "U1")
    until(lambda: len(newsroom.store.audit.find(9)) == 2)
    noted = newsroom.store.audit.find(9)
    assert [act.subject for act in noted] == ["https://127.0.0.1/zyx", "C1"]
    assert "zyxgate" not in str(noted)
