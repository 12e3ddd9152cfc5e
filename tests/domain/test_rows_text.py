"""Rows of text and steps: the way there and back is exact, and a bad row is named while nothing is pasted."""

from contextlib import suppress
from datetime import date, time, timedelta
from itertools import count
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Hours, Milestone, Plan
from reapply_desktop.domain.row_heads import TABLE, WHOLE
from reapply_desktop.domain.rows_text import guarded, read_rows, split_rows, to_text, unguarded
from reapply_desktop.domain.typed_days import read_day
from reapply_desktop.domain.vocabulary import CATEGORIES, STATUSES
from reapply_desktop.services.tables import to_csv
from tests.people import person

TODAY = date(2026, 6, 14)
ZONES = available_timezones()


def read(text, **more):
    numbers = count(1)
    return read_rows(text, TODAY, lambda: f"new{next(numbers)}", ZONES.__contains__, **more)


def refused(text):
    with pytest.raises(UserError) as error:
        read(text)
    return error.value


# Any text that a step may hold: no halves of characters, one line in a title.
signs = st.characters(exclude_categories=["Cs"], exclude_characters="\r")
seen = st.characters(exclude_categories=["Cs", "Cc"])
titles = st.text(seen, min_size=1, max_size=40).map(lambda t: " ".join(t.split())).filter(bool)


@st.composite
def steps(draw, number=0):
    start = draw(st.dates(date(1970, 1, 1), date(2198, 1, 1)))
    timed = draw(st.booleans())
    hours = Hours(time(8, 30), time(20, 5), draw(st.sampled_from(["America/New_York", "Asia/Karachi"])))
    return Milestone(
        f"old{number}", draw(titles | st.sampled_from(["=1+1", "'=x", "''@a", '"quoted" title', "-5", "a\u2028b"])),
        draw(st.sampled_from(list(CATEGORIES))),
        start, start if timed else start + timedelta(days=draw(st.integers(0, 400))), hours if timed else None,
        draw(st.sampled_from(list(STATUSES))), draw(st.none() | st.integers(0 if timed else 1, 28)),
        notes=draw(st.text(signs, max_size=60) | st.sampled_from(["a\tb\n\"c\"", "\n", "=cmd", "'", '"'])),
    )  # fmt: skip


@given(st.lists(steps(), max_size=4), st.sampled_from(["\t", ",", ";"]))
def test_there_and_back_is_the_same_step_with_a_new_id(made, delimiter):
    text = to_text(made, TABLE, delimiter)
    if not made:
        assert read(text, delimiter=delimiter).steps == ()
        return
    back = read(text, delimiter=delimiter).steps
    assert [m.id for m in back] == [f"new{n}" for n in range(1, len(made) + 1)]
    plain = [m.__class__(**{**vars(m), "id": old.id, "title": old.title}) for m, old in zip(back, made, strict=True)]
    assert plain == made
    assert [m.title for m in back] == [" ".join(m.title.split()) for m in made]


@given(st.text(max_size=30))
def test_no_cell_is_a_formula_and_the_guard_comes_off_exactly(cell):
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguarded(guarded(cell)) == cell


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")), min_size=1,
                         max_size=4), min_size=1, max_size=4))  # fmt: skip
def test_any_text_is_read_without_falling_over(rows):
    text = "\n".join("\t".join(row) for row in rows)
    assert split_rows(text)
    with suppress(UserError):
        assert read(text).steps


def test_what_waits_for_what_comes_along_between_plans():
    text = to_text([Milestone("a", "A", "exams", TODAY, TODAY),
                    Milestone("b", "B", "exams", TODAY, TODAY, depends_on=("a", "elsewhere"))], WHOLE)  # fmt: skip
    assert [m.depends_on for m in read(text).steps] == [(), ("new1", "elsewhere")]


def test_the_exported_table_can_be_pasted():
    steps = (
        Milestone("a", "Ask, politely", "letters", TODAY, TODAY, reminder=None, notes="first\nsecond"),
        Milestone("b", "=Talk", "exams", TODAY, TODAY, Hours(time(9), time(10), "UTC"), "done", 3, ("a",), rule="B4.5"),
    )
    text = to_csv(Plan("p", person(), steps)).decode("utf-8")
    back = read(text).steps
    assert [(m.title, m.reminder, m.notes, m.status, m.time, m.depends_on, m.rule) for m in back] == [
        ("Ask, politely", None, "first\nsecond", "planned", None, (), None),
        ("=Talk", 3, "", "done", steps[1].time, ("new1",), None),
    ]


