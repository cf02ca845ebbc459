"""Make bot/text/common_words.txt: English words that are written small wherever they may be.

    python training/make_common_words.py ../shared/eval/train/squad-train-v1.1.json.gz

A word counts as common when, away from the start of a sentence, it stands at least four times
in the passages of SQuAD 1.1 and more often than not (six in ten) in small letters. Only the words
are kept, no text.
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parents[1] / "bot" / "text" / "common_words.txt"
INSIDE = re.compile(r"(?<=[a-z,] )[A-Za-z]{2,}\b")
LEAST, SHARE = 4, 0.6


def passages(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for article in json.load(file)["data"]:
            for paragraph in article["paragraphs"]:
                yield paragraph["context"]


def common_words(texts: Iterator[str]) -> list[str]:
    small: Counter[str] = Counter()
    all_cases: Counter[str] = Counter()
    for text in texts:
        for word in INSIDE.findall(text):
            all_cases[word.lower()] += 1
            small[word.lower()] += word.islower()
    return sorted(w for w, n in all_cases.items() if n >= LEAST and small[w] >= SHARE * n)


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit("name the SQuAD training file (.json.gz) to count words in")
    found = common_words(passages(Path(sys.argv[1])))
    TARGET.write_text("".join(f"{word}\n" for word in found), "utf-8")


if __name__ == "__main__":
    main()
