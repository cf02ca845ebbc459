"""What summaries, timelines, quotes found and sources say on cards, and what hostile text does."""

from dataclasses import asdict, replace

from answer_samples import CITED, NOW, texts
from card_samples import held, lines
from hypothesis import given, settings

from bot.ask.answer import Citation, IndexState
from bot.desk.quotes import Match, Part
from bot.desk.summary import Point, Summary
from bot.desk.timeline import Event, Timeline
from handlers.slack.cards.desk import (
    render_matches,
    render_picture,
    render_sources,
    render_summary,
    render_timeline,
)
from store.articles import SourceCount
from store.verdicts import KeptVerdict, NewVerdict, Side

INDEX = IndexState(3, "2026-05-10")
AT = "2026-05-10T06:00:00Z"


def side(quote: str, wording: str, speaker: str | None, name: str) -> Side:
    at = quote.index(wording)
    place = (0, len(quote), quote, at, at + len(wording), wording, speaker, wording)
    return Side(name, 1, "The Quay Courier", "Pier", None, "2026-05-07", *place)


def dispute(kind: str, a: Side, b: Side) -> tuple[KeptVerdict, ...]:
    new = NewVerdict("k", kind, "The pier", "d", "s", a, b, 0.9)
    return (
        KeptVerdict(**vars(new), verdict_id=1, state="detected", detected_at=AT, changed_at=AT),
    )


def summary(topic: str, found: tuple[KeptVerdict, ...], *cited: Citation) -> Summary:
    points = tuple(Point(each, ()) for each in cited)
    return Summary(topic, None, None, 3, 1, 1, points, (found,), INDEX)


VOSS = side("“The pier will close,” said Ida Voss.", "The pier will close,", "Ida Voss", "a")
BRUN = side("“It opens in May,” said Olaf Brun.", "It opens in May,", "Olaf Brun", "b")


def test_a_summary_ends_with_what_differs_and_tells_who_says_which() -> None:
    again = replace(CITED, speaker=None, mode="report")
    found = summary("the pier", dispute("attributed position", VOSS, BRUN), CITED, again)
    shown = lines(*render_summary(found, NOW))
    assert shown[:2] == [
        "Summary: the pier",
        "2 articles from 1 source and 1 article without a stated source; "
        "the sources differ on 1 point, told at the end",
    ]
    assert shown[-5:-1] == [
        "In the same article",
        "⚠ The pier: The pier will close or It opens in May",
        "The pier will close — The Quay Courier, 7 May 2026, according to Ida Voss: " + VOSS.quote,
        "It opens in May — The Quay Courier, 7 May 2026, according to Olaf Brun: " + BRUN.quote,
    ]


def test_a_quote_of_a_summary_is_not_quoted_again_as_a_side() -> None:
    cited = replace(CITED, quote=VOSS.quote)
    shown = lines(*render_summary(summary("pier", dispute("conflict", VOSS, BRUN), cited), NOW))
    assert sum(VOSS.quote in line for line in shown) == 1


def test_the_words_of_an_excerpt_that_differ_are_marked() -> None:
    parts = (Part(None, "the", "the", 10, 13), Part("changed", "route", "road", 14, 18))
    match = Match("a", 1, "Courier", "T", None, None, 10, 18, "the road", None, None, 90.0, parts)
    (message,) = render_matches([match], NOW)
    (quoted,) = (
        part for part in message.blocks[0]["elements"] if part["type"] == "rich_text_quote"
    )
    bold = [one["text"] for one in quoted["elements"] if one.get("style", {}).get("bold")]
    assert ("".join(one["text"] for one in quoted["elements"]), bold) == ("the road", ["road"])
    assert "You have “route”, the article has “road”" in lines(message)


def test_a_timeline_of_articles_without_a_date_is_told() -> None:
    cited = replace(CITED, published_at=None)
    shown = lines(*render_timeline(Timeline("trams", 1, (), (), (cited,), INDEX), NOW))
    assert "In articles without a date" in shown
    assert CITED.quote in "".join(shown)


def test_an_event_is_told_under_the_days_that_its_words_were_read_as() -> None:
    cited = replace(CITED, reading="4 to 10 May 2026")
    event = Event("2026-05-04", "2026-05-10", "report", cited, ())
    shown = render_timeline(Timeline("trams", 1, (event,), (), (), INDEX), NOW)
    assert lines(*shown)[:2] == ["Timeline: trams", "4 to 10 May 2026"]


@settings(max_examples=40)
@given(texts, texts)
def test_cards_of_hostile_text_keep_the_limits(text: str, other: str) -> None:
    cited = [CITED.__class__(**{**asdict(CITED), "quote": text, "title": other, "source": other})]
    summary = Summary(text, None, None, 1, 1, 0, (Point(cited[0], tuple(cited)),), (), INDEX)
    held(render_summary(summary, NOW, can_share=True))
    event = Event("2026-05-07", "2026-05-08", "report", cited[0], ())
    timeline = Timeline(text, 1, (event,), (), (cited[0],), INDEX)
    held([*render_timeline(timeline, NOW, can_share=True), render_picture(timeline, "F1")])
    match = Match("a", 1, other, text, other, None, 0, 1, text, None, other, 90.0, ())
    held(render_matches([match], NOW))
    held(render_sources([SourceCount(text, 3, other)], NOW))