@pytest.mark.parametrize("text", [
    "2026-10-12", "12 Oct 2026", "12th October 2026", "Oct 12, 2026", "10/12/2026", "Mon, 12 Oct 2026", "12.10.2026",
    "2026-10-12 00:00:00", "Monday 12-Oct-2026",
])  # fmt: skip
def test_dates_as_people_write_them(text):
    (step,) = read(f"Step\tFrom\nWrite\t{text}").steps
    assert (step.start, step.end) == (date(2026, 10, 12), date(2026, 10, 12))


@pytest.mark.parametrize("text", ["soon", "31 Feb 2026", "12/10", "10/12/26", "1 Foo 2026", "13/13/2026", "0/1/2026"])
def test_what_is_no_date_is_not_guessed(text):
    with pytest.raises(ValueError, match="is no"):
        read_day(text)


@pytest.mark.parametrize("text", ["7/4/26", "4-Jul-26", "4 Jul 26", "4.7.26", "4-Jul", "July 4", "4th July",
                                  "Sat, Jul 4"])  # fmt: skip
def test_short_dates_of_spreadsheets_are_read_in_tables(text):
    (step,) = read(f"Step\tFrom\nWrite\t{text}").steps
    assert step.start == date(2026, 7, 4)


@pytest.mark.parametrize("text", ["26-07-04", "7/4", "Jul-26", "July", "4"])
def test_what_could_be_anything_is_no_short_date(text):
    assert "is not a date" in " ".join(refused(f"Step\tFrom\nWrite\t{text}").lines)


def test_a_day_without_its_year_is_the_next_one_and_that_is_said():
    rows = read("Step\tFrom\tTo\nA\t1 Jun\t30 Jun\nB\t20 Dec\t5 Jan\nC\t29-Feb\t\nD\t2026-08-01\t3 Aug")
    assert [(m.start, m.end) for m in rows.steps] == [
        (date(2026, 6, 1), date(2026, 6, 30)), (date(2026, 12, 20), date(2027, 1, 5)),
        (date(2028, 2, 29), date(2028, 2, 29)), (date(2026, 8, 1), date(2026, 8, 3)),
    ]  # fmt: skip
    assert rows.assumed == "“1 Jun” was read as 1 June 2026; every date without a year is the nearest one that fits"
    one = read("Step\tFrom\nA\tJun 13")
    assert one.assumed == "“Jun 13” was read as 13 June 2027, the next one"
    assert read("Step\tFrom\nA\t2026-07-04").assumed == ""


def test_a_short_date_that_could_be_two_is_asked_about():
    rows = read("Step\tFrom\nA\t7/4/26")
    assert rows.doubt is not None
    assert (rows.doubt.read, rows.doubt.other) == (date(2026, 7, 4), date(2026, 4, 7))
    assert read("Step\tFrom\nA\t7/4/26\nB\t25/12/26").steps[0].start == date(2026, 4, 7)


def test_a_first_column_of_dates_has_the_title_beside_it():
    rows = read("4-Jul\tTalk with the dean\n2026-08-01\tAsk for a letter\tDr. Osei")
    assert [(m.title, m.start, m.notes) for m in rows.steps] == [
        ("Talk with the dean", date(2026, 7, 4), ""), ("Ask for a letter", date(2026, 8, 1), "Dr. Osei")]
    rows = read("2026-07-04\t2026-07-06\tTalk\tremark\tOsei")
    assert [(m.title, m.start, m.end, m.notes) for m in rows.steps] == [
        ("Talk", date(2026, 7, 4), date(2026, 7, 6), "remark")]
    assert rows.ignored == ("column 5",)
    assert [m.title for m in read("When\tWhat\n4-Jul\tTalk").steps] == ["Talk"]


