"""The open plan and its file: opening, saving, leaving, what a crash left. Nothing is ever overwritten unasked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from reapply_desktop.domain.copying import as_copy
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
from reapply_desktop.services import plan_file, recent_files, resources, storage
from reapply_desktop.services.file_state import changed_since, state_of
from reapply_desktop.services.recovery import LeftCopy
from reapply_desktop.ui import wording
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.opening_words import opening_words
from reapply_desktop.ui.safety_copy import SafetyCopy
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.settling import settle_typing

KINDS = "ReApply plans (*.reapply);;All files (*)"
SUFFIX = "reapply"
SAMPLE = ("samples", "sample.reapply")
RECENT, LAST = "files/recent", "files/last"
SAVE, DO_NOT_SAVE, CANCEL = "Save", "Don’t save", "Cancel"
ELSEWHERE, WRITE_OVER = "Save as…", "Write over it"
BRING_BACK, DELETE_COPY, NOT_NOW = "Bring them back", "Delete the copy", "Not now"


class Files(QObject):
    """What the File menu does. `state_changed`: `saved_words` says something else; `told`: worth a toast."""

    state_changed = Signal()
    recent_changed = Signal()
    told = Signal(str)

    def __init__(
        self,
        document: Document,
        messages: Messages,
        settings: Settings,
        data_folder: Path,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._document = document
        self._messages = messages
        self._settings = settings
        self._data_folder = data_folder
        self._now = now
        self._copy = SafetyCopy(document, data_folder, now)
        self._copy.failed.connect(self._on_copy_failed)
        self._saved_at: datetime | None = None
        self._failure: UserError | None = None
        self._is_sample = False
        # The stack counts an edit only after `changed`; and its own signals are not safe to follow, because it sends
        # them once more while it is being destroyed. So the state is told when the edit is over.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.state_changed)
        self._soon.setInterval(0)
        document.changed.connect(self._soon.start)

    # -- what is said of the file

    @property
    def name(self) -> str:
        """The document's name as titles say it."""
        if self._document.path is not None:
            return self._document.path.stem
        plan = self._document.plan
        if plan is None:
            return ""
        return "Sample plan" if self._is_sample else wording.plan_name(plan)

    @property
    def saved_words(self) -> str:
        """When the plan was saved, as the sidebar's foot says it."""
        where = "only on this computer"
        if self._failure is not None:
            return "Not saved yet · a copy of your changes is kept" if self._copy.is_kept else "Not saved yet"
        if self._is_sample and not self._document.is_dirty:
            return f"A sample to look at · {where}"
        if self._saved_at is None:
            return f"Not saved yet · {where}"
        since = wording.at(self._saved_at, self._now())
        if self._document.is_dirty:
            return f"Changed since {since} · {where}"
        return f"Saved {since} · {where}"

    @property
    def recent(self) -> tuple[recent_files.RecentFile, ...]:
        return recent_files.described(self._settings.texts(RECENT))

    # -- opening

    def ask_and_open(self) -> bool:
        """Choose a plan file and open it."""
        if not self.may_leave():
            return False
        path = self._messages.open_file("Open a plan", _usual_folder(self._settings.texts(RECENT)), KINDS)
        return path is not None and self._open(path)

    def open_path(self, path: Path) -> bool:
        """Open this plan file in place of the present plan, asking about unsaved changes first."""
        return self.may_leave() and self._open(path)

    def open_last(self) -> bool:
        """Open the plan that was open when the program was left. One that is gone is passed over in silence."""
        last = self._settings.text(LAST)
        return bool(last) and Path(last).is_file() and self._open(Path(last))

    def open_sample(self) -> bool:
        """Show the shipped sample as a plan of its own that has no file, done as far as the year has come."""
        if not self.may_leave():
            return False
        from reapply_desktop.domain.sample import lived

        sample = as_copy(plan_file.decode(resources.data(*SAMPLE)), self._document.new_id)
        self._show(lived(sample, self._document.today()), None, clean=True, is_sample=True)
        return True

    def take_new(self, plan: Plan) -> None:
        """Show a plan that was made just now and is in no file."""
        self._show(plan, None, clean=False)
        self._copy.write()

    def forget_recent(self) -> None:
        self._settings.set_texts(RECENT, ())
        self.recent_changed.emit()

    def _open(self, path: Path) -> bool:
        path = path.absolute()
        state = state_of(path)
        try:
            plan = storage.load(path)
        except UserError as error:
            self._messages.error(UserError(f"“{path.name}” was not opened.", opening_words(error)))
            return False
        self._show(plan, path, clean=True)
        self._copy.base = state
        self._saved_at = None if state is None else datetime.fromtimestamp(state.mtime_ns / 1e9)  # noqa: DTZ006
        self._remember(path)
        self.state_changed.emit()
        return True

    def _show(self, plan: Plan | None, path: Path | None, *, clean: bool, is_sample: bool = False) -> None:
        self._copy.discard()
        self._copy.base, self._saved_at, self._failure, self._is_sample = None, None, None, is_sample
        self._document.open(plan, path, clean=clean)
        self.state_changed.emit()

    # -- saving

    def save(self) -> bool:
        """Save to the plan's file, or ask for one. False when it was not saved."""
        settle_typing()
        path = self._document.path
        if self._document.plan is None:
            return True
        if path is None:
            return self._save_first()
        if changed_since(self._copy.base, path):
            answer = self._messages.question(
                f"“{path.name}” was changed by something else. What now?",
                "Another window, another computer or a synced folder has written to it since you opened it. "
                "Under another name both are kept.",
                (ELSEWHERE, WRITE_OVER, CANCEL),
            )
            if answer != WRITE_OVER:
                return answer == ELSEWHERE and self.save_as()
        return self._write(path)

    def save_as(self) -> bool:
        """Save under another name. Where the plan has a file already this makes a copy: a plan with ids of its own."""
        settle_typing()
        plan, old = self._document.plan, self._document.path
        if plan is None:
            return True
        if old is None:
            return self._save_first()
        path = self._choose(old.with_name(f"{old.stem} copy.{SUFFIX}"))
        if path is None:
            return False
        if storage.same_file(path, old):
            return self._write(path)
        copy = as_copy(plan, self._document.new_id)
        if not self._try_to_save(copy, path):
            return False
        self._show(copy, path, clean=True)
        self._saved(path)
        self.told.emit(f"Saved a copy as “{path.stem}”. You are working in the copy now.")
        return True

    def keep_exports(self) -> None:
        """Put what an export said into the plan's file at once, without the unsaved edits (as `export` does)."""
        plan, path = self._document.plan, self._document.path
        if plan is None or path is None or changed_since(self._copy.base, path):
            return
        try:
            in_file = plan if not self._document.is_dirty else replace(storage.load(path), exports=plan.exports)
            storage.save(in_file, path)
        except UserError:
            self.told.emit("The plan’s file cannot be written to, so it does not know of this export.")
            return
        self._copy.base = state_of(path)

    def _save_first(self) -> bool:
        plan = self._document.plan
        assert plan is not None
        folder = _usual_folder(self._settings.texts(RECENT)) or _documents()
        path = self._choose(folder / f"{wording.file_name(self.name)}.{SUFFIX}")
        return path is not None and self._write(path)

    def _choose(self, suggested: Path) -> Path | None:
        return self._messages.save_file("Save the plan", suggested, KINDS, SUFFIX)

    def _write(self, path: Path) -> bool:
        """Write the plan, under its own ids; where that fails, offer another place."""
        while True:
            plan = self._document.plan
            assert plan is not None
            if self._try_to_save(plan, path):
                self._saved(path)
                return True
            other = self._choose(path) if self._wants_elsewhere(path) else None
            if other is None:
                return False
            path = other

    def _try_to_save(self, plan: Plan, path: Path) -> bool:
        try:
            storage.save(plan, path, backups=self._data_folder / "backups")
        except UserError as error:
            self._failure = error
            self._copy.write()
            self.state_changed.emit()
            return False
        self._failure = None
        return True

    def _wants_elsewhere(self, path: Path) -> bool:
        reason = "" if self._failure is None else self._failure.message.removeprefix("cannot be written: ")
        old = "Your old file is untouched" if path.exists() else "Nothing was written"
        kept = " and a copy of your changes is kept" if self._copy.is_kept else "; leave the window open until then"
        facts = f"{old}{kept}. “{path.name}” can be saved in another place."
        return self._messages.question(f"Not saved: {reason.rstrip('.')}", facts, (ELSEWHERE, CANCEL)) == ELSEWHERE

    def _saved(self, path: Path) -> None:
        self._copy.base = state_of(path)
        self._saved_at = self._now()
        self._is_sample = False
        self._document.mark_saved(path)
        self._copy.discard()
        self._remember(path)
        self.state_changed.emit()

    # -- leaving

    def may_leave(self) -> bool:
        """Whether the present plan may go: saved, unchanged, or given up by the person."""
        settle_typing()
        if not self._document.is_dirty:
            return True
        title = f"Save changes to {self.name}?"
        answer = self._messages.question(title, self._unsaved_facts(), (SAVE, DO_NOT_SAVE, CANCEL))
        if answer == SAVE:
            return self.save()
        return answer == DO_NOT_SAVE

    def close_plan(self) -> bool:
        """Put the plan away and show none."""
        if not self.may_leave():
            return False
        self._show(None, None, clean=True)
        self._settings.setValue(LAST, "")
        return True

    def finish(self) -> None:
        """The program ends after `may_leave` said yes: nothing is left behind but what is to be opened next time."""
        path = self._document.path
        self._copy.end()
        self._settings.setValue(LAST, "" if path is None else str(path))

    def _unsaved_facts(self) -> str:
        stack = self._document.undo_stack
        if self._document.path is None or self._saved_at is None:
            return "It is in no file yet, only in this window."
        if stack.cleanIndex() < 0:
            return "The changes are not in the file yet."
        count = abs(stack.index() - stack.cleanIndex())
        verb = "is" if count == 1 else "are"
        return f"{wording.changes(count)} since {wording.at(self._saved_at, self._now())} {verb} not in the file yet."

    # -- after a crash

    def keep_copy(self) -> bool:
        """Bring the copy of unsaved changes up to date at once. True when there is one."""
        self._copy.write()
        return self._copy.is_kept

    def offer_left_copies(self) -> bool:
        """Offer what a run that ended badly had not saved. True when a plan was brought back."""
        for copy in self._copy.left_behind():
            answer = self._messages.question(*_offer(copy, self._now()), (BRING_BACK, DELETE_COPY, NOT_NOW))
            if answer == DELETE_COPY:
                self._copy.remove_left(copy)
            elif answer == BRING_BACK:
                self._show(copy.plan, copy.path, clean=False)
                self._copy.base = copy.base
                self._copy.write()
                self._copy.remove_left(copy)
                return True
        return False

    def _on_copy_failed(self) -> None:
        if self._failure is None:
            self.told.emit("No copy of your changes can be kept just now. Save to be safe.")

    # -- small things

    def _remember(self, path: Path) -> None:
        self._settings.set_texts(RECENT, recent_files.remembered(self._settings.texts(RECENT), path))
        self.recent_changed.emit()


def _offer(copy: LeftCopy, now: datetime) -> tuple[str, str]:
    """The question and the facts about a copy that a crash left."""
    name = wording.plan_name(copy.plan) if copy.path is None else copy.path.stem
    written = "" if copy.written is None else f", {wording.when(copy.written, now)}"
    kept = "It was never saved to a file of its own."
    if copy.path is not None:
        kept = "The file stays as it is until you save."
    return (
        f"Bring back unsaved changes to {name}?",
        f"The program ended before they were saved{written}. {kept}",
    )


def _usual_folder(recent: tuple[str, ...]) -> Path | None:
    """Where the plan lay that was opened last."""
    return next((place for place in (Path(name).parent for name in recent) if place.is_dir()), None)


def _documents() -> Path:
    folder = Path.home() / "Documents"
    return folder if folder.is_dir() else Path.home()
