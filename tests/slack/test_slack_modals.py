"""Modals over both transports; the routes are those of the page's tests too."""

from dataclasses import replace
from typing import Any

from slack_harness import FAST, OVER_BOTH, Start, ignore, until

from handlers.fake_slack.server import FakeSlack
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
    routes.add("message", ANY, lambda e, p: ignore(p.say(Message("10 November."))))
    routes.add("shortcut", "check_message", open_check, is_urgent=True)
    return routes


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
