"""A verdict goes to the channels that want it, and to no other."""

from dataclasses import replace

import pytest
from kept_verdicts import told
from tables import named

from bot.alerts.choosing import alerts_for, is_wanted, subject_of
from store.subscriptions import NewSubscription, Subscription
from store.verdicts import NewVerdict

VERDICT = NewVerdict(
    "key", "conflict", "The tunnel cost", "dispute:1", "story:1",
    told("$90", "The tunnel cost $90, said Ilse Marn.", source="Radio Halden"),
    told("$120", "The tunnel cost $120."),
    0.97,
)  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "expected"),
    named(
        ("everything", NewSubscription("C1"), True),
        ("topic", NewSubscription("C1", topic="cost of the Halden tunnel"), True),
        ("other topic", NewSubscription("C1", topic="harbour strike"), False),
        ("name", NewSubscription("C1", names=("Ilse Marn",)), True),
        ("other name", NewSubscription("C1", names=("Otto Brandt",)), False),
        ("source", NewSubscription("C1", sources=("radio halden",)), True),
        ("other source", NewSubscription("C1", sources=("The Halden Echo",)), False),
        ("other verdict", NewSubscription("C1", verdicts=("retraction",)), False),
    ),
)
def test_a_subscription_wants_what_it_says(wanted: NewSubscription, expected: bool) -> None:
    assert is_wanted(VERDICT, Subscription(**vars(wanted))) is expected


def test_two_positions_are_told_only_where_they_were_chosen() -> None:
    positions = replace(VERDICT, verdict="attributed position")
    chosen = Subscription("C1", verdicts=("attributed position",))
    assert [is_wanted(positions, one) for one in (Subscription("C1"), chosen)] == [False, True]


def test_a_channel_with_two_subscriptions_is_told_once() -> None:
    channels = enumerate(("C1", "C1", "C2"))
    found = alerts_for(VERDICT, [Subscription(c, subscription_id=n) for n, c in channels])
    told = [(alert.channel_id, alert.story, alert.subject) for alert in found]
    assert told == [(c, "story:1", subject_of(VERDICT, VERDICT.b)) for c in ("C1", "C2")]


def test_one_value_of_a_dispute_is_one_subject_whoever_states_it() -> None:
    again = replace(VERDICT, pair_key="other", b=replace(VERDICT.b, article_id="The Echo"))
    assert subject_of(again, again.b) == subject_of(VERDICT, VERDICT.b)
    assert subject_of(VERDICT, VERDICT.a) != subject_of(VERDICT, VERDICT.b)
    elsewhere = replace(VERDICT, dispute="dispute:2")
    assert subject_of(elsewhere, elsewhere.b) != subject_of(VERDICT, VERDICT.b)
