"""Five real articles, where they lie beside the project, answer as a copy editor answered.

The articles belong to their publishers and are not shipped; without them the tests skip.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ask.answer import Answer, Value
from bot.ask.asker import NetworkAsker
from bot.ask.retrieving import EVERYTHING
from bot.ingest.batch import ingest
from store import Store, open_store

ARTICLES = Path(__file__).parents[2] / "shared" / "articles"
ASKED_AT = datetime(2025, 10, 27, 12, tzinfo=UTC)

pytestmark = pytest.mark.skipif(
    not ARTICLES.is_dir(),
    reason=f"SKIPPED: the five articles are not at {ARTICLES}; their key was not checked",
)


@dataclass(frozen=True)
class Keyed:
    """A question with its status, and for each side the wordings and the articles it is from."""

    question: str
    status: str
    sides: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


KEY = {
    "truce": Keyed(
        "When does the truce expire?", "answered",
        ((("Nov 10", "November 10", "Nov. 10"), ("000", "002")),)),
    "meeting": Keyed(
        "When will Trump and Xi meet?", "disputed",
        ((("November 30",), ("000",)), (("end of October",), ("004",)))),
    "secretary": Keyed(
        "Who is the US Treasury Secretary?", "disputed",
        ((("Scott Bessent",), ("001", "002", "003")), (("Scott Besant",), ("000",)),
         (("Steven Mnuchin",), ("004",)))),
    "president": Keyed(
        "Which US president may Xi meet?", "disputed",
        ((("Donald Trump", "Trump"), ("000", "004")), (("Joe Biden",), ("001",)))),
    "talks": Keyed(
        "When were the talks in Kuala Lumpur held?", "disputed",
        ((("Sunday (Oct 26)", "October 24 to 27"), ("001", "004")),
         (("November 25 and 26",), ("000",)))),
    "warning": Keyed("What did the WTO warn?", "answered", ((("up to 7%",), ("002",)),)),
    "who": Keyed(
        "Who is He Lifeng?", "answered",
        ((("Vice Premier", "Vice-Premier", "Deputy Premier"), ("001", "002", "003", "004")),)),
    "nothing": Keyed("What will the Federal Reserve do in December?", "abstained", ()),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(str(tmp_path_factory.mktemp("key") / "five.db"))
    ingest([str(ARTICLES)], opened)
    yield opened
    opened.close()


NOT_WHOLE = {
    "truce": "the article that calls the truce a suspension of tariffs is not among its sources",
    "talks": "25 and 26 November is read as unlikely, and no side",
    "who": "the same office in other words is not judged to be one",
}
"""What of the key is not reached, and why; each starts to fail here when it is."""


@pytest.fixture(scope="module")
def answers(store: Store) -> dict[str, Answer]:
    ask = NetworkAsker()
    return {
        name: ask(store, keyed.question, ASKED_AT, filters=EVERYTHING, top=5)
        for name, keyed in KEY.items()
    }


@pytest.mark.parametrize("name", KEY)
def test_the_answer_is_the_copy_editors(
    answers: dict[str, Answer], name: str, request: pytest.FixtureRequest
) -> None:
    if name in NOT_WHOLE:
        request.applymarker(pytest.mark.xfail(reason=NOT_WHOLE[name], strict=True))
    answer = answers[name]
    assert answer.status == KEY[name].status
    for wordings, articles in KEY[name].sides:
        assert quoted_articles(answer, wordings) >= set(articles)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("truce", "Nov 10"), ("secretary", "Scott Bessent"), ("president", "Trump"),
        ("talks", "October 24 to 27"), ("warning", "up to 7%"),
        pytest.param("who", "Deputy Premier", marks=pytest.mark.xfail(
            reason="a sentence that names his leader too stands first", strict=True)),
    ],
)  # fmt: skip
def test_the_first_quote_has_the_answer(answers: dict[str, Answer], name: str, words: str) -> None:
    assert words in answers[name].values[0].citations[0].quote


def quoted_articles(answer: Answer, wordings: tuple[str, ...]) -> set[str]:
    """The numbers of the articles quoted on the sides that hold one of the wordings."""
    return {
        citation.article_id.rpartition("/")[2][:3]
        for value in answer.values
        if value.standing == "side" and states(value, wordings)
        for citation in value.every
    }


def states(value: Value, wordings: tuple[str, ...]) -> bool:
    found = [value.text, *(citation.wording for citation in value.every)]
    return any(wording in text for wording in wordings for text in found)


def test_spelling_is_no_second_secretary(answers: dict[str, Answer]) -> None:
    answer = answers["secretary"]
    texts = [value.text for value in answer.values]
    found = {frozenset(texts[i] for i in v.between): v.verdict for v in answer.verdicts}
    assert found[frozenset({"Scott Bessent", "Scott Besant"})] == "spelling variant"
    assert found[frozenset({"Scott Bessent", "Steven Mnuchin"})] == "conflict"


def test_the_impossible_weekday_is_a_note_or_the_year_is_unknown(
    answers: dict[str, Answer],
) -> None:
    values = answers["meeting"].values
    undated = [c for v in values for c in v.citations if c.published_at is None]
    assert all(c.reading is None or "2025" not in c.reading for c in undated)
