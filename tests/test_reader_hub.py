"""A deployment's own question-answering model, here a tiny one made on the spot."""

import sys
from pathlib import Path

import pytest

from bot.reader.hub import load_hub_reader
from store.errors import CopydeskError


def test_without_transformers_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(CopydeskError, match=r"READER_MODEL=any/model .*pip install transformers"):
        load_hub_reader("any/model")


def test_a_model_of_ones_own_reads_with_exact_offsets(tmp_path: Path) -> None:
    transformers = pytest.importorskip(
        "transformers", reason="transformers is not installed: the hub adapter is NOT tested"
    )
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "who", "won", "ada", "the", "race"]
    (tmp_path / "vocab.txt").write_text("\n".join(words))
    transformers.BertTokenizerFast(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    small = {"num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 8}
    config = transformers.BertConfig(vocab_size=len(words), hidden_size=8, **small)
    transformers.BertForQuestionAnswering(config).save_pretrained(tmp_path)
    reader = load_hub_reader(str(tmp_path))
    passages = ["Ada won the race.", "The race."]
    spans = reader.read_each("Who won?", passages, top=3)
    assert spans
    assert all(span.start < span.end <= len(passages[span.passage]) for span in spans)
