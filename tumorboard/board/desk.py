"""What every use case works with: the store, who is acting, what time it is, what the site has settled."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final, Generic, NamedTuple, TypeVar

from tumorboard.clean import LONGEST_TEXT, clean_line
from tumorboard.complaint import Complaint
from tumorboard.config import Settings
from tumorboard.declared.faults import first_fault
from tumorboard.domain.noun import Noun
from tumorboard.domain.people import Person
from tumorboard.store.contract import Document, Store, StoreError

__all__ = ["Desk", "Filed", "NotAllowed", "NotThere", "filed", "reason_given", "refuse_far", "refuse_past"]

_FARTHEST: Final = timedelta(days=731)

AnyNoun = TypeVar("AnyNoun", bound=Noun)


class NotAllowed(Complaint):
    """The acting person may not do this; the message says who may."""


class NotThere(Complaint):
    """The named record is not in the store; the message says how to find the right one."""


class Filed(NamedTuple, Generic[AnyNoun]):
    """A record as it was read, with the revision that a save of it must name."""

    record: AnyNoun
    revision: int


class Desk(NamedTuple):
    """`now` is asked each time and returns a time with a zone."""

    store: Store
    person: Person
    settings: Settings
    now: Callable[[], datetime]

    def require(self, allowed: bool, what: str, who: str) -> None:
        """Raise NotAllowed unless the acting person may do `what`; `who` names the roles that may."""
        if not allowed:
            roles = ", ".join(self.person.roles) or "no role here"
            raise NotAllowed(f"{self.person.name} ({roles}) may not {what}; {who} may")


def filed(document: Document, model: type[AnyNoun]) -> Filed[AnyNoun]:
    """A stored document as the record that it holds. Raises StoreError when it was changed from outside to nonsense."""
    content: dict[str, Any] = {name: value for name, value in document.content.items() if not name.startswith("_")}
    try:
        return Filed(model.kept(content), document.revision)
    except ValueError as error:
        field, _ = first_fault(error)
        raise StoreError(
            f"{model.__name__.lower()} {document.key}: {field}: damaged in the store; restore a copy"
        ) from error


def reason_given(reason: str, otherwise: str) -> str:
    """A reason as one clean line. Raises Complaint, with what is to be said, where there is none or too much of it."""
    words = clean_line(reason).strip()
    if not words:
        raise Complaint(otherwise)
    if len(words) > LONGEST_TEXT:
        raise Complaint(f"a reason may have {LONGEST_TEXT:,} characters; this one has {len(words):,}: say it in fewer")
    return words


def refuse_far(day: date, today: date) -> None:
    """Raise Complaint for a day more than two years ahead, which is a slip of the hand: no rule reaches so far."""
    if day - today > _FARTHEST:
        years = round((day - today).days / 365.25, 1)
        raise Complaint(f"{day} lies {years:g} years ahead; say a day within two years, and plan on from there")


def refuse_past(due: date, today: date) -> None:
    """Refuse to plan for a day that is over. Raises Complaint."""
    if due < today:
        raise Complaint(f"{due} is past; today is {today}; plan for a day to come")
