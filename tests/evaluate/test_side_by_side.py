"""Copydesk beside other systems: the baselines answer, and the table counts what they show."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from bench.baselines import Passage, distinct, opened_fts5, passages, sentence_around
from bench.hub_model import dequantized, renamed
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


def test_a_question_without_a_word_to_search_for_finds_nothing(folder: Path) -> None:
    with opened_fts5(folder) as ask:
        assert ask("Who is it?", date(2026, 10, 5)).quotes == ()


def test_a_quote_that_repeats_another_is_left_out() -> None:
    assert distinct(["It rained.", "it rained", "It snowed."]) == ("It rained.", "It snowed.")


def test_an_extracted_answer_is_quoted_with_its_sentence() -> None:
    text = "It rained. Mayor Holm spoke."
    answer = SimpleNamespace(
        document=SimpleNamespace(content=text),
        document_offset=SimpleNamespace(start=text.index("Holm")),
    )
    assert sentence_around(answer) == "Mayor Holm spoke."


def test_whole_numbers_become_the_weights_they_stand_for() -> None:
    stored = {
        "m_quantized": np.array([[1, -2]], np.int8),
        "m_scale": np.array([0.5, 2.0], np.float32),
        "m_zero_point": np.array([0, 1], np.int8),
    }
    assert dequantized(stored, "m").tolist() == [[0.5, -6.0]]


def test_one_matrix_of_query_key_and_value_becomes_three() -> None:
    shapes = {"qkv": 6, "out": 2, "norm1": 2, "up": 4, "down": 2, "norm2": 2}
    ours = {f"{name}.bias": np.zeros(2, np.float32) for name in ("head", "norm")}
    ours |= {f"{name}.weight": np.zeros(2, np.float32) for name in ("head", "norm")}
    ours |= {f"{n}.weight": np.zeros(2, np.float32) for n in ("words", "positions", "types")}
    for number in range(6):
        for name, size in shapes.items():
            for kind in ("weight", "bias"):
                ours[f"layers.{number}.{name}.{kind}"] = np.arange(size, dtype=np.float32)
    theirs = renamed(ours)
    assert theirs["bert.encoder.layer.5.attention.self.key.bias"].tolist() == [2.0, 3.0]
    assert len(theirs) == 2 + 3 + 2 + 6 * 2 * 8


def test_the_table_shows_each_system_on_a_line() -> None:
    result = Result([True, False], [True, True], None, [0.01, 0.03], [0.01, 0.02], 81.6)
    assert table({"Copydesk": result}).splitlines()[2] == (
        "| Copydesk | one sentence | 50 % | 100 % | – | 10 ms | 30 ms | 10 ms | 82 MB |"
    )
