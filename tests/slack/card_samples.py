"""Answers written by hand, and answers made of hostile text."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from bot.ask.answer import Answer, Citation, IndexState, Value, Verdict
from handlers.fake_slack.limits import check_message, live_mentions
from handlers.slack.delivery.poster import Message

NOW = datetime(2026, 5, 10, 12, 0, tzinfo=UTC)
QUOTE = "The tram line will reopen on 14 May 2026, the council said on Thursday."
CITED = Citation(
    article_id="wire/tram.txt", version=1, source="The Quay Courier", title="Tram line to reopen",
    url="https://quay.example/tram", published_at="2026-05-07T08:30:00Z", start=200,
    end=200 + len(QUOTE), quote=QUOTE, speaker="the council", wording="14 May 2026",
    value_start=229, value_end=240, reading=None, mode="plan", copy_of=None, note=None,
)  # fmt: skip
UNDATED = replace(
    CITED, article_id="tip/tram.txt", source=None, title=None, url=None, published_at=None,
    speaker=None,
)  # fmt: skip
COPY = replace(
    CITED, article_id="mirror/tram.txt", source="The Sound Mirror", copy_of="wire/tram.txt",
    mode="report",
)  # fmt: skip
OTHER = replace(
    CITED, source="Radio Skell", quote="Nothing will run before 20 May.", end=231,
    wording="20 May", value_start=224, value_end=230, published_at="2026-05-09", mode="denial",
)  # fmt: skip


def side(text: str, *citations: Citation, count: int = 1) -> Value:
    return Value(text, "date", None, None, "side", count, citations)


ANSWERED = Answer(
    question="When does the tram line reopen?", asked_at="2026-05-10T12:00:00+00:00",
    status="answered", values=(side("14 May 2026", CITED, UNDATED, COPY, count=2),), verdicts=(),
    reason=None, nearest=(), searched=("tram", "reopen"), understood="a date",
    index=IndexState(1204, "2026-05-10T06:00:00Z"),
)  # fmt: skip
DISPUTED = replace(
    ANSWERED,
    status="disputed",
    values=(side("14 May 2026", CITED), side("20 May", OTHER)),
    verdicts=(Verdict("conflict", (0, 1), 0.93),),
)
AMBIGUOUS = replace(
    DISPUTED, status="ambiguous", verdicts=(Verdict("different event or scope", (0, 1), 0.2),)
)
ABSTAINED = replace(
    ANSWERED, status="abstained", values=(), reason="No article gives a price.", nearest=(CITED,)
)
KINDS = {
    "answered": ANSWERED, "disputed": DISPUTED, "ambiguous": AMBIGUOUS, "abstained": ABSTAINED,
}  # fmt: skip

HOSTILE = ["<!channel>", "<@U1>", "<http://x.example|y>", "\n\n", "\u202e", "W" * 20_000, "&lt;"]
texts = st.one_of(
    st.text(st.characters(exclude_categories=[]), min_size=1, max_size=40),
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3).map("".join),
)
citations = st.builds(
    lambda quote, title, url, source, speaker, note, published: replace(
        CITED, quote=quote, end=200 + len(quote), value_start=200, value_end=201, title=title,
        url=url, source=source, speaker=speaker, note=note, published_at=published, wording=quote,
    ),
    texts, texts, texts.map("https://x.example/".__add__), texts, texts, texts,
    st.sampled_from([None, "2026-05-07", "not a day", "2026-05-07T08:30:00Z"]),
)  # fmt: skip
values = st.builds(
    lambda text, kept, standing: replace(side(text, *kept[:3]), standing=standing, also=kept[3:]),
    texts,
    st.lists(citations, min_size=1, max_size=5).map(tuple),
    st.sampled_from(["side", "further"]),
)
answers = st.builds(
    lambda question, kept, kind, reason, status: replace(
        ANSWERED, question=question, values=tuple(kept), reason=reason, status=status,
        understood=question, searched=(reason, question), nearest=kept[0].citations,
        verdicts=(Verdict(kind, (0, len(kept) - 1)),),
    ),
    texts, st.lists(values, min_size=1, max_size=5), st.sampled_from(["conflict", "update"]),
    texts, st.sampled_from(["answered", "disputed", "ambiguous", "abstained"]),
)  # fmt: skip


def spoken(quote: str, speaker: str, article_id: str) -> Value:
    cited = replace(
        CITED, article_id=article_id, quote=quote, wording=quote, speaker=speaker, value_start=200,
        end=200 + len(quote), value_end=200 + len(quote),
    )  # fmt: skip
    return replace(side(quote, cited), kind="quote")


def lines(*messages: Message) -> list[str]:
    """Return what stands on each line of some cards."""
    return [line for message in messages for block in message.blocks for line in _lines(block)]


def _lines(block: dict[str, Any]) -> Iterator[str]:
    if block["type"] == "header":
        yield block["text"]["text"]
    elif block["type"] == "context":
        yield from (element["text"] for element in block["elements"])
    elif block["type"] in ("rich_text", "rich_text_list"):
        for element in block["elements"]:
            yield from _lines(element)
    elif block["type"] in ("rich_text_section", "rich_text_quote"):
        yield "".join(span.get("text", "") for span in block["elements"])


def held(messages: list[Message]) -> None:
    for message in messages:
        payload = {"text": message.text, "blocks": list(message.blocks)}
        assert check_message(payload) == []
        assert live_mentions(payload) == []
        json.dumps(payload).encode()
