"""The verbs of the Slack app: run it, see what is missing, print the manifest to make it from."""

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from bot.ask.asker import NetworkAsker
from bot.settings import Settings, share
from handlers.cli.context import Context
from handlers.slack.delivery.api import (
    Json,
    Reply,
    SlackApi,
    ask_scopes,
    call_once,
    single_workspace,
)
from handlers.slack.delivery.app import Assembly, assemble
from handlers.slack.delivery.newsrooms import (
    Newsrooms,
    one_newsroom,
    read_client,
    several_newsrooms,
)
from handlers.slack.delivery.rounds import Rounds, tell_owners
from handlers.slack.delivery.service import CREW, INTAKE, Crew, Pace, Transport
from handlers.slack.delivery.service import serve as serve_slack
from handlers.slack.delivery.transports import Checks, HttpTransport, Listener, SocketTransport
from handlers.slack.surfaces.desk import GROUP, Desk, Roles
from handlers.slack.surfaces.listing import (
    CORE_SCOPES,
    OPTIONAL_SCOPES,
    make_routes,
    manifest_text,
    missing_scopes,
)
from handlers.wellness import READING_SECONDS, Looked, Readiness, look
from handlers.when import tell_time
from store import Store
from store.backup import file_of, find_damage
from store.errors import CopydeskError, NoDatabaseError
from store.installations import Installations
from store.posts import Post
from store.retention import Retention
from store.workspaces import WorkspaceStores

if TYPE_CHECKING:
    from handlers.slack.delivery.metrics import Counts


STEPS = """\
Copydesk is not connected to Slack yet. Do this, in order:

 1. Make the app: on https://api.slack.com/apps choose "Create New App", "From a manifest", and
    paste manifest.json (the same as `{program} manifest` prints).
 2. Install it in the workspace: "Install App". Copy the "Bot User OAuth Token" (xoxb-…).
 3. Make an app token: "Basic Information", "App-Level Tokens", with the scope connections:write.
    Copy it (xapp-…).
 4. Copy .env.example to .env and fill in
{missing}
 5. Check it: {program} doctor
 6. Start it: {program} serve

To be called over HTTP instead (several processes, no WebSocket), make the app with
`{program} manifest --url https://your.address`, and set SLACK_SIGNING_SECRET in the place of
SLACK_APP_TOKEN. For several workspaces see "Several workspaces" in docs/slack.md.
"""


@click.command(epilog="Example: copydesk serve --port 3000")
@click.option("--host", default="0.0.0.0", show_default=True, help="Address to serve HTTP on.")
@click.option("--port", default=3000, show_default=True, help="Port to serve HTTP on.")
@click.option("--health-port", type=int, help="Port for /healthz, /readyz and /metrics alone.")
@click.option("--crew", is_flag=True, hidden=True, help="Be one of the processes that answer.")
@click.pass_obj
def serve(context: Context, host: str, port: int, health_port: int | None, crew: bool) -> int:
    """Run the Slack app until it is stopped; SIGTERM lets it finish what it began.

    With SLACK_APP_TOKEN it connects in Socket Mode; with SLACK_SIGNING_SECRET alone it serves
    HTTP. Without tokens it says what to do.
    """
    if missing := missing_variables(context.wiring.settings):
        click.echo(STEPS.format(program=context.wiring.program, missing=missing), err=True)
        return 2
    with ExitStack() as stack:
        if crew:
            serve_crew(context, stack)
        else:
            serve_intake(context, stack, host, port, health_port)
    return 0


def serve_crew(context: Context, stack: ExitStack) -> None:
    """Answer, post, and tell what is due."""
    made, newsrooms = put_together(context, CREW, stack)
    outbox = made.service.outbox
    rounds = Rounds(newsrooms.find_desk, newsrooms.team_ids, outbox, tidy=newsrooms.tidy)
    rounds.start()
    serve_slack(made.service)
    if not rounds.stop(timeout=5.0):
        # Python would tear the thread out of the network that it is in, which aborts the process.
        logging.shutdown()
        os._exit(0)


