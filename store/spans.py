"""A span: where in a text something stands."""

import json
from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Character offsets into the original text, end excluded."""

    start: int
    end: int


def dump_spans(spans: Iterable[Span]) -> str:
    """Write spans as one compact line: start and end in turn.

    >>> dump_spans([Span(0, 4), Span(9, 12)])
    '[0,4,9,12]'
    """
    return json.dumps([offset for span in spans for offset in span], separators=(",", ":"))


def load_spans(line: str) -> tuple[Span, ...]:
    """Read what `dump_spans` wrote.

    >>> load_spans('[0,4,9,12]')
    (Span(start=0, end=4), Span(start=9, end=12))
    """
    offsets = json.loads(line)
    return tuple(map(Span, offsets[::2], offsets[1::2]))
