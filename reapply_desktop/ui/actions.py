"""The commands of the main window as data, and the QActions made of them. What each does, main_window says."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from reapply_desktop.domain.values import dataclass

Standard = QKeySequence.StandardKey


@dataclass(frozen=True)
class Command:
    """One entry of the menu bar. `keys` work everywhere, those of `standard` where the platform has more."""

    id: str
    text: str
    keys: str = ""
    standard: Standard | None = None
    extra: str = ""
    needs_plan: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole


COMMANDS = (
    Command("new", "&New interview…", "Ctrl+N", Standard.New),
    Command("open", "&Open…", "Ctrl+O", Standard.Open),
    Command("sample", "Look at a &sample"),
    Command("save", "&Save", "Ctrl+S", Standard.Save, needs_plan=True),
    Command("save_as", "Save &as…", "Ctrl+Shift+S", Standard.SaveAs, needs_plan=True),
    Command("export", "&Export to a calendar…", "Ctrl+E", needs_plan=True),
    Command("print", "&Print or save as PDF…", "Ctrl+P", Standard.Print, needs_plan=True),
    Command("publish", "Publish to a calendar ser&ver…", needs_plan=True),
    Command("table", "Save as a &table…", needs_plan=True),
    Command("close", "&Close plan", "Ctrl+W", Standard.Close, needs_plan=True),
    Command("quit", "&Quit", "Ctrl+Q", Standard.Quit, role=QAction.MenuRole.QuitRole),
    Command("find", "&Find…", "Ctrl+K", needs_plan=True),
    Command("new_step", "&New step", needs_plan=True),
    Command("shift", "&Shift everything from a day…", needs_plan=True),
    Command("series", "Make a se&ries…", needs_plan=True),
    Command("position", "I have a &position…", needs_plan=True),
    Command("change_answers", "Change &answers…", needs_plan=True),
    Command("next_season", "Plan the &next season…", needs_plan=True),
    Command("check", "&Check the plan…", needs_plan=True),
    Command("larger", "&Larger text", "Ctrl++", extra="Ctrl+="),
    Command("smaller", "&Smaller text", "Ctrl+-"),
    Command("usual", "&Text as the system has it", "Ctrl+0"),
    Command("support", "If it gets too &heavy…", "F1"),
    Command("built_on", "&What ReApply is built on…"),
    Command("about", "&About ReApply…", role=QAction.MenuRole.AboutRole),
)


def make_actions(parent: QObject) -> Mapping[str, QAction]:
    """A QAction for each command, by its id."""
    made = {}
    for command in COMMANDS:
        action = QAction(command.text, parent)
        action.setObjectName(command.id)
        action.setMenuRole(command.role)
        keys = [QKeySequence(text) for text in (command.keys, command.extra) if text]
        keys += QKeySequence.keyBindings(command.standard) if command.standard is not None else []
        action.setShortcuts(list({key.toString(): key for key in keys}.values()))
        made[command.id] = action
    return made


def plan_commands() -> tuple[str, ...]:
    """The commands that mean nothing without an open plan."""
    return tuple(command.id for command in COMMANDS if command.needs_plan)
