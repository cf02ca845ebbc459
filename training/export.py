"""Turn checkpoints into a model's folder: ONNX, int8 per channel or fp32, with its hashes.

python -m training.export --checkpoint first.pt second.pt --base MiniLM-folder --out FOLDER
python -m training.export --close first.pt second.pt --base MiniLM-folder --out FOLDER
python -m training.export --judge first.pt second.pt --base MiniLM-folder --out FOLDER
python -m training.export --gaps first.pt second.pt --base MiniLM-folder --out FOLDER
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnx.external_data_helper import set_external_data
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.data import load_tokenizer
from training.large import LargeEncoder, LargeReader
from training.model import Encoder, Judge, Reader
from training.running import averaged

PART, LEAST_MOVED = 30_000_000, 1_000
"""Bytes of a file of weights at most, and of a tensor that is moved into one at least."""

LIMITS = {"max_length": 192, "stride": 96, "max_question": 40, "max_title": 32, "max_answer": 30}


def write_onnx(network: Encoder | LargeEncoder, path: Path) -> None:
    """Export with free batch and length."""
    ids = torch.ones(2, 16, dtype=torch.long)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    outputs = ["starts", "ends"]
    if isinstance(network, Judge):
        names, outputs = [*names, "marked"], ["logits"]
    axes = {name: {0: "windows", 1: "tokens"} for name in [*names, *outputs]}
    axes |= {"logits": {0: "windows"}} if "logits" in outputs else {}
    torch.onnx.export(
        network,
        (ids,) * len(names),
        str(path),
        input_names=names,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def write_model(network: Encoder | LargeEncoder, out: Path, *, quantized: bool) -> None:
    """Write an ONNX file as int8 (dynamic, per channel) or as fp32."""
    if not quantized:
        write_onnx(network, out)
        return
    with tempfile.TemporaryDirectory() as folder:
        write_onnx(network, Path(folder) / "fp32.onnx")
        quantize_dynamic(
            Path(folder) / "fp32.onnx", out, weight_type=QuantType.QInt8, per_channel=True
        )


def spread(path: Path) -> list[str]:
    """Move a network's weights into files beside it, none over PART bytes; return their names."""
    model, parts = onnx.load(str(path)), [bytearray()]
    for tensor in model.graph.initializer:
        if len(tensor.raw_data) < LEAST_MOVED:
            continue
        if len(parts[-1]) + len(tensor.raw_data) > PART:
            parts.append(bytearray())
        name, at = f"{path.stem}.{len(parts)}.weights", len(parts[-1])
        parts[-1] += tensor.raw_data
        set_external_data(tensor, name, at, len(tensor.raw_data))
        tensor.ClearField("raw_data")
    onnx.save(model, str(path))
    names = [f"{path.stem}.{number}.weights" for number in range(1, 1 + len(parts))]
    for name, part in zip(names, parts, strict=True):
        path.with_name(name).write_bytes(part)
    return names


def write_tokenizer(base: Path, out: Path) -> None:
    """Copy the base model's tokenizer without its truncation and padding."""
    load_tokenizer(base).save(str(out / "tokenizer.json"), pretty=False)


def write_settings(
    out: Path, name: str, models: Sequence[str], settings: dict[str, object]
) -> None:
    """Write a network's settings with the hashes of its files."""
    files = {
        file: hashlib.sha256((out / file).read_bytes()).hexdigest()
        for file in (*models, "tokenizer.json")
    }
    text = json.dumps({**settings, "files": files}, indent=2)
    (out / name).write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--checkpoint", type=Path, nargs="+", help="of a reader; several: their mean"
    )
    parser.add_argument("--judge", type=Path, nargs="+", help="of a judge; several: their mean")
    parser.add_argument("--close", type=Path, nargs="+", help="of a large reader")
    parser.add_argument("--gaps", type=Path, nargs="+", help="of what fills gaps")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="1")
    parser.add_argument("--fp32", action="store_true", help="do not quantize")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    write_tokenizer(options.base, options.out)
    pointing = (
        ("reader.json", "model.onnx", options.checkpoint, Reader),
        ("close.json", "close.onnx", options.close, LargeReader),
        ("gaps.json", "gaps.onnx", options.gaps, Reader),
    )
    for name, model, checkpoints, kind in pointing:
        if checkpoints:
            reader = averaged(kind(), checkpoints)
            write_model(reader, options.out / model, quantized=not options.fp32)
            models = [model, *(spread(options.out / model) if kind is LargeReader else ())]
            settings = {"version": options.version, "limits": LIMITS}
            write_settings(options.out, name, models, settings)
    if options.judge:
        judge = averaged(Judge(), options.judge)
        write_model(judge, options.out / "judge.onnx", quantized=not options.fp32)
        write_settings(options.out, "judge.json", ["judge.onnx"], {"version": options.version})


if __name__ == "__main__":
    main()
