"""Measure a judge's folder: on news and events kept aside, and on pairs that desk's key makes.

    python -m training.evaluate_judge --news news.jsonl.gz --events training/events.jsonl \
        --model bot/reader/model --desk ../shared/eval/desk

A figure is the chance that a pair of one fact is likelier than one that only looks alike.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from bench.evaluate.evaluation import Record, read_records, the_file
from bot.judging.document import read
from bot.reader.judge import Judged, Marked
from bot.reader.load import load_judge
from training.data import load_tokenizer
from training.events import EventPairs, load_events
from training.examples import RELATIONS
from training.judged import ASKED, ranked, report
from training.news import Statement, load_news
from training.pairs import PairSampler, is_figure
from training.search import Archive


def as_marked(stated: Statement, before: str) -> Marked:
    """A statement of the training file as the judge takes it."""
    return Marked(stated.text, stated.start, stated.end, before)


def relation_told(judged: Judged) -> str:
    """The relation that a judge finds likeliest if both are of one fact."""
    return max(RELATIONS, key=lambda kind: float(getattr(judged, kind)))


@dataclass(frozen=True)
class Keyed:
    """What an article says to a question of desk: its sentence, and the side of the key."""

    article: str
    marked: Marked
    side: int | None

    @property
    def value(self) -> str:
        """The words that answer."""
        return self.marked.text[self.marked.start : self.marked.end]


def keyed(record: Record, texts: dict[str, str]) -> Iterator[Keyed]:
    """The sentences with the answers of a question, each article's first."""
    for article, words in record["answers"].items():
        text = texts.get(article, "")
        at = text.find(words)
        if at >= 0:
            sentence = next(s for s in read(text).sentences if at < s.end)
            start = at - sentence.start
            side = next((n for n, held in enumerate(record["sides"]) if words in held), None)
            yield Keyed(article, Marked(sentence.text, start, start + len(words)), side)


def desk_pairs(folder: Path) -> tuple[list[tuple[Marked, Marked]], list[tuple[Marked, Marked]]]:
    """Pairs of one fact on two sides, and pairs of two questions of one story, of one kind."""
    texts = {record["id"]: record["text"] for record in read_records(the_file(folder, "articles"))}
    stories = defaultdict[str, list[list[Keyed]]](list)
    for record in read_records(the_file(folder, "questions")):
        stories[record["story"]].append(list(keyed(record, texts)))
    same = [
        (a.marked, b.marked)
        for asked in stories.values()
        for one in asked
        for a, b in combinations(one, 2)
        if a.article != b.article and a.side != b.side
    ]
    apart = [
        (a.marked, b.marked)
        for asked in stories.values()
        for one, other in combinations(asked, 2)
        for a in one
        for b in other
        if a.article != b.article
        and is_figure(a.value) == is_figure(b.value)
        and a.value not in b.value
        and b.value not in a.value
    ]
    return same, apart


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--events", type=Path, required=True)
    parser.add_argument("--desk", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    judge = load_judge(options.model)
    aside = [one for one in load_news(options.news, load_tokenizer(options.model)) if one.is_aside]
    sampler = PairSampler(aside, Archive([one.article for one in aside]))
    events = EventPairs([one for one in load_events(options.events) if one.is_aside])
    pairs = [*sampler.pairs(0, every=True), *events.pairs(0, every=True)]
    pairs = [one for one in pairs if one.kind not in ASKED]  # no question is put to it
    judged = judge.judge(
        [(as_marked(p.first, p.before), as_marked(p.second, p.context)) for p in pairs]
    )
    print("news:", report(pairs, [one.same for one in judged], list(map(relation_told, judged))))
    right, wrong = ([one.same for one in judge.judge(part)] for part in desk_pairs(options.desk))
    print("desk, two sides of a question against two questions of a story:", ranked(right, wrong))


if __name__ == "__main__":
    main()
