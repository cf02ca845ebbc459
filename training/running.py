"""A run of training, the same for both networks: rates, steps, an averaged copy, checkpoints.

The rate warms up, stays and decays linearly; the averaged copy is always ready to ship.
"""

import argparse
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.data import load_tokenizer
from training.large import LargeEncoder
from training.model import Encoder, fill

RATE, HEAD_RATE, LAYER_DECAY, AVERAGE, EVERY = 1.5e-4, 5e-4, 0.93, 0.99, 5
WARM_UP, TOLD = 150, 25

Network = TypeVar("Network", bound=Encoder | LargeEncoder)
Batch = TypeVar("Batch")


@dataclass
class Run(Generic[Network]):
    """What a checkpoint holds: the network, its averaged copy, the optimizer, the steps done."""

    network: Network
    optimizer: torch.optim.Optimizer
    average: dict[str, Tensor]
    step: int = 0


def parser_of(description: str | None) -> argparse.ArgumentParser:
    """The options of a run."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resume", type=Path, help="a checkpoint of a run to finish")
    parser.add_argument("--start", type=Path, nargs="+", help="go on from these weights' mean")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of every learning rate")
    parser.add_argument("--steps", type=int, default=3500)
    parser.add_argument("--decay", type=int, default=900)
    parser.add_argument("--save", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    return parser


def prepare(options: argparse.Namespace) -> Tokenizer:
    """Set seed and threads; the base model's tokenizer, without its truncation and padding."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    return load_tokenizer(options.base)


def begin(network: Network, options: argparse.Namespace) -> Run[Network]:
    """A run of a network as it is, from weights learnt before, or where a checkpoint left off."""
    if options.start:
        fill(network, mean_of(options.start))
    optimizer = torch.optim.AdamW(groups_of(network), betas=(0.9, 0.98), fused=True)
    run = Run(network, optimizer, {n: p.detach().clone() for n, p in network.named_parameters()})
    if options.resume:
        saved = torch.load(options.resume, weights_only=True)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        run.average, run.step = saved["average"], saved["step"]
    return run


def learn(
    run: Run[Network],
    stream: Iterator[Batch],
    loss_of: Callable[[Network, Batch], Tensor],
    options: argparse.Namespace,
    on_save: Callable[[Run[Network]], None] = lambda run: None,
) -> None:
    """Train for `--steps` steps in all, saving now and then and in the end."""
    losses, began, first = deque[float](maxlen=100), time.time(), run.step
    for batch in islice(stream, run.step, options.steps):
        rate = options.rate * factor(run.step, options.steps, options.decay)
        losses.append(advance(run, loss_of(run.network, batch), rate))
        if run.step % TOLD == 0:
            pace, mean = (run.step - first) / (time.time() - began), sum(losses) / len(losses)
            print(f"{run.step} loss {mean:.3f} {pace:.2f} steps/s", flush=True)
        if run.step % options.save == 0 or run.step == options.steps:
            save(options.out, run)
            on_save(run)


def groups_of(network: Encoder | LargeEncoder) -> list[dict[str, object]]:
    """Parameter groups: lower layers learn more slowly, the word embeddings not at all."""
    network.words.weight.requires_grad = False
    rates, depth = [(network.head, HEAD_RATE)], len(network.layers)
    for number, layer in enumerate(network.layers):
        rates.append((layer, RATE * LAYER_DECAY ** (depth - 1 - number)))
    for part in (network.positions, network.types, network.norm):
        rates.append((part, RATE * LAYER_DECAY**depth))
    found: list[dict[str, object]] = []
    for module, rate in rates:
        for decays in (True, False):
            chosen = [p for p in module.parameters() if (p.ndim > 1) == decays]
            found.append({"params": chosen, "lr": rate, "top": rate, "weight_decay": 0.01 * decays})
    return [group for group in found if group["params"]]


def factor(step: int, steps: int, decay: int) -> float:
    """The rate's factor: up over WARM_UP steps, then 1, then down to 0 over the last `decay`."""
    return min(1.0, (step + 1) / WARM_UP, max(0.0, (steps - step) / decay))


def advance(run: Run[Network], loss: Tensor, rate: float) -> float:
    """One step down the gradient of a loss; the loss."""
    for group in run.optimizer.param_groups:
        group["lr"] = group["top"] * rate
    run.optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
    run.optimizer.step()
    run.step += 1
    if run.step % EVERY == 0:
        follow(run.average, run.network)
    return loss.item()


@torch.no_grad()
def follow(average: dict[str, Tensor], network: nn.Module) -> None:
    """Move the averaged copy a little towards the network."""
    for name, parameter in network.named_parameters():
        average[name].lerp_(parameter, 1 - AVERAGE)


def save(out: Path, run: Run[Network]) -> None:
    """Write `last.pt` whole or not at all, so that a run can always go on."""
    out.mkdir(parents=True, exist_ok=True)
    state = {"step": run.step, "network": run.network.state_dict(), "average": run.average}
    torch.save(state | {"optimizer": run.optimizer.state_dict()}, out / "writing.pt")
    (out / "writing.pt").replace(out / "last.pt")


def averaged(network: Network, paths: Sequence[Path]) -> Network:
    """A network with the mean of some checkpoints' weights, for reading only."""
    fill(network, mean_of(paths))
    return network.eval()


def mean_of(paths: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of the averaged copies of some checkpoints, of which one went on from another.

    Model soups (Wortsman et al. 2022): such a mean reads better than either.
    """
    saved = [torch.load(path, weights_only=True) for path in paths]
    mean = {n: sum(s["average"][n] for s in saved) / len(saved) for n in saved[0]["average"]}
    return {**saved[0]["network"], **mean}
