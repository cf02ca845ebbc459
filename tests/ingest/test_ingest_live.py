"""Live blogs: each update is said at its own time."""

import json
from pathlib import Path

import pytest
from newsstand import page
from scripted_networks import ScriptedJudge
from stored import article_of

from bot.ingest.batch import ingest
from bot.judging.document import Statement, statements_of
from bot.judging.relating import relate
from store import Store
from store.passages import Query

FIRST = "About 200 protesters have gathered on the harbour bridge of Lowport, the police said."
LATER = "About 450 protesters are on the harbour bridge of Lowport now, the police said."
INTRO = "Lowport's harbour bridge is closed today; follow what happens there in this live blog."
HEADINGS = ("Protesters gather", "Crowd grows")
MORNING, NOON = "2026-05-05T08:05:00+02:00", "2026-05-05T12:40:00+02:00"
TIMES = ("2026-05-05T06:05:00Z", "2026-05-05T10:40:00Z")
PUBLISHED = f'<meta property="article:published_time" content="{MORNING}">'


def section(tag: str, clock: str, shown: str, heading: str, text: str) -> str:
    stated = f' datetime="{clock}"' if clock else ""
    return f"<{tag}><time{stated}>{shown}</time><h2>{heading}</h2><p>{text}</p></{tag}>"


def as_sections(tag: str, clocks: tuple[str, str]) -> str:
    parts = zip(clocks, ("8.05", "12.40"), HEADINGS, (FIRST, LATER), strict=True)
    made = "".join(section(tag, *part) for part in reversed(list(parts)))
    return page("Bridge protest: live", INTRO, head=PUBLISHED).replace(
        "</article>", f"{made}</article>"
    )


def as_data() -> str:
    updates = [
        {"@type": "BlogPosting", "headline": heading, "datePublished": at, "articleBody": text}
        for heading, at, text in zip(HEADINGS, (MORNING, NOON), (FIRST, LATER), strict=True)
    ]
    data = {"@type": "LiveBlogPosting", "headline": "Bridge protest", "liveBlogUpdate": updates}
    head = f'{PUBLISHED}<script type="application/ld+json">{json.dumps(data)}</script>'
    return page("Bridge protest: live", INTRO, f"12.40 {HEADINGS[1]} {LATER}", head=head)


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(as_data(), id="LiveBlogPosting"),
        pytest.param(as_sections("section", (MORNING, NOON)), id="sections"),
        pytest.param(as_sections("div", (MORNING, NOON)), id="div"),
        pytest.param(as_sections("article", ("", "")), id="clocks alone"),
    ],
)
def test_an_update_is_a_passage_with_its_own_time(store: Store, tmp_path: Path, html: str) -> None:
    (tmp_path / "live.html").write_text(html)
    ingest([str(tmp_path / "live.html")], store)
    hits = store.passages.retrieve(Query(("protest", "bridg")))
    found = {(hit.published_at, hit.text.split("\n")[-1]) for hit in hits}
    assert found >= set(zip(TIMES, (FIRST, LATER), strict=True))
    (morning, noon) = [one for time in TIMES for one in counts(hits, time)]
    assert (morning.text, noon.text) == (FIRST, LATER)
    assert [one.kind for one in relate(ScriptedJudge(), [(morning, noon)])] == ["update"]


def counts(hits: list, time: str) -> list[Statement]:
    stated = [one for hit in hits if hit.published_at == time for one in statements_of(hit)]
    return [one for one in stated if one.value.kind == "number"]


def test_comments_with_times_are_no_updates(store: Store, tmp_path: Path) -> None:
    said = section("div", NOON, "12.40", "Ana", "I was there and it was far more than they say.")
    html = page("Bridge protest", INTRO, FIRST, LATER, head=PUBLISHED)
    comments = f'<div id="comments" class="comments">{said}{said}</div>'
    (tmp_path / "a.html").write_text(html.replace("</article>", f"</article>{comments}"))
    ingest([str(tmp_path / "a.html")], store)
    (listed,) = store.articles.latest(9)
    assert article_of(store, listed.article_id).text.endswith(LATER)
    assert {hit.published_at for hit in store.passages.of_article(listed.article_id)} == {TIMES[0]}
