"""Every table of `data/knowledge`: its model, what it holds, and what of it a site may set differently.

What `interchange` fixes for other programs (points, levels and bands of SINS, the sides of ESCC, the classes of
histologies, the rows of NOMS, the four warning signs) stays as shipped: `instead` says what a site does there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final, cast

from tumorboard.knowledge.tables import Table

__all__ = ["SHELF", "Rows", "Shelf"]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one section: `by` are the fields that name a row, none where there is only one; `open` may be set.

    Of the fields of `either` a row has one; setting it takes away the other. `words` is the field that says the values
    of the others in words; it is set with them. Fields of `where_there` are set only in a row that has them.
    """

    by: tuple[str, ...]
    open: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    words: str = ""
    where_there: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """One table. `rows` are its sections by their name in the file, `open` its own fields that a site may set."""

    holds: str
    model_of: str
    rows: Mapping[str, Rows]
    open: tuple[str, ...] = ()
    instead: str = "it stays as shipped"

    @property
    def model(self) -> type[Table]:
        """The model of the table, imported when it is asked for."""
        module, _, name = self.model_of.partition(":")
        return cast(type[Table], getattr(import_module(f"tumorboard.knowledge.{module}"), name))


_KEY: Final = ("key",)


def _survival(name: str, *, labs: bool = False, notes: bool = True, strategy: bool = True) -> Shelf:
    """A published survival score; a site may move a primary from one of its groups to another."""
    return Shelf(
        f"survival: {name}, items with their points, groups of primaries, bands",
        "prognosis:SurvivalTable",
        {
            "item": Rows(_KEY, ("label", "note") if notes else ("label",)),
            "site": Rows(("item", "group"), ("histologies", "note") if notes else ("histologies",)),
            **({"lab": Rows(_KEY, ("label",))} if labs else {}),
            "band": Rows(("label",), ("figure", "strategy") if strategy else ("figure",)),
        },
        ("limits",),
        instead="points and edges of bands are those of the paper",
    )


