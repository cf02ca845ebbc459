"""The verb that prints what the Slack app is made from."""

import click

from handlers.slack.surfaces.manifest import manifest_text


@click.command(epilog="Example: copydesk manifest --url https://copydesk.example.org > http.json")
@click.option("--url", metavar="URL", help="Where Slack calls over HTTP.  [default: Socket Mode]")
def manifest(url: str | None) -> None:
    """Print the manifest to make the Slack app from, the same as manifest.json."""
    if url and not url.startswith("https://"):
        raise click.UsageError(f"Slack calls only https:// addresses, and {url!r} is none.")
    click.echo(manifest_text(url), nl=False)
