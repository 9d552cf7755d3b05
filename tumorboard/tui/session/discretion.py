"""Discretion: what a room full of people may not read on a projector. Hides who the patient is, and nothing medical.

What is hidden is only drawn otherwise: nothing that was hidden may be handed to a form or to the store.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any, Final, Literal, TypeVar, get_args, get_origin

from tumorboard.domain.case import Case, Contact, Patient
from tumorboard.domain.noun import Noun
from tumorboard.store.edits import ABSENT, Edit, Path

__all__ = ["HIDDEN", "Identifiers", "discreet", "discreet_edit", "discreet_words", "hidden_value"]

HIDDEN: Final = "•••"
"""What stands in the place of an identifier that was recorded."""

_PATIENT: Final = ("mrn", "family_name", "given_name", "birth_date")
_CONTACT: Final = ("name", "contact")
_HIDDEN_PATHS: Final[tuple[Path, ...]] = (
    *(("patient", name) for name in _PATIENT),
    *((role, name) for role in ("referrer", "responsible") for name in _CONTACT),
)
_POINTERS: Final = frozenset(
    {"format", "id", "case_id", "meeting_id", "person_id", "by", "entered_by", "recorded_by", "owner", "tells_patient"}
    | {"present", "missing", "path", "public_key", "wrapped", "sealed", "own"}
)
"""Fields of text that name a record, a person of the board or a specialty, or hold a cipher: left as they are."""
_WORD: Final = re.compile(r"[^\W_]+")
_WIDEST_GAP: Final = 3
_SHORTEST_WORD: Final = 2
_SHORTEST_NUMBER: Final = 3

AnyNoun = TypeVar("AnyNoun", bound=Noun)


class Identifiers:
    """The names and record numbers of patients, to be found in free text: by whole words, whatever their case.

    A name of several words is found as a whole and by each word that is written with a capital. In a script without
    capitals, which may write no spaces either, a name is found anywhere.
    """

    def __init__(self, patients: Iterable[Patient]) -> None:
        runs: dict[str, set[tuple[str, ...]]] = {}
        uncased: set[str] = set()
        for patient in patients:
            names = [name for name in (patient.family_name, patient.given_name) if name]
            uncased |= {name for name in names if _is_uncased(name)}
            for run in (*_runs(names), *([_words(patient.mrn)] if patient.mrn else [])):
                if run and (len(run) > 1 or _is_telling(run[0])):
                    runs.setdefault(run[0], set()).add(run)
        self._runs = {first: sorted(found, key=len, reverse=True) for first, found in runs.items()}
        self._uncased = sorted(uncased, key=len, reverse=True)

    def hidden_in(self, text: str) -> str:
        """The text without the identifiers."""
        for name in self._uncased:
            text = text.replace(name, HIDDEN)
        if not self._runs:
            return text
        words = list(_WORD.finditer(text))
        said, copied, place = [], 0, 0
        while place < len(words):
            length = self._length(words, place)
            if length:
                said += [text[copied : words[place].start()], HIDDEN]
                copied = words[place + length - 1].end()
            place += max(1, length)
        return "".join((*said, text[copied:]))

    def _length(self, words: list[re.Match[str]], place: int) -> int:
        """How many words from this place on are one identifier; 0 for none."""
        for run in self._runs.get(words[place][0].casefold(), ()):
            found = words[place : place + len(run)]
            if tuple(word[0].casefold() for word in found) == run and not _is_torn(found):
                return len(run)
        return 0


def discreet(case: Case, known: Identifiers, on: date) -> Case:
    """The case without what says who the patient is; the age on a day stays, and so does the id of the case.

    `known` are the identifiers that are hidden in free text. An identifier that was not recorded stays so.
    """
    patient = case.patient
    hidden = {name: HIDDEN for name in _PATIENT if getattr(patient, name) is not None}
    shown = discreet_words(case, known)
    masked = shown.patient.model_copy(update={**hidden, "birth_date": None, "age": patient.age_on(on)})
    people = {"referrer": _without_contact(shown.referrer), "responsible": _without_contact(shown.responsible)}
    return shown.model_copy(update={"patient": masked, **people})


def discreet_words(noun: AnyNoun, known: Identifiers) -> AnyNoun:
    """A record of any kind with the identifiers hidden in its free text. Words of closed lists stay."""
    changed = {}
    for name, is_free in _fields(type(noun)):  # type: ignore[arg-type] # a class is hashable
        value = getattr(noun, name)
        seen = _seen(value, known, is_free=is_free)
        if seen is not value:
            changed[name] = seen
    return noun.model_copy(update=changed) if changed else noun


def discreet_edit(edit: Edit, known: Identifiers) -> Edit:
    """One change of a case as it may be shown."""
    return edit._replace(
        before=hidden_value(edit.path, edit.before, known), after=hidden_value(edit.path, edit.after, known)
    )


def hidden_value(path: Path, value: Any, known: Identifiers) -> Any:
    """A value of a case, in JSON or in words, as it may be shown: an identifier is hidden whole, free text in part."""
    if value is ABSENT or value in (None, "", [], {}):
        return value
    if path in _HIDDEN_PATHS:
        return HIDDEN
    if isinstance(value, str):
        return known.hidden_in(value)
    if isinstance(value, Mapping):
        return {key: hidden_value((*path, key), inner, known) for key, inner in value.items()}
    if isinstance(value, list):
        return [hidden_value((*path, at), inner, known) for at, inner in enumerate(value)]
    return value


def _without_contact(contact: Contact) -> Contact:
    hidden = {name: HIDDEN for name in _CONTACT if getattr(contact, name) is not None}
    return contact.model_copy(update=hidden)


def _seen(value: Any, known: Identifiers, *, is_free: bool) -> Any:
    if isinstance(value, str):
        return known.hidden_in(value) if is_free else value
    if isinstance(value, Noun):
        return discreet_words(value, known)
    if isinstance(value, tuple):
        return tuple(_seen(each, known, is_free=is_free) for each in value)
    return value


@cache
def _fields(noun: type[Noun]) -> tuple[tuple[str, bool], ...]:
    """The fields of a record that are not pointers, and whether each holds free text."""
    fields = noun.model_fields.items()
    return tuple((name, _is_free(field.kind)) for name, field in fields if name not in _POINTERS)


def _is_free(annotation: Any) -> bool:
    """Whether a field takes any text, and not only the words of a closed list."""
    if annotation is str:
        return True
    return get_origin(annotation) is not Literal and any(_is_free(each) for each in get_args(annotation))


def _runs(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Each name as its words, and each of its words that is written with a capital."""
    for name in names:
        yield _words(name)
        yield from ((word[0].casefold(),) for word in _WORD.finditer(name) if word[0][0].isupper())


def _words(text: str) -> tuple[str, ...]:
    return tuple(word[0].casefold() for word in _WORD.finditer(text))


def _is_telling(word: str) -> bool:
    """Whether a word alone identifies somebody; an initial and a short number do not."""
    return len(word) >= (_SHORTEST_NUMBER if word.isdecimal() else _SHORTEST_WORD)


def _is_uncased(name: str) -> bool:
    return len(name) >= _SHORTEST_WORD and any(map(str.isalpha, name)) and name.upper() == name.lower()


def _is_torn(words: list[re.Match[str]]) -> bool:
    """Whether more than a space, a hyphen or a comma stands between two words."""
    return any(after.start() - word.end() > _WIDEST_GAP for word, after in pairwise(words))
