"""Larger networks, from all-mpnet-base-v2: the close reader, and the judge as which it begins."""

import math
from pathlib import Path
from typing import TypeVar

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.data import load_tokenizer
from training.model import Judge, Layer, Reader, fill, judging_head, kind_used, layer_weights

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 8, 768, 12, 3072, 30527, 514
"""The lower eight of its twelve layers: as good for the time that a processor has."""

BUCKETS, FARTHEST = 32, 128
MPNET = ("attn.q", "attn.k", "attn.v", "attn.o", "LayerNorm")
"""What all-mpnet-base-v2 calls the parts of attention."""

SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}


class LargeEncoder(nn.Module):
    """The layers that the larger networks share; they take the small ones' tokens."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.types = nn.Embedding(2, WIDTH)
        nn.init.zeros_(self.types.weight)  # the base model knows no two texts
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.rel = nn.Embedding(BUCKETS, HEADS)
        self.rel.weight.requires_grad = False
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER, 1e-5) for _ in range(LAYERS))
        self.register_buffer("ids", torch.zeros(30522, dtype=torch.long))

    def encode(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """One vector for every token, of shape (sequences, tokens, WIDTH)."""
        length = input_ids.shape[1]
        x = self.words(self.ids[input_ids]) + self.positions(torch.arange(length) + 2)
        x = self.norm(x + self.types(token_type_ids))
        bias = self.rel(buckets(length)).permute(2, 0, 1)[None]
        bias = bias + (attention_mask[:, None, None, :].float() - 1) * 1e4
        bias = bias.to(kind_used(x))
        for layer in self.layers:
            x = layer(x, bias)
        return x


Large = TypeVar("Large", bound=LargeEncoder)


class LargeReader(LargeEncoder):
    """The reader on the larger encoder, with the small one's outputs."""

    def __init__(self) -> None:
        super().__init__()
        self.head = nn.Linear(WIDTH, 2)

    forward = Reader.forward


class LargeJudge(LargeEncoder):
    """The judge on the larger encoder, with the small one's outputs."""

    def __init__(self) -> None:
        super().__init__()
        self.head = judging_head(WIDTH, 512)

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


def load_large(network: Large, folder: Path, tokenizer: Tokenizer) -> Large:
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
            ours |= layer_weights(theirs, number, kind, MPNET)
    known = load_tokenizer(folder).get_vocab()
    words = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    ours["ids"] = torch.tensor([known[SPECIAL.get(word, word)] for word, _ in words])
    fill(network, ours)
    return network
