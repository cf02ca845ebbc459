"""Copydesk beside other systems: the baselines answer, and the table counts what they show."""

from datetime import date
from pathlib import Path

import pytest

from bench.baselines import Passage, opened_fts5, passages
from bench.side_by_side import Result, table
from tests.evaluate.small_sets import ARTICLES, BRIDGE, LANTERN, QUESTIONS, write_set


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_set(tmp_path / "set", articles_gz=ARTICLES, questions=QUESTIONS)


def test_three_sentences_are_a_passage_with_the_day_of_their_article(tmp_path: Path) -> None:
    text = "One came. Two left. Three stayed. Four slept."
    written = write_set(tmp_path, articles=[{"id": "1", "published": None, "text": text}])
    assert list(passages(written)) == [
        Passage("One came. Two left. Three stayed.", 0),
        Passage("Four slept.", 0),
    ]


def test_bare_search_finds_any_of_the_words_by_their_stem(folder: Path) -> None:
    with opened_fts5(folder) as ask:
        assert ask("Who drew lanterns?", date(2026, 10, 5)).quotes == (LANTERN,)
        assert ask("Which bridge and which parade?", date(2026, 10, 5)).quotes[:1] == (LANTERN,)


def test_bare_search_knows_no_article_of_later_days(folder: Path) -> None:
    with opened_fts5(folder) as ask:
        assert ask("the parade in Orrick", date(2026, 10, 1)).quotes == (BRIDGE,)


def test_the_table_shows_each_system_on_a_line() -> None:
    result = Result([True, False], [True, True], None, [0.01, 0.03], [0.01, 0.02], 81.6)
    assert table({"Copydesk": result}).splitlines()[2] == (
        "| Copydesk | one sentence | 50 % | 100 % | – | 10 ms | 30 ms | 10 ms | 82 MB |"
    )
