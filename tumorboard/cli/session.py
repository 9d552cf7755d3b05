"""Opening the board for a command: who logged in, which folder, which settings."""

import os
import pwd
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tumorboard.board.board import Board, open_board
from tumorboard.clean import clean_line
from tumorboard.cli.printing import complain
from tumorboard.cli.settled import settings_in_force
from tumorboard.complaint import Complaint
from tumorboard.config import SETTINGS_FILE, Settings, data_folder
from tumorboard.knowledge.site import use_site

__all__ = ["account_name", "local_now", "login_name", "session"]


def login_name(settings: Settings, folder: Path) -> str:
    """The login behind this process, from the system and never from what somebody typed.

    Under the site's service account it is the login that sudo came from, else the one that the forced command names.
    Raises Complaint when neither says who it is, for a service account that the system does not know, and where
    somebody came in to the owner of the data folder, who is not the service account: all would act as one.
    """
    account, named = account_name(), settings.service_account
    login = clean_line(os.environ.get("SUDO_USER") or os.environ.get("TUMORBOARD_LOGIN") or "").strip()
    if account != named:
        if named and not _is_account(named):
            raise Complaint(
                f"{folder / SETTINGS_FILE}: service_account: no account of this machine is called {clean_line(named)}; "
                "name the account that owns the data folder"
            )
        if named and login and folder.exists() and folder.stat().st_uid == os.geteuid():
            raise Complaint(
                f"{folder} belongs to {account}, and service_account is {named}: {login} would act as {account}; "
                f"set service_account to {account}, or give the folder to {named}"
            )
        return account
    if not login:
        raise Complaint(
            f"{account} is the service account, and nothing says who came in; come by sudo, or let the forced command "
            "of each ssh key set TUMORBOARD_LOGIN"
        )
    return login


def _is_account(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def account_name() -> str:
    """The account under which this process runs."""
    try:
        return clean_line(pwd.getpwuid(os.getuid()).pw_name)
    except KeyError:
        return f"uid-{os.getuid()}"


def local_now() -> datetime:
    """The time in the zone of the machine."""
    return datetime.now().astimezone()


@contextmanager
def session(arguments: Namespace, *, judges: bool = True) -> Iterator[Board]:
    """The board of a command's data folder, closed afterwards; a newly founded one is told on standard error.

    The site's own tables come into force, but for a command that judges nothing: a mistake in one of them keeps nobody
    from a backup. Raises KnowledgeError for such a mistake.
    """
    folder = data_folder(arguments.data)
    settings = settings_in_force(arguments)
    if judges:
        use_site(folder)
    board = open_board(
        folder, login_name(settings, folder), arguments.acting_as, settings, local_now, arguments.archive
    )
    if board.founded:
        complain(f"tumorboard: new store in {folder}: {board.person.id} is its chair and coordinator")
    try:
        board.tend()
    except Complaint as complaint:
        complain(f"tumorboard: note: no backup today: {complaint}")
    try:
        yield board
    finally:
        board.close()
