"""Fit what makes an answer (bot/ask/deciding.py) and what makes a side (bot/ask/sides.py).

python -m training.fit_ask EVALUATION_SETS: prints both tables of weights, and how well they part
right from wrong in folds that they were not fitted to (area under the ROC curve).
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bot.ask.candidates import Candidate
from bot.ask.deciding import answering
from bot.ask.evidence import find_sentences
from bot.ask.question import Question, understand
from bot.ask.reading import read
from bot.ask.retrieving import EVERYTHING, Filters, retrieve
from bot.ask.scoring import most_promising
from bot.ask.sides import sameness
from bot.evaluate import bundles, news_qa
from bot.evaluate.archives import bundle_archive, cached_archive, folder_archive, opened_archive
from bot.evaluate.newsroom import stands_in
from bot.evaluate.records import Record, read_items
from bot.evaluate.scoring import holds
from bot.reader.load import load_reader
from bot.sample import sample_folder
from store import Store

NEWS_QUESTIONS = 206
BUNDLES = {"conflict_swaps": 171, "conflict_ramdocs": 100, "conflict_qacc": 150}
SIDE_WEIGHTS = {"sample": 2.0, "conflict_swaps": 1.0, "conflict_ramdocs": 1.0, "conflict_qacc": 0.6}
WHOLE = frozenset({"open", "said", "yes_no"})
FOLDS = 8
STEPS = 3000
RIDGE = 0.003

Matrix = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Asked:
    """One question with its ranked candidates, which of them are right, and whether any can be."""

    origin: str
    question: Question
    candidates: Sequence[Candidate]
    is_right: Sequence[bool]
    is_known: bool


@dataclass(frozen=True)
class Example:
    """Evidence with its label; examples of one question stay in one fold."""

    evidence: dict[str, float]
    label: bool
    weight: float
    question: int


def candidates_of(store: Store, question: Question, filters: Filters) -> list[Candidate]:
    """Return the ranked candidates, as bot/ask/answering.py has them before it decides."""
    retrieved = retrieve(question, store.passages, filters)
    sentences = most_promising(find_sentences(question, retrieved.hits, retrieved.weighing))
    return read(question, sentences, READER)


def ask_sample() -> Iterator[Asked]:
    """Ask the sample newsroom's questions."""
    folder = sample_folder()
    with folder_archive(folder / "articles") as store:
        for item in read_items(folder, "key"):
            entry = item.record
            question = understand(entry["question"], date.fromisoformat(entry["at"]))
            found = candidates_of(store, question, EVERYTHING)
            wanted = [*entry["accept"], *(words for side in entry["sides"] for words in side)]
            right = [is_stated(c, wanted) for c in found]
            yield Asked("sample", question, found, right, entry["status"] != "abstained")


def is_stated(candidate: Candidate, wanted: Sequence[str]) -> bool:
    """Tell whether a candidate states one of the values wanted, as worded or as a date."""
    iso = getattr(candidate.value, "iso", None) or ""
    stated = (candidate.wording, iso)
    return any(stands_in(text, words) for text in stated if text for words in wanted)


def ask_bundles(folder: Path, count: int) -> Iterator[Asked]:
    """Ask the questions of some bundles; a planted or wrong answer is a side too."""
    items = bundles.read(folder)
    random.Random(5).shuffle(items)
    for item in items[:count]:
        record: Record = item.record
        question = understand(record["question"], bundles.ASKED_AT.date())
        wrong = [record["swapped"]] if "swapped" in record else record.get("wrong", [])
        wanted = [*record["answers"], *wrong]
        with bundle_archive(item.item_id, record["documents"]) as store:
            found = candidates_of(store, question, EVERYTHING)
        right = [any(holds(c.wording, words) for words in wanted) for c in found]
        yield Asked(folder.name, question, found, right, bool(record["answers"]))


def ask_news(folder: Path, cache: Path) -> Iterator[Asked]:
    """Ask news questions twice: of all articles, and of those that cannot know."""
    path = cached_archive(folder / "articles.jsonl.gz", cache, lambda done, of: None)
    with opened_archive(path) as store:
        for item in read_items(folder, "questions")[1::3][:NEWS_QUESTIONS]:
            asked_on = date.fromisoformat(item.record["asked_at"])
            question = understand(item.record["question"], asked_on)
            before = Filters(until=(asked_on - news_qa.UNKNOWING).isoformat())
            for filters in (EVERYTHING, before):
                found = candidates_of(store, question, filters)
                texts = [c.sentence.text for c in found]
                right = [any(holds(t, a) for a in item.record["answers"]) for t in texts]
                yield Asked("news_qa", question, found, right, filters is EVERYTHING)


