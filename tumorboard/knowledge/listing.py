"""What stands on the shelf: each table with its rows, marks of evidence, version, and who signed it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tumorboard.knowledge.overlay import Difference, Overlaid
from tumorboard.knowledge.shelf import SHELF
from tumorboard.knowledge.site import content_in_force, in_force
from tumorboard.knowledge.tables import Evidence, kept, validated
from tumorboard.knowledge.versions import version_of

__all__ = ["Signature", "TableTold", "signature_said", "table_said", "tables_told"]


_AWAITS: Final = "awaits a clinician's signature"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a table, when, and which version of it; `stands` while the table says what was signed."""

    by: str
    on: date
    version: str
    stands: bool


@dataclass(frozen=True, slots=True)
class TableTold:
    """One table in force. `marks` counts its rows by their evidence; without `signature` it awaits one."""

    name: str
    holds: str
    version: str
    rows: int
    marks: Mapping[Evidence, int]
    signature: Signature | None
    differences: tuple[Difference, ...]
    reviewed_by: str | None
    reviewed_on: date | None

    @property
    def is_signed(self) -> bool:
        """Whether a clinician's signature stands for what the table says."""
        return self.signature is not None and self.signature.stands


def tables_told() -> Iterator[TableTold]:
    """Every table in force, in the order of the shelf. Raises KnowledgeError."""
    for name, shelf in SHELF.items():
        content, site = content_in_force(name), in_force().get(name)
        validated(shelf.model, content, f"{name}.toml")
        marks = Counter(_marks(content, shelf.rows))
        yield TableTold(
            name,
            shelf.holds,
            version_of(content),
            sum(marks.values()),
            marks,
            _signature(content, site),
            site.differences if site else (),
            site.reviewed_by if site else None,
            site.reviewed_on if site else None,
        )


def signature_said(signature: Signature | None) -> str:
    """Who signed a table, or that it awaits a clinician's signature."""
    if signature is None:
        return _AWAITS
    who = f"signed by {signature.by}, {signature.on}"
    return who if signature.stands else f"{who}, as version {signature.version}; it says something else now: {_AWAITS}"


@kept
def table_said(name: str) -> str:
    """One table in force by its version and signature, in words. Raises KnowledgeError."""
    content, site = content_in_force(name), in_force().get(name)
    return f"{name}, version {version_of(content)}: {signature_said(_signature(content, site))}"


def _signature(content: Mapping[str, Any], site: Overlaid | None) -> Signature | None:
    if site is not None and site.signs is not None:
        return Signature(site.reviewed_by, site.reviewed_on, site.signs, site.is_signed)
    if content.get("reviewed_by"):
        return Signature(content["reviewed_by"], content["reviewed_on"], version_of(content), True)
    return None


def _marks(content: Mapping[str, Any], sections: Mapping[str, Any]) -> Iterator[Evidence]:
    """The mark of each row; of one that has none of its own, the table's."""
    for name in sections:
        rows = content[name]
        for row in rows if isinstance(rows, list) else [rows]:
            yield row.get("evidence", content["evidence"])
