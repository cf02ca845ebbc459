"""What people do in the workspace, and the events that the app hears of it."""

import asyncio
import json
from typing import Any

from handlers.fake_slack.delivery import Deliveries, Delivery
from handlers.fake_slack.messages import HISTORY, show_response
from handlers.fake_slack.methods import described_view
from handlers.fake_slack.workspace import Channel, Json, Message, View, Workspace

VERIFICATION_TOKEN = "verification-s3cret"
"""A shared secret that Slack has long replaced by signatures, and still sends."""


class People:
    """The people of one workspace; each act may be done from any thread."""

    def __init__(
        self,
        workspace: Workspace,
        deliveries: Deliveries,
        loop: asyncio.AbstractEventLoop,
        base_url: str,
    ) -> None:
        self.workspace, self._deliveries = workspace, deliveries
        self._loop, self._base_url = loop, base_url

    def say(
        self,
        channel_id: str,
        user_id: str,
        text: str,
        thread_ts: str | None = None,
        files: list[Json] | None = None,
    ) -> Message:
        """Post a message; a mention reaches the app as two events, as in Slack."""
        space = self.workspace
        with space.lock:
            message = Message(channel_id, space.new_ts(), user_id, text, thread_ts=thread_ts)
            message.files = files or []
            space.add_message(message)
            channel = space.channels[channel_id]
        for kind in self._kinds(channel, text):
            self.send_event(self.message_event(message, kind))
        return message

    def _kinds(self, channel: Channel, text: str) -> list[str]:
        mentioned = f"<@{self.workspace.bot_user_id}>" in text and channel.kind != "im"
        heard = HISTORY[channel.kind] in self.workspace.scopes
        return ["app_mention"] * mentioned + ["message"] * heard

    def message_event(self, message: Message, kind: str = "message") -> Json:
        """Return the event of a message, as `message` or as `app_mention`."""
        channel = self.workspace.channels[message.channel_id]
        event: Json = {
            "type": kind,
            "user": message.user_id,
            "text": message.text,
            "ts": message.ts,
            "event_ts": message.ts,
            "channel": message.channel_id,
            "team": self.workspace.users[message.user_id].team_id,
            "blocks": [],
        }
        if message.thread_ts:
            event["thread_ts"] = message.thread_ts
        if kind == "message":
            event["channel_type"] = channel.kind
        if message.files:
            event |= {"files": message.files, "subtype": "file_share"}
        return event

    def edit(self, message: Message, text: str) -> None:
        """Change the text of a message."""
        before = self._as_sent(message)
        message.text, message.edited = text, message.edited + 1
        self.workspace.changed()
        self._changed(message, "message_changed", self._as_sent(message), before)

    def delete(self, message: Message) -> None:
        """Take a message back."""
        message.is_deleted = True
        self.workspace.changed()
        self._changed(message, "message_deleted", None, self._as_sent(message))

    def _as_sent(self, message: Message) -> Json:
        sent = {"type": "message", "user": message.user_id, "text": message.text, "ts": message.ts}
        return sent | ({"thread_ts": message.thread_ts} if message.thread_ts else {})

    def _changed(self, message: Message, subtype: str, now: Json | None, before: Json) -> None:
        channel = self.workspace.channels[message.channel_id]
        ts = self.workspace.new_ts()
        event: Json = {"type": "message", "subtype": subtype, "channel": message.channel_id}
        event |= {"ts": ts, "event_ts": ts, "hidden": True, "previous_message": before}
        event |= {"message": now} if now else {"deleted_ts": message.ts}
        self.send_event({**event, "channel_type": channel.kind})

    def open_home(self, user_id: str, tab: str = "home") -> Delivery:
        """Open the app's Home or Messages tab."""
        channel = self.workspace.open_dm(user_id)
        ids = {"user": user_id, "channel": channel.channel_id}
        event = {"type": "app_home_opened", "tab": tab, "event_ts": self.workspace.new_ts(), **ids}
        return self.send_event(event)

    def stop(self, channel_id: str, thread_ts: str, user_id: str) -> Delivery:
        """Press the stop button, which a thread shows while the app works in it."""
        if self.workspace.sessions.get((channel_id, thread_ts)) != "processing":
            raise LookupError(f"no stop button in the thread {thread_ts}")
        ids = {"channel": channel_id, "user": user_id, "thread_ts": thread_ts}
        event = {"type": "agent_session_stopped", "streaming_message_ts": [], **ids}
        return self.send_event({**event, "event_ts": self.workspace.new_ts()})

    def send_event(self, event: Json, event_id: str | None = None) -> Delivery:
        """Deliver an event; with the id of an earlier one, it is a duplicate."""
        space = self.workspace
        bot = {"team_id": space.team_id, "user_id": space.bot_user_id, "is_bot": True}
        payload = {
            "token": VERIFICATION_TOKEN,
            "type": "event_callback",
            "team_id": space.team_id,
            "api_app_id": space.app_id,
            "event": event,
            "event_id": event_id or space.new_id("Ev"),
            "event_time": int(space.clock.now()),
            "authorizations": [bot],
            "is_ext_shared_channel": False,
        }
        return self._deliver("events_api", payload)

    def command(self, channel_id: str, user_id: str, command: str, text: str = "") -> Delivery:
        """Use a slash command; what the app answers at once is shown to this person."""
        space = self.workspace
        response_id = space.new_response(user_id, channel_id)
        payload = {
            "token": VERIFICATION_TOKEN,
            "command": command,
            "text": text,
            "team_id": space.team_id,
            "team_domain": "gazette",
            "channel_id": channel_id,
            "channel_name": space.channels[channel_id].name,
            "user_id": user_id,
            "user_name": space.users[user_id].name,
            "api_app_id": space.app_id,
            "is_enterprise_install": "false",
            "response_url": f"{self._base_url}/response/{response_id}",
            "trigger_id": space.new_trigger(user_id),
        }
        return self._deliver("slash_commands", payload)

    def click(
        self,
        message: Message,
        action_id: str,
        user_id: str,
        block: int | None = None,
        **chosen: Any,
    ) -> Delivery:
        """Press a button of a message, or choose in its select (`selected_option=…`).

        `block` is the number of its block, where several have an element of this name.
        """
        shown = {**self._as_sent(message), "blocks": message.blocks}
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel_id,
            "thread_ts": message.thread_ts,
            "is_ephemeral": message.visible_to is not None,
        }
        more = {**self._about(message, user_id), "message": shown, "container": container}
        return self._press(message.blocks, action_id, block, chosen, user_id, more)

    def _about(self, message: Message, user_id: str) -> Json:
        """Return where a message is, and the address to answer what is done with it."""
        channel = self.workspace.channels[message.channel_id]
        response_id = self.workspace.new_response(user_id, message.channel_id, message)
        return {
            "channel": {"id": channel.channel_id, "name": channel.name},
            "response_url": f"{self._base_url}/response/{response_id}",
        }

    def _press(
        self,
        blocks: list[Json],
        action_id: str,
        block: int | None,
        chosen: Json,
        user_id: str,
        more: Json,
    ) -> Delivery:
        found, element = find_element(blocks, action_id, block)
        action = _action(found, element, action_id, chosen, self.workspace.new_ts())
        return self._interact("block_actions", user_id, {**more, "actions": [action]})

    def click_view(
        self, view: View, action_id: str, block: int | None = None, **chosen: Any
    ) -> Delivery:
        """Press a button in a modal or in the Home tab."""
        container = {"type": "view", "view_id": view.view_id}
        more = {"view": described_view(self.workspace, view), "container": container}
        return self._press(view.payload["blocks"], action_id, block, chosen, view.user_id, more)

    def submit(self, view: View, values: dict[str, dict[str, Json]]) -> Delivery:
        """Submit a modal with values by block_id and action_id."""
        view.values, view.errors = values, {}
        more = {"view": described_view(self.workspace, view), "response_urls": []}
        delivery = self._interact("view_submission", view.user_id, more)
        delivery.on_taken(lambda body: self._after_submit(view, body))
        return delivery

    def _after_submit(self, view: View, body: str) -> None:
        answer = json.loads(body) if body else {}
        action = answer.get("response_action")
        with self.workspace.lock:
            if action in ("update", "push"):
                view.payload = answer["view"]
            elif action == "errors":
                view.errors = answer["errors"]
            else:
                view.is_open = False
            self.workspace.changed()

    def close(self, view: View) -> None:
        """Close a modal, of which the app asked to hear nothing."""
        view.is_open = False
        self.workspace.changed()

    def shortcut(self, message: Message, callback_id: str, user_id: str) -> Delivery:
        """Use a message shortcut."""
        more = {
            **self._about(message, user_id),
            "callback_id": callback_id,
            "message": self._as_sent(message),
            "message_ts": message.ts,
        }
        return self._interact("message_action", user_id, more)

    def _interact(self, kind: str, user_id: str, more: Json) -> Delivery:
        space = self.workspace
        user = space.users[user_id]
        payload = {
            "token": VERIFICATION_TOKEN,
            "type": kind,
            "user": {"id": user_id, "name": user.name, "team_id": user.team_id},
            "team": {"id": space.team_id, "domain": "gazette"},
            "api_app_id": space.app_id,
            "trigger_id": space.new_trigger(user_id),
            "action_ts": space.new_ts(),
            **more,
        }
        return self._deliver("interactive", payload)

    def _deliver(self, kind: str, payload: Json) -> Delivery:
        delivery = Delivery(kind, payload)
        delivery.on_taken(lambda body: self._show(delivery, body))
        self._deliveries.log.append(delivery)
        asyncio.run_coroutine_threadsafe(self._follow(delivery), self._loop)
        return delivery

    async def _follow(self, delivery: Delivery) -> None:
        await self._deliveries.deliver(delivery)
        if not delivery.is_acked and delivery.kind != "events_api":
            user = delivery.payload.get("user") or {"id": delivery.payload.get("user_id")}
            what = delivery.payload.get("command") or delivery.payload.get("type")
            self.workspace.notices.append((user["id"], f"{what} failed: the app did not respond"))
            self.workspace.changed()

    def _show(self, delivery: Delivery, body: str) -> None:
        if delivery.kind != "slash_commands" or not body:
            return
        answer = json.loads(body) if body.startswith("{") else {"text": body}
        with self.workspace.lock:
            show_response(self.workspace, delivery.payload, answer)


def find_element(
    blocks: list[Json], action_id: str, number: int | None = None
) -> tuple[Json, Json]:
    """Return the block and the element with this action_id; LookupError when there is none."""
    for block in blocks if number is None else blocks[number : number + 1]:
        inside = [block.get("element"), *(block.get("elements") or [])]
        for element in inside:
            if isinstance(element, dict) and element.get("action_id") == action_id:
                return block, element
    raise LookupError(f"no element has the action_id {action_id!r}")


def _action(block: Json, element: Json, action_id: str, chosen: Json, ts: str) -> Json:
    action: Json = {"action_id": action_id, "block_id": block.get("block_id", "b1")}
    action |= {"type": element["type"], "action_ts": ts}
    if element["type"] == "feedback_buttons":
        side = "positive_button" if chosen.pop("helpful", True) else "negative_button"
        element = element[side]
    shown: Json = {key: element[key] for key in ("value", "text") if key in element}
    return {**action, **shown, **chosen}
