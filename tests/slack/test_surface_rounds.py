"""The rounds take in what arrived, tell the channels, and one workspace's fault harms no other."""

from newsroom import Newsroom, shown
from slack_harness import until

from handlers.slack.delivery.rounds import Rounds
from handlers.slack.surfaces.desk import Desk
from store.errors import CopydeskError
from store.subscriptions import NewSubscription


def test_a_round_compares_what_arrived_and_tells_those_who_subscribed(newsroom: Newsroom) -> None:
    team_id = newsroom.slack.workspace.team_id
    new = NewSubscription("C2", created_by="U1")
    newsroom.store.subscriptions.add(new, newsroom.desk.now())

    def find_desk(asked: str) -> Desk:
        if asked != team_id:
            raise CopydeskError("This workspace is gone.")
        return newsroom.desk

    outbox = newsroom.running.service.outbox
    rounds = Rounds(find_desk, lambda: ["T0GONE", team_id], outbox, seconds=0.05)
    rounds.start()
    told = newsroom.slack.workspace.from_bot
    until(lambda: any("New: " in shown(message) for message in told("C2")), 30)
    until(lambda: newsroom.store.compared.missing() == [], 30)
    rounds.stop(5)
