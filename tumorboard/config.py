"""What a site may set, and where its data lie: defaults < settings.toml < environment < flags."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import tomli

from tumorboard.clean import clean_line
from tumorboard.clinical.policy import Policy
from tumorboard.complaint import Complaint
from tumorboard.declared.marks import Bounds
from tumorboard.declared.reading import REFUSALS
from tumorboard.domain.noun import Day, Listed, Noun

if TYPE_CHECKING:
    from tumorboard.clinical.quorum import Rule

__all__ = ["SETTINGS_FILE", "SETTINGS_KEYS", "Settings", "SettingsError", "data_folder", "keymap_file", "load_settings"]

SETTINGS_FILE = "settings.toml"


class SettingsError(Complaint):
    """The settings cannot be used; the message names file, field and what is allowed."""


_NOTHING_SET: Final[dict[str, int]] = {}


class Settings(Noun):
    """The site's choices. Kept in `settings.toml` of the data folder, so that one site has one answer.

    `escc_1c`: the side of the low/high line on which the disputed grade falls (flagged either way).
    `allow_acting_as`: whether `--as` may name somebody else than the login.
    `network_folder`: whether the data folder may lie on a network file system, at the site's own risk.
    `service_account`: the account under which everybody's program runs, where people come in by sudo or an ssh command.
    `quorum`: the specialties that a decision needs, each the word of a specialty, or several with `|` for any of them.
    `minutes_per_case`: the time that a case is given where its own entry names none.
    `readiness_days`: how many days old a line of readiness may be at the meeting, by its key, in place of the shipped.
    `readiness_warns`: the lines of readiness that only warn here.
    `surveillance_days`: the site's own days by the key of a rule of surveillance, in place of the shipped ones.
    `holidays`: days that are pointed out where something is planned for one.
    `theme`: a file of `themes/` by its name.
    `discreet`: whether the screens open with every identifier hidden, as the key F9 does.
    `plain_driver`: whether the screens send what Textual paints as it comes, not only the cells that changed.
    `faults`: what of the file was passed over, a line each; no key of the file.
    """

    escc_1c: Literal["low", "high"] = "low"
    allow_acting_as: bool = False
    network_folder: bool = False
    service_account: str = ""
    quorum: Annotated[tuple[str, ...], Listed] = (
        "spine_surgery",
        "radiation_oncology",
        "medical_oncology|haematology",
        "radiology",
    )
    minutes_per_case: Annotated[int, Bounds(ge=1, le=240)] = 10
    readiness_days: dict[str, Annotated[int, Bounds(ge=1, le=3650)]] = _NOTHING_SET
    readiness_warns: Annotated[tuple[str, ...], Listed] = ()
    surveillance_days: dict[str, Annotated[int, Bounds(ge=1, le=3650)]] = _NOTHING_SET
    holidays: Annotated[tuple[Day, ...], Listed] = ()
    theme: str = "clinic-dark"
    discreet: bool = False
    plain_driver: bool = False
    faults: Annotated[tuple[str, ...], Listed] = ()

    @property
    def policy(self) -> Policy:
        """What the clinical rules are handed."""
        return Policy(escc_1c=self.escc_1c)

    @property
    def quorum_rule(self) -> "Rule":
        """The quorum as the clinical rule takes it. Raises Complaint for a word that is no specialty."""
        from tumorboard.clinical.quorum import parse_rule

        return parse_rule(self.quorum)


SETTINGS_KEYS: Final = tuple(key for key in Settings.model_fields if key != "faults")
"""What may stand in the file."""
_FALLBACK: Final[dict[str, tuple[Any, str]]] = {
    "theme": (Settings.model_fields["theme"].default, "clinic-dark is used"),
    "minutes_per_case": (Settings.model_fields["minutes_per_case"].default, "10 is used"),
    "holidays": ((), "no holiday is known"),
    "allow_acting_as": (False, "nobody may"),
    "network_folder": (False, "it may not"),
    "discreet": (True, "names are hidden"),
    "plain_driver": (True, "whole rows are sent to the terminal"),
}
"""What is taken for a value that cannot be used, and its words; of open and closed it is closed."""
_KEY_SHOWN: Final = 40


def data_folder(flag: str | None, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder that holds the store: `--data`, else `$TUMORBOARD_DATA`, else the platform's user data folder."""
    chosen = flag or environment.get("TUMORBOARD_DATA")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return platformdirs.user_data_path("tumorboard")


def keymap_file(environment: Mapping[str, str] = os.environ) -> Path:
    """The person's own keys: `$TUMORBOARD_KEYMAP`, else `keymap.toml` in their configuration folder (XDG)."""
    named = environment.get("TUMORBOARD_KEYMAP")
    if named:
        return Path(named).expanduser()
    return Path(environment.get("XDG_CONFIG_HOME") or "~/.config").expanduser() / "tumorboard" / "keymap.toml"


