"""Loading the networks from a folder: their files are checked against their hashes first."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from bot.reader.judge import NeuralJudge
from bot.reader.neural import NeuralReader
from bot.reader.spans import Logits
from bot.reader.twice import Reader, TwiceReader
from bot.reader.windows import Ids, Limits

MODEL_FOLDER = Path(__file__).parent / "model"
FILES = {
    "reader": "model.onnx",
    "close": "close.onnx",
    "judge": "judge.onnx",
    "gaps": "gaps.onnx",
}
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
def reader_named(model: str | None) -> Reader:
    """Load a reader once for each process: those shipped, a folder's, or a model of a hub."""
    if model is None:
        return TwiceReader(quick_reader(), load_close())
    if (Path(model) / "reader.json").is_file():
        return load_reader(Path(model))
    from bot.reader.hub import load_hub_reader

    return load_hub_reader(model)


@lru_cache(maxsize=1)
def quick_reader() -> NeuralReader:
    """Load the small reader that ships once for each process."""
    return load_reader()


@lru_cache(maxsize=1)
def judge_shipped() -> NeuralJudge:
    """Load the judge once for each process."""
    return load_judge()


def load_reader(folder: Path | None = None, *, threads: int = THREADS) -> NeuralReader:
    """The reader in `folder` (default: the one shipped)."""
    return _pointing(folder or MODEL_FOLDER, "reader", threads)


def load_close(folder: Path | None = None, *, threads: int = THREADS) -> NeuralReader:
    """The close reader in `folder` (default: the one shipped)."""
    return _pointing(folder or MODEL_FOLDER, "close", threads)


def load_judge(folder: Path | None = None, *, threads: int = THREADS) -> NeuralJudge:
    """The judge in `folder` (default: the one shipped).

    Its network that fills gaps is loaded when it is first asked: answering never does.
    """
    folder = folder or MODEL_FOLDER
    settings = _settings(folder, "judge")
    session = _session(folder / FILES["judge"], threads)
    gaps = cache(partial(_pointing, folder, "gaps", threads))
    return NeuralJudge(session, _tokenizer(folder), settings["version"], gaps)


def _pointing(folder: Path, name: str, threads: int) -> NeuralReader:
    """A network that points at words: a reader, or the one that fills gaps."""
    settings = _settings(folder, name, "limits")
    return NeuralReader(
        network=OnnxNetwork(_session(folder / FILES[name], threads)),
        tokenizer=_tokenizer(folder),
        limits=Limits(**settings["limits"]),
        version=settings["version"],
    )


def versions(model: str | None) -> tuple[str, str]:
    """Return which reader and which judge answer, their files checked; none is loaded."""
    shipped = {name: _settings(MODEL_FOLDER, name)["version"] for name in FILES}
    if model is None:
        return shipped["close"], shipped["judge"]
    is_folder = (Path(model) / "reader.json").is_file()
    reader = _settings(Path(model), "reader", "limits")["version"] if is_folder else model
    return reader, shipped["judge"]


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


def _settings(folder: Path, name: str, *wanted: str) -> dict[str, Any]:
    """What is kept of a network, its files checked."""
    path = folder / f"{name}.json"
    try:
        settings: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReaderFilesError(
            f"model settings cannot be read: {path}; put the whole model folder there"
        ) from error
    if lacking := {"files", "version", *wanted} - settings.keys():
        raise ReaderFilesError(f"{path} lacks {', '.join(sorted(lacking))}; see training/README.md")
    _check(folder, {FILES[name], "tokenizer.json"}, settings["files"])
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
