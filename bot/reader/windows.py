"""Windows: question, title and passage as token sequences of bounded length."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

Ids = NDArray[np.int64]
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Frame:
    """The special tokens before, between and after a question and its passage."""

    before: tuple[int, ...]
    between: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True)
class Limits:
    """How many tokens a sequence, a question, a title and an answer may have; the windows' step.

    `max_title` 0: titles are not read, because they do this model harm (docs/reader.md).
    """

    max_length: int
    stride: int
    max_question: int
    max_title: int
    max_answer: int


@dataclass(frozen=True)
class Window:
    """One sequence: passage tokens `first` to `last` stand in it from `shift` on."""

    passage: int
    ids: tuple[int, ...]
    text_from: int
    shift: int
    first: int
    last: int


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Encoding]:
    """Tokenise texts without special tokens; half a surrogate pair is read as unknown."""
    return tokenizer.encode_batch(
        [_SURROGATE.sub("\ufffd", text) for text in texts], add_special_tokens=False
    )


def frame_of(tokenizer: Tokenizer) -> Frame:
    """What the tokenizer puts around a pair of texts (BERT: [CLS] a [SEP] b [SEP])."""
    pair = tokenizer.encode("a", "b")
    places = [n for n, special in enumerate(pair.special_tokens_mask) if not special]
    ids = pair.ids
    return Frame(
        tuple(ids[: places[0]]),
        tuple(ids[places[0] + 1 : places[-1]]),
        tuple(ids[places[-1] + 1 :]),
    )


def cut_windows(
    number: int,
    question: Encoding,
    title: Encoding | None,
    passage: Encoding,
    frame: Frame,
    limits: Limits,
) -> Iterator[Window]:
    """The sequences for one passage: one, or several that overlap where it is long."""
    head = (*frame.before, *question.ids[: limits.max_question], *frame.between)
    room = limits.max_length - len(head) - len(frame.after)
    lead = tuple(title.ids[: limits.max_title]) if title else ()
    room -= len(lead)
    first = 0
    while first < len(passage.ids):
        last = min(first + room, len(passage.ids))
        ids = (*head, *lead, *passage.ids[first:last], *frame.after)
        yield Window(number, ids, len(head), len(head) + len(lead), first, last)
        if last == len(passage.ids):
            break
        first += min(limits.stride, room)


def as_batch(window: Window) -> tuple[Ids, Ids, Ids]:
    """Token ids, attention mask and token types of one window, each of shape (1, tokens)."""
    ids = np.array([window.ids], np.int64)
    types = np.zeros_like(ids)
    types[:, window.text_from :] = 1
    return ids, np.ones_like(ids), types
