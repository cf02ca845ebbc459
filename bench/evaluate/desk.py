"""What reporters ask of a story that several publishers covered, and what they are alerted to.

All articles are indexed together, and each question is asked on its day. For the alerts the
articles come in one after another. The README of the set says what its figures are.
"""

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import lru_cache, partial
from pathlib import Path

from bench.evaluate.alerts import (
    Alert,
    Span,
    arrive,
    as_shown,
    growing_archive,
    in_order,
    judgement,
    labels_file,
    overlap,
)
from bench.evaluate.archives import opened_questions, prepare_archive
from bench.evaluate.evaluation import (
    EvaluationSet,
    Item,
    Record,
    Run,
    Tools,
    noon,
    read_items,
)
from bench.evaluate.figures import (
    Figure,
    Outcome,
    auc,
    bootstrap,
    share,
    summed_ratio,
    tally,
    times,
    warnings,
)
from bench.evaluate.scoring import summary_of, wordings_of
from bot.ask.answer import Answer, Citation
from bot.judging import WARNED
from store import Store

MOST = 100_000
WARN = frozenset({"conflict", "attributed"})
QUIET = frozenset({"single", "agree", "refinement"})
"""What the key expects where a warning is right, and where it is wrong; an update may be either."""

SHARED = 0.7
PLAIN = str.maketrans(
    {**dict.fromkeys("‘’ʼ`´", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("–—‒−‐‑", "-")}
)
ARTICLE = re.compile(r"(?<!\w)(?:an?|the)\s+")
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


@lru_cache(maxsize=8192)
def norm(text: str) -> str:
    """Return a text as it is compared: lower case, no articles, quotes and dashes made plain.

    >>> norm("“The Lantern – Night”  at a pier")
    '"lantern - night" at pier'
    """
    return " ".join(ARTICLE.sub("", text.lower().translate(PLAIN)).split())


def contains(text: str, words: str) -> bool:
    """Tell whether words stand in a text as whole words.

    >>> contains("It cost $1.5 billion in all.", "$1.5 Billion"), contains("In 2015.", "15")
    (True, False)
    """
    wanted = norm(words)
    pattern = rf"(?<!\w){re.escape(wanted)}(?!\w)"
    return bool(wanted) and re.search(pattern, norm(text)) is not None


def is_fit(one: str, two: str) -> bool:
    """Tell whether two wordings fit: one stands in the other, or most words are shared.

    >>> is_fit("on 5 May 2018", "May 5, 2018"), is_fit("11 were hurt", "12 were hurt")
    (True, False)
    """
    if contains(one, two) or contains(two, one):
        return True
    a, b = (frozenset(WORD.findall(norm(text))) for text in (one, two))
    shorter = min(len(a), len(b))
    numbers = [frozenset(word for word in words if word[0].isdigit()) for words in (a, b)]
    agree = not all(numbers) or bool(numbers[0] & numbers[1])
    return bool(shorter) and len(a & b) / shorter >= SHARED and agree


def side_of(wording: str, sides: Sequence[Sequence[str]]) -> int | None:
    """Return the side of the key that a wording is on: the one of the very words, else that fits.

    >>> side_of("$105 billion", [["$103 billion"], ["$105 billion"]])
    1
    """
    for is_on in (lambda words: norm(words) == norm(wording), lambda words: is_fit(words, wording)):
        for number, side in enumerate(sides):
            if any(map(is_on, side)):
                return number
    return None


def run(store: Store, tools: Tools, item: Item) -> Outcome:
    """Ask one question."""
    started = time.perf_counter()
    answer = tools.ask(store, item.record["question"], noon(item.record["at"]))
    seconds = time.perf_counter() - started
    likelihood: float | None = getattr(answer, "likelihood", None)
    expect = item.record["expect"]
    measured = {"disputed": float(answer.status == "disputed")}
    if likelihood is not None:
        measured["likelihood"] = likelihood
    about = {key: item.record[key] for key in ("kind", "expect", "answers", "sides")}
    shown = {**summary_of(answer), **about, "expect": expect}
    return Outcome(item.item_id, judge(item.record, answer), measured, shown, seconds)


def judge(record: Record, answer: Answer) -> dict[str, bool]:
    """Return what is right about an answer; one that abstains shows its nearest passages."""
    abstained, warned = answer.status == "abstained", answer.status == "disputed"
    expect, sides = record["expect"], record["sides"]
    if expect == "unanswerable":
        return {"abstained": abstained}
    cited = [citation for value in answer.values for citation in value.citations]
    quoted = [is_quote(record, citation) for citation in cited or answer.nearest]
    marks = {
        "quote@1": any(quoted[:1]),
        "quote@3": any(quoted[:3]),
        "value@1": any(side_of(value.text, sides) is not None for value in answer.values[:1]),
        "answered": not abstained,
    }
    if expect in WARN | QUIET:
        marks["warning"] = warned == (expect in WARN)
    if len(sides) > 1:
        marks["two sides"] = len(sides_shown(answer, sides)) > 1
    return marks


def is_quote(record: Record, citation: Citation) -> bool:
    """Tell whether a quote has its article's span of the key, or an accepted wording."""
    accepted = [words for side in record["sides"] for words in side]
    own = record["answers"].get(citation.article_id)
    return any(contains(citation.quote, words) for words in ([own] if own else []) + accepted)


def sides_shown(answer: Answer, sides: Sequence[Sequence[str]]) -> set[int]:
    """Return the sides of the key that the values are on, each value on one."""
    found = (
        next((s for words in wordings_of(value) if (s := side_of(words, sides)) is not None), None)
        for value in answer.values
    )
    return {side for side in found if side is not None}


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the questions."""
    pairs = [
        (o.measured["disputed"] > 0, o.shown["expect"] in WARN)
        for o in outcomes if "warning" in o.passed
    ]  # fmt: skip
    return [
        *(share(mark, outcomes) for mark in ("quote@1", "quote@3", "value@1")),
        share("abstained of the unanswerable", outcomes, "abstained"),
        share("answered of the others", outcomes, "answered"),
        abstaining(outcomes),
        *warnings("warning", pairs),
        share("two sides shown, where there are two", outcomes, "two sides"),
        *times(outcomes),
    ]


def abstaining(outcomes: Sequence[Outcome]) -> Figure:
    """Return how well the likelihood tells questions with an answer from those without."""
    rows = [
        (o.measured["likelihood"], "abstained" not in o.passed)
        for o in outcomes if "likelihood" in o.measured
    ]  # fmt: skip
    return Figure(
        "abstaining: AUC of the likelihood", auc(rows), len(rows), None, bootstrap(rows, auc),
        "mean",
    )  # fmt: skip


def story_of(article_id: str) -> str:
    """Return the story of an article: the articles of one are numbered behind its name.

    >>> story_of("ferry-sinks-3")
    'ferry-sinks'
    """
    return article_id.rpartition("-")[0] or article_id


def by_story(questions: list[Item]) -> list[Item]:
    """Return the stories, each with its questions of two sides or more."""
    stories: dict[str, list[Record]] = {}
    for record in (item.record for item in questions if item.record["answers"]):
        own = stories.setdefault(story_of(next(iter(record["answers"]))), [])
        own += [record] if len(record["sides"]) > 1 else []
    return [Item(story, {"questions": records}) for story, records in stories.items()]


@contextmanager
def opened_stories(folder: Path, tools: Tools) -> Iterator[Run]:
    """Let all articles come in, and give what judges the alerts of one story."""
    with growing_archive() as store:
        for item in in_order(read_items(folder, "articles")):
            arrive(store, tools, item)
        yield partial(run_story, store, alerts_of(store))


def alerts_of(store: Store) -> list[Alert]:
    """Return what an editor would have been alerted to, the oldest first."""
    found = store.verdicts.find(verdicts=WARNED, limit=MOST)[::-1]
    return [Alert(one.verdict, asdict(one.a), asdict(one.b)) for one in found]


def run_story(store: Store, alerts: Sequence[Alert], item: Item) -> Outcome:
    """Judge the alerts of one story by its questions."""
    own = [alert for alert in alerts if story_of(alert.spans[0][0]) == item.item_id]
    questions: Sequence[Record] = item.record["questions"]
    places = {record["id"]: places_of(record, store) for record in questions}
    hits = [[name for name in places if is_between_sides(a, places[name])] for a in own]
    reached = {name for names in hits for name in names}
    marks = [judgement(alert, labels_file("desk")) for alert in own]
    right = [bool(names) or mark is True for names, mark in zip(hits, marks, strict=True)]
    warned = [record["id"] for record in questions if record["expect"] in WARN]
    passed = {f"alert: {name}": name in reached for name in places}
    measured = {
        "alerts": len(own), "right by key": sum(map(bool, hits)), "right": sum(right),
        "unread": sum(not n and m is None for n, m in zip(hits, marks, strict=True)),
        "questions": len(places), "reached": len(reached), "stories": 1,
        "to warn of": len(warned), "warned of": len(reached & set(warned)),
    }  # fmt: skip
    shown = [
        {**as_shown(alert), "questions": names, "read": mark}
        for alert, names, mark in zip(own, hits, marks, strict=True)
    ]
    return Outcome(item.item_id, passed, measured, {"alerts": shown})


def places_of(record: Record, store: Store) -> list[tuple[Span, int]]:
    """Return where the answers to a question stand in its articles, with their sides."""
    found: list[tuple[Span, int]] = []
    for article_id, words in record["answers"].items():
        article, side = store.articles.get(article_id), side_of(words, record["sides"])
        if article is not None and side is not None:
            pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
            spans = (match.span() for match in re.finditer(pattern, article.text))
            found += [((article_id, *span), side) for span in spans]
    return found


def is_between_sides(alert: Alert, places: Sequence[tuple[Span, int]]) -> bool:
    """Tell whether the values of an alert are answers to one question, on different sides."""
    one, two = ({side for span, side in places if overlap(span, own)} for own in alert.spans)
    return any(a != b for a in one for b in two)


def summarise_stories(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the alerts."""
    return [
        tally("alerts, of stories", outcomes, "alerts", "stories"),
        summed_ratio("alerts right by key", outcomes, "right by key", "alerts"),
        summed_ratio("alerts right by key or by reading", outcomes, "right", "alerts"),
        summed_ratio("alerts that nobody read", outcomes, "unread", "alerts"),
        summed_ratio("questions of two sides that alert", outcomes, "reached", "questions"),
        summed_ratio("questions of a conflict or two positions that alert", outcomes,
                     "warned of", "to warn of"),
    ]  # fmt: skip


NEEDS = {
    "questions": ("question", "at", "expect", "answers", "sides"),
    "articles": ("published", "text"),
}
DESK = EvaluationSet("desk", NEEDS, partial(opened_questions, run), summarise, prepare_archive)
DESK_ALERTS = EvaluationSet(
    "desk_alerts", NEEDS, opened_stories, summarise_stories, arranged=by_story, is_replay=True
)
