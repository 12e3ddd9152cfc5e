"""Work beside the window: progress, one end, Cancel, and no failure without a sentence."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from reapply_desktop.domain.errors import UserError
from reapply_desktop.ui.background import UNEXPECTED, Background, Ended


def run(qtbot, work) -> Ended:
    job, ends = Background(work), []
    job.ended.connect(ends.append)
    job.start()
    qtbot.waitUntil(lambda: bool(ends), timeout=10_000)
    (end,) = ends
    return end


def test_work_runs_beside_the_window_and_its_result_comes_back(qtbot):
    said, main = [], threading.main_thread()
    job = Background(lambda report: (report("Writing", 1, 2), threading.current_thread() is main)[1])
    job.progressed.connect(lambda *words: said.append(words))
    ends = []
    job.ended.connect(ends.append)
    job.start()
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == [Ended(False)]
    assert said == [("Writing", 1, 2)]


def test_cancel_stops_at_the_next_report(qtbot):
    going, go_on, after = threading.Event(), threading.Event(), []

    def work(report):
        going.set()
        go_on.wait(10)
        report("Writing", 0, 0)
        after.append("never")

    job, ends = Background(work), []
    job.ended.connect(ends.append)
    job.start()
    qtbot.waitUntil(going.is_set)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == [Ended(cancelled=True)]
    assert after == []


@pytest.mark.parametrize(("failure", "told"), [(UserError("The disk is full."), "The disk is full."),
                                               (ZeroDivisionError(), UNEXPECTED.message)])
def test_a_failure_comes_out_as_a_sentence(qtbot, failure, told):
    def work(report):
        raise failure

    end = run(qtbot, work)
    assert end.error is not None
    assert end.error.message == told
    assert end.result is None


def test_of_many_reports_the_window_hears_a_few_and_the_last(qtbot):
    job, said, ends = Background(lambda report: [report("Writing", n, 5000) for n in range(5001)]), [], []
    job.progressed.connect(lambda *words: said.append(words))
    job.ended.connect(ends.append)
    job.start()
    qtbot.waitUntil(lambda: bool(ends), timeout=10_000)
    assert 1 <= len(said) < 500
    assert said[-1] == ("Writing", 5000, 5000)
    assert [done for _words, done, _total in said] == sorted(done for _words, done, _total in said)


def test_after_cancel_nothing_more_is_said_of_the_work(qtbot):
    going, go_on, said = threading.Event(), threading.Event(), []

    def work(report):
        report("Writing", 1, 2)
        going.set()
        go_on.wait(10)

    job, ends = Background(work), []
    job.progressed.connect(lambda *words: said.append(words))
    job.ended.connect(ends.append)
    job.start()
    assert going.wait(10)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(ends))
    assert said == []
    assert ends == [Ended()]


def test_work_that_is_left_says_nothing_more_and_what_it_made_is_put_away(qtbot):
    going, go_on, heard, put_away = threading.Event(), threading.Event(), [], []

    def work(report):
        going.set()
        go_on.wait(10)
        return "made after all"

    owner = QObject()
    job = Background(work, owner)
    job.progressed.connect(lambda *words: heard.append(words))
    job.ended.connect(heard.append)
    job.start()
    assert going.wait(10)
    job.leave(put_away.append)
    del owner  # what began it may be gone
    go_on.set()
    qtbot.waitUntil(lambda: bool(put_away))
    assert put_away == [Ended("made after all")]
    assert heard == []


def test_cycles_are_looked_for_again_when_all_work_is_over(qtbot):
    first_on, second_on, going, seen = threading.Event(), threading.Event(), threading.Event(), []

    def second(report):
        going.set()
        second_on.wait(10)
        seen.append(gc.isenabled())

    ends = []
    jobs = [Background(lambda report: first_on.wait(10)), Background(second)]
    for job in jobs:
        job.ended.connect(ends.append)
        job.start()
    assert going.wait(10)
    first_on.set()
    qtbot.waitUntil(lambda: len(ends) == 1)
    second_on.set()
    qtbot.waitUntil(lambda: len(ends) == 2)
    assert seen == [False]
    assert gc.isenabled()
