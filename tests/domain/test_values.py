"""The program's own `dataclass` against the library's: the same in everything the tree uses, only sooner there."""

import copy
import dataclasses
import pickle
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, asdict, field, fields, is_dataclass, replace
from typing import Any

import pytest

from reapply_desktop.domain import values


def _made(dataclass: Callable[..., Any]) -> type:
    @dataclass(frozen=True)
    class Step:
        """A step."""

        id: str
        days: int = 1
        more: Mapping[str, int] = field(default_factory=dict)

        @property
        def is_long(self) -> bool:
            return self.days > 1

    return Step


@values.dataclass(frozen=True)
class Held:
    id: str
    days: int = 1

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError("days")


@values.dataclass(frozen=True)
class Longer(Held):
    note: str = ""


@values.dataclass(frozen=True)
class Empty:
    pass


@values.dataclass(frozen=True, eq=False)
class Single:
    id: str


OURS, THEIRS = _made(values.dataclass), _made(dataclasses.dataclass)


@pytest.mark.parametrize(
    "make", [lambda cls: cls("a"), lambda cls: cls("a", 3), lambda cls: cls(more={"b": 1}, id="c")]
)
def test_it_is_made_shown_taken_apart_and_changed_as_the_librarys(make: Callable[[type], Any]) -> None:
    ours, theirs = make(OURS), make(THEIRS)
    assert is_dataclass(OURS)
    assert repr(ours) == repr(theirs)
    assert asdict(ours) == asdict(theirs)
    assert asdict(replace(ours, days=9)) == asdict(replace(theirs, days=9))
    assert [(f.name, f.type) for f in fields(ours)] == [(f.name, f.type) for f in fields(theirs)]
    assert ours.is_long == theirs.is_long
    assert copy.deepcopy(ours) == ours


def test_equal_values_are_equal_and_hash_alike_and_other_classes_never() -> None:
    assert Held("a", 2) == Held("a", 2)
    assert Held("a", 2) != Held("a", 3)
    assert Held("a") != Longer("a")
    assert {Held("a"), Held("a"), Held("b")} == {Held("b"), Held("a")}
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())
    assert pickle.loads(pickle.dumps(Held("a", 2))) == Held("a", 2)


def test_nothing_in_it_can_be_set_or_deleted() -> None:
    held = Held("a")
    with pytest.raises(FrozenInstanceError):
        held.days = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del held.days
    assert held.days == 1


def test_each_gets_a_default_of_its_own() -> None:
    assert OURS("a").more == {}
    assert OURS("a").more is not OURS("b").more


@pytest.mark.parametrize("cls", [OURS, THEIRS])
@pytest.mark.parametrize(
    ("given", "named"), [((), {}), (("a", 1, {}, 2), {}), (("a",), {"id": "a"}), (("a",), {"colour": "red"})]
)
def test_too_few_and_too_many_are_an_error_in_both(cls: type, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        cls(*given, **named)


def test_checks_after_making_and_fields_of_the_class_before_it_are_kept() -> None:
    with pytest.raises(ValueError, match="days"):
        Held("a", -1)
    with pytest.raises(ValueError, match="days"):
        replace(Longer("a"), days=-1)
    assert [f.name for f in fields(Longer)] == ["id", "days", "note"]
    assert repr(Longer("a", note="b")) == "Longer(id='a', days=1, note='b')"


def test_without_equality_each_is_only_itself() -> None:
    one = Single("a")
    assert one == one
    assert one != Single("a")


def test_a_match_statement_reads_its_fields() -> None:
    match Held("a", 4):
        case Held(name, days):
            assert (name, days) == ("a", 4)


@pytest.mark.parametrize("base", [False, True])
def test_a_class_of_which_many_are_made_goes_on_as_it_was(base: bool) -> None:
    Step: Any = _made(values.dataclass)  # noqa: N806
    before = Step("a", 3, {"b": 1}), Step("a")
    for _ in range(values.MANY):  # type: ignore[attr-defined]
        Step("x")
    after = Step("a", 3, {"b": 1}), Step("a")
    assert type(before[0]) is type(after[0]) is Step
    assert before == after
    assert before[0] != after[1]
    assert Step("a").more is not Step("a").more
    assert (after[0].is_long, replace(after[0], days=1), repr(after[1])) == (
        True, Step("a", 1, {"b": 1}), repr(before[1])
    )  # fmt: skip
    with pytest.raises(FrozenInstanceError):
        after[0].id = "b"
    with pytest.raises(TypeError):
        Step()
    for _ in range(values.MANY):  # type: ignore[attr-defined]
        Longer("x") if base else Single("x")
    with pytest.raises(ValueError, match="days"):
        Longer("x", -1)
    assert Longer("x", 2, "n") == Longer("x", 2, "n") != Held("x", 2)
    assert hash(Longer("x")) == hash(Longer("x"))
    one: object = Single("x")
    assert one == one
    assert one != Single("x")
