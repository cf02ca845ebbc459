"""Fit the weigher's curves (bot/ask/weighing.json) to labelled questions of half A of the sets.

    python -m training.fit_weigher ../shared/eval --write

A reading is right where its sentence has an accepted answer; an answer where its first reading is;
another value is a side where the key has it on another side than the first. Half B is reported:
quote@1, AUC, and a reliability table of each curve.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.evaluate.archives import bundle_archive, cached_archive, opened_archive
from bench.evaluate.bundles import ASKED_AT
from bench.evaluate.desk import contains, side_of
from bench.evaluate.evaluation import Record, noon, read_items, the_file
from bench.evaluate.figures import auc
from bench.evaluate.scoring import holds_any
from bot.ask.answering import COMPARED
from bot.ask.grouping import Group, group
from bot.ask.question import understand
from bot.ask.reading import Reading, by_odds, read_with_features
from bot.ask.retrieving import EVERYTHING, retrieve
from bot.ask.weighing import WEIGHTS, Curve, answer_features, by_likelihood, side_features
from bot.judging.document import Statement
from bot.judging.relating import relate
from bot.reader.load import judge_shipped, reader_named
from store import Store

Row = tuple[Mapping[str, float], bool]
Right = Callable[[Statement], bool]
SideOf = Callable[[Group], int | None]


BUNDLES = ("conflict_swaps", "conflict_qacc", "conflict_ramdocs")


@dataclass(frozen=True)
class Labelled:
    """A question, which readings are right, which side a group is on, and its item's half."""

    text: str
    at: datetime
    half: str
    is_right: Right
    side: SideOf | None
    of: str = "bundles"
    has_answer: bool = True


def desk_questions(folder: Path) -> Iterator[Labelled]:
    """Give desk's questions."""
    for item in read_items(folder, "questions"):
        record = item.record
        sided = partial(_side_in, record["sides"]) if record["sides"] else None
        right = partial(_is_in_key, record)
        able = record["expect"] != "unanswerable"
        yield Labelled(
            record["question"], noon(record["at"]), item.half, right, sided, "desk", able
        )


def _is_in_key(record: Record, one: Statement) -> bool:
    own = record["answers"].get(one.article_id)
    accepted = [*(words for side in record["sides"] for words in side), *([own] if own else [])]
    return record["expect"] != "unanswerable" and any(contains(one.text, w) for w in accepted)


def _side_in(sides: Sequence[Sequence[str]], group: Group) -> int | None:
    return next((s for m in group.members if (s := side_of(m.wording, sides)) is not None), None)


def news_questions(folder: Path) -> Iterator[Labelled]:
    """Give news_qa's questions; their sides are not known."""
    for item in read_items(folder, "questions"):
        right = partial(_has_answer, item.record["answers"])
        yield Labelled(
            item.record["question"], noon(item.record["asked_at"][:10]), item.half, right, None,
            "news_qa",
        )  # fmt: skip


def _has_answer(answers: Sequence[str], one: Statement) -> bool:
    return holds_any([one.text], answers)


@dataclass(frozen=True)
class Read:
    """A question with what was read for it."""

    labelled: Labelled
    readings: list[Reading]


def read_question(store: Store, labelled: Labelled) -> Read:
    """Read a question."""
    question = understand(labelled.text, labelled.at.date())
    hits = retrieve(question, store.passages, EVERYTHING)
    return Read(labelled, read_with_features(question, hits, reader_named(None)))


def quote_rows(reads: Iterable[Read]) -> list[Row]:
    """Label each reading."""
    return [(features, r.labelled.is_right(one)) for r in reads for one, features in r.readings]


def grouped(read: Read, quote: Curve) -> list[Group]:
    """Group what was read, the likeliest group first by the curve that is shipped."""
    return by_likelihood(group(by_odds(read.readings, quote)))


def answer_rows(reads: Iterable[Read], quote: Curve) -> list[Row]:
    """Label the first group of each question."""
    led = ((r, grouped(r, quote)) for r in reads if r.readings)
    return [(answer_features(g[0]), r.labelled.is_right(g[0].best)) for r, g in led]


def side_rows(reads: Iterable[Read], quote: Curve) -> list[Row]:
    """Label the other groups of each question whose sides are known."""
    return [
        row
        for r in reads
        if r.labelled.side and r.readings
        for row in sides_of(grouped(r, quote), r.labelled.side)
    ]


