"""News with questions and statements: what the reader learns from it, in groups of windows.

The file is described beside it (JSON lines, gzip): passages, questions people might type, near
misses, and statements that agree with a fact of the passage, differ from it, or only look alike.
"""

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

from training.data import LONGEST_QUESTION, Article, Paragraph, Question, best_occurrence
from training.examples import Example, answer_tokens, build, hard_window, window_around
from training.groups import WINDOWS, WITHOUT_ANSWER, Group
from training.search import Archive

ASIDE = 7
"""Every seventh passage is never learnt from: what is chosen is chosen on those."""

TITLED = 0.5
"""Share of the groups whose windows begin with their article's headline and day."""

LONGEST_TITLE = 32


@dataclass(frozen=True)
class Statement:
    """One sentence that states a value, which stands at `start` to `end`."""

    text: str
    start: int
    end: int

    @property
    def value(self) -> str:
        """The value as stated."""
        return self.text[self.start : self.end]


@dataclass(frozen=True)
class Fact:
    """A question, the passage's sentence that answers it, and other statements by their kind."""

    question: str
    origin: Statement
    before: str
    others: dict[str, Statement]


@dataclass(frozen=True)
class News:
    """A passage as an article of one paragraph, its near misses and its fact."""

    number: int
    article: Article
    near_misses: list[str]
    fact: Fact | None
    headline: str

    @property
    def paragraph(self) -> Paragraph:
        """The passage."""
        return self.article.paragraphs[0]

    @property
    def is_aside(self) -> bool:
        """Whether it is kept for choosing."""
        return self.number % ASIDE == 0


