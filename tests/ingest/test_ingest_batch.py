"""From files to the store: what is added, and what is skipped and why."""

import gzip
import json
from pathlib import Path

import pytest
from stored import article_of

from bot.ingest.article import Unstated
from bot.ingest.batch import Progress, Report, ingest
from bot.ingest.draft import Skipped
from bot.ingest.files import MAX_FILE
from bot.ingest.published import Published
from store import Store

HARBOUR = """Harbour reopens after two days of storms

The harbour of Lowport reopened on Monday after two days of storms, the port captain said.
Three ferries left before noon with more than four hundred passengers on board.
"We have not seen waves like these since I was a boy," said Olaf Brandt, the harbour master.
The town council will meet on Thursday to discuss repairs to the northern breakwater.
"""
COUNCIL = """The council of Lowport voted on Tuesday to rebuild the northern breakwater by spring.
Seven members voted for the plan and two voted against it after a long evening of debate.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    return folder


def reasons(report: Report) -> dict[str, str]:
    return {Path(item.what).name: item.reason for item in report.skipped}


def test_a_file_becomes_an_article_with_its_passages(desk: Path, store: Store) -> None:
    assert ingest([str(desk)], store) == Report(added=1)
    article = article_of(store, "desk/harbour.txt")
    assert (article.text, article.title) == (HARBOUR, "Harbour reopens after two days of storms")
    assert (article.source, article.published_at) == (None, None)
    assert (article.published_from, article.language) == ("unknown", "en")
    assert [HARBOUR[start:end] for start, end in article.passages] == [HARBOUR.strip()]


def test_a_folder_again_adds_nothing_but_a_version_of_what_changed(
    desk: Path, store: Store
) -> None:
    (desk / "council.md").write_text(f"# Council votes\n\n{COUNCIL}", encoding="utf-8")
    named = [str(desk / "*.txt"), str(desk), str(desk / "harbour.txt")]
    assert ingest(named, store) == Report(added=2)
    (desk / "harbour.txt").write_text(HARBOUR.replace("Three", "Four"), encoding="utf-8")
    assert ingest(named, store) == Report(versions=1, unchanged=1)


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n ", "empty"),
    "binary.txt": (b"\x89PNG\x00\x01\x02", "binary: it holds NUL bytes"),
    "broken.txt": (b"Caf\xe9 \x81\x8d\x8f\x90 \xff\xfe", "broken encoding"),
    "russian.txt": ("Он сказал, что порт снова открыт.".encode("cp1251"), "broken encoding"),
    "menu.txt": (b"Home\nNews\nSport\nWeather\nContact us\n", "no article text"),
    "menu.html": (b"<html><body><ul><li><a href='/'>Home</a></li></ul></body></html>",
                  "no article text"),
    "photo.jpg": (b"\xff\xd8", "not a kind of file that is read"),
    "cut.txt.gz": (gzip.compress(HARBOUR.encode())[:-20], ""),
}  # fmt: skip


def test_one_bad_article_does_not_stop_the_others(desk: Path, store: Store) -> None:
    for name, (content, _) in BAD.items():
        (desk / name).write_bytes(content)
    (desk / ".hidden.txt").write_text(HARBOUR)
    (desk / "README.md").write_text("# About these articles\n\nOur tests read them every day.")
    report = ingest([str(desk)], store)
    assert (report.added, report.unchanged, reasons(report).keys()) == (1, 0, BAD.keys())
    told = reasons(report)
    assert [name for name, (_, why) in BAD.items() if not told[name].startswith(why)] == []


def test_what_names_nothing_is_skipped_with_a_reason(desk: Path, store: Store) -> None:
    none = Skipped("no/such/*.txt", "no such file, folder, glob or URL")
    assert ingest([none.what], store).skipped == (none,)
    report = ingest([str(desk), "-"], store, files=False)  # words of somebody elsewhere
    assert report.added == 0
    told = {item.reason for item in report.skipped}
    assert told == {"not a web address; it begins with http:// or https://"}


def test_a_file_that_is_or_unpacks_to_too_much_is_refused(desk: Path, store: Store) -> None:
    with (desk / "huge.txt").open("wb") as opened:
        opened.truncate(200 * 2**20)
    (desk / "bomb.txt.gz").write_bytes(gzip.compress(b"a" * (MAX_FILE + 10)))
    assert reasons(ingest([str(desk)], store)) == {
        "huge.txt": "200 MB: larger than 20 MB",
        "bomb.txt.gz": "larger than 20 MB when unpacked",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_common_encodings_are_read(desk: Path, store: Store, encoding: str) -> None:
    text = "The mayor of Málaga said on Monday that the café would “reopen by Easter” at last.\n"
    (desk / "harbour.txt").write_bytes(text.replace("\n", "\r\n").encode(encoding))
    assert ingest([str(desk)], store) == Report(added=1)
    assert article_of(store, "desk/harbour.txt").text == text


def test_markdown_is_stored_as_it_is_read(desk: Path, store: Store) -> None:
    (desk / "harbour.txt").unlink()
    (desk / "council.md").write_text(
        "---\ntitle: 'Breakwater vote'\nsource: The Quay Courier\nauthor: Ana Ruiz\n"
        "date: 2026-05-05T18:00:00+02:00\nurl: https://quay.example/votes/?utm_source=x\n---\n"
        "# Another title\n\nThe **council** voted on _Tuesday_ to [rebuild](https://a.example)\n"
        "the breakwater.\n\n![A wave](wave.jpg)\n\n- Seven members voted for it.\n",
        encoding="utf-8",
    )
    assert ingest([str(desk)], store) == Report(added=1)
    article = article_of(store, "https://quay.example/votes")
    assert article.text == (
        "Another title\n\nThe council voted on Tuesday to rebuild the breakwater.\n\n"
        "Seven members voted for it."
    )
    told = (article.title, article.source, article.byline)
    assert told == ("Breakwater vote", "The Quay Courier", "Ana Ruiz")
    dated = (article.published_at, article.published_from, article.published_zone)
    assert dated == ("2026-05-05T16:00:00Z", "metadata", "+02:00")


def test_records_are_read_and_bad_lines_are_named(desk: Path, store: Store) -> None:
    voted = "https://quay.example/2026/05/05/votes"
    lines = [
        json.dumps({"id": 7, "source": "Coast Wire", "published": "2026-05-04", "text": HARBOUR}),
        "{broken",
        "[1, 2]",
        json.dumps({"id": 8, "text": ""}),
        "",
        json.dumps({"id": 9, "text": "Half a \ud800 character was sent, the wire service said."}),
        json.dumps({"id": 10, "text": "a\0b"}),
        json.dumps({"url": voted, "text": COUNCIL, "extra": [1]}),
        json.dumps({"text": f"{COUNCIL} It was the last vote of the year."}),
    ]
    path = desk / "wire.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode("utf-8", "surrogatepass")))
    report = ingest([str(path)], store)
    assert (report.added, ingest([str(path)], store).unchanged) == (4, 4)
    lines = [item.what.rpartition(", ")[2] for item in report.skipped]
    assert lines == ["line 2", "line 3", "line 4", "line 7"]
    wire, votes = article_of(store, "7"), article_of(store, voted)
    assert (wire.published_at, wire.published_from) == ("2026-05-04", "metadata")
    dated = (votes.published_at, votes.published_from, votes.source)
    assert dated == ("2026-05-05", "url", "quay.example")


def test_a_record_file_may_be_csv_with_another_separator(desk: Path, store: Store) -> None:
    path = desk / "votes.csv"
    text = COUNCIL.replace("\n", " ")
    path.write_bytes(f'\ufeffid;Source;Text\n1;Coast Wire;"{text}"\n2;Caf\ufffd;""\n'.encode())
    report = ingest([str(path)], store)
    assert (report.added, reasons(report)) == (1, {"votes.csv, line 3": "empty"})


def test_a_damaged_archive_keeps_what_was_read(desk: Path, store: Store) -> None:
    rows = [json.dumps({"id": n, "text": f"{COUNCIL} It was vote number {n}."}) for n in range(300)]
    packed = gzip.compress("\n".join(rows).encode())
    (desk / "wire.jsonl.gz").write_bytes(packed[:-30])
    report = ingest([str(desk / "wire.jsonl.gz")], store)
    assert report.added > 200
    assert reasons(report)["wire.jsonl.gz"].startswith("damaged; read up to there")
    assert store.articles.state().articles == report.added


def test_a_packed_line_without_end_is_not_held(desk: Path, store: Store) -> None:
    endless = ("x" * 21 * 2**20 + "\n" + json.dumps({"text": HARBOUR})).encode("utf-16")
    (desk / "wire.jsonl.gz").write_bytes(gzip.compress(endless, 1))
    report = ingest([str(desk / "wire.jsonl.gz")], store)
    assert reasons(report)["wire.jsonl.gz, line 1"] == "not text in UTF-8, or longer than 20 MB"
    assert report.added == 1


def test_a_row_that_chains_lines_without_end_is_not_held(desk: Path, store: Store) -> None:
    chained = ('"' + "x" * 10_000 + '\n",') * 2200
    (desk / "votes.csv").write_text(f'id,text\n1,{chained}\n2,"{HARBOUR}"\n'.replace("“", ""))
    report = ingest([str(desk / "votes.csv")], store)
    assert "not CSV (a row longer than 20 MB)" in reasons(report).values()


def test_a_link_out_of_a_folder_is_not_followed(desk: Path, store: Store, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(COUNCIL)
    (desk / "council.txt").symlink_to(tmp_path / "secret.txt")
    (desk / "newest.txt").symlink_to(desk / "harbour.txt")
    report = ingest([str(desk)], store)
    left_out = "a link that leads out of the folder; name the file itself"
    assert reasons(report) == {"council.txt": left_out}
    assert ingest([str(desk / "council.txt")], store).added == 1


def test_source_and_date_are_given_to_files_that_state_none(desk: Path, store: Store) -> None:
    (desk / "named.txt").write_text(
        f"The Quay Gazette\n4 May 2026\n\nBreakwater vote is won\n\n{COUNCIL}"
    )
    ingest([str(desk)], store, unstated=Unstated("The Lowport Mail", Published("2026-05-05")))
    listed = {(one.source, one.published_at) for one in store.articles.latest(9)}
    assert listed == {("The Lowport Mail", "2026-05-05"), ("The Quay Gazette", "2026-05-04")}


def test_progress_counts_what_is_safe_and_ends_at_the_total(desk: Path, store: Store) -> None:
    seen: list[Progress] = []
    ingest([str(desk)], store, seen.append)
    size = (desk / "harbour.txt").stat().st_size
    assert seen[-1] == Progress(articles=1, done=size, total=size)
