"""An answer as JSON, as it is printed and kept."""

import json
import re
from typing import Any

from bot.ask.answer import Answer, as_json
from store import Store

UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON allows as it is, and a terminal or an editor may act upon."""


def dump(payload: dict[str, Any]) -> str:
    """Return one line of JSON that is safe to print, and means the same.

    >>> dump({"quote": "sixteen dead \x9b31m"})
    '{"quote": "sixteen dead \\\\u009b31m"}'
    """
    plain = json.dumps(payload, ensure_ascii=False)
    return UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", plain)


def dump_answer(answer: Answer) -> str:
    """Return an answer as one line of the JSON that docs/answer.md describes."""
    return dump(as_json(answer))


def save_answer(store: Store, answer: Answer) -> int:
    """Keep an answer exactly as it is printed; return its answer_id."""
    cited = {
        (citation.article_id, citation.version): None
        for value in answer.values
        for citation in value.citations
    }
    return store.answers.save(answer.question, answer.asked_at, dump_answer(answer), cited)


def clean_question(text: str) -> str:
    """Return a question that can be stored: half characters become question marks.

    >>> clean_question(" Who signed it?\\udcff ")
    'Who signed it??'
    """
    return text.encode("utf-8", "replace").decode("utf-8").strip()