def test_what_is_ticked_off_in_a_table_is_done_and_an_unknown_column_is_named():
    rows = read("Milestone\tDate\tDone\tOwner\nA\t2026-07-04\tyes\tme\nB\t2026-07-05\tno\t\nC\t2026-07-06\t\tyou")
    assert [m.status for m in rows.steps] == ["done", "planned", "planned"]
    assert rows.ignored == ("Owner",)
    assert read("Task\tStatus\nA\tCompleted").steps[0].status == "done"
    rows = read("Milestone\tOwner\nA\tme")
    assert ([m.title for m in rows.steps], rows.ignored) == (["A"], ("Owner",))
    assert "neither yes nor no" in " ".join(refused("Task\tDate\tDone\nA\t2026-07-04\tmaybe").lines)


def test_signs_nobody_can_see_are_left_out_of_a_title():
    assert read("Step\tFrom\nA\x00b\x07\x1b c\t2026-07-04").steps[0].title == "Ab c"
    assert [m.title for m in read("\x1bA\nB\x7f").steps] == ["A", "B"]


def test_a_table_with_the_day_first_is_read_so_throughout():
    made = read("Step\tFrom\tTo\nA\t10/12/2026\t25/12/2026").steps
    assert (made[0].start, made[0].end) == (date(2026, 12, 10), date(2026, 12, 25))
    mixed = refused("Step\tFrom\nA\t12/25/2026\nB\t25/12/2026\nC\t10/12/2026")
    assert any(line.startswith("Row 4") and "can be two days" in line for line in mixed.lines)


def test_lines_of_text_are_steps_of_today():
    made = read("- Call the dean\r\n• [ ] Ask Dr. Osei, politely\n\n=Sum it up\n\"Quoted\" words\n").steps
    assert [m.title for m in made] == ["Call the dean", "Ask Dr. Osei, politely", "=Sum it up", '"Quoted" words']
    assert {(m.start, m.end, m.reminder, m.category) for m in made} == {(TODAY, TODAY, 1, "position")}


def test_rows_without_a_head_stand_in_our_order():
    (step,) = read("Talk\t10/12/2026\t10/14/2026").steps
    assert (step.title, step.start, step.end) == ("Talk", date(2026, 10, 12), date(2026, 10, 14))


def test_words_for_category_status_reminder_and_hours():
    head = "Task\tDate\tTime\tEnd time\tZone\tCategory\tStatus\tReminder\tCost\n"
    made = read(head + "A\t2026-10-12\t8:30 pm\t21:00\tEastern\tplan b\tDone\t30 minutes before\t5\n"
                       "B\t2026-10-12\t\t\t\tSTABILIZE\topen\t2 weeks before\t\nC\t\t\t\t\t\t\t\t\n")  # fmt: skip
    assert made.ignored == ("Cost",)
    a, b, c = made.steps
    assert (a.category, a.status, a.reminder) == ("contingency", "done", 0)
    assert a.time == Hours(time(20, 30), time(21), "America/New_York")
    assert (b.category, b.status, b.reminder) == ("stabilise", "planned", 14)
    assert (c.start, c.reminder) == (TODAY, None)


def test_each_bad_row_is_named_with_its_reason_and_nothing_is_pasted():
    error = refused("Step\tFrom\tTo\tCategory\tReminder\tStatus\n"
                    "Good\t2026-10-12\t\t\t\t\n"
                    "\t2026-10-12\t\t\t\t\n"
                    "B\tsoon\t\tcooking\t\t\n"
                    "C\t2026-10-12\t2026-10-01\t\t\t\n"
                    "D\t2026-10-12\t\t\t40 days\t\n"
                    "E\t2026-10-12\t\t\t\tmaybe\n"
                    "F\t1969-10-12\t\t\t\t\textra\n")  # fmt: skip
    assert error.message == "6 of 7 rows cannot be steps. Nothing was pasted."
    assert [line.partition(":")[0] for line in error.lines] == ["Row 3", "Row 4", "Row 5", "Row 6", "Row 7", "Row 8"]
    assert "needs a title" in error.lines[0]
    assert "“soon” under From is not a date such as" in error.lines[1]
    assert "“cooking” under Category is none of Stabilise" in error.lines[1]
    assert "before it begins" in error.lines[2]
    assert "1 to 28 days" in error.lines[3]
    assert "more cells" in error.lines[5]


