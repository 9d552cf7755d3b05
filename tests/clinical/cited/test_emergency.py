"""The evidence of the warning signs and of the clocks, each from its own anchor."""

from datetime import UTC

import pytest

from tests.clinical.building import case
from tests.clinical.cited.citing import about, the
from tests.knowledge.sites import REVIEWED, Site
from tumorboard.clinical.cited.emergency import emergency_citations

SIGNS = ("rapidly progressive weakness", "unable to walk", "new bladder or bowel dysfunction", "bilateral symptoms")


def test_signs_that_nobody_recorded_are_told_as_that() -> None:
    found = emergency_citations(case({}), UTC)[:4]
    assert [each.subject for each in found] == [f"{sign}: not recorded" for sign in SIGNS]
    assert [each.computed_from[0] for each in found] == [
        "progression: not recorded",
        "walking: not recorded",
        "bladder bowel dysfunction: not recorded",
        "bilateral symptoms: not recorded",
    ]


@pytest.mark.parametrize(
    ("neurology", "path", "subject", "told"),
    [
        ({"progression": "rapid"}, "neurology.progression", "weakness: present", "progression: rapid"),
        ({"progression": "slow"}, "neurology.progression", "weakness: absent", "progression: slow"),
        ({"ambulation": "non_ambulatory"}, "neurology.ambulation", "walk: present", "walking: non ambulatory"),
        ({"bladder_bowel_dysfunction": False}, "neurology.bladder_bowel_dysfunction", "absent", "dysfunction: no"),
        ({"bilateral_symptoms": True}, "neurology.bilateral_symptoms", "present", "bilateral symptoms: yes"),
    ],
)
def test_a_sign_tells_the_field_that_it_comes_from(
    neurology: dict[str, object], path: str, subject: str, told: str
) -> None:
    cited = about(emergency_citations(case({"neurology": neurology}), UTC), path)
    assert cited.subject.endswith(subject)
    assert cited.computed_from[0].endswith(told)
    assert cited.source.startswith("Source page, Emergency Malignant Spinal Cord Compression")


def test_a_clock_tells_its_anchor_its_hours_and_whether_the_mri_is_there() -> None:
    neurology = {"progression": "rapid", "suspected": "2026-11-23T22:40+00:00"}
    clock = the(emergency_citations(case({"neurology": neurology}), UTC), "whole-spine MRI")
    assert clock.subject == "whole-spine MRI, neurological signs: due Tue 24 Nov 2026 22:40"
    assert clock.rule == "Within 24 hours of suspicion, counted as elapsed hours."
    assert clock.computed_from == ("suspicion: Mon 23 Nov 2026 22:40", "whole-spine MRI not recorded since then")
    assert "NG234 rec 1.5.2" in clock.source


def test_without_an_anchor_no_clock_runs() -> None:
    found = emergency_citations(case({"neurology": {"progression": "rapid"}}), UTC)
    assert the(found, "whole-spine MRI").subject.endswith("no clock runs, the time of suspicion is not recorded")
    assert the(found, "radiotherapy").computed_from == ("decision to treat: not recorded",)


def test_while_signs_are_unknown_both_clocks_are_told_as_uncertain() -> None:
    found = [each for each in emergency_citations(case({}), UTC) if each.subject.startswith("whole-spine MRI")]
    assert len(found) == 2
    assert all(each.computed_from[-1] == "whether there are neurological signs is not settled" for each in found)


def test_a_site_with_shorter_hours_is_told(site: Site) -> None:
    text = f'{REVIEWED}[[clock]]\nkey = "mri_with_signs"\nhours = 12\nsource = "Site pathway 3"\n'
    site.comes_into_force("emergency", text)
    neurology = {"progression": "rapid", "suspected": "2026-11-23T22:40+00:00"}
    clock = the(emergency_citations(case({"neurology": neurology}), UTC), "whole-spine MRI")
    assert clock.subject.endswith("due Tue 24 Nov 2026 10:40")
    assert clock.evidence == "S"
    assert clock.override == "the site: hours 24 → 12 (reviewed by Dr A. Example, spine surgery, 2026-11-20)"
