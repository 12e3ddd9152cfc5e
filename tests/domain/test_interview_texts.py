"""The texts of the interview name only pages there are, and are set with curly apostrophes."""

import re

from reapply_desktop.services.resources import text

KEYS = "text|why|label|note|subtitle|placeholder|required|hint"
TEXTS = re.findall(rf'(?:{KEYS}) = "([^"]*)"', text("data", "questions.toml"))


def test_only_pages_that_exist_are_named() -> None:
    assert len(TEXTS) > 100
    for said in TEXTS:
        assert "plan has a page" not in said


def test_apostrophes_are_curly() -> None:
    assert [said for said in TEXTS if re.search(r"\w'\w", said)] == []
