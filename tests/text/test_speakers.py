"""Who said it: the speakers of quotes and of sentences."""

import pytest
from tables import cases, marked_often

from bot.text.names import find_names
from bot.text.sentences import split_sentences
from bot.text.speakers import speaker_of
from store.spans import Span

QUOTES = r"""
X said, and goes on: “[We sail,]” Jane Roe said. “[Now.]” => Jane Roe, Jane Roe
said X with an office: "[It is late,]" said Transport Secretary Ann Poe. => Ann Poe
an office before X said: “[It is late,]” Transport Secretary Ann Poe said. => Ann Poe
a courtesy title before X said: “[It is late,]” Dr. Ann Poe said. “[We wait,]” the mayor, Jane
  Roe, said. => Ann Poe, Jane Roe
X told Y: Ann Poe told Harbour Radio that “[nobody drowned.]” Police said two were hurt. => Ann
  Poe
according to: It was “[a miracle,]” according to Ann Poe. => Ann Poe
common noun: “[The pier is shut,]” the ministry said. => the ministry
pronoun: Jane Roe said the ferry was full. “[All aboard,]” she said. => Jane Roe
single quotes: ‘[It is over,]’ Roe told us. => Roe
question: "[Where is it?]" asked Roe. => Roe
nested: “[He said ‘no’ twice,]” Ann Poe said. => Ann Poe
over paragraphs: “[We begin. We have a plan.]\n“[We keep to it,]” Mary Poe said. => Mary Poe,
  Mary Poe
participle: John Doe left, saying “[it is over.]” => John Doe
name of a bridge: The new "[Sky Bridge]" opened. => nobody
"""


@pytest.mark.parametrize(("text", "quotes", "speakers"), marked_often(QUOTES))
def test_a_quote_keeps_its_speaker(text: str, quotes: list[str], speakers: str) -> None:
    names = find_names(text)
    for words, speaker in zip(quotes, speakers.split(", "), strict=True):
        at = Span(text.index(words), text.index(words) + len(words))
        sentence = next(s for s in split_sentences(text) if s.end > at.start)
        assert (speaker_of(text, sentence, names, at) or "nobody") == speaker


SPEAKERS = """
X said that: Jane Roe said that the ferry is late. => Jane Roe
office behind the name: Jane Roe, the Lowport mayor, said it is late. => Jane Roe
office before the name: The mayor, Jane Roe, said it is late. => Jane Roe
at the end: The ferry is late, Jane Roe said Monday. => Jane Roe
X does and says: Jane Roe, 40, lives nearby and said it sank. => Jane Roe
ministry: The ferry is late, the Transport Ministry said. => Transport Ministry
according to a body: It sank, according to the coast guard. => the coast guard
according to, first: According to Jane Roe, it sank. => Jane Roe
spokesman with an aside: A spokesman for the port, who asked not to be named, said it sank.
  => A spokesman for the port
police: Police said it sank. => Police
a statement: It sank, a statement from the ministry said. => a statement from the ministry
according to people: It sank, according to two people close to the talks.
  => two people close to the talks
for somebody: A lawyer for Ann Poe said it sank. => A lawyer for Ann Poe
of a thing with a name: The owner of the Gull said it sank. => The owner of the Gull
somebody's lawyer by name: Jane Roe, a lawyer for Ann Poe, said it sank. => Jane Roe
people in a place: In Lowport, two miners from Halden, who had struck, said it is late. => two
  miners from Halden
asked what: Prices rose as traders asked what happens when the quay shuts. => nobody
passive: The ferry was reported late on Monday. => nobody
said X behind a clause with people: The Gull had 96 people on board when she sank, said Ann Poe,
  the mayor. => Ann Poe
who was there, said that Y: A spokesman, who was there, said Ann Poe drowned. => A spokesman
nobody: The ferry is late. => nobody
a verb inside a quote: The film “She Said So” opened. => nobody
"""


@pytest.mark.parametrize(("text", "speaker"), cases(SPEAKERS))
def test_a_sentence_has_its_speaker(text: str, speaker: str) -> None:
    assert (speaker_of(text, Span(0, len(text)), find_names(text)) or "nobody") == speaker


def test_a_pronoun_means_the_person_who_spoke_last() -> None:
    text = "Jane Roe said the pier is shut. Karl Moor left. She added that it will open."
    sentence = split_sentences(text)[2]
    assert speaker_of(text, sentence, find_names(text)) == "Jane Roe"


def test_a_pronoun_that_means_nobody_named_is_no_speaker() -> None:
    text = "An article gave a wrong year. It said that the pier was built in 1988."
    assert speaker_of(text, split_sentences(text)[1], find_names(text)) is None


def test_of_two_speakers_the_one_who_governs_the_span_is_meant() -> None:
    text = "Jane Roe said 12 drowned, but Ann Poe said 14 had drowned."
    names = find_names(text)
    spans = [Span(text.index(n), text.index(n) + 2) for n in ("12", "14")]
    assert [speaker_of(text, Span(0, len(text)), names, at) for at in spans] == [
        "Jane Roe",
        "Ann Poe",
    ]


def test_what_stands_in_a_quote_belongs_to_its_speaker() -> None:
    text = "“We sail. The fare is $12,” Jane Roe said."
    at = Span(text.index("$12"), text.index("$12") + 3)
    assert speaker_of(text, Span(10, 26), find_names(text), at) == "Jane Roe"
