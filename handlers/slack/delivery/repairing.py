"""Repairs: an answer given earlier is amended in place when a source corrected what it quotes."""

from bot.conflicts.watching import Outdated, to_repair
from handlers.slack.cards.answer import Shown
from handlers.slack.cards.blocks import words
from handlers.slack.cards.text import one_line, shorten
from handlers.slack.delivery.poster import Message, Outbox
from handlers.slack.surfaces.asking import make_card
from handlers.slack.surfaces.desk import Desk
from store.times import seconds
from store.turns import Turn


def amend_answers(desk: Desk, outbox: Outbox, team_id: str) -> int:
    """Answer anew what quotes words that are gone, where it was posted; return how many."""
    amended = 0
    for outdated in to_repair(desk.store):
        for turn in desk.store.turns.of_answer(outdated.answer.answer_id):
            amend_answer(desk, outbox, team_id, turn, outdated)
            amended += 1
    return amended


def amend_answer(desk: Desk, outbox: Outbox, team_id: str, turn: Turn, outdated: Outdated) -> None:
    """Put a new answer in the place of one that quotes words which are gone."""
    gone = [f"the source no longer says “{shorten(one_line(q), 300)}”" for q in outdated.quotes]
    why = gone[0] if gone else "an article that it quoted was deleted"
    lead = (words("Amended: ", bold=True), words(f"{why}. This is the answer now."))
    shown = Shown(can_watch=True, lead=lead)
    answer_id, messages, _ = make_card(desk, turn.question, shown)
    keys = replace_posts(outbox, team_id, turn, messages, answer_id)
    kept = Turn(
        turn.channel_id, turn.thread_ts, turn.ts, turn.user_id, turn.question, answer_id, keys
    )
    desk.store.turns.save(kept, seconds(desk.now()))


def replace_posts(
    outbox: Outbox, team_id: str, turn: Turn, messages: list[Message], answer_id: int
) -> tuple[str, ...]:
    """Let messages take the place of a turn's posts; return the keys of what is there now."""
    place = (team_id, turn.channel_id, turn.thread_ts)
    made = f"amended:{team_id}:{answer_id}"
    for number, (key, message) in enumerate(zip(turn.post_keys, messages, strict=False)):
        outbox.promise(f"{made}:{number}", message, *place, amends=key, means="update")
    for key in turn.post_keys[len(messages) :]:
        outbox.promise(f"{made}:{key}", Message(""), *place, amends=key, means="delete")
    added = [
        outbox.promise(f"{made}:more:{number}", message, *place, subject=f"answer:{answer_id}")
        for number, message in enumerate(messages[len(turn.post_keys) :])
    ]
    return (*turn.post_keys[: len(messages)], *added)
