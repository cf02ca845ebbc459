"""The verb that shows the archive in a browser, by Datasette, to be read only."""

import click

from handlers.cli.context import Context
from store.browsing import describe
from store.errors import CopydeskError


@click.command(epilog="Example: copydesk browse --port 8001")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to show it on.")
@click.option("--port", default=8001, show_default=True, help="Port to show it on.")
@click.pass_context
def browse(click_context: click.Context, host: str, port: int) -> None:
    """Show the archive in a browser: articles, open disputes, the health of feeds.

    It is opened to be read only. Questions, answers, posts, people and tokens are left out. It
    needs Datasette: pip install "copydesk[browse]".
    """
    context: Context = click_context.obj
    try:
        import uvicorn
        from datasette.app import Datasette  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError as error:
        raise CopydeskError(
            "The archive is shown by Datasette, which is not installed. Install it: pip install "
            '"copydesk[browse]".'
        ) from error
    path = context.store.file
    settings = {"allow_download": False, "default_allow_sql": False, "num_sql_threads": 2}
    shown = Datasette([str(path)], metadata=describe(path), settings=settings)
    click.echo(f"The archive {path} is at http://{host}:{port}/{path.stem}. Ctrl-C ends it.")
    uvicorn.run(shown.app(), host=host, port=port, log_level="warning")
