"""Loading the networks from a folder: their files are checked against their hashes first."""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.reader.judge import NeuralJudge
from bot.reader.neural import NeuralReader
from bot.reader.spans import Logits
from bot.reader.windows import Ids, Limits

MODEL_FOLDER = Path(__file__).parent / "model"
THREADS = 1
"""Each run keeps to one thread: the runs of a question, and of several, share all cores."""


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


@lru_cache(maxsize=2)
def reader_named(model: str | None) -> NeuralReader:
    """Load a reader once for each process: the one shipped, a folder's, or a model of a hub."""
    if model is None or (Path(model) / "reader.json").is_file():
        return load_reader(Path(model) if model else None)
    from bot.reader.hub import load_hub_reader

    return load_hub_reader(model)


@lru_cache(maxsize=1)
def judge_shipped() -> NeuralJudge:
    """Load the judge once for each process."""
    return load_judge()


def load_reader(folder: Path | None = None, *, threads: int = THREADS) -> NeuralReader:
    """The reader in `folder` (default: the one shipped)."""
    folder = folder or MODEL_FOLDER
    settings = _reader_settings(folder)
    return NeuralReader(
        network=OnnxNetwork(_session(folder / "model.onnx", threads)),
        tokenizer=_tokenizer(folder),
        limits=Limits(**settings["limits"]),
        version=settings["version"],
    )


def load_judge(folder: Path | None = None, *, threads: int = THREADS) -> NeuralJudge:
    """The judge in `folder` (default: the one shipped)."""
    folder = folder or MODEL_FOLDER
    settings = _judge_settings(folder)
    session = _session(folder / "judge.onnx", threads)
    return NeuralJudge(session, _tokenizer(folder), settings["version"])


def versions(model: str | None) -> tuple[str, str]:
    """Return which reader and which judge answer, their files checked; neither is loaded."""
    is_named = model is not None and not (Path(model) / "reader.json").is_file()
    folder = Path(model) if model and not is_named else MODEL_FOLDER
    reader, judge = _reader_settings(folder), _judge_settings(MODEL_FOLDER)
    return str(model) if is_named else reader["version"], judge["version"]


def _reader_settings(folder: Path) -> dict[str, Any]:
    settings = _settings(folder, "reader.json", {"files", "limits", "version"})
    _check(folder, {"model.onnx", "tokenizer.json"}, settings["files"])
    return settings


def _judge_settings(folder: Path) -> dict[str, Any]:
    settings = _settings(folder, "judge.json", {"files", "version"})
    _check(folder, {"judge.onnx", "tokenizer.json"}, settings["files"])
    return settings


def _session(path: Path, threads: int) -> Any:
    import onnxruntime  # type: ignore[import-untyped,import-not-found,unused-ignore]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that spin while they wait take the processor from whoever shares the machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _tokenizer(folder: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _settings(folder: Path, name: str, wanted: set[str]) -> dict[str, Any]:
    path = folder / name
    try:
        settings: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReaderFilesError(
            f"model settings cannot be read: {path}; put the whole model folder there"
        ) from error
    if lacking := wanted - settings.keys():
        raise ReaderFilesError(f"{path} lacks {', '.join(sorted(lacking))}; see training/README.md")
    return settings


def _check(folder: Path, needed: set[str], hashes: dict[str, str]) -> None:
    for name in sorted({*needed, *hashes}):
        path, wanted = folder / name, hashes.get(name, "")
        if not path.is_file():
            raise ReaderFilesError(f"model file missing: {path}; fetch the whole model folder")
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != wanted:
            raise ReaderFilesError(
                f"model file {path} has sha256 {found}, its settings say {wanted or 'nothing'}; "
                "fetch it again or write its hash with training/export.py"
            )
