"""Modals, buttons and shortcuts over both transports."""

from dataclasses import replace
from typing import Any

from slack_harness import FAST, OVER_BOTH, Start, ignore, until

from handlers.fake_slack.server import FakeSlack
from handlers.fake_slack.workspace import Message as Shown
from handlers.slack.delivery.events import Event
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.surfaces.routes import ANY, Routes

pytestmark = OVER_BOTH
LOADING: dict[str, Any] = {
    "type": "modal",
    "callback_id": "check",
    "title": {"type": "plain_text", "text": "Check a draft"},
    "submit": {"type": "plain_text", "text": "Check"},
    "blocks": [
        {
            "type": "input",
            "block_id": "draft",
            "label": {"type": "plain_text", "text": "Draft"},
            "element": {"type": "plain_text_input", "action_id": "text", "multiline": True},
        }
    ],
}
BUTTON = {
    "type": "actions",
    "elements": [
        {
            "type": "button",
            "action_id": "more_quotes",
            "text": {"type": "plain_text", "text": "More quotes"},
            "value": "answer:7",
        }
    ],
}


def open_check(event: Event, poster: Poster) -> None:
    reply = poster.open_modal(LOADING)
    if not reply.is_ok:
        poster.tell(Message("That took too long. Please press it again."))


def draft_errors(event: Event) -> dict[str, Any] | None:
    if event.payload["view"]["state"]["values"]["draft"]["text"]["value"]:
        return None
    return {"response_action": "errors", "errors": {"draft": "Paste the draft here."}}


def routes() -> Routes:
    routes = Routes()
    routes.add("command", "/check", open_check, is_urgent=True)
    routes.add(
        "submission",
        "check",
        lambda event, poster: poster.tell(Message("Nothing contradicts it.")),
        reply=draft_errors,
    )
    routes.add("message", ANY, lambda e, p: ignore(p.say(Message("10 November.", (BUTTON,)))))
    routes.add("action", "more_quotes", lambda e, p: ignore(p.say(Message(f"more of {e.text}"))))
    routes.add("shortcut", "check_message", open_check, is_urgent=True)
    routes.add("home", "home", show_home)
    return routes


def show_home(event: Event, poster: Poster) -> None:
    text = {"type": "plain_text", "text": "Feeds are well."}
    poster.publish_home({"type": "home", "blocks": [{"type": "header", "text": text}]})


def values(draft: str) -> dict[str, Any]:
    return {"draft": {"text": {"type": "plain_text_input", "value": draft}}}


def test_a_modal_opens_keeps_open_on_errors_and_closes_when_taken(
    slack: FakeSlack, start: Start
) -> None:
    start(routes())
    slack.people.command("C1", "U1", "/check")
    until(lambda: slack.workspace.views)
    view = next(iter(slack.workspace.views.values()))
    slack.people.submit(view, values("")).wait()
    assert (view.is_open, view.errors) == (True, {"draft": "Paste the draft here."})
    slack.people.submit(view, values("The truce ends on 10 November.")).wait()
    assert not view.is_open
    until(lambda: slack.workspace.from_bot("D1"))
    assert [m.text for m in slack.workspace.from_bot("D1")] == ["Nothing contradicts it."]


def test_a_trigger_that_expired_is_told_to_the_person(slack: FakeSlack, start: Start) -> None:
    running = start(routes(), pace=replace(FAST, urgent_workers=0))  # as if all were stuck
    slack.people.command("C1", "U1", "/check").wait()
    slack.clock.advance(4)
    assert running.service._worker.work_next(urgent=True)
    until(lambda: slack.workspace.from_bot("C1", "U1"))
    shown = slack.workspace.from_bot("C1", "U1")[0]
    assert shown.text == "That took too long. Please press it again."
    assert slack.workspace.views == {}


def test_a_button_answers_in_the_thread_of_its_message(slack: FakeSlack, start: Start) -> None:
    start(routes())
    asked = slack.people.say("D1", "U1", "when?")
    until(lambda: slack.workspace.from_bot("D1"))
    answer = slack.workspace.from_bot("D1")[0]
    assert slack.people.click(answer, "more_quotes", "U1").wait().is_acked
    until(lambda: len(slack.workspace.from_bot("D1")) == 2)
    more = slack.workspace.from_bot("D1")[1]
    assert (more.text, more.thread_ts) == ("more of answer:7", asked.ts)


def test_a_message_shortcut_opens_a_modal(slack: FakeSlack, start: Start) -> None:
    start(routes())
    message = slack.workspace.add_message(Shown("C1", slack.workspace.new_ts(), "U2", "a claim"))
    assert slack.people.shortcut(message, "check_message", "U1").wait().is_acked
    until(lambda: slack.workspace.views)


def test_the_home_tab_is_shown_to_who_opens_it(slack: FakeSlack, start: Start) -> None:
    start(routes())
    slack.people.open_home("U1", "messages")
    slack.people.open_home("U1", "home")
    until(lambda: slack.workspace.homes)
    assert list(slack.workspace.homes) == ["U1"]
