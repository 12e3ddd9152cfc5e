"""What a column is: data that the one table model, its delegate and its editors read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from reapply_desktop.domain.plan import Plan


class Row(Protocol):
    """Anything with an id that never changes."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Around:
    """What a cell may need beside its own row: the plan, the day, and the title of each step by id."""

    plan: Plan
    today: date
    titles: Mapping[str, str]


def _never(_row: Any, _around: Around) -> str:
    return ""


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column. `kind` chooses how it is painted and edited; `change` gives the plan after an edit.

    `text` is what is shown, read aloud and searched; `value` what the editor gets; `sort` what it is ordered by
    (empty values last); `change(plan, row, value)` returns the changed plan and the undo text, or raises UserError.
    `locked(row, around)` says why it cannot be edited in this row, "" where it can.
    `tone` names the colour role of the text beside plain ones: "" (text), "second", "warning".
    """

    key: str
    title: str
    kind: str
    text: Callable[[R, Around], str]
    value: Callable[[R], Any]
    sort: Callable[[R, Around], Any]
    change: Callable[[Plan, R, Any], tuple[Plan, str]] | None = None
    tone: Callable[[R, Around], str] = _never
    icon: Callable[[R], str] | None = None
    detail: Callable[[R, Around], str] = _never
    width: int = 120
    centred: bool = False
    right: bool = False
    first: bool = False
    hidden: bool = False
    locked: Callable[[R, Around], str] = _never


@dataclass(frozen=True)
class Listing(Generic[R]):
    """A kind of rows: where they are in the plan, their columns, and which other rows a row's cells speak of."""

    rows: Callable[[Plan], tuple[R, ...]]
    columns: Sequence[Column[R]]
    linked: Callable[[R], Sequence[str]] = field(default=lambda _row: ())
    titles: Callable[[R], str] = field(default=lambda row: str(row.id))
    searched: Callable[[R], str] = field(default=lambda row: str(row.id))
    quiet: Callable[[R], bool] = field(default=lambda _row: False)
