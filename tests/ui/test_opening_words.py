"""Why a file was not opened is said to a person, not to a machine."""

import pytest

from reapply_desktop.domain.errors import UserError
from reapply_desktop.ui.opening_words import opening_words


@pytest.mark.parametrize(("line", "said"), [
    ("is a folder (a file)", "That is a folder."),
    ("no such file", "It is not there any more."),
    ("version: 9 is newer than this program reads (1-1); the file was not touched", "A newer ReApply Desktop made"),
    ('format: "x" is not a plan ("reapply-plan")', "This is not a plan of ReApply."),
    ("line 1, column 5: expecting value (JSON)", "It is no plan, or it was damaged on the way (line 1, column 5"),
    ("byte 1: is not UTF-8 (save the file as UTF-8)", "It is no plan, or it was damaged"),
    ("cannot be read: permission denied", "It cannot be read: permission denied. Check who"),
    ('milestones[0].start: "2026-02-31" is not a date (YYYY-MM-DD)', "Something in it cannot be: step 1, start: "),
])  # fmt: skip
def test_each_case_in_plain_words(line, said):
    words = opening_words(UserError(line))
    assert words.startswith(said)
    assert "[" not in words
    assert "JSON" not in words


def test_further_problems_are_counted():
    error = UserError("id: 3 is not a UUID (x)", lines=("id: 3 is not a UUID (x)", "b", "c"))
    assert "2 more things are wrong in it." in opening_words(error)
