"""The verbs that ask, and those that show what was answered."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from answer_samples import ABSTAINED, ANSWERED, DISPUTED
from desk import CLOCK, Desk, WrittenAsker
from rich.cells import cell_len

from bot.ask.answer import as_json
from bot.ask.retrieving import Filters

OPENS, CLASHES, NOTHING = "When does it open?", "When does it close?", "Who knows?"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path, WrittenAsker({OPENS: ANSWERED, CLASHES: DISPUTED}))
    made.make()
    return made


@pytest.mark.parametrize(
    ("question", "code"),
    [(OPENS, 0), (CLASHES, 0), (NOTHING, 1)],
    ids=["answered", "disputed", "abstained"],
)
def test_the_exit_code_tells_whether_there_is_an_answer(
    desk: Desk, question: str, code: int
) -> None:
    assert desk.run("ask", question).exit_code == code


def test_words_without_quotation_marks_are_one_question(desk: Desk) -> None:
    desk.run("ask", "When", "does", "it", "open?")
    assert desk.asker.asked == [(OPENS, CLOCK, Filters(), 3)]


def test_options_reach_the_asker(desk: Desk) -> None:
    desk.add("a", "A pier was mended.", "Quay Courier")
    words = ("--since", "2026-02", "--until", "2026-02", "--source", "quay courier", "--top", "3")
    assert desk.run("ask", *words, "--at", "2026-03-01", OPENS).exit_code == 0
    at = datetime(2026, 3, 1, 23, 59, 59, tzinfo=UTC)
    filters = Filters("2026-02-01", "2026-02-28", ("Quay Courier",))
    assert desk.asker.asked == [(OPENS, at, filters, 3)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask",), 'Give a question, such as: copydesk ask "When does it open?"'),
        (("ask", OPENS, "--batch", "-"), "Give a QUESTION or --batch FILE, not both."),
        (("ask", "--since", "last week", OPENS), "'last week' is not a date: write a day as"),
        (("ask", "--until", "2026-02-30", OPENS), "'2026-02-30' is not a date: write a day as"),
        (
            ("ask", "--since", "2026-05", "--until", "2026-04-30", OPENS),
            "--since 2026-05-01 is after --until 2026-04-30. Swap them.",
        ),
        (("ask", "--at", "9999-12-31", OPENS), "'9999-12-31' is too far off: give a year from"),
        (("ask", "--source", "Qay Courier", OPENS), "Did you mean 'Quay Courier'?"),
        (("ask", "--top", "0", OPENS), "0 is not in the range"),
        (("ask", "--batch", "no-such-file"), "No such file or directory"),
        (("answers", "show", "first"), "'first' is not a valid integer"),
        (("ingest", ""), "An empty WHAT. Name a folder, file or URL, or . for this folder."),
        (("conflicts", "confirm", "1", "--by", " "), "--by is empty. Say who decides: --by Ana"),
        (("subscribe", ""), "The TOPIC is empty. Name one, or leave it out to hear everything."),
        (("subscribe", "--quiet", "22:00"), "--quiet 22:00 has no end. Write it as 22:00-07:00."),
        (("articles", "show", "a", "--version", "9" * 20), "is not in the range"),
        (("subscribe", "--digest", "noon"), "'noon' is no time of day"),
        (("subscribe", "--zone", "Mars/Crater"), "There is no time zone 'Mars/Crater'."),
        (("check", "-"), "is empty: there is no sentence to check."),
        (("articles", "edit", "a"), "Nothing to set. Give --source, --title or --published."),
        (("articles", "edit", "a", "--published", "soon"), "'soon' is not a date"),
        (("summary",), "Give a topic, such as"),
        (("summary", "--since", "2026-11-02", "--until", "2026-11-01", "x"), "Swap them"),
        (("timeline", " "), "Give a topic, such as"),
        (("find-quote",), "Give the words to find"),
        (("export", "secrets"), "'secrets' is not one of"),
        (("ingest",), "Missing argument"),
        (("feeds", "add", "no-such-file"), "'no-such-file' is neither a URL nor a file"),
        (("demo", "--port", "1"), "copydesk demo --slack --port N"),
        (("frobnicate",), "No such command 'frobnicate'."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_is_told_in_words_and_ends_with_code_2(
    desk: Desk, words: tuple[str, ...], said: str
) -> None:
    desk.add("a", "A pier was mended.", "Quay Courier")
    result = desk.run(*words)
    assert (result.exit_code, said in result.stderr, desk.asker.asked) == (2, True, [])


@pytest.mark.parametrize(
    ("stated", "at"),
    [
        ("2026-11-10", datetime(2026, 11, 10, 23, 59, 59, tzinfo=UTC)),
        ("2024-02", datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)),
        ("2026-11-10T08:30", datetime(2026, 11, 10, 8, 30, tzinfo=UTC)),
        ("2026-11-10T08:30:00+01:00", datetime(2026, 11, 10, 7, 30, tzinfo=UTC)),
        ("2026-11-10T08:30:00Z", datetime(2026, 11, 10, 8, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_may_be_a_month_a_day_or_a_time(desk: Desk, stated: str, at: datetime) -> None:
    desk.run("ask", "--at", stated, OPENS)
    assert [moment for _, moment, _, _ in desk.asker.asked] == [at]


def test_json_is_the_answer_on_one_line(desk: Desk) -> None:
    result = desk.run("ask", "--json", CLASHES)
    expected = as_json(DISPUTED) | {"question": CLASHES, "asked_at": CLOCK.isoformat()}
    why = "The Quay Courier says 14 May 2026; Radio Skell says 20 May."
    expected["verdicts"] = [{**expected["verdicts"][0], "why": why}]
    assert (result.stdout.count("\n"), json.loads(result.stdout)) == (
        1,
        json.loads(json.dumps(expected)),
    )


def test_a_question_of_broken_characters_is_asked_all_the_same(desk: Desk) -> None:
    assert desk.run("ask", "--json", "Who\udcff\x9b31m\u202e?").exit_code == 1
    assert "\x9b" not in desk.run("answers", "show", "1", "--json").stdout


def test_an_answer_is_shown_again_exactly_as_it_was(desk: Desk) -> None:
    first, as_line = desk.run("ask", CLASHES), desk.run("ask", "--json", CLASHES)
    assert desk.run("answers", "show", "1").stdout == first.stdout
    assert desk.run("answers", "show", "2", "--json").stdout == as_line.stdout


def test_answers_are_listed_newest_first_by_what_they_cite_and_only_those_kept(desk: Desk) -> None:
    desk.run("ask", "--no-save", OPENS)
    assert desk.run("answers", "list").exit_code == 1
    desk.run("ask", OPENS)
    desk.run("ask", "--at", "2026-04-01", CLASHES)
    lines = [
        f"2\t1 Apr 2026, 23:59 UTC\tdisputed\t{CLASHES}",
        f"1\t10 May 2026, 12:00 UTC\tanswered\t{OPENS}",
    ]
    assert desk.run("answers", "list").stdout.splitlines() == lines
    assert (
        desk.run("answers", "list", "--citing", "mirror/tram.txt").stdout.splitlines() == lines[1:]
    )


BATCH = (
    ('{"id": "b", "question": "When does it open?", "at": "2026-05-01"}', "b", "answered"),
    ("", None, ""),
    ('{"id": 2, "question": "Who knows?"}', 2, "abstained"),
    ("not json", None, "the line is not JSON: Expecting value: line 1 column 1 (char 0)"),
    ("[1, 2]", None, "the line is not an object; write"),
    ('{"question": "Who?"}', None, "the field id is missing; give a text or a whole number"),
    ('{"id": "e", "question": 3}', "e", "the field question is missing; give the question as"),
    ('{"id": "f", "question": "Who?", "at": 3}', "f", "the field at has 3, which is not a date: w"),
    ('{"id": "g", "question": "Who?", "at": "9999-12-31"}', "g",
     "the field at has '9999-12-31', which is too far off: give a year from"),
    ('{"id": "h", "question": "boom"}', "h", "not answered: RuntimeError: the asker fell over"),
    ('{"id": "i", "question": "When does it close?"}', "i", "disputed"),
)  # fmt: skip


def test_a_batch_answers_in_order_and_says_of_each_bad_line_what_is_wrong(desk: Desk) -> None:
    result = desk.run("ask", "--batch", "-", input="\n".join(line for line, _, _ in BATCH))
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    expected = [(line_id, told) for line, line_id, told in BATCH if line]
    assert [line["id"] for line in lines] == [line_id for line_id, _ in expected]
    told = [line.get("status") or line["error"] for line in lines]
    assert [one for one, (_, said) in zip(told, expected, strict=True) if said not in one] == []
    assert (result.exit_code, desk.run("answers", "list").exit_code) == (1, 1)


def test_a_batch_goes_by_the_options_and_without_a_bad_line_ends_with_code_0(desk: Desk) -> None:
    file = desk.folder / "questions.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"id": "a", "question": "Who knows?"}\r\n')
    words = ("--at", "2026-05-02", "--until", "2026-05", "--top", "2")
    assert desk.run("ask", "--batch", str(file), *words).exit_code == 0
    at = datetime(2026, 5, 2, 23, 59, 59, tzinfo=UTC)
    assert desk.asker.asked == [(NOTHING, at, Filters(until="2026-05-31"), 2)]


def test_the_abstention_of_a_hostile_question_stays_on_its_lines(desk: Desk) -> None:
    text = desk.run("ask", "--no-save", "\x1b[2J" + "w" * 990).stdout
    assert (text.count("\x1b"), max(map(cell_len, text.splitlines())) < 700) == (0, True)
    assert str(ABSTAINED.reason) in text


def test_a_question_that_is_too_long_is_refused_and_not_repeated(desk: Desk) -> None:
    told = desk.run("ask", "w" * 100_000)
    assert (told.exit_code != 0, len(told.output) < 300) == (True, True)
    assert "at most 1,000 characters" in told.output
