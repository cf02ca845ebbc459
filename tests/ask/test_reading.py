"""Candidates by rules and by a neural reader: here one that points where it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from ask_samples import Told, asked, sentences_of

from bot.ask.candidates import Candidate
from bot.ask.reading import CANDIDATES_KEPT, is_speaker, read, strength_of
from bot.reader.spans import SpanCandidate


@dataclass
class Pointing:
    """A reader that points at the given words wherever a passage has them."""

    words: str
    sure: float = 0.9
    asked: list[str] = field(default_factory=list)

    def read_each(
        self, question: str, passages: Sequence[str], *, top: int = 3
    ) -> list[SpanCandidate]:
        self.asked.append(question)
        places = ((n, text.find(self.words)) for n, text in enumerate(passages))
        return [
            SpanCandidate(n, at, at + len(self.words), self.sure) for n, at in places if at >= 0
        ]

    def probability(self, score: float) -> float:
        return score


def best(question: str, *articles: Told, reader: Pointing | None = None) -> list[Candidate]:
    understood = asked(question)
    return read(understood, sentences_of(understood, *articles), reader)


FERRY = Told("The Aldport ferry was built by Norvik Lines. It sank on 4 May 2026.")


def test_nothing_to_read_gives_no_candidates() -> None:
    assert (best("When did it sink?"), best("When?", reader=Pointing("x"))) == ([], [])


def test_the_reader_is_asked_the_question_as_it_was_put() -> None:
    reader = Pointing("4 May 2026")
    best("When did the Aldport ferry sink?", FERRY, reader=reader)
    assert reader.asked == ["When did the Aldport ferry sink?"]


def test_a_typed_value_knows_that_the_reader_points_at_it() -> None:
    [found] = best("When did the ferry sink?", FERRY, reader=Pointing("4 May 2026"))
    assert (found.wording, found.features["pointed"]) == ("4 May 2026", 1.0)
    assert found.features["reader"] > 0


def test_a_sentence_that_the_reader_passes_over_is_marked_down() -> None:
    [found] = best("When did the ferry sink?", FERRY, reader=Pointing("Norvik Lines"))
    assert (found.features["reader"], found.features["pointed"]) == (-1.0, 0.0)


def test_without_a_reader_nothing_is_said_of_it() -> None:
    [found] = best("When did the ferry sink?", FERRY)
    assert {"reader", "pointed"}.isdisjoint(found.features)


def test_what_the_reader_points_at_decides_between_two_values() -> None:
    told = Told("The Aldport ferry was built on 2 June 2019 and sank on 4 May 2026.")
    question = "When was the Aldport ferry?"
    firsts = [
        best(question, told, reader=Pointing(day))[0].wording
        for day in ("2 June 2019", "4 May 2026")
    ]
    assert firsts == ["2 June 2019", "4 May 2026"]


def test_a_part_of_a_name_is_widened_to_the_name() -> None:
    told = Told("The yard sold it to Tom Korda.")
    found = best("Who bought the ferry from the yard?", told, reader=Pointing("Korda"))
    assert [(c.kind, c.wording) for c in found] == [("person", "Tom Korda")]


def test_the_readers_own_words_answer_an_open_question() -> None:
    told = Told("The ferry sank because a door was left open at sea.")
    [found] = best("Why did the ferry sink?", told, reader=Pointing("a door was left open"))
    assert (found.kind, found.wording) == ("text", "a door was left open")
    assert told.text[slice(*found.span)] == found.wording


@pytest.mark.parametrize(
    ("question", "told", "pointed"),
    [
        ("Who sank the Aldport ferry?", "The Aldport ferry sank.", "Aldport ferry"),
        ("Who paid for the ferry?", "The ferry cost 40,000 in all.", "40,000"),
        ("Who paid for the ferry?", "The ferry cost $40,000.", "$40,000"),
    ],
    ids=["the question's words", "a figure", "a sum"],
)
def test_what_cannot_be_a_person_is_none_even_where_the_reader_points(
    question: str, told: str, pointed: str
) -> None:
    found = best(question, Told(told), reader=Pointing(pointed))
    assert pointed not in [candidate.wording for candidate in found]


def test_a_reader_never_adds_a_date_of_its_own() -> None:
    found = best("When did the ferry sink?", FERRY, reader=Pointing("Norvik Lines"))
    assert [candidate.wording for candidate in found] == ["4 May 2026"]


def test_each_sentence_gives_one_candidate_and_few_are_kept() -> None:
    text = " ".join(f"The ferry sank on {day} May 2026." for day in range(1, 31))
    found = best("When did the ferry sink?", Told(text))
    assert len({candidate.sentence.span for candidate in found}) == len(found) == CANDIDATES_KEPT


def test_candidates_come_best_first() -> None:
    told = Told("The mayor spoke on 3 May 2026. The Aldport ferry sank on 4 May 2026.")
    found = best("When did the Aldport ferry sink?", told)
    assert found[0].wording == "4 May 2026"
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


def test_the_words_of_the_speaker_asked_about_come_first() -> None:
    told = Told("Tom Korda said the pier was safe. Ana Mirel said the pier was shut.")
    found = best("What did Ana Mirel say about the pier?", told)
    assert [(c.speaker, c.features["speaker"]) for c in found] == [
        ("Ana Mirel", 1.0),
        ("Tom Korda", 0.0),
    ]


@pytest.mark.parametrize(
    ("wanted", "speaker", "same"),
    [
        ("Mirel", "Ana Mirel", True),
        ("harbour master", "the harbour office", True),
        ("Ana Mirel", "Tom Korda", False),
    ],
)
def test_a_speaker_is_known_by_name_or_by_a_word_of_the_office(
    wanted: str, speaker: str, same: bool
) -> None:
    assert is_speaker(wanted, speaker) == same


@pytest.mark.parametrize("probability", [None, 0.0, 1e-9, 0.2, 0.5, 0.99, 1.0])
def test_a_probability_becomes_a_strength_between_minus_one_and_one(
    probability: float | None,
) -> None:
    assert -1.0 <= strength_of(probability) <= 1.0


def test_the_surer_the_reader_the_stronger_its_word() -> None:
    strengths = [strength_of(p) for p in (None, 0.02, 0.2, 0.5, 0.8, 1.0)]
    assert strengths == sorted(strengths)
