"""Every other renderer, fed hostile text: limits are kept, nobody is notified, nothing is live."""

import json
from dataclasses import asdict, replace

from card_samples import CITED, NOW, texts
from hypothesis import given, settings

from bot.ask.answer import IndexState
from bot.claims.check import Checked
from bot.claims.evidence import Evidence
from bot.claims.findings import Finding
from bot.desk.quotes import Match
from bot.desk.summary import Point, Summary
from bot.desk.timeline import Event, Timeline
from handlers.fake_slack.limits import check_message, check_view
from handlers.fake_slack.mentions import live_mentions
from handlers.slack.alert_card import alert_card, digest_card, load_verdict
from handlers.slack.check_card import render_check
from handlers.slack.check_modal import check_view as draft_view
from handlers.slack.desk_cards import (
    render_conflicts,
    render_matches,
    render_sources,
    render_summary,
    render_timeline,
)
from handlers.slack.poster import Message
from handlers.slack.settings_modal import settings_view
from handlers.slack.watching import watch_card
from store.alerts import Alert
from store.articles import SourceCount
from store.subscriptions import Subscription
from store.verdicts import KeptVerdict, NewVerdict, Side

INDEX = IndexState(3, "2026-05-10")


def held(messages: list[Message]) -> None:
    for message in messages:
        payload = {"text": message.text, "blocks": list(message.blocks)}
        assert check_message(payload) == []
        assert live_mentions(payload) == []
        json.dumps(payload).encode()


def side(text: str, url: str) -> Side:
    return Side("a", 1, text, text, url, "2026-05-07", 0, len(text), text, 0, 1, text, text, text)


def kept(text: str, url: str) -> KeptVerdict:
    new = NewVerdict("key", "conflict", text, "slot", "story", side(text, url), side(url, text))
    return KeptVerdict(
        **{**{name: getattr(new, name) for name in NewVerdict.__dataclass_fields__}},
        verdict_id=7, state="detected", detected_at="", changed_at="", changed_by="copydesk",
        note=text,
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(texts, texts)
def test_verdicts_alerts_and_digests(text: str, url: str) -> None:
    verdict = kept(text, url)
    new = NewVerdict(
        **{name: getattr(verdict, name) for name in NewVerdict.__dataclass_fields__}
    )
    payload = json.dumps(asdict(new))
    alerts = [Alert("C1", "s", "verdict", "story", "conflict", payload, alert_id=n)
              for n in range(3)]  # fmt: skip
    assert load_verdict(payload).why == text
    held([alert_card(verdict, NOW), *digest_card(alerts)])
    held(render_conflicts([verdict] * 3, text, NOW))


@settings(max_examples=40, deadline=None)
@given(texts, texts)
def test_checks_summaries_timelines_matches_and_sources(text: str, other: str) -> None:
    evidence = Evidence("a", 1, other, text, other, None, 0, 1, text, text, other)
    against = replace(evidence, stance="contradicts", why=other)
    finding = Finding(0, 1, text, "disputed", (evidence, against) * 4)
    held(render_check([Checked(0, 1, text, "disputed", (finding,) * 4)] * 2, NOW))
    cited = [CITED.__class__(**{**asdict(CITED), "quote": text, "title": other, "source": other})]
    summary = Summary(text, None, None, 1, 1, (Point(cited[0], tuple(cited)),), (), INDEX)
    held(render_summary(summary, NOW))
    event = Event("2026-05-07", "2026-05-08", "report", cited[0], ())
    held(render_timeline(Timeline(text, 1, (event,), (), (), INDEX), NOW))
    match = Match("a", 1, other, text, other, None, None, 0, 1, text, other, 90.0, ())
    held(render_matches([match], NOW))
    held(render_sources([SourceCount(text, 3, other)], NOW))
    held([watch_card(text, 7)])


@settings(max_examples=40, deadline=None)
@given(texts)
def test_windows(text: str) -> None:
    one = Subscription("C1", text, (text,), (text,), ("conflict",), zone=text, subscription_id=7)
    assert check_view(settings_view(one)) == []
    assert check_view(draft_view(text)) == []
