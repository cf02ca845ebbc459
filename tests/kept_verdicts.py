"""Verdicts made by hand, and those kept for the sample newsroom."""

from dataclasses import fields, replace

from bot.conflicts.keeping import make_side
from bot.judging.document import statements_of
from store import Store
from store.verdicts import KeptVerdict, NewVerdict, Side

NOW = "2026-11-12T12:00:00.000Z"
Said = tuple[str, str]

ELEVEN, FOURTEEN = "articles/gazette-ferry-eleven.txt", "articles/observer-ferry-union.md"
CAPITAL = "https://www.capitalpost.example/nation/capital-post-ferry.html"
MINISTER = "https://www.capitalpost.example/nation/capital-post-bridge-minister.html"
TOLL, ABOARD = "People died on the Corrie Belle", "People on board the Corrie Belle"
KEPT = (
    ("update", TOLL, ("northwire-ferry-sinks", "seven"), (ELEVEN, "11")),
    ("update", TOLL, (ELEVEN, "11"), (FOURTEEN, "14")),
    ("update", TOLL, (FOURTEEN, "14"), ("articles/meridian-ferry-inquiry.txt", "16")),
    ("conflict", ABOARD, (ELEVEN, "83"), (CAPITAL, "96")),
    ("update", "Built", (ELEVEN, "1988"), ("articles/gazette-ferry-correction.txt", "1998")),
    ("conflict", "The takeover", ("articles/ledger-tolvane-deal.txt", "15 January 2027"),
     ("articles/meridian-tolvane.txt", "29 January 2027")),
    ("conflict", "The bridge cost", (MINISTER, "340 million dollars"),
     ("articles/meridian-bridge-cost.txt", "410 million dollars")),
)  # fmt: skip


def told(
    wording: str, quote: str | None = None, source: str = "The Quay Courier", **more: object
) -> Side:
    """Return a side that nobody stored: a value in its quote, of the one article of a source."""
    quote = quote or wording
    at = quote.index(wording)
    place = (0, len(quote), quote, at, at + len(wording))
    made = Side(source, 1, source, "Pier", None, None, *place, wording, None, wording)
    return replace(made, **more)  # type: ignore[arg-type]


def as_kept(new: NewVerdict, **more: object) -> KeptVerdict:
    return KeptVerdict(**{**vars(new), **more})  # type: ignore[arg-type]


def as_new(kept: KeptVerdict, **more: object) -> NewVerdict:
    """Return what was found, without what became of it."""
    made = {field.name: getattr(kept, field.name) for field in fields(NewVerdict)}
    return NewVerdict(**{**made, **more})


def side(store: Store, said: Said) -> Side:
    """Return a value of an article as a side; the value is named by its words."""
    article_id, wording = said
    every = [one for hit in store.passages.of_article(article_id) for one in statements_of(hit)]
    return make_side(next(one for one in every if one.wording.endswith(wording)))


def keep(
    store: Store, kind: str, about: str, one: Said, two: Said, quote: str | None = None
) -> int:
    """Keep a verdict; those of one name are of one dispute. `quote` is told in place of `two`'s."""
    sides = side(store, one), side(store, two)
    sides = (sides[0], replace(sides[1], quote=quote or sides[1].quote))
    key = f"{kind} {one} {two}"
    store.verdicts.record([(NewVerdict(key, kind, about, about, "s", *sides, 0.95), [])], NOW)
    return max(kept.verdict_id for kept in store.verdicts.find())
