"""A crash leaves one line and a report of places in the code: no message, no local, no value of a patient."""

import logging
import stat
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from textual.worker import WorkerFailed

from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.domain.case import Case
from tumorboard.tui.app import BoardApp
from tumorboard.tui.crash import crash_report, hush
from tumorboard.tui.screens.board import BoardScreen

NAME = "Vera Example"


class Rich(Exception):
    """An exception that would show itself in its own way."""

    def __rich__(self) -> str:
        return f"about {NAME}"


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Path]]:
    """Where reports of this test lie."""
    folder = tmp_path / "reports"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return lambda: sorted(folder.iterdir())


def of_a_value() -> Exception:
    return ValueError(f"cannot read {NAME}")


def of_pydantic() -> Exception:
    with pytest.raises(ValidationError) as caught:
        Case.model_validate({"id": "A", "patient": {"family_name": NAME, "age": NAME}})
    assert NAME in str(caught.value), "the message holds the value; the test would say nothing"
    return caught.value


def caused() -> Exception:
    patient = NAME
    try:
        try:
            raise KeyError(patient)
        except KeyError as error:
            raise RuntimeError(f"about {patient}") from error
    except RuntimeError as error:
        return error


def of_several() -> Exception:
    return ExceptionGroup(f"about {NAME}", [caused(), of_a_value()])


KINDS: tuple[Callable[[], Exception], ...] = (of_a_value, of_pydantic, caused, of_several)


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_names_kinds_and_places_and_nothing_else(
    reports: Callable[[], list[Path]], kind: Callable[[], Exception]
) -> None:
    try:
        raise kind()
    except Exception as error:
        told = crash_report(error)
    (report,) = reports()
    assert told == f"Report without patient data: {report}"
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    content = report.read_text(encoding="utf-8")
    assert __file__ in content
    for word in NAME.split():
        assert word not in content


def test_what_caused_it_is_in_the_report_each_once(reports: Callable[[], list[Path]]) -> None:
    crash_report(of_several())
    kinds = [line for line in reports()[0].read_text(encoding="utf-8").splitlines() if ":" not in line]
    assert kinds == ["builtins.ExceptionGroup", "builtins.RuntimeError", "builtins.ValueError", "builtins.KeyError"]


def test_where_no_report_can_be_written_the_place_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
    try:
        raise of_a_value()
    except ValueError as error:
        told = crash_report(error)
    assert told.startswith("builtins.ValueError at ")
    assert told.endswith("test_where_no_report_can_be_written_the_place_is_said")
    assert crash_report(of_a_value()) == "builtins.ValueError"


def in_a_pane(app: BoardApp, error: Exception) -> None:
    def build(_: int) -> Any:
        raise error

    app.screen.query_one("#footer").show(build)  # type: ignore[attr-defined]


def in_a_worker(app: BoardApp, error: Exception) -> None:
    async def work() -> None:
        raise error

    app.run_worker(work())


def in_a_thread_worker(app: BoardApp, error: Exception) -> None:
    def work() -> None:
        raise error

    app.run_worker(work, thread=True)


def in_a_callback(app: BoardApp, error: Exception) -> None:
    def call() -> None:
        raise error

    app.call_later(call)


@pytest.mark.parametrize("where", [in_a_pane, in_a_worker, in_a_thread_worker, in_a_callback])
@pytest.mark.parametrize("error", [of_a_value, Rich])
async def test_wherever_it_happens_the_person_reads_where_the_report_is_and_no_name(
    board: Board,
    running: Running,
    reports: Callable[[], list[Path]],
    where: Callable[[BoardApp, Exception], None],
    error: Callable[[], Exception],
    capsys: pytest.CaptureFixture[str],
) -> None:
    raised: list[BaseException] = []
    try:
        async with running(board) as pilot:
            app = pilot.app
            assert isinstance(app, BoardApp)
            where(app, error())
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
    except (ValueError, Rich, WorkerFailed) as error_again:
        raised.append(error_again)
    printed = capsys.readouterr()
    assert printed.err.startswith("tumorboard stopped; what was committed is saved. ")
    assert "Example" not in printed.err + printed.out
    for report in reports():
        assert "Example" not in report.read_text(encoding="utf-8")
    assert raised


async def test_what_would_be_shown_in_panic_is_not(
    board: Board, running: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running(board) as pilot:
        pilot.app.panic(f"about {NAME}")
    assert capsys.readouterr().err == "tumorboard stopped; what was committed is saved. The cause is unknown.\n"


async def test_before_the_first_paint_it_is_the_same(
    board: Board, running: Running, reports: Callable[[], list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BoardScreen, "sit", lambda *_, **__: (_ for _ in ()).throw(of_a_value()))
    with pytest.raises(ValueError, match="cannot read"):
        async with running(board):
            pass
    (report,) = reports()
    assert "Example" not in report.read_text(encoding="utf-8")
    assert "on_mount" in report.read_text(encoding="utf-8")


async def test_nothing_offers_to_write_the_screen_to_a_file(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        assert list(pilot.app.get_system_commands(pilot.app.screen)) == []
        await press(pilot, "colon", *"screenshot")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "creenshot" not in screen_text(pilot.app).replace("screenshot", "", 1)


def test_neither_a_thread_nor_a_log_nor_a_warning_prints_into_the_screen(
    reports: Callable[[], list[Path]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(logging.getLogger(), "handlers", [])

    def work() -> None:
        raise of_a_value()

    with warnings.catch_warnings():
        hush()
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        logging.getLogger("asyncio").error("about %s", NAME)
        warnings.warn(f"about {NAME}", stacklevel=1)
    assert capsys.readouterr() == ("", "")
    (report,) = reports()
    assert "Example" not in report.read_text(encoding="utf-8")
