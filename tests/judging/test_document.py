"""A text is read once: each value once, and where it stands in its article."""

from dataclasses import replace

import pytest
from ask_samples import Told, hit_of
from tables import named

from bot.judging.document import read, statements_of


@pytest.mark.parametrize(
    ("text", "expected"),
    named(
        ("three kinds", "Ana Mirel said on 3 May that 12 ships left.",
         [("person", "Ana Mirel"), ("date", "3 May"), ("number", "12")]),
        ("a duration is no number", "It rained for three days.", [("duration", "three days")]),
        ("a day is no number", "The bridge opened on 3 May 2026.", [("date", "3 May 2026")]),
        ("none", "Nothing is known of it.", []),
    ),
)  # fmt: skip
def test_a_value_is_read_once_and_as_one_kind(text: str, expected: list[tuple[str, str]]) -> None:
    (sentence,) = read(text).sentences
    assert [(value.kind, value.wording) for value in sentence.values] == expected


def test_a_statement_knows_where_it_stands_in_its_article() -> None:
    lead = "The sea was calm. "
    text = "Rain fell on Pell. Ana Mirel counted 12 ships."
    hit = replace(hit_of(Told(text)), start=len(lead), end=len(lead) + len(text))
    article = lead + text
    found = [one for one in statements_of(hit) if one.wording in ("Ana Mirel", "12 ships", "12")]
    assert len(found) == 2
    for one in found:
        assert article[one.span.start : one.span.end] == "Ana Mirel counted 12 ships."
        assert article[one.value_span.start : one.value_span.end] == one.wording
        assert one.text[one.inside.start : one.inside.end] == one.wording
        assert one.before == "Rain fell on Pell."


def test_a_copy_counts_as_the_source_of_its_original() -> None:
    hit = hit_of(Told("Ana Mirel counted 12 ships."))
    sources = [
        statements_of(replace(hit, **other))[0].source  # type: ignore[arg-type]
        for other in ({}, {"copy_of": "wire"}, {"source": None})
    ]
    assert sources == ["The Quay Courier", "wire", "article-1"]
