"""Talk: what is asked of the articles, told from what is said to us or between people.

Nothing is listed. The reader holds a message against what people and we say of ourselves, as it
holds it against the articles: who is answered better there does not ask for news. A thing that is
only named ("truce") asks nothing yet.
"""

import re
from collections import Counter
from datetime import date

from bot.ask.answer import Answer
from bot.ask.follow_up import is_bare, is_part, is_question, without_lead
from bot.ask.question import QUESTION_WORD, SHOWN, asked_in, understand
from bot.ask.reading import headline_of, statement_at
from bot.ask.retrieving import EVERYTHING, retrieve
from bot.ask.weighing import Curve
from bot.reader.judge import log_odds
from bot.reader.twice import Reader
from store import Store
from store.terms import content_terms, is_stop, terms

OURSELVES = (
    "Hello. My name is Copydesk. I am a bot, made by programmers, and I speak English. I am here "
    "in Slack and I can help you: ask me a question about the news, and I answer from the "
    "articles of your newsroom with quotes. I work by reading them. I think nothing of my own.",
    "We are colleagues in the newsroom. I am at my desk, I am well, thank you, and you can call "
    "me. I am writing this story because the editor wants it; we need five hundred words and a "
    "picture by six o'clock, and we run it on the front page tonight. You saw him yesterday, and "
    "we meet at noon.",
    "We have checked the story: yesterday I rang the ministry, the police and the company, and "
    "their press office called back, they did not want to comment. Our lawyers have read it. We "
    "spoke to the families, and the interview went well. Our reporter is there and talks to the "
    "people. The photo, the map and the graphic are in the folder; we are using the photo that I "
    "took. Your piece should be six hundred words long, and you can read my copy in an hour.",
)
"""What is said in a newsroom by those who speak to each other: questions it answers are talk."""

LEAST = 0.32
"""Likelihood that the articles answer, taken where they have nothing."""

PUT_TO_US = Curve(-3.1, {"answered": 1.1, "talk": -0.55, "asks": 1.2})
"""Over zero a message that was put to us asks for news: fitted on 40, its start eased by 0.7."""

OVERHEARD = Curve(-3.75, {"answered": 1.02, "talk": -0.27, "told": 2.85})
"""How surely one asks for news that was not put to us: fitted on 87 questions in threads."""

SURE, BARE = 0.75, -10.0
"""Log odds from which those are answered; what stands for the talk score of a bare "where?"."""

ABOUT = (
    "When does {} end?", "When did {} open?", "Who is {}?", "Who leads {}?", "Where is {}?",
    "How long is {}?",
)  # fmt: skip
"""What a thing may be asked about; those questions are suggested that the articles answer."""

SUGGESTED, BEST, READ_FOR_IT = 12.0, 2, 6
"""Reader's score from which a question is suggested, how many are, passages read for each."""

AS_THING = 0.2
"""Share of the places where words stand as a thing's name, from which they name one."""

READ, LONGEST_NAME = 20, 4
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
BEFORE, AFTER = re.compile(r"(\w+)\s+$"), re.compile(r"\s+(\w+)")


def asking_part(text: str) -> str:
    """Return a message from its question word on, where that asks for something.

    >>> asking_part("can you check when the inquiry opened?"), asking_part("who are you?")
    ('when the inquiry opened?', 'who are you?')
    """
    match = QUESTION_WORD.search(text)
    part = text[match.start() :] if match else text
    return part if content_terms(part) else text


def talk_score(text: str, reader: Reader) -> float:
    """Return how well a message is answered by what is said in a newsroom; higher is talk."""
    found = reader.read_each(asking_part(text), OURSELVES, top=1)
    return max((span.score for span in found), default=-100.0)


def is_talk(text: str, answer: Answer, score: float) -> bool:
    """Tell whether a message is talk, from the answer it got and its `talk_score`."""
    if answer.likelihood is None and not is_question(text):
        return True
    answered = log_odds(max(answer.likelihood or 0.0, LEAST))
    features = {"answered": answered, "talk": score, "asks": float(is_question(text))}
    return PUT_TO_US.odds(features) < 0


