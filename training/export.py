"""Turn checkpoints into a model's folder: ONNX, int8 per channel or fp32, with its hashes.

python -m training.export --checkpoint first.pt second.pt --base MiniLM-folder --out FOLDER
python -m training.export --judge judge.pt --base MiniLM-folder --out FOLDER
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

from training.model import Encoder, Judge, Reader

LIMITS = {"max_length": 192, "stride": 96, "max_question": 40, "max_title": 32, "max_answer": 30}
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


def load_judge(path: Path) -> Judge:
    """The averaged copy of a judge's checkpoint."""
    saved = torch.load(path, weights_only=True)
    judge = Judge().eval()
    judge.load_state_dict(saved["judge"] | saved["average"])
    return judge


def write_onnx(network: Encoder, path: Path) -> None:
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


def write_model(network: Encoder, out: Path, *, quantized: bool) -> None:
    """Write an ONNX file as int8 (dynamic, per channel) or as fp32."""
    if not quantized:
        write_onnx(network, out)
        return
    with tempfile.TemporaryDirectory() as folder:
        write_onnx(network, Path(folder) / "fp32.onnx")
        quantize_dynamic(
            Path(folder) / "fp32.onnx", out, weight_type=QuantType.QInt8, per_channel=True
        )


def write_tokenizer(base: Path, out: Path) -> None:
    """Copy the base model's tokenizer without its truncation and padding."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)


def write_settings(out: Path, name: str, model: str, settings: dict[str, object]) -> None:
    """Write a network's settings with the hashes of its files."""
    files = {
        file: hashlib.sha256((out / file).read_bytes()).hexdigest()
        for file in (model, "tokenizer.json")
    }
    text = json.dumps({**settings, "files": files}, indent=2)
    (out / name).write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--checkpoint", type=Path, nargs="+", help="of a reader; several: their mean"
    )
    parser.add_argument("--judge", type=Path, help="a judge's checkpoint")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="1")
    parser.add_argument("--fp32", action="store_true", help="do not quantize")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    write_tokenizer(options.base, options.out)
    if options.checkpoint:
        reader = load_checkpoints(options.checkpoint)
        write_model(reader, options.out / "model.onnx", quantized=not options.fp32)
        settings = {"version": options.version, "limits": LIMITS, "calibration": CALIBRATION}
        write_settings(options.out, "reader.json", "model.onnx", settings)
    if options.judge:
        write_model(
            load_judge(options.judge), options.out / "judge.onnx", quantized=not options.fp32
        )
        write_settings(options.out, "judge.json", "judge.onnx", {"version": options.version})


if __name__ == "__main__":
    main()
