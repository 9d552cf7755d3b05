"""Every command of the command line, declared once: its words, its help, its options and what runs it."""

from typing import Final

from tumorboard.cli.verb import AS_JSON as _JSON
from tumorboard.cli.verb import Option, Verb
from tumorboard.cli.verb import option as _option
from tumorboard.cli.verbs_after import VERBS_AFTER
from tumorboard.domain.vocabulary import FOLLOW_UP_KINDS, ROLES

__all__ = ["VERBS", "Option", "Verb"]


_PERSON: Final = (
    _option("id", metavar="PERSON_ID", help="the login name"),
    _option("--role", dest="roles", action="append", choices=ROLES, help="may be given several times"),
    _option("--specialty", metavar="TEXT", help="such as spine surgery"),
    _JSON,
)

_SHEET_FORMAT: Final = _option(
    "--format", choices=("text", "md", "html", "pdf", "json"), help="else by the ending of FILE, else text"
)

VERBS: Final[tuple[Verb, ...]] = (
    Verb(
        "demo",
        "tumorboard.cli.screens:open_demonstration",
        "open the Board on a throw-away copy of the demonstration data",
    ),
    Verb(
        "evaluate",
        "tumorboard.cli.evaluate:evaluate",
        "SINS, NOMS, emergency signs and pivots of every case of a file; stores nothing",
        (_option("file", metavar="FILE", help="JSON, JSONL or CSV; - is standard input"), _JSON),
    ),
    Verb(
        "import",
        "tumorboard.cli.importing:import_cases",
        "put the cases of a file on a meeting",
        (
            _option("file", metavar="FILE", help="JSON, JSONL or CSV; also what export wrote"),
            _option("--meeting", metavar="ID", required=True, help="see: tumorboard meetings"),
            _option("--what", choices=("cases", "agenda", "followups"), default="cases", help="what the file holds"),
            _option("--late-reason", metavar="TEXT", help="why the cases come after the meeting's cut-off"),
            _option("--dry-run", action="store_true", help="say what would happen and change nothing"),
            _JSON,
        ),
    ),
    Verb(
        "meetings",
        "tumorboard.cli.meetings:list_meetings",
        "meetings with dates, state and counts",
        (_option("--ics", metavar="FILE", help="write a calendar of the meetings"), _JSON),
    ),
    Verb(
        "meeting new",
        "tumorboard.cli.meetings:plan_meeting",
        "plan a meeting and print its id",
        (
            _option("--title", metavar="T", required=True),
            _option("--starts", metavar="ISO8601", required=True, help="such as 2026-11-24T08:00+01:00"),
            _option("--cut-off", metavar="ISO8601", help="after it every new case asks why and a chair allows it"),
            _option(
                "--open-views", action="store_true", help="views are read by all at once, not sealed until revealed"
            ),
            _JSON,
        ),
    ),
    Verb(
        "meeting edit",
        "tumorboard.cli.meetings:change_meeting",
        "mend a planned meeting's title, time or cut-off",
        (
            _option("id", metavar="ID", help="see: tumorboard meetings"),
            _option("--title", metavar="T"),
            _option("--starts", metavar="ISO8601", help="such as 2026-11-24T08:00+01:00"),
            _option("--cut-off", metavar="ISO8601", help="after it every new case asks why and a chair allows it"),
            _option("--no-cut-off", action="store_true", help="take the cut-off away"),
            _JSON,
        ),
    ),
    Verb("people", "tumorboard.cli.people:list_people", "who may do what", (_JSON,)),
    Verb("people list", "tumorboard.cli.people:list_people", "everybody with roles and specialty", (_JSON,)),
    Verb(
        "people add",
        "tumorboard.cli.people:add_person",
        "enrol a person",
        (*_PERSON, _option("--name", metavar="NAME", required=True, help="as it is shown")),
    ),
    Verb(
        "people edit",
        "tumorboard.cli.people:edit_person",
        "change a person's name, roles or specialty; roles given replace the ones held",
        (*_PERSON, _option("--name", metavar="NAME", help="as it is shown")),
    ),
    Verb(
        "export",
        "tumorboard.cli.exporting:export",
        "a meeting with its cases, its list or its follow-ups; or one case",
        (
            _option("key", metavar="MEETING|CASE"),
            _option("--format", choices=("json", "csv"), help="else by the ending of FILE, else JSON"),
            _option("--what", choices=("cases", "agenda", "followups"), default="cases", help="default: the cases"),
            _option("-o", dest="out", metavar="FILE", help="write there instead of standard output"),
        ),
    ),
    Verb(
        "agenda",
        "tumorboard.cli.agenda:print_agenda",
        "the agenda of a meeting, with what each case lacks; --chase: what is missing, by who sees to it",
        (
            _option("meeting", metavar="MEETING", help="see: tumorboard meetings"),
            _SHEET_FORMAT,
            _option("--chase", action="store_true", help="what is still missing, by who sees to it and until when"),
            _option("--identifiers", action="store_true", help="the patients' names on the agenda"),
            _JSON,
            _option("-o", dest="out", metavar="FILE", help="write there instead of standard output"),
        ),
    ),
    Verb(
        "outcome",
        "tumorboard.cli.outcome:print_outcome",
        "the outcome record: decision, rationale, views, dissent; or a letter about a case, or a page for its patient",
        (
            _option("key", metavar="MEETING|CASE"),
            _option("--sheet", choices=("record", "letter", "patient"), default="record", help="default: the record"),
            _SHEET_FORMAT,
            _option("--identifiers", action="store_true", help="name the patients; the letter does so anyway"),
            _option("--no-identifiers", action="store_true", help="a letter without the patient's name"),
            _JSON,
            _option("-o", dest="out", metavar="FILE", help="write there instead of standard output"),
        ),
    ),
    Verb(
        "followups",
        "tumorboard.cli.followups:list_followups",
        "the follow-up schedule: what is due, what is overdue, who sees to it",
        (
            _option("--overdue", action="store_true", help="only what is overdue"),
            _option("--within", metavar="DAYS", type=int, help="only what is due within so many days"),
            _option("--owner", metavar="ID", help="only what this person sees to"),
            _option("--kind", choices=FOLLOW_UP_KINDS, help="only of this kind"),
            _option("--meeting", metavar="ID", help="only from decisions of this meeting"),
            _option("--all", action="store_true", help="also what was acted on or cancelled"),
            _option("--ics", metavar="FILE", help="write a calendar, in which cancelled ones cancel their events"),
            _option("--identifiers", action="store_true", help="with --ics: the patients' names in the calendar"),
            _JSON,
        ),
    ),
    *VERBS_AFTER,
    Verb(
        "schema",
        "tumorboard.cli.schema:print_schema",
        "JSON Schema of the case format",
        (_option("what", choices=("case",)),),
    ),
    Verb(
        "knowledge",
        "tumorboard.cli.knowledge:list_tables",
        "the tables of the medicine: what they hold, their evidence, who signed them, what the site sets differently",
        (_JSON,),
    ),
    Verb(
        "knowledge check",
        "tumorboard.cli.knowledge:check_site",
        "check a site's own tables, and print what they change: was and is",
        (_option("folder", metavar="FOLDER", nargs="?", help="else the folder knowledge of the data folder"), _JSON),
    ),
    Verb(
        "audit",
        "tumorboard.cli.audit:audit",
        "the change log: who changed what, when and why",
        (_option("--verify", action="store_true", help="say whether the log is whole, and the first bad entry"), _JSON),
    ),
    Verb(
        "check",
        "tumorboard.cli.care:check",
        "whether every record is valid, every reference leads somewhere and the change log is whole",
        (_JSON,),
    ),
    Verb(
        "doctor",
        "tumorboard.cli.doctor:doctor",
        "what is wrong with the set-up, and what to do; changes nothing",
        (_JSON,),
    ),
    Verb(
        "backup",
        "tumorboard.cli.care:back_up",
        "write everything into one file, while others work",
        (_option("folder", metavar="DIR", nargs="?", help="else backups/ in the data folder"),),
    ),
    Verb(
        "restore",
        "tumorboard.cli.care:restore_backup",
        "put a backup in the place of the store; what it replaces is kept aside",
        (
            _option("file", metavar="FILE", help="a file that tumorboard backup wrote"),
            _option("--force", action="store_true", help="even over a newer store or another board's"),
        ),
    ),
    Verb(
        "recover",
        "tumorboard.cli.care:recover_store",
        "put a damaged store together from all that verifies; the damaged files are kept aside",
        (_option("--dry-run", action="store_true", help="say what would happen and change nothing"),),
    ),
    Verb(
        "archive",
        "tumorboard.cli.archiving:archive",
        "move a closed year into an archive that is only read",
        (
            _option("year", metavar="YEAR", type=int, help="of the meetings"),
            _option("--dry-run", action="store_true", help="say what would happen and change nothing"),
        ),
    ),
)
