"""The board's reading of a lesion as a sheet: what raters parted on, the value that is agreed, and the reason.

A lab that looks like another unit is confirmed here as it stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tumorboard.board.board import Board
from tumorboard.board.working import value_at
from tumorboard.clinical.disagreement import Parting
from tumorboard.clinical.labs import lab_questions
from tumorboard.clinical.labs import limit as lab_limit
from tumorboard.complaint import Complaint
from tumorboard.domain.case import LABS, Case
from tumorboard.tui.fields import Choice, Field, at_lesion, noms_fields, sins_fields
from tumorboard.tui.writing.entry import Entry, Missing, Values, lettered, text_of
from tumorboard.tui.writing.sheet import Form
from tumorboard.tui.writing.view_entries import ESCC_CHOICES

__all__ = ["ReadingForm"]

_READ = ("lesion.escc", "lesion.stability_judgment", "primary.radiosensitivity", "systemic.tolerates_surgery")


class ReadingForm(Form):
    """Inputs on which the raters parted come first. The raters' own readings stay as they are."""

    from_top = True

    def __init__(
        self,
        board: Board,
        meeting_id: str,
        case: Case,
        place: int,
        parting: Parting | None,
        names: Mapping[str, str],
    ) -> None:
        """`place` is the lesion's in the case; `names` are by a person's id."""
        level = case.lesions[place].level if case.lesions else "no lesion"
        self.title = f"Board reading · {case.id} · {level}"
        self._board = board
        self._meeting_id = meeting_id
        self._case = case
        self._place = place
        self._parting = parting
        self._names = names
        self._labs = {
            f"{LABS}{each.key}": (float(getattr(case.systemic.labs, each.key)), each)
            for each in lab_questions(case.systemic.labs, board.readings.meant(case.id))
        }
        self._standing = {self._path(field): value_at(case, self._path(field)) for field in self._fields()}

    def starting_values(self) -> dict[str, Any]:
        """The case as it stands."""
        return dict(self._standing)

    def entries(self, values: Values) -> Sequence[Entry]:
        """What raters parted on, labs in question, why, then every other reading."""
        del values
        parted = [field for field in self._fields() if self._raters(field)]
        others = [field for field in self._fields() if field not in parted]
        why = Entry("why", "because", "line", help="Why the board reads it so.", needed=True, heading="why")
        listed = [self._entry(field, "parted at" if field is parted[0] else "") for field in parted]
        rest = [self._entry(field, "other readings" if field is others[0] else "") for field in others]
        return [*listed, *self._lab_entries(), why, *rest]

    def _lab_entries(self) -> Iterator[Entry]:
        for place, (path, (value, asked)) in enumerate(self._labs.items()):
            yield Entry(
                path,
                lab_limit(asked.key).label,
                "choice",
                (Choice(value, f"{asked.says} is meant", "1"),),
                help=f"{asked.asks}. Where it is meant as it stands, 1; else mend it in pane 8.",
                source=asked.source,
                heading="" if place else "labs in question",
            )

    def notes(self, values: Values) -> Sequence[str]:
        """What is read otherwise than it stands; then what each rater read, of what they parted on."""
        return [*self._changes(values), *(f"{f.label}: {said}" for f in self._fields() if (said := self._raters(f)))]

    def _changes(self, values: Values) -> Iterator[str]:
        for field in self._fields():
            before, now = self._standing[self._path(field)], values.get(self._path(field))
            if now != before:
                yield f"{field.label} CHANGES: {field.label_of(before)} → {field.label_of(now)}"

    def submit(self, values: Values) -> str:
        """Write what was changed into the case; where nothing was, agree that what raters parted on is as it stands."""
        labs = {path: value for path, (value, _) in self._labs.items() if values.get(path) is not None}
        changed = {path: values.get(path) for path, before in self._standing.items() if values.get(path) != before}
        agreed = changed or ({} if labs else self._parted_as_they_stand())
        why = text_of(values, "why")
        if why is None:
            raise Missing("why", "say why the board reads it so; the raters' own readings stay")
        if not agreed and not labs:
            raise Complaint("nothing is read otherwise than it stands; choose a value, or Esc")
        self._board.readings.agree(self._meeting_id, self._case.id, agreed, why, labs)
        as_it_stands = "" if changed else " as recorded"
        told = [f"{len(agreed)} agreed{as_it_stands}; the raters' own stay"] if agreed else []
        told += [f"{', '.join(self._labs[path][1].says for path in labs)} confirmed"] if labs else []
        return f"board reading of {self._case.id}: {'; '.join(told)}"

    def _parted_as_they_stand(self) -> Values:
        parted = [self._path(field) for field in self._fields() if self._raters(field)]
        return {path: self._standing[path] for path in parted if self._standing[path] is not None}

    def _fields(self) -> Iterator[Field]:
        yield from sins_fields()
        yield from (field for field in noms_fields() if field.path in _READ)

    def _path(self, field: Field) -> str:
        return at_lesion(field.path, self._place)

    def _entry(self, field: Field, heading: str) -> Entry:
        return Entry(
            self._path(field),
            field.label,
            "choice",
            _keyed(field),
            help=field.help,
            source=field.source,
            heading=heading,
        )

    def _raters(self, field: Field) -> str:
        """Who read what, where raters part on the field."""
        key = field.path.removeprefix("lesion.").removeprefix("primary.").removeprefix("systemic.")
        spreads = self._parting.parted if self._parting else ()
        spread = next((each for each in spreads if each.key == key), None)
        if spread is None:
            return ""
        called = [", ".join(self._names.get(each, each) for each in choice.raters) for choice in spread.choices]
        return " · ".join(f"{choice.said} ({who})" for choice, who in zip(spread.choices, called, strict=True))


def _keyed(field: Field) -> tuple[Choice, ...]:
    """The choices with a key of its own for each: the field's own digits where no two share one."""
    if field.path == "lesion.escc":
        return ESCC_CHOICES
    digits = [choice.digit for choice in field.choices]
    if len(set(digits)) == len(digits):
        return field.choices
    return lettered([(choice.value, choice.label, choice.mark) for choice in field.choices])
