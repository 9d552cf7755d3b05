"""What a file brings, and the side file of what is rejected: mendable, importable again, and nothing lost in it."""

import json
from pathlib import Path

import pytest

from tumorboard.board.before.arrivals import read_file, set_aside
from tumorboard.complaint import Complaint


def aside_of(file: Path, raw: bytes) -> Path:
    """The side file of a file with these bytes."""
    file.write_bytes(raw)
    aside = set_aside(read_file(str(file)))
    assert aside is not None
    return aside


def test_rejected_rows_stand_below_their_header_byte_for_byte(tmp_path: Path) -> None:
    header, good = "\ufeffid;notes;lesions.0.level\r\n".encode(), b"A;x;T8\r\n"
    bad = b'B;"two\r\nlines; ""quoted""";T13\r\n' + "C;Žižić;T14\r\n".encode()
    latin = "D;Müller;T8\r\n".encode("latin-1")
    aside = aside_of(tmp_path / "x.csv", b"\r\n" + header + good + bad + latin)
    assert aside.name == "x.csv.rejected.csv"
    assert aside.read_bytes() == header + bad + latin
    aside.write_bytes(header + bad.replace(b"T13", b"T12").replace(b"T14", b"T1"))
    mended = read_file(str(aside))
    assert [(case.id, case.notes) for case in mended.good] == [("B", 'two\nlines; "quoted"'), ("C", "Žižić")]
    assert mended.bad == ()


def test_a_row_that_says_a_case_again_is_repeated_and_one_that_says_another_is_bad(tmp_path: Path) -> None:
    raw = b"id,notes\nA,x\nB,y\nA,x\nA,z\nB,w\n"
    aside = aside_of(tmp_path / "x.csv", raw)
    assert aside.read_bytes() == b"id,notes\nA,z\nB,w\n", "nothing is to be mended in a repeat"
    arrivals = read_file(str(tmp_path / "x.csv"))
    assert [(case.id, case.notes) for case in arrivals.good] == [("A", "x"), ("B", "y")]
    assert [each.line for each in arrivals.repeated] == [4]
    assert [(each.line, each.record, each.field) for each in arrivals.problems] == [(5, "A", "id"), (6, "B", "id")]


def test_a_csv_by_another_name_is_known_by_its_header(tmp_path: Path) -> None:
    aside = aside_of(tmp_path / "list.txt", b"id,lesions.0.level\nA,T8\nB,T13\n")
    assert (aside.name, aside.read_bytes()) == ("list.txt.rejected.csv", b"id,lesions.0.level\nB,T13\n")


def test_a_bad_case_of_an_exported_meeting_is_set_aside_as_one_line(tmp_path: Path) -> None:
    raw = json.dumps({"meeting": None, "cases": [{"id": "A"}, {"id": "B", "notes": "\ud800", "x": 1}]}, indent=2)
    aside = aside_of(tmp_path / "out.json", raw.encode())
    (line,) = aside.read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {"id": "B", "notes": "\ud800", "x": 1}


def test_what_is_too_long_to_be_kept_leaves_no_empty_row(tmp_path: Path) -> None:
    long = b"L," + b"x" * (5 * 1024 * 1024) + b"\n"
    aside = aside_of(tmp_path / "x.csv", b"id,notes\n" + long + b"B\n")
    assert aside.read_bytes() == b"id,notes\nB\n"
    (tmp_path / "y.csv").write_bytes(b"id,notes\n" + long)
    arrivals = read_file(str(tmp_path / "y.csv"))
    assert (len(arrivals.bad), set_aside(arrivals)) == (1, None)


def test_each_earlier_side_file_is_kept_and_the_same_one_is_not_written_twice(tmp_path: Path) -> None:
    for level in ("T13", "T14", "T14", "T15"):
        aside_of(tmp_path / "x.csv", b"id,lesions.0.level\nA," + level.encode() + b"\n")
    held = {each.name: each.read_text(encoding="utf-8")[-4:-1] for each in tmp_path.glob("*.rejected*")}
    assert held == {"x.csv.rejected.1.csv": "T13", "x.csv.rejected.2.csv": "T14", "x.csv.rejected.csv": "T15"}


def test_what_is_wrong_again_in_a_side_file_is_set_aside_by_the_name_of_the_first_file(tmp_path: Path) -> None:
    aside = aside_of(tmp_path / "x.csv", b"id,lesions.0.level\nA,T13\nB,T14\n")
    again = aside_of(aside, b"id,lesions.0.level\nA,T12\nB,T15\n")
    assert again.name == "x.csv.rejected.csv"
    assert again.read_bytes() == b"id,lesions.0.level\nB,T15\n"
    held = {each.name: each.read_text(encoding="utf-8") for each in tmp_path.glob("*.rejected.1.csv")}
    assert held == {"x.csv.rejected.1.csv": "id,lesions.0.level\nA,T12\nB,T15\n"}, "the file that was read is kept"


@pytest.mark.parametrize("folder", ["", "full"])
def test_what_cannot_be_set_aside_is_told(tmp_path: Path, folder: str) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"id,lesions.0.level\nA,T13\n")
    in_the_way = tmp_path / "x.csv.rejected.csv" / folder
    in_the_way.mkdir(parents=True)
    with pytest.raises(Complaint, match=r"x\.csv\.rejected\.csv: .*move it away, rejected records go there"):
        set_aside(read_file(str(file)))


def test_a_link_a_hidden_folder_and_a_data_folder(tmp_path: Path) -> None:
    """A side file goes through the door of all files that are handed out; it may lie where its source lies."""
    file = tmp_path / "x.csv"
    file.write_bytes(b"id,lesions.0.level\nA,T13\n")
    aside, mine = tmp_path / "x.csv.rejected.csv", tmp_path / "mine.csv"
    mine.write_bytes(b"mine")
    aside.symlink_to(mine)
    with pytest.raises(Complaint, match=r"x\.csv\.rejected\.csv: is no plain file; move it away"):
        set_aside(read_file(str(file)))
    assert (mine.read_bytes(), aside.is_symlink()) == (b"mine", True)
    hidden = tmp_path / ".profile.d"
    hidden.mkdir()
    with pytest.raises(Complaint, match=r"nothing imported: .*\.profile\.d begins with a dot"):
        aside_of(hidden / "x.csv", file.read_bytes())
    assert [each.name for each in hidden.iterdir()] == ["x.csv"]
    data = tmp_path / "data"
    data.mkdir()
    (data / "board.json").touch()
    assert aside_of(data / "x.csv", file.read_bytes()).read_bytes() == file.read_bytes()


class Enough(Exception):
    """Somebody does not want to wait any longer."""


def test_reading_counts_and_stops_between_records_when_it_is_told_to(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"id\n" + b"".join(b"C%d\n" % number for number in range(1_000)))
    counted: list[int] = []

    def count(number: int) -> None:
        counted.append(number)
        if number == 10:
            raise Enough

    with pytest.raises(Enough):
        read_file(str(file), count)
    assert counted == list(range(1, 11))
