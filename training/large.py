"""A larger judge, from all-mpnet-base-v2: too large to ship, it teaches the small one."""

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.data import load_tokenizer
from training.model import Judge, fill, judging_head

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 8, 768, 12, 3072, 30527, 514
"""The lower eight of its twelve layers: as good for the time that a processor has."""

SIZE, BUCKETS, FARTHEST = WIDTH // HEADS, 32, 128
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}


class Layer(nn.Module):
    """One encoder layer (post-norm) whose attention knows how far apart two tokens are."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-5)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        qkv = self.qkv(x).view(batch, length, 3, HEADS, SIZE).permute(2, 0, 3, 1, 4)
        query, key, value = (part.reshape(batch * HEADS, length, SIZE) for part in qkv)
        scores = torch.bmm(query * SIZE**-0.5, key.transpose(1, 2))
        with torch.autocast("cpu", enabled=False):
            seen = scores.view(batch, HEADS, length, length) + bias.to(scores.dtype)
            weights = seen.softmax(-1).view(batch * HEADS, length, length)
        mixed = torch.bmm(weights, value).view(batch, HEADS, length, SIZE).transpose(1, 2)
        x = self.norm1(x + self.out(mixed.reshape(batch, length, WIDTH)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class LargeJudge(nn.Module):
    """The judge on the larger encoder; it takes the small one's tokens, and has its outputs."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.types = nn.Embedding(2, WIDTH)
        nn.init.zeros_(self.types.weight)  # the base model knows no two texts
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.rel = nn.Embedding(BUCKETS, HEADS)
        self.rel.weight.requires_grad = False
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = judging_head(WIDTH, 512)
        self.register_buffer("ids", torch.zeros(30522, dtype=torch.long))

    def encode(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """One vector for every token, of shape (sequences, tokens, WIDTH)."""
        length = input_ids.shape[1]
        x = self.words(self.ids[input_ids]) + self.positions(torch.arange(length) + 2)
        x = self.norm(x + self.types(token_type_ids))
        bias = self.rel(buckets(length)).permute(2, 0, 1)[None]
        bias = bias + (attention_mask[:, None, None, :].float() - 1) * 1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    forward = Judge.forward


def buckets(length: int) -> Tensor:
    """The base model's distance between each two tokens (as in T5: Raffel et al. 2020)."""
    apart = torch.arange(length)[:, None] - torch.arange(length)[None, :]
    half = BUCKETS // 2
    exact = half // 2
    after, apart = (apart < 0).long() * half, apart.abs()
    grown = torch.log(apart.float().clamp(min=1) / exact) / math.log(FARTHEST / exact)
    far = (exact + (grown * (half - exact)).long()).clamp(max=half - 1)
    return after + torch.where(apart < exact, apart, far)


def load_large(network: LargeJudge, folder: Path, tokenizer: Tokenizer) -> LargeJudge:
    """Copy all-mpnet-base-v2's weights, and which of its words each of our tokens is."""
    theirs = load_file(folder / "model.safetensors")
    ours = {
        "words.weight": theirs["embeddings.word_embeddings.weight"],
        "positions.weight": theirs["embeddings.position_embeddings.weight"],
        "rel.weight": theirs["encoder.relative_attention_bias.weight"],
    }
    for kind in ("weight", "bias"):
        ours[f"norm.{kind}"] = theirs[f"embeddings.LayerNorm.{kind}"]
        for number in range(LAYERS):
            ours |= _layer(theirs, number, kind)
    known = load_tokenizer(folder).get_vocab()
    words = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    ours["ids"] = torch.tensor([known[SPECIAL.get(word, word)] for word, _ in words])
    fill(network, ours)
    return network


def _layer(theirs: dict[str, Tensor], number: int, kind: str) -> dict[str, Tensor]:
    old, new = f"encoder.layer.{number}", f"layers.{number}"
    return {
        f"{new}.qkv.{kind}": torch.cat([theirs[f"{old}.attention.attn.{p}.{kind}"] for p in "qkv"]),
        f"{new}.out.{kind}": theirs[f"{old}.attention.attn.o.{kind}"],
        f"{new}.norm1.{kind}": theirs[f"{old}.attention.LayerNorm.{kind}"],
        f"{new}.up.{kind}": theirs[f"{old}.intermediate.dense.{kind}"],
        f"{new}.down.{kind}": theirs[f"{old}.output.dense.{kind}"],
        f"{new}.norm2.{kind}": theirs[f"{old}.output.LayerNorm.{kind}"],
    }
