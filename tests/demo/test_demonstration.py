"""The demonstration as a specification: twelve invented cases that between them show everything the rules can say."""

import io
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from tumorboard.clinical.assessment import Assessment, LesionAssessment, assess
from tumorboard.clinical.criteria import Checklist, checklists
from tumorboard.clinical.emergency import clocks
from tumorboard.clinical.findings import Picture
from tumorboard.clinical.policy import Policy
from tumorboard.domain.case import Case, PreviousRadiotherapy
from tumorboard.domain.people import Person
from tumorboard.domain.vocabulary import ROLES
from tumorboard.exchange.evaluation import evaluation
from tumorboard.exchange.reading import Record, read_cases
from tumorboard.shipped import shipped

IDS = tuple(f"TB-{number:04}" for number in range(139, 151))
MEETS = date(2026, 11, 24)
PLAINLY_INVENTED = {"Example", "Sample", "Specimen", "Muster", "Probe", "Exempel", "Beispiel"}
SPECIALTIES = {"spine surgery", "radiation oncology", "medical oncology", "radiology", "palliative care nursing"}
MISSING_TWO = 2
PICTURE_TOTAL, UNSTABLE_FROM = 9, 13
WRITTEN_DATE = re.compile(
    r"\d{4}|\d{1,2}\.\d{1,2}\.|\b\d{1,2}(st|nd|rd|th)?( of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I
)

Json = dict[str, Any]


@cache
def shown() -> Json:
    loaded: Json = json.loads(shipped("data", "demo", "meeting.json").read_text(encoding="utf-8"))
    return loaded


def read(*raw: Json) -> list[Record]:
    return list(read_cases(io.BytesIO(json.dumps(raw).encode())))


def case_of(raw: Json) -> Case:
    (record,) = read(raw)
    assert record.case is not None, record.problem
    return record.case


@cache
def board() -> dict[str, Assessment]:
    """Every case of the demonstration by its id, assessed under the policy a new site begins with."""
    return {raw["id"]: assess(case_of(raw), Policy()) for raw in shown()["cases"]}


def case(name: str) -> Case:
    return board()[name].case


def index(name: str) -> LesionAssessment:
    """The lesion that the case opens on."""
    assessed = board()[name]
    return assessed.lesions[assessed.opens_on]


def lesions() -> Iterator[LesionAssessment]:
    return (each for assessed in board().values() for each in assessed.lesions)


def lists(name: str) -> dict[str, Checklist]:
    each = index(name)
    return {found.key: found for found in checklists(Picture(case(name), each.lesion, each.sins, each.noms))}


