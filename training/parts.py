"""How the articles of SQuAD 2.0 dev are parted: to learn from, to calibrate, to report."""

import hashlib
from enum import Enum


class Part(Enum):
    """What an article's questions are used for."""

    TRAIN = "train"
    CALIBRATE = "calibrate"
    REPORT = "report"


def part_of(title: str) -> Part:
    """The part of an article: half are learnt from, a quarter calibrate, a quarter report."""
    number = hashlib.sha256(title.encode()).digest()[0]
    if number % 2 == 0:
        return Part.TRAIN
    return Part.CALIBRATE if number % 8 in (3, 5) else Part.REPORT
