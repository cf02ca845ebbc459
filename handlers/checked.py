"""How the sentences of a draft stand, in words for terminal and Slack alike."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping

from bot.check.checking import WORST, Checked, Evidence, Stance

WORDING_LENGTH = 100
HAVING: Mapping[Stance, str] = {
    "contradicts": "You have “{stated}”, the article has “{instead}”",
    "later": "You have “{stated}”, a later article has “{instead}”",
    "earlier": "You have “{stated}”, an earlier article has “{instead}”",
    "supports": "The article has “{stated}” too",
}


def tell_counts(checked: Iterable[Checked]) -> str:
    """Return how many sentences stand how, the worst first.

    >>> tell_counts([Checked(0, 3, "So.", "not found", ()), Checked(4, 6, "A.", "disputed", ())])
    '1 disputed, 1 not found'
    """
    counts = Counter(str(one.standing) for one in checked)
    return ", ".join(f"{counts[name]} {name}" for name in WORST if counts[name])


def tell_evidence(evidence: Evidence) -> str:
    """Return what an article has in the place of a draft's words, "" for a whole sentence."""
    if not evidence.stated:
        return ""
    stated, instead = (
        textwrap.shorten(text or "", WORDING_LENGTH, placeholder="…")
        for text in (evidence.stated, evidence.instead)
    )
    return HAVING[evidence.stance].format(stated=stated, instead=instead)
