"""`people`: the list, enrolling and changing."""

import pytest

from tests.cli.program import ME, Program
from tumorboard.board.board import Board

ADD = ("people", "add", "i.sample", "--name", "Dr Ilic Sample")


def test_on_an_empty_store_the_login_is_enrolled_as_chair_and_coordinator(program: Program) -> None:
    answer = program("people", "--json")
    assert answer.json == [{"id": ME, "name": ME, "roles": ["chair", "coordinator"], "specialty": None}]
    assert "new store" in answer.err


def test_a_person_is_enrolled_changed_and_listed(program: Program, own_board: Board) -> None:
    added = program(*ADD, "--role", "specialist", "--role", "clinician", "--specialty", "radiology", "--json").json
    assert added == {
        "id": "i.sample", "name": "Dr Ilic Sample", "roles": ["specialist", "clinician"], "specialty": "radiology",
    }  # fmt: skip
    changed = program("people", "edit", "i.sample", "--role", "chair", "--json").json
    assert changed == {**added, "roles": ["chair"]}
    assert program("people", "list", "--json").json[1] == changed


def test_without_json_a_person_is_a_line_and_oneself_is_marked(program: Program, own_board: Board) -> None:
    assert program(*ADD).out == "i.sample  Dr Ilic Sample  may only look\n"
    assert program("people").out.splitlines() == [
        f"{ME}  {ME}  chair, coordinator  (you)",
        "i.sample  Dr Ilic Sample  may only look",
    ]


def test_an_id_that_is_taken_is_refused(program: Program, own_board: Board) -> None:
    program(*ADD)
    program(*ADD).failed("i.sample is enrolled already; change it with: tumorboard people edit i.sample")


@pytest.mark.parametrize(
    "key", ["x y", "a/b", "../x", "a:b", "a,b", "a*", "-x", "é" * 257, "", " ", "[red]", "x\ty", "a\u200bb", "a\u202eb"]
)
def test_an_id_that_no_login_can_have_is_refused_with_what_is_allowed(
    program: Program, own_board: Board, key: str
) -> None:
    answer = program("people", "add", "--name", "X", "--", key)
    answer.failed("id")
    if key.strip() and key.isprintable():
        answer.failed("is no login name", "allowed are letters, digits and . _ - + @ \\ $ '")
    assert [each.id for each in own_board.people.all()] == [ME]


@pytest.mark.parametrize(
    "key",
    ["a.example", "_svc", "o'brien", "jovana-k", "KLINIKUM\\mueller", "müller@ad.example.org", "Ковач", "ws01$", "z+1"],
)
def test_a_login_name_of_a_machine_or_a_directory_is_enrolled(program: Program, own_board: Board, key: str) -> None:
    assert program("people", "add", key, "--name", "X").code == 0
    assert key in [each.id for each in own_board.people.all()]


def test_somebody_who_is_not_there_cannot_be_changed(program: Program, own_board: Board) -> None:
    program("people", "edit", "nobody", "--name", "X").failed("nobody here is called nobody; see: tumorboard people")


def test_the_last_chair_cannot_step_down(program: Program, own_board: Board) -> None:
    program("people", "edit", ME, "--role", "observer").failed("last chair or coordinator")
    assert own_board.people.all()[0].may_run_meetings


@pytest.mark.parametrize("name", ["", " ", "\x1b"])
def test_a_name_that_is_empty_is_refused(program: Program, own_board: Board, name: str) -> None:
    program("people", "add", "x", "--name", name).failed("name")
    program("people", "edit", ME, "--name", name).failed("name")
    assert [each.name for each in own_board.people.all()] == [ME]
