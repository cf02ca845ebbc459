"""A mark of the code that a module runs: it changes when any file that it imports changes."""

import ast
import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

OWN = ("bot", "store")
DATA = (".txt", ".tsv", ".json")


@cache
def code_version(module: str) -> str:
    """Return a short mark of a module, of all it imports of ours, and of the data they name."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted({file for name in _imported(module) for file in _files(name)}):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _imported(module: str) -> set[str]:
    """Return a module and, over and over, what it imports of our own packages."""
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name not in seen and (path := _source(name)) is not None:
            seen.add(name)
            waiting += _imports_of(path)
    return seen


def _imports_of(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return [name for name in found if name.partition(".")[0] in OWN]


def _source(name: str) -> Path | None:
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:  # a name of a module, not a module
        return None
    return Path(spec.origin) if spec and spec.origin else None


def _files(name: str) -> list[Path]:
    path = _source(name)
    if path is None:
        return []
    text = path.read_text(encoding="utf-8")
    beside = (file for file in path.parent.iterdir() if file.suffix in DATA)
    return [path, *(file for file in beside if file.name in text)]
