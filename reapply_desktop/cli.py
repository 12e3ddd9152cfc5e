"""The command line (interface.md): subcommands without a display, each problem one line on standard error."""

import argparse
import contextlib
import gc
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from uuid import uuid4

from reapply_desktop import __version__
from reapply_desktop.domain.errors import UserError

if TYPE_CHECKING:  # imported when a table is read
    from reapply_desktop.domain.reference import Tables

PROGRAM = "reapply-desktop"
MOST_LINES = 20
FAILED, UNUSABLE = 1, 2
FIRST_YEAR, LAST_YEAR = 2000, 2150
SUBCOMMANDS = ("new", "assess", "export", "check")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the command line in the form of every other problem, without usage text."""

    def error(self, message: str) -> NoReturn:
        raise UserError(_own_words(message), status=UNUSABLE)


def _own_words(message: str) -> str:
    if message.startswith("argument "):
        return message.removeprefix("argument ").replace("expected one argument", "is missing its value")
    head, _, rest = message.partition(": ")
    if head == "the following arguments are required":
        return f"{rest.split(', ')[0]}: is missing"
    if head == "unrecognized arguments":
        return f"{rest.split(' ')[0]}: is not known here (see --help)"
    return message


def one_line(text: str) -> str:
    """A text as it can stand in a line of a report; the window needs nothing of that and starts without it."""
    from reapply_desktop.domain import limits

    return limits.one_line(text)


def _day(text: str) -> date:
    from reapply_desktop.domain.answer_checks import read_date

    day = read_date(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"{one_line(text)} is not a date (YYYY-MM-DD)")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{day} is out of reach ({FIRST_YEAR}-01-01 to {LAST_YEAR}-12-31)")
    return day


def _paper(text: str) -> str:
    if text not in ("letter", "a4"):
        raise argparse.ArgumentTypeError(f"{one_line(text)} is not a paper size (letter, a4)")
    return text


def _path(text: str) -> Path:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("is no file name")
    return Path(text)


def _parser(command: str | None) -> _Parser:
    made = _Parser(prog=f"{PROGRAM} {command}" if command else PROGRAM, allow_abbrev=False, description=ABOUT[command])
    made.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="plan and export as if today were this day")
    if command is None:
        made.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
        made.add_argument("plan", nargs="?", metavar="PLAN", type=_path, help="the plan to open")
        made.epilog = f"Without a display: {', '.join(SUBCOMMANDS)} (each has --help)."
    elif command == "new":
        made.add_argument("answers", metavar="ANSWERS", type=_path, help="answers file (.json)")
        made.add_argument("-o", dest="plan", metavar="PLAN", type=_path, required=True, help="the plan to write")
        made.add_argument("--force", action="store_true", help="replace a plan that exists")
    elif command == "assess":
        made.add_argument("file", metavar="FILE", type=_path, help="answers file or plan")
    else:
        made.add_argument("plan", metavar="PLAN", type=_path, help="plan file (.reapply)")
    if command in ("assess", "check"):
        made.add_argument("--json", action="store_true", help="print one JSON object")
    if command == "export":
        for kind in ("ics", "pdf", "csv", "xlsx"):
            made.add_argument(f"--{kind}", metavar="FILE", type=_path, action="append", help=f"write a .{kind} file")
        made.add_argument("--paper", type=_paper, default="letter", help="letter (default) or a4")
        made.add_argument("--discreet", action="store_true", help="neutral calendar: no own titles, no notes, private")
        made.add_argument("--spans", action="store_true", help="long steps in the calendar as their whole span")
        made.add_argument("--with-contingency", action="store_true", help="Plan B in calendar and PDF too")
        made.add_argument("--no-record", action="store_true", help="do not keep in the plan what was exported")
    return made


ABOUT = {
    None: "A private, offline planner for the year between an unmatched Match and the next application.",
    "new": "Make a plan from an answers file.",
    "assess": "Findings and recommended path of an answers file or a plan.",
    "export": "Write a plan as calendar, PDF, CSV or XLSX.",
    "check": "Read a plan, say what is missing, warned of or late.",
}


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit status is 0 done, 1 not read or written, 2 not usable. Never raises."""
    _open_streams()
    try:
        status = _run(list(arguments))
        sys.stdout.flush()
        return status
    except UserError as error:
        _complain(error.file if isinstance(error, _FileError) else None, error.lines)
        return error.status
    except BrokenPipeError:
        _close_quietly()
        return FAILED
    except OSError as error:
        _complain(None, [f"standard output: cannot be written: {error.strerror}"])
        _close_quietly()
        return FAILED
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # the last guard: no traceback ever reaches a person
        _complain(None, [f"an unexpected fault ({type(error).__name__}); please report it with what you did"])
        return FAILED


