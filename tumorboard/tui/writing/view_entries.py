"""A view as entries of a sheet: what I would do, how I read the case, why, and what would change my mind."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from tumorboard.clinical import escc
from tumorboard.clinical.reasons import reasons
from tumorboard.domain.vocabulary import ESCC_GRADES
from tumorboard.knowledge.tables import kept
from tumorboard.tui.fields import Choice, Field, noms_fields, sins_fields
from tumorboard.tui.writing.decision_steps import MODALITY_CHOICES, TIMINGS
from tumorboard.tui.writing.entry import Entry, Values, lettered, text_of

__all__ = ["ESCC_CHOICES", "MOST_TRIGGERS", "SCORE_OF", "reason_choices", "triggers_in", "view_entries"]

MOST_TRIGGERS: Final = 7
"""Things that would change one mind; there are as many kinds."""
SCORE_OF: Final = {"sins_at_least": "sins", "escc_at_least": "escc"}
"""Which score a trigger of a kind waits for."""
ESCC_CHOICES: Final = tuple(Choice(grade, grade, grade[-1], escc.definition(grade)) for grade in ESCC_GRADES)
"""The six grades: 0, a, b, c for 1a, 1b, 1c, then 2 and 3, each its own key."""

_LABELS: Final = {
    "stability_judgment": "stability",
    "radiosensitivity": "radiosensitivity",
    "tolerates_surgery": "fitness",
}
_CONFIDENCE: Final = lettered([(each, each, "") for each in ("low", "moderate", "high")])
_GOALS: Final = lettered(
    [
        ("survival", "survival", ""),
        ("mobility", "mobility", ""),
        ("pain_control", "pain control", ""),
        ("avoid_major_surgery", "avoid major surgery", ""),
        ("other", "other", ""),
    ]
)
_KINDS: Final = lettered(
    [
        ("sins_at_least", "SINS at least", "on re-scoring"),
        ("escc_at_least", "ESCC at least", "on a new MRI"),
        ("new_weakness", "new weakness", ""),
        ("growth_on_mri", "growth on MRI", "a person judges it"),
        ("new_mechanical_pain", "new mechanical pain", ""),
        ("new_fracture", "new fracture", ""),
        ("other", "other", "say it in words; a person judges it"),
    ]
)


def view_entries(values: Values, levels: Sequence[str]) -> Iterator[Entry]:
    """Every entry of a view; `levels` are those of the case's lesions, one of which the readings are about."""
    yield Entry(
        "plan",
        "plan",
        "several",
        MODALITY_CHOICES,
        help="What you would do, in the order of doing; the key again takes it out.",
        needed=True,
        heading="what I would do",
    )
    yield Entry("urgency", "urgency", "choice", TIMINGS, help="By when it should be begun.")
    yield Entry("confidence", "confidence", "choice", _CONFIDENCE, help="How sure you are.")
    yield from _readings(values, levels)
    yield Entry(
        "reasons",
        "reasons",
        "several",
        reason_choices(),
        help="Why others may decide otherwise: each shows what both sides weigh; the key again takes it out.",
        source="Source page, Why Treatment Recommendations May Differ",
        heading="why",
    )
    yield Entry("rationale", "because", "line", help="Why this and not the other.")
    for number in range(1, min(triggers_in(values) + 1, MOST_TRIGGERS) + 1):
        yield from _trigger(number, values)


def triggers_in(values: Values) -> int:
    """How many triggers were begun, without a gap."""
    begun = (bool(values.get(f"{at}.kind") or text_of(values, f"{at}.words")) for at in range(1, MOST_TRIGGERS + 1))
    return next((at for at, each in enumerate(begun) if not each), MOST_TRIGGERS)


def _readings(values: Values, levels: Sequence[str]) -> Iterator[Entry]:
    level = values.get("level")
    known = tuple(dict.fromkeys([*levels, *([level] if level else [])]))
    entries: list[Entry] = []
    if len(known) > 1:
        listed = lettered([(each, each, "") for each in known])
        entries.append(Entry("level", "lesion", "choice", listed, help="The lesion that your readings are about."))
    if known:
        entries += [_of_field("escc", _field("lesion.escc"), ESCC_CHOICES)]
        entries += [_of_field(f"sins.{_name(field)}", field, field.choices) for field in sins_fields()]
        entries.append(_read("lesion.stability_judgment"))
    entries += [_read("primary.radiosensitivity"), _read("systemic.tolerates_surgery")]
    entries.append(Entry("months", "expected survival", "line", help="In months, such as 6 or 7.5."))
    entries.append(
        Entry("goal", "goal", "choice", _GOALS, help="The goal for which you argue; the patient's own stays.")
    )
    heading = f"my own readings of {level}" if level else "my own readings"
    yield replace(entries[0], heading=heading)
    yield from entries[1:]


def _trigger(number: int, values: Values) -> Iterator[Entry]:
    kind = values.get(f"{number}.kind")
    heading = "what would change my mind" if number == 1 else ""
    yield Entry(
        f"{number}.kind", "if" if number == 1 else "or if", "choice", _KINDS,
        help="What should bring the case back to you.", heading=heading,
    )  # fmt: skip
    if kind == "sins_at_least":
        yield Entry(f"{number}.sins", "total", "line", help="The SINS total that it takes, 1–18.", needed=True)
    elif kind == "escc_at_least":
        yield Entry(f"{number}.escc", "grade", "choice", ESCC_CHOICES[1:], help="The grade it takes.", needed=True)
    if kind or text_of(values, f"{number}.words"):
        yield Entry(f"{number}.words", "in words", "line", needed=kind == "other")


@kept
def reason_choices() -> tuple[Choice, ...]:
    """The eight reasons of the source page by their number, each with what both sides weigh."""
    return tuple(Choice(each.key, each.label, str(each.number), f"{each.side_a} / {each.side_b}") for each in reasons())


def _read(path: str) -> Entry:
    field = _field(path)
    return _of_field(_name(field), field, field.choices)


def _of_field(key: str, field: Field, choices: tuple[Choice, ...]) -> Entry:
    return Entry(key, _LABELS.get(key, field.label), "choice", choices, help=field.help, source=field.source)


@kept
def _field(path: str) -> Field:
    return next(field for field in noms_fields() if field.path == path)


def _name(field: Field) -> str:
    return field.path.rpartition(".")[2]
