"""When, where and who of news events, with the phrases that people marked (Giveme5W1H gold).

What is measured are the finders of dates, places and names, not the choice among what they find.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.evaluate.evaluation import EvaluationSet, Item, Run, Tools
from bot.evaluate.figures import Figure, Outcome, summed_ratio
from bot.evaluate.records import Record, has_fields, read_items
from bot.evaluate.scoring import holds
from bot.text.dates import DateMention, find_dates
from bot.text.names import NameMention, find_names
from bot.text.places import is_place

STEM, GOLD, ASKED = "articles", "fiveWoneH", ("when", "where", "who")
AGREED = 2
"""A phrase counts when at least this many of the three people who marked it chose it."""

LEADING = re.compile(r"^\s*(?:on|in|at|by|from|near|late on|early on)\s+", re.IGNORECASE)
"""A preposition is in a marked phrase or not as it pleased people; it is no part of a date."""

RESOLVED = "when: read as the day"


@dataclass(frozen=True)
class Phrase:
    """One marked phrase, and for a time the day that it means."""

    text: str
    day: str | None


def is_in(folder: Path) -> bool:
    """Tell whether a folder holds articles with marked phrases."""
    return has_fields(folder, STEM, GOLD, "text", "title")


def read(folder: Path) -> list[Item]:
    """Return the articles."""
    return read_items(folder, STEM, "dId")


@contextmanager
def opened(folder: Path, tools: Tools) -> Iterator[Run]:
    """Give what reads one article."""
    yield run


def run(item: Item) -> Outcome:
    """Compare what is found in one article with its marked phrases."""
    text = f"{item.record['title']}\n\n{item.record['text']}"
    dates = find_dates(text, date.fromisoformat(item.record["date_publish"][:10]))
    names = find_names(text)
    found = {
        "when": [mention.text for mention in dates],
        "where": [mention.text for mention in names if may_be_place(mention)],
        "who": [mention.text for mention in names if mention.kind != "place"],
    }
    gold = {asked: phrases_of(item.record, asked, text) for asked in ASKED}
    passed = {w: all(is_found(one, found[w]) for one in gold[w]) for w in ASKED if gold[w]}
    measured = resolved(gold["when"], dates)
    for asked in ASKED:
        measured |= counts(asked, gold[asked], found[asked])
    missed = {w: [p.text for p in gold[w] if not is_found(p, found[w])] for w in ASKED}
    return Outcome(item.item_id, passed, measured, {"missed": missed})


def phrases_of(record: Record, asked: str, text: str) -> list[Phrase]:
    """Return the phrases that stand in the text and that people agreed on."""
    marked = record[GOLD][asked]["annotated"]
    agreed = [one for one in marked if one.get("text") and one["coderPhraseCount"] >= AGREED]
    phrases = (Phrase(LEADING.sub("", one["text"]), one.get("parsed")) for one in agreed)
    return [phrase for phrase in phrases if holds(text, phrase.text)]


def may_be_place(mention: NameMention) -> bool:
    """Tell whether a name is taken for a place, as the typed reader takes it."""
    return mention.kind == "place" or (mention.kind == "name" and is_place(mention.text))


def is_found(phrase: Phrase, mentions: Sequence[str]) -> bool:
    """Tell whether a mention is the phrase, part of it, or has it as a part."""
    return any(is_match(phrase, mention) for mention in mentions)


def is_match(phrase: Phrase, mention: str) -> bool:
    """Tell whether one of the two stands in the other."""
    return holds(phrase.text, mention) or holds(mention, phrase.text)


def counts(asked: str, gold: Sequence[Phrase], mentions: Sequence[str]) -> dict[str, float]:
    """Return how many phrases there are and were found, and how many mentions are one."""
    return {
        f"{asked}: phrases": len(gold),
        f"{asked}: found": sum(is_found(phrase, mentions) for phrase in gold),
        f"{asked}: mentions": len(mentions),
        f"{asked}: wanted": sum(any(is_match(p, m) for p in gold) for m in mentions),
    }


def resolved(gold: Sequence[Phrase], dates: Sequence[DateMention]) -> dict[str, float]:
    """Return how many phrases have a day, and how many of those were read as that day."""
    dated = [phrase for phrase in gold if phrase.day]
    right = sum(any(is_match(p, d.text) and is_day(p, d) for d in dates) for p in dated)
    return {"when: dated": len(dated), RESOLVED: right}


def is_day(phrase: Phrase, mention: DateMention) -> bool:
    """Tell whether a date was read as exactly the day that the phrase means."""
    earliest, latest = mention.value.earliest, mention.value.latest
    return earliest is not None and earliest == latest and earliest.isoformat() == phrase.day


def summarise(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of the set."""
    recall = [
        summed_ratio(
            f"{w}: marked phrases that are found", outcomes, f"{w}: found", f"{w}: phrases"
        )
        for w in ASKED
    ]
    wanted = [
        summed_ratio(f"{w}: mentions that are a marked phrase", outcomes, f"{w}: wanted",
                     f"{w}: mentions")
        for w in ASKED
    ]  # fmt: skip
    day = summed_ratio("when: marked days that are read rightly", outcomes, RESOLVED, "when: dated")
    return [*recall, day, *wanted]


FIVE_W = EvaluationSet("five_w", is_in, read, opened, summarise)
