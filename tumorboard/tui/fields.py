"""Every field that is edited in place: its path in the case, its words, its choices and the digit of each.

A digit is what the clinic would say: the points of a SINS option, the figure of an ESCC grade, 1 and 0 for yes and no.
Where several choices share a digit, pressing it again takes the next of them.
"""

from typing import Final, NamedTuple

from tumorboard.board.working import Value
from tumorboard.clinical import escc
from tumorboard.clinical.evidence import ground
from tumorboard.clinical.sins import ITEM_KEYS, item
from tumorboard.domain.vocabulary import ESCC_GRADES
from tumorboard.knowledge import emergency_table, escc_table
from tumorboard.knowledge.tables import Evidence, kept

__all__ = [
    "NOT_RECORDED",
    "Choice",
    "Field",
    "at_lesion",
    "fact_fields",
    "listed",
    "noms_fields",
    "number_said",
    "sins_fields",
    "yes_no",
]

NOT_RECORDED: Final = "not recorded"
_LESION: Final = "lesion."


class Choice(NamedTuple):
    """One value that a field may take. `mark` is a word of explanation beside it."""

    value: Value
    label: str
    digit: str
    mark: str = ""


class Field(NamedTuple):
    """`path` begins with `lesion.` where it belongs to the open lesion. Without choices the field takes a number.

    `source` and `evidence` are of the rule that the field feeds, else of the scale that it is read on. `decimals` says
    that the number may have a fraction, `zero` that it may be 0.
    """

    path: str
    label: str
    choices: tuple[Choice, ...]
    help: str
    source: str
    evidence: Evidence = "V1"
    decimals: bool = False
    zero: bool = True

    @property
    def is_number(self) -> bool:
        """Whether digits are typed into the field instead of choosing."""
        return not self.choices

    @property
    def is_of_lesion(self) -> bool:
        """Whether the field belongs to the open lesion and not to the patient."""
        return self.path.startswith(_LESION)

    def label_of(self, value: Value) -> str:
        """A value in the words of the clinic."""
        if value is None:
            return NOT_RECORDED
        if self.is_number and isinstance(value, int | float):
            return number_said(value)
        return next((c.label for c in self.choices if c.value == value and type(c.value) is type(value)), str(value))

    def stepped(self, value: Value, by: int) -> Value:
        """The value one choice to the right (+1) or left (-1); `not recorded` stands before the first."""
        ring: list[Value] = [None, *(choice.value for choice in self.choices)]
        at = next((place for place, each in enumerate(ring) if each == value and type(each) is type(value)), 0)
        return ring[min(max(at + by, 0), len(ring) - 1)]

    def with_digit(self, digit: str, value: Value) -> Value:
        """The value that a digit chooses; the standing value when it chooses none."""
        if self.is_number:
            return _typed(value, digit)
        sharing = [choice.value for choice in self.choices if choice.digit == digit]
        if not sharing:
            return value
        return sharing[(sharing.index(value) + 1) % len(sharing)] if value in sharing else sharing[0]

    def number(self, typed: str) -> Value:
        """What was typed as a number with a fraction; None while it says none yet."""
        if not typed.strip("."):
            return None
        value = float(typed)
        return value if value or self.zero else None

    def erased(self, value: Value) -> Value:
        """A number without its last figure; anything else not recorded."""
        if self.is_number and isinstance(value, int | float) and value >= 10:
            return int(value) // 10
        return None


def number_said(value: int | float) -> str:
    """A number as it is typed: without an exponent, and without a fraction that is none."""
    return str(int(value)) if value == int(value) else str(value)


def at_lesion(path: str, place: int) -> str:
    """The path within the case of a field of the lesion at `place`."""
    return f"lesions.{place}.{path.removeprefix(_LESION)}" if path.startswith(_LESION) else path


def _typed(value: Value, digit: str) -> Value:
    standing = int(value) if isinstance(value, int | float) else 0
    return standing * 10 + int(digit) if standing < 1000 else value


def yes_no(yes: str = "yes", no: str = "no") -> tuple[Choice, ...]:
    """Yes on 1, no on 0."""
    return (Choice(True, yes, "1"), Choice(False, no, "0"))


def listed(*values: str) -> tuple[Choice, ...]:
    """Words of the case format, counted from 1."""
    return tuple(Choice(value, value.replace("_", " "), str(at)) for at, value in enumerate(values, start=1))