def load_settings(folder: Path, theme_flag: str | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings in force for a data folder; a missing file means the defaults.

    A key that is unknown, and a preference that cannot be used, are passed over and named in `faults`. What decides who
    may do what falls to the stricter side. Raises SettingsError for a file that cannot be read or is not TOML, and
    where a key cannot be used, or seems misspelt, that settles who acts or what the rules say: no default is safe
    there.
    """
    path = folder / SETTINGS_FILE
    values, faults = _read(path)
    for key in [key for key in values if key not in SETTINGS_KEYS]:
        del values[key]
        faults.append(f"{SETTINGS_FILE}: {clean_line(key)[:_KEY_SHOWN]}: unknown key{_misspelt(path, key, values)}")
    theme = theme_flag or environment.get("TUMORBOARD_THEME")
    if theme:
        values["theme"] = clean_line(theme)
    return _checked(_settled(path, values, faults), path, values)


def _settled(path: Path, values: dict[str, object], faults: list[str]) -> Settings:
    """The settings, with the fallback in the place of each value that cannot be used; `faults` is added to."""
    given = {**values, "faults": tuple(faults)}
    with suppress(*REFUSALS):
        return Settings.read(given)
    from tumorboard.declared.checking import ValidationError

    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        unusable = {str(fault["loc"][0]): fault for fault in reversed(error.errors(include_url=False))}
        for key, fault in unusable.items():
            field = clean_line(".".join(str(step) for step in fault["loc"]))
            if key not in _FALLBACK:
                raise SettingsError(f"{path}: {field}: {fault['msg'].lower()}") from error
            faults.append(f"{SETTINGS_FILE}: {field}: {fault['msg'].lower()}; {_fallen_back(values, key)}")
    return _settled(path, values, faults)


def _fallen_back(values: dict[str, object], key: str) -> str:
    """Put the fallback in the place of a value; in words."""
    values[key], told = _FALLBACK[key]
    return told


def _misspelt(path: Path, key: str, values: dict[str, object]) -> str:
    """What follows from an unknown key, in words; one that looks like a preference makes that take its fallback.

    Raises SettingsError where it looks like a key for which no default is safe.
    """
    from difflib import get_close_matches

    meant = get_close_matches(key.lower().replace("-", "_"), SETTINGS_KEYS, n=1, cutoff=0.75)
    if not meant or meant[0] in values:
        return ", passed over"
    if meant[0] not in _FALLBACK:
        raise SettingsError(
            f"{path}: {clean_line(key)[:_KEY_SHOWN]}: unknown key; if {meant[0]} is meant, write that, else take the "
            "line out; nothing is done while that is open"
        )
    return f"; if {meant[0]} is meant, write that: {_fallen_back(values, meant[0])}"


def _checked(settings: Settings, path: Path, asked: Mapping[str, object]) -> Settings:
    """The settings, if the words that the site named in them are words of our tables."""
    if "quorum" in asked:
        try:
            settings.quorum_rule  # noqa: B018 - read for what it raises
        except Complaint as complaint:
            raise SettingsError(f"{path}: quorum: {complaint}") from complaint
    if settings.readiness_days or settings.readiness_warns:
        from tumorboard.clinical.readiness import aged_keys, row_keys

        _refuse_unknown(path, "readiness_days", settings.readiness_days, aged_keys())
        _refuse_unknown(path, "readiness_warns", settings.readiness_warns, row_keys())
    if settings.surveillance_days:
        from tumorboard.clinical.surveillance import rule_keys

        _refuse_unknown(path, "surveillance_days", settings.surveillance_days, rule_keys())
    return settings


def _refuse_unknown(path: Path, field: str, given: Iterable[str], allowed: Sequence[str]) -> None:
    for key in given:
        if key not in allowed:
            raise SettingsError(f"{path}: {field}.{clean_line(key)}: unknown key; allowed: {' '.join(allowed)}")


def _read(path: Path) -> tuple[dict[str, object], list[str]]:
    """The file's values, and a line for each preference that is no TOML or is there twice and takes its fallback."""
    lines = _text(path).split("\n")
    fallen: dict[str, object] = {}
    faults: list[str] = []
    while True:
        try:
            return {**tomli.loads("\n".join((*lines, ""))), **fallen}, faults
        except tomli.TOMLDecodeError as error:
            place = re.search(r"at line (\d+),", str(error))
            number = int(place[1]) if place else 0
            key = lines[number - 1].partition("=")[0].strip() if number else ""
            if key not in _FALLBACK:
                raise SettingsError(f"{path}: not valid TOML: {error}") from error
            lines[number - 1] = ""
            faults.append(f"{SETTINGS_FILE}: line {number}: {key} cannot be read; {_fallen_back(fallen, key)}")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except NotADirectoryError as error:
        raise SettingsError(f"{path.parent}: is not a folder; name the data folder with --data") from error
    except IsADirectoryError as error:
        raise SettingsError(f"{path}: is a folder; move it away, the settings are a file of that name") from error
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); ask for the right to read it") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
