"""Train the reader.

python -m training.train --data squad-train-v1.1.json.gz --base MiniLM-folder --out checkpoints

With `--written dev2.jsonl.gz` it learns from groups of windows (training/groups.py) instead of
single ones, starting from the averaged copy of `--start`.
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.data import load_articles
from training.events import EventGroups, load_events
from training.examples import Sampler
from training.gaps import GapGroups
from training.groups import Group, GroupSampler, load_written
from training.large import LargeReader, load_large
from training.model import Reader, load_base
from training.news import NewsSampler, load_news
from training.running import begin, learn, parser_of, prepare
from training.search import Archive

BATCH_TOKENS, POOL = 2048, 3000


@dataclass(frozen=True)
class Batch:
    """Padded inputs, the tokens where the answers start and end, and each window's group."""

    ids: Tensor
    mask: Tensor
    types: Tensor
    starts: Tensor
    ends: Tensor
    groups: Tensor


def collate(groups: list[Group]) -> Batch:
    """Pad the groups' windows to the longest among them."""
    examples = [example for group in groups for example in group]
    width = max(len(example.ids) for example in examples)
    ids = torch.zeros(len(examples), width, dtype=torch.long)
    mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, example in enumerate(examples):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        mask[row, : len(example.ids)] = 1
        types[row, example.passage_from : len(example.ids)] = 1
    starts, ends = ([getattr(example, side) for example in examples] for side in ("start", "end"))
    owners = [number for number, group in enumerate(groups) for _ in group]
    return Batch(ids, mask, types, *map(torch.tensor, (starts, ends, owners)))


def batches(draw: Callable[[int], Iterator[Group]], seed: int) -> Iterator[Batch]:
    """Batches of about equal length without end, pass after pass over the questions."""
    for number in count():
        rng, groups = random.Random(f"{seed}-{number}"), draw(seed * 1000 + number)
        while pool := list(islice(groups, POOL)):
            filled = _filled(sorted(pool, key=width_of))
            rng.shuffle(filled)
            yield from map(collate, filled)


def width_of(group: Group) -> int:
    """Tokens of a group's longest window."""
    return max(len(example.ids) for example in group)


def _filled(pool: list[Group]) -> list[list[Group]]:
    batches: list[list[Group]] = [[]]
    windows = 0
    for group in pool:
        if batches[-1] and (windows + len(group)) * width_of(group) > BATCH_TOKENS:
            batches.append([])
            windows = 0
        batches[-1].append(group)
        windows += len(group)
    return batches


def loss_of(reader: Reader | LargeReader, batch: Batch) -> Tensor:
    """Mean cross-entropy of start and end: in each window by itself, and over each group.

    A window may point at its position 0 ("no answer here"); a group has one such place for all.
    """
    with torch.autocast("cpu", torch.bfloat16):
        starts, ends = reader(batch.ids, batch.mask, batch.types)
    open_to = (batch.types == 1).index_fill(1, torch.tensor([0]), True)
    losses = []
    for raw, target in ((starts, batch.starts), (ends, batch.ends)):
        logits = raw.float().masked_fill(~open_to, -1e4)
        losses.append(F.cross_entropy(logits, target))
        losses.append(group_loss(logits, target, batch.groups))
    return torch.stack(losses).mean()


def group_loss(logits: Tensor, target: Tensor, groups: Tensor) -> Tensor:
    """Cross-entropy over all tokens of a group's windows, each logit less its window's null."""
    above = logits[:, 1:] - logits[:, :1]
    held = torch.zeros(int(groups[-1]) + 1).index_add(0, groups, above.exp().sum(1))
    right = (logits.gather(1, target[:, None]) - logits[:, :1]).squeeze(1)  # 0 where none
    best = torch.zeros(len(held)).index_add(0, groups, right)
    return (torch.log1p(held) - best).mean()


def source(options: argparse.Namespace, tokenizer: Tokenizer) -> Callable[[int], Iterator[Group]]:
    """What draws groups: of searched windows where `--written` is given, else of one window."""
    sampler = Sampler(load_articles(options.data, tokenizer), tokenizer)
    if options.written is None:
        return lambda seed: ((example,) for example in sampler.examples(seed))
    written = load_written(options.written, tokenizer)
    searched = GroupSampler(sampler, Archive(sampler.articles), written).groups
    if options.news is None:
        return searched
    news = [one for one in load_news(options.news, tokenizer) if not one.is_aside]
    sampled = NewsSampler(news, Archive([one.article for one in news]), tokenizer)
    if options.events is None:
        return lambda seed: in_turn([sampled.groups, searched], seed)
    events = [one for one in load_events(options.events) if not one.is_aside]
    told = EventGroups(events, tokenizer)
    gaps = GapGroups(news, events, sampled, told, tokenizer).groups
    each = {
        None: [sampled.groups, told.groups, searched],
        "among": [sampled.groups, gaps, searched, told.groups, gaps, searched],
        "alone": [gaps],
    }
    return lambda seed: in_turn(each[options.gaps], seed)


def in_turn(sources: Sequence[Callable[[int], Iterator[Group]]], seed: int) -> Iterator[Group]:
    """Groups of each source in turn, as long as each has some in this pass."""
    for groups in zip(*(draw(seed) for draw in sources), strict=False):
        yield from groups


def main() -> None:
    """Read the command line and train."""
    parser = parser_of(__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--written", type=Path, help="SQuAD 2.0 dev: learn from searched groups")
    parser.add_argument("--news", type=Path, help="news: learn from groups of it, one to one")
    parser.add_argument("--events", type=Path, help="events: learn from them too, beside news")
    parser.add_argument(
        "--gaps", choices=("among", "alone"), help="learn what fills gaps, too or alone"
    )
    parser.add_argument("--large", type=Path, help="all-mpnet-base-v2: train a large reader")
    options = parser.parse_args()
    tokenizer = prepare(options)
    stream = batches(source(options, tokenizer), options.seed)
    if options.large:
        large = load_large(LargeReader(), options.large, tokenizer)
        learn(begin(large, options), stream, loss_of, options)
    else:
        learn(begin(load_base(Reader(), options.base), options), stream, loss_of, options)


if __name__ == "__main__":
    main()
