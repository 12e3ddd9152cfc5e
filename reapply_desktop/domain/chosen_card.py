"""A path's card once its fields are chosen: the same card, told for these fields and numbers of programs (B3.6)."""

from collections.abc import Sequence
from dataclasses import replace

from reapply_desktop.domain.answers import Answers, Application
from reapply_desktop.domain.application_costs import path_cost
from reapply_desktop.domain.figures import fill_rate
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.path_cards import PathCard, cards, hybrid_programs, priced
from reapply_desktop.domain.profile import profile
from reapply_desktop.domain.reference import Tables

Field = tuple[str, int | None]  # a specialty, and the programs to apply to where a number was chosen


def chosen_card(
    path: str, fields: Sequence[Field], answers: Answers, assessment: Assessment, tables: Tables
) -> PathCard:
    """The card of `path` for these fields: primary and backup of a hybrid, the one of a pivot.

    Same specialty, a hybrid of one field with itself and a pivot to the field that is left keep the card they have.
    `fits_best` stays as it was.
    """
    base = _card(path, answers, assessment, tables)
    names = [specialty for specialty, _programs in fields]
    main = profile(answers, tables).main or answers.applications[0]
    if path == "pivot" and main.specialty in names:
        return base
    if path == "same_specialty" or not names or len(set(names)) < len(names):
        return base
    offered = [specialty for specialty, _figure in base.specialties]
    others = names[1:] if path == "hybrid" else [*names, *(s for s in offered if s not in names)][: len(offered)]
    told = _for_primary(names[0], answers, tables) if path == "hybrid" else answers
    advice = replace(assessment.advice, specialties=tuple(others))
    card = _card(path, told, replace(assessment, advice=advice), tables)
    shown = names if path == "hybrid" else others
    return _priced(replace(card, specialties=tuple((s, fill_rate(tables, s)) for s in shown)), fields, tables)


def _card(path: str, answers: Answers, assessment: Assessment, tables: Tables) -> PathCard:
    return next(card for card in cards(answers, assessment, tables) if card.path == path)


def _for_primary(primary: str, answers: Answers, tables: Tables) -> Answers:
    """The answers as the primary field sees them: of another field's interest a hybrid keeps nothing."""
    main = profile(answers, tables).main or answers.applications[0]
    if primary == main.specialty:
        return answers
    own = next((row for row in answers.applications if row.specialty == primary), Application(primary))
    return replace(answers, applications=(own,))


def _priced(card: PathCard, fields: Sequence[Field], tables: Tables) -> PathCard:
    """The card with what these numbers of programs cost; a hybrid's open number counts as the usual one."""
    names = [specialty for specialty, _programs in fields]
    usual: Sequence[int | None] = hybrid_programs(names, tables) if card.path == "hybrid" else (None,)
    counted = [(s, n if n is not None else other) for (s, n), other in zip(fields, usual, strict=False)]
    known = [(s, n) for s, n in counted if n is not None]
    if not known:
        return card
    fees = "{} programs, and the fees for them"
    before, now = fees.format(sum(hybrid_programs(names, tables))), fees.format(sum(n for _s, n in known))
    told = replace(card, speaks_against=tuple(now if line == before else line for line in card.speaks_against))
    return priced(told, path_cost(known, tables))
