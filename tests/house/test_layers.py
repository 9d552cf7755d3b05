"""The layers as they really load, and as they are written: who may know whom."""

from pathlib import Path

import pytest

from tests.house.built import (
    PACKAGE,
    calls,
    dataclasses,
    found_alone,
    imports,
    loaded_by_command,
    loaded_by_import,
    modules,
)
from tumorboard.cli.verbs import VERBS

CASE = '{"id": "A", "lesions": [{"level": "T8", "escc": "2"}]}\n'
SCREENS = {"textual", "rich", "tumorboard.tui"}
DISK = {"tinydb", "tumorboard.store"}
MEETING = ("meeting", "new", "--title", "T", "--starts", "2099-01-01T08:00")


def families(loaded: set[str]) -> set[str]:
    """Package names at every depth: `a.b.c` is of the families a, a.b and a.b.c; four deep at the most."""
    return {".".join(name.split(".")[:depth]) for name in loaded for depth in (1, 2, 3, 4)}


def users(library: str) -> set[Path]:
    """The modules that import a library, within functions too."""
    return {path for path in modules() if any(name.split(".")[0] == library for name in imports(path))}


@pytest.mark.parametrize(
    "command",
    [("--version",), ("--help",), ("evaluate", "--help"), ("schema", "case"), ("evaluate", "-"),
     ("evaluate", "-", "--json")],
    ids=" ".join,
)  # fmt: skip
def test_what_stores_nothing_loads_neither_screens_nor_disk(tmp_path: Path, command: tuple[str, ...]) -> None:
    loaded = families(loaded_by_command(tmp_path / "data", *command, stdin=CASE))
    assert "runpy" in loaded, "the modules were not seen; the test would say nothing"
    assert loaded & (SCREENS | DISK | {"tumorboard.board", "cryptography"}) == set()


@pytest.mark.parametrize("command", [("--version",), ("--help",)], ids=" ".join)
def test_help_and_version_load_no_model(tmp_path: Path, command: tuple[str, ...]) -> None:
    assert (
        families(loaded_by_command(tmp_path / "data", *command)) & {"pydantic", "orjson", "tumorboard.domain.case"}
        == set()
    )


def test_the_version_is_answered_before_anything_is_imported(tmp_path: Path) -> None:
    loaded = families(loaded_by_command(tmp_path / "data", "--version"))
    assert "runpy" in loaded, "the modules were not seen; the test would say nothing"
    assert {name for name in loaded if name.startswith("tumorboard")} == {"tumorboard"}
    assert loaded & {"argparse", "pathlib", "enum", "inspect"} == set()


def test_the_bare_program_declares_no_command(tmp_path: Path) -> None:
    loaded = families(loaded_by_command(tmp_path / "data", "--data", tmp_path / "data", code=1))
    assert "tumorboard.cli.session" in loaded, "the modules were not seen; the test would say nothing"
    assert "tumorboard.cli.verbs" not in loaded


