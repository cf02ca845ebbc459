"""Posting, changing and reading messages, by the Web API and through a response_url."""

from handlers.fake_slack.limits import check_message
from handlers.fake_slack.workspace import ApiError, Channel, Json, Message, Workspace

HISTORY = {"channel": "channels:history", "group": "groups:history", "im": "im:history"}
"""The scope that hears each kind of channel."""


def need_scope(workspace: Workspace, scope: str) -> None:
    """Raise ApiError when the app was not granted this scope."""
    if scope not in workspace.scopes:
        raise ApiError("missing_scope", [f"needed: {scope}"])


def find_channel(workspace: Workspace, args: Json, to_post: bool = False) -> Channel:
    """Return the channel meant; ApiError when it is not there or cannot be posted in."""
    channel_id = str(args.get("channel") or args.get("channel_id") or "")
    if to_post and channel_id in workspace.users:
        return workspace.open_dm(channel_id)
    channel = workspace.channels.get(channel_id)
    if channel is None:
        raise ApiError("channel_not_found")
    if to_post and channel.is_archived:
        raise ApiError("is_archived")
    if to_post and workspace.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _check(args: Json) -> None:
    if not args.get("text") and not args.get("blocks"):
        raise ApiError("no_text")
    if problems := check_message(args):
        too_long = [problem for problem in problems if "characters together" in problem]
        raise ApiError(
            "msg_blocks_too_long" if problems == too_long else "invalid_blocks", problems
        )


def _shown(message: Message, with_metadata: bool = False) -> Json:
    shown: Json = {
        "type": "message",
        "user": message.user_id,
        "ts": message.ts,
        "text": message.text,
        "blocks": message.blocks,
    }
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.is_bot:
        shown |= {"bot_id": "B0COPYDESK", "app_id": "A0COPYDESK"}
    if message.files:
        shown["files"] = message.files
    if with_metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown


def post(workspace: Workspace, args: Json) -> Json:
    """Answer chat.postMessage."""
    channel = find_channel(workspace, args, to_post=True)
    _check(args)
    thread_ts = args.get("thread_ts")
    if thread_ts and not workspace.thread(channel.channel_id, thread_ts):
        raise ApiError("thread_not_found")
    message = new_message(workspace, channel, args)
    workspace.statuses.pop((channel.channel_id, message.root_ts), None)
    workspace.add_message(message)
    return {"channel": channel.channel_id, "ts": message.ts, "message": _shown(message)}


def new_message(workspace: Workspace, channel: Channel, args: Json) -> Message:
    """Return a message of the app, not yet in its channel."""
    return Message(
        channel.channel_id,
        workspace.new_ts(),
        workspace.bot_user_id,
        args.get("text") or "",
        args.get("blocks") or [],
        thread_ts=args.get("thread_ts"),
        is_bot=True,
        metadata=args.get("metadata"),
    )


def post_ephemeral(workspace: Workspace, args: Json) -> Json:
    """Answer chat.postEphemeral."""
    channel = find_channel(workspace, args, to_post=True)
    if args.get("user") not in channel.members:
        raise ApiError("user_not_in_channel")
    _check(args)
    message = new_message(workspace, channel, args)
    message.visible_to = args["user"]
    workspace.add_message(message)
    return {"message_ts": message.ts}


def _own(workspace: Workspace, args: Json, refused: str) -> Message:
    channel = find_channel(workspace, args)
    message = workspace.find_message(channel.channel_id, str(args.get("ts")))
    if message is None or message.visible_to is not None:
        raise ApiError("message_not_found")
    if not message.is_bot:
        raise ApiError(refused)
    return message


def update(workspace: Workspace, args: Json) -> Json:
    """Answer chat.update."""
    message = _own(workspace, args, "cant_update_message")
    _check(args)
    message.text, message.blocks = args.get("text") or "", args.get("blocks") or []
    message.metadata = args.get("metadata") or message.metadata
    message.edited += 1
    workspace.changed()
    return {"channel": message.channel_id, "ts": message.ts, "text": message.text}


def delete(workspace: Workspace, args: Json) -> Json:
    """Answer chat.delete."""
    message = _own(workspace, args, "cant_delete_message")
    message.is_deleted = True
    workspace.changed()
    return {"channel": message.channel_id, "ts": message.ts}


def history(workspace: Workspace, args: Json) -> Json:
    """Answer conversations.history."""
    channel = find_channel(workspace, args)
    need_scope(workspace, HISTORY[channel.kind])
    shown = [m for m in workspace.visible(channel.channel_id) if m.thread_ts in (None, m.ts)]
    return _listed(shown[::-1], args)


def replies(workspace: Workspace, args: Json) -> Json:
    """Answer conversations.replies."""
    channel = find_channel(workspace, args)
    need_scope(workspace, HISTORY[channel.kind])
    thread = workspace.thread(channel.channel_id, str(args.get("ts")))
    if not thread:
        raise ApiError("thread_not_found")
    return _listed(thread, args)


def _listed(messages: list[Message], args: Json) -> Json:
    oldest, limit = str(args.get("oldest") or "0"), int(args.get("limit") or 100)
    with_metadata = str(args.get("include_all_metadata")).lower() in ("true", "1")
    kept = [message for message in messages if message.ts > oldest]
    shown = [_shown(message, with_metadata) for message in kept[:limit]]
    return {"messages": shown, "has_more": len(kept) > limit}


def show_response(workspace: Workspace, where: Json, answer: Json) -> Message | None:
    """Show what the app answers to a command or through a response_url."""
    if not (answer.get("text") or answer.get("blocks")):
        return None
    in_channel = answer.get("response_type") == "in_channel"
    message = Message(
        where["channel_id"],
        workspace.new_ts(),
        workspace.bot_user_id,
        answer.get("text") or "",
        answer.get("blocks") or [],
        thread_ts=answer.get("thread_ts"),
        is_bot=True,
        visible_to=None if in_channel else where["user_id"],
    )
    return workspace.add_message(message)


def respond(workspace: Workspace, response_id: str, answer: Json) -> Message | None:
    """Use a response_url; ApiError when it is spent or the answer breaks a limit."""
    use = workspace.use_response(response_id)
    if problems := check_message(answer):
        raise ApiError("invalid_blocks", problems)
    original = workspace.find_message(str(use.channel_id), use.ts) if use.ts else None
    if original is not None and answer.get("replace_original"):
        original.text, original.blocks = answer.get("text") or "", answer.get("blocks") or []
        original.edited += 1
    else:
        where = {"channel_id": use.channel_id, "user_id": use.user_id}
        return show_response(workspace, where, {"thread_ts": use.thread_ts, **answer})
    workspace.changed()
    return original
