"""SQuAD 1.1 as tokenised articles, paragraphs, sentences and questions."""

import gzip
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tokenizers import Tokenizer

from training.negatives import content_words, mentions

LONGEST_QUESTION = 32
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|No|Gen|Lt|Col|ca|c))\.$")
_BOUNDARY = re.compile(r"[.!?][\"')\]”’]*(?=\s+[\"'(\[“‘]*[A-Z0-9])")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Character spans of the sentences of `text`: a plain rule, good enough to cut windows."""
    spans, start = [], 0
    for match in _BOUNDARY.finditer(text):
        end = match.end()
        if end - start > 15 and not _ABBREVIATION.search(text[start : match.start() + 1]):
            spans.append((start, end))
            start = end + (len(text[end:]) - len(text[end:].lstrip()))
    return [*spans, (start, len(text))] if start < len(text) else spans


def load_tokenizer(base: Path) -> Tokenizer:
    """The base model's tokenizer, without its truncation and padding."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@dataclass(frozen=True)
class Question:
    """One SQuAD question with its answer's character span in the paragraph."""

    text: str
    ids: list[int]
    start: int
    end: int


@dataclass
class Paragraph:
    """A paragraph with its tokens, their offsets and its sentences as token ranges."""

    text: str
    ids: list[int]
    offsets: list[tuple[int, int]]
    questions: list[Question]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Token ranges of the sentences."""
        ranges, token = [], 0
        for _, end in sentence_spans(self.text):
            first = token
            while token < len(self.offsets) and self.offsets[token][0] < end:
                token += 1
            if token > first:
                ranges.append((first, token))
        return ranges

    @cached_property
    def words(self) -> list[frozenset[str]]:
        """Content words of each sentence."""
        return [frozenset(content_words(self.cut(*pair))) for pair in self.sentences]

    @cached_property
    def names(self) -> list[str]:
        """Names and numbers in the paragraph, to swap into questions."""
        return sorted(set(mentions(self.text)))

    def cut(self, first: int, last: int) -> str:
        """The text between two tokens."""
        return self.text[self.offsets[first][0] : self.offsets[last - 1][1]]


@dataclass
class Article:
    """A Wikipedia article of SQuAD."""

    title: str
    title_ids: list[int]
    paragraphs: list[Paragraph]

    @cached_property
    def names(self) -> list[str]:
        """Names and numbers in the paragraphs, to swap into questions."""
        return sorted({name for p in self.paragraphs for name in p.names})


def load_articles(path: Path, tokenizer: Tokenizer) -> list[Article]:
    """Read the SQuAD 1.1 training file (gzip) and tokenise it."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        raw = json.load(lines)["data"]
    articles = []
    for entry in raw:
        title = entry["title"].replace("_", " ")
        paragraphs = [_paragraph(item, tokenizer) for item in entry["paragraphs"]]
        title_ids = tokenizer.encode(f"{title}.", add_special_tokens=False).ids
        articles.append(Article(title, title_ids, [p for p in paragraphs if p.sentences]))
    return articles


def _paragraph(item: dict[str, object], tokenizer: Tokenizer) -> Paragraph:
    text, raw = str(item["context"]), item["qas"]
    assert isinstance(raw, list)
    encoded = tokenizer.encode(text, add_special_tokens=False)
    paragraph = Paragraph(text, encoded.ids, encoded.offsets, [])
    asked = [qa["question"].strip() for qa in raw]
    for qa, question in zip(
        raw, tokenizer.encode_batch(asked, add_special_tokens=False), strict=True
    ):
        answer = qa["answers"][0]["text"]
        start = best_occurrence(text, answer, qa["question"])
        if start >= 0 and answer.strip():
            ids = question.ids[:LONGEST_QUESTION]
            paragraph.questions.append(
                Question(qa["question"].strip(), ids, start, start + len(answer))
            )
    return paragraph


def best_occurrence(text: str, answer: str, question: str) -> int:
    """Where the answer stands in the sentence that shares most words with the question, or -1."""
    if text.count(answer) < 2:
        return text.find(answer)
    asked, best, found = set(content_words(question)), -1, -1.0
    spans = sentence_spans(text)
    for match in re.finditer(re.escape(answer), text):
        begin, end = next((s for s in spans if s[0] <= match.start() < s[1]), (0, len(text)))
        left, right = text[max(0, match.start() - 1) : match.start()], text[match.end() :][:1]
        whole = not (left.isalnum() or right.isalnum())
        shared = len(asked & set(content_words(text[begin:end]))) + (0.5 if whole else 0.0)
        if shared > found:
            best, found = match.start(), shared
    return best
