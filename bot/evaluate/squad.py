"""Quoting and abstaining inside one passage (SQuAD 2.0), scored as the official script scores."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from bot.evaluate.evaluation import EvaluationSet, Item, Run, Tools
from bot.evaluate.figures import Figure, Outcome, mean, share, times
from bot.evaluate.records import has_fields, read_items
from bot.evaluate.scoring import is_exact, token_f1
from bot.evaluate.wording import squad_words
from bot.reader.load import ReaderFilesError, load_reader
from bot.reader.neural import NeuralReader
from store.errors import CopydeskError

STEM = "dev2"

PassageReader = Callable[[str, str], str | None]
"""Points at the answer to a question in a passage; None where the passage has none."""


def squad(read_passage: PassageReader) -> EvaluationSet:
    """Return the set, put to one reader: a function of a module, for several jobs."""
    return EvaluationSet("squad", is_in, read, partial(opened, read_passage), summarise)


def read_by_model(question: str, passage: str) -> str | None:
    """Read a passage with the neural reader, abstaining below its threshold."""
    reader = shipped_reader()
    (found,) = reader.read_many([(question, passage)])
    if found is None or not reader.is_answer(found):
        return None
    return passage[found.start : found.end]


@cache
def shipped_reader() -> NeuralReader:
    """Return the reader that is shipped, loaded once in each process."""
    try:
        reader = load_reader()
    except ReaderFilesError as error:
        raise CopydeskError(f"The neural reader cannot be measured: {error}.") from error
    if reader is None:
        raise CopydeskError(
            "The neural reader cannot be measured: onnxruntime is not installed. "
            "Install it with pip install onnxruntime tokenizers."
        )
    return reader


def is_in(folder: Path) -> bool:
    """Tell whether a folder holds questions with the passage that may answer them."""
    return has_fields(folder, STEM, "question", "passage", "answers")


def read(folder: Path) -> list[Item]:
    """Return the questions."""
    return read_items(folder, STEM)


@contextmanager
def opened(read_passage: PassageReader, folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what puts one question to its passage."""
    yield partial(run, read_passage)


def run(read_passage: PassageReader, item: Item) -> Outcome:
    """Put one question to its passage; where there is no answer, saying so is all that is right."""
    answers: list[str] = item.record["answers"]
    started = time.perf_counter()
    found = read_passage(item.record["question"], item.record["passage"])
    seconds = time.perf_counter() - started
    if not answers:
        passed, f1 = {"abstains": found is None}, float(found is None)
    else:
        passed = {"exact": found is not None and is_exact(found, answers, squad_words)}
        f1 = token_f1(found, answers, squad_words) if found is not None else 0.0
    measured = {"F1": f1, "answerable F1" if answers else "unanswerable F1": f1}
    passed["right"] = all(passed.values())
    return Outcome(item.item_id, passed, measured, {"found": found, "accepted": answers}, seconds)


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the set."""
    return [
        share("answerable, exact match", outcomes, "exact"),
        mean("answerable, F1", outcomes, "answerable F1"),
        share("unanswerable, abstains", outcomes, "abstains"),
        share("all, exact match", outcomes, "right"),
        mean("all, F1", outcomes, "F1"),
        *times(outcomes),
    ]


SQUAD = squad(read_by_model)