@kept
def sins_fields() -> tuple[Field, ...]:
    """The five recorded SINS items; the digit of an option is its points."""
    return tuple(
        Field(
            f"lesion.sins.{key}",
            item(key).label,
            tuple(Choice(each.key, each.label, str(each.points)) for each in item(key).options),
            item(key).note,
            f"{item(key).source}; {item(key).reliability}",
        )
        for key in ITEM_KEYS
    )


def _settled_by(key: str) -> tuple[str, Evidence]:
    """Source and mark of what settles an axis."""
    row = ground(key)
    return row.source, row.evidence


@kept
def noms_fields() -> tuple[Field, ...]:
    """What the four NOMS axes rest on, in the order of the axes."""
    return (
        Field(
            "lesion.escc",
            "ESCC",
            tuple(Choice(grade, grade, grade[0], escc.definition(grade)) for grade in ESCC_GRADES),
            "Epidural cord compression on axial T2 at the worst level. 1 again for 1a, 1b, 1c.",
            f"{escc_table().source}; 1c is disputed, the site settles it (escc_1c)",
        ),
        Field(
            "neurology.myelopathy",
            "myelopathy",
            yes_no(),
            "Signs of cord injury. Without this answer a low grade stays open.",
            *_settled_by("neurologic"),
        ),
        Field(
            "primary.radiosensitivity",
            "class",
            listed("sensitive", "resistant"),
            "The board's own class of radiosensitivity; it overrides the table of histologies.",
            *_settled_by("board_class"),
        ),
        Field(
            "lesion.previous_radiotherapy",
            "irradiated",
            yes_no(),
            "Radiotherapy to this lesion before. Yes makes it resistant whatever the histology.",
            *_settled_by("irradiated"),
        ),
        Field(
            "lesion.stability_judgment",
            "judgment",
            listed("stable", "unstable"),
            "The board's own judgment of stability, accepted at any score.",
            *_settled_by("judgment"),
        ),
        Field(
            "systemic.tolerates_surgery",
            "fitness",
            yes_no("fit", "unfit"),
            "Whether the patient can tolerate surgery.",
            *_settled_by("systemic"),
        ),
    )


@kept
def fact_fields() -> tuple[Field, ...]:
    """Neurology as it was examined. Frankel and ASIA are two scales and are never copied into each other."""
    signs = {sign.key: sign.source for sign in emergency_table().signs}
    grades = tuple(Choice(grade, grade, str(at)) for at, grade in enumerate("ABCDE", start=1))
    return (
        Field(
            "neurology.ambulation",
            "walking",
            listed("independent", "aided", "non_ambulatory"),
            "Non ambulatory is a warning sign.",
            signs["unable_to_walk"],
        ),
        Field(
            "neurology.non_ambulatory_hours",
            "hours not walking",
            (),
            "Hours since walking was lost; type the number.",
            "Source page, reason 2: 24–48 h; and more than 48–72 h of complete loss",
        ),
        Field(
            "neurology.progression",
            "progression",
            listed("stable", "slow", "rapid"),
            "Rapidly progressive weakness is a warning sign.",
            signs["rapidly_progressive_weakness"],
        ),
        Field(
            "neurology.bladder_bowel_dysfunction",
            "bladder, bowel",
            yes_no("dysfunction", "none"),
            "New dysfunction is a warning sign.",
            signs["bladder_bowel_dysfunction"],
        ),
        Field(
            "neurology.bilateral_symptoms",
            "bilateral signs",
            yes_no(),
            "Symptoms on both sides are a warning sign.",
            signs["bilateral_symptoms"],
        ),
        Field(
            "neurology.complete_loss",
            "complete loss",
            yes_no(),
            "Complete motor and sensory loss below the level.",
            "Source page, When Surgery Is Not Recommended",
        ),
        Field(
            "neurology.frankel", "Frankel", grades, "A complete … E normal. Not the ASIA scale.", "Frankel 1969", "V2"
        ),
        Field(
            "neurology.asia", "ASIA", grades, "A complete … E normal; needs a sacral examination.", "ASIA (AIS)", "M"
        ),
        Field(
            "neurology.motor",
            "weakest power",
            tuple(Choice(power, f"{power}/5", str(power)) for power in range(6)),
            "Medical Research Council grade of the weakest key muscle, 0–5.",
            "MRC scale",
            "M",
        ),
    )
