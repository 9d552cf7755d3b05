"""Quorum: which words mean which specialty, and whether those who are there suffice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.clinical.quorum import Rule, default_rule, judge, parse_rule, specialty, specialty_key
from tumorboard.complaint import Complaint
from tumorboard.config import Settings
from tumorboard.knowledge.sitting import roles_table

FULL = ["neurosurgeon", "radiation oncology", "medical oncology", "radiology"]
KEYS = [each.key for each in roles_table().specialties]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("spine surgery", "spine_surgery"), ("Spine_Surgery", "spine_surgery"), ("  spine   SURGEON ", "spine_surgery"),
        ("neurosurgery", "spine_surgery"), ("orthopaedic spine surgery", "spine_surgery"),
        ("radiation oncology", "radiation_oncology"), ("clinical oncology", "radiation_oncology"),
        ("Radiation-Oncology", "radiation_oncology"),
        ("medical oncology", "medical_oncology"), ("haematology", "haematology"), ("hematologist", "haematology"),
        ("Haemato-Oncology", "haematology"), ("radiology", "radiology"), ("neuroradiology", "radiology"),
        ("interventional radiology", "interventional_radiology"), ("pathology", "pathology"),
        ("palliative care nursing", "palliative_care"), ("clinical nurse specialist", "nursing"),
        ("physiotherapy", "rehabilitation"), ("anesthesiology", "anaesthesia"), ("other", "other"),
    ],
)  # fmt: skip
def test_a_free_text_is_understood_as_a_specialty(text: str, key: str) -> None:
    assert specialty_key(text) == key


@pytest.mark.parametrize("text", [None, "", "oncology", "surgery", "board coordination", "student", "spine sur"])
def test_what_could_mean_several_specialties_or_none_is_not_guessed(text: str | None) -> None:
    assert specialty_key(text) is None


def test_every_specialty_is_understood_by_its_key_and_label_and_no_word_means_two() -> None:
    seen: dict[str, str] = {}
    for each in roles_table().specialties:
        assert specialty_key(each.key) == specialty_key(each.label) == each.key
        assert specialty(each.key) == each
        assert len(each.short) <= 10
        for word in each.also:
            assert specialty_key(word) == each.key
            assert seen.setdefault(word.casefold(), each.key) == each.key


def test_the_shipped_rule_is_met_by_surgeon_radiation_oncologist_oncologist_and_radiologist() -> None:
    judged = judge(default_rule(), FULL)
    assert (judged.met, judged.missing) == (True, ())
    assert judged.advised_missing == ("palliative care or nursing",)
    assert judge(default_rule(), [*FULL, "palliative care nursing"]).advised_missing == ()


def test_the_settings_ship_the_same_rule_as_the_table() -> None:
    assert Settings().quorum == roles_table().quorum
    assert Settings().quorum_rule == default_rule()


def test_a_haematologist_stands_in_the_place_of_the_medical_oncologist_only() -> None:
    assert judge(default_rule(), ["neurosurgeon", "radiation oncology", "haematologist", "radiology"]).met
    assert judge(default_rule(), ["neurosurgeon", "haematologist", "medical oncology", "radiology"]).missing == (
        "radiation oncology",
    )


def test_what_is_missing_is_said_in_words_in_the_order_of_the_rule() -> None:
    judged = judge(default_rule(), ["radiology", None, "medical student"])
    assert judged.missing == ("spine surgery", "radiation oncology", "medical oncology or haematology")
    assert not judged.met


def test_what_is_only_advised_never_keeps_a_quorum_from_being_met() -> None:
    assert judge(default_rule(), FULL).met
    assert judge(Rule((), (("nursing",),)), []).met


def test_a_sites_own_rule_is_read_from_its_words() -> None:
    rule = parse_rule(["Neurosurgery", "medical_oncology | haematology"])
    assert rule.needed == (("spine_surgery",), ("medical_oncology", "haematology"))
    assert rule.advised == default_rule().advised


@pytest.mark.parametrize("word", ["dermatology", "medical_oncology|", "", "radiology,nursing"])
def test_an_unknown_word_of_a_rule_is_named_with_what_is_allowed(word: str) -> None:
    with pytest.raises(Complaint) as caught:
        parse_rule(["radiology", word])
    said = str(caught.value)
    assert ("an empty word" if word.endswith("|") or not word else word) in said
    assert all(key in said for key in KEYS)


@given(st.lists(st.sampled_from(KEYS)), st.lists(st.sampled_from(KEYS)))
def test_more_people_never_undo_a_quorum(present: list[str], more: list[str]) -> None:
    fewer, all_of_them = judge(default_rule(), present), judge(default_rule(), [*present, *more])
    assert set(all_of_them.missing) <= set(fewer.missing)
    assert fewer.met == (not fewer.missing)
