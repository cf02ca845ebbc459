"""Answers written by hand, one of each kind, and answers made of hostile text."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.ask.answer import Answer, Citation, IndexState, Value, Verdict

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


def cite(quote: str, wording: str, **more: object) -> Citation:
    at = 200 + quote.index(wording)
    place = {"end": 200 + len(quote), "value_start": at, "value_end": at + len(wording)}
    return replace(CITED, quote=quote, wording=wording, **place, **more)  # type: ignore[arg-type]


def side(text: str, *citations: Citation, count: int = 1) -> Value:
    return Value(text, "date", None, None, "side", count, citations)


ANSWERED = Answer(
    question="When does the tram line reopen?", asked_at="2026-05-10T12:00:00+00:00",
    status="answered", values=(side("14 May 2026", CITED, UNDATED, COPY, count=2),), verdicts=(),
    reason=None, nearest=(), searched=("tram", "reopen"), understood="a date",
    index=IndexState(1204, "2026-05-10T06:00:00Z"),
)  # fmt: skip
BLANK = replace(ANSWERED, values=())
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

HOSTILE = ["<!channel>", "<!here|here>", "<@U1>", "<#C1|desk>", "<!subteam^S1>",
           "<http://x.example|y>", "<mailto:a@b.example|x>", "&lt;!channel&gt;", "*_~````",
           "\n\n", "\u202e", "e" + "\u0301" * 40, "👩‍👩‍👧‍👦😀", "W" * 20_000, "{}{0}{nothing}",
           "\x1b]0;owned\x07\x9b2J", "[red][/]:skull:", "\ud800\x00\u2028"]  # fmt: skip
texts = st.one_of(
    st.text(st.characters(exclude_categories=[]), min_size=1, max_size=40),
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3).map("".join),
)
citations = st.builds(
    lambda quote, title, url, source, speaker, note, published, start, end: replace(
        CITED, quote=quote, end=200 + len(quote), value_start=start, value_end=end, title=title,
        url=url, source=source, speaker=speaker, note=note, published_at=published, wording=quote,
    ),
    texts, texts, texts.map("https://x.example/".__add__), st.none() | texts, texts, texts,
    st.sampled_from([None, "2026-05-07", "not a day", "2026-05-07T08:30:00Z", "9999-12-31",
                     "0001-01-01T00:00:00+23:59"]),
    st.integers(195, 220), st.integers(195, 220),
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
