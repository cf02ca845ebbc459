"""Judging: a text is read once, and two statements are related in one place."""

from typing import Literal

RelationKind = Literal[
    "agree",
    "refinement",
    "update",
    "conflict",
    "attributed position",
    "different event or scope",
    "spelling variant",
]
"""How two statements of one fact stand to each other, or that they are of two."""

WARNED = ("conflict", "attributed position")
"""The kinds that a reader must be warned of, the graver first."""

VARIANT = "spelling variant"
"""The kind that is of two spellings of a name, whatever articles have them."""
