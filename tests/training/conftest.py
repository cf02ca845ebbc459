import gzip
import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from bot.reader.load import MODEL_FOLDER
from training.news import News, load_news

TOWNS = ("Aldport", "Brede", "Cray", "Delm", "Estow", "Fenwick", "Garth", "Holm")


def row(town: str) -> dict[str, object]:
    """A passage with a question, a near miss and a fact that others tell."""
    return {
        "title": f"A bridge for {town}",
        "date": "2031-05-04",
        "passage": f"{town} is a harbour town. Its bridge cost 40 million crowns, the mayor said.",
        "answerable": [
            {"question": f"What did the bridge of {town} cost?", "answer": "40 million crowns"},
            {"question": "Who swam?", "answer": "Nobody that is named there"},
        ],
        "unanswerable": [f"When was the bridge of {town} opened?"],
        "fact": {
            "question": f"What did the bridge of {town} cost?",
            "value": "40 million crowns",
            "conflict": {"text": f"{town} paid 60 million crowns.", "value": "60 million crowns"},
            "other": {"text": "A tunnel cost 9 crowns.", "value": "8 crowns"},
        },
    }


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """The tokenizer that is shipped, without bounds."""
    path = Path(MODEL_FOLDER) / "tokenizer.json"
    if not path.is_file():
        pytest.skip(f"SKIPPED: no tokenizer at {path}; what the networks learn was not checked")
    made = Tokenizer.from_file(str(path))
    made.no_truncation()
    made.no_padding()
    return made


@pytest.fixture
def news(tmp_path: Path, tokenizer: Tokenizer) -> list[News]:
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(row(t)) for t in TOWNS).encode()))
    return load_news(path, tokenizer)
