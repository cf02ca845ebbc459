"""The verbs serve, doctor, manifest and feedback, and the app run as processes of its own."""

import json
import os
import random
import re
import resource
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet
from faulty_slack import CLIENT_ID, CLIENT_SECRET, FaultySlack
from installing import authorize_link, fetch, install
from slack_harness import until

from bot.settings import Settings
from handlers.cli.app import copydesk
from handlers.cli.context import Wiring
from handlers.cli.serve import is_taken
from handlers.fake_slack.server import FakeSlack
from handlers.fake_slack.workspace import Workspace
from handlers.slack.surfaces.listing import CORE_SCOPES, OPTIONAL_SCOPES, manifest_text
from handlers.wellness import Readiness
from store import open_store

NO_TOKENS = Settings()


def run(path: Path, *words: str, tokens: Settings = NO_TOKENS) -> Result:
    wiring = Wiring(replace(tokens, database_url=str(path / "news.db")))
    return CliRunner().invoke(copydesk, words, obj=wiring)


def tokens_of(slack: FakeSlack, **more: Any) -> Settings:
    own = Settings(
        slack_bot_token=slack.workspace.bot_token,
        slack_app_token=slack.app_token,
        slack_api_url=slack.api_url,
    )
    return replace(own, **more)


def test_without_tokens_serve_says_what_to_do_in_order(tmp_path: Path) -> None:
    result = run(tmp_path, "serve")
    assert result.exit_code == 2
    assert re.findall(r"^ (\d)\.", result.stderr, re.MULTILINE) == list("123456")
    assert "SLACK_BOT_TOKEN=xoxb-" in result.stderr
    assert not (tmp_path / "news.db").exists()


def test_the_doctor_finds_all_well_and_says_who_may_change_things(
    tmp_path: Path, slack: FakeSlack
) -> None:
    result = run(tmp_path, "doctor", tokens=tokens_of(slack))
    assert result.exit_code == 0
    assert "ok  bot token: copydesk in The Harbour Gazette" in result.stdout
    assert "ok  scopes: all that are needed" in result.stdout
    assert "ok  transport: Socket Mode" in result.stdout
    assert "ok  roles: every full member may read articles in, decide" in result.stdout
    told = run(tmp_path, "doctor", tokens=tokens_of(slack, admins=("U1", "S9"))).stdout
    assert "ok  roles: the workspace's admins and U1, S9 may read articles in" in told
    assert "--  roles: S9: stands in ADMINS, and Slack does not tell who that is (no_such" in told
    assert "roles: U1" not in told


def doctored(tmp_path: Path, **settings: Any) -> str:
    result = run(tmp_path, "doctor", tokens=Settings(**settings))
    assert result.exit_code == 1
    return result.stdout


def test_the_doctor_says_in_sentences_what_is_missing(tmp_path: Path, slack: FakeSlack) -> None:
    assert "Set SLACK_BOT_TOKEN in .env" in doctored(tmp_path)
    told = doctored(tmp_path, slack_signing_secret="s", slack_client_id="1.2")
    assert "NO  several workspaces: SLACK_CLIENT_SECRET and SLACK_TOKEN_KEY is not" in told
    assert "ok  transport: HTTP" in told
    slack.workspace.scopes -= {"im:history", "files:read"}
    open_store(str(tmp_path / "news.db")).close()
    (tmp_path / "news.db").chmod(0o644)
    own = vars(tokens_of(slack, slack_app_token="xapp-wrong"))
    told = doctored(tmp_path, **own)
    assert "NO  scopes: lacks im:history" in told
    assert "--  scope files:read: not granted: without it there is no reading in" in told
    assert "NO  transport: Socket Mode cannot be opened. Slack refuses it" in told
    assert "--  store's file: other users of this machine can read it" in told
    told = doctored(tmp_path, **{**own, "slack_api_url": "http://127.0.0.1:1/"})
    assert "NO  bot token: Slack cannot be reached. Check this machine's network" in told
    assert "unreached" not in told


def test_the_manifest_is_printed(tmp_path: Path) -> None:
    assert run(tmp_path, "manifest").stdout == manifest_text()
    over_http = json.loads(run(tmp_path, "manifest", "--url", "https://desk.example").stdout)
    assert not over_http["settings"]["socket_mode_enabled"]
    assert run(tmp_path, "manifest", "--url", "http://desk.example").exit_code == 2


