"""Train the judge on pairs of statements, from the base model or a reader learnt before.

python -m training.train_judge --news news.jsonl.gz --base FOLDER --out checkpoints
"""

import argparse
import random
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.model import RELATIONS, Judge, fill, load_base
from training.news import load_news
from training.pairs import Pair, PairExample, PairSampler, build_pair
from training.search import Archive
from training.train import factor, follow, groups_of

BATCH_TOKENS, POOL = 2560, 2000
FALSE = ("other", "same passage", "searched", "random")
"""Kinds of pairs that are not of one fact."""


@dataclass(frozen=True)
class PairBatch:
    """Padded pairs with their labels; relation -1: unknown."""

    ids: Tensor
    mask: Tensor
    types: Tensor
    marked: Tensor
    same: Tensor
    relation: Tensor


def collate_pairs(examples: Sequence[PairExample]) -> PairBatch:
    """Pad pairs to the longest among them."""
    width = max(len(one.ids) for one in examples)
    ids = torch.zeros(len(examples), width, dtype=torch.long)
    mask, types, marked = (torch.zeros_like(ids) for _ in range(3))
    for row, one in enumerate(examples):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        mask[row, : len(one.ids)] = 1
        types[row, one.second_from : len(one.ids)] = 1
        marked[row, : len(one.ids)] = torch.tensor(one.marked)
    same = torch.tensor([float(one.is_same) for one in examples])
    relation = torch.tensor([one.relation for one in examples])
    return PairBatch(ids, mask, types, marked, same, relation)


def pair_batches(sampler: PairSampler, tokenizer: Tokenizer, seed: int) -> Iterator[PairBatch]:
    """Batches of about equal length without end."""
    for number in count():
        rng = random.Random(f"{seed}-{number}")
        drawn = (build_pair(rng, tokenizer, pair) for pair in sampler.pairs(seed * 1000 + number))
        while pool := list(islice(drawn, POOL)):
            filled: list[list[PairExample]] = [[]]
            for one in sorted(pool, key=lambda e: len(e.ids)):
                if (len(filled[-1]) + 1) * len(one.ids) > BATCH_TOKENS:
                    filled.append([])
                filled[-1].append(one)
            rng.shuffle(filled)
            yield from map(collate_pairs, filled)


def judge_loss(judge: Judge, batch: PairBatch, smooth: float = 0.03) -> Tensor:
    """Cross-entropy of "the same fact", and of the relation where it is known."""
    with torch.autocast("cpu", torch.bfloat16):
        logits = judge(batch.ids, batch.mask, batch.types, batch.marked)
    logits = logits.float()
    target = batch.same * (1 - 2 * smooth) + smooth
    same = F.binary_cross_entropy_with_logits(logits[:, 0], target)
    if (batch.relation < 0).all():
        return same
    return same + 0.6 * F.cross_entropy(logits[:, 1:], batch.relation, ignore_index=-1)


@torch.no_grad()
def read_pairs(judge: Judge, tokenizer: Tokenizer, pairs: Sequence[Pair]) -> Tensor:
    """The logits of some pairs, in their order."""
    rng = random.Random(0)
    built = [build_pair(rng, tokenizer, pair) for pair in pairs]
    order = sorted(range(len(built)), key=lambda n: len(built[n].ids))
    logits = torch.zeros(len(built), 1 + len(RELATIONS))
    judge.eval()
    for at in range(0, len(order), 32):
        rows = order[at : at + 32]
        batch = collate_pairs([built[n] for n in rows])
        with torch.autocast("cpu", torch.bfloat16):
            logits[rows] = judge(batch.ids, batch.mask, batch.types, batch.marked).float()
    judge.train()
    return logits


def auc(right: Sequence[float], wrong: Sequence[float]) -> float:
    """Chance that a right pair's score is above a wrong one's."""
    ranked = sorted([(s, 1) for s in right] + [(s, 0) for s in wrong])
    ranks = sum(n for n, (_, label) in enumerate(ranked, 1) if label)
    return (ranks - len(right) * (len(right) + 1) / 2) / max(1, len(right) * len(wrong))


def report(pairs: Sequence[Pair], logits: Tensor) -> str:
    """AUC of "the same fact" for each kind of false pair; the relation's share right."""
    scores, kinds = logits[:, 0].tolist(), defaultdict[str, list[float]](list)
    for pair, score in zip(pairs, scores, strict=True):
        kinds[pair.kind].append(score)
    asked = ("answers", "missed", "not asked")
    right = [
        s for pair, s in zip(pairs, scores, strict=True) if pair.is_same and pair.kind not in asked
    ]
    wrong = {k: kinds[k] for k in kinds if k.split(",")[0] in FALSE}
    parts = [f"all {auc(right, [s for part in wrong.values() for s in part]):.3f}"]
    parts += [f"{kind} {auc(right, found):.3f}" for kind, found in wrong.items()]
    parts += [f"asked: {kind} {auc(kinds['answers'], kinds[kind]):.3f}" for kind in asked[1:]]
    parts += [
        f"{kind} above 0: {sum(s > 0 for s in found) / max(1, len(found)):.2f}"
        for kind, found in sorted(kinds.items())
    ]
    chosen = logits[:, 1:].argmax(1).tolist()
    for kind in RELATIONS:
        hits = [
            RELATIONS[c] == kind
            for pair, c in zip(pairs, chosen, strict=True)
            if pair.relation == kind
        ]
        parts.append(f"told {kind}: {sum(hits) / max(1, len(hits)):.2f}")
    return ", ".join(parts)


def train(options: argparse.Namespace) -> None:
    """Train for `--steps` steps, saving and measuring on the passages kept aside now and then."""
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    news = load_news(options.news, tokenizer)
    learnt, aside = [n for n in news if not n.is_aside], [n for n in news if n.is_aside]
    sampler = PairSampler(learnt, Archive([n.article for n in learnt]))
    held = list(PairSampler(aside, Archive([n.article for n in aside])).pairs(0, every=True))
    judge = Judge()
    load_base(judge, options.base)
    if options.start:
        fill(judge, torch.load(options.start, weights_only=True)["average"])
    optimizer = torch.optim.AdamW(groups_of(judge), betas=(0.9, 0.98), fused=True)
    average = {n: p.detach().clone() for n, p in judge.named_parameters()}
    losses, began = deque[float](maxlen=100), time.time()
    stream = pair_batches(sampler, tokenizer, options.seed)
    for step, batch in enumerate(islice(stream, options.steps), 1):
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * options.rate * factor(step, options.steps, options.decay)
        loss = judge_loss(judge, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 5 == 0:
            follow(average, judge)
        if step % 50 == 0:
            pace = step / (time.time() - began)
            print(f"{step} loss {sum(losses) / len(losses):.3f} {pace:.2f} steps/s", flush=True)
        if step % options.save == 0 or step == options.steps:
            save(options.out, judge, average)
            shipped = Judge()
            shipped.load_state_dict(judge.state_dict() | average)
            print(f"{step} {report(held, read_pairs(shipped, tokenizer, held))}", flush=True)


def save(out: Path, judge: Judge, average: dict[str, Tensor]) -> None:
    """Write `judge.pt` whole or not at all."""
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"judge": judge.state_dict(), "average": average}, out / "writing.pt")
    (out / "writing.pt").replace(out / "judge.pt")


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights to take over")
    parser.add_argument("--rate", type=float, default=0.6, help="factor of every learning rate")
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--decay", type=int, default=1400)
    parser.add_argument("--save", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
