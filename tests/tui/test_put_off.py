"""Starting without the palette and without TLS: neither is imported, the palette is there for whoever asks for it."""

import subprocess
import sys

SCRIPT = """
import sys
from tumorboard.tui.put_off import import_textual
import_textual()
from tumorboard.tui.app import BoardApp
print(*{"textual.app", "textual.command", "ssl", "textual.widgets._option_list"} & set(sys.modules))
(provider,) = [each() for each in BoardApp.COMMANDS]
import textual.command
print(issubclass(provider, textual.command.Provider))
import ssl
print(ssl.create_default_context().__class__.__name__)
"""


def test_the_palette_comes_when_it_is_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], check=True, capture_output=True, text=True)
    loaded, palette, context = done.stdout.splitlines()
    assert loaded == "textual.app"
    assert palette == "True"
    assert context == "SSLContext"
