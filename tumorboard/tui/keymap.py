"""A person's own keys, from their `keymap.toml`: checked, each line that cannot hold named and passed over.

Keys inside a field and a sheet are not theirs to change: text is typed there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from string import ascii_lowercase
from typing import Any, Final

import tomli
from textual.keys import key_to_character

from tumorboard.clean import clean_line
from tumorboard.tui.commands import COMMANDS, EVEN_IN_A_DIALOG, Command, Commands, Scope

__all__ = ["Keymap", "read_keymap"]

_OPEN: Final[tuple[Scope, ...]] = ("board", "list", "agenda", "followup", "log", "anywhere")
_ALONGSIDE: Final[dict[Scope, Scope]] = {"board": "list", "list": "board"}
"""Scopes whose keys are heard at the same time, beside those of anywhere."""
_EVERYWHERE: Final[tuple[Scope, ...]] = ("anywhere", "tour")
_NAMED: Final = frozenset(
    (
        *("escape", "enter", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"),
        *("up", "down", "left", "right", "question_mark", "slash", "colon"),
        *(f"f{number}" for number in range(1, 13)),
        *(f"ctrl+{letter}" for letter in ascii_lowercase),
    )
)
_NEVER: Final = {
    "ctrl+h": "Backspace",
    "ctrl+i": "Tab",
    "ctrl+j": "the line break of a paste",
    "ctrl+m": "Enter",
    "ctrl+[": "Esc",
    "ctrl+left_square_bracket": "Esc",
    "ctrl+z": "the signal to stop",
    "ctrl+c": "the signal to break off",
}
"""Keys that a terminal sends for something else, and for what."""
_WRITTEN: Final = {
    "esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "?": "question_mark", "/": "slash",
    ":": "colon", "↑": "up", "↓": "down", "←": "left", "→": "right", " ": "space",
}  # fmt: skip
"""Keys as the help page writes them."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The commands with their keys in force, what Textual is told of it, and a line for each line passed over."""

    commands: Commands
    rebound: Mapping[str, str]
    faults: tuple[str, ...]


def read_keymap(path: Path) -> Keymap:
    """The keys of a file; of one that cannot be read at all, the shipped ones. Never raises."""
    faults: list[str] = []
    wanted = dict(_lines(path, faults))
    while clash := _clash(wanted):
        one, key, other = clash
        del wanted[one]
        faults.append(f"{path.name}: {one}: {key} is already {other}")
    return Keymap(_with(wanted), dict(wanted), tuple(faults))


def _lines(path: Path, faults: list[str]) -> Iterator[tuple[str, str]]:
    """Each command's id with its keys in Textual's names; `faults` is added to."""
    try:
        tables = tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else error
        faults.append(f"{path.name}: cannot be read, the shipped keys are in force: {clean_line(str(told))}")
        return
    for scope, table in tables.items():
        if scope not in _OPEN or not isinstance(table, dict):
            faults.append(f"{path.name}: {_shown(scope)}: there are [{'] ['.join(_OPEN)}]")
            continue
        for name, written in table.items():
            try:
                yield f"{scope}.{_known(scope, name)}", ",".join(_keys(name, written))
            except ValueError as error:
                faults.append(f"{path.name}: {scope}.{_shown(name)}: {error}")


def _known(scope: Scope, name: str) -> str:
    """The id of a command. Raises ValueError."""
    ids = [each.id for each in COMMANDS[scope]]
    if name not in ids:
        near = get_close_matches(name, ids, n=1, cutoff=0.5)
        raise ValueError(f"no such command{f'; is {near[0]} meant?' if near else ''}")
    return name


def _keys(name: str, written: Any) -> Iterator[str]:
    """The keys of a line in Textual's names. Raises ValueError."""
    for each in written if isinstance(written, list) and written else [written]:
        if not isinstance(each, str) or not each:
            raise ValueError('a key is text, such as "x", "f5" or "ctrl+o", or a list of them')
        key = _key(each)
        if name in EVEN_IN_A_DIALOG and (key == "space" or key_to_character(key)):
            raise ValueError("is heard where text is typed, too: take a function key, or Ctrl and a letter")
        yield key


def _key(written: str) -> str:
    key = written if len(written) == 1 else re.sub(r"\s", "", written).lower()
    key = _WRITTEN.get(key, key)
    if key in _NEVER:
        raise ValueError(f"{_shown(written)} is {_NEVER[key]} to a terminal")
    if key.startswith(("alt+", "meta+", "shift+", "ctrl+shift+", "ctrl+alt+")):
        raise ValueError(f"{_shown(written)} does not reach every terminal")
    if key in _NAMED or (len(key) == 1 and key.isprintable() and key != ","):
        return key
    raise ValueError(f"{_shown(written)} is no key")


def _clash(wanted: dict[str, str]) -> tuple[str, str, str] | None:
    """The last line of the file that takes a key of another command: its id, the key, and that command's id."""
    for one in reversed(wanted):
        scope = one.partition(".")[0]
        taken = {_canonical(key) for key in wanted[one].split(",")}
        for other, command in _heard_with(scope, wanted):
            if other != one and (both := taken & {_canonical(key) for key in command.split(",")}):
                return one, min(both), other
    return None


def _heard_with(scope: str, wanted: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The ids and keys of all commands whose keys are heard where those of a scope are."""
    for each, commands in COMMANDS.items():
        if scope in ("anywhere", each, _ALONGSIDE.get(each)) or each in _EVERYWHERE:
            for command in commands:
                yield f"{each}.{command.id}", wanted.get(f"{each}.{command.id}", command.keys)


def _with(wanted: Mapping[str, str]) -> Commands:
    def bound(scope: Scope, commands: Iterable[Command]) -> tuple[Command, ...]:
        return tuple(each._replace(keys=wanted.get(f"{scope}.{each.id}", each.keys)) for each in commands)

    return {scope: bound(scope, commands) for scope, commands in COMMANDS.items()}


def _canonical(key: str) -> str:
    return key_to_character(key) or key


def _shown(written: str) -> str:
    return clean_line(written)[:30]
