"""A follow-up takes its names, its time and its subject from the question before it."""

from datetime import date

import pytest

from bot.ask.follow_up import follow_up

DAY = date(2026, 5, 10)
TRAM = "When does the tram line to Ostend Road reopen?"
FIRE = "How many people died in the Aldport fire in May 2025?"


@pytest.mark.parametrize(
    ("previous", "new", "complete"),
    [
        (TRAM, "and who pays for it?", "Who pays for the tram line to Ostend Road?"),
        (TRAM, "since when?", "The tram line to Ostend Road. Since when?"),
        (TRAM, "who closed it", "Who closed the tram line to Ostend Road"),
        (TRAM, "What did they promise?", "The tram line to Ostend Road. What did they promise?"),
        (TRAM, "Who is the mayor of Sel?", None),
        (TRAM, "When did Ana Mirel say she will resign?", None),
        (TRAM, "What is the inflation rate?", None),
        (TRAM, "who is the driver?", "The tram line to Ostend Road. Who is the driver?"),
        (TRAM, "When will the bridge reopen after it was closed?", None),
        (TRAM, "Who said that the ferry sank?", None),
        (FIRE, "how many hurt?", "The Aldport fire in May 2025. How many hurt?"),
        (FIRE, "and in 2024?", "How many people died in the Aldport fire in 2024?"),
        ("How many people died in Orva?", "and in Delm?", "How many people died in Delm?"),
        ("How many people died in Orva?", "what about Delm?", "How many people died in Delm?"),
        ("The tram line to Ostend Road. Who pays for it?", "and since when?",
         "The tram line to Ostend Road. Since when?"),
        (TRAM, "and when was that agreed?", "The tram line to Ostend Road. When was that agreed?"),
        ("What does Sel pay per share?", "and when?", "Sel. When?"),
        ("Who signed the truce?", "where did it begin?", "Where did the truce begin?"),
        ("Where was the truce signed?", "who signed it?", "The truce signed. Who signed it?"),
        ("Did you call the envoy?", "why?", "You call the envoy. Why?"),
        (TRAM, "", None),
    ],
)  # fmt: skip
def test_a_question_that_leans_is_made_complete(
    previous: str, new: str, complete: str | None
) -> None:
    assert follow_up(previous, new, DAY) == complete


def test_somebody_named_by_the_answer_is_whom_a_pronoun_means() -> None:
    asked = "Who is the mayor of Port Sel?"
    made = follow_up(asked, "since when is she in office?", DAY, "Ana Mirel")
    assert made == "The mayor of Port Sel, Ana Mirel. Since when is she in office?"


def test_a_time_of_its_own_replaces_the_earlier_one() -> None:
    made = follow_up(FIRE, "how many were hurt in June 2025?", DAY)
    assert made == "The Aldport fire. How many were hurt in June 2025?"
