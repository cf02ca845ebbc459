"""The verb that runs the Slack app: in Socket Mode or over HTTP, as the settings have it."""

import sys
from dataclasses import dataclass

import click

from handlers.cli.context import Context, SlackTokens
from handlers.slack.api import SLACK_API
from handlers.slack.assemble import Assembly, SlackSettings, assemble
from handlers.slack.crew import Crew
from handlers.slack.desk import Desk
from handlers.slack.routes import Routes
from handlers.slack.service import CREW, INTAKE, Pace, Transport
from handlers.slack.service import serve as serve_slack
from handlers.slack.surfaces import make_routes
from handlers.slack.transport_http import HttpTransport
from handlers.slack.transport_socket import SocketTransport
from handlers.slack.workspaces import single_workspace
from store.errors import CopydeskError

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
SLACK_APP_TOKEN.
"""


@click.command(epilog="Example: copydesk serve --port 3000")
@click.option("--host", default="0.0.0.0", show_default=True, help="Address to serve HTTP on.")
@click.option("--port", default=3000, show_default=True, help="Port to serve HTTP on.")
@click.option("--crew", is_flag=True, hidden=True, help="Be one of the processes that answer.")
@click.pass_context
def serve(click_context: click.Context, host: str, port: int, crew: bool) -> None:
    """Run the Slack app until it is stopped; SIGTERM lets it finish what it began.

    With SLACK_APP_TOKEN it connects in Socket Mode; with SLACK_SIGNING_SECRET alone it serves
    HTTP. Without tokens it says what to do.
    """
    context: Context = click_context.obj
    tokens = context.wiring.slack
    if not is_ready(tokens):
        click.echo(what_to_do(context), err=True)
        click_context.exit(2)
    if crew:
        serve_slack(make_parts(context, CREW).assembly.service)
        return
    made = make_parts(context, INTAKE)
    transport = make_transport(made, tokens, host, port)
    serve_slack(made.assembly.service, transport, Crew(crew_command(context)))


def is_ready(tokens: SlackTokens) -> bool:
    """Tell whether there is what it takes to act, and to be called."""
    return bool(tokens.bot_token and (tokens.app_token or tokens.signing_secret))


def missing_variables(tokens: SlackTokens) -> list[str]:
    """Return the variables that are still to be set, with where their values come from."""
    missing = []
    if not tokens.bot_token:
        missing.append("SLACK_BOT_TOKEN=xoxb-…   (from step 2)")
    if not tokens.app_token and not tokens.signing_secret:
        missing.append("SLACK_APP_TOKEN=xapp-…   (from step 3)")
    return missing


def what_to_do(context: Context) -> str:
    """Return the way from nothing to a running app, in order."""
    missing = "\n".join(f"      {line}" for line in missing_variables(context.wiring.slack))
    return STEPS.format(program=context.wiring.program, missing=missing)


@dataclass(frozen=True)
class Parts:
    """The app with its routes and the address of Slack."""

    assembly: Assembly
    routes: Routes
    api_url: str


def make_parts(context: Context, pace: Pace) -> Parts:
    """Put the app together on the store of this newsroom."""
    tokens = context.wiring.slack
    if tokens.bot_token is None:
        raise CopydeskError("SLACK_BOT_TOKEN is not set. Run copydesk doctor to see what to do.")
    desk = Desk(context.store, context.wiring.ask, context.wiring.clock)
    routes = make_routes(lambda team_id: desk)
    api_url = tokens.api_url or SLACK_API
    settings = SlackSettings(tokens.signing_secret or "-", api_url)
    find_workspace = single_workspace(tokens.bot_token)
    store = context.store
    made = assemble(store.events, store.posts, routes, find_workspace, settings, pace)
    return Parts(made, routes, api_url)


def make_transport(made: Parts, tokens: SlackTokens, host: str, port: int) -> Transport:
    """Return the transport that the settings choose."""
    if tokens.app_token:
        return SocketTransport(made.assembly.app, tokens.app_token, made.api_url)
    return HttpTransport(made.assembly.app, made.assembly.service.health, host, port)


def crew_command(context: Context) -> list[str]:
    """Return the command that starts a process which answers."""
    return [sys.executable, "-m", "bot", "--database", context.database, "serve", "--crew"]
