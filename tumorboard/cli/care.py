"""`tumorboard check`, `backup`, `restore` and `recover`: the store kept well, copied, put back and put together."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tumorboard.cli.printing import complain, print_json, say
from tumorboard.cli.session import account_name, local_now, login_name, session
from tumorboard.cli.settled import settings_in_force
from tumorboard.complaint import Complaint
from tumorboard.config import data_folder
from tumorboard.store.contract import StoreError

if TYPE_CHECKING:
    from tumorboard.board.care import Health

__all__ = ["back_up", "check", "recover_store", "restore_backup"]


def check(arguments: Namespace) -> None:
    """Say what the store holds and what is wrong with it. Raises Complaint when anything is."""
    with session(arguments, judges=False) as board:
        health = board.care.check()
    if arguments.json:
        archives = {name: _counted(archive) for name, archive in health.archives.items()}
        print_json({**_counted(health), "faults": [*health.faults, *health.archived], "archives": archives})
    else:
        _tell(health)
    if health.faults:
        count = len(health.faults) + len(health.archived)
        raise Complaint(f"{count} faults; see what can be done: tumorboard recover --dry-run")
    if health.archived:
        folder = data_folder(arguments.data) / "archive"
        raise Complaint(f"{len(health.archived)} faults in the archives; put copies of them back into {folder}")
    if not arguments.json:
        count = len(health.archives)
        archived = f"; so {'is 1 archive' if count == 1 else f'are {count} archives'}" if count else ""
        say(f"every record is valid, every reference leads somewhere, the change log is whole{archived}")


def _counted(health: "Health") -> dict[str, Any]:
    return {"records": health.records, "changes": health.changes, "bytes": health.size}


def _tell(health: "Health") -> None:
    """What the store and each archive hold, a line each, and every fault."""
    for name, each in {"": health, **health.archives}.items():
        counts = ", ".join(f"{count} {table}" for table, count in each.records.items())
        told = f"archive {name}: " if name else ""
        say(f"{told}{counts}; {each.changes} changes in the log; {each.size:,} bytes")
    for fault in (*health.faults, *health.archived):
        complain(fault)


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
