"""Train the reader: warm-up, constant rate, linear decay; an averaged copy is always ready to ship.

python -m training.train --data squad-train-v1.1.json.gz --base MiniLM-folder --out checkpoints
"""

import argparse
import random
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.data import load_articles
from training.examples import Example, Sampler
from training.model import LAYERS, Reader, load_base

RATE, HEAD_RATE, LAYER_DECAY, AVERAGE, EVERY = 1.5e-4, 5e-4, 0.93, 0.99, 5
BATCH_TOKENS, POOL, WARM_UP = 2048, 3000, 150


@dataclass(frozen=True)
class Batch:
    """Padded inputs with the tokens where the answers start and end."""

    ids: Tensor
    mask: Tensor
    types: Tensor
    starts: Tensor
    ends: Tensor


def collate(examples: list[Example]) -> Batch:
    """Pad the examples to the longest among them."""
    width = max(len(example.ids) for example in examples)
    ids = torch.zeros(len(examples), width, dtype=torch.long)
    mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, example in enumerate(examples):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        mask[row, : len(example.ids)] = 1
        types[row, example.passage_from : len(example.ids)] = 1
    starts = torch.tensor([example.start for example in examples])
    return Batch(ids, mask, types, starts, torch.tensor([example.end for example in examples]))


def batches(sampler: Sampler, seed: int) -> Iterator[Batch]:
    """Batches of about equal length without end, pass after pass over the questions."""
    for number in count():
        rng, examples = random.Random(f"{seed}-{number}"), sampler.examples(seed * 1000 + number)
        while pool := list(islice(examples, POOL)):
            groups = _group(sorted(pool, key=lambda example: len(example.ids)))
            rng.shuffle(groups)
            yield from map(collate, groups)


def _group(pool: list[Example]) -> list[list[Example]]:
    groups: list[list[Example]] = [[]]
    for example in pool:
        if groups[-1] and (len(groups[-1]) + 1) * len(example.ids) > BATCH_TOKENS:
            groups.append([])
        groups[-1].append(example)
    return groups


def loss_of(reader: Reader, batch: Batch) -> Tensor:
    """Mean cross-entropy of start and end over the passage's tokens and position 0."""
    with torch.autocast("cpu", torch.bfloat16):
        starts, ends = reader(batch.ids, batch.mask, batch.types)
    open_to = (batch.types == 1).index_fill(1, torch.tensor([0]), True)
    losses = [
        F.cross_entropy(logits.float().masked_fill(~open_to, -1e4), target)
        for logits, target in ((starts, batch.starts), (ends, batch.ends))
    ]
    return (losses[0] + losses[1]) / 2


def groups_of(reader: Reader) -> list[dict[str, object]]:
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


def start(base: Path, checkpoint: Path | None) -> Run:
    """A run from the base model, or from where a checkpoint left off."""
    reader = Reader()
    load_base(reader, base)
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


def train(options: argparse.Namespace) -> None:
    """Train for `--steps` steps in all, saving now and then."""
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    run = start(options.base, options.resume)
    stream = batches(Sampler(load_articles(options.data, tokenizer), tokenizer), options.seed)
    losses, began, seen = deque[float](maxlen=100), time.time(), 0
    for batch in islice(stream, run.step, options.steps):
        losses.append(advance(run, batch, factor(run.step, options.steps, options.decay)))
        seen += len(batch.ids)
        if run.step % 25 == 0:
            pace, mean = seen / (time.time() - began), sum(losses) / len(losses)
            print(f"{run.step} loss {mean:.3f} {pace:.1f}/s seen {seen}", flush=True)
        if run.step % options.save == 0:
            save(options.out, run)
    save(options.out, run)


@torch.no_grad()
def follow(average: dict[str, Tensor], reader: Reader) -> None:
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
    parser.add_argument("--steps", type=int, default=3500)
    parser.add_argument("--decay", type=int, default=900)
    parser.add_argument("--save", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
