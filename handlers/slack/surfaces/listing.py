"""Everything people can do with Copydesk in Slack, in one list, and the manifest made from it.

https://docs.slack.dev/reference/app-manifest"""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.text.words import capitalised
from handlers.slack.delivery import newsrooms
from handlers.slack.delivery.newsrooms import REDIRECT_PATH
from handlers.slack.surfaces import (
    alerts,
    asking,
    checking,
    commands,
    home,
    subscribing,
    taking_in,
)
from handlers.slack.surfaces.desk import Desk, FindDesk
from handlers.slack.surfaces.routes import Routes, Verb, Verbs, bind_to


def make_verbs() -> Verbs:
    """Return the verbs by name, in the order of the help."""
    verbs: dict[str, Verb] = {}
    told = partial(commands.tell_help, verbs=verbs)
    listed = (
        Verb("help", "", "show this list", told), commands.ASK, commands.SUMMARY,
        commands.TIMELINE, alerts.CONFLICTS, checking.CHECK_VERB, commands.FIND, alerts.WATCH_VERB,
        alerts.WATCHES_VERB, subscribing.SUBSCRIBE, commands.SOURCES, commands.STATUS,
    )  # fmt: skip
    verbs |= {verb.name: verb for verb in listed}
    return verbs


def make_routes(find_desk: FindDesk, forget: newsrooms.Forget | None = None) -> Routes:
    """Return the handlers of every surface, working on the desk of each workspace.

    `forget` deletes what belongs to a workspace that removes the app, where several install it.
    """
    routes, bind, verbs = Routes(), bind_to(find_desk), make_verbs()
    asking.register(routes, bind, verbs, taking_in.take_files, taking_in.offer_links)
    commands.register(routes, bind, verbs)
    for surface in (taking_in, alerts, subscribing, checking, home):
        surface.register(routes, bind)
    if forget is not None:
        newsrooms.register(routes, forget)
    return routes


CORE_SCOPES = ("app_mentions:read", "assistant:write", "chat:write", "commands", "im:history")
OPTIONAL_SCOPES: Mapping[str, str] = {
    "channels:history": "follow-ups without a mention, edits and deletions, in public channels",
    "files:read": "reading in files that are dropped in a direct message",
    "files:write": "posting the picture of a timeline",
    "groups:history": "follow-ups without a mention, edits and deletions, in private channels",
    "usergroups:read": "user groups in ADMINS",
    "users:read": "telling guests, who are told no, and admins from members",
}
"""What a workspace may refuse, with what it then goes without."""

MESSAGE_EVENTS = ("app_mention", "message.channels", "message.groups", "message.im")
SHORTCUTS: Mapping[str, tuple[str, str]] = {
    "add_this_article": ("Add this article", "Read in the links of this message"),
    "check_this_message": ("Check this message", "Hold what it says against the articles"),
}
DESCRIPTION = "Answers from your newsroom's articles, and says where they disagree"
LONG_DESCRIPTION = (
    "Copydesk answers questions about the news from the articles that your newsroom gave it. "
    "Every answer is made of verbatim quotes with their source, headline and date, and where the "
    "sources contradict each other it says who says which. What it cannot find, it says it "
    "cannot find."
)


def make_manifest(base_url: str | None = None) -> dict[str, Any]:
    """Return the manifest: for Socket Mode, or with a base URL for HTTP."""
    # Several workspaces install the app over HTTP alone, and may remove it.
    routes, verbs = make_routes(_no_desk, _forget if base_url else None), make_verbs()
    url = f"{base_url.rstrip('/')}/slack/events" if base_url else None
    return {
        "display_information": {
            "name": "Copydesk",
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1d3557",
        },
        "features": _features(routes, verbs, url),
        "oauth_config": {
            **({"redirect_urls": [f"{base_url.rstrip('/')}{REDIRECT_PATH}"]} if base_url else {}),
            "scopes": {"bot": list(CORE_SCOPES), "bot_optional": list(OPTIONAL_SCOPES)},
        },
        "settings": {
            "event_subscriptions": {**_requests(url), "bot_events": bot_events(routes)},
            "interactivity": {"is_enabled": True, **_requests(url)},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def _no_desk(team_id: str) -> Desk:
    raise LookupError("the manifest needs no desk")


def _forget(team_id: str) -> None:
    raise LookupError("the manifest forgets nothing")


def _requests(url: str | None) -> dict[str, str]:
    return {"request_url": url} if url else {}


def _features(routes: Routes, verbs: Verbs, url: str | None) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": "home" in routes.names("home"),
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "agent_view": {
            "agent_description": DESCRIPTION,
            "suggested_prompts": list(asking.PROMPTS),
        },
        "bot_user": {"display_name": "Copydesk", "always_online": True},
        "shortcuts": [
            {"type": "message", "name": name, "callback_id": callback_id, "description": about}
            for callback_id in routes.names("shortcut")
            for name, about in [SHORTCUTS[callback_id]]
        ],
        "slash_commands": [_command(name, verbs, url) for name in command_names(routes)],
    }


def command_names(routes: Routes) -> list[str]:
    """Return the commands; a route of one verb of a command is that command's."""
    return sorted({name.split()[0] for name in routes.names("command")})


def _command(name: str, verbs: Verbs, url: str | None) -> dict[str, Any]:
    verb = verbs.get(name.removeprefix("/"))
    about = verb.about if verb else "Ask the articles, sum up, watch and check"
    hint = verb.words if verb else " | ".join(verbs)
    made = {"command": name, "description": capitalised(about), "usage_hint": hint}
    # Unescaped, a command's text would hide which words were mentions.
    return {**made, "should_escape": True, **({"url": url} if url else {})}


def bot_events(routes: Routes) -> list[str]:
    """Return the events that the app subscribes to."""
    other = routes.names("event")
    home = ["app_home_opened"] if routes.names("home") else []
    return sorted([*MESSAGE_EVENTS, *home, *other])


def manifest_text(base_url: str | None = None) -> str:
    """Return the manifest as the file manifest.json has it."""
    return json.dumps(make_manifest(base_url), indent=2, ensure_ascii=False) + "\n"


def missing_scopes(granted: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the core and the optional scopes that an installation lacks."""
    core = [scope for scope in CORE_SCOPES if scope not in granted]
    return core, [scope for scope in OPTIONAL_SCOPES if scope not in granted]
