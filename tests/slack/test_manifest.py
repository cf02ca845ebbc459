"""The manifest holds exactly what the code has surfaces for, and asks for no more than it needs."""

from pathlib import Path

import pytest

from handlers.slack.surfaces.listing import (
    CORE_SCOPES,
    OPTIONAL_SCOPES,
    SHORTCUTS,
    make_manifest,
    make_routes,
    make_verbs,
    manifest_text,
)

ROOT = Path(__file__).parent.parent.parent
ROUTES = make_routes(lambda team_id: pytest.fail("no desk is needed"))
NEVER = ("chat:write.public", "channels:join", "im:write", "users:read.email")


def test_the_file_is_what_the_code_says() -> None:
    assert (ROOT / "manifest.json").read_text(encoding="utf-8") == manifest_text(), "make docs"


def test_every_surface_is_in_the_manifest_and_nothing_else() -> None:
    features = make_manifest()["features"]
    commands = {command["command"] for command in features["slash_commands"]}
    assert commands == {name.split()[0] for name in ROUTES.names("command")}
    shortcuts = [shortcut["callback_id"] for shortcut in features["shortcuts"]]
    assert shortcuts == ROUTES.names("shortcut")
    assert set(SHORTCUTS) >= set(shortcuts)
    assert features["app_home"]["home_tab_enabled"] == ("home" in ROUTES.names("home"))


def test_every_alias_is_a_verb_too() -> None:
    aliases = {name.removeprefix("/") for name in ROUTES.names("command") if " " not in name}
    assert aliases - {"copydesk"} <= set(make_verbs())


def test_the_scopes_are_few_and_none_is_asked_twice() -> None:
    scopes = make_manifest()["oauth_config"]["scopes"]
    assert scopes == {"bot": list(CORE_SCOPES), "bot_optional": list(OPTIONAL_SCOPES)}
    assert not set(CORE_SCOPES) & set(OPTIONAL_SCOPES)
    assert not {*CORE_SCOPES, *OPTIONAL_SCOPES} & set(NEVER)


def test_texts_keep_the_lengths_that_slack_sets() -> None:
    manifest = make_manifest()
    about = manifest["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 174 <= len(about["long_description"]) <= 4000
    assert len(manifest["features"]["agent_view"]["suggested_prompts"]) <= 4
    for shortcut in manifest["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150


def test_over_http_every_request_goes_to_one_address() -> None:
    manifest = make_manifest("https://desk.example/")
    url = "https://desk.example/slack/events"
    assert not manifest["settings"]["socket_mode_enabled"]
    assert manifest["settings"]["interactivity"]["request_url"] == url
    assert manifest["settings"]["event_subscriptions"]["request_url"] == url
    assert {each["url"] for each in manifest["features"]["slash_commands"]} == {url}


def test_over_http_the_manifest_lets_other_workspaces_install_the_app() -> None:
    urls = make_manifest("https://desk.example/")["oauth_config"]["redirect_urls"]
    assert urls == ["https://desk.example/slack/oauth_redirect"]
    assert "redirect_urls" not in make_manifest()["oauth_config"]
