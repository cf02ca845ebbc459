"""How two typed values stand to each other: the words that dates and numbers share."""

from typing import Any, Literal

Comparison = Literal["same", "refines", "refined_by", "overlaps", "different", "unknown"]


def compare_bounds(a_low: Any, a_high: Any, b_low: Any, b_high: Any) -> Comparison:
    """Compare two closed intervals; "refines" means that the first lies within the second.

    >>> compare_bounds(10, 10, 1, 30)
    'refines'
    >>> compare_bounds(1, 5, 4, 9)
    'overlaps'
    """
    if (a_low, a_high) == (b_low, b_high):
        return "same"
    if b_low <= a_low and a_high <= b_high:
        return "refines"
    if a_low <= b_low and b_high <= a_high:
        return "refined_by"
    return "overlaps" if a_low <= b_high and b_low <= a_high else "different"
