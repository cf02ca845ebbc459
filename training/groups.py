"""Training groups: a question with several windows that a search finds for it, read side by side.

A span's score must be worth the same in every window, since an archive's passages compete.
"""

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from tokenizers import Tokenizer

from training.data import LONGEST_QUESTION, Paragraph, Question, best_occurrence
from training.examples import Example, Sampler, answer_tokens, build, hard_window, window_around
from training.parts import Part, part_of
from training.search import Archive, Place

WINDOWS = 4
WITHOUT_ANSWER = 0.25
"""Share of the groups of which no window holds the answer."""

SWAPPED = 0.7
WRITTEN = 0.35
"""Questions with something swapped, and questions that people wrote, for each group searched."""

Group = tuple[Example, ...]


@dataclass(frozen=True)
class Written:
    """A question people wrote about a paragraph, answerable or not."""

    paragraph: Paragraph
    question: Question
    is_answerable: bool


def load_written(path: Path, tokenizer: Tokenizer) -> list[Written]:
    """Read the training part of SQuAD 2.0 dev (JSON lines, gzip)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found: list[Written] = []
    for row in rows:
        if part_of(row["title"]) is not Part.TRAIN:
            continue
        text, asked = row["passage"], row["question"].strip()
        encoded = tokenizer.encode(text, add_special_tokens=False)
        ids = tokenizer.encode(asked, add_special_tokens=False).ids[:LONGEST_QUESTION]
        answers = row["answers"]
        start = best_occurrence(text, answers[0], asked) if answers else 0
        end = start + len(answers[0]) if answers else 0
        paragraph = Paragraph(text, encoded.ids, encoded.offsets, [])
        found.append(Written(paragraph, Question(asked, ids, start, end), bool(answers)))
    return found


@dataclass(frozen=True)
class GroupSampler:
    """Draws groups; the same seed draws the same ones."""

    sampler: Sampler
    archive: Archive
    written: list[Written]

    def groups(self, seed: int) -> Iterator[Group]:
        """One pass over all questions, shuffled, with single windows strewn in."""
        rng = random.Random(f"groups-{seed}")
        singles = self.sampler.examples(seed)
        people = cycle(rng.sample(self.written, len(self.written)) or [None])
        keys = [
            (Place(article, paragraph, 0, 0), question)
            for article in self.sampler.articles
            for paragraph in article.paragraphs
            for question in paragraph.questions
        ]
        rng.shuffle(keys)
        for home, question in keys:
            yield self._searched(rng, home, question)
            if rng.random() < SWAPPED and (single := next(singles, None)):
                yield (single,)
            if rng.random() < WRITTEN and (one := next(people)):
                yield (written_example(rng, one),)

    def _searched(self, rng: random.Random, home: Place, question: Question) -> Group:
        answer = home.paragraph.text[question.start : question.end]
        has_answer = rng.random() >= WITHOUT_ANSWER
        others = self.archive.without(rng, question.text, answer, WINDOWS - has_answer)
        examples = [
            build(rng, p.article, p.paragraph, question.ids, (p.first, p.last), None)
            for p in others
        ]
        if has_answer or not examples:
            first, last = answer_tokens(home.paragraph, question)
            window = window_around(rng, home.paragraph, first, last)
            examples.append(
                build(rng, home.article, home.paragraph, question.ids, window, (first, last))
            )
        return tuple(examples)


def written_example(rng: random.Random, one: Written) -> Example:
    """The window of a written question: about its answer, or the nearest where it has none."""
    if one.is_answerable:
        first, last = answer_tokens(one.paragraph, one.question)
        window = window_around(rng, one.paragraph, first, last)
        return build(rng, None, one.paragraph, one.question.ids, window, (first, last))
    near = hard_window(rng, one.paragraph, one.question, "\0")
    return build(rng, None, one.paragraph, one.question.ids, near or (0, 1), None)
