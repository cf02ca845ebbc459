"""A span: where in a text something stands."""

from typing import NamedTuple


class Span(NamedTuple):
    """Character offsets into the original text, end excluded."""

    start: int
    end: int