def texts(value: object) -> Iterator[str]:
    """Every text in a record, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def flagged(flag: str) -> set[str]:
    return {name for name, assessed in board().items() if any(flag in each.noms.flags for each in assessed.lesions)}


# The meeting and its people


def test_twelve_cases_are_read_without_a_problem_and_keep_their_order() -> None:
    records = read(*shown()["cases"])
    assert [record.problem for record in records] == [None] * len(IDS)
    assert tuple(record.case.id for record in records if record.case) == IDS


def test_the_meeting_is_on_a_tuesday_morning_at_eight() -> None:
    starts = datetime.fromisoformat(shown()["starts"])
    assert (starts.date(), starts.hour, starts.strftime("%A")) == (MEETS, 8, "Tuesday")
    assert "demonstration" in shown()["title"]


def test_the_file_is_utf8_without_escapes_and_indented_for_a_reader() -> None:
    raw = shipped("data", "demo", "meeting.json").read_bytes().decode("utf-8")
    assert "\\u" not in raw
    assert re.search(r'\n {1,2}"title"', raw)


def test_every_role_and_every_specialty_of_the_board_has_somebody() -> None:
    people = [Person.model_validate(person) for person in shown()["people"]]
    assert {role for person in people for role in person.roles} == set(ROLES)
    assert {person.specialty for person in people} >= SPECIALTIES
    assert len({person.id for person in people}) == len(people)


def test_the_chair_is_the_spine_surgeon_of_the_picture() -> None:
    (chair,) = [person for person in shown()["people"] if "chair" in person["roles"]]
    assert (chair["id"], chair["name"], chair["specialty"]) == ("demo.chair", "Dr Mira Kovac-Example", "spine surgery")


def test_nobody_could_be_taken_for_a_real_person() -> None:
    consultants = [
        contact.name
        for assessed in board().values()
        for contact in (assessed.case.referrer, assessed.case.responsible)
        if contact.name
    ]
    readers = [name for each in lesions() for name in (each.lesion.escc_read_by, each.lesion.sins_read_by) if name]
    names = [person["name"] for person in shown()["people"]] + consultants + readers
    assert {name.split()[-1].split("-")[-1] for name in names} <= PLAINLY_INVENTED
    assert {each.case.patient.family_name for each in board().values()} <= PLAINLY_INVENTED


def test_no_patient_bears_the_name_of_another_or_of_a_member() -> None:
    given = [case(name).patient.given_name for name in IDS]
    assert len(set(given)) == len(IDS)
    members = {word for person in shown()["people"] for word in person["name"].split()}
    assert not members & set(given)


@pytest.mark.parametrize("name", IDS)
def test_a_record_number_and_a_telephone_say_that_they_are_invented(name: str) -> None:
    assert case(name).patient.mrn == name.replace("TB", "DEMO")
    for contact in (case(name).referrer, case(name).responsible):
        assert contact.contact is None or "invented" in contact.contact


@pytest.mark.parametrize("name", IDS)
def test_no_date_lies_after_the_meeting(name: str) -> None:
    (raw,) = [each for each in shown()["cases"] if each["id"] == name]
    dated = [text[:10] for text in texts(raw) if re.match(r"\d{4}-\d{2}-\d{2}", text)]
    assert all(date.fromisoformat(day) <= MEETS for day in dated)


@pytest.mark.parametrize("name", IDS)
def test_prose_names_no_date_because_the_demonstration_is_moved_to_today(name: str) -> None:
    (raw,) = [each for each in shown()["cases"] if each["id"] == name]
    prose = [text for text in texts(raw) if " " in text and "invented" not in text]
    assert [text for text in prose if WRITTEN_DATE.search(text)] == []


@cache
def decided() -> Json:
    """The meeting of seven weeks before."""
    loaded: Json = json.loads(shipped("data", "demo", "decided.json").read_text(encoding="utf-8"))
    return loaded


def earlier() -> list[Case]:
    """The cases of the two meetings before."""
    return [case_of(raw) for raw in (*decided()["cases"], *shown()["earlier"]["cases"])]


def test_the_cases_of_the_meetings_before_are_invented_as_plainly_and_are_others() -> None:
    for each in earlier():
        assert each.patient.mrn == each.id.replace("TB", "DEMO")
        assert each.patient.family_name in PLAINLY_INVENTED
        for contact in (each.referrer, each.responsible):
            assert (contact.name or "").split()[-1] in PLAINLY_INVENTED
            assert "invented" in (contact.contact or "")
    assert not {each.id for each in earlier()} & set(IDS)
    given = {each.patient.given_name for each in earlier()}
    assert len(given) == len(earlier())
    assert not given & {case(name).patient.given_name for name in IDS}
    assert not given & {word for person in shown()["people"] for word in person["name"].split()}


def test_no_day_of_the_meeting_before_lies_after_this_one_and_no_prose_names_one() -> None:
    told = list(texts(shown()["earlier"]))
    days = [text[:10] for text in told if re.match(r"\d{4}-\d{2}-\d{2}", text)]
    assert max(map(date.fromisoformat, days)) == MEETS
    assert [text for text in told if " " in text and "invented" not in text and WRITTEN_DATE.search(text)] == []


def test_the_meeting_of_seven_weeks_before_names_no_date_and_its_people_are_of_the_board() -> None:
    told = list(texts(decided()))
    assert [text for text in told if " " in text and "invented" not in text and WRITTEN_DATE.search(text)] == []
    assert MEETS - datetime.fromisoformat(decided()["starts"]).date() == timedelta(weeks=7)
    people = {person["id"] for person in shown()["people"]}
    assert {act["by"] for act in decided()["after"]} <= people
    ats = [act["at"] for act in decided()["after"]]
    assert ats == sorted(ats)
    assert ats[-1] < shown()["earlier"]["starts"]


# What the rules can say


def test_every_row_of_the_table_is_a_candidate_somewhere() -> None:
    assert {row for each in lesions() for row in each.noms.rows} == set(range(1, 11))


def test_several_rows_stand_alone() -> None:
    assert {each.noms.rows[0] for each in lesions() if each.noms.decided} >= {1, 3, 4, 9, 10}


def test_the_totals_stand_on_both_sides_of_both_band_edges() -> None:
    edges = {index(name).sins.total: index(name).sins.bands for name in IDS if not index(name).sins.missing}
    assert {total: edges[total] for total in (6, 7, 12, 13)} == {
        6: ("stable",),
        7: ("potentially_unstable",),
        12: ("potentially_unstable",),
        13: ("unstable",),
    }


def test_every_escc_grade_is_read_somewhere_and_once_none_is() -> None:
    assert {each.lesion.escc for each in lesions()} == {"0", "1a", "1b", "1c", "2", "3", None}


def test_a_disputed_grade_1c_is_asked_about() -> None:
    assert index("TB-0141").lesion.escc == "1c"
    assert "1c" in (case("TB-0141").question or "")
    assert flagged("escc_1c") == {"TB-0141"}


def test_one_case_opens_below_the_conus() -> None:
    assert index("TB-0143").lesion.level == "L2"
    assert "below_conus" in index("TB-0143").noms.flags


def test_earlier_radiotherapy_with_its_dose_turns_a_sensitive_tumour_resistant() -> None:
    given = index("TB-0148").lesion.previous_radiotherapy
    assert isinstance(given, PreviousRadiotherapy)
    assert (given.dose_gy, given.fractions) == (30, 10)
    assert case("TB-0148").primary.histology == "breast"
    assert index("TB-0148").noms.values("oncologic") == ("resistant",)


def test_radiotherapy_in_the_history_of_a_level_is_flagged_and_changes_no_axis() -> None:
    flags = index("TB-0149").noms.flags
    assert {"radiotherapy_in_history", "previous_radiotherapy_unknown"} <= set(flags)
    assert "previously_irradiated" not in flags


def test_radiotherapy_to_another_level_raises_no_flag() -> None:
    (past,) = [each for each in case("TB-0146").treatment_history if each.kind == "radiotherapy"]
    assert past.levels == ("L3",)
    assert "TB-0146" not in flagged("radiotherapy_in_history")


def test_a_case_of_three_levels_is_worst_at_another_than_the_index() -> None:
    assessed = board()["TB-0146"]
    assert [each.lesion.level for each in assessed.lesions] == ["T5", "C5", "S2"]
    assert index("TB-0146").lesion.level == "T5"
    assert assessed.headline is not None
    assert (assessed.headline.lesion.level, assessed.headline.sins.total) == ("C5", 7)


def test_two_missing_items_give_a_range_over_a_band_edge_and_never_a_total() -> None:
    found = index("TB-0144").sins
    assert (found.low, found.high, found.total) == (6, 12, None)
    assert found.missing == ("collapse", "posterolateral")
    assert found.bands == ("stable", "potentially_unstable")


def test_a_case_with_almost_nothing_recorded_leaves_everything_open() -> None:
    each = index("TB-0150")
    assert each.noms.rows == tuple(range(1, 11))
    assert each.noms.undecided_by == ("neurologic", "oncologic", "mechanical", "systemic")
    assert len(board()["TB-0150"].emergency.unknown) == len(board()["TB-0150"].emergency.signs)
    assert case("TB-0150").question is None


def test_both_histologies_that_the_source_page_does_not_list_are_there() -> None:
    beyond = flagged("histology_beyond_source")
    assert {case(name).primary.histology for name in beyond} == {"lung_non_small_cell", "colorectal"}


def test_a_judgment_stands_against_the_score() -> None:
    each = index("TB-0149")
    assert (each.sins.total, each.lesion.stability_judgment) == (5, "unstable")
    assert each.noms.values("mechanical") == ("unstable",)
    assert flagged("judgment_against_sins") == {"TB-0149"}


def test_myelopathy_with_a_low_grade_lands_in_the_high_rows_and_is_flagged() -> None:
    each = index("TB-0149")
    assert each.lesion.escc == "1b"
    assert case("TB-0149").neurology.myelopathy is True
    assert "myelopathy_without_high_grade" in each.noms.flags
    assert each.noms.values("neurologic") == ("high",)


def test_a_patient_too_ill_for_the_stabilization_of_the_row_is_flagged() -> None:
    assert case("TB-0145").systemic.tolerates_surgery is False
    assert index("TB-0145").noms.rows == (4,)
    assert flagged("unfit_for_stabilization") == {"TB-0145"}


def test_a_chance_finding_is_eligible_for_observation() -> None:
    assert (case("TB-0139").incidental, case("TB-0139").asymptomatic) == (True, True)
    assert lists("TB-0139")["observation"].verdict == "eligible to consider"


def test_a_compression_fracture_is_eligible_for_augmentation() -> None:
    assert index("TB-0140").lesion.sins.collapse == "under_50"
    assert lists("TB-0140")["augmentation"].verdict == "eligible to consider"


def test_complete_paralysis_stands_in_the_grey_zone_of_48_to_72_hours() -> None:
    state = case("TB-0147").neurology
    assert state.complete_loss is True
    assert state.walking_lost is not None
    lost_for = datetime.fromisoformat(shown()["starts"]).replace(tzinfo=None) - state.walking_lost.replace(tzinfo=None)
    assert lost_for == timedelta(hours=state.non_ambulatory_hours or 0) == timedelta(hours=60)


def test_a_score_at_the_band_edge_is_one_reading_from_the_next_band() -> None:
    each = index("TB-0143")
    assert each.sins.total == UNSTABLE_FROM - 1
    assert ("sins.collapse", "over_50", (2,)) in {(pivot.input, pivot.value, pivot.rows) for pivot in each.pivots}
    assert "13" in (case("TB-0143").notes or "")


def test_emergencies_are_listed_as_such_and_nothing_else_is() -> None:
    urgent = {name for name, assessed in board().items() if assessed.emergency.is_emergency}
    assert urgent == {name for name in IDS if case(name).route == "emergency"} == {"TB-0142", "TB-0144", "TB-0147"}


# The case of the picture


def test_tb_0142_is_the_case_of_the_picture() -> None:
    patient, shown_case = case("TB-0142").patient, case("TB-0142")
    born = patient.birth_date
    assert born is not None
    assert (patient.sex, MEETS.year - born.year - ((MEETS.month, MEETS.day) < (born.month, born.day))) == ("female", 63)
    assert shown_case.primary.histology == "renal_cell"
    assert [each.lesion.level for each in board()["TB-0142"].lesions] == ["T8", "T4", "L2"]
    assert shown_case.question == "Stabilize before SBRT?"
    assert (shown_case.patient_goals, shown_case.patient_words) == (("mobility",), "Keep walking.")


def test_tb_0142_scores_nine_and_leaves_rows_seven_to_ten_open() -> None:
    each = index("TB-0142")
    assert (each.lesion.escc, case("TB-0142").neurology.myelopathy) == ("2", True)
    assert each.sins.total == PICTURE_TOTAL
    assert each.lesion.sins.model_dump() == {
        "pain": "mechanical",
        "bone_lesion": "lytic",
        "alignment": "normal",
        "collapse": "under_50",
        "posterolateral": "unilateral",
    }
    assert (each.lesion.stability_judgment, case("TB-0142").systemic.tolerates_surgery) == (None, None)
    assert each.noms.rows == (7, 8, 9, 10)
    assert each.noms.undecided_by == ("mechanical", "systemic")


def test_tb_0142_is_an_emergency_of_the_evening_before() -> None:
    assert board()["TB-0142"].emergency.present == ("rapidly_progressive_weakness",)
    suspected = case("TB-0142").neurology.suspected
    assert suspected is not None
    assert (suspected.date(), suspected.hour) == (MEETS - timedelta(days=1), 22)


def test_tb_0142_had_its_mri_within_a_day_of_the_suspicion() -> None:
    zone = datetime.now().astimezone().tzinfo
    assert zone is not None
    (due, *_) = clocks(case("TB-0142"), None, zone)
    assert (due.clock.key, due.certain, due.answered) == ("mri_with_signs", True, True)


def test_tb_0142_becomes_unstable_when_the_alignment_becomes_translation() -> None:
    (raw,) = [each for each in shown()["cases"] if each["id"] == "TB-0142"]
    first, *others = raw["lesions"]
    moved = {**first, "sins": {**first["sins"], "alignment": "translation"}}
    (each, *_) = assess(case_of({**raw, "lesions": [moved, *others]}), Policy()).lesions
    assert each.sins.total == UNSTABLE_FROM
    assert each.noms.rows == (9, 10)
    pivots = {(pivot.input, pivot.value): pivot.rows for pivot in index("TB-0142").pivots}
    assert pivots["sins.alignment", "translation"] == (9, 10)


# Worth reading aloud


@pytest.mark.parametrize("name", IDS)
def test_every_case_has_notes_and_somebody_who_sent_it(name: str) -> None:
    assert case(name).notes
    assert case(name).referrer.name
    assert case(name).referrer.unit


@pytest.mark.parametrize("name", [name for name in IDS if name != "TB-0150"])
def test_every_case_but_the_empty_one_has_question_goal_image_and_history(name: str) -> None:
    shown_case = case(name)
    assert (shown_case.question or "").count("?") >= 1
    assert shown_case.patient_goals
    assert all(image.on for image in shown_case.imaging)
    assert shown_case.imaging
    assert shown_case.primary.text
    assert shown_case.primary.diagnosed


def test_laboratory_values_patients_words_and_treatments_are_recorded_in_many_cases() -> None:
    recorded = [assessed.case for assessed in board().values()]
    some = len(IDS) // 2
    assert sum(bool(each.systemic.labs.model_dump(exclude_none=True)) for each in recorded) >= some
    assert sum(bool(each.patient_words) for each in recorded) >= some
    assert sum(bool(each.treatment_history) for each in recorded) >= some


# Outside faces


@pytest.mark.parametrize("name", IDS)
def test_the_evaluation_of_every_case_can_be_printed(name: str) -> None:
    printed = json.loads(json.dumps(evaluation(board()[name])))
    assert printed["id"] == name
    assert [each["level"] for each in printed["lesions"]] == [each.level for each in case(name).lesions]


def test_every_published_case_is_read_evaluated_and_names_its_source() -> None:
    with shipped("data", "demo", "published.jsonl").open("rb") as stream:
        records = list(read_cases(stream))
    assert records
    assert [record.problem for record in records if record.problem] == []
    for record in records:
        assert record.case is not None
        assert record.case.source.title
        assert (record.case.source.url or "").startswith("http")
        assert evaluation(assess(record.case, Policy()))["id"] == record.case.id


def test_a_published_case_names_nobody() -> None:
    with shipped("data", "demo", "published.jsonl").open("rb") as stream:
        patients = [record.case.patient for record in read_cases(stream) if record.case]
    assert not any(each.family_name or each.given_name or each.mrn or each.birth_date for each in patients)
