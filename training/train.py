"""Train the reader: warm-up, constant rate, linear decay; an averaged copy is always ready to ship.

python -m training.train --data squad-train-v1.1.json.gz --base MiniLM-folder --out checkpoints

With `--written dev2.jsonl.gz` it learns from groups of windows (training/groups.py) instead of
single ones, starting from the averaged copy of `--start`.
"""

import argparse
import random
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.data import load_articles
from training.examples import Sampler
from training.groups import Group, GroupSampler, load_written
from training.model import LAYERS, Encoder, Reader, load_base
from training.news import NewsSampler, load_news
from training.search import Archive

RATE, HEAD_RATE, LAYER_DECAY, AVERAGE, EVERY = 1.5e-4, 5e-4, 0.93, 0.99, 5
BATCH_TOKENS, POOL, WARM_UP = 2048, 3000, 150


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


def loss_of(reader: Reader, batch: Batch) -> Tensor:
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


def groups_of(reader: Encoder) -> list[dict[str, object]]:
    """Parameter groups: lower layers learn more slowly, the word embeddings not at all."""
    reader.words.weight.requires_grad = False
    rates = [(reader.head, HEAD_RATE)]
    for number, layer in enumerate(reader.layers):
        rates.append((layer, RATE * LAYER_DECAY ** (LAYERS - 1 - number)))
    for part in (reader.positions, reader.types, reader.norm):
        rates.append((part, RATE * LAYER_DECAY**LAYERS))
    found: list[dict[str, object]] = []
    for module, rate in rates:
        for decays in (True, False):
            chosen = [p for p in module.parameters() if (p.ndim > 1) == decays]
            found.append({"params": chosen, "lr": rate, "top": rate, "weight_decay": 0.01 * decays})
    return [group for group in found if group["params"]]


def factor(step: int, steps: int, decay: int) -> float:
    """The rate's factor: up over WARM_UP steps, then 1, then down to 0 over the last `decay`."""
    return min(1.0, (step + 1) / WARM_UP, max(0.0, (steps - step) / decay))


@dataclass
class Run:
    """What a checkpoint holds: the reader, its averaged copy, the optimizer, the steps done."""

    reader: Reader
    optimizer: torch.optim.Optimizer
    average: dict[str, Tensor]
    step: int = 0


def start(base: Path, checkpoint: Path | None, learnt: Path | None) -> Run:
    """A run from the base model or from a reader learnt before, or where a checkpoint left off."""
    reader = Reader()
    load_base(reader, base)
    if learnt and learnt.suffix == ".pt":
        saved = torch.load(learnt, weights_only=True)
        reader.load_state_dict(saved["reader"] | saved["average"])
    optimizer = torch.optim.AdamW(groups_of(reader), betas=(0.9, 0.98), fused=True)
    run = Run(reader, optimizer, {n: p.detach().clone() for n, p in reader.named_parameters()})
    if checkpoint:
        saved = torch.load(checkpoint, weights_only=True)
        reader.load_state_dict(saved["reader"])
        optimizer.load_state_dict(saved["optimizer"])
        run.average, run.step = saved["average"], saved["step"]
    return run


def advance(run: Run, batch: Batch, rate: float) -> float:
    """One step on one batch; its loss."""
    for group in run.optimizer.param_groups:
        group["lr"] = group["top"] * rate
    loss = loss_of(run.reader, batch)
    run.optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(run.reader.parameters(), 1.0)
    run.optimizer.step()
    run.step += 1
    if run.step % EVERY == 0:
        follow(run.average, run.reader)
    return loss.item()


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
    told = NewsSampler(news, Archive([one.article for one in news]), tokenizer).groups
    return lambda seed: in_turn(told, searched, seed)


def in_turn(
    news: Callable[[int], Iterator[Group]], other: Callable[[int], Iterator[Group]], seed: int
) -> Iterator[Group]:
    """News and other groups in turn, as long as there is news in this pass."""
    for pair in zip(news(seed), other(seed), strict=False):
        yield from pair


def train(options: argparse.Namespace) -> None:
    """Train for `--steps` steps in all, saving now and then."""
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    run = start(options.base, options.resume, options.start)
    stream = batches(source(options, tokenizer), options.seed)
    losses, began, seen = deque[float](maxlen=100), time.time(), 0
    for batch in islice(stream, run.step, options.steps):
        rate = options.rate * factor(run.step, options.steps, options.decay)
        losses.append(advance(run, batch, rate))
        seen += len(batch.ids)
        if run.step % 25 == 0:
            pace, mean = seen / (time.time() - began), sum(losses) / len(losses)
            print(f"{run.step} loss {mean:.3f} {pace:.1f}/s seen {seen}", flush=True)
        if run.step % options.save == 0:
            save(options.out, run)
    save(options.out, run)


@torch.no_grad()
def follow(average: dict[str, Tensor], reader: Encoder) -> None:
    """Move the averaged copy a little towards the reader."""
    for name, parameter in reader.named_parameters():
        average[name].lerp_(parameter, 1 - AVERAGE)


def save(out: Path, run: Run) -> None:
    """Write `last.pt` whole or not at all, so that a run can always go on."""
    out.mkdir(parents=True, exist_ok=True)
    state = {"step": run.step, "reader": run.reader.state_dict(), "average": run.average}
    torch.save(state | {"optimizer": run.optimizer.state_dict()}, out / "writing.pt")
    (out / "writing.pt").replace(out / "last.pt")


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--start", type=Path, help="a checkpoint whose reader to go on from")
    parser.add_argument("--written", type=Path, help="SQuAD 2.0 dev: learn from searched groups")
    parser.add_argument("--news", type=Path, help="news: learn from groups of it, one to one")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of every learning rate")
    parser.add_argument("--steps", type=int, default=3500)
    parser.add_argument("--decay", type=int, default=900)
    parser.add_argument("--save", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