def serve_intake(
    context: Context, stack: ExitStack, host: str, port: int, health_port: int | None
) -> None:
    """Take in what Slack sends, and keep a process that answers; `health_port` tells of both."""
    settings = context.wiring.settings
    whom = check_tokens(settings)
    folder = stack.enter_context(TemporaryDirectory(prefix="copydesk-counts-"))
    share("PROMETHEUS_MULTIPROC_DIR", folder)
    made, newsrooms = put_together(context, INTAKE, stack)
    app, health = made.app, made.service.health
    command = ("-m", "bot", "--database", context.database, "serve", "--crew")
    crew = Crew([sys.executable, *command])
    ready = Readiness(
        health,
        lambda: crew.is_whole,
        context.store.connections.takes_writes,
        lambda: is_taken(settings),
    )
    checks = Checks(health, ready, lambda: metrics(context, newsrooms, folder))
    transport: Transport
    if settings.slack_app_token:
        way = "Socket Mode"
        transport = SocketTransport(app, settings.slack_app_token, settings.slack_api_url)
    else:
        way = f"HTTP on port {port} of {host}"
        transport = HttpTransport(app, checks, host, port, newsrooms.flow)
    if health_port is not None:
        watched = Listener(checks, host, health_port, threads=2)
        watched.start()
        stack.callback(watched.close)
    serve_slack(made.service, transport, crew, ready=f"ready: {way}, for {whom}")


def metrics(context: Context, newsrooms: Newsrooms, folder: str) -> bytes:
    """Return the metrics for Prometheus: what all processes counted, and what the stores hold."""
    from handlers.slack.delivery.metrics import show

    stores = [newsrooms.find_desk(team_id).store for team_id in newsrooms.team_ids()]
    return show(folder, lambda: look(context.store, stores, context.wiring.clock()))


def check_tokens(settings: Settings) -> str:
    """Return the name of whom we serve; raise where Slack cannot be reached or takes no token."""
    place = "the workspaces that install it"
    if settings.slack_bot_token and not settings.slack_client_id:
        told = take_or_raise(settings, "SLACK_BOT_TOKEN", settings.slack_bot_token, "auth.test")
        place = f"{told.get('team')} ({told.get('team_id')})"
    if settings.slack_app_token:
        opening = "apps.connections.open"
        take_or_raise(settings, "SLACK_APP_TOKEN", settings.slack_app_token, opening)
    return place


def take_or_raise(settings: Settings, name: str, token: str, method: str) -> Json:
    """Return what Slack answers to a token, where it takes it."""
    reply = call_once(settings.slack_api_url, token, method)
    if not reply.is_ok:
        raise CopydeskError(f"{name}: {reply.told}")
    return reply.data


def is_taken(settings: Settings) -> bool:
    """Tell whether Slack still takes the token; while it cannot be reached, nothing says no."""
    if settings.slack_client_id or not settings.slack_bot_token:
        return True
    reply = call_once(settings.slack_api_url, settings.slack_bot_token, "auth.test")
    return reply.is_ok or reply.is_passing


def missing_variables(settings: Settings) -> str:
    """Return the variables that are still to be set, with where their values come from."""
    missing = []
    if not settings.slack_bot_token and not settings.slack_client_id:
        missing.append("      SLACK_BOT_TOKEN=xoxb-…   (from step 2)")
    if not settings.slack_app_token and not settings.slack_signing_secret:
        missing.append("      SLACK_APP_TOKEN=xapp-…   (from step 3)")
    return "\n".join(missing)


def put_together(context: Context, pace: Pace, stack: ExitStack) -> tuple[Assembly, Newsrooms]:
    """Put the app together on the store of the settings, with the workspaces that it serves."""
    # The client of Prometheus finds out at its import where counts go.
    from handlers.slack.delivery.metrics import Counts

    settings, store, counts = context.wiring.settings, context.make_store(), Counts()
    newsrooms = choose_newsrooms(context, stack, counts)

    def on_outcome(post: Post, reply: Reply) -> None:
        counts.note_post(reply)
        if reply.is_gone and newsrooms.find_workspace(post.team_id) is not None:
            tell_owners(newsrooms.find_desk(post.team_id), made.service.outbox, post, reply)

    routes = make_routes(newsrooms.find_desk, newsrooms.forget)
    made = assemble(
        store.events, store.posts, routes, newsrooms.find_workspace, settings, pace,
        on_outcome=on_outcome, on_reply=counts.note_call,
    )  # fmt: skip
    return made, newsrooms