def test_no_other_command_without_a_screen_loads_the_screens(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text(CASE, encoding="utf-8")
    brought_along: set[str] = set()
    for command in (
        MEETING,
        ("meetings",),
        ("import", cases, "--meeting", "20990101-t"),
        ("export", "20990101-t"),
        ("people",),
        ("people", "add", "x", "--name", "X"),
    ):
        loaded = families(loaded_by_command(tmp_path / "data", *command))
        assert "tinydb" in loaded, "the modules were not seen; the test would say nothing"
        assert loaded & SCREENS == set(), command
        brought_along |= {"pydantic"} & loaded
        assert loaded & {"email", "zipfile"} == set(), f"{command}: brought along by what finds plugins"
    assert brought_along, "none of them asks pydantic; the test would say nothing of what finds plugins"


def test_only_what_makes_a_key_or_seals_loads_the_encryption(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text(CASE, encoding="utf-8")
    made_a_key = families(loaded_by_command(tmp_path / "data", *MEETING))
    assert "cryptography" in made_a_key, "the chair's key was not made; the test would say nothing"
    for command in (("meetings",), ("import", cases, "--meeting", "20990101-t"), ("export", "20990101-t")):
        loaded = families(loaded_by_command(tmp_path / "data", *command))
        assert "tumorboard.board.meeting.envelope" in loaded, "the modules were not seen; the test would say nothing"
        assert "cryptography" not in loaded, command


def test_every_command_is_found_in_an_interpreter_that_has_imported_nothing_else() -> None:
    assert found_alone({verb.run for verb in VERBS}) == ""
    assert "no attribute 'nothing'" in found_alone(["tumorboard.cli.meetings:nothing"])


@pytest.mark.parametrize("arguments", [(), ("demo",)], ids=["the Board", "demo"])
def test_a_refused_screen_loads_no_screen(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert families(loaded_by_command(tmp_path / "data", *arguments, code=1)) & SCREENS == set()


FIRST_BOARD = ("tumorboard.cli.session", "tumorboard.store.tiny", "tumorboard.tui.app", "tumorboard.tui.thin.driver")
"""What the program imports before it paints the first Board, the panes of the lower half not counted."""


def test_the_first_screen_loads_nothing_of_what_comes_later() -> None:
    loaded = loaded_by_import(*FIRST_BOARD)
    assert {"tumorboard.tui.screens.board", "tumorboard.knowledge.site"} <= loaded, "the test would say nothing"
    late = {
        "pydantic", "tumorboard.clinical.cited", "tumorboard.clinical.criteria", "tumorboard.domain.fate",
        "tumorboard.domain.followup", "tumorboard.knowledge.criteria", "tumorboard.knowledge.disagreement",
        "tumorboard.knowledge.overlay", "tumorboard.knowledge.shelf", "tumorboard.tui.cited",
        "tumorboard.tui.dialogs.evidence",
    }  # fmt: skip
    assert families(loaded) & late == set()


def test_the_values_of_the_first_screen_are_named_tuples() -> None:
    """A frozen dataclass takes 0.4 ms to make, a named tuple a seventh of that; before the first Board lie sixty."""
    loaded = loaded_by_import(*FIRST_BOARD)
    made = {
        f"{path.relative_to(PACKAGE).with_suffix('')}:{each}"
        for path in modules()
        if ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) in loaded
        for each in dataclasses(path)
    }
    assert made == {"store/keys:KeyPair", "tui/thin/page:Page"}, "a secret that is not shown; cells that are changed"


@pytest.mark.parametrize(
    ("room", "above"),
    [
        ("tumorboard.clean", {"tumorboard.domain", "pydantic"}),
        ("tumorboard.domain.case", {"tumorboard.knowledge", "tumorboard.clinical"}),
        ("tumorboard.knowledge", {"tumorboard.clinical"}),
        ("tumorboard.clinical.assessment", {"tumorboard.exchange", "tumorboard.config", "orjson", "platformdirs"}),
        ("tumorboard.clinical.criteria", {"tumorboard.exchange", "tumorboard.config", "orjson", "platformdirs"}),
        ("tumorboard.exchange.reading", {"tumorboard.clinical", "tumorboard.sheets"}),
        ("tumorboard.exchange.evaluation", {"tumorboard.sheets"}),
    ],
)
def test_a_room_of_the_medicine_loads_nothing_above_it(room: str, above: set[str]) -> None:
    loaded = families(loaded_by_import(room))
    assert room in loaded
    assert loaded & (SCREENS | DISK | {"tumorboard.board", "tumorboard.cli"} | above) == set()


def test_the_store_loads_neither_the_board_nor_the_medicine() -> None:
    loaded = families(loaded_by_import("tumorboard.store.tiny", "tumorboard.store.drafts"))
    assert (
        loaded & (SCREENS | {"tumorboard.board", "tumorboard.clinical", "tumorboard.domain", "tumorboard.exchange"})
        == set()
    )


def test_the_board_loads_no_screen() -> None:
    loaded = families(
        loaded_by_import("tumorboard.board.board", "tumorboard.board.working", "tumorboard.board.demonstration")
    )
    assert loaded & (SCREENS | {"tumorboard.cli"}) == set()


@pytest.mark.parametrize(
    ("library", "room"), [("textual", "tui"), ("rich", "tui"), ("tinydb", "store"), ("argparse", "cli")]
)
def test_a_library_is_imported_in_its_own_room_only(library: str, room: str) -> None:
    assert {path.relative_to(PACKAGE).parts[0] for path in users(library)} == {room}


def test_one_module_alone_knows_how_something_is_encrypted() -> None:
    assert users("cryptography") == {PACKAGE / "board" / "meeting" / "envelope.py"}


def test_the_medicine_reads_no_clock_no_disk_and_no_environment() -> None:
    for path in modules("clinical", "domain"):
        foreign = {name.split(".")[0] for name in imports(path)} & {"os", "pathlib", "time", "io", "tempfile", "random"}
        assert foreign == set(), path
        asked = {name for name in calls(path) if name.endswith((".now", ".today", ".utcnow")) or name == "open"}
        assert asked == set(), path


def test_the_use_cases_read_no_clock() -> None:
    for path in modules("board", "store", "exchange", "sheets"):
        asked = {name for name in calls(path) if name in ("datetime.now", "date.today", "datetime.utcnow", "time.time")}
        assert asked == set(), path
