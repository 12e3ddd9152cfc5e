"""“Answer” beside what is not known leads to the page that asks it, with the cursor in the field."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.gap_words import question_key
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.services.plan_file import answers_to_dict
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.theme import Theme
from tests.people import TODAY, person
from tests.ui.interview_driver import Driver

EXAMS = [{"exam": "step2ck"}, {"exam": "step1", "passed": True, "attempts": 1}]  # not in the order of the table
PEOPLE = {
    "nearly empty": person("us_md"),
    "abroad": person("non_us_img", ("internal_medicine", 60), ("family_medicine",), exams=EXAMS,
                     standing={"gpa": 3.2}, soap={"eligible": True}, letters={"total": 3},
                     reflections={"enough_interviews": "No."}),
    "a DO": person("us_do", ("family_medicine", 12, 1), exams=[{"exam": "level2ce"}, {"exam": "step2ck"}],
                   standing={"quartile": 2}, soap={}, letters={"fresh": 1}),
}  # fmt: skip
PAGES = {"standing": "standing", "submitted_on": "applications", "interview_feedback": "applications", "soap": "soap",
         "letters": "letters", "us_experience_months": "letters", "flags": "flags",
         "reflections": "hard_questions"}  # fmt: skip
FIRST = {"standing": "standing.quartile", "soap": "soap.eligible", "letters": "letters.total",
         "reflections": "reflections.enough_interviews"}  # fmt: skip


def wanted(d: Driver, key: str, answers: Answers) -> tuple[str, list[QWidget]]:
    """The page, and the fields the cursor may be in."""
    head, _, part = key.partition(".")
    table, _, index = head.partition("[")
    if key == "exams":
        return "exams", [d.field("exams").row_of("level1" if answers.applicant.type == "us_do" else "step1").score]
    if table == "exams":
        row = d.field("exams").row_of(answers.exams[int(index[:-1])].exam)
        return "exams", [row.result if part == "passed" else getattr(row, part)]
    if table == "applications":
        return "applications", [d.field("applications").table()[int(index[:-1])].counts[part]]
    return PAGES[head], [d.field(FIRST.get(key, key))]


@pytest.mark.parametrize("name", PEOPLE)
def test_B2_1_every_answer_that_is_missing_is_led_to(name: str, qtbot: QtBot, theme: Theme, tmp_path: Path):
    answers = PEOPLE[name]
    d = Driver(qtbot, theme, tmp_path).begin(answers_to_dict(answers))
    keys = assess(answers, load_tables(), TODAY).missing
    assert len(keys) > 6
    for key in keys:
        d.view.go_to_question("situation.location")
        d.view.go_to_question(question_key(key, answers))
        QApplication.processEvents()
        page = d.step
        step, fields = wanted(d, key, answers)
        assert page == step, key
        focus = QApplication.focusWidget()
        assert any(focus is field or field.isAncestorOf(focus) for field in fields), key


def test_what_is_said_not_to_be_known_has_the_cursor_at_that_tick(qtbot: QtBot, theme: Theme, tmp_path: Path):
    answers = PEOPLE["nearly empty"]
    d = Driver(qtbot, theme, tmp_path).begin({**answers_to_dict(answers), "letters": {"total": None}})
    d.view.go_to_question("letters.total")
    QApplication.processEvents()
    assert d.field("letters.total").isAncestorOf(QApplication.focusWidget())
