"""A site's own rows over a shipped table: what may differ, merged and checked by the table's own model.

A file of a site holds only the rows, by what names them, and the fields that differ. Each such row names its own
source, and the file who reviewed it and when.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from tumorboard.clean import clean_line
from tumorboard.knowledge.shelf import Rows, Shelf
from tumorboard.knowledge.versions import is_version, version_of

__all__ = ["Difference", "Overlaid", "overlaid"]

_OF_FILE: Final = ("reviewed_by", "reviewed_on", "signs", "source")
_SHORTEST: Final = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the site sets: in which row (`rule.surgery`, empty for the table's own), what it was and is."""

    row: str
    field: str
    was: Any
    now: Any
    source: str

    @property
    def place(self) -> str:
        """Row and field as they are named in the file."""
        return f"{self.row}.{self.field}" if self.row else self.field

    @property
    def says(self) -> str:
        """What it was and is, in words."""
        return f"{self.field} {_said(self.was)} → {_said(self.now)}"


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A table as a site has it: its content, what differs, and who reviewed that when.

    `signs` is the version of the shipped table that the reviewer signs as a whole; `is_signed` whether it stands.
    """

    content: Mapping[str, Any]
    differences: tuple[Difference, ...]
    reviewed_by: str
    reviewed_on: date
    signs: str | None
    is_signed: bool


def overlaid(shelf: Shelf, shipped: Mapping[str, Any], given: Mapping[str, Any], faults: list[str]) -> Overlaid | None:
    """What a site's file makes of a shipped table. Each fault is told by its field; None where there is any."""
    merging = _Merging(shelf, shipped, _clean(given), faults)
    return merging.result()


