"""W1 by the command line, and everything out and in again: CSV and JSON, cases and follow-ups."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.board.casework import case
from tests.board.sitting import T12
from tests.cli.program import ME, Program
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.domain.people import Person
from tumorboard.shipped import shipped

HEADER = "id,patient.mrn,primary.diagnosed,lesions.0.level,lesions.0.escc,question"


def rows(*numbers: int) -> list[str]:
    return [f"TB-{number},{number:06},2026-01-0{number % 9 + 1},T8,1b,=what?" for number in numbers]


@pytest.fixture
def thursday(tmp_path: Path, program: Program, meeting: str) -> Path:
    """Fourteen rows: eleven new, two that are on the list already, one with a bad date."""
    file = tmp_path / "thursday.csv"
    file.write_text("\n".join([HEADER, *rows(1, 2)]) + "\n", encoding="utf-8")
    assert program("import", file, "--meeting", meeting).code == 0
    bad = "TB-99,000099,2026-02-30,T8,1b,x"
    file.write_text("\n".join([HEADER, *rows(*range(1, 10)), bad, *rows(*range(10, 14))]) + "\n", encoding="utf-8")
    return file


def test_the_coordinator_builds_thursdays_list(
    program: Program, meeting: str, thursday: Path, own_board: Board
) -> None:
    preview = program("import", thursday, "--meeting", meeting, "--dry-run", "--json").json
    assert (len(preview["added"]), preview["duplicate"]) == (11, ["TB-1", "TB-2"])
    assert [(each["line"], each["id"]) for each in preview["rejected"]] == [(11, "TB-99")]
    assert len(own_board.meetings.get(meeting).record.items) == 2
    before = own_board.revision()
    told = program("import", thursday, "--meeting", meeting, "--json").json
    assert told == preview
    assert own_board.revision() == before + 1
    assert len(own_board.meetings.get(meeting).record.items) == 13
    assert own_board.cases.get("TB-3").record.patient.mrn == "000003"
    again = program("import", thursday, "--meeting", meeting, "--json").json
    assert (again["added"], again["changed"], len(again["duplicate"])) == ([], [], 13)


def test_a_case_that_the_file_says_twice_is_a_duplicate_on_an_empty_list_too(
    program: Program, meeting: str, own_board: Board, tmp_path: Path
) -> None:
    file = tmp_path / "thursday.csv"
    bad = "TB-99,000099,2026-02-30,T8,1b,x"
    file.write_text("\n".join([HEADER, *rows(*range(1, 12)), bad, *rows(1, 2)]) + "\n", encoding="utf-8")
    told = program("import", file, "--meeting", meeting, "--json").json
    assert (len(told["added"]), told["duplicate"]) == (11, ["TB-1", "TB-2"])
    assert [(each["line"], each["id"]) for each in told["rejected"]] == [(13, "TB-99")]
    assert len(own_board.meetings.get(meeting).record.items) == 11
    again = program("import", file, "--meeting", meeting)
    assert again.out.startswith("0 added, 0 changed, 13 duplicate, 1 rejected")


def test_after_the_cut_off_a_file_comes_in_only_with_why_and_waits_for_the_chairs_leave(
    program: Program, own_board: Board, open_as: OpenAs, clock: Clock, tmp_path: Path
) -> None:
    (program.data / "settings.toml").write_text("allow_acting_as = true\n")
    own_board.people.add(Person(id="keeper", name="Sam", roles=("coordinator",)))
    starts = clock() + timedelta(days=2)
    meeting = own_board.meetings.plan("Thursday", starts, cut_off=starts - timedelta(hours=20)).id
    file = tmp_path / "late.csv"
    file.write_text("\n".join([HEADER, *rows(1)]) + "\n", encoding="utf-8")
    arriving = ("import", file, "--meeting", meeting, "--as", "keeper")
    for asked in ((), ("--dry-run",), ("--late-reason", " ")):
        program(*arriving, *asked).failed("the cut-off was", "say why the case comes late", "--late-reason")
    assert own_board.meetings.get(meeting).record.items == ()
    assert program(*arriving, "--late-reason", "weaker since noon", "--json").json["added"] == ["TB-1"]
    (listed,) = program("agenda", meeting, "--json").json["cases"]
    assert (listed["late"]["asked"]["reason"], listed["late"]["asked"]["by"]) == ("weaker since noon", "keeper")
    assert "allowed" not in listed["late"]
    assert "LATE, waits for a chair's leave" in " ".join(program("agenda", meeting).out.split())
    assert program(*arriving, "--json").json["duplicate"] == ["TB-1"], "what is on the list already is not late"


def test_a_rejected_row_is_mended_in_its_own_file_and_imported(program: Program, meeting: str, thursday: Path) -> None:
    program("import", thursday, "--meeting", meeting)
    aside = thursday.with_name("thursday.csv.rejected.csv")
    header, row = aside.read_text(encoding="utf-8").splitlines()
    assert (header, row) == (HEADER, "TB-99,000099,2026-02-30,T8,1b,x")
    aside.write_text(f"{header}\n{row.replace('02-30', '02-28')}\n", encoding="utf-8")
    assert program("import", aside, "--meeting", meeting, "--json").json["added"] == ["TB-99"]


def test_a_file_that_cannot_be_read_as_a_whole_says_why(program: Program, meeting: str, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("id\tnotes\nA\tx\n", encoding="utf-8")
    program("import", file, "--meeting", meeting).failed("separated by tab; allowed are comma and semicolon")
    file.write_text("id,lesions.0.levle\nA,T8\n", encoding="utf-8")
    program("import", file, "--meeting", meeting).failed("'lesions.0.levle': unknown key; nearest are lesions.0.level")
    file.write_text("name,notes\nA,x\n", encoding="utf-8")
    program("import", file, "--meeting", meeting).failed("no column is called id")
    file.write_bytes("id,notes\nA,x\n".encode("utf-16"))
    program("import", file, "--meeting", meeting).failed("line 1: not UTF-8 but UTF-16", "save the file as UTF-8")
    file.write_bytes(b"PK\x03\x04\x14")
    program("import", file, "--meeting", meeting).failed("x.csv: is a spreadsheet", "save it as CSV (UTF-8)")
    file.write_bytes(b"")
    program("import", file, "--meeting", meeting).failed("the file is empty")
    assert sorted(each.name for each in tmp_path.glob("x.csv*")) == ["x.csv"], "nothing is set aside"


def test_bad_rows_of_every_kind_are_told_by_line_and_the_good_ones_come_in(
    program: Program, meeting: str, own_board: Board, tmp_path: Path
) -> None:
    file = tmp_path / "x.csv"
    good, bad = "GOOD,true,T8,9,Žižić\n".encode(), [
        (b"A,TRUE,T8,9,x\n", "asymptomatic: 'TRUE': allowed is true or false"),
        (b"B,true,T8,\"9,5\",x\n", "pain.score: '9,5': allowed is a whole number; write 9.5"),
        (b"C,true,T8,9\n", "4 cells, and the header names 5"),
        (b"D,true,T8,9,x,y\n", "6 cells, and the header names 5"),
        ("E,true,T8,9,Müller\n".encode("latin-1"), "not UTF-8 (byte 0xfc); save the file as UTF-8"),
        (b"F,true,T8,9,x\0y\n", "holds a NUL"),
        (b"GOOD,,T8,9,x\n", "id: duplicate of line 2; an id may occur once in a file"),
        (b",true,T8,9,x\n", "id: required"),
        (b'H,true,T8,9,"x\n', 'a quotation mark " is not closed'),
    ]  # fmt: skip
    last = b'=1+1,false,T8,,"=SUM(A1)\nsecond line"\n'
    file.write_bytes(b"id,asymptomatic,lesions.0.level,pain.score,notes\n" + good + b"".join(r for r, _ in bad) + last)
    told = program("import", file, "--meeting", meeting, "--json").json
    assert told["added"] == ["GOOD", "=1+1"]
    assert [each["line"] for each in told["rejected"]] == list(range(3, 3 + len(bad)))
    assert [wanted for wanted, each in zip(bad, told["rejected"], strict=True) if wanted[1] not in each["error"]] == []
    assert own_board.cases.get("=1+1").record.notes == "=SUM(A1)\nsecond line"
    aside = tmp_path / "x.csv.rejected.csv"
    assert aside.read_bytes().split(b"\n", 1)[1] == b"".join(row for row, _ in bad)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_export_empty_store_import_gives_the_same_cases(
    program: Program, own_board: Board, meeting: str, open_as: OpenAs, tmp_path: Path, form: str
) -> None:
    held = [case("A", **T12, notes="=SUM(1)\n'quoted'"), case("007", patient={"family_name": "Žižić", "age": 61})]
    own_board.intake.admit(held, meeting)
    file = tmp_path / f"out.{form}"
    assert program("export", meeting, "--format", form, "-o", file).code == 0
    other = program.on(tmp_path / "other")
    new = other("meeting", "new", "--title", "Spine MDT", "--starts", "2026-11-24T07:30+00:00").out.strip()
    told = other("import", file, "--meeting", new, "--json").json
    assert told == {"added": ["A", "007"], "changed": [], "duplicate": [], "rejected": []}
    again = tmp_path / f"again.{form}"
    other("export", new, "--format", form, "-o", again)
    if form == "csv":
        assert again.read_bytes() == file.read_bytes()
    assert other("export", new).json["cases"] == program("export", meeting).json["cases"]


def test_the_published_cases_go_round_by_csv_too(program: Program, meeting: str, tmp_path: Path) -> None:
    published, out = shipped("data", "demo", "published.jsonl"), tmp_path / "out.csv"
    assert program("import", published, "--meeting", meeting).code == 0
    assert program("export", meeting, "--format", "csv", "-o", out).code == 0
    other = program.on(tmp_path / "other")
    new = other("meeting", "new", "--title", "Spine MDT", "--starts", "2026-11-24T07:30+00:00").out.strip()
    assert other("import", out, "--meeting", new, "--json").json["rejected"] == []
    assert other("export", new).json["cases"] == program("export", meeting).json["cases"]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_follow_ups_go_out_and_come_in_again_unchanged(
    program: Program, own_board: Board, meeting: str, tmp_path: Path, form: str
) -> None:
    own_board.intake.admit([case("A", **T12)], meeting)
    due = own_board.now().date() + timedelta(days=40)
    own_board.planning.plan("A", "mri", due, ME, because="=pain")
    own_board.followups.reschedule("A/1", due + timedelta(days=3), "holiday, long", started_from=own_board.revision())
    file = tmp_path / f"f.{form}"
    assert program("export", meeting, "--what", "followups", "--format", form, "-o", file).code == 0
    other = program.on(tmp_path / "other")
    new = other("meeting", "new", "--title", "Spine MDT", "--starts", "2026-11-24T07:30+00:00").out.strip()
    arriving = ("import", file, "--meeting", new, "--what", "followups")
    other(*arriving).failed("A/1: case A is not here; import the cases first; nothing imported")
    cases = tmp_path / "c.json"
    program("export", meeting, "-o", cases)
    other("import", cases, "--meeting", new)
    assert other(*arriving, "--json").json["added"] == ["A/1"]
    assert other(*arriving, "--json").json["duplicate"] == ["A/1"]
    wanted = program("export", meeting, "--what", "followups").json
    assert other("export", new, "--what", "followups").json == wanted
    assert wanted[0]["earlier"][0]["reason"] == "holiday, long"


def test_an_imported_follow_up_that_nobody_here_sees_to_is_told(
    program: Program, own_board: Board, meeting: str, tmp_path: Path
) -> None:
    own_board.intake.admit([case("A", **T12)], meeting)
    own_board.people.add(Person(id="toni", name="Toni", roles=("observer",)))
    file = tmp_path / "f.csv"
    rows = (
        f"A/{at},A,mri,2027-02-03,{owner},{ME},2026-11-24T08:00:00Z" for at, owner in enumerate(("gone", ME, "toni"), 1)
    )
    file.write_text("id,case_id,kind,due,owner,created_by,created_at\n" + "\n".join(rows) + "\n", encoding="utf-8")
    arriving = ("import", file, "--meeting", meeting, "--what", "followups")
    hand = "hand it over: tumorboard followup hand"
    assert program(*arriving).err.splitlines() == [
        f"{file}: nobody sees to it: A/1: gone is not enrolled here; {hand} A/1 --to PERSON_ID --because TEXT",
        f"{file}: nobody sees to it: A/3: toni only looks on here; {hand} A/3 --to PERSON_ID --because TEXT",
    ]


def test_a_bad_follow_up_forbids_the_whole_file(program: Program, meeting: str, tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    header = "id,case_id,kind,due,owner,created_by,created_at"
    good = "A/1,A,mri,2027-02-03,radonc,chair,2026-11-24T08:00:00Z"
    file.write_text(f"{header}\n{good}\n{good.replace('02-03', '02-30').replace('A/1', 'A/2')}\n", encoding="utf-8")
    arriving = ("import", file, "--meeting", meeting, "--what", "followups")
    answer = program(*arriving)
    assert answer.code == 1
    assert "line 3 (follow-up A/2): due: '2027-02-30'" in answer.err
    assert "1 of 2 cannot be read; nothing imported" in answer.err
    told = program(*arriving, "--json")
    told.failed("1 of 2 cannot be read")
    assert [(each["line"], each["id"]) for each in json.loads(told.printed)["rejected"]] == [(3, "A/2")]
    assert program("followups", "--json").json == []
    file.write_text(f"{header}\n{good}\n", encoding="utf-8")
    program("import", file, "--meeting", "nope", "--what", "followups").failed("no meeting is called nope")


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_list_goes_out_in_its_order_with_routes_minutes_and_why_a_case_is_late(
    program: Program, own_board: Board, open_as: OpenAs, clock: Clock, form: str
) -> None:
    soon = timedelta(days=1)
    meeting = own_board.meetings.plan("Thursday", clock() + 2 * soon, cut_off=clock() + soon).id
    own_board.intake.admit([case("B", route="information"), case("007"), case("A")], meeting)
    own_board.agenda.set_minutes(meeting, "007", 12)
    own_board.agenda.move(meeting, "A", -2)
    clock.advance(days=1, minutes=1)
    own_board.intake.admit([case("L")], meeting, "=seen today")
    asked = program("export", meeting, "--what", "agenda", "--format", form)
    assert asked.code == 0
    if form == "csv":
        assert asked.out.split("\r\n") == [
            "order,case_id,route,minutes,state,late_reason,late_allowed_by",
            "1,A,,,listed,,",
            "2,B,information,,listed,,",
            "3,007,,12,listed,,",
            f"4,L,,,listed,'=seen today,{ME}",
            "",
        ]
    else:
        assert [(each["order"], each["case_id"], each["minutes"]) for each in asked.json] == [
            (1, "A", None), (2, "B", None), (3, "007", 12), (4, "L", None),
        ]  # fmt: skip
        assert asked.json[3]["late_reason"] == "=seen today"


def test_an_empty_list_is_a_header_and_a_case_has_none(program: Program, own_board: Board, meeting: str) -> None:
    out = program("export", meeting, "--what", "agenda", "--format", "csv").out
    assert out == "order,case_id,route,minutes,state,late_reason,late_allowed_by\r\n"
    assert program("export", meeting, "--what", "followups", "--format", "csv").out == "id\r\n"
    assert program("export", meeting, "--format", "csv").out == "id\r\n"
    own_board.intake.admit([case("A")], meeting)
    program("export", "A", "--what", "agenda").failed("A is a case; an agenda is of a meeting")
