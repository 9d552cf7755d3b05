"""NOMS: four axes as sets of possible values, and the rows of the source page's table that they leave standing.

Laufer 2013 in the wording of the source page. An axis that is not settled keeps both values; nothing is guessed.
"""

from itertools import product
from typing import Final, Literal, NamedTuple

from tumorboard.clinical import histology
from tumorboard.clinical.escc import Pressure, pressure, rank
from tumorboard.clinical.policy import Policy
from tumorboard.clinical.sins import Sins, score
from tumorboard.clinical.spine import below_conus
from tumorboard.domain.case import Case, Lesion
from tumorboard.domain.vocabulary import Escc, Histology, Radiosensitivity, StabilityJudgment
from tumorboard.knowledge import NomsRow, noms_table
from tumorboard.knowledge.tables import kept

__all__ = [
    "AXES",
    "Axes",
    "AxisName",
    "Noms",
    "Values",
    "assess",
    "candidates",
    "irradiated",
    "mechanical",
    "neurologic",
    "oncologic",
    "row",
    "systemic",
    "undecided_by",
]

AxisName = Literal["neurologic", "oncologic", "mechanical", "systemic"]
AXES: Final[tuple[AxisName, ...]] = ("neurologic", "oncologic", "mechanical", "systemic")
Values = tuple[str, ...]
Axes = tuple[Values, Values, Values, Values]
"""Possible values of the four axes, in the order of `AXES`."""

_NEUROLOGIC: Final[Values] = ("low", "high")
_ONCOLOGIC: Final[Values] = ("sensitive", "resistant")
_MECHANICAL: Final[Values] = ("stable", "unstable")
_SYSTEMIC: Final[Values] = ("fit", "unfit")
_NEEDS_STABILIZATION: Final = frozenset({2, 4, 6})
_BORDERLINE: Final = (7, 12)


class Noms(NamedTuple):
    """A lesion's place in the table: candidate rows, the open axes that hold them apart, and what to look at twice."""

    axes: Axes
    rows: tuple[int, ...]
    undecided_by: tuple[AxisName, ...]
    flags: tuple[str, ...]

    @property
    def decided(self) -> bool:
        """Whether exactly one row stands."""
        return len(self.rows) == 1

    def values(self, axis: AxisName) -> Values:
        """Possible values of one axis."""
        return self.axes[AXES.index(axis)]


def neurologic(escc: Escc | None, myelopathy: bool | None, disputed_as: Pressure) -> Values:
    """Pressure on the cord: high with ESCC 2 or 3 or myelopathy; low only with a low grade and myelopathy absent."""
    if myelopathy or (escc is not None and pressure(escc, disputed_as) == "high"):
        return ("high",)
    if escc is not None and myelopathy is False:
        return ("low",)
    return _NEUROLOGIC


def irradiated(lesion: Lesion) -> bool:
    """Whether radiotherapy to this lesion is recorded; details, even empty ones, say that it is."""
    return lesion.previous_radiotherapy is not None and lesion.previous_radiotherapy is not False


def oncologic(irradiated_before: bool, board: Radiosensitivity | None, primary: Histology | None) -> Values:
    """Response to radiation: irradiated before, then the board's own class, then the histology; else both."""
    if irradiated_before:
        return ("resistant",)
    if board is not None:
        return (board,)
    listed = "open" if primary is None else histology.row(primary).sensitivity
    return _ONCOLOGIC if listed == "open" else (listed,)


def mechanical(judgment: StabilityJudgment | None, low: int, high: int) -> Values:
    """Stability: the board's judgment at any score; else stable is possible up to 12 and unstable from 7.

    `low` and `high` bound the SINS total.
    """
    if judgment is not None:
        return (judgment,)
    if high < _BORDERLINE[0]:
        return ("stable",)
    return ("unstable",) if low > _BORDERLINE[1] else _MECHANICAL


