"""The Web API methods that the app uses, each a function of the workspace and its arguments."""

from collections.abc import Callable

from handlers.fake_slack import messages
from handlers.fake_slack.limits import check_view
from handlers.fake_slack.messages import find_channel, need_scope
from handlers.fake_slack.workspace import ApiError, Json, View, Workspace

# https://docs.slack.dev/reference/methods/agents.sessions.setStatus
_SESSIONS = ("active", "processing", "suspended", "closed")


def _view(workspace: Workspace, args: Json) -> Json:
    view: Json = args.get("view") or {}
    if problems := check_view(view):
        raise ApiError("invalid_arguments", problems)
    return view


def open_view(workspace: Workspace, args: Json) -> Json:
    """Answer views.open."""
    payload = _view(workspace, args)
    user_id = workspace.use_trigger(str(args.get("trigger_id")))
    view = View(workspace.new_id("V"), user_id, payload, workspace.new_id("h"))
    workspace.views[view.view_id] = view
    workspace.changed()
    return {"view": described_view(workspace, view)}


def update_view(workspace: Workspace, args: Json) -> Json:
    """Answer views.update."""
    view = workspace.views.get(str(args.get("view_id")))
    if view is None or not view.is_open:
        raise ApiError("not_found")
    if args.get("hash") not in (None, view.hash):
        raise ApiError("hash_conflict")
    view.payload, view.hash = _view(workspace, args), workspace.new_id("h")
    workspace.changed()
    return {"view": described_view(workspace, view)}


def publish_view(workspace: Workspace, args: Json) -> Json:
    """Answer views.publish."""
    user_id, payload = str(args.get("user_id")), _view(workspace, args)
    if user_id not in workspace.users:
        raise ApiError("user_not_found")
    view = View(workspace.new_id("V"), user_id, payload, workspace.new_id("h"))
    workspace.homes[user_id] = workspace.views[view.view_id] = view
    workspace.changed()
    return {"view": described_view(workspace, view)}


def described_view(workspace: Workspace, view: View) -> Json:
    """Return a view as Slack sends it to the app."""
    ids = {"id": view.view_id, "hash": view.hash, "team_id": workspace.team_id}
    state = {"values": view.values}
    return {"private_metadata": "", "callback_id": "", **view.payload, **ids, "state": state}


def set_status(workspace: Workspace, args: Json) -> Json:
    """Answer assistant.threads.setStatus."""
    channel = find_channel(workspace, args)
    if len(args.get("loading_messages") or []) > 10:
        raise ApiError("invalid_arguments", ["at most 10 loading_messages"])
    thread_ts = str(args.get("thread_ts"))
    workspace.statuses[channel.channel_id, thread_ts] = str(args.get("status") or "")
    workspace.changed()
    return {}


def set_session(workspace: Workspace, args: Json) -> Json:
    """Answer agents.sessions.setStatus; nothing but the app ends the processing."""
    channel, status = find_channel(workspace, args), str(args.get("status"))
    if status not in _SESSIONS or not args.get("thread_ts"):
        raise ApiError("invalid_arguments", [f"status {status!r}, or no thread_ts"])
    workspace.sessions[channel.channel_id, str(args["thread_ts"])] = status
    workspace.changed()
    return {"status": status}


def set_prompts(workspace: Workspace, args: Json) -> Json:
    """Answer assistant.threads.setSuggestedPrompts."""
    channel, prompts = find_channel(workspace, args), args.get("prompts") or []
    if not 1 <= len(prompts) <= 4:
        raise ApiError("invalid_arguments", ["1 to 4 prompts"])
    workspace.prompts[channel.channel_id] = prompts
    workspace.changed()
    return {}


def upload_url(workspace: Workspace, args: Json) -> Json:
    """Answer files.getUploadURLExternal."""
    file_id = workspace.new_id("F")
    name, length = str(args.get("filename")), int(args.get("length") or 0)
    if length <= 0:
        raise ApiError("invalid_arguments", ["length must be positive"])
    workspace.files[file_id] = {"id": file_id, "name": name, "title": name, "size": length}
    return {"file_id": file_id, "upload_url": f"{args['base_url']}/upload/{file_id}"}


def complete_upload(workspace: Workspace, args: Json) -> Json:
    """Answer files.completeUploadExternal."""
    files = []
    for item in args.get("files") or []:
        file = workspace.files.get(item["id"])
        if file is None or "content" not in file:
            raise ApiError("file_not_found")
        file["title"] = item.get("title") or file["title"]
        files.append({key: value for key, value in file.items() if key != "content"})
    return {"files": files}


Method = Callable[[Workspace, Json], Json]

_NEEDS = {
    "chat.": "chat:write",
    "agents.": "chat:write",
    "assistant.": "assistant:write",
    "users.info": "users:read",
    "usergroups.": "usergroups:read",
    "files.getUpload": "files:write",
    "files.complete": "files:write",
}


def call_method(workspace: Workspace, name: str, args: Json) -> Json:
    """Do what the method does; ApiError when Slack would answer `ok: false`."""
    method = METHODS.get(name)
    if method is None:
        raise ApiError("unknown_method")
    for prefix, scope in _NEEDS.items():
        if name.startswith(prefix):
            need_scope(workspace, scope)
    with workspace.lock:
        return method(workspace, args)


def _auth_test(workspace: Workspace, args: Json) -> Json:
    return {
        "url": "http://localhost/",
        "team": workspace.name,
        "team_id": workspace.team_id,
        "user": "copydesk",
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def _user(workspace: Workspace, args: Json) -> Json:
    user = workspace.users.get(str(args.get("user")))
    if user is None:
        raise ApiError("user_not_found")
    described = {
        "id": user.user_id,
        "team_id": user.team_id,
        "name": user.name,
        "is_bot": user.is_bot,
        "is_restricted": user.is_guest,
        "is_admin": user.is_admin,
    }
    return {"user": described}


def _group_members(workspace: Workspace, args: Json) -> Json:
    members = workspace.groups.get(str(args.get("usergroup")))
    if members is None:
        raise ApiError("no_such_subteam")
    return {"users": members}


METHODS: dict[str, Method] = {
    "auth.test": _auth_test,
    "chat.postMessage": messages.post,
    "chat.postEphemeral": messages.post_ephemeral,
    "chat.update": messages.update,
    "chat.delete": messages.delete,
    "conversations.history": messages.history,
    "conversations.replies": messages.replies,
    "users.info": _user,
    "usergroups.users.list": _group_members,
    "views.open": open_view,
    "views.update": update_view,
    "views.publish": publish_view,
    "assistant.threads.setStatus": set_status,
    "assistant.threads.setSuggestedPrompts": set_prompts,
    "agents.sessions.setStatus": set_session,
    "files.getUploadURLExternal": upload_url,
    "files.completeUploadExternal": complete_upload,
}