def _open_streams() -> None:
    """UTF-8 on both streams; one that the caller has closed swallows what is written."""
    import os

    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - lives as long as the process
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _close_quietly() -> None:
    """Keep Python from complaining at exit about an output that nobody reads."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _run(arguments: list[str]) -> int:
    command = _command(arguments)
    if command is not None:
        arguments.remove(command)
    try:
        options = _parser(command).parse_args(arguments)
    except SystemExit as leaving:  # --help, --version
        return int(leaving.code or 0)
    if command is None:
        _require_display()
        gc.disable()  # until the window is up: of what is made for it nothing is let go again
        from reapply_desktop.app import run as run_window

        return run_window(str(options.plan) if options.plan else None, options.today)
    today = options.today or datetime.now().astimezone().date()
    return {"new": _new, "assess": _assess, "check": _check, "export": _export}[command](options, today)


def _require_display() -> None:
    """Without a display Qt would end the process itself."""
    import os

    if sys.platform in ("win32", "darwin"):
        return
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise UserError(f"no display to open the window on (without one: {', '.join(SUBCOMMANDS)})", status=FAILED)


def _command(arguments: Iterable[str]) -> str | None:
    """The subcommand: the first word that is neither an option nor the value of --today."""
    skip = False
    for word in arguments:
        if skip:
            skip = False
        elif word == "--today":
            skip = True
        elif word == "--" or not word.startswith("-"):
            return word if word in SUBCOMMANDS else None
    return None


def _complain(file: Path | None, lines: Sequence[str]) -> None:
    """One line a problem on standard error, at most twenty and then how many more."""
    place = f"{PROGRAM}: " if file is None else f"{PROGRAM}: {one_line(str(file))}: "
    shown = [one_line(line) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown.append(f"and {len(lines) - MOST_LINES} more")
    with contextlib.suppress(OSError):  # where complaining itself fails, the result still counts
        for line in shown:
            print(f"{place}{line}", file=sys.stderr)
        sys.stderr.flush()


class _FileError(UserError):
    """A problem that belongs to a file named on the command line."""

    def __init__(self, file: Path, problem: UserError) -> None:
        super().__init__(problem.message, problem.hint, status=problem.status, lines=problem.lines)
        self.file = file


class _about:  # noqa: N801 - reads as a preposition: `with _about(file):`
    """Whatever goes wrong inside is a problem of this file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, UserError):
            raise _FileError(self.file, error) from None


def _tables(today: date) -> "Tables":
    """The tables the window works with too: shipped, newer ones taken in, and the person's own. What is broken is
    left out and said."""
    from reapply_desktop.services.data_folder import data_place
    from reapply_desktop.services.own_tables import tables_in_use

    in_use = tables_in_use(data_place(), today)
    for path, lines in in_use.problems:
        _complain(path, [*lines, "is not used; the shipped figures are"])
    return in_use.tables


def _print_json(value: Any) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


