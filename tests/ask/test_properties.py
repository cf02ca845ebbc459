"""What holds of every answer: any text, any question, any page."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from ask_samples import NOW, Told, keep, small_store
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_networks import ScriptedJudge
from stored import is_verbatim

from bot.ask.answer import Answer, as_json, from_json
from bot.ask.answering import ask
from bot.ask.follow_up import follow_up
from bot.reader.load import judge_shipped, reader_named
from bot.reader.spans import SpanCandidate
from store import Store

SENTENCES = (
    "The Orva truce ends on 10 November 2026, Ana Mirel said.",
    "“The pier is safe,” the harbour master told Radio Halden.",
    "At least 12 people died in the Aldport fire.",
    "OSLO, 3 May (Agency) — Talks between Orva and Delm ended without an accord.",
    "Norvik offered $12 a share for Brede Ferries, a rise of 7%.",
)
QUESTIONS = (
    "When does the Orva truce end?",
    "How many people died in the Aldport fire?",
    "What did Ana Mirel say about the truce?",
    "Who spoke of the pier?",
    "Where were the talks between Orva and Delm?",
    "What happened in Aldport?",
    "How much did Norvik offer for Brede Ferries?",
)

storable = st.characters(codec="utf-8", exclude_characters="\0")
ODD = ("\u202e", "e\u0301", "👩‍🚒 ", "\u00ad", "\ufeff", "İ", "ﬁ", "\x0b", "\u2028", "&amp;", "<b>")
strange = st.one_of(st.text(storable, max_size=60), st.sampled_from(ODD))
# News sentences between and inside strange characters: noise alone is never retrieved.
texts = st.lists(st.one_of(st.sampled_from(SENTENCES), strange), min_size=1, max_size=8).map(
    lambda parts: " ".join([SENTENCES[len(parts) % 5], *parts])
)
questions = st.one_of(
    st.sampled_from(QUESTIONS),
    st.text(max_size=80),
    st.builds(
        "{}{}{}".format, st.text(max_size=8), st.sampled_from(QUESTIONS), st.text(max_size=8)
    ),
)
quick = settings(max_examples=40)


@dataclass(frozen=True)
class Roving:
    """A reader that points anywhere, even where no network would."""

    seed: int

    def read_each(
        self, question: str, passages: Sequence[str], *, titles: Sequence[str] | None = None,
        top: int = 3,
    ) -> list[SpanCandidate]:  # fmt: skip
        rng = random.Random(self.seed)
        found = []
        for number, text in enumerate(passages):
            for _ in range(top):
                start, end = sorted(rng.sample(range(len(text) + 1), 2))
                found.append(SpanCandidate(number, start, end, rng.uniform(-9, 9)))
        return found


def answer_anywhere(store: Store, question: str, seed: int) -> Answer:
    kind = random.Random(seed).choice(["agree", "refine", "conflict", "update", "position"])
    judge = ScriptedJudge(kind, shared=seed % 5)
    return ask(store, question, NOW, reader=Roving(seed), judge=judge)


def answer_as_shipped(store: Store, question: str) -> Answer:
    return ask(store, question, NOW, reader=reader_named(None), judge=judge_shipped())


@pytest.fixture(scope="module")
def filling() -> Iterator[Store]:
    """A store that examples fill; each takes its own article out again."""
    with small_store() as opened:
        yield opened


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Store]:
    articles = (
        Told(f"{text} {SENTENCES[n - 1]}", f"Paper {n}") for n, text in enumerate(SENTENCES)
    )
    with small_store(*articles) as opened:
        yield opened


def hold(store: Store, answer: Answer) -> None:
    for one in (*(c for value in answer.values for c in value.every), *answer.nearest):
        assert is_verbatim(store, one)
        assert one.start <= one.value_start <= one.value_end <= one.end
    assert from_json(json.loads(json.dumps(as_json(answer)))) == answer


@given(text=texts, question=st.sampled_from(QUESTIONS), seed=st.integers(0, 2**31))
@quick
def test_every_citation_is_verbatim_whatever_the_text_and_wherever_the_reader_points(
    filling: Store, text: str, question: str, seed: int
) -> None:
    report = keep(filling, Told(text, article_id="any"))
    assert [skipped.reason for skipped in report.skipped] == []
    try:
        hold(filling, answer_anywhere(filling, question, seed))
    finally:
        filling.articles.remove("any")
        filling.articles.allow("any")


@given(questions)
@quick
def test_no_question_raises_and_every_answer_survives_json(newsroom: Store, text: str) -> None:
    answer = answer_as_shipped(newsroom, text)
    hold(newsroom, answer)
    assert (answer.status == "abstained") == (answer.reason is not None) == (not answer.values)


@given(questions, questions)
@quick
def test_a_follow_up_of_any_words_is_a_question_or_nothing(previous: str, new: str) -> None:
    complete = follow_up(previous, new, NOW.date())
    assert complete is None or complete.strip()
