"""Which presses of the arrow keys belong together: one step of undo, and one sentence that names their sum."""

from PySide6.QtCore import QElapsedTimer

ONE_GO = 1500  # ms between two presses of one go


class Nudges:
    """Presses in quick succession with nothing between them. `over` when something else has happened."""

    def __init__(self) -> None:
        self._clock = QElapsedTimer()
        self._number = 0
        self._edge = ""
        self._days = 0

    @property
    def days(self) -> int:
        """By how many days the presses of this go have moved so far."""
        return self._days

    def over(self) -> None:
        """The next press begins anew."""
        self._number += 1
        self._days = 0

    def begun(self, edge: str) -> str:
        """A key is pressed: the merge key of its go."""
        if edge != self._edge or not self._clock.isValid() or self._clock.elapsed() > ONE_GO:
            self.over()
        self._edge = edge
        self._clock.start()
        return f"chart {edge} {self._number}"

    def done(self, days: int) -> None:
        self._days += days
