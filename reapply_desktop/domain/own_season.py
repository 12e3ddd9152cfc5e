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
class OwnSeason:
    """Steps of the season with their counts (None: not known); `broke` is the index of the step before the fall."""

    steps: tuple[tuple[str, int | None], ...]
    broke: int | None = None
    sentence: str = ""


def step2_picture(answers: Answers) -> tuple[Bar, ...]:
    """The five rough brackets of B2.2, the person's own marked where a Step 2 CK score is known."""
    exam = answers.exam("step2ck")
    score = exam.score if exam else None
    own = None if score is None else figures.bracket(score)
    return tuple(Bar(label, percent, score if at == own else None)
                 for at, (_least, label, percent) in enumerate(figures.ILLUSTRATIVE))


def own_season(answers: Answers, tables: Tables) -> OwnSeason:
    """Applied, invited, attended, ranked in the main specialty, and the sentence where it broke.

    It broke at the attending where fewer than half of the invitations were kept, at the invitations while interviews
    stay under the specialty's line, and after the ranking where there were interviews enough.
    """
    person = profile(answers, tables)
    row = person.main
    if row is None:
        return OwnSeason(())
    broke, sentence = None, ""
    if row.invited is not None and row.attended is not None and row.attended * 2 < row.invited:
        broke, sentence = 1, f"Broke here: {row.attended} of {row.invited} attended"
    elif person.few_interviews:
        if row.invited is not None and row.programs:
            broke, sentence = 0, f"Broke here: {row.invited} of {row.programs} invited you"
    elif row.ranked is not None and row.interviews is not None:
        broke, sentence = 3, f"Broke after this: {row.ranked} ranked, no match"
    counts = (("Applied", row.programs), ("Invited", row.invited), ("Attended", row.attended), ("Ranked", row.ranked))
    return OwnSeason(counts, broke, sentence)
