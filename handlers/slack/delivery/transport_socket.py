"""The Socket Mode transport: a WebSocket that the app opens itself, so no address is needed."""

import logging
from contextlib import suppress
from socket import SHUT_RDWR

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from handlers.slack.delivery.api import SLACK_API
from handlers.slack.delivery.app import Door
from store.errors import CopydeskError

CHECK_SECONDS = 5.0  # how soon a connection that broke is opened again

log = logging.getLogger("copydesk.slack.bolt")


class SocketTransport:
    """Serves the app over Socket Mode until it is stopped."""

    def __init__(
        self,
        app: App,
        app_token: str,
        base_url: str = SLACK_API,
        check_seconds: float = CHECK_SECONDS,
    ) -> None:
        # With the bot's client the handler would connect with the bot's token, and be refused.
        client = WebClient(app_token, base_url=base_url, logger=log)
        self._bolt = SocketModeHandler(
            app, app_token, logger=log, web_client=client, ping_interval=check_seconds
        )
        self._door = Door()
        self.client = self._bolt.client
        self.client.socket_mode_request_listeners[:] = [self._take]

    @property
    def is_connected(self) -> bool:
        """Say whether there is a connection now."""
        return self.client.is_connected()

    def start(self) -> None:
        """Connect; a connection that breaks is opened again."""
        try:
            self.client.connect()
        except (SlackClientError, OSError) as error:
            raise CopydeskError(
                f"The connection to Slack cannot be opened ({type(error).__name__}). Check the "
                "network and SLACK_APP_TOKEN: copydesk doctor says more."
            ) from error

    def stop(self, timeout: float) -> None:
        """Take in nothing more; what is being stored is stored and acknowledged."""
        self._door.close(timeout)
        self.client.auto_reconnect_enabled = False
        self.client.closed = True
        # Otherwise its threads sit out their waits, four seconds together, before they notice.
        self.client.enqueue_message("")
        session = self.client.current_session
        if session is not None and session.sock is not None:
            with suppress(OSError):
                session.sock.shutdown(SHUT_RDWR)
        self.client.close()

    def close(self) -> None:
        """Do nothing more: who stopped is connected to nothing."""

    def _take(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        with self._door.enter() as is_in:
            if is_in:  # without an acknowledgement Slack gives it to another connection
                self._bolt.handle(self.client, request)
