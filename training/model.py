"""The two networks: a six-layer BERT encoder with the reader's head, or with the judge's."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import onnx
import onnx.numpy_helper
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from training.examples import RELATIONS

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 6, 384, 12, 1536, 30522, 512


class Layer(nn.Module):
    """One encoder layer (post-norm, as in BERT), with query, key and value in one matrix.

    `mask` is added to what each token makes of each other one, in each head.
    """

    def __init__(self, width: int, heads: int, inner: int, eps: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=eps)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        heads, size = self.heads, width // self.heads
        qkv = self.qkv(x).view(batch, length, 3, heads, size).permute(2, 0, 3, 1, 4)
        query, key, value = (part.reshape(batch * heads, length, size) for part in qkv)
        # By hand: on a CPU's bfloat16 a third faster to train than scaled_dot_product_attention.
        scores = torch.bmm(query * size**-0.5, key.transpose(1, 2))
        with torch.autocast("cpu", enabled=False):
            weights = (scores.view(batch, heads, length, length) + mask).softmax(-1)
        seen = torch.bmm(weights.view(batch * heads, length, length), value)
        seen = seen.view(batch, heads, length, size).transpose(1, 2)
        x = self.norm1(x + self.out(seen.reshape(batch, length, width)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """The layers that both networks share."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.types = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER, 1e-12) for _ in range(LAYERS))

    def encode(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """One vector for every token, of shape (sequences, tokens, WIDTH)."""
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        x = self.words(input_ids) + self.positions(places) + self.types(token_type_ids)
        x = self.norm(x)
        mask = (attention_mask[:, None, None, :].to(kind_used(x)) - 1) * 1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x


Small = TypeVar("Small", bound=Encoder)


class Reader(Encoder):
    """Logits for where an answer starts and ends; position 0 stands for "no answer here"."""

    def __init__(self) -> None:
        super().__init__()
        self.head = nn.Linear(WIDTH, 2)

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor]:
        logits = self.head(self.encode(input_ids, attention_mask, token_type_ids))
        return logits[..., 0], logits[..., 1]


class Judge(Encoder):
    """Two statements with one value marked in each: are they of one fact, and how do they differ.

    `marked` is 1 at the tokens of the first value, 2 at those of the second. Gives one logit for
    "the same fact" and one for each of RELATIONS, of shape (pairs, 1 + len(RELATIONS)).
    """

    def __init__(self) -> None:
        super().__init__()
        self.head = judging_head(WIDTH, WIDTH)

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor, marked: Tensor
    ) -> Tensor:
        x = self.encode(input_ids, attention_mask, token_type_ids)
        first, second = mean_at(x, marked == 1), mean_at(x, marked == 2)
        whole = mean_at(x, attention_mask == 1)
        return self.head(torch.cat([x[:, 0], first, second, first * second, whole], -1))


def kind_used(x: Tensor) -> torch.dtype:
    """What a network reckons in now: bfloat16 in training."""
    return torch.get_autocast_dtype("cpu") if torch.is_autocast_enabled("cpu") else x.dtype


def judging_head(width: int, inner: int) -> nn.Sequential:
    """From five vectors of a pair to the judge's logits."""
    return nn.Sequential(
        nn.Linear(5 * width, inner), nn.GELU(), nn.Linear(inner, 1 + len(RELATIONS))
    )


def mean_at(x: Tensor, chosen: Tensor) -> Tensor:
    """The mean of the vectors of the chosen tokens of each sequence."""
    weights = chosen.to(x.dtype)[..., None]
    return (x * weights).sum(1) / weights.sum(1).clamp(min=1)


def load_base(network: Small, folder: Path) -> Small:
    """Copy weights into the encoder: all-MiniLM-L6-v2's, or a shipped reader's."""
    if (folder / "model.onnx").exists():
        fill(network, weights_of(folder / "model.onnx"))
        return network
    theirs = load_file(folder / "model.safetensors")
    ours = {}
    for mine, name in (("words", "word"), ("positions", "position"), ("types", "token_type")):
        ours[f"{mine}.weight"] = theirs[f"embeddings.{name}_embeddings.weight"]
    for kind in ("weight", "bias"):
        ours[f"norm.{kind}"] = theirs[f"embeddings.LayerNorm.{kind}"]
        for number in range(LAYERS):
            ours |= layer_weights(theirs, number, kind, BERT)
    fill(network, ours)
    return network


def fill(network: nn.Module, weights: Mapping[str, Tensor]) -> None:
    """Take over every weight that the network has in the same shape; the rest stays as it is."""
    own = network.state_dict()
    network.load_state_dict(
        own | {n: w for n, w in weights.items() if n in own and w.shape == own[n].shape}
    )


def weights_of(path: Path) -> dict[str, Tensor]:
    """The weights of a reader shipped as int8 ONNX, dequantized."""
    graph = onnx.load(str(path)).graph
    held = {
        i.name: torch.from_numpy(onnx.numpy_helper.to_array(i).copy()) for i in graph.initializer
    }
    found = {name: value for name, value in held.items() if value.dtype == torch.float32}
    for part in ("words", "positions", "types"):
        found[f"{part}.weight"] = _dequantized(held, f"{part}.weight", 0)
    bases = [n.input[1] for n in graph.node if n.op_type == "MatMulInteger"]
    names = [f"layers.{n}.{part}" for n in range(LAYERS) for part in ("qkv", "out", "up", "down")]
    for name, base in zip([*names, "head"], bases, strict=True):
        found[f"{name}.weight"] = _dequantized(held, base.removesuffix("_quantized"), 1).T
    return found


def _dequantized(held: Mapping[str, Tensor], name: str, axis: int) -> Tensor:
    whole, scale = held[f"{name}_quantized"].float(), held[f"{name}_scale"]
    zero = held[f"{name}_zero_point"].float()
    if scale.numel() > 1:
        shape = [1, -1] if axis else [-1, 1]
        scale, zero = scale.view(shape), zero.view(shape)
    return (whole - zero) * scale


BERT = ("self.query", "self.key", "self.value", "output.dense", "output.LayerNorm")
"""What all-MiniLM-L6-v2 calls the parts of attention."""


def layer_weights(
    theirs: Mapping[str, Tensor], number: int, kind: str, attention: Sequence[str]
) -> dict[str, Tensor]:
    """The weights of a layer, under our names; `attention` has theirs for query to norm."""
    old, new = f"encoder.layer.{number}", f"layers.{number}"
    *qkv, out, norm = (theirs[f"{old}.attention.{part}.{kind}"] for part in attention)
    return {
        f"{new}.qkv.{kind}": torch.cat(qkv),
        f"{new}.out.{kind}": out,
        f"{new}.norm1.{kind}": norm,
        f"{new}.up.{kind}": theirs[f"{old}.intermediate.dense.{kind}"],
        f"{new}.down.{kind}": theirs[f"{old}.output.dense.{kind}"],
        f"{new}.norm2.{kind}": theirs[f"{old}.output.LayerNorm.{kind}"],
    }
