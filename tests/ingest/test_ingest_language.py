"""The language of a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingest.article import detect_language

TEXTS = {
    "English": ("The harbour reopened on Monday after two days of storms.", "en"),
    "German": ("Der Hafen wurde am Montag nach zwei Tagen Sturm wieder geöffnet.", "de"),
    "Ukrainian": ("Порт знову відкрили у понеділок після двох днів шторму.", "uk"),
    "too short": ("Port", None),
    "no letters": ("12 34 56 78 90 12 34 56 78 90 12 34 56 78 90", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_a_language_is_told_when_there_is_text_enough(text: str, expected: str | None) -> None:
    assert detect_language(text) == expected


@settings(max_examples=40)
@given(st.text())
def test_no_text_raises(text: str) -> None:
    found = detect_language(text)
    assert found is None or 2 <= len(found) <= 3
