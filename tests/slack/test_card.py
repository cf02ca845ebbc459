"""The answer card: what it shows of each kind of answer, and that hostile text breaks nothing."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ask.answer import Answer, Citation, IndexState, Value, Verdict
from handlers.fake_slack.limits import check_message
from handlers.fake_slack.mentions import live_links, live_mentions
from handlers.slack.card import Shown, render_card
from handlers.slack.poster import Message
from handlers.slack.text import clean, is_linkable

NOW = datetime(2026, 5, 10, 12, 0, tzinfo=UTC)
GOLDEN = Path(__file__).parent / "golden_cards.json"
QUOTE = "The tram line will reopen on 14 May 2026, the council said on Thursday."
CITED = Citation(
    article_id="wire/tram.txt", version=1, source="The Quay Courier", title="Tram line to reopen",
    url="https://quay.example/tram", published_at="2026-05-07T08:30:00Z", start=200,
    end=200 + len(QUOTE), quote=QUOTE, speaker="the council", wording="14 May 2026",
    value_start=229, value_end=240, reading=None, mode="plan", copy_of=None, note=None,
)  # fmt: skip
UNDATED = replace(CITED, source=None, title=None, url=None, published_at=None, speaker=None)
COPY = replace(CITED, source="The Sound Mirror", copy_of="wire/tram.txt", mode="report")
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
    verdicts=(Verdict("conflict", (0, 1), "One says 14 May; the other says 20 May."),),
)
ABSTAINED = replace(
    ANSWERED, status="abstained", values=(), reason="No article gives a price.", nearest=(CITED,)
)
KINDS = {"answered": ANSWERED, "disputed": DISPUTED, "abstained": ABSTAINED}


def payload(message: Message) -> dict[str, object]:
    return {"text": message.text, "blocks": list(message.blocks)}


def test_the_cards_are_as_they_were_looked_at() -> None:
    """To accept a change: look at the cards, then write `made` to golden_cards.json."""
    made = {name: [payload(m) for m in render_card(kind, 7, NOW)] for name, kind in KINDS.items()}
    assert json.loads(GOLDEN.read_text(encoding="utf-8")) == json.loads(json.dumps(made))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("answered", "14 May 2026 (The Quay Courier, 7 May 2026, 08:30 UTC (3 days ago) and 1"),
        ("disputed", "⚠ The sources disagree. 14 May 2026 (The Quay Courier"),
        ("abstained", "No answer: No article gives a price."),
    ],
)  # fmt: skip
def test_plain_text_alone_carries_the_answer(name: str, said: str) -> None:
    assert render_card(KINDS[name], 7, NOW)[0].text.startswith(said)


def test_what_is_undated_copied_planned_or_searched_is_said() -> None:
    text = json.dumps([payload(m) for m in render_card(ANSWERED, 7, NOW)], ensure_ascii=False)
    full = render_card(ANSWERED, 7, NOW, Shown(is_full=True))
    full_text = json.dumps([payload(m) for m in full], ensure_ascii=False)
    for said in ("2 independent sources", "1 copy not counted", "a plan, not a report",
                 "source not stated", "undated", "Searched 1,204 articles"):  # fmt: skip
        assert said in text
    assert "a copy of wire/tram.txt" in full_text


HOSTILE = ["<!channel>", "<@U1>", "<http://x.example|y>", "\n\n", "\u202e", "W" * 100_000, "&lt;"]
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
    lambda text, kept, standing: replace(side(text, *kept), standing=standing),
    texts,
    st.lists(citations, min_size=1, max_size=4),
    st.sampled_from(["side", "further"]),
)
answers = st.builds(
    lambda question, kept, why, reason, status: replace(
        ANSWERED, question=question, values=tuple(kept), reason=reason, status=status,
        understood=question, searched=(reason, question), nearest=kept[0].citations,
        verdicts=(Verdict("conflict", (0, len(kept) - 1), why),),
    ),
    texts, st.lists(values, min_size=1, max_size=4), texts, texts,
    st.sampled_from(["answered", "disputed", "abstained"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(answers, st.booleans())
def test_hostile_answers_keep_the_limits_notify_nobody_and_lose_no_quote(
    answer: Answer, is_full: bool
) -> None:
    shown = Shown(is_full=is_full, can_share=True, can_watch=True)
    messages = render_card(answer, 7, NOW, shown)
    urls = {c.url for value in answer.values for c in value.citations if c.url}
    for message in messages:
        assert check_message(payload(message)) == []
        assert live_mentions(payload(message)) == []
        assert set(live_links(payload(message))) <= {url for url in urls if is_linkable(url)}
    if answer.status != "abstained" and is_full:
        everything = "".join(_spans([payload(m)["blocks"] for m in messages]))
        for value in answer.values:
            assert all(clean(c.quote[1:]) in everything for c in value.citations)


def _spans(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _spans(item)]
    if not isinstance(value, dict):
        return []
    if value.get("type") == "text":
        return [value["text"]]
    return [text for item in value.values() for text in _spans(item)]
