"""The commands at work: bound to their keys, those keys said as a person reads them, found by name, listed for help."""

from typing import Final, Protocol, cast

from textual.binding import Binding, BindingType

from tumorboard.tui.commands import COMMANDS, EVEN_IN_A_DIALOG, Command, Commands, Room, Scope

__all__ = ["WHERE", "bindings", "found_by_name", "in_force", "key_table", "keys_said"]


class Keyed(Protocol):
    """What has commands in force: the app, as its screens see it."""

    commands: Commands


_NOT_FOUND_BY_NAME: Final = frozenset(
    command.id
    for commands in COMMANDS.values()
    for command in commands
    if command.keys in ("enter", "escape", "tab", "colon,ctrl+p", "up,k", "down,j", "pageup", "pagedown", "home", "end")
)
"""Commands that mean something only where the cursor stands."""

_SPOKEN: Final = {
    "question_mark": "?", "slash": "/", "colon": ":", "full_stop": ".", "comma": ",", "escape": "Esc",
    "enter": "Enter", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "delete": "Del",
    "backspace": "Backspace", "up": "↑", "down": "↓", "left": "←", "right": "→", "tab": "Tab",
    "greater_than_sign": ">", "less_than_sign": "<",
}  # fmt: skip
_DIGITS: Final = frozenset("0123456789")
WHERE: Final[dict[Scope, str]] = {
    "board": "Board", "list": "Case list", "form": "A field being edited", "sheet": "A sheet to fill in",
    "agenda": "Agenda", "followup": "Follow-up", "log": "Log", "anywhere": "Anywhere", "tour": "Demonstration",
}  # fmt: skip


def in_force(app: object) -> Commands:
    """The commands with the keys that they have in an app."""
    return cast(Keyed, app).commands


def bindings(scope: Scope) -> list[BindingType]:
    """The commands of a scope as Textual binds them; the footer is our own."""
    return [
        Binding(
            each.keys, each.action, each.name, show=False, priority=each.id in EVEN_IN_A_DIALOG, id=f"{scope}.{each.id}"
        )
        for each in COMMANDS[scope]
    ]


def found_by_name(room: Room = "board", commands: Commands = COMMANDS) -> tuple[Command, ...]:
    """The commands that the palette offers in a room."""
    return tuple(each for each in (*commands[room], *commands["anywhere"]) if each.id not in _NOT_FOUND_BY_NAME)


def keys_said(command: Command) -> str:
    """The keys as a person reads them, such as `Ctrl+S`."""
    return " ".join(_key_said(key) for key in command.keys.split(","))


def _key_said(key: str) -> str:
    if key in _SPOKEN:
        return _SPOKEN[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if len(key) > 1 else key


def key_table(room: Room = "board", commands: Commands = COMMANDS) -> list[tuple[str, str, str]]:
    """Where, keys, meaning, what is of the room first; the ten digits of a form as one row."""
    rows = []
    for scope, where in sorted(WHERE.items(), key=lambda each: each[0] != room):
        for command in commands[scope]:
            if scope != "form" or command.keys not in _DIGITS:
                rows.append((where, keys_said(command), command.help))
            elif command.keys == "0":
                rows.append((where, "0–9", command.help))
    return rows
