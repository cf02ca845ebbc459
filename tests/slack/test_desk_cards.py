"""What summaries, timelines, quotes found and checked drafts say on cards."""

from dataclasses import replace

from answer_samples import CITED, NOW
from card_samples import lines
from kept_verdicts import as_kept, told

from bot.ask.answer import Citation, IndexState
from bot.check.checking import Checked, Evidence, Finding, Standing
from bot.desk.quotes import Match, Part
from bot.desk.summary import Point, Summary
from bot.desk.timeline import Event, Timeline
from handlers.slack.surfaces.checking import render_check
from handlers.slack.surfaces.commands import render_matches, render_summary, render_timeline
from store.verdicts import NewVerdict, Side

INDEX = IndexState(3, "2026-05-10")


def dispute(kind: str, *sides: Side) -> tuple[NewVerdict, ...]:
    dated = (replace(side, published_at="2026-05-07") for side in sides)
    return (as_kept(NewVerdict("k", kind, "The pier", "d", "s", *dated, 0.9), verdict_id=1),)


def summary(topic: str, found: tuple[NewVerdict, ...], *cited: Citation) -> Summary:
    points = tuple(Point(each, ()) for each in cited)
    return Summary(topic, None, None, 3, 1, 1, points, (found,), INDEX)


VOSS = told("The pier will close,", "“The pier will close,” said Ida Voss.", speaker="Ida Voss")
BRUN = told("It opens in May,", "“It opens in May,” said Olaf Brun.", speaker="Olaf Brun")


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
    assert lines(*shown)[:3] == ["Timeline: trams", "1 article", "4 to 10 May 2026"]


SIX = Evidence("a", 1, "Radio Skell", None, None, None, 0, 18, "Six boats sank.", "Nine", "Six",
               "contradicts")  # fmt: skip
NINE = replace(SIX, source="The Quay Courier", quote="Nine boats sank.", instead=None,
               stance="supports")  # fmt: skip


def checked(standing: Standing, *evidence: Evidence) -> Checked:
    finding = Finding(0, 4, "Nine", standing, evidence)
    return Checked(0, 16, "Nine boats sank.", standing, (finding,))


def test_a_check_tells_the_difference_ahead_of_the_quote() -> None:
    shown = render_check([checked("contradicted", SIX)], NOW)
    assert lines(*shown)[-4:-1] == [
        "Nine boats sank.",
        "You have “Nine”, the article has “Six”:",
        "Six boats sank.",
    ]
    marked = [span for block in shown[0].blocks if block["type"] == "rich_text"
              for part in block["elements"] for span in part["elements"]]  # fmt: skip
    assert {"type": "text", "text": "Six", "style": {"bold": True}} in marked


def test_a_check_shows_both_sides_of_what_is_disputed() -> None:
    shown = render_check([checked("disputed", NINE, SIX)], NOW)
    assert lines(*shown) == [
        "1 disputed",
        "⚠ Disputed: one article says so, another says otherwise",
        "Nine boats sank.",
        "The article has “Nine” too:",
        "Nine boats sank.",
        "The Quay Courier · a · undated",
        "You have “Nine”, the article has “Six”:",
        "Six boats sank.",
        "Radio Skell · a · undated",
    ]
    assert shown[0].text.endswith(
        "“Nine boats sank.” is supported by The Quay Courier and contradicted by Radio Skell: "
        "“Six boats sank.”"
    )


def test_a_check_tells_a_later_word_as_one() -> None:
    later = replace(SIX, stance="later")
    shown = render_check([checked("outdated", NINE, later)], NOW)
    assert "You have “Nine”, a later article has “Six”:" in lines(*shown)
    assert "supported by The Quay Courier and made outdated by Radio Skell" in shown[0].text
