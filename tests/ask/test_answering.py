"""From a question to an answer, on small stores: answered, disputed, which one, or abstained."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from ask_samples import NOW, Told, keep, small_store
from scripted_networks import SURE, UNSURE, Kind, Pointing, ScriptedJudge, pointing

from bot.ask.answer import Answer
from bot.ask.answering import ask
from bot.ask.retrieving import EVERYTHING, Filters
from store import Store

TRUCE = Told(
    "The Orva truce ends on 10 November 2026, the two sides said after talks in Geneva.\n\n"
    "The accord was signed by Ana Mirel, the foreign minister of Orva.",
    "Delm Post", "2026-05-08", "Truce holds in Orva", "truce",
)  # fmt: skip
OTHERWISE = Told(
    "Guns stay silent for now. The Orva truce ends on 18 November 2026, an envoy confirmed.",
    "Radio Halden", "2026-05-08", "How long will the guns be silent?", "otherwise",
)  # fmt: skip
FIRE = Told(
    "Seven people died in the Aldport fire, which broke out in a warehouse at the harbour.",
    "The Quay Courier", "2026-05-04", "Fire at the harbour", "fire",
)  # fmt: skip
FIRE_LATER = Told(
    "Sixteen people have now died in the Aldport fire. The toll rose as two wards were cleared.",
    "Radio Halden", "2026-05-07", "Harbour fire: toll rises", "fire-later",
)  # fmt: skip
FISH = Told(
    "The price of herring fell to 12 crowns a crate in Brede after a week of calm weather.",
    "Brede Echo", "2026-05-06", "Herring is cheap", "fish",
)  # fmt: skip
WHEN = "When does the Orva truce end?"
DIED = "How many people died in the Aldport fire?"
CHIEF = "Who is the police chief?"
DAYS = pointing("10 November 2026", "12 November 2026", "18 November 2026", "in November 2026")
TOLLS = pointing("Seven", "Sixteen")
NOTHING = pointing()
AGREED = replace(OTHERWISE, text=OTHERWISE.text.replace("18 November", "10 November"))


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Store]:
    with small_store(TRUCE, OTHERWISE, FIRE, FIRE_LATER, FISH) as opened:
        yield opened


def answer_of(
    store: Store,
    question: str,
    reader: Pointing = DAYS,
    judge: ScriptedJudge = ScriptedJudge(),  # noqa: B008
    at: datetime = NOW,
    filters: Filters = EVERYTHING,
    top: int = 5,
) -> Answer:
    return ask(store, question, at, reader=reader, judge=judge, filters=filters, top=top)


def sides(answer: Answer) -> list[str]:
    return [value.text for value in answer.values if value.standing == "side"]


def verdicts(answer: Answer) -> list[str]:
    return [verdict.verdict for verdict in answer.verdicts]


def test_one_source_gives_an_answer_without_a_verdict() -> None:
    with small_store(TRUCE, FISH) as store:
        answer = answer_of(store, WHEN)
    assert (answer.status, verdicts(answer)) == ("answered", [])
    assert sides(answer) == ["10 November 2026"]
    [citation] = answer.values[0].citations
    assert citation.quote == TRUCE.text.split("\n")[0]
    assert TRUCE.text[citation.value_start : citation.value_end] == "10 November 2026"


def test_two_sources_that_say_so_agree() -> None:
    with small_store(TRUCE, AGREED, FISH) as store:
        answer = answer_of(store, WHEN)
    assert (answer.status, verdicts(answer)) == ("answered", ["agree"])
    assert answer.values[0].independent_sources == 2


@pytest.mark.parametrize("kind", ["conflict", "position", "update"])
def test_two_sources_of_one_day_that_differ_are_disputed(newsroom: Store, kind: Kind) -> None:
    answer = answer_of(newsroom, WHEN, judge=ScriptedJudge(kind))
    assert answer.status == "disputed"
    assert sorted(sides(answer)) == ["10 November 2026", "18 November 2026"]
    assert [verdict.between for verdict in answer.conflicts] == [(0, 1)]


def test_a_likely_value_of_another_thing_is_also_found(newsroom: Store) -> None:
    reader = Pointing({"10 November 2026": SURE, "18 November 2026": SURE})
    answer = answer_of(newsroom, WHEN, reader, ScriptedJudge(apart=("an envoy confirmed",)))
    assert (answer.status, verdicts(answer)) == ("answered", [])
    found = [(value.text, value.standing) for value in answer.values]
    assert found == [("10 November 2026", "side"), ("18 November 2026", "further")]


def test_what_the_judge_reads_as_the_same_in_other_words_joins_the_answer() -> None:
    why = "Why did the Orva strike end?"
    first, second = "because the harbour froze", "as ice closed the port"
    froze = Told(f"The Orva strike ended {first}.", "Radio Halden", article_id="froze")
    closed = Told(f"The Orva strike came to its end {second}.", "Orva Post", article_id="closed")
    with small_store(froze, closed) as store:
        reader = Pointing({first: SURE, second: SURE})
        answer = answer_of(store, why, reader, ScriptedJudge("agree"))
        assert (len(answer.values), answer.values[0].independent_sources) == (1, 2)
        assert len(answer_of(store, why, reader, ScriptedJudge("conflict")).values) == 2


def test_words_without_a_figure_never_join_one() -> None:
    ending = "as the ice on the river breaks"
    spring = Told(f"The Orva truce ends {ending}.", "Radio Halden", article_id="spring")
    with small_store(TRUCE, spring) as store:
        reader = Pointing({"10 November 2026": SURE, ending: SURE})
        answer = answer_of(store, WHEN, reader, ScriptedJudge("agree"))
        assert answer.values[0].independent_sources == 1


def test_the_later_toll_stands_on_top_and_disputes_nothing(newsroom: Store) -> None:
    reader = Pointing({"Seven": SURE, "Sixteen": SURE - 1})
    answer = answer_of(newsroom, DIED, reader, ScriptedJudge("update"))
    assert (answer.status, verdicts(answer)) == ("answered", ["update"])
    assert sides(answer) == ["Sixteen", "Seven"]


def test_a_later_count_that_is_lower_takes_no_place() -> None:
    aboard = Told("Ninety people were on the Orva train.", "Radio Halden", on="2026-05-01")
    saved = Told("Forty people were saved from the Orva train.", "Orva Post", on="2026-05-08")
    with small_store(aboard, saved) as store:
        reader = Pointing({"Ninety": SURE, "Forty": SURE - 6})
        question = "How many people were on the Orva train?"
        answer = answer_of(store, question, reader, ScriptedJudge("update"))
    assert (sides(answer), verdicts(answer)) == (["Ninety", "Forty"], ["update"])


def chiefs(*names: str) -> list[Told]:
    towns = ("Aldport", "Brede", "Cray", "Delm")
    return [
        Told(f"{name}, the police chief of {town}, spoke.", f"{town} News", article_id=town)
        for name, town in zip(names, towns, strict=False)
    ]


def test_which_one_is_asked_where_several_things_have_a_value_each() -> None:
    names = ("Ana Mirel", "Otto Brandt", "Ilse Marn")
    with small_store(*chiefs(*names)) as store:
        answer = answer_of(store, CHIEF, pointing(*names), ScriptedJudge(apart=("spoke",)))
    assert (answer.status, answer.conflicts, answer.reason) == ("ambiguous", (), None)
    assert sorted(sides(answer)) == sorted(names)


def test_a_yes_or_no_question_gets_quotes_and_no_verdicts(newsroom: Store) -> None:
    answer = answer_of(newsroom, "Did people die in the Aldport fire?", TOLLS)
    assert (answer.status, verdicts(answer)) == ("answered", [])
    quotes = {citation.quote for value in answer.values for citation in value.citations}
    assert quotes == {FIRE.text, FIRE_LATER.text.split(". ")[0] + "."}


def test_of_many_sources_the_further_ones_are_kept_as_also() -> None:
    articles = [
        replace(TRUCE, text=f"{TRUCE.text.split(',')[0]}, {n} said.", source=n, article_id=n)
        for n in ("Delm", "Halden", "Skelby", "Brede", "Cray")
    ]
    with small_store(*articles) as store:
        [value] = answer_of(store, WHEN).values
    assert (len(value.citations), len(value.also), value.independent_sources) == (3, 2, 5)
    assert len({citation.article_id for citation in value.every}) == 5


def test_an_answer_knows_only_what_was_published_when_it_was_asked(newsroom: Store) -> None:
    answer = answer_of(newsroom, DIED, TOLLS, at=datetime(2026, 5, 5, 12, tzinfo=UTC))
    assert sides(answer) == ["Seven"]


def test_no_side_is_hidden_however_few_values_are_asked_for(newsroom: Store) -> None:
    assert [value.standing for value in answer_of(newsroom, WHEN, top=1).values] == ["side"] * 2


@pytest.mark.parametrize("top", [1, 2])
def test_what_else_was_found_is_given_as_asked_for(newsroom: Store, top: int) -> None:
    judge = ScriptedJudge(apart=("an envoy confirmed",))
    assert len(answer_of(newsroom, WHEN, DAYS, judge, top=top).values) == top


UNLIKELY = Pointing({"10 November 2026": UNSURE, "The Orva truce": UNSURE, "fire": UNSURE})


@pytest.mark.parametrize(
    ("question", "reader", "reason"),
    [
        ("Who?", DAYS, "The question has no word to search for."),
        ("Did zorblats quux?", DAYS, "No article has the words of the question."),
        ("Why does the Orva truce end?", UNLIKELY, "The nearest passages do not clearly"),
        ("How long does the Orva truce last?", UNLIKELY, "No article has “last”."),
        ("When was the fire in Vale?", UNLIKELY, "No article has “Vale”."),
        ("What did the Orva truce end on 10 May 2026?", UNLIKELY, "No article of those days"),
        (WHEN, NOTHING, "No article has the words of the question."),
        ("¿Cuándo termina la tregua?", DAYS, "No article has the words of the question. Ask in"),
        ("Wann endet der Orva vertrag?", UNLIKELY, "No article has “Wann” or “endet” or “der” or"),
        ("Why does the truce end? Was there a fire in Orva?", UNLIKELY, "These are 2 questions"),
    ],
    ids=["no words", "nothing found", "unclear", "another word", "another name", "other days",
         "nothing read", "another language", "another language but for a name",
         "several questions"],
)  # fmt: skip
def test_an_abstention_has_its_reason_and_no_values(
    newsroom: Store, question: str, reader: Pointing, reason: str
) -> None:
    answer = answer_of(newsroom, question, reader)
    assert (answer.status, answer.values, answer.verdicts) == ("abstained", (), ())
    assert (answer.reason or "").startswith(reason)


def test_an_abstention_shows_the_nearest_passages(newsroom: Store) -> None:
    answer = answer_of(newsroom, WHEN, UNLIKELY)
    assert {c.article_id for c in answer.nearest} == {"truce", "otherwise"}


def test_a_day_before_the_first_article_is_told_as_such(newsroom: Store) -> None:
    answer = answer_of(newsroom, WHEN, at=datetime(2020, 3, 1, 12, tzinfo=UTC))
    assert (answer.reason or "").startswith(
        "Nothing here had been published by 1 March 2020: the oldest article is of "
    )


def test_an_answer_says_what_was_searched_and_understood(newsroom: Store) -> None:
    answer = answer_of(newsroom, WHEN)
    assert (answer.question, answer.asked_at) == (WHEN, "2026-05-10T12:00:00+00:00")
    assert (answer.searched, answer.understood) == (("orva", "truce", "end"), "a time")
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
        answer = answer_of(store, WHEN)
    assert (answer.values[0].independent_sources, verdicts(answer)) == (1, [])
    assert {c.copy_of for c in answer.values[0].every} <= {None, "article-1"}


def test_only_the_newest_version_of_an_article_answers() -> None:
    with small_store(TRUCE, FISH) as store:
        keep(store, replace(TRUCE, text=TRUCE.text.replace("10 November", "12 November")))
        answer = answer_of(store, WHEN)
    assert sides(answer) == ["12 November 2026"]
    assert {c.version for value in answer.values for c in value.every} == {2}


def test_a_doubtful_value_beside_a_sure_one_is_not_shown(newsroom: Store) -> None:
    reader = Pointing({"10 November 2026": SURE, "18 November 2026": UNSURE})
    judge = ScriptedJudge(apart=("an envoy confirmed",))
    answer = answer_of(newsroom, WHEN, reader, judge)
    assert (answer.status, verdicts(answer)) == ("answered", [])
    assert [value.text for value in answer.values] == ["10 November 2026"]