def test_feedback_becomes_cases_for_the_evaluation(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "news.db"))
    assert run(tmp_path, "feedback", "export").exit_code == 1
    payload = {"asked_at": "2026-05-10T12:00:00Z", "status": "answered", "values": [
        {"text": "14 May", "standing": "side", "citations": [{"article_id": "wire/tram.txt"}]}
    ]}  # fmt: skip
    asked = ("When does the tram reopen?", payload["asked_at"], json.dumps(payload))
    for helpful in (True, False):
        answer_id = store.answers.save(*asked, [])  # type: ignore[arg-type]
        store.feedback.save(answer_id, "U1", helpful, "2026-05-10T12:01:00Z")
    cases = [json.loads(line) for line in run(tmp_path, "feedback", "export").stdout.splitlines()]
    assert [(c["id"], c["status"], c["accept"]) for c in cases] == [
        ("feedback-1", "answered", ["14 May"]),
        ("feedback-2", None, []),
    ]


def free_port() -> int:
    """Return a port below those that the system gives to connections: it stays free."""
    while True:
        port = random.randrange(15_000, 32_000)
        with suppress(OSError), socket.socket() as free:
            free.bind(("127.0.0.1", port))
            return port


def is_open(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


@contextmanager
def served(
    slack: FakeSlack,
    folder: Path,
    started: list[int] | None = None,
    words: Sequence[str] = (),
    **variables: str,
) -> Iterator[int]:
    port = free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    root = str(Path(__file__).parent.parent.parent)
    token = {"SLACK_BOT_TOKEN": slack.workspace.bot_token, "READER_MODEL": "none"}
    given = {"PYTHONPATH": root, **token, **variables}
    command = [sys.executable, "-m", "bot", "--database", "news.db", "serve", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", *words],
            cwd=folder,
            env={**own, **given, "SLACK_API_URL": slack.api_url},
            stderr=log,
        )
    if started is not None:
        started.append(process.pid)
    try:
        yield port
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    finally:
        process.kill()


@pytest.mark.parametrize("name", ["http", "socket"])
def test_served_for_real_it_answers_and_stops_when_told(
    tmp_path: Path, slack: FakeSlack, name: str
) -> None:
    secret = {"SLACK_SIGNING_SECRET": slack.signing_secret}
    variables = secret if name == "http" else {"SLACK_APP_TOKEN": slack.app_token}
    with served(slack, tmp_path, **variables) as port:
        if name == "http":
            slack.deliveries.request_url = f"http://127.0.0.1:{port}/slack/events"
            until(lambda: is_healthy(port))
            way = f"HTTP on port {port} of 127.0.0.1"
        else:
            until(lambda: slack.deliveries.sockets)
            way = "Socket Mode"
        ready = f"ready: {way}, for The Harbour Gazette ({slack.workspace.team_id})"
        until(lambda: ready in (tmp_path / "log").read_text())
        slack.people.say("C1", "U1", "<@U0COPYDESK> help")
        until(lambda: slack.workspace.from_bot("C1"))
    assert "/copydesk ask QUESTION" in slack.workspace.from_bot("C1")[0].text


def crew_of(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text().split()]


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="prlimit is Linux's")
def test_readiness_sees_a_full_disk_and_a_crew_that_ended(tmp_path: Path, slack: FakeSlack) -> None:
    started: list[int] = []
    secret = slack.signing_secret
    with served(slack, tmp_path, started, SLACK_SIGNING_SECRET=secret) as port:
        until(lambda: readiness(port).get("ok"))
        os.kill(crew_of(started[0])[0], signal.SIGKILL)
        until(lambda: readiness(port).get("crew") is False)
        until(lambda: readiness(port).get("ok"))
        # Nothing can be written any more, which is what a full disk is to a program.
        resource.prlimit(started[0], resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        assert readiness(port)["store"] is False
        assert is_healthy(port)
        resource.prlimit(started[0], resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        assert readiness(port)["ok"] is True


def test_a_question_that_waits_for_minutes_says_that_nobody_works() -> None:
    state = {"ok": True, "oldest_at": "2026-05-05T10:00:00.000Z"}
    yes = [lambda: True] * 3
    early, late = (
        Readiness(lambda: dict(state), *yes, clock=lambda now=now: now)()["crew"]
        for now in (1_777_975_260.0, 1_777_975_560.0)
    )
    assert (early, late) == (True, False)


def readiness(port: int) -> dict[str, Any]:
    with suppress(urllib.error.URLError):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
                return dict(json.load(answer))
        except urllib.error.HTTPError as error:
            return dict(json.load(error))
    return {}


def test_readiness_sees_a_token_that_was_revoked(slack: FakeSlack) -> None:
    assert is_taken(tokens_of(slack))
    assert not is_taken(tokens_of(slack, slack_bot_token="xoxb-revoked"))
    assert is_taken(
        tokens_of(slack, slack_api_url="http://127.0.0.1:1/")
    )  # only Slack says that one is revoked


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        ({"slack_bot_token": "xoxb-wrong"}, "SLACK_BOT_TOKEN: Slack refuses it (invalid_auth)."),
        ({"slack_bot_token": "xoxb-wrong", "slack_app_token": None},
         "SLACK_BOT_TOKEN: Slack refuses it"),
        ({"slack_app_token": "xapp-wrong"}, "SLACK_APP_TOKEN: Slack refuses it (not_allowed_"),
        ({"slack_api_url": "http://127.0.0.1:1/"},
         "SLACK_BOT_TOKEN: Slack cannot be reached. Check"),
    ],
    ids=["bot token", "bot token, HTTP", "app token", "no network"],
)  # fmt: skip
def test_serve_ends_with_a_sentence_that_says_what_to_do(
    tmp_path: Path, slack: FakeSlack, tokens: dict[str, Any], said: str
) -> None:
    given = tokens_of(slack, slack_signing_secret="s", **tokens)
    result = run(tmp_path, "serve", "--port", "0", tokens=given)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(f"Error: {said}")


