"""What the tests share."""

from collections.abc import Iterator

import pytest
from newsstand import Newsstand, open_newsstand


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with open_newsstand() as opened:
        yield opened
