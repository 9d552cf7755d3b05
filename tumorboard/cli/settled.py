"""The settings in force for a command."""

from argparse import Namespace

from tumorboard.cli.printing import complain
from tumorboard.config import Settings, data_folder, load_settings

__all__ = ["settings_in_force"]


def settings_in_force(arguments: Namespace) -> Settings:
    """The settings of the command's data folder; what of the file was passed over is told on standard error.

    Raises SettingsError.
    """
    settings = load_settings(data_folder(arguments.data), arguments.theme)
    for fault in settings.faults:
        complain(f"tumorboard: note: {fault}")
    return settings