def _new(options: argparse.Namespace, today: date) -> int:
    from reapply_desktop.domain.checks import lead_time
    from reapply_desktop.domain.planning import new_plan
    from reapply_desktop.domain.post_mortem import assess
    from reapply_desktop.domain.words import day_month_year
    from reapply_desktop.services import answers_file, storage
    from reapply_desktop.services.reference_data import load_templates

    with _about(options.answers):
        answers = answers_file.read(options.answers, today)
    with _about(options.plan):
        _refuse_same(options.plan, options.answers, "the answers file itself")
        if _exists(options.plan) and not options.force:
            raise UserError("exists already (--force replaces it)", status=FAILED)
        tables = _tables(today)
        plan = new_plan(answers, tables, load_templates(), today, lambda: str(uuid4()))
        storage.save(plan, options.plan)
    _complain(options.answers, [f"{w.where}: {w.text}" for w in assess(answers, tables, today).warnings])
    _complain(options.plan, [w.text for w in lead_time(plan)])
    first, last = min(m.start for m in plan.milestones), max(m.end for m in plan.milestones)
    print(
        f"{one_line(str(options.plan))}: {len(plan.milestones)} steps for the {plan.answers.season} Match, "
        f"{day_month_year(first)} to {day_month_year(last)}"
    )
    return 0


def _complain_of_age(tables: "Tables") -> None:
    """Say that what is printed rests on figures older than a year, where it does (B11.1)."""
    from reapply_desktop.domain.table_age import old_words

    if said := old_words(tables):
        _complain(None, [said])


def _assess(options: argparse.Namespace, today: date) -> int:
    from reapply_desktop.domain.plan import Plan
    from reapply_desktop.domain.post_mortem import assess, assess_plan
    from reapply_desktop.services.reading import read_either
    from reapply_desktop.services.reports import assessment_object, assessment_text

    with _about(options.file):
        found = read_either(options.file, today)
    tables = _tables(today)
    assessment = assess_plan(found, tables, today) if isinstance(found, Plan) else assess(found, tables, today)
    _complain(options.file, [f"{w.where}: {w.text}" for w in assessment.warnings])
    _complain_of_age(tables)
    if options.json:
        _print_json(assessment_object(assessment))
    else:
        print(assessment_text(assessment))
    return 0


def _check(options: argparse.Namespace, today: date) -> int:
    from reapply_desktop.domain.checks import check
    from reapply_desktop.services import storage
    from reapply_desktop.services.reports import check_object, check_text

    with _about(options.plan):
        plan = storage.load(options.plan)
    tables = _tables(today)
    checked = check(plan, tables, today)
    _complain_of_age(tables)
    if options.json:
        _print_json(check_object(checked))
    else:
        print(check_text(checked, plan))
    return 0


def _export(options: argparse.Namespace, today: date) -> int:
    from reapply_desktop.services import storage
    from reapply_desktop.services.command_export import Targets, export

    kinds = ("ics", "pdf", "csv", "xlsx")
    given = {kind: getattr(options, kind) for kind in kinds if getattr(options, kind)}
    for kind, paths in given.items():
        if len(paths) > 1:
            raise UserError(f"--{kind}: is given {len(paths)} times (once)", status=UNUSABLE)
    chosen: dict[str, Path] = {kind: paths[0] for kind, paths in given.items()}
    if not chosen:
        raise UserError("export: nothing to write (at least one of --ics, --pdf, --csv, --xlsx)", status=UNUSABLE)
    for index, (kind, path) in enumerate(chosen.items()):
        with _about(path):
            _refuse_same(path, options.plan, f"the plan itself (another file for --{kind})")
            for other in list(chosen)[:index]:
                _refuse_same(path, chosen[other], f"named twice (--{other} and --{kind})")
    now = datetime.now(UTC).replace(microsecond=0)
    if options.today is not None:
        now = datetime(today.year, today.month, today.day, tzinfo=UTC)
    targets = Targets(
        chosen, options.paper, options.discreet, options.spans, options.with_contingency, not options.no_record
    )
    with _about(options.plan):
        plan = storage.load(options.plan)
    with _about(chosen.get("ics", options.plan)):
        result = export(plan, options.plan, targets, _tables(today), today, now)
    for path, line in result.written:
        print(f"{one_line(str(path))}: {line}")
    for path, lines in (*result.warnings, *result.failures):
        _complain(path, lines)
    return FAILED if result.failures else 0


def _exists(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink() or path.resolve().exists()
    except (OSError, RuntimeError):
        return False


def _refuse_same(path: Path, other: Path, what: str) -> None:
    from reapply_desktop.services.storage import same_file

    if same_file(path, other):
        raise UserError(f"is {what}", status=UNUSABLE)