SHELF: Final[Mapping[str, Shelf]] = {
    "sins": Shelf(
        "SINS: items with their points, levels, bands and what they advise",
        "medicine:SinsTable",
        {
            "location": Rows(("category",)),
            "item": Rows(_KEY, ("label", "note", "reliability")),
            "band": Rows(_KEY, ("label", "action")),
        },
        instead="points, levels and bands are those of the paper; the board's judgment of stability stands above them",
    ),
    "escc": Shelf(
        "ESCC: grades with their definitions, the low/high line",
        "medicine:EsccTable",
        {"grade": Rows(_KEY, ("definition",))},
        ("validated", "below_conus"),
        instead="the side of a grade is fixed; that of 1c is the setting escc_1c",
    ),
    "histologies": Shelf(
        "radiosensitivity by primary",
        "medicine:HistologyTable",
        {"histology": Rows(_KEY, ("label", "note"))},
        instead="the class is fixed; the board sets its own class of a case (radiosensitivity)",
    ),
    "noms": Shelf(
        "NOMS: the ten rows, what settles an axis, the flags",
        "medicine:NomsTable",
        {
            "row": Rows(("number",)),
            "word": Rows(_KEY, ("label", "modalities")),
            "ground": Rows(_KEY),
            "flag": Rows(_KEY, ("says", "short")),
        },
        instead="rows and axes are those of the source page; the board departs from a row with a reason",
    ),
    "emergency": Shelf(
        "warning signs of cord compression, and the clocks",
        "medicine:EmergencyTable",
        {"sign": Rows(_KEY, ("label",)), "clock": Rows(_KEY, ("label", "hours"))},
        instead="the four signs and what each clock is counted from are fixed",
    ),
    "criteria": Shelf(
        "lists of criteria: observation, augmentation, surgery, radiotherapy",
        "criteria:CriteriaTable",
        {
            "complete_loss_window": Rows(()),
            "severe_deficit": Rows((), ("power", "grades")),
            "list": Rows(_KEY, ("title", "criteria", "barred_by", "weighed_against")),
        },
        instead="the window of 48–72 hours and how criteria combine are the source page's",
    ),
    "readings": Shelf(
        "how each criterion of the lists is read from a case",
        "criteria:ReadingsTable",
        {"reading": Rows(_KEY)},
        instead="the words say what the program does; a list's own criteria may differ in criteria.toml",
    ),
    "disagreement": Shelf(
        "the eight reasons, inputs on which raters part, what proposes a reason",
        "disagreement:DisagreementTable",
        {
            "reason": Rows(_KEY, ("label", "side_a", "side_b")),
            "reading": Rows(_KEY, ("label",)),
            "technique": Rows(_KEY, ("one", "other", "says")),
            "proposal": Rows(("on", "reason"), ("when", "unless")),
            "goal": Rows(("goal",), ("against", "says")),
        },
    ),
    "modalities": Shelf(
        "the words of the modalities, and whether an operation or an irradiation comes first",
        "sitting:ModalityTable",
        {"modality": Rows(_KEY, ("label", "short")), "order": Rows(_KEY, ("first", "then", "says"))},
        instead="what counts as an operation or an irradiation is fixed, because departures are found by it",
    ),
    "roles": Shelf(
        "specialties, and the quorum that is shipped",
        "sitting:RolesTable",
        {"specialty": Rows(_KEY, ("label", "short", "also"))},
        ("advised",),
        instead="the quorum is a setting: quorum in settings.toml",
    ),
    "wording": Shelf(
        "vague words", "sitting:WordingTable", {"vague": Rows(_KEY, ("words", "instead", "unless_dated"))}
    ),
    "checklist": Shelf(
        "what a discussion should not leave unsaid",
        "sitting:ChecklistTable",
        {"row": Rows(_KEY, ("says", "said_by", "modalities"))},
    ),
    "readiness": Shelf(
        "the minimum data set before a case is heard",
        "before:ReadinessTable",
        {"row": Rows(_KEY, ("label", "short", "weight", "days", "refused", "closes"), where_there=("days", "refused"))},
        instead="which lines there are is fixed",
    ),
    "surveillance": Shelf(
        "follow-up: what is looked at after a decision, and when",
        "after:SurveillanceTable",
        {"rule": Rows(_KEY, ("days", "months", "until_days", "then_days", "label"), ("days", "months"), "label")},
        ("tiers", "epidural_from", "sins_from", "tier_by_factors"),
        instead="what is looked at after which treatment is fixed; a follow-up of a case is planned for any day",
    ),
    "radiotherapy": Shelf(
        "radiotherapy: schedules, limits of cord and cauda equina, reirradiation, the model of dose",
        "radiotherapy:RadiotherapyTable",
        {
            "linear_quadratic": Rows((), ("uncertain_from_gy", "caveat"), words="caveat"),
            "alpha_beta": Rows(("tissue",), ("gy", "label")),
            "full_dose": Rows((), ("says",)),
            "schedule": Rows(("technique", "dose_gy", "fractions"), ("use",)),
            "range": Rows(("technique", "fractions")),
            "conus": Rows((), ("reaches", "says"), words="says"),
            "limit": Rows(("organ", "fractions"), ("dmax_gy", "dmax_to_gy", "endpoint")),
            "reirradiation": Rows(_KEY, ("limit", "label"), words="label"),
        },
        instead="the formula, the schedules and the ranges are those of the sources; a decision names any dose",
    ),
    "neurology": Shelf(
        "neurological status: scales, hours without walking, figures of recovery",
        "neurology:NeurologyTable",
        {
            "scale": Rows(_KEY, ("label", "says")),
            "bin": Rows(_KEY),
            "statement": Rows(_KEY, ("says",)),
            "outcome": Rows(_KEY, ("says",)),
        },
        instead="grades, hours and which statement goes with them are those of the scales and of the source page",
    ),
    "prognosis_tokuhashi": _survival("revised Tokuhashi 2005"),
    "prognosis_tomita": _survival("Tomita 2001"),
    "prognosis_bauer": _survival("modified Bauer 2008"),
    "prognosis_katagiri": _survival("Katagiri 2014", labs=True, strategy=False),
    "prognosis_van_der_linden": _survival("van der Linden 2005", notes=False, strategy=False),
    "prognosis_typed": Shelf(
        "survival: tools that are not computed, and why",
        "prognosis:TypedTable",
        {"tool": Rows(_KEY, ("name", "why"))},
    ),
    "performance": Shelf(
        "ECOG and KPS: which corresponds to which",
        "prognosis:PerformanceTable",
        {"row": Rows(("ecog",), ("meaning",))},
        instead="the map is the published one; record both scales where they differ",
    ),
    "labs": Shelf(
        "labs: between which values one is taken as it stands",
        "prognosis:LabTable",
        {"limit": Rows(_KEY, ("low", "high", "label"))},
        instead="units are those of the case format",
    ),
    "contradictions": Shelf(
        "recorded items that cannot all be so",
        "prognosis:ContradictionTable",
        {"row": Rows(_KEY, ("why",))},
        instead="what contradicts what follows from the definitions of the scales",
    ),
    "plain_words": Shelf(
        "words of the page that a patient is handed",
        "plain:PlainTable",
        {"treatment": Rows(_KEY, ("name", "says")), "word": Rows(("about", "key"), ("says",))},
    ),
}
