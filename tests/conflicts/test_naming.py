"""A dispute is named as a headline would have it, in the words of its sentences."""

import re

import pytest
from tables import cases

from bot.conflicts.naming import name_in_quotes, name_of_dispute
from bot.judging.document import Statement, statements_of
from store.passages import Hit
from store.spans import Span

NAMES = """
without auxiliary: In all [83] passengers were aboard the Corrie Belle.
  => Some [96] passengers sailed aboard the Corrie Belle on Tuesday.
  => Passengers aboard the Corrie Belle
what is dated: The Queen Maren Bridge will open on [3 October], the minister said.
  => The Queen Maren Bridge was opened on [10 October]. => Queen Maren Bridge opened
one run of words: By [4 May] the council had cut imports of oil; prices rose.
  => On [5 May] the council cut imports of oil as prices rose. => Council cut imports of oil
without who says so: The coastguard said [8] people were missing at sea.
  => A spokesman of the coastguard said [9] people are missing at sea. => People missing at sea
not across the value: Merrow offered [36 dollars] a share.
  => Merrow offered [38.50 dollars] a share in cash. => Merrow offered
after the headline: It said 65 had been rescued and [seven] were missing.
  => It says that 67 people had been rescued and that [two] are still missing.
  => Toll of ferry Corrie Belle rises, missing
"""


def marked(text: str) -> tuple[str, Span]:
    """A text without the brackets around its value, and where that stands."""
    before, value, after = re.split(r"[\[\]]", text)
    return before + value + after, Span(len(before), len(before) + len(value))


def statement(marked_text: str) -> Statement:
    text, at = marked(marked_text)
    title = "Toll of ferry Corrie Belle rises"
    hit = Hit(1, text, 1, 0, len(text), text, title, None, None, "2026-10-07", None)
    return next(one for one in statements_of(hit) if one.inside.start == at.start)


@pytest.mark.parametrize(("one", "other", "name"), cases(NAMES))
def test_a_dispute_is_named_by_the_run_of_words_that_both_sentences_have(
    one: str, other: str, name: str
) -> None:
    assert name_of_dispute(statement(one), statement(other)) == name


def test_an_answer_is_named_by_the_words_of_the_question_that_all_its_quotes_have() -> None:
    quotes = [marked("The bridge cost [340] million."), marked("So the bridge cost [410] million.")]
    assert name_in_quotes(quotes, "How much did the bridge cost?") == "Bridge cost"
    assert name_in_quotes(quotes, "How much did they pay?") is None
