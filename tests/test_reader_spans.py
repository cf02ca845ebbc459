"""Spans are exact offsets into the text as given, whatever its characters."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from bot.reader.load import MODEL_FOLDER
from bot.reader.neural import NeuralReader
from bot.reader.spans import Logits, TokenSpan, trim, whole_words
from bot.reader.windows import Ids, Limits


class RandomNetwork:
    """A network whose logits come from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)

    def logits(self, ids: Ids, mask: Ids, types: Ids) -> tuple[Logits, Logits]:
        starts, ends = self.random.normal(size=(2, *ids.shape)).astype(np.float32)
        return starts, ends


def _reader(seed: int) -> NeuralReader:
    tokenizer = Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))
    limits = Limits(max_length=24, stride=8, max_question=8, max_title=3, max_answer=5)
    return NeuralReader(RandomNetwork(seed), tokenizer, limits, "random")


@given(
    st.text(max_size=20),
    st.lists(st.text(max_size=200), max_size=4),
    st.integers(0, 2**31),
    st.integers(1, 4),
)
def test_spans_of_any_text_are_exact_trimmed_and_apart(
    question: str, passages: list[str], seed: int, top: int
) -> None:
    spans = _reader(seed).read_each(question, passages, titles=["Tïtle"] * len(passages), top=top)
    assert all(count <= top for count in Counter(s.passage for s in spans).values())
    assert [s.score for s in spans] == sorted((s.score for s in spans), reverse=True)
    for number, span in enumerate(spans):
        text = passages[span.passage]
        assert 0 <= span.start < span.end <= len(text)
        said = text[span.start : span.end]
        assert said == said.strip()
        assert any(character.isalnum() for character in said)
        assert not any(
            other.passage == span.passage and other.start < span.end and span.start < other.end
            for other in spans[:number]
        )


@pytest.mark.parametrize(
    ("text", "span", "kept"),
    [
        ("in May.", (3, 7), "May"),
        (" “We won,” ", (0, 11), "We won"),
        ("the U.S.", (0, 8), "the U.S."),
        ("at 8 p.m.", (3, 9), "8 p.m."),
        ("Acme Inc.", (0, 9), "Acme Inc."),
        ("(about $5bn)", (0, 12), "(about $5bn)"),
        ("cost $5bn)", (5, 10), "$5bn"),
        ("(the bank", (0, 9), "the bank"),
        ("-5 degrees", (0, 10), "-5 degrees"),
        ("– – –", (0, 5), None),
    ],
    ids=lambda value: repr(value),
)
def test_trimming(text: str, span: tuple[int, int], kept: str | None) -> None:
    trimmed = trim(text, *span)
    assert (text[slice(*trimmed)] if trimmed else None) == kept


def test_pieces_of_words_are_widened_to_whole_words() -> None:
    words = [0, 1, 1, 1, 2]
    assert whole_words(TokenSpan(2, 2, 0.0), words) == (1, 3)
