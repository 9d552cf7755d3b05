"""What to say of the dissent that is being written into a decision: a trigger of it that holds already."""

from collections.abc import Iterator

from tumorboard.domain.case import Case
from tumorboard.domain.vocabulary import Level
from tumorboard.tui.session.talk import Talk
from tumorboard.tui.writing.entry import Values

__all__ = ["dissent_notes"]


def dissent_notes(values: Values, talk: Talk, case: Case, level: Level | None) -> Iterator[tuple[str, str]]:
    """The id of each who dissents although what would change their mind is recorded, and that in words.

    `level` is the open lesion's. Of a view it is the level that it names, of a dissent that stands the one decided on.
    """
    from tumorboard.clinical import triggers

    views = {each.person_id: each.view for each in talk.standing_views if each.view is not None}
    record = talk.decision
    standing = {each.person_id: each for each in record.decision.dissents} if record else {}
    for person_id in values.get("dissenters") or ():
        view, dissent = views.get(person_id), standing.get(person_id)
        named, meant = (dissent.triggers, record.stood.level) if dissent and record else ((), None)
        if dissent is None and view is not None:
            named, meant = view.triggers, view.readings.level
        for each in triggers.holding(named, case, meant or level):
            said = triggers.trigger_said(each.trigger)
            yield person_id, f"would change their mind with {said}, and that holds now ({each.says}): ask them"
