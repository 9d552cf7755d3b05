"""Where specialists' views part: on which input, whether that is decisive, across which edge, and for which reasons.

An input is decisive when one rater's value, put into another's reading in place of only that one, changes the NOMS
candidate rows of the other. Differences reflect judgement of risk, prognosis and benefit and are no error (source page,
Why Treatment Recommendations May Differ); the reasons are proposed here and confirmed by a person.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from tumorboard.clinical.escc import Pressure, pressure, rank
from tumorboard.clinical.goals import AgainstGoal, against_goals
from tumorboard.clinical.policy import Policy
from tumorboard.clinical.reasons import WhyParted, contexts, proposed
from tumorboard.clinical.spread import Position, Reader, Spread, readers, spreads
from tumorboard.clinical.techniques import Difference, differences
from tumorboard.domain.case import Case
from tumorboard.domain.vocabulary import Escc, Level
from tumorboard.knowledge import sins_table

__all__ = ["EsccLine", "Parting", "part", "sentences"]

_NOBODY: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EsccLine:
    """Grades on both sides of the line between low and high pressure on the cord.

    `straddled` is by the site's policy, which counts 1c as `counted`; `disputed` says that the answer hangs on it.
    """

    grades: tuple[Escc, ...]
    straddled: bool
    disputed: bool
    counted: Pressure


@dataclass(frozen=True, slots=True)
class Parting:
    """The views on one lesion of a case, side by side.

    `level` is the lesion looked at; `levels` are those of which raters speak, more than one where they differ; `edges`
    are the band edges of SINS, such as (12, 13), with raters on both sides; `escc_line` is None unless straddled or
    disputed; `against` are goals of the patient that a plan goes against.
    """

    level: Level | None
    readers: tuple[Reader, ...]
    spreads: tuple[Spread, ...]
    levels: tuple[tuple[Level, tuple[str, ...]], ...]
    edges: tuple[tuple[int, int], ...]
    escc_line: EsccLine | None
    techniques: tuple[Difference, ...]
    against: tuple[AgainstGoal, ...]
    reasons: tuple[WhyParted, ...]

    @property
    def parted(self) -> tuple[Spread, ...]:
        """The inputs on which raters part."""
        return tuple(each for each in self.spreads if each.parts)

    @property
    def axes(self) -> tuple[str, ...]:
        """What they part on: neurologic, oncologic, mechanical, systemic, forecast, goal, urgency, technique."""
        return tuple(dict.fromkeys(each.axis for each in self.parted))

    @property
    def decisive(self) -> bool:
        """Whether any difference changes the candidate rows."""
        return any(each.decisive for each in self.parted)

    @property
    def parts(self) -> bool:
        """Whether the views part at all."""
        return bool(self.parted) or len(self.levels) > 1


def part(case: Case, place: int, policy: Policy, positions: Sequence[Position]) -> Parting:
    """Where the views of several raters part; `place` is that of the lesion looked at, `positions` one per rater."""
    found = readers(case, place, policy, positions)
    compared = spreads(found, policy)
    edges = tuple(_edges(found))
    plans = {rater: view.plan for rater, view in positions}
    techniques, against = differences(plans), against_goals(case, plans)
    words = {
        **{each.key: each.label for each in compared if each.parts},
        **{f"technique.{each.key}": each.says for each in techniques},
        **({"band_edge": _edges_said(edges)} if edges else {}),
        **({"patient_goal": "; ".join(each.says for each in against)} if against else {}),
    }
    known = contexts(case, [each.noms for each in found if each.noms is not None])
    return Parting(
        level=case.lesions[place].level if case.lesions else None,
        readers=found,
        spreads=compared,
        levels=_levels(found),
        edges=edges,
        escc_line=_escc_line(found, policy),
        techniques=techniques,
        against=against,
        reasons=proposed(words, known, [(rater, view.reasons) for rater, view in positions]),
    )


def sentences(parting: Parting, names: Mapping[str, str] = _NOBODY) -> list[str]:
    """The parting in short lines, such as `parts at: collapse, posterolateral (decisive); band edge 12/13`.

    `names` is how raters are called where that is not their id. No line with fewer than two views.
    """
    if len(parting.readers) <= 1:
        return []
    return list(_sentences(parting, names))


def _sentences(parting: Parting, names: Mapping[str, str]) -> Iterator[str]:
    yield _parts_at(parting)
    if len(parting.levels) > 1:
        yield "levels meant: " + ", ".join(f"{level} ({_called(raters, names)})" for level, raters in parting.levels)
    if parting.escc_line is not None:
        yield _line_said(parting.escc_line)
    if parting.techniques:
        yield "technique: " + "; ".join(
            f"{each.says} ({_called(each.one, names)} / {_called(each.other, names)})" for each in parting.techniques
        )
    for each in parting.against:
        yield f"against the patient's goal: {each.says} ({_called(each.raters, names)})"
    yield from _reasons_said(parting, names)


def _parts_at(parting: Parting) -> str:
    at = [_spread_said(each) for each in parting.parted if each.axis != "technique"]
    if not at and parting.parted:
        at = ["plan"]
    edge = f"; {_edges_said(parting.edges)}" if parting.edges else ""
    return f"parts at: {', '.join(at)}{edge}" if at else "no difference in what two or more gave"


def _spread_said(spread: Spread) -> str:
    values = "" if spread.key.startswith("sins.") else " " + " or ".join(each.said for each in spread.choices)
    return f"{spread.label}{values}{' (decisive)' if spread.decisive else ''}"


def _line_said(line: EsccLine) -> str:
    grades = f"ESCC {' '.join(line.grades)}"
    if not line.disputed:
        return f"{grades}: across the line between low and high"
    if line.straddled:
        return f"{grades}: across the line between low and high, because 1c counts as {line.counted} here (disputed)"
    other = "high" if line.counted == "low" else "low"
    return f"{grades}: 1c counts as {line.counted} here (disputed); as {other} it would be across the line"


def _reasons_said(parting: Parting, names: Mapping[str, str]) -> Iterator[str]:
    found = [each for each in parting.reasons if each.because]
    if found:
        yield "reasons proposed: " + "; ".join(
            f"{each.number} {each.label} ({', '.join(each.because)})" for each in found
        )
    named = [each for each in parting.reasons if each.named_by]
    if named:
        yield "reasons named: " + "; ".join(
            f"{each.number} {each.label} ({_called(each.named_by, names)})" for each in named
        )


def _called(raters: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(rater, rater) for rater in raters)


def _levels(found: Sequence[Reader]) -> tuple[tuple[Level, tuple[str, ...]], ...]:
    meant: dict[Level, list[str]] = {}
    for each in found:
        if each.lesion is not None and each.speaks_of_lesion:
            meant.setdefault(each.lesion.level, []).append(each.rater)
    return tuple((level, tuple(raters)) for level, raters in meant.items())


def _edges(found: Sequence[Reader]) -> Iterator[tuple[int, int]]:
    """The edges with one rater's whole range below and another's whole range above."""
    scores = [each.sins for each in found if each.here and each.scored and each.sins is not None]
    for lower, upper in pairwise(sins_table().bands):
        if any(each.high <= lower.high for each in scores) and any(each.low >= upper.low for each in scores):
            yield lower.high, upper.low


def _edges_said(edges: Sequence[tuple[int, int]]) -> str:
    return f"band edge{'s' if len(edges) > 1 else ''} " + " ".join(f"{low}/{high}" for low, high in edges)


def _escc_line(found: Sequence[Reader], policy: Policy) -> EsccLine | None:
    grades = {each.view.readings.escc for each in found if each.here} - {None}
    given = tuple(sorted((each for each in grades if each is not None), key=rank))
    both: tuple[Pressure, Pressure] = ("low", "high")
    straddled = {side: len({pressure(each, side) for each in given}) > 1 for side in both}
    if not any(straddled.values()):
        return None
    is_disputed = straddled["low"] != straddled["high"]
    return EsccLine(given, straddled[policy.escc_1c], is_disputed, policy.escc_1c)
