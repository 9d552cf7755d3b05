"""One entry of a sheet: what it asks, how it is answered, and how it looks."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from tumorboard.complaint import Complaint
from tumorboard.tui.fields import Choice
from tumorboard.tui.lines import BLANK, Line, Part, Row, fit, rule, wrapped
from tumorboard.tui.panes.form import offered

__all__ = [
    "CARET",
    "HOTKEYS",
    "Entry",
    "Missing",
    "Shown",
    "Values",
    "filled_in",
    "foot_lines",
    "lettered",
    "rows_of",
    "said_of",
    "text_of",
]

Values = Mapping[str, Any]
"""What was filled in, by the key of the entry: a choice's value, a list of them, or text."""

Shown = Callable[[str], str]

HOTKEYS: Final = "1234567890abcdefghijklmnoprstuvwxyz"
_LABEL: Final = 17
CARET: Final = "▏"
_SEVERAL: Final = "several may be chosen, Enter goes on"


class Missing(Complaint):
    """An entry that is missing or wrong; the sheet puts the cursor on it."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__(words)
        self.key = key


@dataclass(frozen=True, slots=True)
class Entry:
    """A `choice` is one of a list, `several` are an ordered choice of them, a `line` is text.

    `heading` begins a section; `needed` marks what cannot be left out. `reads` is what a line means where its own words
    do not say it, and stands in their place while it is not being typed in.
    """

    key: str
    label: str
    kind: Literal["choice", "several", "line"]
    choices: tuple[Choice, ...] = ()
    help: str = ""
    source: str = ""
    needed: bool = False
    heading: str = ""
    reads: str = ""


def lettered(options: Sequence[tuple[Any, str, str]]) -> tuple[Choice, ...]:
    """Choices of value, label and explanation, each with a key of its own in order."""
    return tuple(Choice(value, label, key, mark) for key, (value, label, mark) in zip(HOTKEYS, options, strict=False))


def text_of(values: Values, key: str) -> str | None:
    """The text of a line; None where there is none."""
    words = str(values.get(key) or "").strip()
    return words or None


def rows_of(
    entries: Sequence[Entry], values: Values, width: int, cursor: str | None, caret: int, shown: Shown = str
) -> list[Row]:
    """Every entry with what stands in it; the line that is being typed in stands as it is typed, with its caret.

    `shown` gives the text of any other line as it may be shown.
    """
    rows: list[Row] = []
    for entry in entries:
        if entry.heading:
            rows.append(Row(rule(width, entry.heading)))
        value = values.get(entry.key)
        mark: Part = ("pending", "•") if entry.needed and value in (None, "", []) else ("text", " ")
        lead: Line = (mark, ("muted", fit(entry.label, _LABEL) + " "))
        said = said_of(entry, value)
        if entry.kind == "line":
            said = f"{said[:caret]}{CARET}{said[caret:]}" if entry.key == cursor else shown(entry.reads or said)
        first, *rest = wrapped(said, width, "text" if value not in (None, "", []) else "open", lead)
        rows += [Row(first, entry.key), *(Row(line) for line in rest)]
    return rows


def foot_lines(entry: Entry, values: Values, width: int, shown: Shown = str) -> list[Line]:
    """What the keys would choose, what the entry means, and its source, each as it may be shown."""
    lines: list[Line] = []
    if entry.choices:
        lines += offered(entry.choices, _chosen(entry, values.get(entry.key)), width)
    marked = [
        f"{choice.label}: {choice.mark}"
        for value in _chosen(entry, values.get(entry.key))
        for choice in entry.choices
        if choice.mark and choice.value == value
    ]
    means = [shown(said) for said in marked[-1:] or [entry.help] if said]
    means += [_SEVERAL] if entry.kind == "several" else []
    for words in (" · ".join(means), shown(entry.source)):
        lines += wrapped(words, width, "muted") if words else []
    return lines or [BLANK]


def _chosen(entry: Entry, value: Any) -> Collection[Any]:
    if entry.kind == "several":
        return tuple(value or ())
    return () if value is None else (value,)


def said_of(entry: Entry, value: Any) -> str:
    """What stands in an entry, in the words of its choices."""
    if entry.kind == "line":
        return str(value or "")
    labels = {choice.value: choice.label for choice in entry.choices}
    said = [str(labels.get(each, each)) for each in _chosen(entry, value)]
    return " · ".join(said)


def filled_in(values: Values) -> Values:
    """What of the values holds anything."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}