def systemic(tolerates_surgery: bool | None) -> Values:
    """Fitness for a procedure, as recorded."""
    if tolerates_surgery is None:
        return _SYSTEMIC
    return ("fit",) if tolerates_surgery else ("unfit",)


@kept
def candidates(axes: Axes) -> tuple[int, ...]:
    """Numbers of the rows that some combination of the axes' values matches, top to bottom."""
    combinations = set(product(*axes))
    return tuple(
        each.number
        for each in noms_table().rows
        if any(
            (each.neurologic, each.oncologic, each.mechanical) == combination[:3]
            and each.systemic in ("any", combination[3])
            for combination in combinations
        )
    )


@kept
def undecided_by(axes: Axes) -> tuple[AxisName, ...]:
    """The open axes of which at least one value, settled alone, would change the candidate rows."""
    rows = candidates(axes)
    return tuple(
        name
        for place, name in enumerate(AXES)
        if len(axes[place]) > 1 and any(candidates(_settled(axes, place, value)) != rows for value in axes[place])
    )


def _settled(axes: Axes, place: int, value: str) -> Axes:
    first, second, third, fourth = (((value,) if at == place else values) for at, values in enumerate(axes))
    return first, second, third, fourth


@kept
def row(number: int) -> NomsRow:
    """The table's row by its number, 1–10."""
    return next(each for each in noms_table().rows if each.number == number)


def assess(case: Case, lesion: Lesion, policy: Policy, sins: Sins | None = None) -> Noms:
    """One lesion against the ten rows; `sins` is its score where the caller has it already."""
    sins = score(lesion) if sins is None else sins
    axes = (
        neurologic(lesion.escc, case.neurology.myelopathy, policy.escc_1c),
        oncologic(irradiated(lesion), case.primary.radiosensitivity, case.primary.histology),
        mechanical(lesion.stability_judgment, sins.low, sins.high),
        systemic(case.systemic.tolerates_surgery),
    )
    rows = candidates(axes)
    return Noms(axes, rows, undecided_by(axes), _flags(case, lesion, sins, axes, rows))


def _flags(case: Case, lesion: Lesion, sins: Sins, axes: Axes, rows: tuple[int, ...]) -> tuple[str, ...]:
    flags = [*_neurologic_flags(case, lesion), *_oncologic_flags(case, lesion), *_mechanical_flags(lesion, sins)]
    if axes[3] == ("unfit",) and not _NEEDS_STABILIZATION.isdisjoint(rows):
        flags.append("unfit_for_stabilization")
    return tuple(flags)


def _neurologic_flags(case: Case, lesion: Lesion) -> list[str]:
    flags = []
    if lesion.escc == "1c":
        flags.append("escc_1c")
    if case.neurology.myelopathy and lesion.escc is not None and rank(lesion.escc) < rank("2"):
        flags.append("myelopathy_without_high_grade")
    if below_conus(lesion.level):
        flags.append("below_conus")
    return flags


def _oncologic_flags(case: Case, lesion: Lesion) -> list[str]:
    flags = []
    primary = case.primary
    if irradiated(lesion):
        flags.append("previously_irradiated")
    elif lesion.previous_radiotherapy is None:
        flags.append("previous_radiotherapy_unknown")
    if any(past.kind == "radiotherapy" and lesion.level in past.levels for past in case.treatment_history):
        flags.append("radiotherapy_in_history")
    if not irradiated(lesion) and primary.radiosensitivity is None and primary.histology is not None:
        listed = histology.row(primary.histology)
        if listed.beyond_source_page:
            flags.append("histology_beyond_source")
    return flags


def _mechanical_flags(lesion: Lesion, sins: Sins) -> list[str]:
    judgment = lesion.stability_judgment
    low, high = _BORDERLINE
    if judgment is None:
        return ["sins_indeterminate"] if sins.total is not None and low <= sins.total <= high else []
    against = sins.low > high if judgment == "stable" else sins.high < low
    return ["judgment_against_sins"] if against else []
