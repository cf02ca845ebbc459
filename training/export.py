"""Turn checkpoints into a reader's folder: ONNX, int8 per channel or fp32, with its hashes.

python -m training.export --checkpoint first.pt second.pt --base MiniLM-folder --out FOLDER
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from training.model import Reader

LIMITS = {"max_length": 192, "stride": 96, "max_question": 40, "max_title": 0, "max_answer": 30}
CALIBRATION = {"threshold": 0.0, "slope": 0.5, "intercept": 0.0}


def load_checkpoints(paths: Sequence[Path]) -> Reader:
    """The mean of the averaged copies of some checkpoints, of which one went on from another.

    Model soups (Wortsman et al. 2022): such a mean reads better than either.
    """
    saved = [torch.load(path, weights_only=True) for path in paths]
    mean = {n: sum(s["average"][n] for s in saved) / len(saved) for n in saved[0]["average"]}
    reader = Reader().eval()
    reader.load_state_dict(saved[0]["reader"] | mean)
    return reader


def write_onnx(reader: Reader, path: Path) -> None:
    """Export with free batch and length."""
    ids = torch.ones(2, 16, dtype=torch.long)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    free = {0: "windows", 1: "tokens"}
    torch.onnx.export(
        reader,
        (ids, ids, ids),
        str(path),
        input_names=names,
        output_names=["starts", "ends"],
        dynamic_axes=dict.fromkeys([*names, "starts", "ends"], free),
        opset_version=17,
        dynamo=False,
    )


def write_model(reader: Reader, out: Path, *, quantized: bool) -> None:
    """Write `model.onnx` as int8 (dynamic, per channel) or as fp32."""
    if not quantized:
        write_onnx(reader, out / "model.onnx")
        return
    with tempfile.TemporaryDirectory() as folder:
        write_onnx(reader, Path(folder) / "fp32.onnx")
        quantize_dynamic(
            Path(folder) / "fp32.onnx",
            out / "model.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
        )


def write_tokenizer(base: Path, out: Path) -> None:
    """Copy the base model's tokenizer without its truncation and padding."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)


def write_settings(out: Path, version: str) -> None:
    """Write `reader.json`: limits, hashes, and a calibration still to be measured."""
    files = {
        name: hashlib.sha256((out / name).read_bytes()).hexdigest()
        for name in ("model.onnx", "tokenizer.json")
    }
    settings = {
        "version": version,
        "limits": LIMITS,
        "calibration": CALIBRATION,
        "files": files,
    }
    (out / "reader.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, nargs="+", required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="1")
    parser.add_argument("--fp32", action="store_true", help="do not quantize")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    reader = load_checkpoints(options.checkpoint)
    write_model(reader, options.out, quantized=not options.fp32)
    write_tokenizer(options.base, options.out)
    write_settings(options.out, options.version)


if __name__ == "__main__":
    main()
