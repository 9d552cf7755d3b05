"""Fields and values in the words of the clinic: the form's own where it has the field, else those of the format."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from tumorboard.board.working import Stranded, levels_of
from tumorboard.clean import clean_line
from tumorboard.clinical import histology
from tumorboard.domain.case import Case
from tumorboard.domain.noun import Noun
from tumorboard.domain.vocabulary import HISTOLOGIES
from tumorboard.knowledge.tables import kept
from tumorboard.store.edits import ABSENT, Edit, Path
from tumorboard.tui.fields import NOT_RECORDED, Field, fact_fields, noms_fields, sins_fields
from tumorboard.tui.systemic_fields import systemic_fields

__all__ = ["edit_said", "field_named", "fields_said", "steps_of", "value_said"]

_TITLES: Final = ("level", "case_id", "kind", "name", "text")
"""What names an entry of a list; the first that it has."""
_HISTOLOGY: Final = ("primary", "histology")
_AGENDA: Final = ("items",)
_SEALED: Final = frozenset({"sealed", "own", "key_shares", "public_key"})
"""Fields that hold ciphers and keys, which say nothing to a reader."""


def steps_of(path: str) -> Path:
    """A dotted path as steps: keys, and places in lists. The name of a stranded edit is read as its path."""
    stranded = Stranded.named(path, None)
    return tuple(int(step) if step.isdecimal() else step for step in (stranded.path if stranded else path).split("."))


def field_named(path: str | Path, levels: Sequence[str] = ()) -> str:
    """A field in words; a lesion by its level where that is known, else by its place."""
    steps = steps_of(path) if isinstance(path, str) else path
    field = _form_field(steps)
    if len(steps) < 2 or steps[0] != "lesions" or not isinstance(steps[1], int):
        return field.label if field else _spelled(steps)
    stranded = Stranded.named(path, None) if isinstance(path, str) else None
    place = steps[1]
    known = stranded.level if stranded else levels[place] if place < len(levels) else f"lesion {place + 1}"
    return clean_line(f"{known} {field.label if field else _spelled(steps[2:])}").strip()


def fields_said(paths: Iterable[str], case: Case) -> str:
    """Fields of a case in words, one after another."""
    return ", ".join(field_named(path, levels_of(case)) for path in paths)


def value_said(path: str | Path, value: Any) -> str:
    """A value in words, on one line."""
    if value is ABSENT or value in (None, "", [], (), {}):
        return NOT_RECORDED
    steps = steps_of(path) if isinstance(path, str) else path
    if _SEALED & set(map(str, steps)):
        return "sealed"
    field = _form_field(steps)
    if field is not None and isinstance(value, str | int | float):
        return clean_line(field.label_of(value))
    if steps == _HISTOLOGY and value in HISTOLOGIES:
        return histology.label(value)
    return clean_line(_said(value))


def edit_said(edit: Edit, levels: Sequence[str] = ()) -> tuple[str, str, str]:
    """What was changed, before and after; a list that grew or shrank says what came and what went."""
    label = field_named(edit.path, levels)
    if not (isinstance(edit.before, list) or isinstance(edit.after, list)):
        return label, value_said(edit.path, edit.before), value_said(edit.path, edit.after)
    old, new = (side if isinstance(side, list) else [] for side in (edit.before, edit.after))
    went = [f"− {_entry(each)}" for each in old if each not in new]
    came = [f"+ {_entry(each)}" for each in new if each not in old]
    return label, f"{len(old)} listed", clean_line(f"{len(new)} listed: {', '.join((*went, *came)) or 'another order'}")


@kept
def _form_fields() -> dict[Path, Field]:
    fields = (*sins_fields(), *noms_fields(), *fact_fields(), *systemic_fields())
    return {tuple(field.path.split(".")): field for field in fields}


def _form_field(steps: Path) -> Field | None:
    if len(steps) > 2 and steps[0] == "lesions":
        return _form_fields().get(("lesion", *steps[2:]))
    return _form_fields().get(steps)


def _spelled(steps: Path) -> str:
    if steps[:1] == _AGENDA:
        steps = ("agenda", *steps[1:])
    if steps[:1] == ("agenda",) and len(steps) > 1 and isinstance(steps[1], str):
        return clean_line(f"{steps[1]} {_spelled(steps[2:])}")
    words = (str(step + 1) if isinstance(step, int) else step.replace("_", " ") for step in steps)
    return clean_line(" ".join(words))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str):
        return value.replace("_", " ") if value.islower() else value
    if isinstance(value, Noun):
        return _said(value.written())
    if isinstance(value, Mapping):
        return ", ".join(f"{name.replace('_', ' ')} {_said(inner)}" for name, inner in value.items()) or "yes"
    if isinstance(value, list | tuple):
        return ", ".join(map(_entry, value))
    return str(value)


def _entry(value: Any) -> str:
    if isinstance(value, Mapping):
        title = next((value[name] for name in _TITLES if value.get(name)), None)
        return _said(value) if title is None else _said(title)
    return _said(value)
