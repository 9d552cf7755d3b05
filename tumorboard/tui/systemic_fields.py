"""The fields of the patient as a whole: performance, extent of the disease, treatment, laboratory values, survival."""

from functools import cache
from typing import Final

from tumorboard.tui.fields import Choice, Field, listed, yes_no

__all__ = ["SECTIONS", "systemic_fields"]

SECTIONS: Final = {
    "systemic.ecog": "performance",
    "systemic.visceral": "extent",
    "primary.hormone_dependent": "treatment",
    "systemic.labs.albumin_g_dl": "laboratory",
    "systemic.expected_survival_months": "expected survival",
}
"""Which field begins which section."""
_SCORES: Final = "an item of survival scores (0)"


@cache
def systemic_fields() -> tuple[Field, ...]:
    """In the order of the pane. Units stand in the labels, because nothing is ever converted by itself."""
    return (*_performance(), *_extent(), *_treatment(), *_labs(), _survival())


def _performance() -> tuple[Field, ...]:
    return (
        Field(
            "systemic.ecog",
            "ECOG",
            tuple(Choice(grade, str(grade), str(grade)) for grade in range(5)),
            "0 fully active … 4 disabled. ECOG 1 does not say whether KPS is 70 or 80.",
            f"ECOG-ACRIN; {_SCORES}",
            "V2",
        ),
        Field(
            "systemic.kps",
            "KPS",
            tuple(Choice(ten * 10, str(ten * 10), str(ten % 10)) for ten in range(1, 11)),
            "Karnofsky performance status in tens; 0 is 100. Scores cut at 80, 50 and 20.",
            f"Karnofsky 1949; {_SCORES}",
            "V2",
        ),
        Field(
            "systemic.asa",
            "ASA",
            tuple(Choice(grade, str(grade), str(grade)) for grade in range(1, 6)),
            "Physical status: 1 healthy … 5 moribund.",
            "American Society of Anesthesiologists",
            "M",
        ),
    )


def _extent() -> tuple[Field, ...]:
    return (
        Field(
            "systemic.visceral",
            "visceral",
            listed("none", "removable", "unremovable"),
            "Metastases of major internal organs.",
            f"Tokuhashi 2005; {_SCORES}",
        ),
        Field(
            "systemic.visceral_pattern",
            "visceral pattern",
            listed("none", "nodular", "disseminated"),
            "Disseminated: pleural, peritoneal or leptomeningeal.",
            f"Katagiri 2014; {_SCORES}",
            "V2",
        ),
        Field(
            "systemic.brain_metastases",
            "brain metastases",
            yes_no(),
            "Metastases of the brain.",
            f"Katagiri 2014; {_SCORES}",
            "V2",
        ),
        Field(
            "systemic.vertebral_metastases",
            "vertebral mets",
            (),
            "How many vertebrae have a metastasis; recorded lesions are never counted in its place.",
            f"Tokuhashi 2005; {_SCORES}",
        ),
        Field(
            "systemic.extraspinal_bone_foci",
            "extraspinal foci",
            (),
            "How many bone foci outside the spine; 0 for none.",
            f"Tokuhashi 2005; {_SCORES}",
        ),
    )


def _treatment() -> tuple[Field, ...]:
    return (
        Field(
            "primary.hormone_dependent",
            "hormone-depend.",
            yes_no(),
            "Whether breast or prostate cancer still depends on hormones.",
            f"Katagiri 2014; {_SCORES}",
            "V2",
        ),
        Field(
            "primary.targeted_therapy",
            "targeted therapy",
            yes_no(),
            "Whether it is treated with targeted drugs.",
            f"Katagiri 2014; {_SCORES}",
            "V2",
        ),
        Field(
            "systemic.previous_chemotherapy",
            "chemo before",
            yes_no(),
            "Chemotherapy before.",
            f"Katagiri 2014; {_SCORES}",
            "V2",
        ),
        Field(
            "systemic.controlled_by_systemic_therapy",
            "controlled",
            yes_no(),
            "Whether systemic therapy controls the disease.",
            "Source page, Role of Observation in Selected Patients",
        ),
    )


def _labs() -> tuple[Field, ...]:
    """Analytes with the unit in the label; those that cannot be 0 take none."""
    said = f"Katagiri 2014; {_SCORES}"
    return tuple(
        Field(f"systemic.labs.{key}", label, (), f"In {unit}, as the label says.", said, "V2", decimals=True, zero=zero)
        for key, label, unit, zero in (
            ("albumin_g_dl", "albumin g/dL", "g/dL, not g/L", False),
            ("crp_mg_dl", "CRP mg/dL", "mg/dL, not mg/L", True),
            ("ldh_iu_l", "LDH IU/L", "IU/L", False),
            ("platelets_per_ul", "platelets /µL", "single platelets a µL, such as 230000", False),
            ("calcium_mg_dl", "calcium mg/dL", "mg/dL, not mmol/L", False),
            ("bilirubin_mg_dl", "bilirubin mg/dL", "mg/dL, not µmol/L", True),
        )
    )


def _survival() -> Field:
    return Field(
        "systemic.expected_survival_months",
        "months expected",
        (),
        "What the board itself expects, in months; no score sets it.",
        "Source page, Why recommendations differ, reason 3",
        decimals=True,
    )
