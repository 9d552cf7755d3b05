"""`tumorboard check`, `backup`, `restore` and `recover`: the store kept well, copied, put back and put together."""

from argparse import Namespace
from pathlib import Path

from tumorboard.cli.printing import complain, print_json, say
from tumorboard.cli.session import account_name, local_now, login_name, session
from tumorboard.cli.settled import settings_in_force
from tumorboard.complaint import Complaint
from tumorboard.config import data_folder
from tumorboard.store.contract import StoreError

__all__ = ["back_up", "check", "recover_store", "restore_backup"]


def check(arguments: Namespace) -> None:
    """Say what the store holds and what is wrong with it. Raises Complaint when anything is."""
    with session(arguments, judges=False) as board:
        health = board.care.check()
    if arguments.json:
        told = {"records": health.records, "changes": health.changes, "bytes": health.size, "faults": health.faults}
        print_json(told)
    else:
        counts = ", ".join(f"{count} {table}" for table, count in health.records.items())
        say(f"{counts}; {health.changes} changes in the log; {health.size:,} bytes")
        for fault in health.faults:
            complain(fault)
    if health.faults:
        raise Complaint(f"{len(health.faults)} faults; see what can be done: tumorboard recover --dry-run")
    if not arguments.json:
        say("every record is valid, every reference leads somewhere, the change log is whole")


def back_up(arguments: Namespace) -> None:
    """Write everything into one file, verified when written; others may save meanwhile."""
    with session(arguments, judges=False) as board:
        say(str(board.care.back_up(Path(arguments.folder) if arguments.folder else None)))


def restore_backup(arguments: Namespace) -> None:
    """Put a backup in the place of the store; what it replaces is kept aside."""
    from tumorboard.store.restore import restore
    from tumorboard.store.tiny import STORE_FILE

    path = data_folder(arguments.data) / STORE_FILE
    login = _who_may(arguments, path, "restore a backup")
    done = restore(path, Path(arguments.file), login, local_now(), is_forced=arguments.force)
    for fault in done.faults:
        complain(f"tumorboard: does not verify: {fault}")
    if done.faults:
        complain(f"tumorboard: restored by force with {len(done.faults)} faults; see: tumorboard check")
    say(f"restored revision {done.revision}; what stood there before is in {done.aside}")


def recover_store(arguments: Namespace) -> None:
    """Put a damaged store together from all that verifies, and say what was lost; the damaged files are kept aside."""
    from tumorboard.store.recovery import recover, recoverable
    from tumorboard.store.tiny import STORE_FILE, TinyStore

    path = data_folder(arguments.data) / STORE_FILE
    if not path.parent.is_dir():
        raise Complaint(f"{path.parent}: there is no data folder; name it with --data")
    if not arguments.dry_run and _is_whole(path.parent):
        raise Complaint(f"{path}: is whole; nothing to recover")
    if arguments.dry_run:
        found, aside = recoverable(path), None
    else:
        found, aside = recover(path, _who_may(arguments, path, "recover the store"), local_now())
        TinyStore(path.parent).close()
    would = "would be " if arguments.dry_run else ""
    say(f"{would}recovered from {found.start} up to revision {found.reached}")
    for loss in found.lost:
        say(f"lost: {loss}")
    if not found.lost:
        say("nothing that was ever acknowledged is missing")
    if aside:
        say(f"the damaged files are in {aside}")


def _who_may(arguments: Namespace, path: Path, what: str) -> str:
    """The login, which may put another content in the place of the store. Raises NotAllowed."""
    from tumorboard.board.care import require_replacing

    login = login_name(settings_in_force(arguments), path.parent)
    require_replacing(path, login, account_name(), what)
    return login


def _is_whole(folder: Path) -> bool:
    from tumorboard.store.tiny import TinyStore

    try:
        store = TinyStore(folder)
    except StoreError:
        return False
    fault = next(iter(store.faults()), None)
    store.close()
    return fault is None
