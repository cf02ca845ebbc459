"""The settings are read once, checked, and documented."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, load_settings, read_settings, variables
from store.errors import CopydeskError

ROOT = Path(__file__).parent.parent


def test_nothing_stated_gives_the_documented_defaults() -> None:
    assert read_settings({}) == Settings(database_url="sqlite:///copydesk.db", log_level="INFO")


def test_everything_stated_is_taken() -> None:
    stated = {
        "DATABASE_URL": "news.db", "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1",
        "SLACK_SIGNING_SECRET": "5ec", "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "c5",
        "SLACK_TOKEN_KEY": "k3y", "READER_MODEL": " models/one ", "LOG_LEVEL": "warning",
        "SLACK_ALLOWED_BOTS": "B1, B2", "FEEDS_ALLOW": "CMS.desk, ::1", "ADMINS": "U1, S2",
        "RETENTION_DAYS": "365", "RETENTION_ARTICLES_DAYS": "30", "OTHER": "left alone",
    }  # fmt: skip
    assert read_settings(stated) == Settings(
        "news.db", "xoxb-1", "xapp-1", "5ec", "1.2", "c5", "k3y", frozenset({"B1", "B2"}),
        frozenset({"cms.desk", "::1"}), "models/one", "WARNING", admins=("U1", "S2"),
        retention_days=365, retention_articles_days=30,
    )  # fmt: skip


def test_a_variable_left_empty_counts_as_not_set() -> None:
    assert read_settings(dict.fromkeys(set(variables()) - {"DATABASE_URL"}, " ")) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "shown", "advice"),
    [
        ("DATABASE_URL", "", "", "Name a database, such as sqlite:///copydesk.db"),
        ("LOG_LEVEL", "verbose", "verbose", "Choose one of DEBUG, INFO, WARNING, ERROR"),
        ("LOG_FORMAT", "yaml", "yaml", "Choose one of plain, json"),
        ("SLACK_BOT_TOKEN", "xapp-secret-part", "xapp-…", "Slack's token for it begins with xoxb-"),
        ("SLACK_APP_TOKEN", "xapp- two words", "xapp-…", "Slack's token for it begins with xapp-"),
        ("SLACK_ALLOWED_BOTS", "B1; @wire", "B1; @wire",
         "List the ids of bots, with commas between: B024BE7LH"),
        ("RETENTION_DAYS", "0", "0", "Give a number of days, such as 365"),
        ("ADMINS", "@ann", "@ann",
         "List ids of people or user groups, with commas between: U024BE7LH,S061AB2CD"),
    ],
    ids=["empty database", "unknown level", "unknown format", "wrong token", "token with a blank",
         "no bot ids", "no days", "no ids"],
)  # fmt: skip
def test_a_malformed_value_is_named(name: str, value: str, shown: str, advice: str) -> None:
    with pytest.raises(CopydeskError) as caught:
        read_settings({name: value})
    assert str(caught.value) == (
        f"The variable {name} has the value {shown!r}. {advice}, or remove it from .env and the "
        "environment."
    )


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text("LOG_LEVEL=ERROR\nREADER_MODEL='a b'\n# a comment\n")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    assert load_settings(tmp_path) == Settings(reader_model="a b", log_level="DEBUG")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LOG_LEVEL=\xff\xfe")
    with pytest.raises(CopydeskError, match=r"The file .*\.env cannot be read"):
        load_settings(tmp_path)


def test_the_example_file_has_every_variable_with_a_comment_and_no_other() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    commented = re.findall(r"^# .+\n([A-Z_]+)=", text, re.MULTILINE)
    assert (commented, re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)) == (commented, commented)
    assert sorted(commented) == sorted(variables())
