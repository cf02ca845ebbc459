"""Several processes on one server's store: one of them goes round."""

from postgres import Server

from bot.ask.asker import NetworkAsker
from handlers.slack.delivery.poster import Outbox
from handlers.slack.delivery.rounds import Rounds
from handlers.slack.surfaces.desk import Desk
from handlers.when import utc_now
from store import open_store


def test_of_two_on_one_server_one_goes_round(server: Server) -> None:
    url = server.new_url()
    stores = [open_store(url), open_store(url)]
    went: list[int] = []
    for number, store in enumerate(stores):
        desk = Desk(store, NetworkAsker(), utc_now)
        outbox = Outbox(store.posts, lambda: 1.0, lambda: None, 1.0)
        rounds = Rounds(lambda team_id, desk=desk: desk, lambda: ["T1"], outbox)  # type: ignore[misc]
        rounds._take("going", "T1", lambda desk, _, number=number: went.append(number))  # type: ignore[misc]
    for store in stores:
        store.close()
    assert went == [0]
