"""The table model: what differs is told row by row, and an edit is a change asked of the document."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.models.delegates import TableDelegate
from reapply_desktop.ui.models.steps import STEPS
from reapply_desktop.ui.models.table_model import ID_ROLE, TONE_ROLE, TableModel

TODAY = date(2026, 6, 14)
EDIT, SHOWN = Qt.ItemDataRole.EditRole, Qt.ItemDataRole.DisplayRole


def plan_of(count: int) -> Plan:
    categories = list(CATEGORIES)
    steps = []
    for n in range(count):
        start = date(2026, 4, 1) + timedelta(days=n % 340)
        steps.append(Milestone(f"s{n}", f"Step {n:04}", categories[n % len(categories)], start,
                               start + timedelta(days=n % 9), depends_on=(f"s{n - 1}",) if n % 5 == 4 else ()))
    answers = Answers(Applicant("us_md"), (Application("internal_medicine"),))
    return Plan("p", answers, tuple(steps))


@pytest.fixture
def document(qapp) -> Document:
    made = Document(load_tables(), lambda: TODAY, lambda: "new")
    made.open(plan_of(12), None)
    return made


@pytest.fixture
def model(document) -> TableModel[Milestone]:
    return TableModel(document, STEPS)


def titles(model: TableModel[Milestone]) -> list[str]:
    column = model.column_of("title")
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt_through_edits_order_and_filter(document, model, qtmodeltester):
    qtmodeltester.check(model)
    strict = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    chance = random.Random(7)
    for _ in range(120):
        plan = document.plan
        kind = chance.randrange(6)
        ids = [m.id for m in plan.milestones]
        if kind == 0 and len(ids) > 3:
            document.change(plan.without(chance.sample(ids, 3)), "Delete steps")
        elif kind == 1:
            new = replace(plan_of(1).milestones[0], id=f"n{chance.random()}", depends_on=())
            document.change(plan.with_milestone(new, after=chance.choice(ids) if ids else None), "New step")
        elif kind == 2 and ids:
            step = plan.milestone(chance.choice(ids))
            document.change(plan.with_milestone(step.moved(chance.randrange(-40, 40))), "Move step")
        elif kind == 3:
            model.sort(chance.randrange(-1, model.columnCount()), chance.choice(list(Qt.SortOrder)))
        elif kind == 4:
            wanted = chance.choice(list(CATEGORIES))
            model.keep(None if chance.random() < 0.5 else lambda m, _a, w=wanted: m.category != w)
        else:
            document.undo_stack.undo()
        shown = {m.id for m in model.shown()}
        assert shown <= {m.id for m in document.plan.milestones}
        assert [model.index(row, 1).data(ID_ROLE) for row in range(model.rowCount())] == [m.id for m in model.shown()]
        assert all(model.row_at(model.row_of(key)) == document.plan.milestone(key) for key in shown)
    strict.deleteLater()


@pytest.mark.parametrize("seed", range(3))
def test_any_edit_under_any_order_and_filter_shows_what_a_fresh_model_would(document, model, seed):
    chance = random.Random(seed)
    for _ in range(30):
        column, order = chance.randrange(-1, model.columnCount()), chance.choice(list(Qt.SortOrder))
        unwanted = chance.choice([None, *CATEGORIES])
        keep = None if unwanted is None else lambda m, _a, w=unwanted: m.category != w
        model.sort(column, order)
        model.keep(keep)
        for _ in range(4):
            steps = chance.sample(document.plan.milestones, chance.choice([1, 1, 1, 3]))
            kind = chance.randrange(4)
            changed = [
                step.moved(chance.randrange(-9, 9)) if kind == 0
                else replace(step, category=chance.choice(list(CATEGORIES))) if kind == 1
                else replace(step, title=f"{chance.randrange(99)}") if kind == 2
                else replace(step, notes=chance.choice(["", "b", "a"]), status=chance.choice(["done", "planned"]))
                for step in steps
            ]
            document.change(document.plan.with_milestones(changed), "Edit")
            fresh = TableModel(document, STEPS)
            fresh.sort(column, order)
            fresh.keep(keep)
            assert model.shown() == fresh.shown()
            fresh.deleteLater()


def test_an_edit_is_one_undoable_change_with_the_name_the_menu_shows(document, model):
    cell = model.index(3, model.column_of("title"))
    assert model.setData(cell, "  Ask Dr. Osei \n again ", EDIT)
    assert document.plan.milestone("s3").title == "Ask Dr. Osei again"
    assert document.undo_stack.undoText() == "Rename step"
    document.undo_stack.undo()
    assert cell.data(SHOWN) == "Step 0003"


def test_every_field_can_be_changed_and_undone(document, model):
    before = document.plan
    wanted = {"title": "X", "start": date(2026, 4, 2), "end": date(2027, 1, 1), "status": "dropped",
              "category": "support", "reminder": 7, "waits": ("s1", "s2"), "notes": "Two\nlines"}
    for key, value in wanted.items():
        cell = model.index(0, model.column_of(key))
        assert model.setData(cell, value, EDIT), key
        assert model.index(0, model.column_of(key)).data(EDIT) == value
        document.undo_stack.undo()
        assert document.plan == before, key


def test_ticking_marks_done_and_open_again(document, model):
    cell = model.index(2, model.column_of("done"))
    assert model.setData(cell, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert document.plan.milestone("s2").status == "done"
    assert cell.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert document.undo_stack.undoText() == "Mark done"


def test_what_cannot_be_is_refused_with_a_reason_and_changes_nothing(document, model, qtbot):
    before = document.plan
    for key, value, reason in [("title", "  ", "needs a title"), ("end", date(2026, 1, 1), "before the start"),
                               ("reminder", 0, "1 to 28"), ("waits", ("s4",), "already waits")]:
        with qtbot.waitSignal(model.refused) as told:
            assert not model.setData(model.index(3, model.column_of(key)), value, EDIT)
        assert reason in told.args[0].message
    assert document.plan is before
    assert document.undo_stack.count() == 0


def test_selection_and_persistent_places_follow_their_step_through_sorting(document, model):
    place = QPersistentModelIndex(model.index(5, model.column_of("title")))
    model.sort(model.column_of("title"), Qt.SortOrder.DescendingOrder)
    assert place.data() == "Step 0005"
    assert titles(model) == sorted(titles(model), reverse=True)
    document.change(document.plan.without(["s7"]), "Delete step")
    assert place.data() == "Step 0005"
    model.keep(lambda m, _a: m.id != "s5")
    assert not place.isValid()
    model.keep(None)
    model.sort(-1)
    assert titles(model) == [m.title for m in document.plan.milestones]


def test_renaming_a_step_repaints_the_rows_that_wait_for_it(document, model, qtbot):
    rows = []
    model.dataChanged.connect(lambda first, last: rows.extend(range(first.row(), last.row() + 1)))
    model.setData(model.index(3, model.column_of("title")), "Renamed", EDIT)
    assert set(rows) == {3, 4}
    assert model.index(4, model.column_of("waits")).data() == "Renamed"


def test_a_late_step_says_so_in_words(document, model):
    row = model.row_of("s0")
    assert model.index(row, model.column_of("status")).data() == "74 days late"
    assert model.index(row, model.column_of("end")).data(TONE_ROLE) == "warning"


def test_an_empty_and_a_closed_plan_show_nothing(document, model):
    document.open(None, None)
    assert (model.rowCount(), model.total) == (0, 0)


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_a_title_in_another_script_stands_on_the_same_line_as_the_others(theme, qtbot, factor):
    theme.set_factor(factor)
    plan = plan_of(2)
    plain, mixed = plan.milestones
    mixed = replace(mixed, title="Hello \u0645\u0631\u062d\u0628\u0627", category=plain.category)
    document = Document(load_tables(), lambda: TODAY, lambda: "new")
    document.open(replace(plan, milestones=(replace(plain, title="Hello"), mixed)), None)
    model = TableModel(document, STEPS)
    host = QWidget()
    qtbot.addWidget(host)
    delegate = TableDelegate(theme, host)
    wide, high = round(400 * factor), round(28 * factor)
    tops = []
    for row in range(2):
        image = QImage(wide, high, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter, option = QPainter(image), QStyleOptionViewItem()
        option.rect = QRect(0, 0, wide, high)
        delegate.paint(painter, option, model.index(row, model.column_of("title")))
        painter.end()
        left = round(38 * factor)  # past the icon: the H
        dark = [y for y in range(high - 2)
                if any(image.pixelColor(x, y).lightness() < 140 for x in range(left, left + round(7 * factor)))]
        tops.append((dark[0], dark[-1]))
    assert tops[0] == tops[1]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", ["start", "reminder", "title", "status", "waits"])
def test_rows_that_move_alone_come_where_sorting_all_would_put_them(document, model, column, descending):
    """Many equal keys, empty cells among them, and up to three rows changed at once."""
    order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
    model.sort(model.column_of(column), order)
    chance = random.Random(3)
    kept = [QPersistentModelIndex(model.index(row, 0)) for row in range(model.rowCount())]
    ids = [index.data(ID_ROLE) for index in kept]
    for _ in range(60):
        steps = chance.sample(document.plan.milestones, chance.choice((1, 1, 3)))
        document.change(document.plan.with_milestones(
            replace(m.moved(chance.randrange(-4, 5)), reminder=chance.choice((None, 1, 2)),
                    status=chance.choice(("planned", "done"))) for m in steps), "Change")  # fmt: skip
        fresh = TableModel(document, STEPS)
        fresh.sort(fresh.column_of(column), order)
        assert [row.id for row in model.shown()] == [row.id for row in fresh.shown()]
        assert model.shown() == fresh.shown()
    assert [index.data(ID_ROLE) for index in kept] == ids
