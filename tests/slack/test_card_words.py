"""What the cards say in which words: values as read, speakers by name, nothing twice."""

import json
from dataclasses import asdict, replace

import pytest
from answer_samples import ABSTAINED, AMBIGUOUS, ANSWERED, CITED, COPY, DISPUTED, NOW, OTHER, side
from card_samples import lines, spoken
from kept_verdicts import as_kept, told

from bot.ask.answer import Answer, Citation, Value, Verdict
from handlers.quoting import in_line, where_alone
from handlers.relations import label, reading_of
from handlers.slack.cards.alert import alert_card, digest_card, list_conflicts, resolved_card
from handlers.slack.cards.blocks import words
from handlers.slack.cards.telling import Shown, place_spans, render_card
from store.alerts import Alert
from store.verdicts import KeptVerdict, NewVerdict


def value(text: str, reading: str | None, kind: str = "number") -> Value:
    return replace(side(text, replace(CITED, wording=text, reading=reading)), kind=kind)


@pytest.mark.parametrize(
    ("text", "reading", "kind", "shown", "more"),
    [
        ("83", "83 people", "number", "83 people", ""),
        ("Sixteen", "16 people", "number", "16 people", ""),
        ("sixteen", "16 people", "number", "sixteen", "16 people"),
        ("9 May", "9 May 2026", "date", "9 May 2026", ""),
        ("Friday", "8 May 2026", "date", "Friday", "8 May 2026"),
        ("40 dollars", "USD 40", "number", "40 dollars", ""),
        ("Ida Voss", "harbour master", "person", "Ida Voss", "harbour master"),
        ("…", "nothing", "text", "…", "nothing"),
        ("a week", None, "duration", "a week", ""),
    ],
)
def test_a_value_is_told_as_it_was_read_and_not_twice(
    text: str, reading: str | None, kind: str, shown: str, more: str
) -> None:
    made = value(text, reading, kind)
    assert (label(made), reading_of(made)) == (shown, more)


def test_the_head_of_a_side_that_is_a_whole_quote_is_its_claim() -> None:
    said = (
        spoken("The pier will close.", "Ida Voss", "a"),
        spoken("It will not.", "Olaf Brun", "b"),
    )
    apart = Verdict("attributed position", (0, 1))
    shown = lines(*render_card(replace(DISPUTED, values=said, verdicts=(apart,)), 7, NOW))
    assert shown[:5] == [
        "⚠ When does the tram line reopen? The pier will close. or It will not.",
        "Named speakers contradict each other: Ida Voss says The pier will close.; "
        "Olaf Brun says It will not.",
        "1. “The pier will close.”  ·  1 independent source",
        "The Quay Courier · Tram line to reopen · 7 May 2026, 08:30 UTC (3 days ago) · "
        "according to Ida Voss · a plan, not a report",
        "2. “It will not.”  ·  1 independent source",
    ]


def test_who_else_says_so_stands_in_one_line_a_copy_marked() -> None:
    later = replace(CITED, article_id="later", published_at="2026-05-09")
    values = (side("14 May 2026", COPY, CITED, later), side("20 May", OTHER))
    shown = lines(*render_card(replace(DISPUTED, values=values), 7, NOW))
    assert "also The Quay Courier, 9 May 2026; The Sound Mirror, 7 May 2026 (copy)" in shown


def replaced(*places: int) -> Answer:
    """Nine, six and four, of which those at some places were replaced by nine."""
    told = (("nine", "2026-05-09"), ("six", "2026-05-08"), ("four", "2026-05-07"))
    values = tuple(
        replace(side(text, replace(CITED, wording=text, published_at=day)), kind="number")
        for text, day in told
    )
    verdicts = tuple(Verdict("update", (0, place)) for place in places)
    return replace(ANSWERED, values=values, verdicts=verdicts)


def test_a_value_that_replaced_all_others_is_the_heading_and_says_so() -> None:
    shown = lines(*render_card(replaced(1, 2), 7, NOW))
    assert shown[0] == "nine"
    assert [line for line in shown if "later word" in line] == [
        "nine is the later word (9 May 2026); earlier it was six, before that four."
    ]


