"""A sentence leans on those before it: on their names, and on what its "it" stands for."""

import pytest
from claim_samples import article, claims_in

from bot.claims.extract import in_body
from bot.claims.lines import common_nouns, lines_of, referred_to
from bot.text.names import find_names

BRIDGE = "The Ada Marn Bridge in Halden opened in May. The bridge is 2 kilometres long."
FERRY = "A reef sank the ferry Corrie Dane off Orsk. The ferry was built in 1988."


@pytest.mark.parametrize(
    ("text", "expected"), [(BRIDGE, "Ada Marn Bridge"), (FERRY, "Corrie Dane")]
)
def test_a_noun_stands_for_the_thing_named_with_it(text: str, expected: str) -> None:
    lines = list(lines_of(article(text), in_body(article(text), find_names(text))))
    assert expected in lines[-1].borrowed


def test_a_noun_of_two_things_stands_for_neither() -> None:
    text = "The Halden Bridge and the Brede Bridge were closed."
    known = common_nouns(text, find_names(text))
    assert referred_to("The bridge is long.", known) == ()


def test_it_stands_for_what_the_sentence_before_is_about() -> None:
    (claim,) = [
        c for c in claims_in("The truce was signed at Brede. It runs out in November.")
        if c.kind == "date"
    ]  # fmt: skip
    assert {"truce", "expir"} <= set(claim.near)