@pytest.mark.parametrize("text", ["", "\n\n \t \n", "Step\tStep\nA\tB", "\n".join("x" * 2 for _ in range(5001))])
def test_what_is_no_table_at_all_is_said(text):
    assert refused(text).message


def test_hours_that_cannot_be_are_refused():
    head = "Step\tFrom\tTo\tTime\tEnd time\tZone\n"
    for row, reason in (
        ("A\t2026-10-12\t2026-10-13\t9:00\t10:00\t", "one day"),
        ("A\t2026-10-12\t\t10:00\t9:00\t", "not after"),
        ("A\t2026-10-12\t\t25:00\t\t", "is not a time"),
        ("A\t2026-10-12\t\t\t9:00\t", "at which it begins"),
        ("A\t2026-10-12\t\t9:00\t10:00\tMoon/Base", "is not a time zone"),
    ):
        assert reason in refused(head + row).lines[0]
    assert read(head + "A\t2026-10-12\t\t23:30\t\t").steps[0].time.end == time(23, 59)


# -- days that can be read two ways


def test_a_day_that_could_be_two_says_how_it_was_read_and_can_be_read_otherwise():
    table = "Step\tFrom\nA\t3/7/2026\nB\t3/3/2026\nC\t2026-10-12"
    rows = read(table)
    assert rows.steps[0].start == date(2026, 3, 7)
    assert rows.doubt is not None
    assert rows.doubt.words == "3/7/2026 was read as 7 March 2026, the month first."
    assert rows.doubt.other == date(2026, 7, 3)
    other = read(table, day_first=True)
    assert [m.start for m in other.steps] == [date(2026, 7, 3), date(2026, 3, 3), date(2026, 10, 12)]
    assert other.doubt.words == "3/7/2026 was read as 3 July 2026, the day first."


@pytest.mark.parametrize("table", [
    "Step\tFrom\nA\t3/7/2026\nB\t3/25/2026", "Step\tFrom\nA\t7/7/2026", "Step\tFrom\nA\t3.7.2026", "Step\tFrom\nA\t",
])  # fmt: skip
def test_a_table_that_tells_how_it_is_meant_leaves_no_doubt(table):
    assert read(table).doubt is None


def test_the_only_reading_in_which_every_row_is_a_step_is_taken():
    """With the month first it would begin on 3 October and end on 4 May."""
    rows = read("Step\tFrom\tTo\nA\t10/3/2026\t5/4/2026")
    assert (rows.steps[0].start, rows.steps[0].end) == (date(2026, 3, 10), date(2026, 4, 5))
    assert rows.doubt is None


# -- as spreadsheets really copy


def test_rows_as_excel_copies_them():
    """CRLF, cells of several lines in quotes with doubled quotes inside, empty cells at the end, umlauts."""
    text = ('Task Name\tStart\tFinish\tNotes\r\n'
            '"Ask ""Größe"" twice"\t10/12/2026\t10/13/2026\t"first line\nsecond ""line"""\r\n'
            "Überweisung – ätzend\t10/14/2026\t\t\r\n\t\t\t\r\n")  # fmt: skip
    first, second = read(text).steps
    assert (first.title, first.notes) == ('Ask "Größe" twice', 'first line\nsecond "line"')
    assert (first.start, first.end) == (date(2026, 10, 12), date(2026, 10, 13))
    assert (second.title, second.start, second.end) == ("Überweisung – ätzend", date(2026, 10, 14), date(2026, 10, 14))


def test_rows_as_libreoffice_copies_them():
    """LF, the results of formulas, dates with dots, no last line end, columns missing."""
    text = "Step\tFrom\tStatus\n=1+1 is no formula here\t12.10.2026\t\n#REF!\t13.10.2026\tDone\n" + "x" * 200 + "\t\t"
    made = read(text).steps
    assert [m.title for m in made] == ["=1+1 is no formula here", "#REF!", "x" * 200]
    assert [m.start for m in made] == [date(2026, 10, 12), date(2026, 10, 13), TODAY]
    assert [m.status for m in made] == ["planned", "done", "planned"]
