"""Checking: a draft against the archive, sentence by sentence and value by value."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.claims.evidence import Evidence, joined
from bot.claims.findings import (
    RIVAL,
    SUPPORT,
    Draft,
    Finding,
    denied,
    find,
    find_said,
    read_draft,
)
from bot.claims.nearby import look_around
from bot.claims.support import Standing, check_values
from bot.text.sentences import is_heading, split_sentences
from store import Store
from store.spans import Span

WORST: tuple[Standing, ...] = ("contradicted", "disputed", "outdated", "not found", "supported")
"""How values stand, what a desk must see first: a sentence stands as its worst value."""


FLAGGED: frozenset[Standing] = frozenset({"contradicted", "disputed", "outdated"})
"""Standings of which a desk is warned."""


@dataclass(frozen=True)
class Checked:
    """One sentence of a draft at its span there, how it stands, and each of its values."""

    start: int
    end: int
    text: str
    standing: Standing
    findings: tuple[Finding, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What to show: all sides of the values that are in question, else what supports it."""
        flagged = [one for one in self.findings if one.standing in FLAGGED]
        flagged.sort(key=lambda one: WORST.index(one.standing))
        return tuple(joined(e for one in flagged or self.findings for e in one.evidence))

    @property
    def missing(self) -> tuple[str, ...]:
        """The values that no article near the sentence has, where it has others."""
        if all(one.standing == "not found" for one in self.findings):
            return ()
        return tuple(one.text for one in self.findings if one.standing == "not found")


def check_draft(store: Store, text: str, at: date) -> list[Checked]:
    """Check each sentence of a draft written on a day; headings and blanks are passed over."""
    spans = [span for span in split_sentences(text) if not is_heading(text, span)]
    return [check_sentence(store, text, span, at) for span in spans]


def check_sentence(store: Store, text: str, span: Span, at: date) -> Checked:
    """Check one sentence against the passages nearest to it."""
    sentence = text[span.start : span.end]
    near = look_around(store, sentence)
    findings = placed(find_all(read_draft(store, sentence, at, near)), span)
    standing = min((one.standing for one in findings), key=WORST.index)
    return Checked(span.start, span.end, sentence, standing, findings)


def find_all(draft: Draft) -> list[Finding]:
    """Return how each value of a sentence stands, and the sentence where somebody denies it."""
    near = draft.near
    found = check_values(draft.sentence, near.lines, draft.at, RIVAL)
    if not found:
        return [find_said(near), *denied(draft)]
    findings = [find(draft, one) for one in found]
    nearest = near.nearest()
    if nearest is None or near.share(nearest) < SUPPORT:
        findings = [unsupported(one) for one in findings]
    return [*findings, *denied(draft)]


def unsupported(finding: Finding) -> Finding:
    """Return a value as not found, where the archive says nothing on the matter."""
    is_supported = finding.standing == "supported"
    return replace(finding, standing="not found", evidence=()) if is_supported else finding


def placed(findings: Sequence[Finding], span: Span) -> tuple[Finding, ...]:
    """Return the findings of a sentence at their places in the draft, in its order."""
    moved = (replace(f, start=f.start + span.start, end=f.end + span.start) for f in findings)
    return tuple(sorted(moved, key=lambda one: one.start))