def test_every_value_that_is_warned_of_is_among_the_sides_shown() -> None:
    values = tuple(
        side(f"{day} May", replace(quoted(day), wording=f"{day} May")) for day in range(1, 7)
    )
    values = (*values[:5], replace(values[5], standing="further"))
    apart = (Verdict("conflict", (1, 4)), Verdict("conflict", (1, 5)))
    shown = lines(*render_card(replace(DISPUTED, values=values, verdicts=apart), 7, NOW))
    assert shown[0] == "⚠ When does the tram line reopen? 2, 5 or 6 May"
    sides = [line.partition("  ")[0] for line in shown if line[:1].isdigit()]
    assert sides == ["1. 2 May", "2. 5 May", "3. 6 May"]
    assert "Also: 1 May; 3 May; 4 May." in shown
    assert len([line for line in shown if line.startswith("The sources disagree: ")]) == 1


def test_the_latest_figure_stands_above_those_that_its_forerunner_differs_from() -> None:
    values = tuple(side(word, replace(quoted(word), wording=word)) for word in ("nine", "six"))
    values = (*values, side("five", replace(quoted("five"), wording="five")))
    verdicts = (Verdict("update", (0, 1)), Verdict("conflict", (1, 2)))
    shown = lines(*render_card(replace(DISPUTED, values=values, verdicts=verdicts), 7, NOW))
    sides = [line.partition("  ")[0] for line in shown if line[:1].isdigit()]
    assert sides == ["1. nine", "2. six", "3. five"]


def test_what_an_article_asks_is_not_offered_as_found() -> None:
    told = replace(side("in ten minutes", quoted(1)), standing="further", kind="text")
    posed = replace(quoted(2), mode="question")
    asked = replace(side("How fast", posed), standing="further", kind="text")
    card = render_card(replace(DISPUTED, values=(*DISPUTED.values, told, asked)), 7, NOW)
    [found] = [line for line in lines(*card) if line.startswith("Also found")]
    assert "in ten minutes" in found
    assert "How fast" not in found


def test_a_list_of_conflicts_says_what_it_is_of_as_an_answer_may_warn_of_more() -> None:
    card = list_conflicts([], [], "the truce", NOW)
    assert card.text.startswith("No open conflict about “the truce” is known. Listed is what was")


def test_where_nothing_answers_the_story_that_is_near_is_offered() -> None:
    near = (CITED, replace(OTHER, title="The tram line"))
    asked = replace(ABSTAINED, question="Tell me all of the tram line, please", nearest=near)
    assert "For the whole story: summary tram line" in lines(*render_card(asked, 7, NOW))
    assert "whole story" not in " ".join(lines(*render_card(ABSTAINED, 7, NOW)))


def test_two_values_that_replaced_a_third_are_not_said_to_have_replaced_each_other() -> None:
    apart = (Verdict("update", (0, 2)), Verdict("update", (1, 2)))
    shown = lines(*render_card(replace(replaced(), verdicts=apart), 7, NOW))
    assert [line for line in shown if "later word" in line] == [
        "nine is the later word (9 May 2026); earlier it was four.",
        "six is the later word (8 May 2026); earlier it was four.",
    ]


def test_no_value_is_the_heading_while_another_stands_beside_it() -> None:
    shown = lines(*render_card(replaced(1), 7, NOW))
    assert shown[:2] == [
        "nine is the later word (9 May 2026); earlier it was six.",
        "1. nine  ·  1 independent source",
    ]


def quoted(number: int) -> Citation:
    quote = f"It ran on {number} May, they said."
    return replace(CITED, article_id=str(number), quote=quote, end=200 + len(quote))


def test_a_brief_card_has_three_sides_and_five_quotes_and_names_the_rest() -> None:
    values = tuple(
        side(f"{first} May", *(quoted(first + more) for more in range(3)))
        for first in (1, 4, 7, 10)
    )
    also = replace(values[0], also=(quoted(20),))
    card = render_card(replace(ANSWERED, values=(also, *values[1:])), 7, NOW)
    shown = lines(*card)
    assert [line for line in shown if line.startswith("It ran on ")] == [
        f"It ran on {number} May, they said." for number in (1, 2, 3, 4, 7)
    ]
    assert "Also: 10 May." in shown
    full = lines(*render_card(replace(ANSWERED, values=(also, *values[1:])), 7, NOW,
                              Shown(is_full=True)))  # fmt: skip
    assert len([line for line in full if line.startswith("It ran on ")]) == 13


def test_a_value_to_choose_from_has_one_number() -> None:
    one, other = AMBIGUOUS.values
    cited = replace(other.citations[0], quote="The other ferry carried as many.", article_id="z")
    again = replace(one, citations=(replace(cited, wording=one.text),), also=())
    shown = lines(*render_card(replace(AMBIGUOUS, values=(one, other, again)), 7, NOW))
    assert [line[:3] for line in shown if line[:1].isdecimal()] == ["1. ", "2. "]
    assert "The other ferry carried as many." in shown


