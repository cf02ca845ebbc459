"""Cards and windows fed hostile text: limits are kept, nobody is notified, no quote is lost."""

import json
import unicodedata
from dataclasses import asdict, replace

from answer_samples import CITED, NOW, answers, texts
from card_samples import held, spans
from hypothesis import given, settings
from hypothesis import strategies as st
from kept_verdicts import as_kept, as_new, told

from bot.ask.answer import Answer, IndexState
from bot.check.checking import Checked, Evidence, Finding
from bot.desk.quotes import Match
from bot.desk.summary import Point, Summary
from bot.desk.timeline import Event, Timeline
from bot.judging import VARIANT
from handlers.disputes import Dispute
from handlers.fake_slack.limits import check_view
from handlers.slack.cards.alert import alert_card, digest_card, list_conflicts, load_verdict
from handlers.slack.cards.blocks import clean
from handlers.slack.cards.telling import Shown, render_card
from handlers.slack.surfaces import commands
from handlers.slack.surfaces.alerts import watch_card
from handlers.slack.surfaces.checking import check_view as draft_view
from handlers.slack.surfaces.checking import render_check
from handlers.slack.surfaces.subscribing import settings_view
from store.alerts import Alert
from store.articles import SourceCount
from store.subscriptions import Subscription
from store.verdicts import NewVerdict


@settings(max_examples=60)
@given(answers, st.booleans())
def test_answers(answer: Answer, is_full: bool) -> None:
    cited = [citation for value in answer.values for citation in value.every]
    shown = Shown(is_full=is_full, can_share=True, can_watch=True)
    messages = render_card(answer, 7, NOW, shown)
    held(messages, *(citation.url for citation in cited))
    if answer.status != "abstained" and is_full:
        everything = unmarked("".join(spans([message.blocks for message in messages])))
        assert all(unmarked(citation.quote[1:]) in everything for citation in cited)


def unmarked(text: str) -> str:
    """A text without combining marks: of a run of them a card keeps the first in each span."""
    return "".join(one for one in clean(text) if unicodedata.category(one) not in ("Mn", "Me"))


@settings(max_examples=40)
@given(texts, texts)
def test_verdicts_alerts_digests_and_disputes(text: str, url: str) -> None:
    sides = (told(one, source=one, title=one, url=two, speaker=one)
             for one, two in ((text, url), (url, text)))  # fmt: skip
    verdict = as_kept(NewVerdict("key", "conflict", text, "d", "story", *sides), note=text)
    payload = json.dumps(asdict(as_new(verdict)))
    alerts = [Alert("C1", "s", "verdict", "story", "conflict", payload, alert_id=n)
              for n in range(3)]  # fmt: skip
    assert load_verdict(payload) == as_new(verdict)
    held([alert_card(verdict, NOW), *digest_card(alerts, NOW)])
    variants = [Dispute((replace(verdict, verdict=VARIANT),))] * 3
    held([list_conflicts([Dispute((verdict, verdict))] * 9, variants, text, NOW)])
    held([list_conflicts([], variants, text, NOW), watch_card(text, 7)])


@settings(max_examples=40)
@given(texts, texts)
def test_checks_summaries_timelines_matches_and_sources(text: str, other: str) -> None:
    evidence = Evidence("a", 1, other, text, other, None, 0, 1, text, text, other)
    against = replace(evidence, stance="contradicts")
    finding = Finding(0, 1, text, "disputed", (evidence, against) * 4)
    held(render_check([Checked(0, 1, text, "disputed", (finding,) * 4)] * 2, NOW))
    cited, index = replace(CITED, quote=text, title=other, source=other), IndexState(3, None)
    summary = Summary(text, None, None, 1, 1, 0, (Point(cited, (cited,)),), (), index)
    event = Event("2026-05-07", "2026-05-08", "report", cited, ())
    timeline = Timeline(text, 1, (event,), (), (cited,), index)
    match = Match("a", 1, other, text, other, None, 0, 1, text, None, other, 90.0, ())
    for messages in (
        commands.render_summary(summary, NOW, can_share=True),
        commands.render_timeline(timeline, NOW, can_share=True),
        [commands.render_picture(timeline, NOW, "F1")],
        commands.render_matches([match], NOW),
        commands.render_sources([SourceCount(text, 3, other)], NOW),
    ):
        held(messages, CITED.url)


@settings(max_examples=40)
@given(texts)
def test_windows(text: str) -> None:
    one = Subscription("C1", text, (text,), (text,), ("conflict",), zone=text, subscription_id=7)
    assert check_view(settings_view(one)) == []
    assert check_view(draft_view(text)) == []
