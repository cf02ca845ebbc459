"""The office that a verdict is about, where its two values are persons who hold one."""

from bot.text.names import find_names
from store.verdicts import NewVerdict, Side

OFFICE = "office:"
"""How the slot of an office begins; the head of it follows: "office:mayor"."""


def office_of(verdict: NewVerdict) -> str | None:
    """Return the office in its fullest wording in the two quotes, None where it is about none."""
    if not verdict.slot.startswith(OFFICE):
        return None
    written = [wording for side in (verdict.a, verdict.b) if (wording := office_in(side))]
    return max(written, key=len, default=verdict.slot.removeprefix(OFFICE))


def office_in(side: Side) -> str | None:
    """Return the office that stands beside a side's person in its quote."""
    at = side.value_start - side.start
    held = (name.office for name in find_names(side.quote) if name.start <= at < name.end)
    return next(held, None)
