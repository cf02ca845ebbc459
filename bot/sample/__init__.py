"""The sample newsroom: invented articles, the key to them and the pairs planted in them."""

from importlib.resources import files
from pathlib import Path


def sample_folder() -> Path:
    """Return the folder that holds `articles/`, `key.jsonl` and `verdicts.jsonl`.

    >>> (sample_folder() / "articles" / "northwire.jsonl").is_file()
    True
    """
    return Path(str(files(__name__)))
