"""The reader's network: a six-layer BERT encoder with a start and an end logit for every token."""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 6, 384, 12, 1536, 30522, 512
SIZE = WIDTH // HEADS


class Layer(nn.Module):
    """One encoder layer (post-norm, as in BERT), with query, key and value in one matrix."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        qkv = self.qkv(x).view(batch, length, 3, HEADS, SIZE).permute(2, 0, 3, 1, 4)
        query, key, value = (part.reshape(batch * HEADS, length, SIZE) for part in qkv)
        # By hand: on a CPU's bfloat16 a third faster to train than scaled_dot_product_attention.
        scores = torch.bmm(query * SIZE**-0.5, key.transpose(1, 2))
        with torch.autocast("cpu", enabled=False):
            weights = (scores.view(batch, HEADS, length, length) + mask).softmax(-1)
        seen = torch.bmm(weights.view(batch * HEADS, length, length), value)
        seen = seen.view(batch, HEADS, length, SIZE).transpose(1, 2)
        x = self.norm1(x + self.out(seen.reshape(batch, length, WIDTH)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Reader(nn.Module):
    """Logits for where an answer starts and ends; position 0 stands for "no answer here"."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.types = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, 2)

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor]:
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        x = self.words(input_ids) + self.positions(places) + self.types(token_type_ids)
        x = self.norm(x)
        kind = torch.get_autocast_dtype("cpu") if torch.is_autocast_enabled("cpu") else x.dtype
        mask = (attention_mask[:, None, None, :].to(kind) - 1) * 1e4
        for layer in self.layers:
            x = layer(x, mask)
        logits = self.head(x)
        return logits[..., 0], logits[..., 1]


def load_base(reader: Reader, folder: Path) -> None:
    """Copy the weights of all-MiniLM-L6-v2 (a folder with model.safetensors) into the encoder."""
    theirs = load_file(folder / "model.safetensors")
    ours = {f"head.{name}": value for name, value in reader.head.state_dict().items()}
    for mine, name in (("words", "word"), ("positions", "position"), ("types", "token_type")):
        ours[f"{mine}.weight"] = theirs[f"embeddings.{name}_embeddings.weight"]
    for kind in ("weight", "bias"):
        ours[f"norm.{kind}"] = theirs[f"embeddings.LayerNorm.{kind}"]
        for number in range(LAYERS):
            ours |= _layer(theirs, number, kind)
    reader.load_state_dict(ours)


def _layer(theirs: dict[str, Tensor], number: int, kind: str) -> dict[str, Tensor]:
    old, new = f"encoder.layer.{number}", f"layers.{number}"
    qkv = [theirs[f"{old}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
    return {
        f"{new}.qkv.{kind}": torch.cat(qkv),
        f"{new}.out.{kind}": theirs[f"{old}.attention.output.dense.{kind}"],
        f"{new}.norm1.{kind}": theirs[f"{old}.attention.output.LayerNorm.{kind}"],
        f"{new}.up.{kind}": theirs[f"{old}.intermediate.dense.{kind}"],
        f"{new}.down.{kind}": theirs[f"{old}.output.dense.{kind}"],
        f"{new}.norm2.{kind}": theirs[f"{old}.output.LayerNorm.{kind}"],
    }