def choose_newsrooms(context: Context, stack: ExitStack, counts: "Counts") -> Newsrooms:
    """Return the workspaces to serve: those that installed the app, or the one of the token."""
    settings, wiring = context.wiring.settings, context.wiring
    asker, roles = wiring.ask, Roles(settings.admins)
    if isinstance(asker, NetworkAsker):
        asker = replace(asker, watch=counts.watch)
    retention = Retention(settings.retention_days, settings.retention_articles_days)

    def make_desk(store: Store) -> Desk:
        return Desk(
            store, asker, wiring.clock, judge=wiring.judge, feeds_allow=settings.feeds_allow,
            roles=roles, retention=retention,
        )  # fmt: skip

    several = read_client(settings, (*CORE_SCOPES, *OPTIONAL_SCOPES))
    if several is not None:
        stores = WorkspaceStores(context.database)
        stack.callback(stores.close)
        client, seal = several
        shared, installations = make_desk(context.store), Installations(context.store, seal)
        return several_newsrooms(
            stores, installations, make_desk, client, shared, settings.slack_api_url
        )
    token = str(settings.slack_bot_token)
    return one_newsroom(make_desk(context.store), token, settings.slack_api_url)


LOOKING_SECONDS = 10.0


@click.command(epilog="Example: copydesk doctor")
@click.pass_obj
def doctor(context: Context) -> int:
    """Check tokens, scopes, transport, store and feeds, and say what is missing.

    Exit code 0: the app can be served; 1: something is missing.
    """
    looked = [*examine_slack(context.wiring.settings), *examine_store(context)]
    for one in looked:
        mark = "ok" if one.is_ok else ("--" if one.is_optional else "NO")
        click.echo(f"  {mark}  {one.name}: {one.told}")
        if one.advice:
            click.echo(f"      {one.advice}")
    failed = [one for one in looked if not one.is_ok and not one.is_optional]
    program = context.wiring.program
    told = f"{len(failed)} to be mended. Without any token, `{program} serve` lists all steps."
    click.echo(told if failed else f"Everything is there. Start it with: {program} serve")
    return 1 if failed else 0


def examine_slack(settings: Settings) -> Iterator[Looked]:
    """Look at the tokens and what Slack says to them."""
    url = settings.slack_api_url
    if settings.slack_client_id or settings.slack_client_secret or settings.slack_token_key:
        yield examine_installs(settings)
    elif not settings.slack_bot_token:
        advice = "Set SLACK_BOT_TOKEN in .env: the xoxb- token from “OAuth & Permissions”."
        yield Looked("bot token", False, "not set", advice)
    else:
        yield from examine_bot(url, settings.slack_bot_token, settings.admins)
    yield examine_transport(url, settings)


def examine_installs(settings: Settings) -> Looked:
    """Look at what several workspaces need to install the app."""
    try:
        read_client(settings, CORE_SCOPES)
    except CopydeskError as error:
        return Looked("several workspaces", False, str(error))
    return Looked("several workspaces", True, "each installs the app at /slack/install")


def examine_bot(url: str, token: str, admins: Sequence[str] = ()) -> Iterator[Looked]:
    """Ask Slack who the bot token is of, what it may do, and who those are that may do more."""
    reply, granted = ask_scopes(url, token)
    if not reply.is_ok:
        yield Looked("bot token", False, reply.told)
        return
    team, user = reply.data.get("team"), reply.data.get("user")
    yield Looked("bot token", True, f"{user} in {team}")
    core, optional = missing_scopes(granted)
    lacking = f"lacks {', '.join(core)}" if core else "all that are needed"
    advice = "Install the app anew from the manifest." if core else ""
    yield Looked("scopes", not core, lacking, advice)
    for scope in optional:
        told = f"not granted: without it there is no {OPTIONAL_SCOPES[scope]}"
        yield Looked(f"scope {scope}", False, told, is_optional=True)
    yield from examine_roles(url, token, admins)


