"""Checking drafts, watching answers, reading in links and files, amending what was corrected."""

from pathlib import Path

from newsroom import Newsroom, shown
from pdf_pages import make_pdf
from slack_harness import ON_BOTH, until

from bot.ingest.batch import ingest
from bot.ingest.pdf import SCAN
from handlers.fake_slack.workspace import Message as Said
from handlers.slack.cards.telling import WATCH
from handlers.slack.delivery.rounds import amend_answers
from handlers.slack.surfaces.alerts import UNWATCH, post_alerts
from handlers.slack.surfaces.taking_in import ADD_ARTICLE, READ_IN, compare

TRUE = "The truce expires on 18 November 2026."
FALSE = "The truce expires on 25 December 2026."


def test_a_draft_pasted_into_the_window_is_checked_sentence_by_sentence(
    newsroom: Newsroom,
) -> None:
    newsroom.slack.people.command("C1", "U1", "/copydesk", "check")
    until(lambda: newsroom.slack.workspace.views)
    view = next(iter(newsroom.slack.workspace.views.values()))
    newsroom.slack.people.submit(view, draft("")).wait()
    assert view.errors == {"draft": "Paste the draft here."}
    newsroom.slack.people.submit(view, draft(FALSE)).wait()
    result = newsroom.answers("D1")[0]
    assert "⚠ Contradicted" in shown(result)
    assert "is contradicted by" in result.text
    until(lambda: "is in your messages from me" in str(view.payload))


def draft(text: str) -> dict[str, dict[str, dict[str, object]]]:
    return {"draft": {"value": {"type": "plain_text_input", "value": text}}}


def test_a_mention_checks_the_words_after_it_and_offers_the_window_without(
    newsroom: Newsroom,
) -> None:
    newsroom.ask(f"check {TRUE}")
    assert "1 supported" in newsroom.answers("C1")[0].text
    newsroom.ask("check")
    card = newsroom.answers("C1", 2)[1]
    newsroom.slack.people.click(card, "open_check", "U1")
    until(lambda: newsroom.slack.workspace.views)


def test_a_message_is_checked_for_who_asks_alone(newsroom: Newsroom) -> None:
    space = newsroom.slack.workspace
    said = space.add_message(Said("C1", space.new_ts(), "U2", FALSE))
    newsroom.slack.people.shortcut(said, "check_this_message", "U1")
    assert "1 contradicted" in newsroom.answers("C1", user_id="U1")[0].text
    assert space.from_bot("C1") == []


