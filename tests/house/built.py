"""The repository as files, and what an import or a command really loads."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

__all__ = [
    "PACKAGE",
    "REPOSITORY",
    "calls",
    "dataclasses",
    "found_alone",
    "imports",
    "loaded_by_command",
    "loaded_by_import",
    "modules",
]

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "tumorboard"


def modules(*rooms: str) -> Iterator[Path]:
    """Every module of some rooms of the package, of all of it without any."""
    for room in rooms or ("",):
        place = PACKAGE / room
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


@cache
def imports(path: Path) -> frozenset[str]:
    """The full names that a module imports, within functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            found |= {f"{node.module}.{each.name}" for each in node.names}
    return frozenset(found)


def calls(path: Path) -> set[str]:
    """The names of everything that a module calls, such as `datetime.now`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def dataclasses(path: Path) -> set[str]:
    """The names of the dataclasses that a module makes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(each).partition("(")[0] == "dataclass" for each in node.decorator_list)
    }


def loaded_by_import(*names: str) -> set[str]:
    """Every module that a fresh Python holds after importing these."""
    script = f"import sys\nimport {', '.join(names)}\nprint(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    )


def found_alone(targets: Iterable[str]) -> str:
    """What is said against finding each `module:function` in an interpreter that holds no other module of ours."""
    functions: dict[str, list[str]] = {}
    for target in targets:
        module, _, function = target.partition(":")
        functions.setdefault(module, []).append(function)
    script = (
        "import os, sys, pydantic\nfrom importlib import import_module\n"
        "for target in sys.argv[1:]:\n"
        "    module, _, functions = target.partition(':')\n"
        "    if not os.fork():\n"
        "        imported = import_module(module)\n"
        "        for function in functions.split(','): getattr(imported, function)\n"
        "        os._exit(0)\n"
        "    if os.wait()[1]: sys.exit(target)\n"
    )
    asked = [f"{module}:{','.join(wanted)}" for module, wanted in functions.items()]
    return subprocess.run([sys.executable, "-c", script, *asked], check=False, capture_output=True, text=True).stderr


def loaded_by_command(data: Path, *arguments: str | Path, code: int = 0, stdin: str = "") -> set[str]:
    """Every module that the program has loaded by the end of a command; it must end with `code`."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "tumorboard", *map(str, arguments)],
        env={**os.environ, "TUMORBOARD_DATA": str(data)},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr[-500:]
    return set(re.findall(r"^import time:[ \d|]+\|\s*(\S+)$", done.stderr, re.MULTILINE))
