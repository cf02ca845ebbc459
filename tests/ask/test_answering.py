"""From a question to an answer, on small stores: answered, disputed, or abstained and why."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from ask_samples import NOW, Told, keep, small_store

from bot.ask.answer import Answer, as_json, from_json
from bot.ask.answering import ask
from bot.ask.retrieving import Filters
from bot.reader.spans import SpanCandidate
from store import Store

TRUCE = Told(
    "The Orva truce ends on 10 November 2026, the two sides said after talks in Geneva.\n\n"
    "The accord was signed by Ana Mirel, the foreign minister of Orva.",
    "Delm Post",
    "2026-05-08",
    "Truce holds in Orva",
    "truce",
)
OTHERWISE = Told(
    "Guns stay silent for now. The Orva truce ends on 18 November 2026, an envoy confirmed.",
    "Radio Halden",
    "2026-05-08",
    "How long will the guns be silent?",
    "otherwise",
)
FIRE = Told(
    "Seven people died in the Aldport fire, which broke out in a warehouse at the harbour.",
    "The Quay Courier",
    "2026-05-04",
    "Fire at the harbour",
    "fire",
)
FIRE_LATER = Told(
    "Sixteen people have now died in the Aldport fire. The toll rose as two wards were cleared.",
    "Radio Halden",
    "2026-05-07",
    "Harbour fire: toll rises",
    "fire-later",
)
FISH = Told(
    "The price of herring fell to 12 crowns a crate in Brede after a week of calm weather.",
    "Brede Echo",
    "2026-05-06",
    "Herring is cheap",
    "fish",
)
WHEN = "When does the Orva truce end?"
DIED = "How many people died in the Aldport fire?"


class Pointing:
    """A reader that is sure of one wording."""

    def __init__(self, words: str) -> None:
        self.words = words

    def read_each(
        self, question: str, passages: Sequence[str], *, top: int = 3
    ) -> list[SpanCandidate]:
        places = ((n, text.find(self.words)) for n, text in enumerate(passages))
        return [SpanCandidate(n, at, at + len(self.words), 9.0) for n, at in places if at >= 0]

    def probability(self, score: float) -> float:
        return 0.95


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Store]:
    with small_store(TRUCE, OTHERWISE, FIRE, FIRE_LATER, FISH) as opened:
        yield opened


def values(answer: Answer) -> list[str]:
    return [value.text for value in answer.values if value.standing == "side"]


def verdicts(answer: Answer) -> list[str]:
    return [verdict.verdict for verdict in answer.verdicts]


def test_one_source_gives_an_answer_without_a_verdict() -> None:
    with small_store(TRUCE, FISH) as store:
        answer = ask(store, WHEN, NOW)
    assert (answer.status, values(answer), verdicts(answer)) == (
        "answered",
        ["10 November 2026"],
        [],
    )
    [citation] = answer.values[0].citations
    assert citation.quote == TRUCE.text.split("\n")[0]


def test_two_sources_that_say_so_agree() -> None:
    again = replace(OTHERWISE, text=OTHERWISE.text.replace("18 November", "10 November"))
    with small_store(TRUCE, again, FISH) as store:
        answer = ask(store, WHEN, NOW)
    assert (answer.status, verdicts(answer)) == ("answered", ["agree"])
    assert answer.values[0].independent_sources == 2


def test_two_sources_that_differ_are_disputed(newsroom: Store) -> None:
    answer = ask(newsroom, WHEN, NOW)
    assert (answer.status, verdicts(answer)) == ("disputed", ["conflict"])
    assert sorted(values(answer)) == ["10 November 2026", "18 November 2026"]
    assert [verdict.between for verdict in answer.conflicts] == [(0, 1)]


def test_the_later_toll_stands_on_top_and_disputes_nothing(newsroom: Store) -> None:
    answer = ask(newsroom, DIED, NOW)
    assert (answer.status, verdicts(answer)) == ("answered", ["update"])
    assert values(answer) == ["Sixteen", "Seven"]


def test_an_answer_knows_only_what_was_published_when_it_was_asked(newsroom: Store) -> None:
    answer = ask(newsroom, DIED, datetime(2026, 5, 5, 12, tzinfo=UTC))
    assert values(answer) == ["Seven"]


def test_filters_narrow_an_answer(newsroom: Store) -> None:
    answer = ask(newsroom, WHEN, NOW, filters=Filters(sources=("Radio Halden",)))
    assert (answer.status, values(answer)) == ("answered", ["18 November 2026"])


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Who?", "The question has no word to search for."),
        ("Did zorblats quux?", "No article has the words of the question."),
        ("How long does the Orva truce last?", "Articles speak of this, but none"),
        ("When was the fire in Vale at the harbour?", "No article found on this names Vale."),
    ],
    ids=["no words", "nothing found", "no value", "another name"],
)
def test_an_abstention_has_its_reason_and_no_values(
    newsroom: Store, question: str, reason: str
) -> None:
    answer = ask(newsroom, question, NOW)
    assert (answer.status, answer.values, answer.verdicts) == ("abstained", (), ())
    assert answer.reason is not None
    assert answer.reason.startswith(reason)


def test_an_abstention_shows_the_nearest_passages_verbatim(newsroom: Store) -> None:
    answer = ask(newsroom, "How long does the Orva truce last?", NOW)
    texts = {told.article_id: told.text for told in (TRUCE, OTHERWISE, FIRE, FIRE_LATER, FISH)}
    assert 1 <= len(answer.nearest) <= 3
    assert [texts[c.article_id][c.start : c.end] for c in answer.nearest] == [
        c.quote for c in answer.nearest
    ]


def test_an_empty_store_says_that_it_has_nothing() -> None:
    with small_store() as store:
        answer = ask(store, WHEN, NOW)
    assert (answer.status, answer.index.articles, answer.index.as_of) == ("abstained", 0, None)
    assert answer.reason == "No article has the words of the question."


def test_how_soon_it_ends_is_no_word_on_how_long_it_lasts() -> None:
    signed = Told("Orva and Delm signed a truce of sixty days.", "Delm Post", "2026-04-20")
    soon = Told("Prices rose as the Orva truce expires in two weeks.", "Radio Halden", "2026-05-08")
    with small_store(signed, soon) as store:
        answer = ask(store, "How long is the Orva truce?", NOW)
    sides = [value.text for value in answer.values if value.standing == "side"]
    assert (sides, answer.verdicts) == (["sixty days"], ())


def test_a_day_before_the_first_article_is_told_as_such(newsroom: Store) -> None:
    answer = ask(newsroom, WHEN, datetime(2020, 3, 1, 12, tzinfo=UTC))
    assert (answer.reason or "").startswith(
        "Nothing here had been published by 1 March 2020: the oldest article is of "
    )


def test_an_answer_says_what_was_searched_and_understood(newsroom: Store) -> None:
    answer = ask(newsroom, WHEN, NOW)
    assert (answer.question, answer.asked_at) == (WHEN, "2026-05-10T12:00:00+00:00")
    assert (answer.searched, answer.understood) == (("orva", "truce", "end"), "a date about Orva")
    assert (answer.index.articles, answer.index.as_of) == (5, "2026-05-08")


def test_a_copy_is_no_second_source() -> None:
    long = Told(
        "The Orva truce ends on 10 November 2026, both of the governments said on Friday night.\n\n"
        "The talks in the old customs house had gone on for eleven days without a pause.\n\n"
        "A second round is to begin in the spring if the guns on the river stay silent.\n\n"
        "Nobody in the town had expected that the envoys would come to terms so soon.",
        "Delm Post",
    )
    with small_store(long, replace(long, source="Orva Wire"), FISH) as store:
        answer = ask(store, WHEN, NOW)
    assert (answer.values[0].independent_sources, verdicts(answer)) == (1, [])
    assert {c.copy_of for c in answer.values[0].citations} <= {None, "article-1"}


def test_only_the_newest_version_of_an_article_answers() -> None:
    with small_store(TRUCE, FISH) as store:
        keep(store, replace(TRUCE, text=TRUCE.text.replace("10 November", "12 November")))
        answer = ask(store, WHEN, NOW)
    assert values(answer) == ["12 November 2026"]
    assert {c.version for value in answer.values for c in value.citations} == {2}


@pytest.mark.parametrize("top", [1, 2, 5])
def test_further_values_never_push_out_a_side(newsroom: Store, top: int) -> None:
    answer = ask(newsroom, WHEN, NOW, top=top)
    assert len(values(answer)) == 2
    assert len(answer.values) <= max(top, 2)


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("Who signed the Orva accord?", "Ana Mirel", "Ana Mirel"),
        ("Where did the Aldport fire break out?", "a warehouse", None),
        ("Why did the price of herring fall in Brede?", "a week of calm weather", None),
    ],
    ids=["person", "place", "why"],
)
def test_what_a_neural_reader_points_at_is_cited_verbatim(
    newsroom: Store, question: str, words: str, expected: str | None
) -> None:
    answer = ask(newsroom, question, NOW, reader=Pointing(words))
    assert answer.values[0].text == (expected or words)
    [citation] = answer.values[0].citations
    article = newsroom.articles.get(citation.article_id)
    assert article is not None
    assert article.text[citation.value_start : citation.value_end] == answer.values[0].text


def test_a_neural_reader_that_points_at_nothing_changes_no_status(newsroom: Store) -> None:
    answer = ask(newsroom, "When did Zorblat win?", NOW, reader=Pointing("Zorblat"))
    assert answer.status == "abstained"


@pytest.mark.parametrize("question", [WHEN, DIED, "Who?", "Who signed the Orva accord?"])
def test_an_answer_is_the_same_each_time_and_survives_json(newsroom: Store, question: str) -> None:
    answer = ask(newsroom, question, NOW)
    assert (ask(newsroom, question, NOW), from_json(as_json(answer))) == (answer, answer)
