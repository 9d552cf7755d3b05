"""What a case answers to the items of the survival scores: everything that each may be, in words, and what to ask.

An answer in question (contradicted, or in an impossible unit) leaves its item open. Vertebral and extraspinal
metastases come from the systemic fields alone: recorded lesions are never counted in their place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, get_args

from tumorboard.clinical.contradictions import Contradiction, contradictions, kps_of_ecog
from tumorboard.clinical.labs import Meant
from tumorboard.domain.case import Case, Systemic
from tumorboard.domain.vocabulary import Impairment, Visceral
from tumorboard.knowledge.prognosis import performance_table

__all__ = ["NOT_RECORDED", "Answer", "Answers", "Value", "answers_of"]

Value = str | int
NOT_RECORDED: Final = "not recorded"
_TENS: Final = tuple(range(10, 101, 10))
_GRADES: Final = tuple(range(5))
_FOCI: Final = (0, 1, 3)
_VERTEBRAE: Final = (1, 2, 3)
"""One count for each step that any of the tables makes; a spinal metastasis lies in at least one vertebra."""
_ORGANS: Final[tuple[Visceral, ...]] = get_args(Visceral)
_FRANKEL: Final[dict[Impairment, str]] = {
    "A": "complete", "B": "complete", "C": "incomplete", "D": "incomplete", "E": "none",
}  # fmt: skip
_PERFORMANCE: Final = ("systemic.kps", "systemic.ecog")
_BONES: Final = ("systemic.vertebral_metastases", "systemic.extraspinal_bone_foci")
_SPREAD: Final = ("systemic.visceral_pattern", "systemic.brain_metastases", "systemic.visceral")


@dataclass(frozen=True, slots=True)
class Answer:
    """`values` are all that it may be; `asks` is what would settle it, where they do not score alike.

    `fields` are the paths of the case that it rests on, `wants` those that are to be recorded or put right;
    `is_recorded` is false where nothing was recorded.
    """

    values: tuple[Value, ...]
    said: str
    asks: str
    fields: tuple[str, ...]
    wants: tuple[str, ...] = ()
    is_recorded: bool = True


@dataclass(frozen=True, slots=True)
class Answers:
    """A case with what is in question in it; each property is what it answers to one item."""

    case: Case
    contradictions: tuple[Contradiction, ...]
    in_question: Mapping[str, Contradiction]
    meant: Meant

    @property
    def kps(self) -> Answer:
        """Karnofsky; from ECOG where only that was recorded, or where the two contradict each other, both."""
        return _kps(self.case.systemic.kps, self.case.systemic.ecog)

    @property
    def ecog(self) -> Answer:
        """ECOG; from KPS where only that was recorded, or where the two contradict each other, both."""
        return _ecog(self.case.systemic.ecog, self.case.systemic.kps)

    @property
    def extraspinal(self) -> Answer:
        """The count of bone foci outside the spine."""
        return _counted("systemic.extraspinal_bone_foci", "extraspinal foci", self._foci, _FOCI, "")

    @property
    def vertebral(self) -> Answer:
        """The count of vertebral metastases; no lesion is counted in its place."""
        return _counted(
            "systemic.vertebral_metastases", "vertebral metastases", self._vertebrae, _VERTEBRAE, self._vertebrae_asked
        )

    @property
    def bones(self) -> Answer:
        """Whether the spinal metastasis is the only one of the skeleton."""
        return _bones(self._vertebrae, self._foci, self._vertebrae_asked)

    @property
    def visceral(self) -> Answer:
        """None, removable or unremovable."""
        return _visceral(self.case.systemic.visceral, self._asked("systemic.visceral"))

    @property
    def visceral_presence(self) -> Answer:
        """Absent or present, by the same field."""
        answer = self.visceral
        seen = tuple(dict.fromkeys("absent" if value == "none" else "present" for value in answer.values))
        return replace(answer, values=seen)

    @property
    def visceral_spread(self) -> Answer:
        """None, nodular or disseminated, of organs or brain (Katagiri)."""
        return _spread(self.case.systemic, self._asked("systemic.visceral_pattern"))

    @property
    def palsy(self) -> Answer:
        """Complete, incomplete or none by the Frankel grade; an ASIA grade is never taken for one."""
        return _palsy(self.case.neurology.frankel, self.case.neurology.asia, self._asked("neurology.frankel"))

    @property
    def chemotherapy(self) -> Answer:
        """Whether chemotherapy was given before."""
        return _chemotherapy(self.case.systemic.previous_chemotherapy)

    @property
    def _foci(self) -> int | None:
        return self.case.systemic.extraspinal_bone_foci

    @property
    def _vertebrae(self) -> int | None:
        """The count, unless it is in question."""
        return None if self._vertebrae_asked else self.case.systemic.vertebral_metastases

    @property
    def _vertebrae_asked(self) -> str:
        return self._asked("systemic.vertebral_metastases")

    def _asked(self, path: str) -> str:
        found = self.in_question.get(path)
        return f"{found.says}: which is right?" if found else ""


def answers_of(case: Case, meant: Meant | None = None) -> Answers:
    """What a case answers, with its contradictions; a path in several of them is asked by the first.

    `meant` are the labs that are confirmed as they stand.
    """
    found = contradictions(case)
    return Answers(case, found, {path: each for each in reversed(found) for path in each.fields}, meant or {})


def _kps(kps: int | None, ecog: int | None) -> Answer:
    wants = ("systemic.kps",)
    if kps is not None:
        if ecog is None or kps in kps_of_ecog(ecog):
            return Answer((kps,), f"KPS {kps}", f"KPS {kps} has no place in the table", _PERFORMANCE, wants)
        both = (kps, *kps_of_ecog(ecog))
        return Answer(
            both, f"KPS {kps}, ECOG {ecog}", f"KPS {kps} or ECOG {ecog}: which is right?", _PERFORMANCE, wants
        )
    if ecog is None:
        return Answer(_TENS, NOT_RECORDED, "KPS", _PERFORMANCE, wants, is_recorded=False)
    tens = kps_of_ecog(ecog)
    said = f"KPS {tens[0]}–{tens[-1]}, converted from ECOG {ecog}"
    asks = f"KPS: ECOG {ecog} does not say whether it is {tens[0]} or {tens[-1]}"
    return Answer(tens, said, asks, _PERFORMANCE, wants)


def _ecog(ecog: int | None, kps: int | None) -> Answer:
    """A grade, else what KPS says of it: each ten of KPS lies in one grade, so KPS settles this item too."""
    wants = ("systemic.kps",)
    if ecog is None and kps is None:
        return Answer(_GRADES, NOT_RECORDED, "ECOG or KPS", _PERFORMANCE, wants, is_recorded=False)
    if ecog is not None and (kps is None or kps in kps_of_ecog(ecog)):
        return Answer((ecog,), f"ECOG {ecog}", "", _PERFORMANCE)
    converted = next(row.ecog for row in performance_table().rows if kps in row.kps)
    if ecog is None:
        return Answer((converted,), f"ECOG {converted}, converted from KPS {kps}", "", _PERFORMANCE)
    asks = f"ECOG {ecog} or KPS {kps}: which is right?"
    return Answer((ecog, converted), f"ECOG {ecog}, KPS {kps}", asks, _PERFORMANCE, wants)


def _counted(path: str, what: str, count: int | None, every: tuple[int, ...], asked: str) -> Answer:
    if count is None:
        said = "in question" if asked else NOT_RECORDED
        return Answer(every, said, asked or what, (path,), (path,), is_recorded=False)
    return Answer((count,), str(count), "", (path,))


def _bones(vertebrae: int | None, foci: int | None, asked: str) -> Answer:
    said = ", ".join(
        f"{count} {where}" for count, where in ((vertebrae, "vertebral"), (foci, "extraspinal")) if count is not None
    )
    if (foci or 0) >= 1 or (vertebrae or 0) >= 2:
        return Answer(("multiple",), f"multiple: {said}", "", _BONES)
    if vertebrae == 1 and foci == 0:
        return Answer(("solitary",), f"solitary: {said}", "", _BONES)
    open_counts = {
        **({_BONES[0]: asked or "vertebral metastases"} if vertebrae is None else {}),
        **({_BONES[1]: "extraspinal foci"} if foci is None else {}),
    }
    wants, asks = tuple(open_counts), "; ".join(open_counts.values())
    return Answer(("solitary", "multiple"), said or NOT_RECORDED, asks, _BONES, wants, is_recorded=bool(said))


def _visceral(visceral: Visceral | None, asked: str) -> Answer:
    fields = ("systemic.visceral",)
    if asked:
        return Answer(_ORGANS, f"{visceral}, in question", asked, fields, fields)
    if visceral is None:
        return Answer(_ORGANS, NOT_RECORDED, "visceral metastases", fields, fields, is_recorded=False)
    return Answer((visceral,), visceral, "", fields)


def _spread(state: Systemic, asked: str) -> Answer:
    visceral, pattern, brain = state.visceral, state.visceral_pattern, state.brain_metastases
    pattern_alone, brain_alone = (_SPREAD[0],), (_SPREAD[1],)
    every = ("none", "nodular", "disseminated")
    if asked:
        return Answer(every[1:] if brain else every, f"{pattern}, in question", asked, _SPREAD, pattern_alone)
    in_brain = {True: ", brain metastases", False: ", none in the brain", None: ""}[brain]
    if pattern in ("nodular", "disseminated"):
        return Answer((pattern,), pattern + in_brain, "", _SPREAD)
    if pattern == "none":
        if brain is None:
            said = "organs none, brain not recorded"
            return Answer(("none", "nodular"), said, "brain metastases", _SPREAD, brain_alone)
        return Answer(("nodular" if brain else "none",), f"organs none{in_brain}", "", _SPREAD)
    some = brain or visceral in ("removable", "unremovable")
    asks = "visceral pattern" + ("" if brain is not None else ", brain metastases")
    wants = pattern_alone if brain is not None else (*pattern_alone, *brain_alone)
    said = f"pattern {NOT_RECORDED}{in_brain}"
    return Answer(every[1:] if some else every, said, asks, _SPREAD, wants, is_recorded=False)


def _palsy(frankel: Impairment | None, asia: Impairment | None, asked: str) -> Answer:
    fields = ("neurology.frankel",)
    every = tuple(dict.fromkeys(_FRANKEL.values()))
    if asked:
        return Answer(every, f"Frankel {frankel}, in question", asked, fields, fields)
    if frankel is None:
        asks = "Frankel" + (f": ASIA {asia} is another scale" if asia else "")
        return Answer(every, NOT_RECORDED, asks, fields, fields, is_recorded=False)
    return Answer((_FRANKEL[frankel],), f"Frankel {frankel}", "", fields)


def _chemotherapy(given: bool | None) -> Answer:
    fields = ("systemic.previous_chemotherapy",)
    if given is None:
        return Answer(("no", "yes"), NOT_RECORDED, "previous chemotherapy", fields, fields, is_recorded=False)
    return Answer(("yes" if given else "no",), "yes" if given else "no", "", fields)
