"""Checking: a draft against the archive, sentence by sentence and value by value."""

import re
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
from bot.claims.nearby import Nearby, look_around
from bot.claims.support import Standing, check_values
from bot.text.sentences import is_heading, split_sentences
from store import Store
from store.spans import Span
from store.terms import content_terms

UNTOLD = 0.25
"""A sentence is not supported where more than this of it, beside values, stands nowhere near."""

WORD = re.compile(r"\w+(?:['’-]\w+)*")

WORST: tuple[Standing, ...] = ("contradicted", "disputed", "outdated", "not found", "supported")
"""How values stand, what a desk must see first: a sentence stands as its worst value."""

FLAGGED: frozenset[Standing] = frozenset({"contradicted", "disputed", "outdated"})
"""Standings of which a desk is warned."""


@dataclass(frozen=True)
class Checked:
    """One sentence of a draft at its span there, how it stands, and each of its values.

    `untold` are its words that no passage near it has.
    """

    start: int
    end: int
    text: str
    standing: Standing
    findings: tuple[Finding, ...]
    untold: tuple[str, ...] = ()

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
    """Check each sentence of a draft written on a day; headings above a text are passed over."""
    every = split_sentences(text)
    spans = [span for span in every if not is_heading(text, span)]
    return [check_sentence(store, text, span, at) for span in spans or every]


def check_sentence(store: Store, text: str, span: Span, at: date) -> Checked:
    """Check one sentence against the passages nearest to it."""
    sentence = text[span.start : span.end]
    near = look_around(store, sentence)
    found = find_all(read_draft(store, sentence, at, near))
    standing = min((one.standing for one in found), key=WORST.index)
    untold = untold_words(near, [one for one in found if one.text != sentence])
    return Checked(span.start, span.end, sentence, standing, placed(found, span), untold)


def untold_words(near: Nearby, values: Sequence[Finding]) -> tuple[str, ...]:
    """Return the words that no passage near has, those of values left out; () where all are."""
    if len(near.untold) == len(set(content_terms(near.sentence))):
        return ()
    words = [
        word.group()
        for word in WORD.finditer(near.sentence)
        if not near.untold.isdisjoint(content_terms(word.group()))
        and not any(value.start <= word.start() < value.end for value in values)
    ]
    return tuple(dict.fromkeys(words))


def find_all(draft: Draft) -> list[Finding]:
    """Return how each value of a sentence stands, and the sentence where somebody denies it."""
    near = draft.near
    found = check_values(draft.sentence, near.lines, draft.at, RIVAL)
    if not found:
        return [find_said(near), *denied(draft)]
    findings = [find(draft, one) for one in found]
    is_flagged = any(one.standing in FLAGGED for one in findings)
    if not is_flagged and not is_on_the_matter(near, [one.text for one in findings]):
        findings = [unsupported(one) for one in findings]
    return [*findings, *denied(draft)]


def is_on_the_matter(near: Nearby, values: Sequence[str]) -> bool:
    """Tell whether the archive has, beside the values of a sentence, what it says of them."""
    nearest = near.nearest()
    if nearest is None or near.share(nearest) < SUPPORT:
        return False
    return near.share_untold(values) <= UNTOLD


def unsupported(finding: Finding) -> Finding:
    """Return a value as not found, where the archive says nothing on the matter."""
    is_supported = finding.standing == "supported"
    return replace(finding, standing="not found", evidence=()) if is_supported else finding


def placed(findings: Sequence[Finding], span: Span) -> tuple[Finding, ...]:
    """Return the findings of a sentence at their places in the draft, in its order."""
    moved = (replace(f, start=f.start + span.start, end=f.end + span.start) for f in findings)
    return tuple(sorted(moved, key=lambda one: one.start))
