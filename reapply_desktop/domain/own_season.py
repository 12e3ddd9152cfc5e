"""The person's own numbers as small pictures: their Step 2 CK bracket and the steps of their season."""

from dataclasses import dataclass

from reapply_desktop.domain import figures
from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.profile import profile
from reapply_desktop.domain.reference import Tables


@dataclass(frozen=True)
class Bar:
    """One bar of the rough picture; `percent` is illustrative, `own` the person's score where it falls inside."""

    label: str
    percent: int
    own: int | None


@dataclass(frozen=True)
class FunnelStep:
    """One step of the season; `count` None is not known, `broke` the sentence where most was lost."""

    label: str
    count: int | None
    broke: str = ""


def step2_picture(answers: Answers) -> tuple[Bar, ...]:
    """The five rough brackets of B2.2, the person's own marked where a Step 2 CK score is known."""
    exam = answers.exam("step2ck")
    score = exam.score if exam else None
    own = None if score is None else figures.bracket(score)
    return tuple(Bar(label, percent, score if at == own else None)
                 for at, (_least, label, percent) in enumerate(figures.ILLUSTRATIVE))


def funnel(answers: Answers, tables: Tables) -> tuple[FunnelStep, ...]:
    """Applied, invited, attended, ranked in the main specialty, and the sentence where it broke.

    It broke at the attending where fewer than half of the invitations were kept, at the invitations while interviews
    stay under the specialty's line, and after the ranking where there were interviews enough.
    """
    person = profile(answers, tables)
    row = person.main
    if row is None:
        return ()
    broke = {"invited": "", "attended": "", "ranked": ""}
    if row.invited is not None and row.attended is not None and row.attended * 2 < row.invited:
        broke["attended"] = f"Broke here: {row.attended} of {row.invited} attended"
    elif person.few_interviews:
        if row.invited is not None and row.programs:
            broke["invited"] = f"Broke here: {row.invited} of {row.programs} invited you"
    elif row.ranked is not None and row.interviews is not None:
        broke["ranked"] = f"Broke after this: {row.ranked} ranked, no match"
    return (
        FunnelStep("Applied", row.programs),
        FunnelStep("Invited", row.invited, broke["invited"]),
        FunnelStep("Attended", row.attended, broke["attended"]),
        FunnelStep("Ranked", row.ranked, broke["ranked"]),
    )