def load_news(path: Path, tokenizer: Tokenizer) -> list[News]:
    """Read the file; a field that cannot be found in its text is left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_news(number, json.loads(line), tokenizer) for number, line in enumerate(lines)]


def _news(number: int, row: dict[str, object], tokenizer: Tokenizer) -> News:
    text = str(row["passage"])
    encoded = tokenizer.encode(text, add_special_tokens=False)
    paragraph = Paragraph(text, encoded.ids, encoded.offsets, [])
    for asked in row["answerable"]:  # type: ignore[attr-defined]
        start = best_occurrence(text, asked["answer"], asked["question"])
        if start >= 0:
            ids = _ids(asked["question"], tokenizer)
            end = start + len(asked["answer"])
            paragraph.questions.append(Question(asked["question"], ids, start, end))
    title = tokenizer.encode(f"{row['title']} ({row['date']}).", add_special_tokens=False).ids
    article = Article(str(row["title"]), title[-LONGEST_TITLE:], [paragraph])
    return News(
        number,
        article,
        list(row["unanswerable"]),
        _fact(row["fact"], paragraph),
        f"{row['title']} ({row['date']})",
    )  # type: ignore[call-overload]


def _ids(question: str, tokenizer: Tokenizer) -> list[int]:
    return tokenizer.encode(question, add_special_tokens=False).ids[:LONGEST_QUESTION]


def _fact(row: dict[str, object], paragraph: Paragraph) -> Fact | None:
    asked, value, text = str(row["question"]), str(row["value"]), paragraph.text
    start = best_occurrence(text, value, asked)
    if start < 0:
        return None
    spans = [
        (paragraph.offsets[first][0], paragraph.offsets[last - 1][1])
        for first, last in paragraph.sentences
    ]
    place = next((n for n, (s, e) in enumerate(spans) if s <= start < e), None)
    if place is None:
        return None
    begin, end = spans[place][0], max(spans[place][1], start + len(value))
    origin = Statement(text[begin:end], start - begin, start - begin + len(value))
    before = text[slice(*spans[place - 1])] if place else ""
    others = {}
    for kind in ("agree", "refine", "conflict", "update", "said", "other"):
        if isinstance(stated := row.get(kind), dict):
            at = stated["text"].find(stated["value"])
            if at >= 0:
                others[kind] = Statement(stated["text"], at, at + len(stated["value"]))
    return Fact(asked, origin, before, others)


@dataclass(frozen=True)
class NewsSampler:
    """Draws groups of news; the same seed draws the same ones."""

    news: list[News]
    archive: Archive
    tokenizer: Tokenizer
    _statements: dict[str, Paragraph] = field(default_factory=dict)

    def groups(self, seed: int) -> Iterator[Group]:
        """One pass over all questions, near misses and facts, shuffled."""
        rng = random.Random(f"news-{seed}")
        drawn: list[tuple[News, str, Question | str | None]] = []
        for one in self.news:
            drawn += [(one, "asked", question) for question in one.paragraph.questions]
            drawn += [(one, "missed", question) for question in one.near_misses]
            drawn += [(one, "stated", None)] * 2 if one.fact else []
        rng.shuffle(drawn)
        for one, kind, question in drawn:
            if kind == "asked" and isinstance(question, Question):
                yield self._asked(rng, one, question)
            elif kind == "missed" and isinstance(question, str):
                yield self._missed(rng, one, question)
            elif one.fact:
                yield self._stated(rng, one, one.fact)

    def _asked(self, rng: random.Random, one: News, question: Question) -> Group:
        titled = rng.random() < TITLED
        first, last = answer_tokens(one.paragraph, question)
        window = window_around(rng, one.paragraph, first, last)
        right = self.built(rng, one, question.ids, window, (first, last), titled)
        answer = one.paragraph.text[question.start : question.end]
        nulls = self.found(rng, question.text, answer, question.ids, WINDOWS - 1, titled)
        near = hard_window(rng, one.paragraph, question, answer)
        if near and rng.random() < 0.5:
            nulls[:1] = [self.built(rng, one, question.ids, near, None, titled)]
        return tuple(nulls) if nulls and rng.random() < WITHOUT_ANSWER else (right, *nulls)

    def _missed(self, rng: random.Random, one: News, asked: str) -> Group:
        titled, ids = rng.random() < TITLED, _ids(asked, self.tokenizer)
        question = Question(asked, ids, 0, 0)
        near = hard_window(rng, one.paragraph, question, "\0") or (0, 1)
        nulls = self.found(rng, asked, "\0", ids, 1, titled)
        return (self.built(rng, one, ids, near, None, titled), *nulls)

    def _stated(self, rng: random.Random, one: News, fact: Fact) -> Group:
        titled, ids = rng.random() < TITLED, _ids(fact.question, self.tokenizer)
        kinds = [kind for kind in fact.others if kind != "other"]
        stated = fact.others[rng.choice(kinds)] if kinds else None
        group: list[Example] = []
        if stated is None or rng.random() < 0.3:
            start = best_occurrence(one.paragraph.text, fact.origin.value, fact.question)
            question = Question(fact.question, ids, start, start + len(fact.origin.value))
            tokens = answer_tokens(one.paragraph, question)
            window = window_around(rng, one.paragraph, *tokens)
            group.append(self.built(rng, one, ids, window, tokens, titled))
        else:
            group.append(self.sentence(rng, one, ids, stated, titled, is_right=True))
        if "other" in fact.others:
            group.append(self.sentence(rng, one, ids, fact.others["other"], titled, is_right=False))
        group += self.found(rng, fact.question, fact.origin.value, ids, 2, titled)
        if rng.random() < 0.2:  # nothing answers
            group = group[1:] or group
        return tuple(group)

    def sentence(
        self,
        rng: random.Random,
        one: News,
        ids: list[int],
        stated: Statement,
        titled: bool,
        *,
        is_right: bool,
    ) -> Example:
        """A statement as a window, with its value for the answer or with none."""
        paragraph = self._statements.get(stated.text)
        if paragraph is None:
            encoded = self.tokenizer.encode(stated.text, add_special_tokens=False)
            paragraph = Paragraph(stated.text, encoded.ids, encoded.offsets, [])
            self._statements[stated.text] = paragraph
        tokens = answer_tokens(paragraph, Question("", [], stated.start, stated.end))
        article = one.article if titled else None
        whole = (0, len(paragraph.ids))
        return build(rng, article, paragraph, ids, whole, tokens if is_right else None, titled)

    def found(
        self, rng: random.Random, asked: str, answer: str, ids: list[int], count: int, titled: bool
    ) -> list[Example]:
        """Windows of other articles that a search finds, without the answer."""
        return [
            build(rng, p.article, p.paragraph, ids, (p.first, p.last), None, titled)
            for p in self.archive.without(rng, asked, answer, count)
        ]

    def built(
        self,
        rng: random.Random,
        one: News,
        ids: list[int],
        window: tuple[int, int],
        answer: tuple[int, int] | None,
        titled: bool,
    ) -> Example:
        """A window of the passage."""
        return build(rng, one.article, one.paragraph, ids, window, answer, titled)
