"""What each of the 26 primaries says of the response to radiation, and which class goes beyond the source page."""

import pytest

from tests.clinical.building import printed
from tumorboard.clinical import histology
from tumorboard.domain.vocabulary import HISTOLOGIES, Histology

CLASSES = {
    "breast": "sensitive",
    "prostate": "sensitive",
    "lung_small_cell": "sensitive",
    "lung_non_small_cell": "resistant",
    "lung_unspecified": "open",
    "renal_cell": "resistant",
    "thyroid": "resistant",
    "melanoma": "resistant",
    "hepatocellular": "resistant",
    "colorectal": "resistant",
    "gastric": "open",
    "gastrointestinal_other": "open",
    "lymphoma": "sensitive",
    "myeloma": "sensitive",
    "germ_cell": "sensitive",
    "sarcoma": "resistant",
    "ovarian": "open",
    "neuroendocrine": "open",
    "urothelial": "open",
    "esophageal": "open",
    "pancreatic": "open",
    "biliary": "open",
    "endometrial": "open",
    "head_and_neck": "open",
    "unknown_primary": "open",
    "other": "open",
}
BOTH = ["sensitive", "resistant"]


def test_the_26_histologies_are_those_of_the_format() -> None:
    assert sorted(HISTOLOGIES) == sorted(CLASSES)
    assert len(CLASSES) == 26


@pytest.mark.parametrize("primary", HISTOLOGIES)
def test_each_histology_has_its_class_and_a_source(primary: Histology) -> None:
    row = histology.row(primary)
    assert row.sensitivity == CLASSES[primary]
    assert row.beyond_source_page == (primary in {"lung_non_small_cell", "colorectal"})
    assert row.source
    assert histology.label(primary) == row.label != ""


@pytest.mark.parametrize("primary", HISTOLOGIES)
def test_each_class_is_what_the_oncologic_axis_holds(primary: Histology) -> None:
    placed = printed({"primary": {"histology": primary}, "lesions": [{"level": "T8"}]})["lesions"][0]["noms"]
    assert placed["oncologic"] == (BOTH if CLASSES[primary] == "open" else [CLASSES[primary]])
    assert ("histology_beyond_source" in placed["flags"]) == (primary in {"lung_non_small_cell", "colorectal"})


@pytest.mark.parametrize("primary", HISTOLOGIES)
@pytest.mark.parametrize("board", BOTH)
def test_the_boards_own_class_stands_above_the_table_and_takes_its_flag_away(primary: Histology, board: str) -> None:
    raw = {"primary": {"histology": primary, "radiosensitivity": board}, "lesions": [{"level": "T8"}]}
    placed = printed(raw)["lesions"][0]["noms"]
    assert placed["oncologic"] == [board]
    assert "histology_beyond_source" not in placed["flags"]


@pytest.mark.parametrize("primary", HISTOLOGIES)
def test_radiotherapy_before_makes_every_histology_resistant(primary: Histology) -> None:
    raw = {"primary": {"histology": primary, "radiosensitivity": "sensitive"},
           "lesions": [{"level": "T8", "previous_radiotherapy": True}]}  # fmt: skip
    placed = printed(raw)["lesions"][0]["noms"]
    assert placed["oncologic"] == ["resistant"]
    assert "previously_irradiated" in placed["flags"]


def test_without_a_primary_the_label_says_so() -> None:
    assert histology.label(None) == "primary ?"
