"""Installations: sealed tokens, keys that change, and states that lapse."""

import pytest
from cryptography.fernet import Fernet

from store import Store
from store.errors import CopydeskError
from store.installations import Installation, Installations
from store.sealing import Seal
from store.workspaces import workspace_url

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
GAZETTE = Installation("T1", "Gazette", "xoxb-1", "U1", "B1", ("chat:write", "commands"))


def test_an_installation_is_kept_whole_and_replaced(store: Store) -> None:
    kept = Installations(store, Seal(OLD))
    kept.save(Installation("T1", "Gazette", "xoxb-0"), 1.0)
    kept.save(GAZETTE, 2.0)
    assert (kept.get("T1"), kept.get("T2"), kept.team_ids()) == (GAZETTE, None, ["T1"])


def test_a_new_key_before_the_old_one_opens_what_the_old_one_sealed(store: Store) -> None:
    Installations(store, Seal(OLD)).save(GAZETTE, 1.0)
    assert Installations(store, Seal(f"{NEW}, {OLD}")).get("T1") == GAZETTE
    with pytest.raises(CopydeskError, match="SLACK_TOKEN_KEY is not the key"):
        Installations(store, Seal(NEW)).get("T1")


def test_a_sealed_token_serves_no_other_workspace(store: Store) -> None:
    kept = Installations(store, Seal(OLD))
    kept.save(GAZETTE, 1.0)
    with store.connections.writing() as db:
        db.execute("update installations set team_id = 'T2'")
    assert kept.get("T2") is None


@pytest.mark.parametrize(
    "key", ["", "secret", "x" * 44, f"{OLD},"], ids=["none", "short", "no base64", "an empty one"]
)
def test_a_key_that_is_none_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(CopydeskError) as refused:
        Seal(key)
    assert "SLACK_TOKEN_KEY" in str(refused.value)
    assert not key or key not in str(refused.value)


def test_an_install_ends_once_and_in_time(store: Store) -> None:
    kept = Installations(store, Seal(OLD))
    first, late = kept.begin(100.0), kept.begin(100.0)
    assert [kept.end(first, 200.0), kept.end(first, 200.0)] == [True, False]
    assert [kept.end(late, 701.0), kept.end("guessed", 100.0)] == [False, False]


@pytest.mark.parametrize("team_id", ["", "../T1", "t1", "T1/..", "T" * 40])
def test_an_id_that_is_none_names_no_file(team_id: str) -> None:
    with pytest.raises(CopydeskError, match="no id of a Slack workspace"):
        workspace_url("sqlite:///desk.db", team_id)
