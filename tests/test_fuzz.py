"""Every parser that meets bytes from outside ends, and raises only what is meant for users."""

import pytest

from bench.fuzz import TARGETS, try_target
from bot.ingest.files import NO_TEXT_COLUMN, csv_rows


@pytest.mark.parametrize("name", TARGETS)
def test_made_up_input_is_read_or_refused(name: str) -> None:
    try_target(name, 40, derandomize=True)


def test_a_csv_file_that_begins_with_a_lone_carriage_return_is_skipped_with_a_reason() -> None:
    [(_, reason)] = csv_rows(iter(["\r0"]))
    assert reason == NO_TEXT_COLUMN
