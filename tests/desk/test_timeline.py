"""A timeline dates events as their articles do, and tells the values of a thing by source."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from stored import is_verbatim

from bot.ask.answer import Citation
from bot.desk.picture import draw_timeline, name_of, rows_of, title_of
from bot.desk.timeline import Series, Timeline, make_timeline
from store import Store

AT = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)
TOPICS = ("Corrie Belle", "truce", "Queen Maren Bridge", "Tolvane takeover")


def cited(found: Timeline) -> list[Citation]:
    events = [c for event in found.events for c in (event.citation, *event.also)]
    stated = [one.citation for series in found.series for one in series.stated]
    return [*events, *stated, *found.undated]


def values(series: Series) -> list[tuple[float | str | None, str | None]]:
    return [(one.low, one.citation.source) for one in series.stated]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_quote_and_every_value_stands_in_its_article(sample: Store, topic: str) -> None:
    found = cited(make_timeline(sample, topic, AT))
    assert found
    assert [citation for citation in found if not is_verbatim(sample, citation)] == []


@pytest.mark.parametrize(
    ("topic", "first", "last", "mode", "words"),
    [
        ("truce", "2026-09-18", "2026-09-18", "report", "signed a truce on Friday"),
        ("truce", "2026-10-26", "2026-10-28", "plan", "26 to 28 October in Brede"),
        ("truce", "2026-10-29", "2026-10-30", "report", "met in Brede on 29 and 30 October"),
        ("Queen Maren Bridge", "2026-10-03", "2026-10-03", "plan", "will open on 3 October"),
        ("Queen Maren Bridge", "2026-10-10", "2026-10-10", "report", "opened on Sunday"),
        ("Corrie Belle", "2026-10-06", "2026-10-06", "report", "struck a reef and sank"),
        ("Corrie Belle", "2026-10-15", "2026-10-15", "report", "inquiry opened"),
        ("Tolvane takeover", "2027-01-15", "2027-01-15", "plan", "close on 15 January 2027"),
    ],
    ids=lambda value: value if " " in value else None,
)
def test_an_event_has_its_day(
    sample: Store, topic: str, first: str, last: str, mode: str, words: str
) -> None:
    events = make_timeline(sample, topic, AT).events
    found = [(e.first, e.last, e.mode) for e in events if words in e.citation.quote]
    assert found == [(first, last, mode)]


def test_a_toll_is_told_by_source_in_the_order_of_publication(sample: Store) -> None:
    toll = make_timeline(sample, "Corrie Belle", AT).series[0]
    assert (toll.kind, toll.label) == ("figure", "People died on the Corrie Belle")
    assert values(toll) == [
        (7.0, "Northwire"),
        (11.0, "The Harbour Gazette"),
        (14.0, "The Skerry Bay Observer"),
        (16.0, "The Meridian Times"),
    ]
    found = [(verdict.verdict, verdict.between) for verdict in toll.verdicts]
    assert found == [("update", (0, 1)), ("update", (1, 2)), ("update", (2, 3))]


def test_values_that_contradict_keep_their_verdict(sample: Store) -> None:
    (closing,) = make_timeline(sample, "Tolvane takeover", AT).series
    days = [("2027-01-15", "The Morning Ledger"), ("2027-01-29", "The Meridian Times")]
    assert (closing.kind, closing.label, values(closing)) == ("day", "The takeover", days)
    assert [(v.verdict, v.between) for v in closing.verdicts] == [("conflict", (0, 1))]


def test_an_article_without_a_date_is_kept_apart(sample: Store) -> None:
    (undated,) = make_timeline(sample, "Corrie Belle", AT).undated
    assert (undated.source, undated.published_at) == ("Radio Orsa News", None)


UNDATED = (
    "The Osric tariffs were agreed in the town hall on Sunday (Oct 26) by both of the councils. "
    "Both councils want to end the Osric tariffs on barley before the truce expires on Nov 10."
)


def test_days_without_a_year_are_told_of_articles_without_a_date(
    newsroom: Callable[..., Store],
) -> None:
    found = make_timeline(newsroom({"source": "Hill Radio", "text": UNDATED}), "tariffs", AT)
    assert (found.events, found.series) == ((), ())
    assert [one.wording for one in found.undated] == ["Sunday (Oct 26)", "Nov 10"]
    days = [" ".join(row.days) for row in rows_of(found)]
    assert days == ["26 October (year not stated)", "10 November (year not stated)"]


def test_a_weekday_lies_ahead_of_its_article_unless_it_tells_the_past(
    newsroom: Callable[..., Store],
) -> None:
    text = (
        "Traders on the north shore of Port Osric had ordered flags and sausages for Saturday. "
        "The port of Osric reopened on Monday, said Mayor Ada Quist at a market of traders."
    )
    store = newsroom({"source": "Hill Radio", "published": "2026-10-01", "text": text})
    events = make_timeline(store, "Osric traders", AT).events
    assert [(e.first, e.mode) for e in events] == [("2026-09-28", "report"), ("2026-10-03", "plan")]


def test_a_sentence_that_two_articles_have_is_told_once(newsroom: Callable[..., Store]) -> None:
    told = "The Osric dam burst on Monday after a week of heavy rain in the Merrin hills."
    more = ("Nine barns were swept away.", "The army sent four boats to the valley.")
    store = newsroom(
        *({"source": "Hill Radio", "published": f"2026-03-{day}", "text": f"{told} {said}"}
          for day, said in zip(("10", "17"), more, strict=True))
    )  # fmt: skip
    assert len(make_timeline(store, "Osric dam", AT).events) == 1


def test_the_day_of_an_event_comes_before_the_day_of_saying_so(
    newsroom: Callable[..., Store],
) -> None:
    text = (
        "Mayor Ada Quist said on Friday that the Osric dam will be closed on 24 March. "
        "On Wednesday engineers found a crack in the Osric dam, the first since a month ago."
    )
    store = newsroom({"source": "Hill Radio", "published": "2026-03-06", "text": text})
    events = make_timeline(store, "Osric dam", AT).events
    assert [(e.first, e.mode) for e in events] == [("2026-03-04", "report"), ("2026-03-24", "plan")]


def test_no_line_of_a_picture_is_longer_than_sixty_characters(sample: Store) -> None:
    found = make_timeline(sample, "Queen Maren Bridge", AT)
    long = replace(found.events[0].citation, source="The Osric " + "and Merrin Herald " * 9)
    events = (*found.events, replace(found.events[0], citation=long, also=(long,) * 3))
    rows = rows_of(replace(found, events=events))
    told = [line for row in rows for line in (*row.days, *row.quote, *row.told)]
    told += [title_of(replace(series, label="bridge " * 40)) for series in found.series]
    assert max(map(len, told)) <= 60


def test_a_source_that_is_not_stated_is_called_by_headline_or_file(sample: Store) -> None:
    (one,) = make_timeline(sample, "Corrie Belle", AT).undated
    assert name_of(replace(one, source=None)) == "“What we know about the Corrie Belle”"
    assert name_of(replace(one, source=None, title=None)) == "radio-orsa-ferry-explained.txt"


def test_no_log_and_no_warning_of_the_painter_is_heard(
    newsroom: Callable[..., Store], caplog: pytest.LogCaptureFixture,
    recwarn: pytest.WarningsRecorder,
) -> None:  # fmt: skip
    text = "출처 The Osric dam burst on 1 March 2026 after a week of rain in 부산 hills of Merrin."
    store = newsroom({"source": "출처 Media", "published": "2026-03-02", "text": text})
    draw_timeline(make_timeline(store, "Osric dam", AT))
    assert (caplog.messages, [str(one.message) for one in recwarn]) == ([], [])


def test_a_picture_of_hostile_text_is_drawn(newsroom: Callable[..., Store]) -> None:
    text = "The $1 toll of {x}_^ at Osric \\frac rose on 1 March 2026 to 12 people \u202e $$ dead."
    store = newsroom({"source": "A$B\\{", "title": "N", "published": "2026-03-02", "text": text})
    assert draw_timeline(make_timeline(store, "Osric $toll \\x", AT)).startswith(b"\x89PNG")
