"""What a session begins with, looked at for the doctor: settings, keys, themes, store, whose login it is, the clock."""

import os
import platform
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tumorboard import __version__
from tumorboard.cli.session import account_name, local_now, login_name
from tumorboard.complaint import Complaint, Finding
from tumorboard.config import SETTINGS_FILE, SETTINGS_KEYS, Settings, keymap_file, load_settings

__all__ = ["clock", "keymap", "program", "settings_of", "site_tables", "store_and_person", "themes"]

_FIRST_YEAR: Final = 2026
_LAST_YEAR: Final = 2100
_POSIX_ZONE: Final = re.compile(r"(?:[A-Za-z]{3,}|<[\w+-]+>)[-+]?\d{1,2}(?:\D.*)?")


def program() -> Finding:
    """Which program this is, for whoever is asked for help."""
    return Finding("program", "fine", f"tumorboard {__version__} on Python {platform.python_version()}")


def settings_of(folder: Path, theme: str | None) -> tuple[Settings | None, list[Finding]]:
    """The settings, or None where every other command refuses them; and what is to be said of them."""
    about, path = "settings", folder / SETTINGS_FILE
    try:
        settings = load_settings(folder, theme)
    except Complaint as complaint:
        says, _, todo = str(complaint).partition("; ")
        return None, [Finding(about, "wrong", says, todo or "mend the file; nothing starts until then")]
    if settings.faults:
        todo = f"mend {path}; it may hold: {' '.join(SETTINGS_KEYS)}"
        return settings, [Finding(about, "wrong", fault, todo) for fault in settings.faults]
    there = f"{path}: every key is understood" if path.exists() else f"{path}: not there, the defaults are in force"
    return settings, [Finding(about, "fine", there)]


def keymap() -> Iterator[Finding]:
    """The person's own keys."""
    path = keymap_file()
    if not path.exists():
        yield Finding("keymap", "fine", f"{path}: not there, the shipped keys are in force")
        return
    from tumorboard.tui.keymap import read_keymap

    read = read_keymap(path)
    for fault in read.faults:
        yield Finding("keymap", "wrong", fault, f"mend {path}; the shipped key is in force until then")
    if not read.faults:
        yield Finding("keymap", "fine", f"{path}: {len(read.rebound)} commands have other keys")


def themes(settings: Settings | None) -> Iterator[Finding]:
    """The theme files, and the one that is asked for."""
    from tumorboard.tui.themes import Themes

    loaded = Themes()
    for fault in loaded.broken:
        yield Finding("theme", "wrong", fault, "put the shipped file back")
    _, unknown = loaded.chosen(settings.theme if settings else Settings().theme)
    if unknown:
        yield Finding("theme", "wrong", unknown, "name one of them in settings.toml, TUMORBOARD_THEME or --theme")
    elif not loaded.broken:
        yield Finding("theme", "fine", f"{', '.join(loaded.by_name)}")


def site_tables(folder: Path) -> Iterator[Finding]:
    """The tables of the medicine that the site has set itself."""
    from tumorboard.knowledge.site import SITE_FOLDER, read_site

    tables, faults = read_site(folder / SITE_FOLDER)
    for fault in faults:
        yield Finding("site's tables", "wrong", fault, "mend it or move the file away; see: tumorboard knowledge check")
    if not faults:
        yield Finding("site's tables", "fine", ", ".join(tables) or "none; the shipped ones are in force")


def store_and_person(folder: Path, settings: Settings | None) -> Iterator[Finding]:
    """The data folder, and what the login may do in it."""
    from tumorboard.store.examination import examine, key_finding

    examined = examine(folder, local_now(), network_folder=settings is not None and settings.network_folder)
    yield from examined.findings
    login, told = _login(settings, folder)
    yield told
    if login is None or examined.people is None:
        return
    roles = examined.people.get(login)
    if roles is None:
        todo = f"a chair or coordinator enrols you: tumorboard people add {login} --name … --role …"
        yield Finding("enrolment", "note", f"{login} is not enrolled and may look, no more", todo)
        return
    yield Finding("enrolment", "fine", f"{login} is {' and '.join(roles) or 'enrolled without a role'}")
    yield key_finding(folder, login, examined.keyed)


def _login(settings: Settings | None, folder: Path) -> tuple[str | None, Finding]:
    """Who is acting, and where that is known from."""
    account = account_name()
    if settings is None:
        return None, Finding(
            "login", "note", f"the account is {account}; who acts is not known until settings are read"
        )
    try:
        login = login_name(settings, folder)
    except Complaint as complaint:
        says, _, todo = str(complaint).partition("; ")
        return None, Finding("login", "wrong", says, todo)
    if login != account:
        by = "sudo" if os.environ.get("SUDO_USER") else "TUMORBOARD_LOGIN"
        return login, Finding("login", "fine", f"{login}, whom {by} names to the service account {account}")
    if settings.service_account:
        todo = f"come in by it: sudo -u {settings.service_account} tumorboard, or its ssh key"
        told = f"{login}, and the service account of this site is {settings.service_account}"
        return login, Finding("login", "note", told, todo)
    return login, Finding("login", "fine", f"{login}, the account itself")


def clock() -> Iterator[Finding]:
    """The machine's time and its zone."""
    now, zone = local_now(), os.environ.get("TZ", "")
    told = f"{now:%a %d %b %Y %H:%M}, zone {now.tzname()} ({now:%z})"
    if not _FIRST_YEAR <= now.year < _LAST_YEAR:
        yield Finding("clock", "wrong", told, "set the machine's clock: due days are counted by it")
    elif zone and not _is_zone(zone.removeprefix(":")):
        todo = "set TZ to a zone such as Europe/Berlin, or take it out of the environment"
        yield Finding("clock", "wrong", f"{told}; TZ={zone} is no time zone known here, UTC is taken for it", todo)
    else:
        yield Finding("clock", "fine", told)


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return bool(_POSIX_ZONE.fullmatch(name))
    return True
