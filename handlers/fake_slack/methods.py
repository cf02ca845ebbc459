"""The Web API methods that the app uses, each a function of the workspace and its arguments."""

from collections.abc import Callable

from handlers.fake_slack import messages, surfaces
from handlers.fake_slack.messages import find_channel, need_scope
from handlers.fake_slack.workspace import ApiError, Channel, Json, Workspace

Method = Callable[[Workspace, Json], Json]

_NEEDS = {
    "chat.": "chat:write",
    "agents.": "chat:write",
    "assistant.": "assistant:write",
    "users.info": "users:read",
    "usergroups.": "usergroups:read",
    "files.info": "files:read",
    "files.getUpload": "files:write",
    "files.complete": "files:write",
    "reactions.": "reactions:write",
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


def _conversation(workspace: Workspace, args: Json) -> Json:
    channel = find_channel(workspace, args)
    if channel.kind != "im":
        need_scope(workspace, "channels:read")
    return {"channel": _described(workspace, channel)}


def _described(workspace: Workspace, channel: Channel) -> Json:
    return {
        "id": channel.channel_id,
        "name": channel.name,
        "is_im": channel.kind == "im",
        "is_private": channel.kind != "channel",
        "is_archived": channel.is_archived,
        "is_ext_shared": channel.is_shared,
        "is_member": workspace.bot_user_id in channel.members,
    }


def _open_conversation(workspace: Workspace, args: Json) -> Json:
    user_id = str(args.get("users") or "")
    if user_id not in workspace.users:
        raise ApiError("user_not_found")
    return {"channel": _described(workspace, workspace.open_dm(user_id))}


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
        "tz": user.tz,
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
    "chat.getPermalink": messages.permalink,
    "conversations.history": messages.history,
    "conversations.replies": messages.replies,
    "conversations.info": _conversation,
    "conversations.open": _open_conversation,
    "users.info": _user,
    "usergroups.users.list": _group_members,
    "views.open": surfaces.open_view,
    "views.push": surfaces.open_view,
    "views.update": surfaces.update_view,
    "views.publish": surfaces.publish_view,
    "assistant.threads.setStatus": surfaces.set_status,
    "assistant.threads.setSuggestedPrompts": surfaces.set_prompts,
    "agents.sessions.setStatus": surfaces.set_session,
    "reactions.add": messages.react,
    "files.getUploadURLExternal": surfaces.upload_url,
    "files.completeUploadExternal": surfaces.complete_upload,
    "files.info": surfaces.file,
}
