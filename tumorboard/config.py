"""What a site may set, and where its data lie: defaults < settings.toml < environment < flags."""

import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from tumorboard.clean import clean_line
from tumorboard.clinical.policy import Policy
from tumorboard.complaint import Complaint
from tumorboard.domain.noun import Day

if TYPE_CHECKING:
    from tumorboard.clinical.quorum import Rule

__all__ = ["SETTINGS_FILE", "Settings", "SettingsError", "data_folder", "load_settings"]

SETTINGS_FILE = "settings.toml"


class SettingsError(Complaint):
    """The settings cannot be used; the message names file, field and what is allowed."""


def _as_tuple(given: object) -> object:
    return tuple(given) if isinstance(given, list) else given


class Settings(BaseModel):
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
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    escc_1c: Literal["low", "high"] = "low"
    allow_acting_as: bool = False
    network_folder: bool = False
    service_account: str = ""
    quorum: Annotated[tuple[str, ...], BeforeValidator(_as_tuple)] = (
        "spine_surgery",
        "radiation_oncology",
        "medical_oncology|haematology",
        "radiology",
    )
    minutes_per_case: Annotated[int, Field(ge=1, le=240)] = 10
    readiness_days: dict[str, Annotated[int, Field(ge=1, le=3650)]] = Field(default_factory=dict)
    readiness_warns: Annotated[tuple[str, ...], BeforeValidator(_as_tuple)] = ()
    surveillance_days: dict[str, Annotated[int, Field(ge=1, le=3650)]] = Field(default_factory=dict)
    holidays: Annotated[tuple[Day, ...], BeforeValidator(_as_tuple)] = ()
    theme: str = "clinic-dark"
    discreet: bool = False
    plain_driver: bool = False

    @property
    def policy(self) -> Policy:
        """What the clinical rules are handed."""
        return Policy(escc_1c=self.escc_1c)

    @property
    def quorum_rule(self) -> "Rule":
        """The quorum as the clinical rule takes it. Raises Complaint for a word that is no specialty."""
        from tumorboard.clinical.quorum import parse_rule

        return parse_rule(self.quorum)


def data_folder(flag: str | None, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder that holds the store: `--data`, else `$TUMORBOARD_DATA`, else the platform's user data folder."""
    chosen = flag or environment.get("TUMORBOARD_DATA")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return platformdirs.user_data_path("tumorboard")


def load_settings(folder: Path, theme_flag: str | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings in force for a data folder; a missing file means the defaults.

    Raises SettingsError for a file that cannot be read, is not TOML, or holds an unknown key or value.
    """
    path = folder / SETTINGS_FILE
    values = _read(path)
    theme = theme_flag or environment.get("TUMORBOARD_THEME")
    if theme:
        values["theme"] = clean_line(theme)
    try:
        return _checked(Settings.model_validate(values), path, values)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        field = ".".join(str(step) for step in fault["loc"])
        allowed = (
            f"unknown key; allowed: {' '.join(Settings.model_fields)}"
            if fault["type"] == "extra_forbidden"
            else fault["msg"].lower()
        )
        raise SettingsError(f"{path}: {clean_line(field)}: {allowed}") from error


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


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except NotADirectoryError as error:
        raise SettingsError(f"{path.parent}: is not a folder; name the data folder with --data") from error
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); ask for the right to read it") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
