"""How a field of a form looks: mark, label, value; and below the pane, the choices of the one that the cursor is on."""

from collections.abc import Collection, Iterable

from tumorboard.tui.fields import Choice, Field
from tumorboard.tui.lines import BLANK, Line, Part, Role, Row, fit, width_of, wrapped
from tumorboard.tui.session.view import CaseView

__all__ = ["asked_of", "choices", "field_row", "offered"]

_CARET = "▏"
_FACTS = ("neurology.", "systemic.")


def field_row(field: Field, view: CaseView, lead: Line, label_width: int, width: int) -> Row:
    """One field as a line that the cursor can choose; `•` marks an edit that is not committed.

    `≠` marks one where somebody else saved another value meanwhile.
    """
    pending = view.is_pending(field)
    mark: Part = ("warning", "≠") if view.is_disputed(field) else ("pending", "•") if pending else ("text", " ")
    start: Line = (
        *lead,
        mark,
        ("muted", fit(field.label, label_width) + " "),
    )
    value = view.value(field)
    said = field.label_of(value)
    if value is None and len(said) > width - width_of(start):
        said = "?"
    role: Role = "pending" if pending else "open" if value is None else "text"
    return Row((*start, (role, said)), field)


def choices(field: Field, view: CaseView, width: int, typed: str = "") -> list[Line]:
    """What the keys would choose in a field, what the field means, and its source; `typed` is a number being typed."""
    value = view.value(field)
    if field.is_number:
        point = ", . or , for the fraction" if field.decimals else ""
        lead: Line = (("text", f"{typed}{_CARET} "),) if field.decimals else BLANK
        keys: list[Line] = wrapped(f"type the number{point}, Del erases", width, "key", lead)
    else:
        keys = offered(field.choices, () if value is None else (value,), width)
    marked = next((choice for choice in field.choices if choice.value == value and choice.mark), None)
    meaning = f"{marked.label}: {marked.mark}" if marked else field.help
    return [*keys, *wrapped(meaning, width, "muted"), *wrapped(field.source, width, "muted")]


def asked_of(field: Field, view: CaseView, width: int) -> list[Line]:
    """What is asked of a recorded fact that cannot be so."""
    if not field.path.startswith(_FACTS) or view.value(field) is None:
        return []
    from tumorboard.clinical.questions import questions_by_field

    asked = questions_by_field(view.case, view.meant).get(field.path, ())
    return [line for each in asked for line in wrapped(each, width, "warning", (("warning", "? "),))]


def offered(choices: Iterable[Choice], chosen: Collection[object], width: int) -> list[Line]:
    """The choices with their keys, as many to a line as there is room for; those that are chosen are ticked."""
    lines: list[Line] = []
    line: Line = BLANK
    for choice in choices:
        ticked = any(choice.value == each and type(choice.value) is type(each) for each in chosen)
        shown = _choice(choice, ticked)
        if line and width_of(line) + 2 + width_of(shown) > width:
            lines.append(line)
            line = BLANK
        line = (*line, ("text", "  "), *shown) if line else shown
    return [*lines, line]


def _choice(choice: Choice, chosen: bool) -> Line:
    is_its_figure = choice.digit.isdecimal() and choice.label.startswith(choice.digit)
    label = choice.label[1:] if is_its_figure else choice.label
    if chosen:
        return (("chosen", f"✓{choice.digit}{' ' if label == choice.label else ''}{label}"),)
    return (("key", choice.digit), ("text", f"{' ' if label == choice.label else ''}{label}"))
