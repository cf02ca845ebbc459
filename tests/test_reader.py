"""The networks that ship: what they read and judge, and how their files are checked."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from scripted_networks import Pointing

from bot.reader.judge import Marked, NeuralJudge
from bot.reader.load import (
    MODEL_FOLDER,
    ReaderFilesError,
    load_judge,
    load_reader,
    quick_reader,
    reader_named,
)
from bot.reader.twice import CLOSELY, QUICK_SHARE, Reader, TwiceReader

PASSAGES = [
    "The ferry to Halvard Island was cancelled on Tuesday because of high winds.",
    "Mayor Ingrid Solberg opened the new harbour bridge on 12 March. It cost 48 million kroner.",
    "Fishermen had asked for a larger quay for many years.",
]

Load = Callable[[Path], object]


@pytest.fixture(params=["quick", "twice"])
def reader(request: pytest.FixtureRequest) -> Reader:
    return quick_reader() if request.param == "quick" else reader_named(None)


@pytest.mark.parametrize(
    ("question", "passage", "answer"),
    [
        ("Who opened the harbour bridge?", 1, "Ingrid Solberg"),
        ("How much did the bridge cost?", 1, "48 million"),
        ("Why was the ferry cancelled?", 0, "high winds"),
    ],
    ids=["who", "how much", "why"],
)
def test_an_easy_question_is_answered_from_the_right_passage(
    reader: Reader, question: str, passage: int, answer: str
) -> None:
    best = reader.read_each(question, PASSAGES)[0]
    assert best.passage == passage
    assert answer in PASSAGES[passage][best.start : best.end]


def test_an_answered_question_scores_above_one_that_nothing_answers(reader: Reader) -> None:
    answered = reader.read_each("Who opened the harbour bridge?", PASSAGES)[0]
    silent = reader.read_each("Which airline lost a lawsuit over seat sizes?", PASSAGES)[0]
    assert answered.score > silent.score


def test_reading_many_pairs_gives_what_reading_one_by_one_gives() -> None:
    reader = quick_reader()
    question = "Who opened the harbour bridge?"
    many = reader.read_many([(question, text) for text in PASSAGES])
    for number, (text, span) in enumerate(zip(PASSAGES, many, strict=True)):
        (alone,) = reader.read_each(question, [text], top=1)
        assert span is not None
        assert (span.passage, span.start, span.end) == (number, alone.start, alone.end)


def test_an_answer_far_down_a_long_passage_is_found(reader: Reader) -> None:
    filler = "The council met again and spoke about roads and parking for an hour. " * 60
    text = filler + PASSAGES[1]
    best = reader.read_each("Who opened the new harbour bridge?", [text])[0]
    assert "Ingrid Solberg" in text[best.start : best.end]


def test_nothing_to_read_gives_nothing(reader: Reader) -> None:
    assert reader.read_each("Who?", []) == []
    assert reader.read_each("Who?", ["", "   ", "…"]) == []
    assert quick_reader().read_many([("Who?", ""), ("Who?", "…")]) == [None, None]


def test_what_the_quick_reader_finds_likeliest_is_read_closely() -> None:
    passages = [f"Ferry {number} sank on {number} May." for number in range(1, CLOSELY + 6)]
    quick = Pointing({f"Ferry {number} ": -float(number) for number in range(1, len(passages) + 1)})
    close = Pointing({"2 May": 5.0, "1 May": 4.0})
    found = TwiceReader(quick, close).read_each("When?", passages, titles=["A ferry"] * 13)
    assert close.asked == [("When?", ["A ferry"] * CLOSELY)]
    told = [(passages[one.passage][one.start : one.end], one.score) for one in found]
    assert told[:2] == [("2 May", 5 - 2 * QUICK_SHARE), ("1 May", 4 - QUICK_SHARE)]


def lack(folder: Path, part: str) -> None:
    """Take a part out of the settings of a network."""
    name, _, lacking = part.partition(" ")
    kept = json.loads((folder / name).read_text())
    del kept[lacking]
    (folder / name).write_text(json.dumps(kept))


def change(folder: Path, name: str) -> None:
    (folder / name).write_text("{}")


def remove(folder: Path, name: str) -> None:
    (folder / name).unlink()


@pytest.mark.parametrize(
    ("load", "damage", "what", "told"),
    [
        (load_reader, change, "tokenizer.json", r"tokenizer\.json has sha256 .* its settings say"),
        (load_judge, remove, "judge.onnx", r"missing: .*judge\.onnx"),
        (load_reader, lack, "reader.json limits", "lacks limits"),
        (load_judge, remove, "judge.json", "settings cannot be read"),
    ],
    ids=["changed", "missing", "settings without a part", "no settings"],
)
def test_a_folder_that_is_not_as_it_was_made_is_refused(
    tmp_path: Path, load: Load, damage: Callable[[Path, str], None], what: str, told: str
) -> None:
    folder = _copy(tmp_path)
    damage(folder, what)
    with pytest.raises(ReaderFilesError, match=told):
        load(folder)


def test_a_missing_network_that_fills_gaps_is_named_when_it_is_asked(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    (folder / "gaps.onnx").unlink()
    judge = load_judge(folder)
    with pytest.raises(ReaderFilesError, match=r"missing: .*gaps\.onnx"):
        judge.fills([(Marked("Two died.", 0, 3), "Three died.")])


def test_the_networks_are_small_enough_to_ship() -> None:
    sizes = [path.stat().st_size for path in MODEL_FOLDER.iterdir()]
    assert max(sizes) <= 30_000_000
    assert sum(sizes) <= 160_000_000


def _copy(tmp_path: Path) -> Path:
    without = shutil.ignore_patterns("close*")
    return Path(shutil.copytree(MODEL_FOLDER, tmp_path / "model", ignore=without))


def marked(text: str, value: str) -> Marked:
    at = text.index(value)
    return Marked(text, at, at + len(value))


SEVEN = marked("Seven people died when the ferry sank off Halden on Tuesday.", "Seven")
NINE = marked("Nine people were killed in Tuesday's sinking of the Halden ferry.", "Nine")
COST = marked("The new town library in Brede cost 40 million crowns.", "40 million crowns")
CRASH = marked("Two people were hurt when a tram hit a lorry in Orsk.", "Two")
PAIRS = [(SEVEN, NINE), (SEVEN, COST), (NINE, CRASH), (COST, CRASH)]


@pytest.fixture(scope="module")
def judge() -> NeuralJudge:
    return load_judge()


def test_two_words_on_one_fact_stand_above_words_on_two(judge: NeuralJudge) -> None:
    one, *others = (pair.same for pair in judge.judge(PAIRS))
    assert one > 0.5 > max(others)


def test_values_that_cannot_both_be_right_differ(judge: NeuralJudge) -> None:
    agreeing = marked("The ferry that sank off Halden took seven lives.", "seven")
    alike, apart = judge.judge([(SEVEN, agreeing), (SEVEN, NINE)])
    assert alike.differ < 0.5 < apart.differ


def test_a_batch_is_judged_as_one_by_one_and_in_either_order(judge: NeuralJudge) -> None:
    for (a, b), found in zip(PAIRS, judge.judge(PAIRS), strict=True):
        (alone,) = judge.judge([(a, b)])
        (turned,) = judge.judge([(b, a)])
        assert found.same == pytest.approx(alone.same, abs=0.05)
        assert (found.same > 0.5) == (turned.same > 0.5)


def test_a_value_far_down_a_long_sentence_is_read(judge: NeuralJudge) -> None:
    filler = "After weeks of rain and talk of roads and parking, " * 30
    (found,) = judge.judge([(SEVEN, marked(f"{filler}{NINE.text}", "Nine"))])
    assert found.same > 0.5


def test_a_gap_is_filled_by_what_stands_there_in_another_text(judge: NeuralJudge) -> None:
    text = "She sank at dawn. The Corrie Maid had 96 people on board, 14 of whom died, he said."
    aboard = marked("The ferry was carrying 83 people when she sank.", "83")
    elsewhere = marked("The council paid 40 crowns for the new bench.", "40 crowns")
    found, none = judge.fills([(aboard, text), (elsewhere, text)])
    assert found is not None
    assert "96" in text[found.start : found.end]
    assert none is None or none.score < found.score
