"""Checking a draft: pasted into a window, said in a mention, or taken from a message."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.check.checking import FLAGGED, Checked, check_draft
from handlers.found import tell_counts, view_check
from handlers.slack.cards import blocks
from handlers.slack.cards.blocks import Json
from handlers.slack.cards.telling import lay_out, source_name
from handlers.slack.delivery.events import Event, read_said
from handlers.slack.delivery.poster import Message, Poster
from handlers.slack.surfaces.desk import Desk
from handlers.slack.surfaces.routes import UMBRELLA, Bind, Routes, Verb


def render_check(checked: Sequence[Checked], now: datetime) -> list[Message]:
    """Return how every sentence of a draft stands, with what speaks for or against it."""
    if not checked:
        return [Message("There is no sentence in this to check.")]
    view = view_check(checked, now)
    return blocks.pages(f"{view.heading}. {fallback(checked)}", lay_out(view))


def fallback(checked: Sequence[Checked]) -> str:
    """Return what is contradicted, disputed or outdated, as plain text."""
    against = [
        (one, next((e for e in one.evidence if e.stance != "supports"), None))
        for one in checked
        if one.standing in FLAGGED
    ]
    return " / ".join(
        f"“{one.text}” is {told_by(one)} by {source_name(rival.source)}: “{rival.quote}”"
        for one, rival in against
        if rival is not None
    )


def told_by(checked: Checked) -> str:
    """Return what a sentence is by the side against it: "disputed" has its supporter too.

    >>> told_by(Checked(0, 3, "So.", "contradicted", ()))
    'contradicted'
    """
    support = next((e for e in checked.evidence if e.stance == "supports"), None)
    if support is None or checked.standing == "contradicted":
        return checked.standing
    verb = "made outdated" if checked.standing == "outdated" else "contradicted"
    return f"supported by {source_name(support.source)} and {verb}"


OPEN_CHECK, CHECK, CHECK_MESSAGE = "open_check", "check_draft", "check_this_message"
DRAFT_UNITS = 3000
LATE = Message("That took too long for Slack. Please try it again.")
EMPTY = Message("There are no words in this message to check.")


def register(routes: Routes, bind: Bind) -> None:
    """Add the window, the button and command that open it, and the shortcut."""
    routes.add("command", f"{UMBRELLA} check", bind(open_check), is_urgent=True)
    routes.add("action", OPEN_CHECK, bind(open_check), is_urgent=True)
    routes.add("submission", CHECK, bind(check_pasted), reply=answer_submission)
    routes.add("shortcut", CHECK_MESSAGE, bind(check_message))


def open_check(desk: Desk, event: Event, poster: Poster) -> None:
    """Open the window to paste a draft into, filled with the words of the command."""
    given = event.text.partition(" ")[2] if event.kind == "command" else ""
    if not poster.open_modal(check_view(read_said(given).words)).is_ok:
        poster.tell(LATE)


def check_view(draft: str = "") -> Json:
    """Return the window to paste a draft into."""
    hint = f"At most {DRAFT_UNITS:,} characters at a time. Nothing of it is kept."
    element = blocks.text_input(draft, DRAFT_UNITS, multiline=True)
    return _view([blocks.field("draft", "Draft", element, hint)], submit="Check")


def _view(shown: list[Json], submit: str = "") -> Json:
    return blocks.modal(CHECK, "Check a draft", shown, submit)


def pasted(event: Event) -> str:
    """Return the draft that was pasted."""
    values = event.payload["view"]["state"]["values"]
    return str(values["draft"]["value"].get("value") or "").strip()


def answer_submission(event: Event) -> Mapping[str, Any]:
    """Return what the window shows at once: what is wrong, or that the draft is being checked."""
    if not pasted(event):
        return {"response_action": "errors", "errors": {"draft": "Paste the draft here."}}
    waiting = blocks.said("Checking every sentence …")
    return {"response_action": "update", "view": _view(waiting)}


def check_pasted(desk: Desk, event: Event, poster: Poster) -> None:
    """Check a draft and send the result to who pasted it; the window says how it stands."""
    checked = check_words(desk, pasted(event))
    for message in render_check(checked, desk.clock()):
        poster.say(message, channel_id=event.user_id)
    told = f"{tell_counts(checked)}. Every sentence with its quotes is in your messages from me."
    poster.update_modal(str(event.payload["view"]["id"]), _view(blocks.said(told)))


def check_message(desk: Desk, event: Event, poster: Poster) -> None:
    """Check what a message says, for who asked alone."""
    message = event.payload.get("message") or {}
    said = read_said(str(message.get("text") or "")).words
    if not said:
        poster.whisper(EMPTY)
        return
    poster.tell(*render_check(check_words(desk, said), desk.clock()))


def check_words(desk: Desk, text: str) -> list[Checked]:
    """Return how the sentences of a text stand."""
    return check_draft(desk.store, text, desk.clock().date(), desk.judge())


def tell_check(desk: Desk, event: Event, poster: Poster, text: str) -> None:
    """Check the words said, or offer the window where there are none."""
    if text:
        poster.tell(*render_check(check_words(desk, text), desk.clock()))
        return
    button = blocks.button("Paste a draft", OPEN_CHECK, style="primary")
    asked = "Which draft shall I check?"
    poster.tell(blocks.message(asked, *blocks.said(asked), *blocks.actions(button)))


CHECK_VERB = Verb("check", "[DRAFT]", "hold a draft against the articles, sentence by sentence",
                  tell_check)  # fmt: skip
