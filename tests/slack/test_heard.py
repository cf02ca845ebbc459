"""What is said to Copydesk, or beside it, gets what a colleague would give: the shipped reader."""

from pathlib import Path

import pytest
from newsroom import NOW, Newsroom
from slack_harness import until

from bot.ask.asker import NetworkAsker
from handlers.slack.delivery.events import read_said
from handlers.slack.surfaces.asking import hear, may_be_for_us
from handlers.slack.surfaces.desk import Desk
from store import open_store
from store.turns import Turn

TRUCE = "When does the truce expire?"


@pytest.fixture(scope="module")
def desk(sample_database: Path) -> Desk:
    return Desk(open_store(str(sample_database)), NetworkAsker(), lambda: NOW)


def outcome(desk: Desk, text: str) -> str:
    """Return what a mention of us gets: an answer, "not found", a question back or a reply."""
    words = read_said(text).words
    heard = hear(desk, (), words) if words else None
    if heard is None or (heard.answer is None and not heard.question):
        return "reply"
    if heard.answer is None:
        return "question back"
    return "not found" if heard.answer.status == "abstained" else "answer"


@pytest.fixture(scope="module")
def turn(desk: Desk) -> Turn:
    """A question that was answered."""
    return Turn("C1", "1.0", "1.0", "U1", TRUCE, desk.ask(TRUCE)[0], ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("whens truce over", "answer"),
        ("hey copydesk, who signed the truce pls", "answer"),
        ("I need the name of the Sorvenan foreign minister", "answer"),
        ("can you check when the inquiry opened?", "answer"),
        ("cc @anna when does the truce expire?", "answer"),
        ("When does the truce expire? cc <@U1>", "answer"),
        ("port lenna mayor", "answer"),
        ("```When does the truce expire?```", "answer"),
        ("did the company know about the steering", "answer"),
        ("What is the population of Mars?", "not found"),
        ("what will the central bank do in december", "not found"),
        ("Wer ist der Bürgermeister von Port Lenna?", "not found"),
        ("truce", "question back"),
        ("Corrie Belle", "question back"),
        ("Hansard", "question back"),
        ("what's new?", "reply"),
        ("that's wrong", "reply"),
        ("hello", "reply"),
        ("thanks!", "reply"),
        ("thank you so much", "reply"),
        ("ok 👍", "reply"),
        (":thumbsup: :tada:", "reply"),
        ("bonjour", "reply"),
        ("how are you?", "reply"),
        ("what can you do?", "reply"),
        ("are you a bot?", "reply"),
        ("perfect, that's all I need", "reply"),
        ("that is not what I asked", "reply"),
    ],
)
def test_what_is_said_to_us_is_answered_asked_back_or_replied_to(
    desk: Desk, text: str, expected: str
) -> None:
    assert outcome(desk, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and where was it signed?", True),
        ("where?", True),
        ("until when?", True),
        ("what about the prisoners", True),
        ("and the mayor of port lenna?", True),
        ("how many prisoners are to be exchanged", True),
        ("@rasha check this out", False),
        ("<@U2> is that right?", False),
        ("agreed, running it", False),
        ("who is writing this up?", False),
        ("when can you file?", False),
        ("where are you?", False),
        ("what do you think?", False),
        ("lunch?", False),
        ("did you see the game?", False),
        ("did you call the envoy?", False),
        ("did you reach the coastguard?", False),
        ("how long is your truce piece?", False),
        ("how many people died on the ferry?", True),
        ("when does it end? " * 100, False),
    ],
)
def test_in_a_thread_a_follow_up_is_answered_and_talk_between_people_is_not(
    desk: Desk, turn: Turn, text: str, expected: bool
) -> None:
    said = read_said(text)
    assert (may_be_for_us(said) and hear(desk, [turn], said.words).is_sure) == expected


def test_a_question_of_nothing_gets_the_newest_headlines_to_ask_about(desk: Desk) -> None:
    said = hear(desk, (), "what's new?").instead.text
    assert said.startswith(
        "What about? The newest: “Port Lenna bridge busier than planned in first"
    )


def test_a_thing_that_is_only_named_gets_a_question_that_the_articles_answer(desk: Desk) -> None:
    said = hear(desk, (), "truce").instead.text
    assert said == "What about the truce? Try: When does the truce end? · summary the truce"


ASKED = {
    "F": "How many people died on the Corrie Belle?",
    "T": TRUCE,
    "B": "When did the Queen Maren Bridge open?",
    "M": "What does Merrow pay per share?",
}


def sheet(name: str) -> list[list[str]]:
    """Return the rows of a sheet of messages."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_of_what_is_said_in_threads_hardly_any_talk_is_answered(desk: Desk) -> None:
    """The curve is fitted on the other half of the sheet."""
    turns = {
        key: Turn("C1", "1.0", "1.0", "U1", text, desk.ask(text)[0], ())
        for key, text in ASKED.items()
    }
    found = {"asks": [0, 0], "talk": [0, 0]}
    for half, key, label, text in sheet("in_threads.tsv"):
        said = read_said(text)
        if half == "report":
            is_heard = may_be_for_us(said) and hear(desk, [turns[key]], said.words).is_sure
            found[label][is_heard] += 1
    answered, interrupted = found["asks"][True], found["talk"][True]
    assert answered >= 0.7 * sum(found["asks"]), found
    assert answered >= 0.9 * (answered + interrupted), found


def given(texts: list[str]) -> str:
    """Return what somebody got, by the first message of ours."""
    begins = {
        "What about ": "question back",
        "No answer": "not found",
        "At your service": "reply",
        "Shall I read": "link",
    }
    first = next(
        (kind for begin, kind in begins.items() if texts and texts[0].startswith(begin)), ""
    )
    return first or ("answer" if texts else "silence")


def test_what_a_newcomer_types_gets_what_a_colleague_would_give(newsroom: Newsroom) -> None:
    people, space = newsroom.slack.people, newsroom.slack.workspace
    rows = sheet("typed.tsv")
    got, expected = [], []
    for place, kind, text, shown in rows:
        asked = people.say(place, "U1", text if place == "D1" else f"<@U0COPYDESK> {text}")

        def replies(place: str = place, ts: str = asked.ts) -> list[str]:
            return [said.text for said in space.thread(place, ts) if said.is_bot]

        if kind != "silence":  # that is seen at the end, when all has been worked on
            until(replies)
        newsroom.running.settle()
        got.append((replies, shown))
        expected.append((text, kind, True))
    told = [(replies(), shown) for replies, shown in got]
    assert expected == [
        (text, given(texts), shown in " ".join(texts))
        for (_, _, text, _), (texts, shown) in zip(rows, told, strict=True)
    ]
