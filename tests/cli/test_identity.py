"""Who is acting: the login, and under a service account the login that came in; never what somebody typed."""

import pwd
from pathlib import Path

import pytest

from tests.cli.program import ME, Program

WHO = ("people", "--json")


@pytest.fixture
def shared(program: Program, folder: Path) -> Program:
    """The program on a site where everybody comes in under one account: that of the tests."""
    folder.mkdir(mode=0o700)
    (folder / "settings.toml").write_text(f'service_account = "{ME}"\n', encoding="utf-8")
    return program


def test_without_a_service_account_only_the_login_counts(program: Program) -> None:
    told = program(*WHO, SUDO_USER="somebody", TUMORBOARD_LOGIN="else", USER="other", LOGNAME="other").json
    assert [each["id"] for each in told] == [ME]


def test_under_the_service_account_the_person_is_whom_sudo_names(shared: Program) -> None:
    assert [each["id"] for each in shared(*WHO, SUDO_USER="a.example", TUMORBOARD_LOGIN="b.example").json] == [
        "a.example"
    ]


def test_or_whom_the_forced_command_of_the_ssh_key_names(shared: Program) -> None:
    assert [each["id"] for each in shared(*WHO, TUMORBOARD_LOGIN="b.example").json] == ["b.example"]
    shared("meeting", "new", "--title", "T", "--starts", "2099-01-01T08:00", TUMORBOARD_LOGIN="c.example").failed(
        "c.example (no role here) may not plan a meeting"
    )


@pytest.mark.parametrize("name", ["", "\x1b"])
def test_under_the_service_account_nobody_is_refused(shared: Program, name: str) -> None:
    shared(*WHO, SUDO_USER="", TUMORBOARD_LOGIN=name).failed("nothing says who came in")
    assert not (shared.data / "board.json").exists()


def test_as_stays_refused_for_whoever_came_in(shared: Program) -> None:
    shared(*WHO, TUMORBOARD_LOGIN="a.example")
    shared("--as", "a.example", *WHO, TUMORBOARD_LOGIN="b.example").failed("--as is not allowed here")


def test_a_service_account_that_the_machine_does_not_know_is_refused_by_name(shared: Program) -> None:
    (shared.data / "settings.toml").write_text('service_account = "nobody-here"\n', encoding="utf-8")
    shared(*WHO, SUDO_USER="a.example").failed("service_account", "no account of this machine is called nobody-here")
    told = shared("doctor")
    assert told.code == 1
    assert "✗ WRONG  login" in told.out
    assert not (shared.data / "board.json").exists()


def test_whoever_comes_in_to_another_account_that_owns_the_folder_does_not_act_as_it(shared: Program) -> None:
    other = next(each.pw_name for each in pwd.getpwall() if each.pw_name != ME)
    (shared.data / "settings.toml").write_text(f'service_account = "{other}"\n', encoding="utf-8")
    shared(*WHO, SUDO_USER="a.example").failed(f"a.example would act as {ME}", f"set service_account to {ME}")
    shared(*WHO, SUDO_USER="", TUMORBOARD_LOGIN="b.example").failed(f"b.example would act as {ME}")
    assert not (shared.data / "board.json").exists()
    assert [each["id"] for each in shared(*WHO, SUDO_USER="", TUMORBOARD_LOGIN="").json] == [ME]
