"""The readings that the board agreed on, in the words of the clinic: which stands, and which it took the place of."""

from collections.abc import Mapping
from typing import Final

from tumorboard.clinical import sins
from tumorboard.clinical.labs import meant_said
from tumorboard.domain.case import LABS, Case
from tumorboard.domain.meeting import AgendaItem, BoardReading
from tumorboard.sheets.decided import moment_said
from tumorboard.sheets.document import Fact
from tumorboard.sheets.steps import named, worded

__all__ = ["board_readings"]

_NAMED: Final = {
    "escc": "ESCC",
    "stability_judgment": "judgment of stability",
    "radiosensitivity": "class of radiosensitivity",
    "tolerates_surgery": "tolerates surgery",
}


def board_readings(case: Case, item: AgendaItem, names: Mapping[str, str]) -> list[Fact]:
    """Each reading with its lesion, reason, chair and time, in the order in which they were agreed."""
    last = {each.path: place for place, each in enumerate(item.readings)}
    return [
        Fact("board reading" if last[each.path] == place else "superseded reading", _said(case, each, names))
        for place, each in enumerate(item.readings)
    ]


def _said(case: Case, read: BoardReading, names: Mapping[str, str]) -> str:
    _, _, key = read.path.rpartition(".")
    by = f"{named(names, read.said.by)}, {moment_said(read.said.at)}"
    if read.path.startswith(LABS):
        return f"{meant_said(read.path, read.value)}; {read.said.reason}; {by}"
    what = next((sins.item(each).label for each in sins.ITEM_KEYS if each == key), _NAMED.get(key, worded(key)))
    return f"{_level(case, read.path)}{what}: {_value(read.value)}; {read.said.reason}; {by}"


def _level(case: Case, path: str) -> str:
    place = path.removeprefix("lesions.").partition(".")[0]
    return f"{case.lesions[int(place)].level} " if place.isdecimal() and int(place) < len(case.lesions) else ""


def _value(value: str | bool | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not recorded" if value is None else value.replace("_", " ")
