"""Raw records scored by the program, and what is looked at of a score."""

from tests.clinical.building import case
from tests.clinical.prognosis.published import Json
from tumorboard.clinical.prognosis import Item, Score, prognosis
from tumorboard.knowledge.prognosis import ScoreKey

LABS: Json = {
    "albumin_g_dl": 4.1, "crp_mg_dl": 0.1, "ldh_iu_l": 180, "platelets_per_ul": 230_000, "calcium_mg_dl": 9.2,
    "bilirubin_mg_dl": 0.6,
}  # fmt: skip
"""All normal."""


def score(key: ScoreKey, raw: Json) -> Score:
    """One score of a raw case."""
    return next(each for each in prognosis(case(raw)).scores if each.key == key)


def item(scored: Score, key: str) -> Item:
    """One item of a score."""
    return next(each for each in scored.items if each.key == key)


def patient(histology: str | None = None, /, **about: object) -> Json:
    """A raw case: fields of the systemic status, `frankel` and those of the primary by their names."""
    primary = {key: about.pop(key) for key in ("hormone_dependent", "targeted_therapy") if key in about}
    neurology = {key: about.pop(key) for key in ("frankel", "asia", "complete_loss", "ambulation") if key in about}
    lesions = about.pop("lesions", [])
    return {
        "primary": {"histology": histology, **primary},
        "neurology": neurology,
        "systemic": about,
        "lesions": lesions,
    }


def bands(scored: Score) -> list[str]:
    """The labels of the bands touched."""
    return [band.label for band in scored.bands]