def examine_roles(url: str, token: str, admins: Sequence[str]) -> Iterator[Looked]:
    """Look at who may read in, decide, subscribe and change settings."""
    what = "read articles in, decide on conflicts, subscribe channels and change settings"
    who = f"the workspace's admins and {', '.join(admins)}" if admins else "every full member"
    advice = "" if admins else "ADMINS keeps that to the workspace's admins and those it names."
    yield Looked("roles", True, f"{who} may {what}", advice)
    for one in admins:
        method = "usergroups.users.list" if one.startswith(GROUP) else "users.info"
        name = "usergroup" if one.startswith(GROUP) else "user"
        reply = SlackApi(single_workspace(token), url).call("", method, **{name: one})
        if not reply.is_ok:
            told = f"stands in ADMINS, and Slack does not tell who that is ({reply.error})"
            yield Looked(f"roles: {one}", False, told, is_optional=True)


def examine_transport(url: str, settings: Settings) -> Looked:
    """Look at how Slack reaches us."""
    if settings.slack_app_token:
        reply: Reply = call_once(url, settings.slack_app_token, "apps.connections.open")
        advice = "SLACK_APP_TOKEN is an app-level token with the scope connections:write."
        told = "Socket Mode" if reply.is_ok else f"Socket Mode cannot be opened. {reply.told}"
        return Looked("transport", reply.is_ok, told, "" if reply.is_ok else advice)
    if settings.slack_signing_secret:
        return Looked("transport", True, "HTTP, at /slack/events of the address in the manifest")
    advice = "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP."
    return Looked("transport", False, "neither app token nor signing secret is set", advice)


def examine_pages(context: Context) -> Looked:
    """Look for damage in the database's file, for a while."""
    try:
        found, is_all = find_damage(file_of(context.database), LOOKING_SECONDS)
    except CopydeskError as error:
        return Looked("store's pages", True, str(error))
    if found:
        advice = f"Stop the app, then: {context.command('restore', 'FILE', '--force')}"
        return Looked("store's pages", False, f"damaged: {found[0]}", advice)
    told = "whole" if is_all else f"no damage met in {LOOKING_SECONDS:.0f} seconds of looking"
    return Looked("store's pages", True, told)


def examine_store(context: Context) -> Iterator[Looked]:
    """Look at the database, the articles and the feeds."""
    try:
        state, feeds = context.store.articles.state(), context.store.feeds.list()
    except NoDatabaseError:
        advice = f"It is made when the app starts, or by: {context.command('ingest', 'FOLDER')}"
        told = f"there is no database {context.database} yet"
        yield Looked("store", False, told, advice, is_optional=True)
        return
    except CopydeskError as error:
        yield Looked("store", False, str(error))
        return
    yield Looked("store", True, context.database)
    yield examine_pages(context)
    if path := context.store.connections.path_others_read():
        advice = f"Keep it to yourself: chmod 600 {path}*"
        told = "other users of this machine can read it"
        yield Looked("store's file", False, told, advice, is_optional=True)
    program = context.wiring.program
    newest = tell_time(state.as_of) if state.as_of else "undated"
    told = f"{state.articles:,}, the newest of {newest}" if state.articles else "none"
    advice = "" if state.articles else f"Add some: {program} ingest FOLDER"
    yield Looked("articles", bool(state.articles), told, advice, is_optional=True)
    failing = [feed for feed in feeds if feed.last_error]
    often = f"`serve` reads them every {READING_SECONDS / 60:.0f} minutes"
    told = f"{len(feeds)}, {len(failing)} of them failing; {often}" if feeds else "none"
    advice = f"See why: {program} feeds list" if failing else ""
    advice = advice if feeds else f"Add one: {program} feeds add URL"
    yield Looked("feeds", bool(feeds) and not failing, told, advice, is_optional=True)


@click.command(epilog="Example: copydesk manifest --url https://copydesk.example.org > http.json")
@click.option("--url", metavar="URL", help="Where Slack calls over HTTP.  [default: Socket Mode]")
def manifest(url: str | None) -> None:
    """Print the manifest to make the Slack app from, the same as manifest.json."""
    if url and not url.startswith("https://"):
        raise click.UsageError(f"Slack calls only https:// addresses, and {url!r} is none.")
    click.echo(manifest_text(url), nl=False)
