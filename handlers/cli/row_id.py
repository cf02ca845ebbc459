"""Whole numbers that name what is kept: answers, verdicts, subscriptions, versions."""

from typing import Any

import click

LARGEST = 2**63 - 1
"""What SQLite can hold: https://www.sqlite.org/datatype3.html"""


class RowId(click.ParamType[int]):
    """A number from 1 on that the store can look up; its range need not be in the help."""

    name = "integer"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or say that nothing can have it."""
        number: int = click.INT.convert(value, param, ctx)
        if not 1 <= number <= LARGEST:
            self.fail(f"{number} is not in the range from 1 to {LARGEST}.", param, ctx)
        return number


ROW_ID = RowId()
