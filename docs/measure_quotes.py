"""Measures whether misquoted sentences are found again, and whether unknown ones are not.

python docs/measure_quotes.py FOLDER    (news_qa, or any folder with articles.jsonl.gz)
"""

import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from bot.desk.quotes import find_quote
from bot.ingest.batch import ingest
from bot.text.sentences import split_sentences
from store import Store, open_store

INDEXED, ASKED, SEED = 400, 100, 7
SHORTEST, LONGEST = 8, 40
OTHERS = ["reported", "under", "harbour", "several", "later", "against", "minister", "cold"]


def exact(words: list[str], chance: random.Random) -> str:
    """Leave the words as they are."""
    return " ".join(words)


def one_changed(words: list[str], chance: random.Random) -> str:
    """Put another word in the place of one."""
    return changed(words, chance, 1)


def three_changed(words: list[str], chance: random.Random) -> str:
    """Put other words in the places of three."""
    return changed(words, chance, 3)


def changed(words: list[str], chance: random.Random, count: int) -> str:
    """Put other words in the places of some."""
    places = set(chance.sample(range(len(words)), count))
    return " ".join(chance.choice(OTHERS) if n in places else w for n, w in enumerate(words))


def two_dropped(words: list[str], chance: random.Random) -> str:
    """Leave two words out."""
    places = set(chance.sample(range(1, len(words) - 1), 2))
    return " ".join(word for n, word in enumerate(words) if n not in places)


def middle_omitted(words: list[str], chance: random.Random) -> str:
    """Leave out the middle third, and say so."""
    third = len(words) // 3
    return " ".join([*words[:third], "…", *words[-third:]])


WAYS: Sequence[Callable[[list[str], random.Random], str]] = (
    exact, one_changed, three_changed, two_dropped, middle_omitted,
)  # fmt: skip


def sentences(articles: Sequence[dict[str, str]], chance: random.Random) -> list[tuple[str, str]]:
    """Return the id of an article with one sentence of it, for some articles."""
    found = []
    for article in articles:
        text = article["text"]
        fit = [text[s:e] for s, e in split_sentences(text) if is_fit(text[s:e])]
        if fit:
            found.append((article["id"], chance.choice(fit)))
    return chance.sample(found, ASKED)


def is_fit(sentence: str) -> bool:
    """Tell whether a sentence is one of prose of a usual length."""
    return SHORTEST <= len(sentence.split()) <= LONGEST and sentence.rstrip()[-1] in '.!”"'


def measure(store: Store, known: list[tuple[str, str]], unknown: list[tuple[str, str]]) -> None:
    """Print a line for each way of misquoting, then one for sentences that are not there."""
    seconds = []
    for way in WAYS:
        chance, right = random.Random(SEED), 0
        for _, sentence in known:
            started = time.perf_counter()
            found = find_quote(store, way(sentence.split(), chance))
            seconds.append(time.perf_counter() - started)
            right += bool(found) and sentence[:20] in texts(store, found[0].article_id)
        print(f"{way.__name__}: {right} of {len(known)} found first")
    wrong = sum(bool(find_quote(store, sentence)) for _, sentence in unknown)
    print(f"sentences of articles that are not indexed: {wrong} of {len(unknown)} matched")
    print(f"median {1000 * median(seconds):.0f} ms")


def texts(store: Store, article_id: str) -> str:
    """Return the text of an article."""
    article = store.articles.get(article_id)
    return article.text if article else ""


def main() -> None:
    """Index some articles, and ask for sentences of these and of others."""
    chance = random.Random(SEED)
    with gzip.open(Path(sys.argv[1]) / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = chance.sample([json.loads(line) for line in lines], 2 * INDEXED)
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "articles.jsonl"
        records.write_text("\n".join(map(json.dumps, articles[:INDEXED])), encoding="utf-8")
        store = open_store(str(Path(folder) / "news.db"))
        ingest([str(records)], store)
        measure(store, sentences(articles[:INDEXED], chance), sentences(articles[INDEXED:], chance))
        store.close()


if __name__ == "__main__":
    main()
