"""From what a view's sheet holds to the view, and back."""

import re
from collections.abc import Iterator
from typing import Any, Final

from tumorboard.clinical.sins import ITEM_KEYS
from tumorboard.complaint import Complaint
from tumorboard.domain.case import SinsItems
from tumorboard.domain.view import Readings, Trigger, View
from tumorboard.tui.writing.entry import Missing, Values, text_of
from tumorboard.tui.writing.view_entries import SCORE_OF, triggers_in

__all__ = ["sins_of", "values_of", "view_of"]

_OF_LESION: Final = ("escc", "stability_judgment")
_OF_PATIENT: Final = ("radiosensitivity", "tolerates_surgery", "goal")
_MONTHS: Final = re.compile(r"\d{1,3}(\.\d{1,6}|,\d{1,2})?", re.ASCII)
_TOTAL: Final = re.compile(r"(?:≥|>=)?\s*(\d{1,2})", re.ASCII)
_MOST_MONTHS: Final = 600
_MOST_POINTS: Final = 18


def view_of(values: Values) -> View:
    """The view that a sheet holds. Raises Missing with the entry that is missing or wrong."""
    if not values.get("plan"):
        raise Missing("plan", "a view without a plan is none; choose at least one thing that you would do")
    triggers = tuple(_triggers(values))
    return View.of(
        plan=tuple(values["plan"]),
        urgency=values.get("urgency"),
        confidence=values.get("confidence"),
        readings=_readings(values),
        reasons=tuple(values.get("reasons") or ()),
        rationale=text_of(values, "rationale"),
        triggers=triggers,
    )


def values_of(view: View) -> dict[str, Any]:
    """What a sheet holds that a view was read from."""
    readings, months = view.readings, view.readings.expected_survival_months
    values: dict[str, Any] = {
        "plan": list(view.plan),
        "urgency": view.urgency,
        "confidence": view.confidence,
        "reasons": list(view.reasons),
        "rationale": view.rationale,
        "level": readings.level,
        "months": None if months is None else f"{months:g}",
        **{key: getattr(readings, key) for key in (*_OF_LESION, *_OF_PATIENT)},
        **{f"sins.{key}": getattr(readings.sins, key) for key in ITEM_KEYS},
    }
    for number, trigger in enumerate(view.triggers, start=1):
        values |= {f"{number}.kind": trigger.kind, f"{number}.words": trigger.words}
        if trigger.kind in SCORE_OF:
            values[f"{number}.{SCORE_OF[trigger.kind]}"] = trigger.value
    return {key: value for key, value in values.items() if value not in (None, [])}


def sins_of(values: Values) -> SinsItems:
    """The items of SINS that were read."""
    return SinsItems(**{key: values.get(f"sins.{key}") for key in ITEM_KEYS})


def _readings(values: Values) -> Readings:
    sins = sins_of(values)
    of_lesion = {key: values.get(key) for key in _OF_LESION}
    speaks_of_lesion = sins != SinsItems() or any(of_lesion.values())
    if speaks_of_lesion and not values.get("level"):
        raise Missing("level", "say which lesion your readings are about")
    return Readings.of(
        level=values.get("level") if speaks_of_lesion else None,
        sins=sins,
        expected_survival_months=_months(values),
        **of_lesion,
        **{key: values.get(key) for key in _OF_PATIENT},
    )


def _months(values: Values) -> float | None:
    typed = text_of(values, "months")
    if typed is None:
        return None
    months = float(typed.replace(",", ".")) if _MONTHS.fullmatch(typed) else None
    if months is None or months > _MOST_MONTHS:
        raise Missing("months", f"{typed!r} is no number of months; allowed is 0–{_MOST_MONTHS}, such as 6 or 7.5")
    return months


def _triggers(values: Values) -> Iterator[Trigger]:
    for number in range(1, triggers_in(values) + 1):
        kind, words = values.get(f"{number}.kind"), text_of(values, f"{number}.words")
        if not kind:
            raise Missing(f"{number}.kind", "choose what would change your mind; 7 other, where only your words say it")
        if kind == "other" and words is None:
            raise Missing(f"{number}.words", "say in words what would change your mind")
        try:
            yield Trigger.of(kind=kind, value=_value(values, number, kind), words=words)
        except Missing:
            raise
        except Complaint as complaint:
            raise Missing(f"{number}.kind", str(complaint)) from complaint


def _value(values: Values, number: int, kind: str) -> str | None:
    """The total or the grade that a trigger waits for."""
    key = f"{number}.{SCORE_OF.get(kind, '')}"
    typed = text_of(values, key)
    if kind == "sins_at_least":
        found = _TOTAL.fullmatch(typed or "")
        if found is None or not 0 < int(found[1]) <= _MOST_POINTS:
            given = f"{typed!r} is no total" if typed else "the total is missing"
            raise Missing(key, f"SINS at least: {given}; allowed is 1–{_MOST_POINTS}, such as 13")
        return str(int(found[1]))
    if kind == "escc_at_least" and typed is None:
        raise Missing(key, "ESCC at least: choose the grade that it takes, 1a to 3")
    return typed
