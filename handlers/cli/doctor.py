"""The verbs to set the Slack app up: the manifest it is made from, and what is still missing."""

from collections.abc import Iterator, Sequence

import click

from bot.settings import Settings
from handlers.cli.context import Context
from handlers.slack.delivery.api import (
    Reply,
    SlackApi,
    ask_scopes,
    call_once,
    single_workspace,
)
from handlers.slack.delivery.newsrooms import read_client
from handlers.slack.surfaces.desk import GROUP
from handlers.slack.surfaces.listing import (
    CORE_SCOPES,
    OPTIONAL_SCOPES,
    manifest_text,
    missing_scopes,
)
from handlers.wellness import READING_SECONDS, Looked
from handlers.when import tell_time
from store.backup import file_of, find_damage
from store.errors import CopydeskError, NoDatabaseError

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
