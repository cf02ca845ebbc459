"""What the cards say in which words: values as read, speakers by name, nothing twice."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import pytest
from card_samples import ANSWERED, CITED, COPY, DISPUTED, NOW, OTHER, side

from bot.ask.answer import Answer, Citation, IndexState, Value, Verdict
from bot.claims.check import Checked
from bot.claims.evidence import Evidence
from bot.claims.findings import Finding
from bot.claims.support import Standing
from bot.desk.disputes import Dispute
from bot.desk.summary import Point, Summary
from bot.desk.timeline import Event, Timeline
from handlers.slack.alert_card import digest_card, resolved_card
from handlers.slack.blocks import words
from handlers.slack.card import Shown, render_card
from handlers.slack.card_citation import in_line, where
from handlers.slack.card_text import label, reading_of
from handlers.slack.check_card import render_check
from handlers.slack.desk_cards import days, render_summary, render_timeline
from handlers.slack.poster import Message
from handlers.slack.verdict_card import titled
from store.alerts import Alert
from store.verdicts import NewVerdict, Side

INDEX = IndexState(3, "2026-05-10")


def lines(*messages: Message) -> list[str]:
    """Return what stands on each line of some cards."""
    return [line for message in messages for block in message.blocks for line in _lines(block)]


def _lines(block: dict[str, Any]) -> Iterator[str]:
    if block["type"] == "header":
        yield block["text"]["text"]
    elif block["type"] == "context":
        yield from (element["text"] for element in block["elements"])
    elif block["type"] in ("rich_text", "rich_text_list"):
        for element in block["elements"]:
            yield from _lines(element)
    elif block["type"] in ("rich_text_section", "rich_text_quote"):
        yield "".join(span.get("text", "") for span in block["elements"])


def value(text: str, reading: str | None, kind: str = "number") -> Value:
    return replace(side(text, replace(CITED, wording=text, reading=reading)), kind=kind)


def spoken(quote: str, speaker: str, article_id: str) -> Value:
    cited = replace(
        CITED, article_id=article_id, quote=quote, wording=quote, speaker=speaker, value_start=200,
        end=200 + len(quote), value_end=200 + len(quote),
    )  # fmt: skip
    return replace(side(quote, cited), kind="quote")


@pytest.mark.parametrize(
    ("text", "reading", "kind", "shown", "more"),
    [
        ("83", "83 people", "number", "83 people", []),
        ("Sixteen", "16 people", "number", "Sixteen", ["16 people"]),
        ("9 May", "9 May 2026", "date", "9 May 2026", []),
        ("Friday", "8 May 2026", "date", "Friday", ["8 May 2026"]),
        ("40 dollars", "USD 40", "number", "40 dollars", []),
        ("Ida Voss", "harbour master", "person", "Ida Voss", ["harbour master"]),
        ("…", "nothing", "text", "…", ["nothing"]),
        ("a week", None, "duration", "a week", []),
    ],
)
def test_a_value_is_told_as_it_was_read_and_not_twice(
    text: str, reading: str | None, kind: str, shown: str, more: list[str]
) -> None:
    made = value(text, reading, kind)
    assert (label(made), reading_of(made)) == (shown, more)


def test_a_side_that_is_a_whole_quote_goes_by_its_speaker() -> None:
    said = (
        spoken("The pier will close.", "Ida Voss", "a"),
        spoken("It will not.", "Olaf Brun", "b"),
    )
    why = Verdict("attributed position", (0, 1), "Ida Voss says so; Olaf Brun denies it.")
    shown = lines(*render_card(replace(DISPUTED, values=said, verdicts=(why,)), 7, NOW))
    assert shown[:8] == [
        "⚠ Named speakers contradict each other",
        "1. Ida Voss in The Quay Courier, 7 May 2026",
        "2. Olaf Brun in The Quay Courier, 7 May 2026",
        "Ida Voss says so; Olaf Brun denies it.",
        "1. Ida Voss  ·  1 independent source",
        "The pier will close.",
        "The Quay Courier · Tram line to reopen · 7 May 2026, 08:30 UTC (3 days ago)",
        "2. Olaf Brun  ·  1 independent source",
    ]


def test_a_source_is_named_once_with_its_days_and_a_copy_after_its_original() -> None:
    later = replace(CITED, article_id="later", published_at="2026-05-09")
    values = (side("14 May 2026", COPY, CITED, later), side("20 May", OTHER))
    shown = lines(*render_card(replace(DISPUTED, values=values), 7, NOW))
    assert shown[1] == (
        "1. 14 May 2026 — the council in The Quay Courier, 7 May 2026 and 9 May 2026; "
        "The Sound Mirror (copy), 7 May 2026"
    )


def replaced(*whys: str) -> Answer:
    values = tuple(value(text, None) for text in ("nine", "six", "four"))
    verdicts = tuple(Verdict("update", (0, at), why) for at, why in enumerate(whys, start=1))
    return replace(ANSWERED, values=values, verdicts=verdicts)


def test_a_value_that_replaced_all_others_is_the_heading_and_says_so_in_one_line() -> None:
    whys = [f"nine is the later word; earlier it was {early}." for early in ("six", "four")]
    shown = lines(*render_card(replaced(*whys), 7, NOW))
    assert shown[0] == "nine"
    assert "nine is the later word; earlier it was six, four." in shown
    assert not any("update" in line for line in shown)


def test_no_value_is_the_heading_while_another_stands_beside_it() -> None:
    shown = lines(*render_card(replaced("nine is the later word; earlier it was six."), 7, NOW))
    assert shown[0].startswith("1. nine")


def test_a_question_that_the_lead_has_is_not_told_again() -> None:
    lead = (words(f"I took this to ask: {ANSWERED.question}"),)
    shown = lines(*render_card(ANSWERED, 7, NOW, Shown(lead=lead)))
    assert [line for line in shown if ANSWERED.question in line] == [lead[0]["text"]]
    assert "Looked for a date" in shown


def test_two_quotes_of_one_article_name_it_once() -> None:
    second = replace(CITED, quote="It will run again.", speaker="She", mode="report")
    near = replace(ANSWERED, status="abstained", values=(), nearest=(CITED, second))
    shown = lines(*render_card(near, 7, NOW))
    assert shown[shown.index("It will run again.") + 1] == "In the same article"


@pytest.mark.parametrize("speaker", ["He", "they", "Who"])
def test_a_pronoun_is_no_speaker(speaker: str) -> None:
    spans = where(replace(CITED, speaker=speaker), NOW)
    assert "according to" not in "".join(span["text"] for span in spans)


def test_a_common_noun_has_a_small_article_within_a_line() -> None:
    told = [in_line(speaker) for speaker in ("The port office", "The Hague", None)]
    assert told == ["the port office", "The Hague", None]


def verdict(name: str, a: str, b: str) -> NewVerdict:
    sides = [
        Side("a", 1, source, "Pier to close", None, "2026-05-07", 0, 30, f"It says {said}",
             8, 8 + len(said), said, speaker, said)
        for source, said, speaker in (("The Quay Courier", a, "Ida Voss"), ("Radio Skell", b, None))
    ]  # fmt: skip
    return NewVerdict("key", name, "why", "slot", "story", *sides)


@pytest.mark.parametrize(
    ("name", "a", "shown"),
    [
        ("conflict", "nine,", "⚠ The sources disagree: nine or six"),
        ("conflict", "nine " * 20, "⚠ The sources disagree"),
        ("attributed position", "nine", "⚠ Named speakers contradict each other"),
    ],
    ids=["short", "long", "spoken"],
)
def test_an_alert_is_headed_by_its_values_where_they_are_short(
    name: str, a: str, shown: str
) -> None:
    assert titled(verdict(name, a, "six")) == shown


def alert(of: NewVerdict, **more: str) -> Alert:
    payload = json.dumps({**asdict(of), **more})
    return Alert("C1", "s", "verdict", "story", of.verdict, payload, alert_id=1)


def test_a_digest_names_each_kind_and_dates_each_side() -> None:
    made = [verdict(name, "nine", "six") for name in ("conflict", "retraction")]
    assert lines(*digest_card([alert(one) for one in made])) == [
        "Digest: 2 more disagreements",
        "Pier to close · sources disagree",
        "The Quay Courier says nine, according to Ida Voss · 7 May 2026",
        "Radio Skell says six · 7 May 2026",
        "Pier to close · a source has corrected itself",
        "The Quay Courier says nine, according to Ida Voss · 7 May 2026",
        "Radio Skell says six · 7 May 2026",
    ]


def test_a_settled_alert_says_how_before_what_was_said() -> None:
    made = alert(verdict("conflict", "nine", "six"), note="Radio Skell corrected six to nine.")
    told = lines(resolved_card(made, NOW))
    assert told[:2] == ["Settled. Radio Skell corrected six to nine.", "Before that:"]
    assert told[2].startswith("The Quay Courier says nine")


SIX = Evidence("a", 1, "Radio Skell", None, None, None, 0, 18, "Six boats sank.", "Nine", "Six",
               "contradicts")  # fmt: skip
NINE = replace(SIX, source="The Quay Courier", quote="Nine boats sank.", instead=None,
               stance="supports")  # fmt: skip


def checked(standing: Standing, *evidence: Evidence) -> Checked:
    finding = Finding(0, 4, "Nine", standing, evidence)
    return Checked(0, 16, "Nine boats sank.", standing, (finding,))


def test_a_check_tells_the_difference_ahead_of_the_quote() -> None:
    shown = render_check([checked("contradicted", SIX)], NOW)
    assert lines(*shown)[-4:-1] == ["Nine boats sank.", "“Six”, not “Nine”:", "Six boats sank."]
    marked = [span for block in shown[0].blocks if block["type"] == "rich_text"
              for part in block["elements"] for span in part["elements"]]  # fmt: skip
    assert {"type": "text", "text": "Six", "style": {"bold": True}} in marked


def test_a_check_shows_both_sides_of_what_is_disputed() -> None:
    why = "The Quay Courier says Nine; Radio Skell says Six."
    shown = render_check([checked("disputed", NINE, replace(SIX, why=why))], NOW)
    assert lines(*shown) == [
        "0 contradicted, 1 disputed, 0 supported, 0 not found",
        "⚠ Disputed: one article says so, another says otherwise",
        "Nine boats sank.",
        "“Nine”:",
        "Nine boats sank.",
        "The Quay Courier · no headline · undated",
        "“Six”, not “Nine”:",
        why,
        "Six boats sank.",
        "Radio Skell · no headline · undated",
    ]
    assert shown[0].text.endswith(
        "“Nine boats sank.” is supported by The Quay Courier and contradicted by Radio Skell: "
        "“Six boats sank.”"
    )


def test_a_check_tells_a_later_word_as_one() -> None:
    later = replace(SIX, stance="later", why="Six is the later word; earlier it was Nine.")
    shown = render_check([checked("outdated", NINE, later)], NOW)
    assert "“Six”, not “Nine”, in a later article:" in lines(*shown)
    assert "supported by The Quay Courier and made outdated by Radio Skell" in shown[0].text


def dispute(name: str, *values: Value) -> Dispute:
    assert name in ("conflict", "attributed position")
    return Dispute(values, (Verdict(name, (0, 1), "Why."),))


def summary(topic: str, found: Dispute, *cited: Citation) -> Summary:
    points = tuple(Point(each, ()) for each in cited)
    return Summary(topic, None, None, 1, 1, points, (found,), INDEX)


def test_a_summary_heads_its_topic_and_tells_speakers_before_their_words() -> None:
    said = spoken("The pier will close,", "Ida Voss", "a"), spoken("Never,", "Olaf Brun", "b")
    shown = lines(*render_summary(summary("the pier", dispute("attributed position", *said),
                                          CITED, replace(CITED, speaker=None, mode="report")),
                                  NOW))  # fmt: skip
    assert shown[0] == "Summary: the pier"
    assert "Ida Voss in The Quay Courier, 7 May 2026: “The pier will close”" in shown
    assert shown[-2] == "In the same article"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-05-07", "2026-05-07", "7 May 2026"),
        ("2026-05-01", "2026-05-31", "May 2026"),
        ("2026-05-04", "2026-05-10", "4–10 May 2026"),
    ],
)
def test_the_days_of_a_timeline_are_short(first: str, last: str, told: str) -> None:
    event = Event(first, last, "report", CITED, ())
    assert days(event) == told
    shown = render_timeline(Timeline("trams", 1, (event,), (), (), INDEX), NOW)
    assert lines(*shown)[:2] == ["Timeline: trams", told]


def test_a_long_answer_says_on_each_page_but_the_last_that_it_goes_on() -> None:
    quotes = [f"{number} May 2026 it is, {'and so on ' * 90}." for number in range(1, 13)]
    values = tuple(
        side(f"{number} May 2026", replace(CITED, quote=quote, end=200 + len(quote)))
        for number, quote in enumerate(quotes, start=1)
    )
    messages = render_card(replace(ANSWERED, values=values), 7, NOW)
    assert len(messages) == 2
    assert lines(messages[0])[-1] == "1 of 2, continued below"
    assert not any("continued" in line for line in lines(messages[1]))
