"""What the app answers to a command or through a response_url."""

from handlers.fake_slack.limits import check_message
from handlers.fake_slack.workspace import ApiError, Json, Message, Workspace


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
    if not answer.get("delete_original") and (problems := check_message(answer)):
        raise ApiError("invalid_blocks", problems)
    original = workspace.find_message(str(use.channel_id), use.ts) if use.ts else None
    if original is not None and answer.get("delete_original"):
        original.is_deleted = True
    elif original is not None and answer.get("replace_original"):
        original.text, original.blocks = answer.get("text") or "", answer.get("blocks") or []
        original.edited += 1
    else:
        where = {"channel_id": use.channel_id, "user_id": use.user_id}
        return show_response(workspace, where, {"thread_ts": use.thread_ts, **answer})
    workspace.changed()
    return original
