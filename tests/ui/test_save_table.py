"""Saving the steps as a table: the end of the name decides the kind; failures are said and leave the old file."""

from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QFileDialog
from real_window import Answering

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.save_table import IS_THE_PLAN, KINDS, OTHER_NAME, TableSaving
from reapply_desktop.ui.settings import Settings

DAY = date(2026, 6, 14)
PLAN = Plan("3126ecb3-5998-52d3-abff-9640975a9bef", Answers(Applicant("us_md", "Nadia R"), (Application("pathology"),)),
            (Milestone("a", "Plan B too", "contingency", DAY, DAY), Milestone("b", "Letter", "letters", DAY, DAY)))


class Saver:
    def __init__(self, qtbot, theme, folder) -> None:
        self.bot = qtbot
        self.messages = Answering(theme)
        self.document = Document(load_tables(), lambda: DAY, lambda: "new")
        self.document.open(PLAN, folder / "year.reapply")
        self.saving = TableSaving(self.document, Settings(folder), self.messages, self.document)
        self.told: list[str] = []
        self.saving.told.connect(self.told.append)

    def save(self, path) -> bool:
        self.messages.paths = [path]
        asked = self.saving.ask()
        self.bot.waitUntil(lambda: self.saving._job is None, timeout=10_000)
        return asked


@pytest.fixture
def saver(qtbot, theme, tmp_path) -> Saver:
    return Saver(qtbot, theme, tmp_path)


@pytest.mark.parametrize("name", ["t.xlsx", "t.XLSX"])
def test_a_workbook_holds_every_step(saver, tmp_path, name):
    assert saver.save(tmp_path / name)
    assert load_workbook(tmp_path / name)["Milestones"].max_row == 3
    assert saver.told == [f"2 steps saved in {name}."]
    assert saver.messages.suggested == [tmp_path / "year.xlsx"]


def test_a_plain_table_holds_every_step(saver, tmp_path):
    saver.save(tmp_path / "t.csv")
    data = (tmp_path / "t.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbftitle,")
    assert data.count(b"\r\n") == 3


def test_another_end_and_the_plan_itself_are_refused_and_no_file_is_no_table(saver, tmp_path):
    assert not saver.save(tmp_path / "t.doc")
    assert not saver.save(tmp_path / "year.reapply")
    assert not saver.save(None)
    assert saver.messages.errors == [OTHER_NAME, IS_THE_PLAN]
    assert [path.suffix for path in tmp_path.iterdir()] in ([], [".ini"])


def test_a_failure_is_said_and_leaves_what_is_there(saver, tmp_path):
    (tmp_path / "t.csv").mkdir()
    saver.save(tmp_path / "t.csv")
    (error,) = saver.messages.errors
    assert error.message == "Not saved: t.csv is a folder."
    assert error.hint == "Nothing was written. Choose another place."
    assert saver.told == []


def test_the_place_is_remembered(saver, tmp_path):
    (tmp_path / "tables").mkdir()
    saver.save(tmp_path / "tables" / "t.csv")
    saver.save(None)
    assert saver.messages.suggested[-1] == tmp_path / "tables" / "year.xlsx"


def test_the_name_ends_as_the_kind_that_is_chosen(qapp, theme, tmp_path):
    seen: list[str] = []

    def choose() -> None:
        chooser = qapp.activeModalWidget()
        assert isinstance(chooser, QFileDialog)
        kinds = chooser.findChild(QComboBox, "fileTypeCombo")
        kinds.setCurrentIndex(1)
        kinds.activated.emit(1)
        chooser.filterSelected.emit(chooser.nameFilters()[1])
        seen.append(chooser.selectedFiles()[0])
        chooser.accept()

    QTimer.singleShot(200, choose)
    chosen = Messages(theme).save_file("Save as a table", tmp_path / "year.xlsx", KINDS, "xlsx")
    assert chosen == tmp_path / "year.csv"
    assert seen == [str(tmp_path / "year.csv")]
