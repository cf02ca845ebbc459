"""What an answer shows its reader: quotes in their order, values, and whether all is verbatim."""

from collections.abc import Iterator
from typing import Any

from bot.ask.answer import Answer, Citation, Value
from bot.evaluate.scoring import holds
from bot.evaluate.wording import words_of
from store import Store

TYPED = frozenset({"date", "duration", "number"})


def citations_of(answer: Answer) -> list[Citation]:
    """Return the citations as they are read: the first of each value, then the others."""
    leading = [value.citations[0] for value in answer.values if value.citations]
    return leading + [citation for value in answer.values for citation in value.citations[1:]]


def quotes_of(answer: Answer) -> list[str]:
    """Return the quoted sentences in that order, one that repeats another left out."""
    quotes = (citation.quote for citation in citations_of(answer))
    first: dict[tuple[str, ...], str] = {}
    for quote in quotes:
        first.setdefault(words_of(quote), quote)
    return list(first.values())


def count_verbatim(answer: Answer, store: Store) -> tuple[int, int]:
    """Return how many citations there are, and how many are the article's text at their span."""
    citations = citations_of(answer)
    return len(citations), sum(_is_verbatim(citation, store) for citation in citations)


def _is_verbatim(citation: Citation, store: Store) -> bool:
    article = store.articles.get(citation.article_id, citation.version)
    if article is None:
        return False
    wording = article.text[citation.value_start : citation.value_end]
    quote = article.text[citation.start : citation.end]
    return (quote, wording) == (citation.quote, citation.wording)


def wordings_of(value: Value) -> list[str]:
    """Return the ways in which a value is put: its text, as normalised, and as each source has it.

    The sentences around it are not among them.
    """
    own = [value.text, value.normalised or ""]
    return [*own, *(citation.wording for citation in value.citations)]


def is_value(value: Value, answer: str) -> bool:
    """Tell whether a value is this answer.

    The answer's words stand in it; or it is a date or a number that stands in the answer, as
    "3,559" does in "3,559 people".
    """
    if any(holds(wording, answer) for wording in wordings_of(value)):
        return True
    return value.kind in TYPED and holds(answer, value.text)


def has_value(answer: Answer, wanted: str) -> bool:
    """Tell whether one of the values is this answer."""
    return any(is_value(value, wanted) for value in answer.values)


def shown_texts(answer: Answer) -> Iterator[str]:
    """Give all that is shown as the answer: every value in every wording, and every quote."""
    for value in answer.values:
        yield from wordings_of(value)
        yield from (citation.quote for citation in value.citations)


def summary_of(answer: Answer) -> dict[str, Any]:
    """Return what the file of outcomes keeps of an answer."""
    return {
        "question": answer.question,
        "status": answer.status,
        "reason": answer.reason,
        "values": [value.text for value in answer.values],
        "verdicts": [verdict.verdict for verdict in answer.verdicts],
        "quotes": quotes_of(answer)[:3],
        "cited": [citation.article_id for citation in citations_of(answer)][:3],
    }
