"""A sheet for cases that come onto a list late or again: why now, and why once more."""

from collections.abc import Callable, Sequence

from tumorboard.complaint import Complaint
from tumorboard.tui.writing.entry import Entry, Missing, Values, text_of
from tumorboard.tui.writing.sheet import Form

__all__ = ["ComingForm"]


class ComingForm(Form):
    """`done` is handed why they come late and why they come again, each None where that was not to be asked."""

    def __init__(self, title: str, asked: Sequence[str], told: Sequence[str], done: Callable[..., str]) -> None:
        """`asked` are `late` and `again`; `told` is said below."""
        self.title = title
        self._asked = asked
        self._told = told
        self._done = done

    def entries(self, values: Values) -> Sequence[Entry]:
        """One or two reasons."""
        del values
        late = Entry(
            "late", "comes late for", "line", help="Why it comes after the cut-off; a chair reads it.", needed=True
        )
        again = Entry("again", "comes back for", "line", help="What is new since it was decided.", needed=True)
        return [each for each in (late, again) if each.key in self._asked]

    def notes(self, values: Values) -> Sequence[str]:
        """What the person should know."""
        del values
        return self._told

    def submit(self, values: Values) -> str:
        """Hand the reasons over."""
        for key, words in (("late", "say why it comes after the cut-off"), ("again", "say why it comes back")):
            if key in self._asked and text_of(values, key) is None:
                raise Missing(key, f"{words}; it is kept with the case")
        try:
            return self._done(text_of(values, "late"), text_of(values, "again"))
        except Complaint as complaint:
            raise Missing(self._asked[0], str(complaint)) from complaint
