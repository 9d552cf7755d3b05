"""What a command of the command line is: its words, its help, its options and what runs it."""

from typing import Any, Final, NamedTuple

from tumorboard.complaint import Complaint

__all__ = ["AS_JSON", "Option", "Verb", "WrongUsage", "option"]


class WrongUsage(Complaint):
    """Options that do not go together; the exit code is that of wrong usage."""


class Option(NamedTuple):
    """One argument, as argparse takes it."""

    names: tuple[str, ...]
    settings: dict[str, Any]

    @property
    def flag(self) -> str | None:
        """Under which name argparse keeps an option that is given or not; None where it takes a value."""
        if self.settings.get("action") != "store_true":
            return None
        name: str = self.settings.get("dest") or self.names[-1].lstrip("-").replace("-", "_")
        return name


class Verb(NamedTuple):
    """One command. `words` is what is typed, `run` is `module:function`, imported when the command is given.

    `group` is the help of the first of its words, where several commands begin with it; else it is the first one's.
    """

    words: str
    run: str
    help: str
    options: tuple[Option, ...] = ()
    group: str = ""


def option(*names: str, **settings: Any) -> Option:
    """An argument of these names, with what argparse is told of it."""
    return Option(names, settings)


AS_JSON: Final = option("--json", action="store_true", help="print JSON and nothing else")