def answers(asked: Sequence[Asked]) -> list[Example]:
    """Return the best candidate of each question: right, or of what nobody could know.

    A wrong one where a right one was to be had teaches ranking, not abstaining, and is left out.
    """
    return [
        Example(answering(one.candidates), one.is_known, 1.0, place)
        for place, one in enumerate(asked)
        if one.origin in ("news_qa", "sample", "conflict_swaps")
        and one.candidates
        and (not one.is_known or one.is_right[0] or one.origin != "news_qa")
    ]


def sides(asked: Sequence[Asked]) -> list[Example]:
    """Return the other candidates of each question whose leader is right."""
    chosen = [
        (place, one)
        for place, one in enumerate(asked)
        if one.origin in SIDE_WEIGHTS
        and one.question.kind not in WHOLE
        and one.candidates
        and one.is_right[0]
    ]
    counts = Counter(one.origin for _, one in chosen for _ in one.candidates[1:])
    return [
        Example(
            evidence_of_side(one, candidate),
            right,
            1000 * SIDE_WEIGHTS[one.origin] / counts[one.origin],
            place,
        )
        for place, one in chosen
        for candidate, right in list(zip(one.candidates, one.is_right, strict=True))[1:]
    ]


def evidence_of_side(asked: Asked, candidate: Candidate) -> dict[str, float]:
    """Return a candidate's evidence, with the kinds of question that start from other odds."""
    kinds = {f"of a {kind}": float(asked.question.kind == kind) for kind in ("number", "date")}
    return {**sameness(asked.question, asked.candidates[0], candidate), **kinds}


def fit(inputs: Matrix, labels: Matrix, weights: Matrix) -> Matrix:
    """Return the weights of a ridge logistic regression, the constant last."""
    mean, spread = inputs.mean(0), inputs.std(0) + 1e-6
    scaled = np.c_[(inputs - mean) / spread, np.ones(len(inputs))]
    found = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        error = labels - 1 / (1 + np.exp(-scaled @ found))
        found += 0.5 * ((scaled.T * weights) @ error / weights.sum() - RIDGE * np.r_[found[:-1], 0])
    plain = found[:-1] / spread
    return np.append(plain, found[-1] - (plain * mean).sum())


def area(scores: Matrix, labels: Matrix) -> float:
    """Return the area under the ROC curve."""
    order = scores.argsort().argsort()
    positive = labels.sum()
    below = order[labels > 0].sum() - positive * (positive - 1) / 2
    return float(below / (positive * (len(labels) - positive)))


def report(title: str, examples: Sequence[Example]) -> None:
    """Fit, and print the weights with how well they do on questions left out."""
    names = list(examples[0].evidence)
    inputs = np.array([[e.evidence[name] for name in names] for e in examples])
    labels = np.array([float(e.label) for e in examples])
    weights = np.array([e.weight for e in examples])
    fold = np.array([random.Random(e.question).randrange(FOLDS) for e in examples])
    scores = np.zeros(len(examples))
    for left_out in range(FOLDS):
        kept, out = fold != left_out, fold == left_out
        found = fit(inputs[kept], labels[kept], weights[kept])
        scores[out] = inputs[out] @ found[:-1] + found[-1]
    print(f"{title}: {len(examples)} examples, area {area(scores, labels):.3f} in {FOLDS} folds")
    for name, value in zip([*names, "start"], fit(inputs, labels, weights), strict=True):
        print(f"  {name}: {value:.2f}")


def main() -> None:
    """Ask everything once, then fit both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, required=True, help="folder that keeps indexes")
    given = parser.parse_args()
    asked = [*ask_sample(), *ask_news(given.folder / "news_qa", given.cache)]
    for name, count in BUNDLES.items():
        asked += ask_bundles(given.folder / name, count)
    report("answers", answers(asked))
    report("sides", sides(asked))


READER = load_reader()

if __name__ == "__main__":
    main()
