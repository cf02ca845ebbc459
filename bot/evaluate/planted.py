"""The sample newsroom's planted pairs: each must come out of its articles with its verdict."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.claims.examine import examine
from bot.claims.keeping import load_claim
from bot.evaluate.archives import folder_archive
from bot.evaluate.evaluation import EvaluationSet, Item, Run, Tools
from bot.evaluate.figures import Figure, Outcome, share
from bot.evaluate.newsroom import VERDICTS
from bot.evaluate.records import Record, has_fields, read_items
from store import Store
from store.verdicts import KeptVerdict, Side

STEM = "verdicts"
NOW = "2026-12-01T12:00:00Z"
WORDS = {**VERDICTS, "attributed": "attributed position", "different": "different event or scope",
         "variant": "spelling variant"}  # fmt: skip
DIFFERENT = "different event or scope"
WARNED = frozenset({"conflict", "attributed position", "update", "retraction"})
MARKS = ("planted verdict", "conflict found", "update found", "no conflict where there is none")


def is_in(folder: Path) -> bool:
    """Tell whether a folder holds planted pairs and the articles that they stand in."""
    return has_fields(folder, STEM, "a", "b", "verdict") and (folder / "articles").is_dir()


def read(folder: Path) -> list[Item]:
    """Return the planted pairs."""
    return read_items(folder, STEM)


@contextmanager
def opened(folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what looks for one pair among the verdicts found between all the articles."""
    with folder_archive(folder / "articles") as store:
        listed = store.articles.latest(1000)[::-1]
        examine(store, [article.article_id for article in listed], NOW)
        found = store.verdicts.find()
        yield lambda item: run(item, store, found)


def run(item: Item, store: Store, found: Sequence[KeptVerdict]) -> Outcome:
    """Look for one planted pair."""
    wanted = WORDS.get(item.record["verdict"], item.record["verdict"])
    one, two = locate(item.record["a"], store), locate(item.record["b"], store)
    given = [v.verdict for v in found if is_pair(v, one, two)]
    if one.article_id == two.article_id:
        given.append("agree")  # a copy and its original: one text, and no verdict is kept
    passed = {"planted verdict": is_right(wanted, given)}
    if wanted == "conflict":
        passed["conflict found"] = "conflict" in given
    elif wanted == "update":
        passed["update found"] = "update" in given
    if wanted != "conflict":
        passed["no conflict where there is none"] = "conflict" not in given
    return Outcome(item.item_id, passed, {}, {"wanted": wanted, "given": given})


@dataclass(frozen=True)
class Place:
    """Where a planted quote stands, and what is claimed there: pairs of slot and value."""

    article_id: str
    start: int
    end: int
    claimed: frozenset[tuple[str, str]]


def locate(planted: Record, store: Store) -> Place:
    """Return where a planted quote stands; of a copy, its place in the original."""
    listed = [a for a in store.articles.latest(1000) if is_called(a.article_id, planted["article"])]
    article_id = listed[0].copy_of or listed[0].article_id
    article = store.articles.get(article_id)
    start = article.text.find(planted["quote"]) if article else -1
    end = start + len(planted["quote"])
    claims = [load_claim(c.payload) for one in store.claims.get([article_id]) for c in one.claims]
    inside = [c for c in claims if c.sentence.start < end and start < c.sentence.end]
    return Place(article_id, start, end, frozenset((c.slot, c.normalised) for c in inside))


def is_called(article_id: str, name: str) -> bool:
    """Tell whether the last part of an id is this name."""
    return article_id.rpartition("/")[2] == name


def is_right(wanted: str, given: Sequence[str]) -> bool:
    """Tell whether a pair came out with its verdict; different things need no verdict at all."""
    if wanted == DIFFERENT:
        return WARNED.isdisjoint(given)
    return wanted in given


def is_pair(verdict: KeptVerdict, one: Place, two: Place) -> bool:
    """Tell whether a verdict is of the two planted quotes."""
    a, b, slot = verdict.a, verdict.b, verdict.slot
    return (is_side(one, a, slot) and is_side(two, b, slot)) or (
        is_side(one, b, slot) and is_side(two, a, slot)
    )


def is_side(planted: Place, side: Side, slot: str) -> bool:
    """Tell whether a side stands in a planted quote's sentence, or claims just what that claims."""
    if side.article_id != planted.article_id:
        return False
    overlaps = planted.start >= 0 and side.start < planted.end and planted.start < side.end
    return overlaps or (slot, side.normalised) in planted.claimed


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the set."""
    return [share(f"planted pairs: {mark}", outcomes, mark) for mark in MARKS]


PLANTED = EvaluationSet("sample_verdicts", is_in, read, opened, summarise)
