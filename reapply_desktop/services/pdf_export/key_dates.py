"""The key dates of the first page: the season's main days and the plan's own decisive ones, by day (B11.1, B11.6)."""

from collections.abc import Iterator, Sequence
from datetime import date

from reapply_desktop.domain.findings import SeasonDate
from reapply_desktop.domain.own_dates import own_dates
from reapply_desktop.domain.season_words import hour_words, short_event
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.words import brief_day
from reapply_desktop.services.pdf_export.content import Content

# What stays where there is room for few, the surest first.
RANK = (
    "match_day", "review_opens", "rank_list_due", "submit", "own_match_day", "own_match_day_second",
    "residencycas_read", "exam", "letters_uploaded", "submission_opens", "residencycas_submit",
    "nrmp_registration_ends", "eras_season_opens", "eras_season_ends", "residency_start",
)  # fmt: skip
OWN = {
    "submit": ("submit", "ERAS submitted"),
    "letters_uploaded": ("letters_uploaded", "All letters in"),
    "residencycas_submit": ("residencycas_submit", "ResidencyCAS sent"),
    "step3_test": ("exam", "Step 3 taken"),
    "level3_test": ("exam", "COMLEX Level 3 taken"),
    "shelf_exam": ("exam", "Shelf exam taken"),
}
NAMES = {"review_opens": "Programs begin to read"}


@dataclass(frozen=True)
class KeyDate:
    """One row: its id in `RANK`, the day with its hour, its name, and what the date is (reported, target …)."""

    id: str
    day: date
    day_words: str
    name: str
    label: str


def key_dates(content: Content) -> list[KeyDate]:
    """The dates from today on, first the ones that decide."""
    found = [one for one in (*_own(content), *_common(content)) if one.day >= content.today]
    submits = {one.day for one in found if one.id == "submit"}
    found = [one for one in found if one.id != "submission_opens" or one.day not in submits]
    return sorted(found, key=lambda one: RANK.index(one.id))


def by_day(dates: Sequence[KeyDate]) -> list[KeyDate]:
    """The same in the order of their days."""
    return sorted(dates, key=lambda one: (one.day, RANK.index(one.id)))


def _common(content: Content) -> Iterator[KeyDate]:
    for event in (*content.dates.values(), *own_dates(content.plan, content.match_year)):
        if event.id in RANK:
            day = brief_day(event.day)
            if event.id == "rank_list_due" and event.hour_et:
                day += f", {hour_words(event.hour_et)}"
            yield KeyDate(event.id, event.day, day, NAMES.get(event.id, short_event(event)), _label(event))


def _own(content: Content) -> Iterator[KeyDate]:
    for step in content.steps:
        origin = content.plan.origins.get(step.id)
        if origin is not None and origin.template in OWN and not origin.past:
            key, name = OWN[origin.template]
            label = "target" if key in ("submit", "residencycas_submit") and step.is_open else ""
            yield KeyDate(key, step.end, brief_day(step.end), name, "done" if step.status == "done" else label)


def _label(event: SeasonDate) -> str:
    return "own date" if event.status == "own" else event.status
