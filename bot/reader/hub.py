"""A deployment's own model from a model hub, through the transformers extra."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.reader.neural import NeuralReader
from bot.reader.spans import Logits
from bot.reader.windows import Ids, Limits
from store.errors import CopydeskError

LIMITS = Limits(max_length=256, stride=96, max_question=48, max_title=24, max_answer=30)


@dataclass(frozen=True)
class TransformersNetwork:
    """A question-answering network run by transformers and torch."""

    model: Any
    takes_types: bool

    def logits(self, ids: Ids, mask: Ids, types: Ids) -> tuple[Logits, Logits]:
        """Start and end logits, each of shape (windows, tokens)."""
        import torch  # type: ignore[import-not-found,unused-ignore]

        feed: Mapping[str, Ids] = {"input_ids": ids, "attention_mask": mask}
        if self.takes_types:
            feed = {**feed, "token_type_ids": types}
        with torch.inference_mode():
            output = self.model(**{name: torch.from_numpy(value) for name, value in feed.items()})
        return output.start_logits.float().numpy(), output.end_logits.float().numpy()


def load_hub_reader(name: str) -> NeuralReader:
    """The model `name` (a hub name or a folder)."""
    try:
        from transformers import (  # type: ignore[import-not-found,unused-ignore]
            AutoModelForQuestionAnswering,
            AutoTokenizer,
        )
    except ImportError as error:
        raise CopydeskError(
            f"READER_MODEL={name} is a model of a hub, which needs a package more. "
            "Install it (pip install transformers torch), or leave READER_MODEL empty."
        ) from error
    fast = AutoTokenizer.from_pretrained(name, use_fast=True)
    model = AutoModelForQuestionAnswering.from_pretrained(name)
    model.eval()
    tokenizer = fast.backend_tokenizer
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return NeuralReader(
        network=TransformersNetwork(model, "token_type_ids" in fast.model_input_names),
        tokenizer=tokenizer,
        limits=LIMITS,
        version=name,
    )