def surely_asks(text: str, answer: Answer, score: float) -> bool:
    """Tell whether a message asks for news, whoever it was said to, and was answered.

    "Did you call the envoy?" finds an envoy, and nobody who calls.
    """
    is_asked = is_question(text) and (not is_part(text) or without_lead(text) != text)
    features = {
        "answered": log_odds(answer.likelihood or 0.0),
        "talk": BARE if is_bare(text) else score,
        "told": told_of(text, answer),
    }
    return is_asked and answer.status != "abstained" and OVERHEARD.odds(features) >= SURE


def told_of(text: str, answer: Answer) -> float:
    """Return how much of a message's words stand in one quote that answers it, or its headline."""
    asked = set(content_terms(text))
    cited = [citation for value in answer.values for citation in value.every]
    held = (len(asked & {*terms(f"{one.title or ''} {one.quote}")}) for one in cited)
    return max(held, default=0) / len(asked) if asked else 1.0


def named_thing(text: str, store: Store, asked_on: date) -> str | None:
    """Return the thing that a message names and asks nothing of, as the articles write it."""
    typed = ARTICLE.sub("", text.strip(" .,;:!?…"))
    question = understand(typed, asked_on)
    if is_question(text) or not question.terms or len(terms(typed)) > len(question.terms):
        return None
    spaced = r"\s+".join(map(re.escape, typed.split()))
    words = re.compile(rf"\b{spaced}\b", re.IGNORECASE)
    hits = retrieve(question, store.passages, EVERYTHING)[:READ]
    places = [(hit.text, match) for hit in hits for match in words.finditer(hit.text)]
    is_name = all(match.group()[0].isupper() for _, match in places)
    led = ((match.group(), word_before(text, match, is_name)) for text, match in places)
    things = [(written, before) for written, before in led if before is not None]
    if not places or len(things) < AS_THING * len(places):
        return None
    name, _ = Counter(written for written, _ in things).most_common(1)[0]
    with_article = sum(before == "the" for _, before in things)
    return f"the {name}" if with_article > len(things) / 2 else name


def thing_within(text: str, store: Store, asked_on: date) -> str | None:
    """Return the longest thing that is named in a message which asks nothing else that we know.

    "Give me everything on the ferry" names the ferry; a word that is no thing everywhere is none.
    """
    typed = text.strip(" .,;:!?…").split()
    for length in range(min(LONGEST_NAME, len(typed)), 0, -1):
        for start in range(len(typed) - length, -1, -1):
            thing = named_thing(" ".join(typed[start : start + length]), store, asked_on)
            if thing is not None and (ARTICLE.match(thing) or thing[0].isupper()):
                return thing
    return None


def word_before(text: str, place: re.Match[str], is_name: bool) -> str | None:
    """Return the word before a place where words are a thing's name, None where they are not.

    A name has a capital inside a sentence, and at its beginning if it always has one; any other
    thing has an article or a number before it, and no noun of which it is a part behind it.
    """
    before, after = BEFORE.search(text[: place.start()]), AFTER.match(text[place.end() :])
    first, last = before.group(1) if before else "", after.group(1) if after else ""
    if place.group()[0].isupper():
        inside = first[:1].islower() or (is_name and not first and last[:1].islower())
        is_thing = inside and not last[:1].isupper()
    else:
        is_led = ARTICLE.match(f"{first} ") is not None or first.isdecimal()
        is_thing = is_led and (not last or is_stop(last.lower()))
    return first.lower() if is_thing else None


def suggest(thing: str, store: Store, reader: Reader, asked_on: date) -> list[str]:
    """Return questions about a thing that the articles answer, the likeliest first."""
    hits = retrieve(understand(thing, asked_on), store.passages, EVERYTHING)[:READ_FOR_IT]
    texts, titles = [hit.text for hit in hits], [headline_of(hit) for hit in hits]
    found: list[tuple[float, str]] = []
    for question in (pattern.format(thing) for pattern in ABOUT):
        asked = asked_in(question)
        for span in reader.read_each(question, texts, titles=titles, top=1)[:1]:
            kind = statement_at(asked, hits[span.passage], span).value.kind
            if span.score >= SUGGESTED and kind in SHOWN[asked]:
                found.append((span.score, question))
    return [question for _, question in sorted(found, reverse=True)[:BEST]]
