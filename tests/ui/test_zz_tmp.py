from pathlib import Path
import pytest
from tests.ui.interview_driver import *
from tests.ui.test_interview_walk import NADIA
from tests.ui.test_interview_further import dispute, findings, path
@pytest.mark.parametrize("f",[1.0,2.0])
def test_x(qtbot, theme, tmp_path, f):
    theme.set_factor(f)
    d=Driver(qtbot,theme,tmp_path)
    def shot(n):
        QApplication.processEvents(); qtbot.wait(700); d.view.grab().save(f"/tmp/look_{n}_{int(f)}.png")
    d.begin({"applicant":{"type":"us_md"},"situation":{"role":"undecided"}},"role"); shot("role")
    d.view.go_to("exams")
    d.begin(NADIA,"exams"); d.press("Add a COMLEX exam"); d.type_into(d.field("exams").row_of("level1").attempts,"99"); 
    d.page._scroll.verticalScrollBar().setValue(9999); shot("exams")
    d.begin(NADIA,"findings"); d.press("Circle", findings(d)); d.next(); shot("find")
    dispute(d,"weak_letters"); d.type_into(findings(d).reason,"Both writers know me well."); shot("disp")
    d.press("Cancel", findings(d))
    d.begin(NADIA,"path"); d.press("Hybrid", path(d)); 
    d.pick(path(d).view._names["backup"],"emergency_medicine"); d.pick(path(d).view._names["primary"],"psychiatry")
    d.type_into(path(d).view._counts["backup"],"900"); d.next(); shot("path")
    path(d)._scroll.verticalScrollBar().setValue(0); shot("cards")
    d.type_into(path(d).view._counts["backup"],"90"); d.press("Pivot", path(d)); d.next(); shot("why")
