"""Gaps: a statement with its value left out, beside what fills the gap in other texts.

What the reader learns from them is to find, in an article, the value that stands where another
article's stands: a statement is asked of a text as a question is.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tokenizers import Tokenizer

from bot.reader.judge import GAP
from training.data import Question, best_occurrence
from training.events import Event, EventGroups
from training.examples import Example, answer_tokens, hard_window, window_around
from training.groups import WINDOWS, Group
from training.news import TITLED, Fact, News, NewsSampler, Statement

LONGEST_GAP = 48
"""Tokens of a statement about its gap."""

NOTHING_FILLS, IN_PASSAGE, BESIDE = 0.25, 0.6, 0.5
"""Share of the groups of news of which no window fills the gap, of the others whose passage does
(in place of another statement), and of those that have more of the passage."""

TIMES = 3
"""So often is a fact of news drawn in one pass."""


def gap_ids(stated: Statement, tokenizer: Tokenizer) -> list[int]:
    """Tokens of a statement with a gap in the place of its value, at most LONGEST_GAP about it."""
    before, gap, after = (
        list(tokenizer.encode(text, add_special_tokens=False).ids)
        for text in (stated.text[: stated.start], GAP, stated.text[stated.end :])
    )
    room = LONGEST_GAP - len(gap)
    left = min(len(before), max(room // 2, room - len(after)))
    return [*before[len(before) - left :], *gap, *after[: room - left]]


@dataclass(frozen=True)
class GapGroups:
    """Draws groups of windows about gaps; the same seed draws the same ones."""

    news: Sequence[News]
    events: Sequence[Event]
    sampler: NewsSampler
    told: EventGroups
    tokenizer: Tokenizer

    def groups(self, seed: int) -> Iterator[Group]:
        """One pass over all facts, shuffled."""
        rng = random.Random(f"gaps-{seed}")
        drawn: list[Callable[[random.Random], Group]] = [
            partial(self._of_news, one, one.fact)
            for one in self.news
            if one.fact
            for _ in range(TIMES)
        ]
        drawn += [
            partial(self._of_event, event, fact) for event in self.events for fact in event.facts
        ]
        rng.shuffle(drawn)
        yield from filter(None, (draw(rng) for draw in drawn))

    def _of_event(self, event: Event, fact: str, rng: random.Random) -> Group:
        """A telling's gap, filled by another telling of the fact; tellings of others fill none."""
        own = [one for one in event.mentions if one.fact == fact]
        if not own:
            return ()
        asked = rng.choice(own)
        filling = [one for one in own if one.place != asked.place]
        ids = gap_ids(asked.stated, self.tokenizer)
        return self.told.about(rng, event, fact, filling, ids)

    def _of_news(self, one: News, fact: Fact, rng: random.Random) -> Group:
        """A statement's gap, filled by the passage or another statement; a lookalike fills none."""
        same = {kind: stated for kind, stated in fact.others.items() if kind != "other"}
        lookalike, titled = fact.others.get("other"), rng.random() < TITLED
        if not same:
            return ()
        asked = rng.choice(list(same.values()))
        if lookalike and rng.random() < NOTHING_FILLS:
            ids = gap_ids(lookalike, self.tokenizer)
            group = [
                self._passage(rng, one, fact, ids, titled, fills=False),
                self.sampler.sentence(rng, one, ids, asked, titled, is_right=False),
            ]
        else:
            ids, right = self._filled(rng, one, fact, list(same.values()), asked, titled)
            group = [right]
            if lookalike:
                group.append(
                    self.sampler.sentence(rng, one, ids, lookalike, titled, is_right=False)
                )
        near = hard_window(rng, one.paragraph, Question(asked.text, ids, 0, 0), fact.origin.value)
        if near and rng.random() < BESIDE:
            group.append(self.sampler.built(rng, one, ids, near, None, titled))
        value = fact.origin.value
        return (*group, *self.sampler.found(rng, asked.text, value, ids, WINDOWS - 2, titled))

    def _filled(
        self,
        rng: random.Random,
        one: News,
        fact: Fact,
        same: Sequence[Statement],
        asked: Statement,
        titled: bool,
    ) -> tuple[list[int], Example]:
        """A gap, and the window that fills it: the passage, or a statement for another's gap."""
        if rng.random() < IN_PASSAGE:
            ids = gap_ids(asked, self.tokenizer)
            return ids, self._passage(rng, one, fact, ids, titled, fills=True)
        told = rng.choice([fact.origin, *(stated for stated in same if stated != asked)])
        ids = gap_ids(told, self.tokenizer)
        return ids, self.sampler.sentence(rng, one, ids, asked, titled, is_right=True)

    def _passage(
        self,
        rng: random.Random,
        one: News,
        fact: Fact,
        ids: list[int],
        titled: bool,
        *,
        fills: bool,
    ) -> Example:
        start = best_occurrence(one.paragraph.text, fact.origin.value, fact.question)
        question = Question(fact.question, ids, start, start + len(fact.origin.value))
        tokens = answer_tokens(one.paragraph, question)
        window = window_around(rng, one.paragraph, *tokens)
        return self.sampler.built(rng, one, ids, window, tokens if fills else None, titled)
