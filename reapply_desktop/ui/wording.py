"""Short phrases the window says in several places: whose year it is, days, times, counts."""

from datetime import date, datetime, timedelta

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.vocabulary import SPECIALTIES

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
NO_NAME = "Your year"
FIRST_DAYS = "These days are for looking at what happened."


def year_of(name: str | None) -> str:
    """`Nadia’s year`, from the first word of a name; `Your year` where there is none."""
    words = (name or "").split()
    return f"{words[0]}’s year" if words else NO_NAME


def plan_name(plan: Plan) -> str:
    return year_of(plan.answers.applicant.name)


def path_words(plan: Plan) -> str:
    """The chosen specialties in one line: `Internal + family medicine`."""
    decision = plan.answers.decision
    if decision is None or decision.path is None or decision.primary is None:
        return "Path not chosen yet"
    primary = SPECIALTIES.get(decision.primary, decision.primary)
    if decision.path != "hybrid" or not decision.backup:
        return primary
    backup = SPECIALTIES.get(decision.backup, decision.backup).lower()
    first, second = primary.split(), backup.split()
    if len(first) > 1 and len(second) > 1 and first[-1] == second[-1]:
        first = first[:-1]
    return f"{' '.join(first)} + {backup}"


def match_words(plan: Plan) -> str:
    return f"Match {plan.answers.season}" if plan.answers.season else ""


def day_words(day: date) -> str:
    """`23 March`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """`2 Sep 2026`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def when(moment: datetime, now: datetime) -> str:
    """`today, 09:41`, `yesterday, 21:50`, `12 March, 21:50`; with the year when it is another."""
    days = (now.date() - moment.date()).days
    if days in (0, 1):
        return f"{('today', 'yesterday')[days]}, {clock(moment)}"
    year = f" {moment.year}" if moment.year != now.year else ""
    return f"{day_words(moment.date())}{year}, {clock(moment)}"


def at(moment: datetime, now: datetime) -> str:
    """`09:41` today, with the day when it was another."""
    return clock(moment) if moment.date() == now.date() else when(moment, now)


def changes(count: int) -> str:
    """`Seven changes`; figures above twelve."""
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} change{'' if count == 1 else 's'}"


def week_note(today: date, match_week: date, review_opens: date) -> tuple[str, str]:
    """The welcome page's two sentences for this day of the year (B1.3, B4.2, B11.2).

    `match_week` is the Monday of the last Match Week, `review_opens` the next day programs begin to read.
    """
    head = f"Today is {day_words(today)}."
    if match_week <= today <= match_week + timedelta(days=11):
        return f"{head} Nothing has to be sent to any program this week.", FIRST_DAYS
    if (today.month, today.day) <= (4, 30):
        return f"{head} Nothing has to be sent to any program yet.", "A path chosen before May leaves a whole year."
    left = (review_opens - today).days
    if left > 28:
        return (
            f"{head} {left // 7} weeks remain until programs begin to read.",
            "A year begun now keeps every later step; it says which lead time is gone.",
        )
    if left > 0:
        return (
            f"{head} Programs begin to read in {left} day{'' if left == 1 else 's'}.",
            "What is submitted until then reaches them on the same day.",
        )
    return (f"{head} The season is running.", "What can still be done this year comes first.")


def file_name(name: str) -> str:
    """A name that every system takes as a file name."""
    kept = "".join("-" if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in name).strip(" .")
    return kept[:80] or "My year"