def add_article(newsroom: Newsroom, folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    ingest([str(path)], newsroom.store)
    article = newsroom.store.articles.named(f"file:{path}")
    assert article is not None
    compare(newsroom.desk, [article.article_id])
    return article.article_id


def rounds(newsroom: Newsroom) -> int:
    desk, outbox = newsroom.desk, newsroom.running.service.outbox
    team_id = newsroom.slack.workspace.team_id
    return amend_answers(desk, outbox, team_id) + post_alerts(desk, outbox, team_id)


BRIDGE = """The Lowland Courier

Ferrow ferry pier to reopen

{day} November 2026. By Ada Merle

The old pier of Ferrow will reopen on {opens} November 2026, the harbour office said on Monday. The
works on the pier at Ferrow took eleven months and were paid for by the county of Ferrow. Two shops
and a café will open on the pier on the same day, said Ada Merle of the harbour office in Ferrow.
"""


@ON_BOTH
def test_a_watched_answer_is_told_when_it_changes(newsroom: Newsroom, tmp_path: Path) -> None:
    add_article(newsroom, tmp_path, "pier.txt", BRIDGE.format(day=2, opens=20))
    newsroom.ask("When will the old pier of Ferrow reopen?")
    card = newsroom.answers("C1")[0]
    newsroom.slack.people.click(card, WATCH, "U1")
    until(lambda: newsroom.store.watches.find())
    add_article(newsroom, tmp_path, "later.txt", BRIDGE.format(day=9, opens=28))
    assert rounds(newsroom)
    told = newsroom.see("has changed")
    assert "20 Nov 2026" in shown(told).partition("before: ")[2]
    newsroom.slack.people.say("C1", "U1", "<@U0COPYDESK> watch When does the truce expire?")
    newsroom.slack.people.click(newsroom.see("I will tell"), UNWATCH, "U1")
    until(lambda: len(newsroom.store.watches.find()) == 1)


@ON_BOTH
def test_an_answer_is_amended_in_place_when_its_source_corrects_itself(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    add_article(newsroom, tmp_path, "pier.txt", BRIDGE.format(day=2, opens=20))
    newsroom.ask("When will the old pier of Ferrow reopen?")
    card = newsroom.answers("C1")[0]
    add_article(newsroom, tmp_path, "pier.txt", BRIDGE.format(day=3, opens=23))
    assert rounds(newsroom) == 1
    until(lambda: "Amended: " in shown(card))
    assert "23 November" in card.text
    assert rounds(newsroom) == 0
    assert len(newsroom.slack.workspace.from_bot("C1")) == 1


@ON_BOTH
def test_an_answer_is_replaced_when_an_article_that_it_quotes_is_deleted(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    article_id = add_article(newsroom, tmp_path, "pier.txt", BRIDGE.format(day=2, opens=20))
    newsroom.ask("When will the old pier of Ferrow reopen?")
    card = newsroom.answers("C1")[0]
    assert "20 November" in shown(card)
    newsroom.store.articles.remove(article_id)
    assert rounds(newsroom) == 1
    until(lambda: "an article that it quoted was deleted" in shown(card))
    assert "20 November" not in shown(card)
    assert rounds(newsroom) == 0


def test_a_link_is_offered_and_what_cannot_be_read_is_said(newsroom: Newsroom) -> None:
    newsroom.slack.people.say("D1", "U1", "<http://127.0.0.1:9/article>")
    offer = newsroom.answers("D1")[0]
    assert offer.text == "Shall I read this article in? http://127.0.0.1:9/article"
    newsroom.slack.people.click(offer, READ_IN, "U1")
    until(lambda: offer.text.startswith("Nothing could be read in: "))
    newsroom.running.settle()
    assert len(newsroom.slack.workspace.from_bot("D1")) == 1


def test_a_message_without_a_link_has_nothing_to_add(newsroom: Newsroom) -> None:
    space = newsroom.slack.workspace
    said = space.add_message(Said("C1", space.new_ts(), "U2", "no link here"))
    newsroom.slack.people.shortcut(said, ADD_ARTICLE, "U1")
    told = newsroom.answers("C1", user_id="U1")[0]
    assert told.text.startswith("There is no link to an article")


def test_a_message_whose_link_is_added_shows_progress_and_outcome(newsroom: Newsroom) -> None:
    space = newsroom.slack.workspace
    said = space.add_message(Said("C1", space.new_ts(), "U2", "see <http://127.0.0.1:9/article>"))
    newsroom.slack.people.shortcut(said, ADD_ARTICLE, "U1")
    told = newsroom.answers("C1", 2, user_id="U1")
    assert told[0].text == "Reading http://127.0.0.1:9/article …"
    assert told[1].text.startswith("Nothing could be read in: ")


def test_a_file_dropped_in_a_direct_message_is_read_in(newsroom: Newsroom) -> None:
    content = BRIDGE.format(day=2, opens=20).encode()
    drop(newsroom, {"pier.txt": content, "pier.xyz": content})
    told = newsroom.answers("D1", 2)
    assert told[0].text.startswith("Added: Ferrow ferry pier to reopen (The Lowland Courier)")
    assert "The old pier of Ferrow will reopen" in shown(told[0])
    assert told[1].text.startswith("I did not read pier.xyz: I read files that end in ")
    assert newsroom.store.articles.state().articles == 34


def test_a_pdf_dropped_in_a_direct_message_is_read_in_or_says_what_to_do(
    newsroom: Newsroom,
) -> None:
    said = "The harbour of Skell will have a third pier, the port said on Monday 9 November 2026."
    for count, (name, page) in enumerate((("pier.pdf", [said]), ("scan.pdf", [])), 1):
        drop(newsroom, {name: make_pdf([page])})
        newsroom.answers("D1", count)
    told = newsroom.answers("D1", 2)
    assert told[0].text.startswith("Added: slack/pier.pdf (source not")
    assert said in " ".join(shown(told[0]).split())
    assert SCAN in told[1].text.replace("&amp;", "&")


def drop(newsroom: Newsroom, contents: dict[str, bytes]) -> None:
    """Drop files in the direct message of U1."""
    space, files = newsroom.slack.workspace, []
    for name, content in contents.items():
        file_id = space.new_id("F")
        url = f"{newsroom.slack.url}/files/{file_id}"
        files.append({"id": file_id, "name": name, "size": len(content), "url_private": url})
        space.files[file_id] = {**files[-1], "content": content}
    newsroom.slack.people.say("D1", "U1", "", files=files)
