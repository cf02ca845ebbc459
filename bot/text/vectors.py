"""Vectors of terms: weights by term, added, scaled to length one and compared by their cosine."""

import math
from collections.abc import Mapping

Vector = Mapping[str, float]


def scaled(raw: Vector) -> Vector:
    """Return a vector scaled to length one.

    >>> scaled({"a": 3.0, "b": 4.0})
    {'a': 0.6, 'b': 0.8}
    """
    length = math.sqrt(math.fsum(value * value for value in raw.values())) or 1.0
    return {term: value / length for term, value in raw.items()}


def add(pile: dict[str, float], vector: Vector) -> None:
    """Add a vector to a pile."""
    for term, value in vector.items():
        pile[term] = pile.get(term, 0.0) + value


def cosine(a: Vector, b: Vector) -> float:
    """Return the cosine of two vectors of length one, 0.0 where one is empty.

    >>> cosine({"a": 0.6, "b": 0.8}, {"b": 1.0})
    0.8
    """
    small, large = sorted((a, b), key=len)
    return math.fsum(value * large.get(term, 0.0) for term, value in small.items())
