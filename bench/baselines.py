"""What Copydesk is put beside: bare FTS5, and Haystack with and without its reader.

All of them search the same passages of three sentences, under the same rule of days.
"""

import os
import re
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.evaluate.evaluation import read_records, the_file
from bench.evaluate.scoring import words_of
from bench.hub_model import write_hub_model
from bot.text.sentences import split_sentences
from store.terms import is_stop

SENTENCES = 3
FOUND = 10
"""Passages that are found; as many are handed to Haystack's reader, as Copydesk reads."""

NEXT_DAY = timedelta(days=1)
"""Articles dated the day after are searched too, as Copydesk does: days begin earlier elsewhere."""

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Shown:
    """What a system shows: its quotes, best first, and the answer that it extracts, if it does."""

    quotes: tuple[str, ...]
    extracted: str | None = None


@dataclass(frozen=True)
class Passage:
    """Three sentences of an article, and its day of publication as a figure (0: undated)."""

    text: str
    day: int


Ask = Callable[[str, date], Shown]
"""Answers a question from what had been published on the day of asking."""


def articles_of(folder: Path) -> Path:
    """Return the file of a set's articles."""
    return the_file(folder, "articles")


def passages(folder: Path) -> Iterator[Passage]:
    """Give the passages of a set's articles."""
    for record in read_records(articles_of(folder)):
        text, day = record["text"], day_number(str(record["published"] or ""))
        spans = split_sentences(text)
        for at in range(0, len(spans), SENTENCES):
            few = spans[at : at + SENTENCES]
            yield Passage(text[few[0].start : few[-1].end], day)


def day_number(written: str) -> int:
    """Return an ISO day as a figure that can be compared, 0 where there is none.

    >>> day_number("2026-11-09T10:00:00Z"), day_number("")
    (20261109, 0)
    """
    return int(written[:10].replace("-", "") or 0)


def distinct(quotes: Iterable[str]) -> tuple[str, ...]:
    """Return the quotes, one that repeats another left out."""
    first: dict[tuple[str, ...], str] = {}
    for quote in quotes:
        first.setdefault(words_of(quote), quote)
    return tuple(first.values())


@contextmanager
def opened_fts5(folder: Path) -> Iterator[Ask]:
    """Give SQLite's own full-text search: Porter's stemmer, any of the content words, bm25()."""
    with tempfile.TemporaryDirectory() as place:
        db = sqlite3.connect(Path(place) / "bare.db")
        db.execute("create virtual table passages using fts5(text, day unindexed, tokenize=porter)")
        rows = ((one.text, one.day) for one in passages(folder))
        db.executemany("insert into passages values (?, ?)", rows)
        db.commit()

        def ask(question: str, asked_on: date) -> Shown:
            words = [word for word in WORD.findall(question.lower()) if not is_stop(word)]
            last = day_number(str(asked_on + NEXT_DAY))
            any_of = " OR ".join(f'"{word}"' for word in words)
            found = words and db.execute(
                """
                select text from passages where passages match ? and day <= ?
                order by rank limit ?
                """,
                [any_of, last, FOUND],
            )
            return Shown(distinct(text for (text,) in found))

        yield ask
        db.close()


@contextmanager
def opened_haystack(folder: Path) -> Iterator[Ask]:
    """Give Haystack's BM25 in memory, alone."""
    retrieve = haystack_retriever(folder)
    yield lambda question, asked_on: Shown(
        distinct(d.content for d in retrieve(question, asked_on))
    )


@contextmanager
def opened_haystack_reader(folder: Path) -> Iterator[Ask]:
    """Give Haystack's BM25 and its ExtractiveReader with Copydesk's own model."""
    from haystack.components.readers import (  # type: ignore[import-not-found,unused-ignore]
        ExtractiveReader,
    )

    # It says that it moves to another package in Haystack 3; the extra pins Haystack 2.
    warnings.filterwarnings("ignore", category=FutureWarning, module="haystack")
    retrieve = haystack_retriever(folder)
    with tempfile.TemporaryDirectory() as model:
        write_hub_model(Path(model))
        reader = ExtractiveReader(model=model, top_k=FOUND, no_answer=False, max_seq_length=192)
        reader.warm_up()
    tell_types(reader)

    def ask(question: str, asked_on: date) -> Shown:
        answers = reader.run(query=question, documents=retrieve(question, asked_on))["answers"]
        extracted = answers[0].data if answers else ""
        return Shown(distinct(sentence_around(answer) for answer in answers), extracted)

    yield ask


def haystack_retriever(folder: Path) -> Callable[[str, date], list[Any]]:
    """Index the passages in Haystack's store in memory; return what finds documents there."""
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
    from haystack import Document  # type: ignore[import-not-found,unused-ignore]
    from haystack.components.retrievers.in_memory import (  # type: ignore[import-not-found,unused-ignore]
        InMemoryBM25Retriever,
    )
    from haystack.document_stores.in_memory import (  # type: ignore[import-not-found,unused-ignore]
        InMemoryDocumentStore,
    )

    documents = InMemoryDocumentStore()
    documents.write_documents(
        [
            Document(id=str(number), content=one.text, meta={"day": one.day})
            for number, one in enumerate(passages(folder))
        ]
    )
    retriever = InMemoryBM25Retriever(documents, top_k=FOUND)

    def retrieve(question: str, asked_on: date) -> list[Any]:
        days = {
            "field": "meta.day",
            "operator": "<=",
            "value": day_number(str(asked_on + NEXT_DAY)),
        }
        found: list[Any] = retriever.run(query=question, filters=days)["documents"]
        return found

    return retrieve


def tell_types(reader: Any) -> None:
    """Give the model its token types, which Haystack leaves out and this model was trained with."""
    forward, separator = reader.model.forward, reader.tokenizer.sep_token_id

    def with_types(input_ids: Any, attention_mask: Any) -> Any:
        behind = (input_ids == separator).cumsum(1) - (input_ids == separator).long()
        types = behind.clamp(max=1) * attention_mask
        return forward(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=types)

    reader.model.forward = with_types


def sentence_around(answer: Any) -> str:
    """Return the sentence of a document that an extracted answer begins in."""
    text, start = answer.document.content, answer.document_offset.start
    at = next(span for span in split_sentences(text) if start < span.end)
    return str(text[at.start : at.end])
