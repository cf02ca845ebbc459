"""The manifest is what the code says, within the lengths that Slack sets."""

from pathlib import Path

from handlers.slack.surfaces.listing import make_manifest, manifest_text

ROOT = Path(__file__).parent.parent.parent


def test_the_file_is_what_the_code_says() -> None:
    assert (ROOT / "manifest.json").read_text(encoding="utf-8") == manifest_text(), "make docs"


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
    urls = manifest["oauth_config"]["redirect_urls"]  # other workspaces install it
    assert urls == ["https://desk.example/slack/oauth_redirect"]
