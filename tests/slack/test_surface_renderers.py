"""Alerts, conflicts and windows, fed hostile text: limits are kept, nobody is notified."""

import json
from dataclasses import asdict, replace

from answer_samples import NOW, texts
from card_samples import held
from hypothesis import given, settings

from bot.judging import VARIANT
from handlers.disputes import Dispute
from handlers.fake_slack.limits import check_view
from handlers.slack.cards.alert import alert_card, digest_card, list_conflicts, load_verdict
from handlers.slack.surfaces.checking import check_view as draft_view
from handlers.slack.surfaces.subscribing import settings_view
from handlers.slack.surfaces.watching import watch_card
from store.alerts import Alert
from store.subscriptions import Subscription
from store.verdicts import KeptVerdict, NewVerdict, Side


def side(text: str, url: str) -> Side:
    return Side("a", 1, text, text, url, "2026-05-07", 0, len(text), text, 0, 1, text, text, text)


def kept(text: str, url: str) -> KeptVerdict:
    sides = side(text, url), side(url, text)
    return KeptVerdict("key", "conflict", text, "d", "story", *sides, verdict_id=7, note=text)


@settings(max_examples=40)
@given(texts, texts)
def test_verdicts_alerts_digests_and_disputes(text: str, url: str) -> None:
    verdict = kept(text, url)
    names = NewVerdict.__dataclass_fields__
    new = NewVerdict(**{name: getattr(verdict, name) for name in names})
    payload = json.dumps(asdict(new))
    alerts = [Alert("C1", "s", "verdict", "story", "conflict", payload, alert_id=n)
              for n in range(3)]  # fmt: skip
    assert load_verdict(payload) == new
    held([alert_card(verdict, NOW), *digest_card(alerts, NOW)])
    variants = [Dispute((replace(verdict, verdict=VARIANT),))] * 3
    held([list_conflicts([Dispute((verdict, verdict))] * 9, variants, text, NOW)])
    held([list_conflicts([], variants, text, NOW)])
    held([watch_card(text, 7)])


@settings(max_examples=40)
@given(texts)
def test_windows(text: str) -> None:
    one = Subscription("C1", text, (text,), (text,), ("conflict",), zone=text, subscription_id=7)
    assert check_view(settings_view(one)) == []
    assert check_view(draft_view(text)) == []
