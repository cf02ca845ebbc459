import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.terms import STOP_WORDS, content_terms, is_stop, join_content, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Envoys met", ["envoy", "met"], id="stemmed"),
        pytest.param("the mayor's the mayors’", ["the", "mayor", "the", "mayor"], id="possessive"),
        pytest.param("U.S. and US", ["us", "and", "us"], id="dotted"),
        pytest.param("the U.S.-Velm line", ["the", "us", "velm", "line"], id="dotted, hyphen"),
        pytest.param("at noon.The ferry", ["at", "noon", "the", "ferri"], id="glued sentences"),
        pytest.param("10,000 at 1.2 in 2031.", ["10000", "at", "1.2", "in", "2031"], id="numbers"),
        pytest.param("won't he'll don’t", ["will", "he", "do"], id="contractions"),
        pytest.param("O'Hara", ["ohara"], id="apostrophe inside"),
        pytest.param("Café cafe\u0301 CAFÉ", ["cafe"] * 3, id="accents"),
        pytest.param("WHO said who", ["w.h.o", "said", "who"], id="abbreviation like a stop word"),
        pytest.param("snake_case __", ["snake", "case"], id="underscores"),
        pytest.param("x" * 99 + " " + "7" * 99, ["x" * 64, "7" * 64], id="a very long word is cut"),
        pytest.param(" \n\0 — !", [], id="nothing"),
    ],
)
def test_a_text_gives_these_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_every_stop_word_is_one_as_it_is_read() -> None:
    assert [word for word in sorted(STOP_WORDS) if not is_stop("".join(terms(word)))] == []


@given(st.text())
def test_content_terms_are_the_terms_without_stop_words(text: str) -> None:
    expected = [term for term in terms(text) if not is_stop(term)]
    assert content_terms(text) == expected == join_content(text).split()
    assert all(term == "".join(term.split()) != "" for term in terms(text))


@given(st.text())
def test_the_index_takes_each_term_as_one(text: str) -> None:
    conn = sqlite3.connect(":memory:")
    conn.execute("""create virtual table t using fts5 (passage, tokenize="ascii tokenchars '.'")""")
    conn.execute("create virtual table v using fts5vocab (t, instance)")
    conn.execute("insert into t values (?)", [join_content(text)])
    found = [term for (term,) in conn.execute('select term from v order by "offset"')]
    assert found == content_terms(text)
    conn.close()
