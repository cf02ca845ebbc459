"""Train the judge on pairs of statements, from the base model or a reader learnt before.

    python -m training.train_judge --news news.jsonl.gz --base FOLDER --out checkpoints

With `--large FOLDER` it is a larger one from all-mpnet-base-v2, where the close reader begins.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.events import EventPairs, load_events
from training.examples import RELATIONS
from training.judged import report
from training.large import LargeJudge, load_large
from training.mined import MinedPairs, load_mined
from training.model import Judge, load_base
from training.news import load_news
from training.pairs import Pair, PairExample, PairSampler, build_pair
from training.running import Run, begin, learn, parser_of, prepare
from training.search import Archive

BATCH_TOKENS, POOL = 2560, 2000

AnyJudge = Judge | LargeJudge


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


def pair_batches(
    samplers: Sequence[PairSampler | EventPairs | MinedPairs], tokenizer: Tokenizer, seed: int
) -> Iterator[PairBatch]:
    """Batches of about equal length without end, pass after pass over all pairs."""
    for number in count():
        rng = random.Random(f"{seed}-{number}")
        pairs = [pair for one in samplers for pair in one.pairs(seed * 1000 + number)]
        rng.shuffle(pairs)
        drawn = (build_pair(rng, tokenizer, pair) for pair in pairs)
        while pool := list(islice(drawn, POOL)):
            filled: list[list[PairExample]] = [[]]
            for one in sorted(pool, key=lambda e: len(e.ids)):
                if (len(filled[-1]) + 1) * len(one.ids) > BATCH_TOKENS:
                    filled.append([])
                filled[-1].append(one)
            rng.shuffle(filled)
            yield from map(collate_pairs, filled)


def logits_of(judge: AnyJudge, batch: PairBatch) -> Tensor:
    """What a judge says of each pair of a batch."""
    with torch.autocast("cpu", torch.bfloat16):
        logits = judge(batch.ids, batch.mask, batch.types, batch.marked)
    return logits.float()


def judge_loss(judge: AnyJudge, batch: PairBatch, smooth: float = 0.03) -> Tensor:
    """Cross-entropy of "the same fact", and of the relation where it is known."""
    logits = logits_of(judge, batch)
    target = batch.same * (1 - 2 * smooth) + smooth
    same = F.binary_cross_entropy_with_logits(logits[:, 0], target)
    if (batch.relation < 0).all():
        return same
    return same + 0.6 * F.cross_entropy(logits[:, 1:], batch.relation, ignore_index=-1)


@torch.no_grad()
def read_pairs(judge: AnyJudge, tokenizer: Tokenizer, pairs: Sequence[Pair]) -> Tensor:
    """The logits of some pairs, in their order."""
    rng = random.Random(0)
    built = [build_pair(rng, tokenizer, pair) for pair in pairs]
    order = sorted(range(len(built)), key=lambda n: len(built[n].ids))
    logits = torch.zeros(len(built), 1 + len(RELATIONS))
    judge.eval()
    for at in range(0, len(order), 32):
        rows = order[at : at + 32]
        batch = collate_pairs([built[n] for n in rows])
        logits[rows] = logits_of(judge, batch)
    judge.train()
    return logits


def measure(run: Run[AnyJudge], tokenizer: Tokenizer, held: Sequence[Pair]) -> None:
    """Print how well the averaged copy judges the pairs kept aside."""
    shipped = type(run.network)()
    shipped.load_state_dict(run.network.state_dict() | run.average)
    logits = read_pairs(shipped, tokenizer, held)
    told = [RELATIONS[place] for place in logits[:, 1:].argmax(1).tolist()]
    print(f"{run.step} {report(held, logits[:, 0].tolist(), told)}", flush=True)


def main() -> None:
    """Read the command line and train, measuring on the passages kept aside at each save."""
    parser = parser_of(__doc__)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--events", type=Path, help="events: learn from their pairs too")
    parser.add_argument("--mined", type=Path, help="made by training.mined: learn from it too")
    parser.add_argument("--large", type=Path, help="all-mpnet-base-v2: train a large judge from it")
    parser.set_defaults(rate=0.6, steps=2000, decay=1400, save=250)
    options = parser.parse_args()
    tokenizer = prepare(options)
    news = load_news(options.news, tokenizer)
    learnt, aside = [n for n in news if not n.is_aside], [n for n in news if n.is_aside]
    events = load_events(options.events) if options.events else []
    samplers = [
        PairSampler(learnt, Archive([n.article for n in learnt])),
        EventPairs([e for e in events if not e.is_aside]),
        MinedPairs(load_mined(options.mined) if options.mined else []),
    ]
    held = list(PairSampler(aside, Archive([n.article for n in aside])).pairs(0, every=True))
    held += EventPairs([e for e in events if e.is_aside]).pairs(0, every=True)
    stream = pair_batches(samplers, tokenizer, options.seed)
    told = partial(measure, tokenizer=tokenizer, held=held)
    if options.large:
        large = load_large(LargeJudge(), options.large, tokenizer)
        learn(begin(large, options), stream, judge_loss, options, told)
    else:
        judge = load_base(Judge(), options.base)
        learn(begin(judge, options), stream, judge_loss, options, told)


if __name__ == "__main__":
    main()
