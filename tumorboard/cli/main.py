"""Arguments and exit codes: 0 done, 1 could not be done, 2 wrong usage."""

import gc
import os
import sys
from argparse import SUPPRESS, ArgumentError, ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tumorboard import SAID
from tumorboard.clean import clean
from tumorboard.cli.printing import complain
from tumorboard.cli.verb import WrongUsage
from tumorboard.complaint import Complaint

if TYPE_CHECKING:
    from tumorboard.cli.verbs import Verb

__all__ = ["main", "parser"]

_DONE, _FAILED, _WRONG = 0, 1, 2
_BOARD: Final = "tumorboard.cli.screens:open_board_room"
_FLAGS: Final = ("me", "bare_json", "plain_driver", "no_mouse")
_NAMED: Final = ("data", "archive", "file", "folder", "out", "ics")
"""Files and folders: an empty name would be taken for none, as of a script's variable that is not set."""
_ABSENT: Final = {"data": None, "theme": None, "acting_as": None, "archive": None, **dict.fromkeys(_FLAGS, False)}
"""What options mean that were not given; argparse itself would let an inner verb's default undo the outer one's."""


class _Parser(ArgumentParser):
    """Argparse, which repeats to the terminal whatever was typed, with a door before it.

    What cannot be printed is a failure, which argparse itself passes over.
    """

    def _print_message(self, message: str, file: Any = None) -> None:
        (file or sys.stderr).write(clean(message or ""))


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code. A failure is one line on standard error, never a traceback."""
    _have_streams()
    _speak_utf8()
    if any(map(_is_torn, argv)):
        return _failed(
            "something was typed that is not UTF-8, and letters of it would be lost; set the terminal to UTF-8 and "
            "LC_ALL=C.UTF-8"
        )
    try:
        code = _done(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_output()
        return _FAILED
    except KeyboardInterrupt:
        return _failed("stopped; nothing was left half done")
    except Complaint as complaint:
        return _failed(" ".join(str(complaint).split()), _WRONG if isinstance(complaint, WrongUsage) else _FAILED)
    except OSError as error:
        _let_go_of_output()
        return _failed(f"{error.filename or 'output'}: {error.strerror or error}")
    except Exception as fault:
        return _failed(_unforeseen(fault))
    return code


def _done(argv: Sequence[str]) -> int:
    """Run the command; its exit code, or that of argparse, which has said what is wrong or what was asked of it."""
    try:
        arguments = _parsed(argv)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else _DONE
    _run(arguments)
    return _DONE


def _have_streams() -> None:
    """Let what is said to a stream that was closed go nowhere: Python would print complaints among the output."""
    if sys.stdout is None or sys.stderr is None:
        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the program runs
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere


def _speak_utf8() -> None:
    """Print UTF-8 whatever the locale says: a letter that it lacks would end a command half way."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")


def _is_torn(argument: str) -> bool:
    """Whether an argument holds bytes that are no text; the name of a file that is there may."""
    return not argument.isascii() and any("\udc80" <= each <= "\udcff" for each in argument) and not _is_file(argument)


def _is_file(argument: str) -> bool:
    try:
        return Path(argument).exists()
    except (OSError, ValueError):
        return False


def _parsed(argv: Sequence[str]) -> Namespace:
    """What was asked. An option of the bare command beside another command, or half of a pair, is wrong usage."""
    arguments = _bare(argv) or parser().parse_args(argv)
    for name, default in {**_ABSENT, **getattr(arguments, "flags", {})}.items():
        setattr(arguments, name, getattr(arguments, name, default))
    if arguments.run != _BOARD and (arguments.me or arguments.bare_json):
        parser().error("--me goes without a command; --json comes after its command")
    for name in _NAMED:
        if getattr(arguments, name, None) == "":
            parser().error(f"{name}: the name is empty; say which, or leave it out")
    if arguments.bare_json and not arguments.me:
        parser().error("--json goes with --me or after a command")
    return arguments


def _bare(argv: Sequence[str]) -> Namespace | None:
    """What was asked without a command, for which no command has to be declared; None where there is anything else."""
    try:
        arguments, more = _without_commands(add_help=False, exit_on_error=False).parse_known_args(argv)
    except ArgumentError:
        return None
    return None if more else arguments


def _without_commands(**settings: Any) -> ArgumentParser:
    top = _Parser(
        prog="tumorboard",
        description="The tumor board of spinal metastases in a terminal. Without a command it opens the Board.",
        epilog="It supports a decision and never makes one; it is not a medical device.",
        parents=[_common_options()],
        **settings,
    )
    top.set_defaults(run=_BOARD)
    top.add_argument("--me", action="store_true", help="only what awaits my view; lines where there is no terminal")
    top.add_argument("--json", dest="bare_json", action="store_true", help="with --me: print JSON and nothing else")
    top.add_argument("--version", action="version", version=SAID)
    return top


def parser() -> ArgumentParser:
    """The command line. Common options stand on either side of the command."""
    from tumorboard.cli.verbs import VERBS

    top, common = _without_commands(), _common_options()
    top.set_defaults(flags={flag: False for verb in VERBS for option in verb.options if (flag := option.flag)})
    groups: dict[str, Any] = {"": top.add_subparsers(title="commands", metavar="COMMAND")}
    several = {verb.words.split()[0] for verb in VERBS if " " in verb.words}
    for verb in VERBS:
        group, _, word = verb.words.rpartition(" ")
        if group and group not in groups:
            groups[group] = _group(groups[""].add_parser(group, help=verb.group or verb.help, parents=[common]))
        added = groups[group].add_parser(word, help=verb.help, description=verb.help, parents=[common])
        _declare(added, verb)
        if not group and word in several:
            groups[word] = _group(added, required=False)
    return top


def _common_options() -> ArgumentParser:
    common = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    common.add_argument("--data", metavar="DIR", help="data folder (else $TUMORBOARD_DATA, else the user's own)")
    common.add_argument("--theme", metavar="NAME", help="theme of the screens")
    common.add_argument(
        "--plain-driver", action="store_true", help="send whole rows to the terminal, not changed cells"
    )
    common.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal; it is never needed")
    common.add_argument("--archive", metavar="NAME", help="look into an archive, such as 2025, in the store's place")
    common.add_argument("--as", dest="acting_as", metavar="PERSON_ID", help="who is acting, where the site allows it")
    return common


def _group(parent: ArgumentParser, *, required: bool = True) -> Any:
    return parent.add_subparsers(title="verbs", metavar="VERB", required=required)


def _declare(added: ArgumentParser, verb: "Verb") -> None:
    added.set_defaults(run=verb.run)
    for option in verb.options:
        settings = option.settings
        if settings.get("action") == "store_true":
            settings = {**settings, "default": SUPPRESS}
        added.add_argument(*option.names, **settings)


def _run(arguments: Namespace) -> None:
    module, _, function = arguments.run.partition(":")
    command = getattr(import_module(module), function)
    gc.freeze()
    gc.enable()
    command(arguments)


def _failed(message: str, code: int = _FAILED) -> int:
    complain(f"tumorboard: {message}")
    return code


def _let_go_of_output() -> None:
    """What is still buffered has nowhere to go; without this the interpreter would try again and complain once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unforeseen(fault: Exception) -> str:
    """The kind and place of a fault that nobody foresaw, without any value, because values may be the patient's."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"an unforeseen fault ({type(fault).__name__} at {place}); please report it"
