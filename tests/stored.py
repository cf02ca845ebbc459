"""What a test reads back of a store."""

from bot.ask.answer import Citation
from store import Store
from store.articles import Article
from store.verdicts import Side


def article_of(store: Store, article_id: str, version: int | None = None) -> Article:
    """Return an article that must be there."""
    found = store.articles.get(article_id, version)
    assert found is not None, article_id
    return found


def is_verbatim(store: Store, one: Citation | Side) -> bool:
    """Tell whether quote and value stand where a citation or a side says."""
    text = article_of(store, one.article_id, one.version).text
    value = text[one.value_start : one.value_end]
    return (text[one.start : one.end], value) == (one.quote, one.wording)
