"""One spelling for comparing: no case, accents, hyphens, full stops or apostrophes."""

import unicodedata
from functools import lru_cache

_TABLE = str.maketrans(dict.fromkeys("-‐‑‒–—_/", " ") | dict.fromkeys(".'’‘ʼ`´ʻ"))
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "œ": "oe"}
)


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Return a text as it is compared, not shown.

    >>> fold("Ngozi Okonjo-Iweala"), fold("São Paulo"), fold("U.S.")
    ('ngozi okonjo iweala', 'sao paulo', 'us')
    """
    bare = text if text.isascii() else _without_accents(text)
    return " ".join(bare.translate(_TABLE).casefold().split())


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))
