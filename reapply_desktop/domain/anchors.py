"""The language of the milestone templates: `review_opens - 35` is a day once season, today and person are known."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.findings import Season
from reapply_desktop.domain.season import MONDAY, nth_weekday, other_match_day
from reapply_desktop.domain.values import dataclass

EXPRESSION = re.compile(r"^(?P<anchor>[a-z_]+|\d\d-\d\d)(?:\s*(?P<sign>[+-])\s*(?P<days>\d+))?$")
OWN_MATCHES = ("own_match", "own_match_second")
GRACE_MONTH, GRACE_DAY = 11, 30
DECIDE_FROM, DECIDE_BY, DECIDE_WITHIN = (4, 16), (4, 30), 14


@dataclass(frozen=True)
class Anchors:
    """The days that expressions are counted from. `own_match` and `loan_grace` may be missing."""

    season: Season
    named: Mapping[str, date]

    def day(self, expression: str) -> date | None:
        """The day an expression means, or None where its anchor does not exist for this person.

        ValueError for an expression outside the language.
        """
        found = EXPRESSION.match(expression.strip())
        if found is None:
            raise ValueError(f"{expression!r} is no anchor expression")
        base = self._anchor(found["anchor"])
        if base is None or found["sign"] is None:
            return base
        days = int(found["days"])
        return base + timedelta(days=days if found["sign"] == "+" else -days)

    def _anchor(self, name: str) -> date | None:
        if name[0].isdigit():
            month, day = int(name[:2]), int(name[3:])
            # The gap year runs from April to March: January to March lie in the Match year itself.
            return date(self.season.match_year - (month >= 4), month, day)
        if name in self.season.dates:
            return self.season.day(name)
        if name in self.named:
            return self.named[name]
        if name in (*OWN_MATCHES, "loan_grace"):
            return None
        raise ValueError(f"{name!r} is no anchor")


def anchors(season: Season, answers: Answers, today: date, fields: tuple[str, ...]) -> Anchors:
    """Today, the end of SOAP, the own Matches of the `fields` aimed at, and the end of the loans' grace period."""
    named = {"today": today, "end_of_soap": end_of_soap(season, answers, today)}
    own = [day for field in fields if (day := other_match_day(field, season.match_year))]
    named.update(zip(OWN_MATCHES, own, strict=False))
    grace = loan_grace(answers)
    if grace is not None:
        named["loan_grace"] = grace
    return Anchors(season, named)


def end_of_soap(season: Season, answers: Answers, today: date) -> date:
    """The first of the seven quiet days (B1.3): the end of SOAP; within Match Week its Thursday; else today.

    Once the seven days are over by the time the plan is made, they begin today: its first week is for analysis too.
    """
    ended = answers.situation.soap_ended if answers.situation else None
    match_day = nth_weekday(today.year, 3, 4, 3)
    monday = match_day - timedelta(days=4 - MONDAY)
    if ended is None and monday <= today <= match_day:
        ended = match_day - timedelta(days=1)
    if ended is None or ended + timedelta(days=6) < today:
        return today
    return ended


def loan_grace(answers: Answers) -> date | None:
    """When federal loans leave their grace period, six months after graduation (B11.13), taking May for the month."""
    year = answers.applicant.graduation_year
    return None if year is None else date(year, GRACE_MONTH, GRACE_DAY)


def decide_by(season: Season, today: date) -> date:
    """The day by which the path is chosen (B3.7): 30 April; begun from 16 April on, within 14 days (reading 16)."""
    year = season.match_year - 1
    if today < date(year, *DECIDE_FROM):
        return date(year, *DECIDE_BY)
    return today + timedelta(days=DECIDE_WITHIN)
