"""Tables of cases, one to a line: `what it shows: a sentence with its [words] => what is expected`.

A line that begins with two blanks goes on with the one before.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest


def named(*table: tuple[Any, ...]) -> list[Any]:
    """Each case under its name, which it begins with."""
    return [pytest.param(*parts, id=name) for name, *parts in table]


def rows(table: str) -> Iterator[tuple[str, list[str]]]:
    """The name of each case and its parts, which stand between arrows."""
    for line in filter(None, table.replace("\n  ", " ").splitlines()):
        name, _, rest = line.partition(": ")
        yield name, [part.replace("\\n", "\n").strip(" ") for part in rest.split("=>")]


def cases(table: str) -> list[Any]:
    """Each case as its parts."""
    return named(*((name, *parts) for name, parts in rows(table)))


def marked(table: str) -> list[Any]:
    """Each case as its sentence, the words that are marked in it, and its other parts."""
    return [
        pytest.param(sentence, words, *more, id=case.id)
        for case in marked_often(table)
        for sentence, (words,), *more in [case.values]
    ]


def marked_often(table: str) -> list[Any]:
    """Each case as its sentence, all that is marked in it, and its other parts."""
    return [
        pytest.param(re.sub(r"[\[\]]", "", first), re.findall(r"\[(.*?)\]", first), *more, id=name)
        for name, (first, *more) in rows(table)
    ]
