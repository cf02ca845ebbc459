"""Mine what the judge has to tell apart: what the reader points at, right and wrong.

    python -m training.mined --data squad-train-v1.1.json.gz --written dev2.jsonl.gz \
        --news news.jsonl.gz --model bot/reader/model --out mined.jsonl.gz

Each question is read, as when answering, in its own passage and in those that a search finds. One
JSON line a question: `{question, headline, readings: [[sentence, start, end, is_right]]}`.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from bot.reader.load import load_reader
from bot.reader.neural import NeuralReader
from training.data import Article, Paragraph, Question, load_articles, load_tokenizer
from training.examples import answer_tokens, hard_window, window_around
from training.groups import load_written
from training.news import Statement, load_news
from training.pairs import TITLED, Pair, asking, sentence_around
from training.search import Archive, Place

QUESTIONS = 12_000
"""SQuAD's questions that are read, drawn at random; of news and SQuAD 2.0 dev all are."""

FOUND, SPANS = 4, 2
"""Passages beside a question's own, and spans that are pointed at in each, as when answering."""

SHARE, WRONG = 0.5, 2
"""Share of the questions learnt from in one pass, and wrong readings of each."""


@dataclass(frozen=True)
class Asked:
    """A question, the window it belongs to, and where its answer stands there (None: nowhere)."""

    text: str
    place: Place
    answer: str | None
    start: int


@dataclass(frozen=True)
class Mined:
    """A question, its article's headline and its readings, each with whether it is right."""

    question: str
    headline: str
    readings: list[tuple[Statement, bool]]


def asked_of(
    rng: random.Random, article: Article, paragraph: Paragraph, question: Question
) -> Asked:
    """An answerable question with a window about its answer."""
    window = window_around(rng, paragraph, *answer_tokens(paragraph, question))
    answer = paragraph.text[question.start : question.end]
    first = paragraph.offsets[window[0]][0]
    return Asked(question.text, Place(article, paragraph, *window), answer, question.start - first)


def missed_of(rng: random.Random, article: Article, paragraph: Paragraph, asked: str) -> Asked:
    """A question that its passage does not answer, with the nearest window."""
    window = hard_window(rng, paragraph, Question(asked, [], 0, 0), "\0") or paragraph.sentences[0]
    return Asked(asked, Place(article, paragraph, *window), None, 0)


def of_articles(rng: random.Random, articles: Sequence[Article], count: int) -> Iterator[Asked]:
    """Draw answerable questions of some articles."""
    every = [(a, p, q) for a in articles for p in a.paragraphs for q in p.questions]
    for article, paragraph, question in rng.sample(every, min(count, len(every))):
        yield asked_of(rng, article, paragraph, question)


def read_asked(rng: random.Random, reader: NeuralReader, archive: Archive, asked: Asked) -> Mined:
    """Read a question in its own window and those found; a span beside the answer is left out."""
    others = archive.without(rng, asked.text, asked.answer or "\0", FOUND)
    places = [asked.place, *(p for p in others if p.paragraph is not asked.place.paragraph)]
    spans = reader.read_each(
        asked.text,
        [place.text for place in places],
        titles=[place.article.title for place in places],
        top=SPANS,
    )
    found: list[tuple[Statement, bool]] = []
    if asked.answer:
        end = asked.start + len(asked.answer)
        found.append((sentence_around(asked.place.text, asked.start, end), True))
    for span in spans:
        stated = sentence_around(places[span.passage].text, span.start, span.end)
        if not (asked.answer and asked.answer.casefold() in stated.text.casefold()):
            found.append((stated, False))
        elif span.passage == 0 and asked.answer.casefold() in stated.value.casefold():
            found.append((stated, True))
    return Mined(asked.text, asked.place.article.title, found)


def as_line(mined: Mined) -> str:
    """A line of the file."""
    readings = [[s.text, s.start, s.end, right] for s, right in mined.readings]
    row = {"question": mined.question, "headline": mined.headline, "readings": readings}
    return json.dumps(row, ensure_ascii=False)


def load_mined(path: Path) -> list[Mined]:
    """Read a file of mined questions."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Mined(
            r["question"],
            r["headline"],
            [(Statement(t, s, e), ok) for t, s, e, ok in r["readings"]],
        )
        for r in rows
    ]


@dataclass(frozen=True)
class MinedPairs:
    """Draws the judge's pairs of questions and readings; the same seed draws the same ones."""

    mined: Sequence[Mined]

    def pairs(self, seed: int) -> Iterator[Pair]:
        """One pass over a share of the questions: a right reading of each and some wrong ones."""
        rng = random.Random(f"mined-{seed}")
        for one in rng.sample(self.mined, round(SHARE * len(self.mined))):
            asked, context = (
                asking(one.question),
                one.headline if rng.random() < TITLED else "",
            )
            for is_right, kind, most in ((True, "answers", 1), (False, "missed", WRONG)):
                own = [stated for stated, right in one.readings if right == is_right]
                for stated in rng.sample(own, min(most, len(own))):
                    yield Pair(asked, stated, is_right, None, kind, context=context)


def every_question(
    options: argparse.Namespace, tokenizer: Tokenizer, rng: random.Random
) -> Iterator[tuple[Archive, Asked]]:
    """Give the questions of all three sources with what they are searched in."""
    squad = load_articles(options.data, tokenizer)
    archive = Archive(squad)
    for asked in of_articles(rng, squad, options.questions):
        yield archive, asked
    for one in load_written(options.written, tokenizer):
        article = Article("", [], [one.paragraph])
        if one.is_answerable:
            yield archive, asked_of(rng, article, one.paragraph, one.question)
        else:
            yield archive, missed_of(rng, article, one.paragraph, one.question.text)
    news = [one for one in load_news(options.news, tokenizer) if not one.is_aside]
    archive = Archive([one.article for one in news])
    for told in news:
        for question in told.paragraph.questions:
            yield archive, asked_of(rng, told.article, told.paragraph, question)
        for missed in told.near_misses:
            yield archive, missed_of(rng, told.article, told.paragraph, missed)


def main() -> None:
    """Read the command line and mine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--written", type=Path, required=True)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    options = parser.parse_args()
    rng, reader = random.Random("mined"), load_reader(options.model)
    with gzip.open(options.out, "wt", encoding="utf-8") as kept:
        for number, (archive, asked) in enumerate(
            every_question(options, load_tokenizer(options.model), rng), 1
        ):
            kept.write(as_line(read_asked(rng, reader, archive, asked)) + "\n")
            if number % 500 == 0:
                print(number, flush=True)


if __name__ == "__main__":
    main()
