"""How well pairs are ranked: those of one fact above those that only look alike, by their kind."""

from collections import defaultdict
from collections.abc import Sequence

from bench.evaluate.figures import auc
from training.pairs import Pair

OF_EVENT, OTHER_OF_EVENT = "of one fact", "another fact of the event"
"""Pairs of one event's values (training/events.py), ranked among themselves."""

FALSE = ("other", "same passage", "searched", "random", "told together", "retold")
"""Kinds of pairs that are not of one fact."""

ASKED = ("answers", "missed", "not asked")
"""Kinds of pairs of a question and a statement: what answers, and what does not."""


def report(pairs: Sequence[Pair], scores: Sequence[float], told: Sequence[str]) -> str:
    """AUC of "the same fact" for each kind of false pair; the share of relations told right."""
    kinds = defaultdict[str, list[float]](list)
    for pair, score in zip(pairs, scores, strict=True):
        kinds[pair.kind].append(score)
    one_fact = {pair.kind for pair in pairs if pair.is_same} - {*ASKED, OF_EVENT}
    right = [score for kind in one_fact for score in kinds[kind]]
    wrong = {kind: kinds[kind] for kind in kinds if kind.removesuffix(", same value") in FALSE}
    parts = [f"all {ranked(right, [s for part in wrong.values() for s in part])}"]
    parts += [f"{kind} {ranked(right, found)}" for kind, found in wrong.items()]
    parts += [f"within an event {ranked(kinds[OF_EVENT], kinds[OTHER_OF_EVENT])}"]
    asked = [kind for kind in ASKED[1:] if kinds[kind]]
    parts += [f"asked: {kind} {ranked(kinds[ASKED[0]], kinds[kind])}" for kind in asked]
    hits = defaultdict[str, list[bool]](list)
    for pair, relation in zip(pairs, told, strict=True):
        if pair.relation:
            hits[pair.relation].append(relation == pair.relation)
    parts += [f"told {kind} {sum(found) / len(found):.2f}" for kind, found in hits.items()]
    return ", ".join(parts)


def ranked(right: Sequence[float], wrong: Sequence[float]) -> str:
    """Chance that a right pair's score is above a wrong one's, with the counts."""
    chance = auc([*((s, True) for s in right), *((s, False) for s in wrong)])
    return "–" if chance is None else f"{chance:.3f} ({len(right)}:{len(wrong)})"
