"""Work beside the window: progress, one end, Cancel, and no failure without a sentence."""

import threading

import pytest

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
