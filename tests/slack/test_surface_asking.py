"""Asking in Slack: mentions, messages, follow-ups, edits, deletions, and people from outside."""

from typing import Any

import pytest
from faulty_slack import Fault
from newsroom import Newsroom, shown
from slack_harness import ON_BOTH, until

TRUCE = "When does the truce expire?"


@ON_BOTH
def test_a_mention_is_answered_in_its_thread_with_quotes_and_freshness(newsroom: Newsroom) -> None:
    asked = newsroom.ask(TRUCE)
    card = newsroom.answers("C1")[0]
    assert card.thread_ts == asked.ts
    assert "18 November" in card.text
    assert "independent source" in shown(card)
    assert "Searched 33 articles; the newest is of" in shown(card)
    assert newsroom.slack.called("assistant.threads.setStatus")[0]["thread_ts"] == asked.ts


def test_a_dispute_is_told_first_with_its_sides(newsroom: Newsroom) -> None:
    newsroom.ask("Where was the truce signed?")
    card = newsroom.answers("C1")[0]
    assert "The sources disagree: " in card.text
    assert "Brede" in shown(card)
    assert "Hallmouth" in shown(card)


def test_a_follow_up_needs_no_mention_and_keeps_what_the_thread_is_about(
    newsroom: Newsroom,
) -> None:
    asked = newsroom.ask("When was the truce between Caldria and Sorvena signed?")
    newsroom.answers("C1")
    newsroom.slack.people.say("C1", "U2", "and where?", thread_ts=asked.ts)
    card = newsroom.answers("C1", 2)[1]
    assert card.thread_ts == asked.ts
    assert "\nThe truce between Caldria and Sorvena signed. Where?" in shown(card)
    assert "Brede" in shown(card)


def test_talk_between_people_in_a_thread_is_left_alone(newsroom: Newsroom) -> None:
    asked = newsroom.ask(TRUCE)
    newsroom.answers("C1")
    for text in ("thanks, I will ring them", "<@U1> is that right?"):
        newsroom.slack.people.say("C1", "U2", text, thread_ts=asked.ts)
    newsroom.slack.people.say("C1", "U2", "until when?", thread_ts=asked.ts)
    assert "until when" in shown(newsroom.answers("C1", 2)[1]).lower()
    assert len(newsroom.slack.workspace.from_bot("C1")) == 2


def test_what_cannot_be_answered_says_what_was_searched(newsroom: Newsroom) -> None:
    newsroom.slack.people.say("D1", "U1", "What is the population of Mars?")
    card = newsroom.answers("D1")[0]
    assert card.text.startswith("No answer. ")
    assert "Searched for: " in shown(card)


@ON_BOTH
def test_an_edited_question_is_answered_anew_in_its_place(newsroom: Newsroom) -> None:
    asked = newsroom.ask(TRUCE)
    first = newsroom.answers("C1")[0].text
    newsroom.slack.people.edit(asked, "<@U0COPYDESK> Where was the truce signed?")
    until(lambda: newsroom.slack.workspace.from_bot("C1")[0].text != first)
    cards = newsroom.slack.workspace.from_bot("C1")
    assert len(cards) == 1
    assert "as the question was edited" in shown(cards[0])


def test_the_answer_to_a_deleted_question_is_withdrawn(newsroom: Newsroom) -> None:
    before = newsroom.store.answers.recent(9)
    asked = newsroom.ask(TRUCE)
    newsroom.answers("C1")
    newsroom.slack.people.delete(asked)
    until(lambda: not newsroom.slack.workspace.from_bot("C1"))
    until(lambda: newsroom.store.turns.of_thread("C1", asked.ts) == [])
    until(lambda: newsroom.store.answers.recent(9) == before)


@pytest.mark.parametrize(
    ("user", "fault", "is_answered"),
    [
        ({"team_id": "T9"}, None, False),
        ({"is_guest": True}, None, False),
        ({}, Fault("users.info", times=3, error="user_not_found"), False),
        ({}, Fault("users.info", error="missing_scope"), True),
    ],
    ids=["of another organisation", "a guest", "perhaps a guest", "without the scope to know"],
)
def test_who_is_no_full_member_is_told_no(
    newsroom: Newsroom, user: dict[str, Any], fault: Fault | None, is_answered: bool
) -> None:
    newsroom.slack.workspace.add_user("U9", "eve", **user)
    if fault:
        newsroom.slack.faults.add(Fault(**vars(fault)))
    newsroom.slack.people.say("C1", "U9", f"<@U0COPYDESK> {TRUCE}")
    told = newsroom.answers("C1")[0].text
    assert told.startswith("I am sorry: I answer only") is not is_answered


def test_the_messages_tab_suggests_what_to_ask(newsroom: Newsroom) -> None:
    newsroom.slack.people.open_home("U1", "messages")
    until(lambda: newsroom.slack.workspace.prompts)
    titles = [prompt["title"] for prompt in newsroom.slack.workspace.prompts["D1"]]
    assert titles[:2] == ["What can you do?", "What is being searched?"]


def test_an_empty_mention_says_what_can_be_asked(newsroom: Newsroom) -> None:
    newsroom.ask("")
    assert newsroom.answers("C1")[0].text.startswith("At your service: ask me")


def test_a_question_that_is_too_long_is_refused_and_not_repeated(newsroom: Newsroom) -> None:
    newsroom.slack.people.say("D1", "U1", "When does the truce expire? " * 1000)
    told = newsroom.answers("D1")[0].text
    assert told.startswith("A question or topic has at most 1,000 characters")
    assert len(told) < 300


def test_a_sign_alone_is_left_alone_and_a_thing_alone_gets_a_question(newsroom: Newsroom) -> None:
    newsroom.ask(":thumbsup:")
    newsroom.ask("<@U1>")
    newsroom.ask("truce")
    assert newsroom.answers("C1")[0].text.startswith("What about the truce? Try: ")
    assert len(newsroom.slack.workspace.from_bot("C1")) == 1