def sides_of(groups: Sequence[Group], side: SideOf) -> list[Row]:
    """Label the values beside the first: of another side of the key, or of none."""
    leader, others = groups[0], groups[1 : 1 + COMPARED]
    own = side(leader)
    if own is None or not others:
        return []
    judge = judge_shipped()
    relations = relate(judge, [(leader.best, other.best) for other in others])
    return [
        (side_features(leader, other, relation), side(other) is not None)
        for other, relation in zip(others, relations, strict=True)
        if side(other) != own and relation.kind not in ("agree", "refinement")
    ]


def bundles(folder: Path, limit: int) -> Iterator[Read]:
    """Read bundles: an accepted or planted value other than the first's is another side."""
    for item in islice(read_items(folder, "bundles"), limit):
        record = item.record
        every = (*record["answers"], *record.get("wrong", ()), record.get("swapped"))
        right = partial(_has_answer, record["answers"])
        sided = partial(_side_in, [[words] for words in every if words])
        labelled = Labelled(record["question"], ASKED_AT, item.half, right, sided)
        if record["answers"]:
            with bundle_archive(item.item_id, record["documents"]) as store:
                yield read_question(store, labelled)


def fit(rows: Sequence[Row]) -> Curve:
    """Fit a logistic curve by Newton's method, with a light ridge."""
    names = list(rows[0][0])
    x = np.array([[1.0, *(features[name] for name in names)] for features, _ in rows])
    y = np.array([float(label) for _, label in rows])
    w = _newton(x, y)
    return Curve(
        round(float(w[0]), 3), {n: round(float(v), 3) for n, v in zip(names, w[1:], strict=True)}
    )


def _newton(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    w, ridge = np.zeros(x.shape[1]), np.diag([0.0, *[1.0] * (x.shape[1] - 1)])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + ridge @ w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge + 1e-6 * np.eye(len(w))
        w = w - np.linalg.solve(hessian, gradient)
    return w


def report(name: str, curve: Curve, rows: Sequence[Row]) -> None:
    """Print a curve's AUC and how often it is right, by tenths of its likelihood."""
    told = [(curve(features), label) for features, label in rows]
    print(f"{name}: start {curve.start} {dict(curve.weights)}; n={len(rows)}, AUC {auc(told):.3f}")
    for tenth in range(10):
        inside = [(p, label) for p, label in told if tenth <= 10 * p < tenth + 1]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            right = sum(label for _, label in inside) / len(inside)
            print(f"  said {mean:.2f}  was {right:.2f}  n={len(inside)}")


def report_first(reads: Iterable[Read], quote: Curve) -> None:
    """Print how often a right reading is among those weighed, and how often it leads."""
    able = [one for one in reads if one.labelled.has_answer]
    for name in ("desk", "news_qa"):
        own = [one for one in able if one.labelled.of == name]
        read = [one for one in own if one.readings]
        held = sum(any(one.labelled.is_right(r) for r, _ in one.readings) for one in read)
        first = sum(one.labelled.is_right(grouped(one, quote)[0].best) for one in read)
        print(f"{name}: right among the readings {held} of {len(own)}, first {first}")


def archived(folder: Path, cache: Path, limit: int) -> Iterator[Read]:
    """Read the questions of desk and news_qa."""
    for name, questions in (("desk", desk_questions), ("news_qa", news_questions)):
        with opened_archive(cached_archive(the_file(folder / name, "articles"), cache)) as store:
            for labelled in islice(questions(folder / name), limit):
                yield read_question(store, labelled)


def main() -> None:
    """Read the command line, fit and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "copydesk-eval")
    parser.add_argument("--limit", type=int, default=10**9, help="questions of each set")
    parser.add_argument("--write", action="store_true", help="keep the curves")
    options = parser.parse_args()
    asked = list(archived(options.folder, options.cache, options.limit))
    bundled = [read for name in BUNDLES for read in bundles(options.folder / name, options.limit)]
    halves = {h: [r for r in asked if r.labelled.half == h] for h in "AB"}
    sided = {h: [r for r in (*asked, *bundled) if r.labelled.half == h] for h in "AB"}
    quote = fit(quote_rows(halves["A"]))
    answer, side = fit(answer_rows(halves["A"], quote)), fit(side_rows(sided["A"], quote))
    report_first(asked, quote)
    report("quote, half B", quote, quote_rows(halves["B"]))
    report("answer, half B", answer, answer_rows(halves["B"], quote))
    report("side, half B", side, side_rows(sided["B"], quote))
    if options.write:
        curves = {"quote": quote, "answer": answer, "side": side}
        kept = {n: {"start": c.start, "weights": dict(c.weights)} for n, c in curves.items()}
        WEIGHTS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
