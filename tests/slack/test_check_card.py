"""What the card of a checked draft says, in which words, and that hostile text breaks nothing."""

from dataclasses import replace

from answer_samples import NOW, texts
from card_samples import held, lines
from hypothesis import given, settings

from bot.check.checking import Checked, Evidence, Finding, Standing
from handlers.slack.surfaces.checking import render_check

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


@settings(max_examples=40)
@given(texts, texts)
def test_a_check_of_hostile_text_keeps_the_limits(text: str, other: str) -> None:
    evidence = Evidence("a", 1, other, text, other, None, 0, 1, text, text, other)
    against = replace(evidence, stance="contradicts")
    finding = Finding(0, 1, text, "disputed", (evidence, against) * 4)
    held(render_check([Checked(0, 1, text, "disputed", (finding,) * 4)] * 2, NOW))
