"""Measures the choice of a summary's sentences beside sumy's LexRank and TextRank.

sumy is no dependency: install it into an environment of its own, beside the project's.

    python docs/measure_summary.py FOLDER    (a folder with five_w/ and gun_violence/)
"""

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Any

from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.nlp.stemmers import null_stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from bot.ask.question import understand
from bot.desk.summary import choose_lines
from bot.desk.topic import Line, Topic, weigh_lines
from bot.ingest.batch import ingest
from bot.text.vectors import cosine
from store import Store, open_store
from store.terms import content_terms, is_stop, terms

BUDGET = 150
INCIDENTS, REPORTS = 20, range(4, 9)
Choose = Callable[[Topic, int], Sequence[Line]]


@dataclass(frozen=True)
class Story:
    """Articles on one story, the words by which to look for it, and what a summary should hold."""

    topic: str
    articles: tuple[Mapping[str, str], ...]
    wanted: Mapping[str, tuple[str, ...]]


class Words:
    """Gives sumy the words that the project itself works with."""

    def to_words(self, text: str) -> list[str]:
        """Return the words of a text, under the name that sumy calls."""
        return content_terms(text)


def by_own(topic: Topic, count: int) -> Sequence[Line]:
    """Choose as the desk does."""
    return choose_lines(topic.originals, {}, count)


def by_lead(topic: Topic, count: int) -> Sequence[Line]:
    """Choose the first sentence of each article, newest first."""
    firsts = [line for line in topic.lines if line.place == 0]
    return sorted(firsts, key=lambda line: line.hit.published_at or "", reverse=True)[:count]


def by_sumy(
    summarizer: Callable[[ObjectDocumentModel, int], Sequence[SumySentence]],
) -> Choose:
    """Return a way of sumy's, which is handed the same sentences."""

    def choose_sentences(topic: Topic, count: int) -> Sequence[Line]:
        known = {line.sentence.text: line for line in topic.lines}
        words = Words()
        paragraph = Paragraph([SumySentence(text, words) for text in known])
        found = summarizer(ObjectDocumentModel([paragraph]), count)
        return [known[str(one)] for one in found]

    return choose_sentences


WAYS: Mapping[str, Choose] = {
    "own": by_own,
    "LexRank": by_sumy(LexRankSummarizer(null_stemmer)),
    "TextRank": by_sumy(TextRankSummarizer(null_stemmer)),
    "first sentences": by_lead,
}


def five_w(folder: Path) -> Iterator[Story]:
    """Give the stories that at least two publishers covered, with the phrases people marked."""
    rows = read(folder / "five_w" / "articles.jsonl.gz")
    for category, found in grouped(rows, "category").items():
        if len({row["publisher"] for row in found}) > 1:
            wanted: dict[str, list[str]] = defaultdict(list)
            for row in found:
                for name, marked in row["fiveWoneH"].items():
                    wanted[name] += [one["text"] for one in marked["annotated"] if one.get("text")]
            articles = tuple(
                {**row, "source": row["publisher"], "published": row["date_publish"][:10]}
                for row in found
            )
            yield Story(category, articles, {n: tuple(p) for n, p in wanted.items() if p})


def gun_violence(folder: Path) -> Iterator[Story]:
    """Give incidents of four to eight reports, with the names and the town of the registry."""
    incidents = read(folder / "gun_violence" / "incidents.jsonl")
    records = {row["incident"]: row for row in incidents}
    reports = grouped(read(folder / "gun_violence" / "articles.jsonl.gz"), "incident")
    fit = (one for one in sorted(reports) if one in records and len(reports[one]) in REPORTS)
    for incident in list(fit)[:INCIDENTS]:
        record = records[incident]
        people = [one.get("Name", "").strip() for one in record["participants"]]
        wanted = {"who": tuple(filter(None, people)), "where": (record["city"],)}
        topic = f"{record['city']} shooting"
        yield Story(topic, tuple(reports[incident]), {n: p for n, p in wanted.items() if p})


