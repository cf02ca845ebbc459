"""The sample newsroom: the questions of its key, and the pairs that are planted in its articles."""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from bench.evaluate.alerts import compare_new
from bench.evaluate.archives import folder_archive
from bench.evaluate.evaluation import EvaluationSet, Item, Record, Run, Tools, noon
from bench.evaluate.figures import Figure, Outcome, share, tally, times
from bench.evaluate.scoring import count_verbatim, holds, summary_of, wordings_of
from bot.ask.answer import Answer, Value
from bot.judging import WARNED
from bot.judging.document import Statement, statements_of
from bot.judging.relating import Judge, relate
from store import Store
from store.verdicts import KeptVerdict, Side

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
ALL = 100_000
ALIKE, DIFFERENT = "agree", "different event or scope"
VERDICTS = {
    "attributed": "attributed position",
    "different": DIFFERENT,
    "variant": "spelling variant",
    "retraction": "update",
}
"""The key's words for verdicts, where they differ: a source that corrects itself updates."""

CLAIMING = frozenset({"answered", "disputed"})
DIFFERING = frozenset({*WARNED, "update"})


@contextmanager
def opened_key(folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what asks one question of all the articles."""
    with folder_archive(folder / "articles") as store:
        yield lambda item: ask(item, store, tools)


def ask(item: Item, store: Store, tools: Tools) -> Outcome:
    """Ask one question of the key."""
    started = time.perf_counter()
    answer = tools.ask(store, item.record["question"], noon(item.record["at"]))
    seconds = time.perf_counter() - started
    cited, verbatim = count_verbatim(answer, store)
    passed = {**judge(item.record, answer), "verbatim": cited == verbatim}
    passed["all right"] = all(passed.values())
    spurious = spurious_sides(item.record, answer), spurious_verdicts(item.record, answer)
    measured = {
        "sides": len(sides_of(answer)), "spurious sides": len(spurious[0]),
        "verdicts": len(verdicts_of(answer)), "spurious verdicts": len(spurious[1]),
    }  # fmt: skip
    shown = {**summary_of(answer), "spurious": [*spurious[0], *spurious[1]]}
    return Outcome(item.item_id, passed, measured, shown, seconds)


def judge(entry: Record, answer: Answer) -> dict[str, bool]:
    """Return what is right about an answer, of what its key entry asks."""
    marks = {"status": answer.status == entry["status"]}
    if entry["status"] == "abstained":
        return {**marks, "abstains": answer.status == "abstained"}
    if entry["accept"]:
        marks["first value"] = bool(answer.values) and states(answer.values[0], entry["accept"])
    if entry["sides"]:
        marks["every side"] = has_sides(answer.values, entry["sides"])
    if entry["verdict"]:
        marks["verdicts"] = wanted_verdicts(entry) <= verdicts_of(answer)
    marks["quoted from"] = is_quoted_from(answer, entry["quoted_from"])
    return marks


def sides_of(answer: Answer) -> list[Value]:
    """Return what is shown as said of the very fact asked about."""
    return [value for value in answer.values if value.standing == "side"]


def spurious_sides(entry: Record, answer: Answer) -> list[str]:
    """Return the sides shown that neither the accepted wordings nor the sides of the key allow."""
    allowed = [*entry["accept"], *(words for side in entry["sides"] for words in side)]
    shown = sides_of(answer) if answer.status in CLAIMING else []
    return [value.text for value in shown if not states(value, allowed)]


def verdicts_of(answer: Answer) -> set[str]:
    """Return the kinds of verdicts that an answer gives."""
    return {verdict.verdict for verdict in answer.verdicts}


def wanted_verdicts(entry: Record) -> set[str]:
    """Return the kinds of verdicts that the key wants."""
    return {VERDICTS.get(name, name) for name in entry["verdict"]}


def spurious_verdicts(entry: Record, answer: Answer) -> list[str]:
    """Return the kinds of verdicts that the key does not have; that some agree is no charge.

    Where the key names none, nothing is asked of them but to raise no alarm.
    """
    wanted = wanted_verdicts(entry)
    extra = verdicts_of(answer) - wanted - {ALIKE}
    return sorted(extra if wanted else extra & DIFFERING)


def states(value: Value, accepted: Sequence[str]) -> bool:
    """Tell whether one of the accepted strings stands in a value, in any of its wordings."""
    wordings = wordings_of(value)
    return any(stands_in(wording, words) for words in accepted for wording in wordings)


def stands_in(wording: str, words: str) -> bool:
    """Tell whether words stand in a wording, whole and letter case aside.

    >>> stands_in("At least 140 people", "140"), stands_in("1140", "140")
    (True, False)
    """
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return re.search(pattern, wording, re.IGNORECASE) is not None


def has_sides(values: Sequence[Value], sides: Sequence[Sequence[str]]) -> bool:
    """Tell whether every side can be given a value of its own that is shown as a side."""
    if not sides:
        return True
    first, *others = sides
    return any(
        value.standing == "side"
        and states(value, first)
        and has_sides([*values[:at], *values[at + 1 :]], others)
        for at, value in enumerate(values)
    )


def is_quoted_from(answer: Answer, allowed: Sequence[str]) -> bool:
    """Tell whether something is quoted, and nothing but the articles that the key allows.

    What stands below the sides, as a further value, is not quoted as the answer.
    """
    cited = {name_of(c.article_id) for value in sides_of(answer) for c in value.citations}
    return bool(cited) and cited <= set(allowed)


def name_of(article_id: str) -> str:
    """Return the last part of an article's id, by which the key names it."""
    return article_id.rpartition("/")[2]


def summarise_key(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the questions."""
    marks = (
        "all right", "status", "first value", "every side", "abstains", "verdicts", "quoted from",
        "verbatim",
    )  # fmt: skip
    return [
        *(share(mark, outcomes) for mark in marks),
        *(tally(f"spurious {what}", outcomes, f"spurious {what}", what)
          for what in ("sides", "verdicts")),
        *times(outcomes),
    ]  # fmt: skip


@contextmanager
def opened_planted(folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what looks for one pair among the verdicts found between all the articles."""
    with folder_archive(folder / "articles") as store:
        compare_new(store, tools, NOW)
        found = store.verdicts.find(limit=ALL)
        names = {name_of(article.article_id): article for article in store.articles.latest(ALL)}
        # A copy has no verdicts of its own: what it says is looked for in its original.
        originals = {name: article.copy_of or article.article_id for name, article in names.items()}
        yield lambda item: look_for(item, store, tools.judge(), originals, found)


@dataclass(frozen=True)
class Planted:
    """A planted quote at its place; in an original whose copy it is from it may stand nowhere."""

    article_id: str
    quote: str
    text: str

    def is_side(self, side: Side) -> bool:
        """Tell whether a side stands in this sentence, or its value is told in it."""
        if side.article_id != self.article_id:
            return False
        start = self.text.find(self.quote)
        overlaps = side.start < start + len(self.quote) and start < side.end
        told = self.text[side.value_start : side.value_end]
        return (start >= 0 and overlaps) or holds(self.quote, told)

    def statements(self, store: Store) -> list[Statement]:
        """Return what its sentences state inside it."""
        start = self.text.find(self.quote)
        return [
            one
            for hit in store.passages.of_article(self.article_id)
            for one in statements_of(hit)
            if start <= one.value_span.start and one.value_span.end <= start + len(self.quote)
        ]


def look_for(
    item: Item,
    store: Store,
    judge: Judge,
    originals: Mapping[str, str],
    found: Sequence[KeptVerdict],
) -> Outcome:
    """Relate one planted pair, and look for it among what was found when the articles came in."""
    wanted = VERDICTS.get(str(item.record["verdict"]), str(item.record["verdict"]))
    one, two = (locate(item.record[side], store, originals) for side in "ab")
    kept = [v.verdict for v in found if is_pair(v, one, two)]
    related = ALIKE if one.article_id == two.article_id else relation_of(store, judge, one, two)
    passed = {"planted verdict": is_right(wanted, related)}
    if wanted in ("conflict", "update"):
        passed[f"{wanted} found"] = wanted in kept
    if wanted != "conflict":
        passed["no conflict where there is none"] = "conflict" not in kept
    shown = {"wanted": wanted, "related": related, "given": kept}
    return Outcome(item.item_id, passed, {}, shown)


def is_right(wanted: str, related: str) -> bool:
    """Tell whether a pair came out as it should; of different things nothing must be warned."""
    return related not in DIFFERING if wanted == DIFFERENT else related == wanted


def relation_of(store: Store, judge: Judge, one: Planted, two: Planted) -> str:
    """Return how two quotes stand: by their values of one kind that are likeliest of one fact."""
    every = list(product(one.statements(store), two.statements(store)))
    alike = [(a, b) for a, b in every if a.value.kind == b.value.kind]
    related = relate(judge, alike or every)
    best = max(related, key=lambda relation: relation.likelihood, default=None)
    return best.kind if best else DIFFERENT


def locate(planted: Record, store: Store, originals: Mapping[str, str]) -> Planted:
    """Return where a planted quote stands; of a copy, its place in the original."""
    article_id = originals[planted["article"]]
    article = store.articles.get(article_id)
    return Planted(article_id, planted["quote"], article.text if article else "")


def is_pair(verdict: KeptVerdict, one: Planted, two: Planted) -> bool:
    """Tell whether a verdict is of the two planted quotes."""
    a, b = verdict.a, verdict.b
    return (one.is_side(a) and two.is_side(b)) or (one.is_side(b) and two.is_side(a))


def summarise_planted(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the planted pairs."""
    marks = (
        "planted verdict", "conflict found", "update found", "no conflict where there is none",
    )  # fmt: skip
    return [share(f"planted pairs: {mark}", outcomes, mark) for mark in marks]


KEY_FIELDS = ("question", "at", "status", "accept", "sides", "verdict")
SAMPLE = EvaluationSet("sample", {"key": KEY_FIELDS}, opened_key, summarise_key)
PLANTED = EvaluationSet(
    "sample_verdicts", {"verdicts": ("a", "b", "verdict")}, opened_planted, summarise_planted
)
