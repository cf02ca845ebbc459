"""Each set scores what is known to be right and wrong as such, on a few lines of its format."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_answers import FakeAsker, answer, citation, quote_first_passage, value
from small_sets import ARTICLES, ASKED, EDITS, KEY, LANTERN, SQUAD, write_every_set, write_set

from bot.ask.answer import Answer
from bot.evaluate.conflict_qacc import CONFLICT_QACC
from bot.evaluate.conflict_ramdocs import CONFLICT_RAMDOCS
from bot.evaluate.conflict_swaps import CONFLICT_SWAPS
from bot.evaluate.evaluation import Asker, EvaluationSet, Tools
from bot.evaluate.figures import Figure, Outcome
from bot.evaluate.five_w import FIVE_W
from bot.evaluate.news_qa import NEWS_QA
from bot.evaluate.newsroom import SAMPLE, judge
from bot.evaluate.one_fact_edits import one_fact_edits
from bot.evaluate.running import run_items
from bot.evaluate.squad import squad

NINETY = LANTERN.replace("75,000", "90,000")


def outcomes_of(chosen: EvaluationSet, folder: Path, asker: Asker) -> list[Outcome]:
    tools = Tools(asker, folder / "cache")
    return list(run_items(chosen, folder, tools, chosen.read(folder)))


def counts_of(figures: list[Figure]) -> dict[str, tuple[int | None, int]]:
    return {figure.name: (figure.count, figure.of) for figure in figures}


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    return write_every_set(tmp_path)


def test_news_questions_are_asked_of_all_articles_and_of_those_that_cannot_know(sets: Path) -> None:
    said = answer(value("75,000", "Rain fell.", LANTERN), value("6", "Six fell."))
    asker = FakeAsker({ASKED: answer()} | {"How many people came to the lantern parade?": said})
    first, second = outcomes_of(NEWS_QA, sets / "a", asker)
    assert first.passed == {
        "in the first quoted sentence": False,
        "in the first three": True,
        "in any quoted sentence": True,
        "extracted exactly": True,
        "abstains when no article could know": True,
    }
    assert (second.measured["answered"], second.measured["token F1"]) == (0.0, 0.0)
    assert [filters.until for _, _, filters in asker.asked[:2]] == [None, "2026-09-04"]
    assert asker.asked[0][1].isoformat() == "2026-10-05T12:00:00+00:00"


def test_quotes_are_read_in_order_and_repeats_count_once(sets: Path) -> None:
    said = answer(value("x", "One.", "Three."), value("y", "Two.", "one"))
    outcome, _ = outcomes_of(NEWS_QA, sets / "a", FakeAsker({ASKED: said}))
    assert outcome.shown["quotes"] == ["One.", "Two.", "Three."]


def test_a_quote_that_is_not_in_the_article_is_not_verbatim(sets: Path) -> None:
    real = citation(LANTERN, "t1", wording="The", value_end=3)
    forged = replace(real, quote=NINETY)
    shown = replace(value("x"), citations=(real, forged))
    outcome, _ = outcomes_of(NEWS_QA, sets / "a", FakeAsker({ASKED: answer(shown)}))
    assert (outcome.measured["citations"], outcome.measured["verbatim"]) == (2, 1)


def test_the_figures_of_news_questions_have_their_counts(sets: Path) -> None:
    outcomes = outcomes_of(NEWS_QA, sets / "a", quote_first_passage)
    figures = counts_of(NEWS_QA.summarise(outcomes))
    assert figures["accepted answer in the first quoted sentence"] == (1, 2)
    assert figures["citations that are verbatim"] == (2, 2)
    assert figures["answered when no article could know (wrong)"] == (2, 2)


def test_the_index_of_the_articles_is_made_once(sets: Path) -> None:
    for _ in range(2):
        outcomes_of(NEWS_QA, sets / "a", FakeAsker({}))
    assert len(list((sets / "a" / "cache").iterdir())) == 1


def test_the_warning_is_measured_beside_the_plain_rule(sets: Path) -> None:
    two = answer(value("75,000", LANTERN), value("90,000", NINETY), status="disputed")
    differing = answer(value("the mayor", "The mayor spoke."), value("Ann", "Ann spoke."))
    outcomes = outcomes_of(
        CONFLICT_QACC, sets / "b", FakeAsker({ASKED: two, "Who spoke?": differing})
    )
    assert counts_of(CONFLICT_QACC.summarise(outcomes)) | {} == {
        "warning: precision": (1, 1),
        "warning: recall": (1, 1),
        "warning: F1": (None, 2),
        "baseline, warn whenever two values differ: precision": (1, 2),
        "baseline, warn whenever two values differ: recall": (1, 1),
        "baseline, warn whenever two values differ: F1": (None, 2),
        "accepted answer in the first quoted sentence": (2, 2),
        "abstained (each has an answer)": (0, 2),
        "seconds a question, p50": (None, 2),
        "seconds a question, p95": (None, 2),
    }


def test_each_document_of_a_bundle_is_an_article_of_its_own(sets: Path) -> None:
    outcomes = outcomes_of(CONFLICT_QACC, sets / "b", FakeAsker({}))
    assert [outcome.measured["articles"] for outcome in outcomes] == [2, 1]


def test_a_swap_wants_a_warning_and_its_clean_twin_none(sets: Path) -> None:
    both = answer(value("75,000", LANTERN), value("90,000", NINETY), status="disputed")
    asker = FakeAsker({"clean": both, "swapped": both, "unanswerable": answer(value("x", "X."))})
    outcomes = outcomes_of(CONFLICT_SWAPS, sets / "c", asker)
    assert [outcome.passed for outcome in outcomes] == [
        {"warning": False, "clean, no warning": False,
         "clean, accepted answer in the first quoted sentence": True},
        {"warning": True, "swapped, warning": True, "swapped, both sides shown": True},
        {"warning": True, "abstains": False},
    ]  # fmt: skip
    figures = counts_of(CONFLICT_SWAPS.summarise(outcomes))
    assert figures["warning on the swapped"] == (1, 1)
    assert figures["warning on their clean twins (false)"] == (1, 1)
    assert figures["abstention on the unanswerable"] == (0, 1)


RAMDOCS_CASES: list[tuple[str, Answer, list[bool]]] = [
    ("all and nothing else", answer(value("75,000", "A."), value("4,000", "B.")), [True] * 4),
    ("all and the wrong one", answer(value("75,000", "A."), value("4,000", "90,000 came.")),
     [True, False, True, True]),
    ("one in a quote alone", answer(value("75,000", "A 4,000 more.")), [True, True, False, False]),
    ("one side hidden", answer(value("75,000", "A.")), [False, False, False, False]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "marks"), [case[1:] for case in RAMDOCS_CASES], ids=[c[0] for c in RAMDOCS_CASES]
)
def test_every_valid_answer_must_be_shown_and_no_wrong_one(
    sets: Path, said: Answer, marks: list[bool]
) -> None:
    outcome, _ = outcomes_of(CONFLICT_RAMDOCS, sets / "d", FakeAsker({ASKED: said}))
    names = (
        "all valid answers shown",
        "strict",
        "all valid answers are values",
        "strict by values",
    )
    assert [outcome.passed[name] for name in names] == marks


def test_the_two_policies_are_worked_out_from_the_labels(sets: Path) -> None:
    outcomes = outcomes_of(CONFLICT_RAMDOCS, sets / "d", FakeAsker({}))
    figures = counts_of(CONFLICT_RAMDOCS.summarise(outcomes))
    assert figures["policy: perfect labels, show every side"] == (1, 2)
    assert outcomes[0].measured["the majority"] == 0.0
    assert outcomes[1].measured["the majority"] == 1.0


def test_a_number_is_the_answer_that_names_what_it_counts() -> None:
    counted = answer(value("3,559", "There were 3,559.", kind="number"))
    named = answer(value("Holm", "Holm won.", kind="name"))
    from bot.evaluate.shown import has_value

    assert has_value(counted, "3,559 people")
    assert not has_value(named, "Ann Holm")


def test_marked_times_are_looked_for_among_the_dates_found(sets: Path) -> None:
    (outcome,) = outcomes_of(FIVE_W, sets / "e", FakeAsker({}))
    figures = counts_of(FIVE_W.summarise([outcome]))
    assert figures["when: marked phrases that are found"] == (1, 1)
    assert figures["when: marked days that are read rightly"] == (1, 1)
    assert figures["when: mentions that are a marked phrase"] == (1, 2)
    assert figures["where: marked phrases that are found"] == (0, 0)


def test_the_sample_is_ingested_and_asked(sets: Path) -> None:
    (outcome,) = outcomes_of(SAMPLE, sets / "f", quote_first_passage)
    assert outcome.passed == {
        "status": True, "first value": False, "verdicts": False, "quoted from": False,
        "verbatim": True, "all right": False,
    }  # fmt: skip


def entry(**changes: Any) -> dict[str, Any]:
    return {**KEY[0], "verdict": [], **changes}


def from_article(text: str, article_id: str, standing: Any = "side") -> Any:
    cited = citation(f"It is {text}.", article_id, wording=text)
    return replace(value(text, standing=standing), citations=(cited,))


BREDE, ORRICK = from_article("Brede", "folder/t2"), from_article("Orrick", "folder/t2")
SIDES = entry(status="disputed", accept=[], sides=[["Brede"], ["Orrick", "Holm"]])
KEY_CASES: list[tuple[str, dict[str, Any], Answer, dict[str, bool]]] = [
    ("right", entry(accept=["brede"], verdict=["variant"]),
     answer(BREDE, verdicts=("spelling variant", "agree")),
     {"status": True, "first value": True, "verdicts": True, "quoted from": True}),
    ("wrong article", entry(accept=["Brede"]), answer(from_article("Brede", "folder/t1")),
     {"status": True, "first value": True, "quoted from": False}),
    ("a further value may come from anywhere", entry(accept=["Brede"]),
     answer(BREDE, from_article("1998", "folder/t1", "further")),
     {"status": True, "first value": True, "quoted from": True}),
    ("second value", entry(accept=["Orrick"]), answer(BREDE, ORRICK),
     {"status": True, "first value": False, "quoted from": True}),
    ("part of a word", entry(accept=["Bred"]), answer(BREDE),
     {"status": True, "first value": False, "quoted from": True}),
    ("both sides", SIDES, answer(ORRICK, BREDE, status="disputed"),
     {"status": True, "every side": True, "quoted from": True}),
    ("one side twice", SIDES, answer(BREDE, BREDE, status="disputed"),
     {"status": True, "every side": False, "quoted from": True}),
    ("a side below the line", SIDES,
     answer(BREDE, from_article("Holm", "folder/t2", "further"), status="disputed"),
     {"status": True, "every side": False, "quoted from": True}),
    ("answers what nothing answers", entry(status="abstained", accept=[]), answer(BREDE),
     {"status": False, "abstains": False}),
    ("abstains where it should answer", entry(), answer(),
     {"status": False, "first value": False, "quoted from": False}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "said", "marks"), [case[1:] for case in KEY_CASES], ids=[c[0] for c in KEY_CASES]
)
def test_a_key_entry_is_judged(asked: dict[str, Any], said: Answer, marks: dict[str, bool]) -> None:
    assert judge(asked, said) == marks


def read_number(question: str, passage: str) -> str | None:
    return "the 75,000 people!"


def never_read(question: str, passage: str) -> str | None:
    return None


def test_a_passage_is_read_and_scored_as_squad_scores(tmp_path: Path) -> None:
    folder = write_set(tmp_path, dev2=SQUAD)
    told = outcomes_of(squad(read_number), folder, FakeAsker({}))
    silent = outcomes_of(squad(never_read), folder, FakeAsker({}))
    assert [outcome.passed for outcome in told] == [
        {"exact": True, "right": True}, {"abstains": False, "right": False},
    ]  # fmt: skip
    assert [outcome.measured["F1"] for outcome in told + silent] == [1.0, 0.0, 0.0, 1.0]


def names_another_town(article: str, sentence: str) -> bool:
    return "Holm" in sentence


def test_an_edit_wants_a_flag_and_its_twin_none(tmp_path: Path) -> None:
    chosen = one_fact_edits(names_another_town)
    outcomes = outcomes_of(chosen, write_set(tmp_path, pairs=EDITS), FakeAsker({}))
    figures = counts_of(chosen.summarise(outcomes))
    assert figures["name, place, date or number edited: flagged"] == (1, 1)
    assert figures["all edits: flagged"] == (1, 2)
    assert figures["all: correct twin left alone"] == (2, 2)
    assert outcomes[0].shown["flagged"] == ["The parade was in Holm."]


def test_the_tiny_articles_are_the_ones_quoted_here() -> None:
    assert ARTICLES[0]["text"] == LANTERN