def test_serve_on_a_busy_port_says_so(tmp_path: Path, slack: FakeSlack) -> None:
    given = tokens_of(slack, slack_signing_secret="s", slack_app_token=None)
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        told = run(tmp_path, "serve", "--host", "127.0.0.1", "--port", str(port), tokens=given)
    assert (told.exit_code, told.stderr.count("\n")) == (2, 1)
    assert told.stderr.startswith(f"Error: Port {port} of 127.0.0.1 cannot be served")
    assert "name another with --port" in told.stderr


def test_served_for_several_workspaces_it_is_installed_and_keeps_them_apart(
    tmp_path: Path,
) -> None:
    spaces = [Workspace("T0NEWS"), Workspace("T0WIRE")]
    for space in spaces:
        space.add_user("U1", "ann")
        space.add_channel("C1", "desk", "U1")
    with FaultySlack(spaces) as slack, served(slack, tmp_path, **several(slack)) as port:
        url = f"http://127.0.0.1:{port}"
        until(lambda: is_healthy(port))
        page, _ = fetch(f"{url}/slack/install")
        asked = parse_qs(urlsplit(authorize_link(page)).query)
        assert asked["client_id"] == [CLIENT_ID]
        assert set(asked["scope"][0].split(",")) == {*CORE_SCOPES, *OPTIONAL_SCOPES}
        assert [install(url, space.team_id) for space in spaces] == [200, 200]
        slack.deliveries.request_url = f"{url}/slack/events"
        slack.people_of(spaces[1]).say("C1", "U1", "<@U0COPYDESK> help")
        until(lambda: spaces[1].from_bot("C1"))
        assert is_healthy(port)
    assert "/copydesk ask QUESTION" in spaces[1].from_bot("C1")[0].text
    assert spaces[0].from_bot("C1") == []
    assert {"news.db", "news-T0WIRE.db"} <= {path.name for path in tmp_path.glob("*.db")}


def several(slack: FakeSlack) -> dict[str, str]:
    """Return the variables of an app that several workspaces install."""
    return {
        "SLACK_BOT_TOKEN": "",
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_CLIENT_ID": CLIENT_ID,
        "SLACK_CLIENT_SECRET": CLIENT_SECRET,
        "SLACK_TOKEN_KEY": Fernet.generate_key().decode(),
    }


def is_healthy(port: int) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
        return bool(answer.status == 200)
    return False
