"""Where the specialists' revealed views of a case part."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tumorboard.board.desk import Desk, NotThere, filed
from tumorboard.board.meeting.views import Views
from tumorboard.domain.case import Case
from tumorboard.domain.view import ViewRecord

if TYPE_CHECKING:
    from tumorboard.clinical.disagreement import Parting

__all__ = ["Differing", "standing_views"]


class Differing:
    """Puts the views of one case side by side."""

    def __init__(self, desk: Desk, views: Views) -> None:
        self._desk = desk
        self._views = views

    def on(self, meeting_id: str, case_id: str, place: int) -> "Parting | None":
        """Where the views part on the lesion at `place`; None while fewer than two can be read or no lesion is listed.

        Each person's latest view counts. Raises NotThere, StoreError.
        """
        document = self._desk.store.get("cases", case_id)
        if document is None:
            raise NotThere(f"no case is called {case_id}; see: tumorboard meetings")
        views = self._views.of(meeting_id, case_id)
        return self.between(filed(document, Case).record, place, views) if len(views) > 1 else None

    def between(self, case: Case, place: int, views: Sequence[ViewRecord]) -> "Parting | None":
        """The same for views that were read already."""
        readable = [(each.person_id, each.view) for each in standing_views(views)]
        positions = [(person, view) for person, view in readable if view is not None]
        if len(positions) < 2 or not case.lesions:
            return None
        from tumorboard.clinical import disagreement

        return disagreement.part(case, min(place, len(case.lesions) - 1), self._desk.settings.policy, positions)


def standing_views(records: Sequence[ViewRecord]) -> list[ViewRecord]:
    """The latest view of each person, in the order in which they first gave one."""
    latest: dict[str, ViewRecord] = {}
    for record in sorted(records, key=lambda each: each.number):
        latest[record.person_id] = record
    return list(latest.values())
