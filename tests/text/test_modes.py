"""Reports, plans, denials, conditions and questions."""

import pytest
from tables import marked

from bot.text.modes import Mode, mode_of
from store.spans import Span

AT = """
plan before unless: The truce will end on [Nov. 10] unless both sides agree. => plan
what unless governs: The truce will end on Nov. 10 unless [both] sides agree. => condition
report before and will: The two sides met on [Sunday] and will meet again on Friday. => report
plan after and: The two sides met on Sunday and will meet again on [Friday]. => plan
plan in a relative clause: Ann Poe, who will travel to Busan on [Friday], won 40 seats. => plan
report around it: Ann Poe, who will travel to Busan on Friday, won [40] seats. => report
denied: Roe denied that [12] people died. => denial
before a denial: [Twelve] people died, but Roe denied it. => report
did not: The ministry did not say when [40] ships left. => denial
not only: He not only won [40] seats but 3 towns. => report
may: The talks may resume on [Monday]. => condition
May: They met in May in [Busan]. => report
could: It could cost [$5] million, Roe said. => condition
report before and could: The toll rose to [12], officials said, and could rise further. => report
if: If the talks fail, fares will rise to [20%]. => condition
question: Did the talks end on [Monday]? => question
scheduled: The summit is scheduled for [June 3]. => plan
headline: Roe to meet Doe in [Busan] => plan
met: Roe and Doe met in [Busan]. => report
said it would: Poe said the port would reopen on [Friday]. => plan
due to a fault: The delay was due to a fault on [Monday]. => report
due to land: The flight is due to land at [6 p.m.] => plan
threatened, after: Roe was arrested on [Monday] after he threatened to burn 3 ships. => report
a deal to: A deal to end the war was signed on [Monday]. => report
agreed to a thing: They agreed to a 5-day truce on [Monday]. => report
planned to sail: Roe planned to sail on [Monday]. => plan
expected: The ship is expected to arrive [Monday]. => plan
no one: Officials said no one was hurt on [Monday]. => report
"""


@pytest.mark.parametrize(("sentence", "words", "expected"), marked(AT))
def test_the_clause_that_holds_the_words_decides(sentence: str, words: str, expected: Mode) -> None:
    start = sentence.index(words)
    assert mode_of(sentence, Span(start, start + len(words))) == expected
