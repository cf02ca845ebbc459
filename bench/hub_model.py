"""The reader that is shipped, as a folder that the package transformers can load.

Example: python -m bench.hub_model FOLDER

The weights are those of `bot/reader/model/model.onnx`, from int8 back to floating point. Needs the
packages onnx, torch and transformers.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.reader.load import MODEL_FOLDER

LAYERS, WIDTH, HEADS = 6, 384, 12
SHARED = {
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
"""Parts of a layer, by our name and by that of BERT in transformers."""

Weights = dict[str, NDArray[np.float32]]


def write_hub_model(out: Path, folder: Path = MODEL_FOLDER) -> None:
    """Write the configuration, the weights and the tokenizer."""
    import torch  # type: ignore[import-not-found,unused-ignore]
    from transformers import (  # type: ignore[import-not-found,unused-ignore]
        BertConfig,
        BertForQuestionAnswering,
        PreTrainedTokenizerFast,
    )

    config = BertConfig(
        hidden_size=WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        intermediate_size=4 * WIDTH,
    )
    model = BertForQuestionAnswering(config)
    weights = renamed(read_weights(folder / "model.onnx"))
    state = {name: torch.from_numpy(np.array(w, order="C")) for name, w in weights.items()}
    model.load_state_dict(state)
    model.save_pretrained(out)
    special = {"unk": "[UNK]", "sep": "[SEP]", "pad": "[PAD]", "cls": "[CLS]", "mask": "[MASK]"}
    PreTrainedTokenizerFast(
        tokenizer_file=str(folder / "tokenizer.json"),
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
        **{f"{name}_token": token for name, token in special.items()},
    ).save_pretrained(out)


def read_weights(path: Path) -> Weights:
    """Return each weight and bias by our name, as `training/model.py` has them."""
    import onnx  # type: ignore[import-not-found,unused-ignore]

    graph = onnx.load(str(path)).graph
    found = {one.name: onnx.numpy_helper.to_array(one) for one in graph.initializer}
    weights = {name: w for name, w in found.items() if name.endswith((".weight", ".bias"))}
    for name in (name.removesuffix("_quantized") for name in found if name.endswith("_quantized")):
        weights[name] = dequantized(found, name)
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            place = node.name.strip("/").removesuffix("/MatMul_quant").replace("/", ".")
            weights[f"{place}.weight"] = weights.pop(node.input[1].removesuffix("_quantized")).T
    return weights


def dequantized(found: Mapping[str, Any], name: str) -> NDArray[np.float32]:
    """Return a matrix of integers as the figures that they stand for."""
    zero = found[f"{name}_zero_point"].astype(np.float32)
    whole = found[f"{name}_quantized"].astype(np.float32)
    scaled: NDArray[np.float32] = (whole - zero) * found[f"{name}_scale"]
    return scaled


def renamed(weights: Weights) -> Weights:
    """Return the weights by the names that BERT has in transformers."""
    theirs = {f"qa_outputs.{kind}": weights[f"head.{kind}"] for kind in ("weight", "bias")}
    for mine, name in (("words", "word"), ("positions", "position"), ("types", "token_type")):
        theirs[f"bert.embeddings.{name}_embeddings.weight"] = weights[f"{mine}.weight"]
    for kind in ("weight", "bias"):
        theirs[f"bert.embeddings.LayerNorm.{kind}"] = weights[f"norm.{kind}"]
        for number in range(LAYERS):
            theirs |= renamed_layer(weights, number, kind)
    return theirs


def renamed_layer(weights: Weights, number: int, kind: str) -> Weights:
    """Return the weights or the biases of one layer; ours has query, key and value in one."""
    ours, name = f"layers.{number}", f"bert.encoder.layer.{number}"
    parts = np.split(weights[f"{ours}.qkv.{kind}"], 3)
    found = {
        f"{name}.attention.self.{part}.{kind}": values
        for part, values in zip(("query", "key", "value"), parts, strict=True)
    }
    return found | {
        f"{name}.{theirs}.{kind}": weights[f"{ours}.{mine}.{kind}"]
        for mine, theirs in SHARED.items()
    }


if __name__ == "__main__":
    write_hub_model(Path(sys.argv[1]))
