"""A value found in a sentence, and how well it fits what is asked."""

import re
from dataclasses import dataclass

from bot.ask.candidates import ValueKind
from bot.verdicts.comparing import Typed
from store.spans import Span

FITS = 1.0
SAME_HEAD = 0.6
QUOTED_TITLE = 0.6
UNKNOWN_PLACE = 0.7
UNTITLED = 0.5
LOOSE = 0.3
IN_DATELINE = 0.1
OTHER_LEVEL = -0.5
UNFIT = -1.0
"""How well a value fits what is asked, from 1 (just that) to -1 (something else)."""

DATELINE = re.compile(
    r"[A-Z][A-Z .'’\-]{2,30}(?:,[^—–\n]{1,30}?)?(?:\s*\([^)\n]{2,30}\))?\s*[—–-]{1,2}\s"
)

BYLINE = re.compile(r"By (?:[A-Z][\w.'’-]*,? ?){2,4}(?:(?:and|in|at) [^.!?\n]{3,60})?\s*$")


@dataclass(frozen=True)
class Found:
    """A value at a span of its sentence, and how well it fits what is asked."""

    kind: ValueKind
    span: Span
    value: Typed
    fit: float = FITS
    office: str | None = None


def dateline_end(text: str) -> int:
    """Return where a dateline ends, 0 without one.

    >>> dateline_end("PORT SEL, 3 May (Agency) — The pier opened.")
    27
    """
    match = DATELINE.match(text)
    return match.end() if match else 0


def is_byline(text: str) -> bool:
    """Tell whether a line names who wrote the article, and where.

    >>> is_byline("By Ana Mirel in Port Sel"), is_byline("By Friday Port Sel was cut off.")
    (True, False)
    """
    return BYLINE.match(text) is not None
