"""What summaries, timelines, quotes found and sources say on cards, and what hostile text does."""

from dataclasses import asdict, replace

import pytest
from card_samples import CITED, NOW, held, lines, spoken, texts
from hypothesis import given, settings

from bot.ask.answer import Citation, IndexState, Value, Verdict
from bot.desk.disputes import Dispute
from bot.desk.quotes import Match
from bot.desk.summary import Point, Summary
from bot.desk.timeline import Event, Timeline
from handlers.slack.cards.desk import (
    days,
    render_matches,
    render_sources,
    render_summary,
    render_timeline,
)
from store.articles import SourceCount

INDEX = IndexState(3, "2026-05-10")


def dispute(name: str, *values: Value) -> Dispute:
    assert name in ("conflict", "attributed position")
    return Dispute("The pier", values, (Verdict(name, (0, 1)),))


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


@settings(max_examples=40, deadline=None)
@given(texts, texts)
def test_cards_of_hostile_text_keep_the_limits(text: str, other: str) -> None:
    cited = [CITED.__class__(**{**asdict(CITED), "quote": text, "title": other, "source": other})]
    summary = Summary(text, None, None, 1, 1, (Point(cited[0], tuple(cited)),), (), INDEX)
    held(render_summary(summary, NOW))
    event = Event("2026-05-07", "2026-05-08", "report", cited[0], ())
    held(render_timeline(Timeline(text, 1, (event,), (), (), INDEX), NOW))
    match = Match("a", 1, other, text, other, None, None, 0, 1, text, other, 90.0, ())
    held(render_matches([match], NOW))
    held(render_sources([SourceCount(text, 3, other)], NOW))
