"""Starting without plugins: what finds them is not imported, and is there for whoever asks for it later."""

import subprocess
import sys

_LATER = """
import sys
from tumorboard.declared.plugins import without_plugins
without_plugins()
from pydantic.plugin import _loader
assert "importlib.metadata" not in sys.modules
asked = [each.value for each in _loader.entry_points(group="console_scripts") if each.name == "tumorboard"]
from importlib.metadata import entry_points
assert entry_points.__module__ == "importlib.metadata"
print(*asked)
"""


def test_what_finds_plugins_is_put_off_and_works_when_it_is_asked_for() -> None:
    ended = subprocess.run([sys.executable, "-P", "-c", _LATER], capture_output=True, text=True, check=False)
    assert (ended.stdout, ended.stderr) == ("tumorboard.__main__:run\n", "")