def test_a_question_that_the_lead_has_is_not_told_again() -> None:
    lead = (words(f"I took this to ask: {ANSWERED.question}"),)
    shown = lines(*render_card(ANSWERED, 7, NOW, Shown(lead=lead)))
    assert [line for line in shown if ANSWERED.question in line] == [lead[0]["text"]]
    assert "ooked for" not in " ".join(shown)


def test_two_quotes_of_one_article_name_it_once() -> None:
    second = replace(CITED, quote="It will run again.", speaker="She", mode="report")
    near = replace(ANSWERED, status="abstained", values=(), nearest=(CITED, second))
    shown = lines(*render_card(near, 7, NOW))
    assert shown[shown.index("It will run again.") + 1] == "In the same article"


@pytest.mark.parametrize("speaker", ["He", "they", "Who"])
def test_a_pronoun_is_no_speaker(speaker: str) -> None:
    spans = place_spans(where_alone(replace(CITED, speaker=speaker), NOW))
    assert "according to" not in "".join(span["text"] for span in spans)


def test_a_common_noun_has_a_small_article_within_a_line() -> None:
    told = [in_line(speaker) for speaker in ("The port office", "The Hague", None)]
    assert told == ["the port office", "The Hague", None]


def verdict(name: str, a: str, b: str, about: str = "Ships in the port") -> NewVerdict:
    sides = (
        told(said, f"It says {said}", title="Pier to close", source=source, published_at=day)
        for source, said, day in (
            ("The Quay Courier", a, "2026-05-07"), ("Radio Skell", b, "2026-05-08"),
        )
    )  # fmt: skip
    return NewVerdict("key", name, about, "dispute", "story", *sides, 0.95)


def kept(name: str) -> KeptVerdict:
    return as_kept(verdict(name, "nine", "six"))


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (None, ("six", "Radio Skell", "nine", "The Quay Courier")),
        ("The Quay Courier", ("nine", "The Quay Courier", "six", "Radio Skell")),
    ],
    ids=["the later published", "the later to come in"],
)  # fmt: skip
def test_an_alert_tells_the_new_article_first_then_what_was_said_before(
    new: str | None, said: tuple[str, str, str, str]
) -> None:
    shown = lines(alert_card(kept("conflict"), NOW, new))
    assert (shown[0], shown[1], shown[4]) == (
        "⚠ Ships in the port: nine or six",
        f"Just in: {said[0]}",
        f"Already here: {said[2]}",
    )
    assert shown[3].startswith(f"{said[1]} · Pier to close · ")
    assert shown[6].startswith(f"{said[3]} · Pier to close · ")


def test_both_articles_of_an_alert_are_linked() -> None:
    new = kept("conflict")
    a, b = (replace(s, url=f"https://x.example/{s.wording}") for s in (new.a, new.b))
    card = json.dumps(alert_card(replace(new, a=a, b=b), NOW).blocks)
    assert all(json.dumps(s.url) in card for s in (a, b))


def test_an_update_says_which_word_is_the_later() -> None:
    told = "six is the later word (8 May 2026); earlier it was nine."
    assert told in lines(alert_card(kept("update"), NOW))


def alert(of: NewVerdict, **more: str) -> Alert:
    payload = json.dumps({**asdict(of), **more})
    return Alert("C1", "s", "verdict", "story", of.verdict, payload, alert_id=1)


def test_a_digest_names_each_dispute_and_dates_each_side() -> None:
    ships = verdict("conflict", "nine", "six")
    cranes = replace(verdict("update", "nine", "six", "Cranes there"), dispute="cranes")
    made = [ships, cranes, replace(ships, pair_key="again")]
    said = [
        "nine — The Quay Courier, 7 May 2026",
        "six — Radio Skell, 8 May 2026",
    ]
    assert lines(*digest_card([alert(one) for one in made], NOW)) == [
        "Digest: 2 more disagreements",
        *("⚠ Ships in the port: nine or six", *said),
        *("Cranes there: nine or six", *said),
    ]


def test_a_settled_alert_says_how_before_what_was_said() -> None:
    made = alert(verdict("conflict", "nine", "six"), note="Radio Skell corrected six to nine.")
    told = lines(resolved_card(made, NOW))
    assert told[:2] == ["Settled. Radio Skell corrected six to nine.", "Before that:"]
    assert told[2:4] == ["nine", "It says nine"]
