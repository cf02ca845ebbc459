"""Word lists written as plain prose."""


def words(text: str) -> frozenset[str]:
    """Return the blank-separated words of a list.

    >>> sorted(words("said says"))
    ['said', 'says']
    """
    return frozenset(text.split())
