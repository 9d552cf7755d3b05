"""Starting without what Textual brings along for later: it is not imported, and is there for whoever asks for it."""

import subprocess
import sys

SCRIPT = """
import sys
from tumorboard.tui.put_off import import_textual
import_textual()
from tumorboard.tui.app import BoardApp
put_off = {"textual.command", "ssl", "textual.widgets._option_list", "platformdirs", "difflib"}
print(*{"textual.app", *put_off} & set(sys.modules))
(provider,) = [each() for each in BoardApp.COMMANDS]
import textual.command
print(issubclass(provider, textual.command.Provider))
from textual.suggestions import get_suggestion
print(get_suggestion("colour", ["color", "width"]))
import platformdirs
print(platformdirs.user_data_path("x").name)
import ssl
print(ssl.create_default_context().__class__.__name__)
"""


def test_the_palette_comes_when_it_is_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], check=True, capture_output=True, text=True)
    loaded, palette, suggested, folder, context = done.stdout.splitlines()
    assert loaded == "textual.app"
    assert palette == "True"
    assert (suggested, folder, context) == ("color", "x", "SSLContext")
