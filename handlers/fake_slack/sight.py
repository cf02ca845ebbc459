"""What one person sees of the workspace, as JSON for the page."""

from handlers.fake_slack.workspace import Channel, Json, Message, View, Workspace


def seen_by(workspace: Workspace, user_id: str) -> Json:
    """Return everything that the page shows to this person."""
    with workspace.lock:
        channels = [c for c in workspace.channels.values() if user_id in c.members]
        home = workspace.homes.get(user_id)
        return {
            "team": workspace.name,
            "me": user_id,
            "bot": workspace.bot_user_id,
            "users": {user.user_id: user.name for user in workspace.users.values()},
            "channels": [_channel(channel) for channel in channels],
            "messages": {
                channel.channel_id: [
                    _message(each) for each in workspace.visible(channel.channel_id, user_id)
                ]
                for channel in channels
            },
            "statuses": _statuses(workspace, channels),
            "prompts": {c.channel_id: workspace.prompts.get(c.channel_id, []) for c in channels},
            "modals": [_view(view) for view in _modals(workspace, user_id)],
            "home": _view(home) if home else None,
            "notices": [text for who, text in workspace.notices if who == user_id],
        }


def _channel(channel: Channel) -> Json:
    return {
        "id": channel.channel_id,
        "name": channel.name,
        "kind": channel.kind,
        "topic": channel.topic,
    }


def _message(message: Message) -> Json:
    return {
        "ts": message.ts,
        "channel": message.channel_id,
        "user": message.user_id,
        "text": message.text,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "is_bot": message.is_bot,
        "is_ephemeral": message.visible_to is not None,
        "edited": message.edited,
        "reactions": sorted(message.reactions),
        "files": [_file(file) for file in message.files],
    }


def _file(file: Json) -> Json:
    kept = ("id", "name", "title", "size", "mimetype", "alt_txt")
    return {key: file[key] for key in kept if key in file}


def _statuses(workspace: Workspace, channels: list[Channel]) -> list[Json]:
    mine = {channel.channel_id for channel in channels}
    working = {place for place, status in workspace.sessions.items() if status == "processing"}
    told = {place: status for place, status in workspace.statuses.items() if status}
    shown = dict.fromkeys(sorted(working), "is working…") | told
    return [
        {"channel": channel, "thread_ts": ts, "status": told, "can_stop": (channel, ts) in working}
        for (channel, ts), told in shown.items()
        if channel in mine
    ]


def _modals(workspace: Workspace, user_id: str) -> list[View]:
    return [
        view
        for view in workspace.views.values()
        if view.user_id == user_id and view.is_open and view.payload.get("type") == "modal"
    ]


def _view(view: View) -> Json:
    return {"id": view.view_id, "hash": view.hash, "errors": view.errors, **view.payload}