def read(path: Path) -> list[dict[str, Any]]:
    """Return the records of a file of JSON lines."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def grouped(rows: Sequence[dict[str, Any]], name: str) -> dict[str, list[dict[str, Any]]]:
    """Return the records by the value of one field, those without it left out."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row.get(name):
            found[row[name]].append(row)
    return found


def topic_of(store: Store, story: Story, folder: Path) -> Topic:
    """Return every line of a story's articles."""
    fields = ("source", "url", "title", "published", "text")
    rows = [
        {"id": str(at), **{name: one[name] for name in fields}}
        for at, one in enumerate(story.articles)
    ]
    records = folder / "story.jsonl"
    records.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    ingest([str(records)], store)
    weights = store.passages.rarity(understand(story.topic, date(2020, 1, 1)).terms)
    listed = [one.article_id for one in store.articles.latest(1000)]
    hits = [hit for one in listed for hit in store.passages.of_article(one)]
    return Topic(tuple(listed), tuple(weigh_lines(store, hits, weights)))


def within_budget(way: Choose, topic: Topic) -> list[Line]:
    """Return the sentences of the best ten that fit the budget of words, the best first."""
    ranked: dict[str, Line] = {}
    for count in range(1, 11):
        for line in way(topic, count):
            ranked.setdefault(line.sentence.text, line)
    chosen: list[Line] = []
    for line in ranked.values():
        if sum(len(one.sentence.text.split()) for one in (*chosen, line)) <= BUDGET:
            chosen.append(line)
    return chosen


def figures_of(story: Story, chosen: Sequence[Line]) -> dict[str, float]:
    """Return what a summary holds of what is wanted, and how it repeats itself."""
    have = {term for line in chosen for term in terms(line.sentence.text)}
    figures = {n: mean(held(phrase, have) for phrase in told) for n, told in story.wanted.items()}
    headlines = (re.split(r" [|:]{1,2} ", one["title"])[0] for one in story.articles)
    titles = Counter(term for line in headlines for term in set(content_terms(line)))
    figures["headlines"] = sum(n for t, n in titles.items() if t in have) / sum(titles.values())
    vectors = [line.vector for line in chosen]
    near = [max((cosine(a, b) for b in vectors if b is not a), default=0.0) for a in vectors]
    figures["redundancy"] = mean(near) if near else 0.0
    sources = {one["source"] for one in story.articles}
    figures["sources"] = len({line.hit.source for line in chosen}) / min(
        len(sources), len(chosen) or 1
    )
    figures["sentences"] = len(chosen)
    figures["words"] = sum(len(line.sentence.text.split()) for line in chosen)
    return figures


def held(phrase: str, have: set[str]) -> float:
    """Return the share of a phrase's terms that a summary has."""
    wanted = [term for term in terms(phrase) if not is_stop(term)]
    return sum(term in have for term in wanted) / len(wanted) if wanted else 1.0


def measure(name: str, stories: Sequence[Story]) -> None:
    """Print a row for each way, the mean over the stories."""
    found: dict[str, list[dict[str, float]]] = defaultdict(list)
    for story in stories:
        with TemporaryDirectory() as folder:
            store = open_store(str(Path(folder) / "story.db"))
            topic = topic_of(store, story, Path(folder))
            for way, choose_sentences in WAYS.items():
                found[way].append(figures_of(story, within_budget(choose_sentences, topic)))
            store.close()
    columns = list(dict.fromkeys(c for rows in found.values() for row in rows for c in row))
    print(f"\n{name}: {len(stories)} stories, {sum(len(s.articles) for s in stories)} articles")
    print("| | " + " | ".join(columns) + " |\n" + "|---" * (len(columns) + 1) + "|")
    for way, rows in found.items():
        cells = [f"{mean(row[c] for row in rows if c in row):.2f}" for c in columns]
        print(f"| {way} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    measure("five_w", list(five_w(Path(sys.argv[1]))))
    measure("gun_violence", list(gun_violence(Path(sys.argv[1]))))
