"""The answer card: what it shows of each kind of answer."""

import json
from dataclasses import replace
from pathlib import Path

from answer_samples import ANSWERED, KINDS, NOW

from handlers.slack.cards.telling import Shown, render_card
from handlers.slack.delivery.poster import Message

GOLDEN = Path(__file__).parent / "golden_cards.json"


def payload(message: Message) -> dict[str, object]:
    return {"text": message.text, "blocks": list(message.blocks)}


def test_the_cards_are_as_they_were_looked_at() -> None:
    """To accept a change: look at the cards, then write `made` to golden_cards.json."""
    made = {name: [payload(m) for m in render_card(kind, 7, NOW)] for name, kind in KINDS.items()}
    assert json.loads(GOLDEN.read_text(encoding="utf-8")) == json.loads(json.dumps(made))


def test_what_is_undated_copied_planned_or_searched_is_said() -> None:
    text = json.dumps([payload(m) for m in render_card(ANSWERED, 7, NOW)], ensure_ascii=False)
    full = render_card(ANSWERED, 7, NOW, Shown(is_full=True))
    full_text = json.dumps([payload(m) for m in full], ensure_ascii=False)
    for said in ("2 independent sources", "1 copy not counted", "a plan, not a report",
                 "Searched 1,204 articles"):  # fmt: skip
        assert said in text
    assert "a copy of The Quay Courier" in full_text


def test_a_person_is_no_plan_whatever_the_sentence_tells_of() -> None:
    values = tuple(replace(value, kind="person") for value in ANSWERED.values)
    text = json.dumps([payload(m) for m in render_card(replace(ANSWERED, values=values), 7, NOW)])
    assert "a plan, not a report" not in text
    assert "according to the council" in text
