"""Two sets of answers laid beside each other, item by item: better, worse, the same, otherwise, or not known."""

from collections.abc import Mapping

from reapply_desktop.domain.answer_facts import GROUPS, NOT_KNOWN, Fact, Measure, answer_facts
from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.values import dataclass

BETTER, WORSE, SAME, OTHER, UNKNOWN = "better", "worse", "the same", "different", "not known"


@dataclass(frozen=True)
class Difference:
    """One item: what it was, what it is, and how the second compares (one of the words above)."""

    key: str
    group: str
    name: str
    before: str
    after: str
    verdict: str
    derived: bool = False


def differences(before: Answers, after: Answers, tables: Tables) -> tuple[Difference, ...]:
    """Every item known on at least one side, in the order of the groups."""
    old = {fact.key: fact for fact in answer_facts(before, tables)}
    new = {fact.key: fact for fact in answer_facts(after, tables)}
    keys = sorted(dict.fromkeys((*new, *old)), key=lambda key: _group(key, old, new))
    found = (_difference(old.get(key), new.get(key)) for key in keys)
    return tuple(d for d in found if (d.before, d.after) != (NOT_KNOWN, NOT_KNOWN))


def changed_answers(before: Answers, after: Answers, tables: Tables) -> tuple[Difference, ...]:
    """Only what differs: what somebody changed in the answers."""
    return tuple(d for d in differences(before, after, tables) if d.before != d.after and not d.derived)


def _group(key: str, old: Mapping[str, Fact], new: Mapping[str, Fact]) -> int:
    return list(GROUPS).index((new.get(key) or old[key]).group)


def _difference(old: Fact | None, new: Fact | None) -> Difference:
    named = new or old
    assert named is not None
    before, after = (_words(fact, named) for fact in (old, new))
    return Difference(named.key, named.group, named.name, before, after, _verdict(old, new), named.derived)


def _words(fact: Fact | None, named: Fact) -> str:
    if fact is None:
        if named.key.startswith("disputes."):
            return "not disputed"
        return {"exams": "not taken", "applications": "not applied to"}.get(named.group, NOT_KNOWN)
    return fact.words or NOT_KNOWN


def _verdict(old: Fact | None, new: Fact | None) -> str:
    if old is None or new is None:
        return _only_one(old, new)
    if old.words == new.words:
        return SAME if old.words is not None else UNKNOWN
    if old.words is None or new.words is None:
        return UNKNOWN
    return _compared(old.measure, new.measure)


def _only_one(old: Fact | None, new: Fact | None) -> str:
    """An exam taken since counts by whether it is passed; a specialty added or left is only different."""
    if old is None and new is not None and new.group == "exams" and new.measure[0] is not None:
        return BETTER if new.measure[0] else WORSE
    return OTHER


def _compared(old: Measure, new: Measure) -> str:
    """Better or worse where every part known on both sides agrees; else only different."""
    if old and old == new:
        return SAME  # said otherwise, such as the same delay in another year
    pairs = [(a, b) for a, b in zip(old, new, strict=False) if a is not None and b is not None]
    up, down = any(b > a for a, b in pairs), any(b < a for a, b in pairs)
    return OTHER if up == down else BETTER if up else WORSE
