"""The last net: what nobody expected is written to a log and said in one calm box, never shown as a traceback."""

import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

LOG = "errors.log"
LONGEST = 200_000
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def install(
    data_folder: Path,
    keep_copy: Callable[[], bool],
    tell: Callable[[str, str], None],
    version: str,
    now: Callable[[], datetime],
) -> None:
    """From now on an unexpected error keeps a copy of the changes, goes to the log, and is said once.

    `keep_copy` says whether there is one; `tell(title, facts)` shows the box. While one is open, further
    errors go to the log alone.
    """
    showing = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal showing
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log = _write(data_folder / LOG, f"{now():%Y-%m-%d %H:%M:%S} version {version}", kind, error, trace)
        kept = _tried(keep_copy)
        if showing:
            return
        showing = True
        try:
            tell("That did not work.", _facts(kept, log))
        finally:
            showing = False

    sys.excepthook = hook


def _facts(kept: bool, log: Path | None) -> str:
    facts = "Something in the program failed that should not. What you were doing may not have happened; you can go on."
    if kept:
        facts += " Unsaved changes are kept in a copy."
    if log is not None:
        facts += f"\nWhat happened is written in {log}, without any of your answers."
    return facts


def _tried(keep_copy: Callable[[], bool]) -> bool:
    try:
        return keep_copy()
    except Exception:  # the net itself must hold whatever is broken
        return False


def _write(
    log: Path, head: str, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> Path | None:
    """Add to the log; an old long one is begun anew. None where it cannot be written.

    Only where it happened and the kind of error go in: the text of an error can hold what a person wrote.
    """
    places = "".join(traceback.format_tb(trace))
    try:
        mode = "a" if log.exists() and log.stat().st_size < LONGEST else "w"
        with log.open(mode, encoding="utf-8") as file:
            file.write(f"{head}\n{places}{kind.__name__}\n\n")
    except OSError:
        return None
    return log
