"""Runs of one character: texts that hang whoever reads them with a quadratic pattern."""

import pytest

from bot.ingest.article import assemble
from bot.ingest.draft import Draft
from store.articles import NewArticle

PROSE = "The ferry left Lowport on Monday with four hundred passengers, its captain said."


@pytest.mark.parametrize(
    "run",
    [
        pytest.param("\n" * 1_000_000, id="blank lines"),
        pytest.param("\n" + " " * 1_000_000 + "\n", id="a line of blanks"),
        pytest.param('"' * 8_000, id="quote signs"),
        pytest.param("\n" + "”" * 1_000_000, id="closing quote signs on a line of their own"),
        pytest.param("." * 1_000_000 + "a", id="full stops"),
        pytest.param("\n" + "-" * 1_000_000, id="dashes"),
        pytest.param("\n" + "\t|" * 500_000, id="tabs and bars"),
        pytest.param("\n" + "©" * 300_000, id="copyright signs"),
    ],
)
def test_a_run_of_one_character_is_read_in_the_time_that_its_length_takes(run: str) -> None:
    article = assemble(Draft("a.txt", "file:/a.txt", "a.txt", f"{PROSE}{run}\n{PROSE}"))
    assert isinstance(article, NewArticle)
    first, last = article.body[0], article.body[-1]
    assert article.text[first.start :].startswith(PROSE)
    assert article.text[: last.end].endswith(PROSE)
