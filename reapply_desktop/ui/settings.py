"""What the program remembers between starts, in one readable file of the data folder: window, theme, recent plans."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

FILE = "settings.ini"


class Settings(QSettings):
    """QSettings in a file of our own, with readers that survive a file edited by hand. Keys are `group/name`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder / FILE), QSettings.Format.IniFormat)
        self.folder = folder

    def text(self, key: str, default: str = "") -> str:
        value = self.value(key, default)
        return value if isinstance(value, str) else default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; Qt gives a list of one back as the text itself, and an empty one as None."""
        value = self.value(key)
        if isinstance(value, str):
            return (value,) if value else ()
        return tuple(v for v in value if isinstance(v, str) and v) if isinstance(value, list) else ()

    def flag(self, key: str, default: bool) -> bool:
        return self.text(key, "true" if default else "false") == "true"

    def number(self, key: str, default: float) -> float:
        try:
            return float(self.text(key, str(default)))
        except ValueError:
            return default

    def data(self, key: str) -> QByteArray:
        value = self.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_flag(self, key: str, on: bool) -> None:
        self.setValue(key, "true" if on else "false")

    def set_number(self, key: str, number: float) -> None:
        self.setValue(key, f"{number:g}")

    def set_texts(self, key: str, texts: tuple[str, ...]) -> None:
        self.setValue(key, list(texts))
