"""The commands and the buttons of an answer."""

import pytest
from faulty_slack import Fault
from newsroom import Newsroom, shown
from slack_harness import until

from handlers.fake_slack.workspace import Message
from handlers.slack.cards.telling import HELPED, MORE, SHARE
from handlers.slack.surfaces.alerts import UNWATCH
from handlers.slack.surfaces.commands import NO_PICTURE
from handlers.slack.surfaces.commands import SHARE as SHARE_DESK
from handlers.slack.surfaces.listing import make_verbs

VERBS = make_verbs()


def command(newsroom: Newsroom, text: str, name: str = "/copydesk") -> None:
    newsroom.slack.people.command("C1", "U1", name, text)


def test_an_answer_to_a_command_is_seen_by_one_and_shared_by_a_button(newsroom: Newsroom) -> None:
    command(newsroom, "When does the truce expire?", "/ask")
    card = newsroom.answers("C1", user_id="U1")[0]
    assert "18 November" in card.text
    assert newsroom.slack.workspace.from_bot("C1") == []
    newsroom.slack.people.click(card, SHARE, "U1")
    assert "asked: When does the truce expire?" in shown(newsroom.answers("C1")[0])


def test_words_that_are_no_verb_get_the_list(newsroom: Newsroom) -> None:
    command(newsroom, "dance")
    told = newsroom.answers("C1", user_id="U1")[0]
    assert told.text.startswith("I do not know “dance”.")
    assert [verb.usage for verb in VERBS.values() if verb.usage not in shown(told)] == []


def test_a_verb_without_its_words_says_how_it_is_used(newsroom: Newsroom) -> None:
    command(newsroom, "summary")
    assert newsroom.answers("C1", user_id="U1")[0].text.startswith("Usage: /copydesk summary TOPIC")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("summary the Brede talks", "Searched 33 articles"),
        ("find “the truce”", "Word for word"),
        ("find “no such words were ever printed here”", "No article has these words"),
        ("sources", "Radio Orsa"),
        ("status", "Searched 33 articles"),
        ("help", "/copydesk ask QUESTION"),
        ("ask When does the truce expire?", "18 November"),
    ],
)
def test_every_verb_also_works_by_mention(newsroom: Newsroom, text: str, expected: str) -> None:
    asked = newsroom.ask(text)
    told = newsroom.answers("C1")[0]
    assert told.thread_ts == asked.ts
    assert expected in shown(told)


def test_a_question_that_begins_like_a_verb_is_a_question(newsroom: Newsroom) -> None:
    newsroom.ask("status of the truce: when does it expire?")
    assert "18 November" in newsroom.answers("C1")[0].text


def pictures(messages: list[Message]) -> list[str]:
    """Return the captions of the pictures that messages show."""
    every = (block for message in messages for block in message.blocks)
    return [block["title"]["text"] for block in every if "slack_file" in block]


CAPTION = "Timeline: the Corrie Belle"


def test_a_timeline_asked_by_mention_is_posted_with_its_picture(newsroom: Newsroom) -> None:
    asked = newsroom.ask("timeline the Corrie Belle")
    until(lambda: pictures(newsroom.slack.workspace.from_bot("C1")))
    told = newsroom.slack.workspace.from_bot("C1")
    assert told[0].text.startswith("Timeline: the Corrie Belle")
    assert pictures(told) == [CAPTION]
    assert {message.thread_ts for message in told} == {asked.ts}


def test_a_timeline_asked_by_command_is_private_until_it_is_shared(newsroom: Newsroom) -> None:
    command(newsroom, "the Corrie Belle", "/timeline")
    until(lambda: pictures(newsroom.slack.workspace.from_bot("C1", "U1")))
    seen = newsroom.slack.workspace.from_bot("C1", "U1")
    assert newsroom.slack.workspace.from_bot("C1") == []
    (card,) = (message for message in seen if SHARE_DESK in str(message.blocks))
    newsroom.slack.people.click(card, SHARE_DESK, "U1")
    until(lambda: pictures(newsroom.slack.workspace.from_bot("C1")))
    first = newsroom.slack.workspace.from_bot("C1")[0]
    assert first.text.startswith("Timeline: ")
    assert first.blocks[0]["elements"][0]["elements"] == [
        {"type": "user", "user_id": "U1"},
        {"type": "text", "text": " asked for: timeline the Corrie Belle"},
    ]


def test_all_quotes_are_shown_below_the_answer(newsroom: Newsroom) -> None:
    asked = newsroom.ask("When does the truce expire?")
    card = newsroom.answers("C1")[0]
    newsroom.slack.people.click(card, MORE, "U1")
    more = newsroom.answers("C1", 2)[1]
    assert more.thread_ts == asked.ts
    assert len(shown(more)) > len(shown(card))


def test_feedback_is_kept_with_the_answer_and_the_last_word_counts(newsroom: Newsroom) -> None:
    newsroom.ask("When does the truce expire?")
    card = newsroom.answers("C1")[0]
    newsroom.slack.people.click(card, HELPED, "U1", helpful=True)
    until(lambda: newsroom.store.feedback.list())
    newsroom.slack.people.click(card, HELPED, "U1", helpful=False)
    until(lambda: not newsroom.store.feedback.list()[0].is_helpful)
    kept = newsroom.store.feedback.list()
    assert [(one.user_id, one.question) for one in kept] == [("U1", "When does the truce expire?")]


COMPLETE = "files.completeUploadExternal"


@pytest.mark.parametrize(
    "fault",
    [
        Fault(COMPLETE, lost=True),
        Fault("files.getUploadURLExternal", status=503),
    ],
    ids=["lost after it arrived", "down"],
)
def test_a_picture_whose_posting_fails_comes_once(newsroom: Newsroom, fault: Fault) -> None:
    newsroom.slack.faults.add(Fault(**vars(fault)))
    newsroom.ask("timeline the Corrie Belle")
    until(lambda: pictures(newsroom.slack.workspace.from_bot("C1")))
    newsroom.running.settle()
    assert pictures(newsroom.slack.workspace.from_bot("C1")) == [CAPTION]


def test_a_picture_that_is_refused_says_why_to_who_asked(newsroom: Newsroom) -> None:
    newsroom.slack.workspace.scopes -= {"files:write"}
    command(newsroom, "the Corrie Belle", "/timeline")
    until(lambda: NO_PICTURE.text in said(newsroom, "U1"))
    assert said(newsroom, None) == []


def said(newsroom: Newsroom, user_id: str | None) -> list[str]:
    return [message.text for message in newsroom.slack.workspace.from_bot("C1", user_id)]


def test_a_command_of_its_own_says_its_own_usage(newsroom: Newsroom) -> None:
    command(newsroom, "", "/ask")
    assert newsroom.answers("C1", user_id="U1")[0].text.startswith("Usage: /ask QUESTION")


def test_watched_questions_are_listed_and_ended(newsroom: Newsroom) -> None:
    command(newsroom, "watches")
    assert newsroom.answers("C1", user_id="U1")[0].text.startswith("This channel watches no")
    newsroom.store.watches.add("C1", "When does it end?", ("end",), ("XXXX-11-18",), "2026-11-10")
    command(newsroom, "watch")
    listed = newsroom.answers("C1", 2, user_id="U1")[1]
    assert "“When does it end?” \n18 Nov\n" in shown(listed)
    newsroom.slack.people.click(listed, UNWATCH, "U1")
    until(lambda: not newsroom.store.watches.find("C1"))
