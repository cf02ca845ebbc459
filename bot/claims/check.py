"""Checking: a draft against the archive, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.claims.stated import Stated, values_in
from bot.claims.support import (
    Found,
    Line,
    Standing,
    check_value,
    coverage,
    read_lines,
    weigh,
)
from bot.text.sentences import is_heading, split_sentences
from store import Store
from store.passages import Hit, Query
from store.spans import Span
from store.terms import content_terms

PASSAGES = 12
RIVAL = 0.5
"""Among many articles a sentence must share more to speak of the same thing than within one."""

SUPPORT = 0.4
"""A value is supported by a sentence that shares so much of the words around it."""

SAID = 0.7
"""A sentence without values is supported by one that has so much of its words."""


@dataclass(frozen=True)
class Evidence:
    """A sentence of an article, and the words in it that support or contradict a draft."""

    article_id: str
    version: int
    source: str | None
    title: str | None
    url: str | None
    published_at: str | None
    start: int
    end: int
    quote: str
    stated: str | None
    instead: str | None


@dataclass(frozen=True)
class Checked:
    """One sentence of a draft at its span there, how it stands, and by what."""

    start: int
    end: int
    text: str
    standing: Standing
    evidence: tuple[Evidence, ...]


def check_draft(store: Store, text: str, at: date) -> list[Checked]:
    """Check each sentence of a draft written on a day; headings and blanks are passed over."""
    spans = [span for span in split_sentences(text) if not is_heading(text, span)]
    return [check_sentence(store, text, span, at) for span in spans]


def check_sentence(store: Store, text: str, span: Span, at: date) -> Checked:
    """Check one sentence against the passages nearest to it."""
    sentence = text[span.start : span.end]
    asked = tuple(dict.fromkeys(content_terms(sentence)))
    hits = store.passages.retrieve(Query(asked, limit=PASSAGES)) if asked else []
    lines = [(hit, line) for hit in hits for line in read_lines(hit.text, day_of(hit))]
    standing, evidence = judge_sentence(sentence, lines, at)
    return Checked(span.start, span.end, sentence, standing, tuple(evidence))


def day_of(hit: Hit) -> date | None:
    """Return the day on which a passage was published."""
    return date.fromisoformat(hit.published_at[:10]) if hit.published_at else None


def judge_sentence(
    sentence: str, lines: Sequence[tuple[Hit, Line]], at: date
) -> tuple[Standing, list[Evidence]]:
    """Say how a sentence stands: one value contradicted is enough, all must be supported."""
    every = [line for _, line in lines]
    weight = weigh(every)
    homes = {id(line): hit for hit, line in lines}
    found = [check_value(sentence, v, every, weight, RIVAL) for v in values_in(sentence, at)]
    against = [f for f in found if f.standing == "contradicted"]
    if against:
        also = [Found(f.stated, "supported", f.also) for f in against if f.also is not None]
        return "contradicted", [evidence_of(one, homes) for one in (*against, *also)]
    asked = frozenset(content_terms(sentence))
    near = max(every, key=lambda line: coverage(asked, line, weight), default=None)
    share = coverage(asked, near, weight) if near is not None else 0.0
    if near is None or share < (SUPPORT if found else SAID):
        return "not found", []
    if any(f.standing == "not found" for f in found):
        return "not found", []
    sure = [evidence_of(one, homes) for one in found if one.line is not None]
    alone = Found(values_of_none(sentence), "supported", near)
    return "supported", one_each(sure) or [evidence_of(alone, homes)]


def values_of_none(sentence: str) -> Stated:
    """Return the whole sentence as what is stated, where it has no value."""
    return Stated("name", Span(0, len(sentence)), sentence)


def evidence_of(found: Found, homes: dict[int, Hit]) -> Evidence:
    """Return what speaks for or against a value, by its place in its article."""
    assert found.line is not None
    hit = homes[id(found.line)]
    return Evidence(
        article_id=hit.article_id,
        version=hit.version,
        source=hit.source,
        title=hit.title,
        url=hit.url,
        published_at=hit.published_at,
        start=hit.start + found.line.span.start,
        end=hit.start + found.line.span.end,
        quote=found.line.text,
        stated=found.stated.wording,
        instead=found.instead.wording if found.instead else None,
    )


def one_each(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return each quoted sentence once."""
    return list({(one.article_id, one.start): one for one in evidence}.values())
