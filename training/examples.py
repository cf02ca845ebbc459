"""Training examples: short windows around SQuAD answers, and windows that hold no answer."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tokenizers import Tokenizer

from training.data import LONGEST_QUESTION, Article, Paragraph, Question
from training.negatives import content_words, swap_question

CLS, SEP = 101, 102
RELATIONS = ("agree", "refine", "conflict", "update", "position")
"""How two statements of one fact may stand, in the order of the judge's outputs."""

# Passage tokens a window may hold: mostly one to four sentences, as in the news archive.
BUDGETS, BUDGET_WEIGHTS = (32, 48, 64, 88, 128), (20, 25, 25, 20, 10)
NEGATIVES_PER_QUESTION = 0.8
NEAR_NAMES = 0.5
TITLE_SHARE = 0.25


@dataclass(frozen=True)
class Example:
    """Token ids of one sequence, where its passage begins, and the answer's tokens (0, 0: none)."""

    ids: list[int]
    passage_from: int
    start: int
    end: int


@dataclass(frozen=True)
class Sampler:
    """Draws examples from the articles; the same seed draws the same ones."""

    articles: list[Article]
    tokenizer: Tokenizer

    def examples(self, seed: int) -> Iterator[Example]:
        """One pass over all questions, shuffled, with negatives strewn in."""
        rng = random.Random(seed)
        keys = [
            (article, number, question)
            for article in self.articles
            for number, paragraph in enumerate(article.paragraphs)
            for question in paragraph.questions
        ]
        rng.shuffle(keys)
        for article, number, question in keys:
            yield self._positive(rng, article, article.paragraphs[number], question)
            if rng.random() < NEGATIVES_PER_QUESTION:
                yield self._negative(rng, article, number, question)

    def _positive(
        self, rng: random.Random, article: Article, paragraph: Paragraph, question: Question
    ) -> Example:
        first, last = answer_tokens(paragraph, question)
        window = window_around(rng, paragraph, first, last)
        return build(rng, article, paragraph, question.ids, window, (first, last))

    def _negative(
        self, rng: random.Random, article: Article, number: int, question: Question
    ) -> Example:
        paragraph, kind = article.paragraphs[number], rng.random()
        if kind < 0.55:
            # A name of the same paragraph is the harder swap: each of its words can be found.
            names = paragraph.names if rng.random() < NEAR_NAMES else article.names
            swapped = swap_question(rng, question.text, _answer(paragraph, question), names)
            if swapped:
                ids = self.tokenizer.encode(swapped, add_special_tokens=False).ids
                tokens = answer_tokens(paragraph, question)
                window = window_around(rng, paragraph, *tokens)
                return build(rng, article, paragraph, ids[:LONGEST_QUESTION], window, None)
        if kind < 0.77:
            window = hard_window(rng, paragraph, question, _answer(paragraph, question))
            if window:
                return build(rng, article, paragraph, question.ids, window, None)
        other = hard_paragraph(rng, article, number, question, _answer(paragraph, question))
        window = hard_window(rng, other, question, _answer(paragraph, question))
        window = window or window_around(rng, other, 0, 1)
        return build(rng, article, other, question.ids, window, None)


def _answer(paragraph: Paragraph, question: Question) -> str:
    return paragraph.text[question.start : question.end]


def answer_tokens(paragraph: Paragraph, question: Question) -> tuple[int, int]:
    """First token and the token after the last of the answer."""
    inside = [
        number
        for number, (start, end) in enumerate(paragraph.offsets)
        if end > question.start and start < question.end
    ]
    return (inside[0], inside[-1] + 1) if inside else (0, 1)


def window_around(
    rng: random.Random, paragraph: Paragraph, first: int, last: int
) -> tuple[int, int]:
    """Whole sentences that hold tokens `first` to `last`, grown at random up to a drawn budget."""
    budget = rng.choices(BUDGETS, BUDGET_WEIGHTS)[0]
    low = max((n for n, pair in enumerate(paragraph.sentences) if pair[0] <= first), default=0)
    high = min((n for n, pair in enumerate(paragraph.sentences) if pair[1] >= last), default=low)
    low, high = grow(rng, paragraph.sentences, low, max(low, high), budget)
    begin, end = paragraph.sentences[low][0], paragraph.sentences[high][1]
    if end - begin > BUDGETS[-1]:  # one endless sentence: cut it about the answer
        begin = max(begin, first - rng.randrange(8, BUDGETS[-1] // 2))
        end = min(end, begin + BUDGETS[-1])
    return begin, max(end, last)


def grow(
    rng: random.Random, sentences: list[tuple[int, int]], low: int, high: int, budget: int
) -> tuple[int, int]:
    """Add neighbouring sentences on either side while they fit the budget."""
    sides = [-1, 1]
    while sides:
        side = rng.choice(sides)
        new = (low - 1, high) if side < 0 else (low, high + 1)
        fits = new[0] >= 0 and new[1] < len(sentences)
        if fits and sentences[new[1]][1] - sentences[new[0]][0] <= budget:
            low, high = new
        else:
            sides.remove(side)
    return low, high


def hard_window(
    rng: random.Random, paragraph: Paragraph, question: Question, answer: str
) -> tuple[int, int] | None:
    """The window that shares most words with the question and does not hold the answer."""
    asked, wanted = set(content_words(question.text)), answer.lower()
    scored = [
        (len(asked & words) + rng.random(), number)
        for number, words in enumerate(paragraph.words)
        if wanted not in paragraph.cut(*paragraph.sentences[number]).lower()
    ]
    if not scored:
        return None
    low = high = max(scored)[1]
    budget = rng.choices(BUDGETS, BUDGET_WEIGHTS)[0]
    best = (low, high)
    for _ in range(6):  # grown at random; a growth that takes the answer in is thrown away
        new = grow(rng, paragraph.sentences, low, high, budget)
        span = (paragraph.sentences[new[0]][0], paragraph.sentences[new[1]][1])
        if wanted not in paragraph.cut(*span).lower():
            best = new
            break
    begin, end = paragraph.sentences[best[0]][0], paragraph.sentences[best[1]][1]
    return begin, min(end, begin + BUDGETS[-1])


def hard_paragraph(
    rng: random.Random, article: Article, number: int, question: Question, answer: str
) -> Paragraph:
    """Another paragraph of the article: one whose best sentence shares many of the words asked."""
    asked, wanted = set(content_words(question.text)), answer.lower()
    others = [p for n, p in enumerate(article.paragraphs) if n != number]
    others = [p for p in others if wanted not in p.text.lower()] or others
    if not others:
        return article.paragraphs[number]
    drawn = rng.sample(others, min(40, len(others)))
    return max(drawn, key=lambda p: max(len(asked & words) for words in p.words))


def build(
    rng: random.Random,
    article: Article | None,
    paragraph: Paragraph,
    question: list[int],
    window: tuple[int, int],
    answer: tuple[int, int] | None,
    is_titled: bool | None = None,
) -> Example:
    """Put question, title (now and then, unless it is said whether) and window together."""
    titled = rng.random() < TITLE_SHARE if is_titled is None else is_titled
    title = article.title_ids if article and titled else []
    before = [CLS, *question, SEP]
    shift = len(before) + len(title) - window[0]
    ids = [*before, *title, *paragraph.ids[window[0] : window[1]], SEP]
    start, end = (answer[0] + shift, answer[1] - 1 + shift) if answer else (0, 0)
    return Example(ids, len(before), start, end)
