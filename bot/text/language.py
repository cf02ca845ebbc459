"""Which language a text is written in."""

import py3langid  # type: ignore[import-untyped]

_ENOUGH_LETTERS = 20
_SAMPLE = 4000


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None where there is too little text.

    >>> detect("The harbour reopened on Monday after two days of storms.")
    'en'
    """
    sample = text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < _ENOUGH_LETTERS:
        return None
    return str(py3langid.classify(sample)[0])
