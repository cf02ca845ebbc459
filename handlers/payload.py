"""An answer as JSON, as it is printed and kept."""

import json
import re
from typing import Any

from bot.ask.answer import Answer, as_json
from handlers.relations import tell_verdict
from store import Store
from store.errors import CopydeskError

LONGEST_QUESTION = 1000

UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON allows as it is, and a terminal or an editor may act upon."""


def dump(payload: dict[str, Any]) -> str:
    """Return one line of JSON that is safe to print, and means the same.

    >>> dump({"quote": "sixteen dead \x9b31m"})
    '{"quote": "sixteen dead \\\\u009b31m"}'
    """
    plain = json.dumps(payload, ensure_ascii=False)
    return UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", plain)


def answer_payload(answer: Answer) -> dict[str, Any]:
    """Return an answer as docs/answer.md describes it: each verdict with its sentence."""
    payload = as_json(answer)
    verdicts = zip(payload["verdicts"], answer.verdicts, strict=True)
    whys = [{**plain, "why": tell_verdict(answer, one)} for plain, one in verdicts]
    return payload | {"verdicts": whys}


def dump_answer(answer: Answer) -> str:
    """Return an answer as one line of that JSON."""
    return dump(answer_payload(answer))


def save_answer(store: Store, answer: Answer) -> int:
    """Keep an answer exactly as it is printed; return its answer_id."""
    cited = {
        (citation.article_id, citation.version): None
        for value in answer.values
        for citation in value.every
    }
    return store.answers.save(answer.question, answer.asked_at, dump_answer(answer), cited)


def clean_question(text: str) -> str:
    """Return a question that can be stored: half characters become question marks.

    A text that is too long to be a question is refused.

    >>> clean_question(" Who signed it?\\udcff ")
    'Who signed it??'
    """
    if len(text) > LONGEST_QUESTION:
        raise CopydeskError(
            f"A question or topic has at most {LONGEST_QUESTION:,} characters, and this text has "
            f"{len(text):,}. Ask in a sentence or two; for a whole draft there is check."
        )
    return text.encode("utf-8", "replace").decode("utf-8").strip()