class _Merging:
    def __init__(self, shelf: Shelf, shipped: Mapping[str, Any], given: Mapping[str, Any], faults: list[str]) -> None:
        self._shelf, self._shipped, self._given, self._faults = shelf, shipped, given, faults
        self._found: list[Difference] = []
        self._before = len(faults)

    def result(self) -> Overlaid | None:
        by, on, signs = self._review()
        content = dict(self._shipped)
        for key, value in self._given.items():
            if key in self._shelf.rows:
                content[key] = self._section(key, value)
            elif key not in _OF_FILE:
                content |= self._own_field(key, value)
        if not self._found and signs is None and len(self._faults) == self._before:
            self._fault("", "sets nothing and signs nothing; name a row, or the version that was signed (signs)")
        self._refuse_invalid(content)
        if len(self._faults) > self._before or by is None or on is None:
            return None
        if self._found:
            content["version"] = max(content["version"], on)
        is_signed = signs == version_of(self._shipped)
        if is_signed:
            content |= {"reviewed_by": by, "reviewed_on": on}
        return Overlaid(content, tuple(self._found), by, on, signs, is_signed)

    def _review(self) -> tuple[str | None, date | None, str | None]:
        by, on, signs = (self._given.get(key) for key in ("reviewed_by", "reviewed_on", "signs"))
        if not _is_said(by):
            self._fault("reviewed_by", "who reviewed this is missing; name them")
        if not isinstance(on, date) or isinstance(on, datetime):
            self._fault("reviewed_on", "the day of the review is missing; allowed is a date such as 2026-11-20")
        if signs is not None and not is_version(signs):
            self._fault("signs", 'allowed is a version in quotes, such as "2026-11-28-0a1b2c3d"')
        return (by if _is_said(by) else None), (on if isinstance(on, date) else None), signs

    def _own_field(self, key: str, value: Any) -> dict[str, Any]:
        if key not in self._shelf.open:
            self._refuse_field("", key, self._shipped, (*self._shelf.open, *_with_open(self._shelf)))
            return {}
        source = self._given.get("source")
        if not _is_said(source):
            self._fault("source", f"{key} differs and the file names no source of its own")
        return self._changed("", self._shipped, {key: value}, source)

    def _section(self, name: str, value: Any) -> Any:
        rows, shipped = self._shelf.rows[name], self._shipped[name]
        if not rows.by:
            if not isinstance(value, dict):
                self._fault(name, f"allowed is a section, [{name}]")
                return shipped
            return self._row(name, rows, shipped, value, shipped)
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self._fault(name, f"allowed are rows, each under [[{name}]]")
            return shipped
        named = {_named(rows, row): place for place, row in enumerate(shipped)}
        merged, seen = list(shipped), set[str]()
        fields = {key: None for row in shipped for key in row}
        for at, row in enumerate(value):
            key = _named(rows, row)
            if key not in named:
                self._fault(f"{name}.{key or at}", f"no such row; there are: {' '.join(named)}")
            elif key in seen:
                self._fault(f"{name}.{key}", "stands twice; keep one")
            else:
                place = named[key]
                merged[place] = self._row(f"{name}.{key}", rows, shipped[place], row, fields)
            seen.add(key)
        return merged

    def _row(
        self, place: str, rows: Rows, shipped: Mapping[str, Any], row: Mapping[str, Any], fields: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        given = {key: value for key, value in row.items() if key not in (*rows.by, "source")}
        for key in given:
            if key not in rows.open:
                self._refuse_field(place, key, fields, rows.open)
            elif key in rows.where_there and key not in shipped:
                self._fault(f"{place}.{key}", "this row has none, and nothing would ask for it")
        self._refuse_stale_words(place, rows, given)
        source = row.get("source")
        if not given:
            self._fault(place, f"sets nothing; a site may set: {' '.join(rows.open) or 'nothing here'}")
        elif not _is_said(source):
            self._fault(f"{place}.source", "is missing; a row that differs names its own source")
        gone = {key for key in rows.either if key not in given} if set(given) & set(rows.either) else set()
        changed = self._changed(place, shipped, given | dict.fromkeys(gone & set(shipped)), source)
        if not changed:
            return shipped
        site = {"source": f"{source} (in place of: {shipped['source']})"}
        mark = {"evidence": "S"} if "evidence" in shipped else {}
        merged = {**shipped, **changed, **site, **mark}
        return {key: value for key, value in merged.items() if value is not None}

    def _refuse_stale_words(self, place: str, rows: Rows, given: Mapping[str, Any]) -> None:
        if rows.words and given and rows.words not in given:
            self._fault(f"{place}.{rows.words}", "is missing; it says the values in words, so it is set with them")

    def _changed(self, row: str, shipped: Mapping[str, Any], given: Mapping[str, Any], source: Any) -> dict[str, Any]:
        """The fields that are other than shipped; a value of None takes a field away."""
        for key, value in given.items():
            if isinstance(value, str) and not value.strip():
                self._fault(f"{row}.{key}" if row else key, "is empty; leave it out to have it as shipped")
            if not _is_plain(value):
                self._fault(
                    f"{row}.{key}" if row else key, "allowed are text in quotes, numbers, true, false and lists"
                )
        changed = {key: value for key, value in given.items() if value != shipped.get(key)}
        told = source if isinstance(source, str) else ""
        self._found += [Difference(row, key, shipped.get(key), value, told) for key, value in changed.items()]
        return changed

    def _refuse_field(self, place: str, key: str, known: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
        may = f"a site may set: {' '.join(allowed) or 'nothing here'}"
        if key == "evidence":
            said = "is not set by hand; what a site sets is marked S"
        elif key in known:
            said = f"is fixed ({self._shelf.instead}); {may}"
        else:
            said = f"unknown field; {may}"
        self._fault(f"{place}.{key}" if place else key, said)

    def _refuse_invalid(self, content: Mapping[str, Any]) -> None:
        """What the model of the table says of the whole, in the names of the rows."""
        if len(self._faults) > self._before:
            return
        import json

        from tumorboard.declared.checking import ValidationError

        try:
            self._shelf.model.checking().validate_json(json.dumps(content, default=str), strict=True)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                place = ".".join(self._steps(fault["loc"], content))
                self._fault(place, fault["msg"].removeprefix("Value error, "))

    def _steps(self, loc: tuple[int | str, ...], content: Mapping[str, Any]) -> Iterator[str]:
        rows = self._shelf.rows.get(str(loc[0])) if loc else None
        for depth, step in enumerate(loc):
            yield _named(rows, content[str(loc[0])][step]) if depth == 1 and rows and rows.by else str(step)

    def _fault(self, place: str, says: str) -> None:
        self._faults.append(f"{place}: {says}" if place else says)


def _named(rows: Rows, row: Mapping[str, Any]) -> str:
    return ".".join(str(row[key]) for key in rows.by if key in row)


def _with_open(shelf: Shelf) -> tuple[str, ...]:
    return tuple(f"[[{name}]]" if rows.by else f"[{name}]" for name, rows in shelf.rows.items() if rows.open)


def _is_said(value: Any) -> bool:
    return isinstance(value, str) and len(value.strip()) >= _SHORTEST


def _is_plain(value: Any) -> bool:
    """Whether a value is no date or time, which TOML has and no row of ours."""
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    return all(map(_is_plain, value)) if isinstance(value, list) else not isinstance(value, date | time)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean_line(value)
    if isinstance(value, dict):
        return {clean_line(key): _clean(each) for key, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list) else value


def _said(value: Any) -> str:
    """A value in words."""
    if value is None:
        return "(none)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_said, value)) or "(none)"
    if isinstance(value, dict):
        return str(value.get("text") or value.get("key") or value)
    return f"{value:g}" if isinstance(value, float) else str(value)
