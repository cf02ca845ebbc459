"""Loading a reader from a folder: its files are checked against their hashes first."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.reader.neural import Calibration, NeuralReader
from bot.reader.spans import Logits
from bot.reader.windows import Ids, Limits

MODEL_FOLDER = Path(__file__).parent / "model"
THREADS = 2


class ReaderFilesError(Exception):
    """The model's folder cannot be used: a file is missing, malformed or not the one meant."""


@dataclass(frozen=True)
class OnnxNetwork:
    """A network run by onnxruntime."""

    session: Any  # onnxruntime.InferenceSession; the package carries no types

    def logits(self, ids: Ids, mask: Ids, types: Ids) -> tuple[Logits, Logits]:
        """Start and end logits, each of shape (windows, tokens)."""
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        starts, ends = self.session.run(["starts", "ends"], feed)
        return starts, ends


def load_reader(folder: Path | None = None, *, threads: int = THREADS) -> NeuralReader | None:
    """The reader in `folder` (default: the one shipped), or None where onnxruntime is missing."""
    try:
        import onnxruntime  # type: ignore[import-untyped,import-not-found,unused-ignore]
        from tokenizers import Tokenizer
    except ImportError:
        return None
    folder = folder or MODEL_FOLDER
    settings = _settings(folder)
    _check(folder, settings["files"])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that spin while they wait take the processor from whoever shares the machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(
        str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return NeuralReader(
        network=OnnxNetwork(session),
        tokenizer=tokenizer,
        limits=Limits(**settings["limits"]),
        calibration=Calibration(**settings["calibration"]),
        version=settings["version"],
    )


def _settings(folder: Path) -> dict[str, Any]:
    path = folder / "reader.json"
    try:
        settings: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReaderFilesError(
            f"reader settings cannot be read: {path}; put the whole model folder there"
        ) from error
    lacking = {"files", "limits", "calibration", "version"} - settings.keys()
    if lacking:
        raise ReaderFilesError(f"{path} lacks {', '.join(sorted(lacking))}; see training/README.md")
    return settings


def _check(folder: Path, hashes: dict[str, str]) -> None:
    for name in {"model.onnx", "tokenizer.json", *hashes}:
        path, wanted = folder / name, hashes.get(name, "")
        if not path.is_file():
            raise ReaderFilesError(f"reader file missing: {path}; fetch the whole model folder")
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != wanted:
            raise ReaderFilesError(
                f"reader file {path} has sha256 {found}, reader.json says {wanted or 'nothing'}; "
                "fetch it again or write its hash with training/export.py"
            )
