"""Raw case records turned into the program's values, quickly, for tests that go through wide products."""

from functools import cache
from typing import Any

import orjson

from tests.clinical import oracle
from tests.clinical.oracle import Json
from tumorboard.clinical.assessment import Assessment, assess
from tumorboard.clinical.criteria import Checklist, checklists
from tumorboard.clinical.findings import Picture
from tumorboard.clinical.policy import Policy
from tumorboard.domain.case import Case, Lesion, Neurology, PainReport, Primary, Systemic
from tumorboard.exchange.evaluation import evaluation

LOW = Policy("low")
HIGH = Policy("high")


def lesion(raw: Json) -> Lesion:
    """One lesion."""
    return Lesion.model_validate(_without_null(raw))


def case(raw: Json) -> Case:
    """One case; its parts are kept, because a product repeats them."""
    rest = {"id": raw.get("id", "X"), "treatment_history": raw.get("treatment_history")}
    kept: Case = _kept(Case, _key(rest))
    return kept.model_copy(
        update={
            "primary": _kept(Primary, _key(raw.get("primary"))),
            "neurology": _kept(Neurology, _key(raw.get("neurology"))),
            "systemic": _kept(Systemic, _key(raw.get("systemic"))),
            "lesions": tuple(_kept(Lesion, _key(each)) for each in raw.get("lesions", ())),
            "pain": _kept(PainReport, _key(raw.get("pain"))),
            "asymptomatic": raw.get("asymptomatic"),
            "incidental": raw.get("incidental"),
            "patient_goals": tuple(raw.get("patient_goals") or ()),
        }
    )


def printed(raw: Json, policy: Policy = LOW) -> Json:
    """What the program prints of a case, in comparable order and as JSON holds it."""
    found: Json = orjson.loads(orjson.dumps(evaluation(assess(case(raw), policy))))
    return oracle.comparable(found)


def assessed(raw: Json, policy: Policy = LOW) -> Assessment:
    """Everything computed from a case."""
    return assess(case(raw), policy)


def lists(raw: Json, policy: Policy = LOW) -> dict[str, Checklist]:
    """The seven lists for the first lesion, by key."""
    whole = assessed(raw, policy)
    first = whole.lesions[0]
    return {each.key: each for each in checklists(Picture(whole.case, first.lesion, first.sins, first.noms))}


def _key(raw: Json | None) -> bytes:
    return orjson.dumps(_without_null(raw or {}))


@cache
def _kept(model: type[Any], key: bytes) -> Any:
    return model.model_validate_json(key)


def _without_null(raw: Json) -> Json:
    return {
        key: [_without_null(each) if isinstance(each, dict) else each for each in value]
        if isinstance(value, list)
        else (_without_null(value) if isinstance(value, dict) else value)
        for key, value in raw.items()
        if value is not None
    }
