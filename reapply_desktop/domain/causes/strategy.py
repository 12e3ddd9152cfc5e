"""The application-strategy bucket (B2.3, B5.4): how many programs, which mix, and when."""

from collections.abc import Iterator

from reapply_desktop.domain import weights
from reapply_desktop.domain.causes.evidence import GUIDANCE, RULE_OF_THUMB, basis_of, finding, number
from reapply_desktop.domain.findings import Finding, Limit
from reapply_desktop.domain.profile import FIRST_DAY, Profile
from reapply_desktop.domain.season import review_day, submission_season
from reapply_desktop.domain.vocabulary import FIRST_YEARS, in_sentence
from reapply_desktop.domain.words import MONTHS, day_month_year


def strategy(p: Profile) -> Iterator[Finding]:
    yield from _too_few(p)
    yield from _mix(p)
    yield from _late(p)


def _too_few(p: Profile) -> Iterator[Finding]:
    floor, main, t = p.program_floor, p.main, p.tables.thresholds
    if not p.short_list or floor is None or main is None or main.programs is None:
        return
    field = in_sentence(main.specialty)
    said = [f"{number(main.programs, 'program')} in {field}; a list there begins to be enough at about {floor}"
            f"{t.yours(_floor_basis(p)[0])}."]
    if p.tier == "accessible" and main.programs <= t.programs_far_too_few and floor > t.programs_far_too_few:
        said.append(f"{t.programs_far_too_few} programs or fewer is far too short a list where about 80 were needed.")
    if p.answers.applicant.is_img and p.tier == "accessible":
        said.append(f"IMGs are advised to go on to {t.programs_img_upper} and more.")
    aim = f"{floor} programs or more"
    if p.tier == "accessible" and floor == t.programs_accessible:
        aim = f"{floor} to {t.programs_accessible_upper} programs"
    name, unless = _floor_basis(p)
    basis = basis_of(p, name, unless)
    yield finding(
        p, "too_few_programs", weights.sliding(main.programs, floor, weights.FEW_PROGRAMS, weights.NO_PROGRAMS), "B5.4",
        said, [basis], f"{aim}, chosen by fit, {p.sending}",
        limits=[Limit(f"A list in {field} begins to be enough at about {floor} programs.", basis)],
    )  # fmt: skip


def _floor_basis(p: Profile) -> tuple[str, str]:
    """The threshold behind the floor, and what it rests on unless the table says otherwise."""
    if p.main is not None and p.main.specialty in FIRST_YEARS:
        return "programs_first_year", RULE_OF_THUMB
    return ("programs_accessible", GUIDANCE) if p.tier == "accessible" else ("programs_other", RULE_OF_THUMB)


def _mix(p: Profile) -> Iterator[Finding]:
    t = p.tables.thresholds
    token = [row for row in p.backups if row.programs is not None and 1 <= row.programs <= t.token_backup]
    small = [row for row in p.choices if row.programs is not None and row.programs < t.many_specialties_under]
    scattered = len(p.choices) >= t.many_specialties and 2 * len(small) > len(p.choices)
    if not token and not scattered:
        return
    said = [
        f"{number(row.programs or 0, 'program')} in {in_sentence(row.specialty)} beside the main field: "
        f"{t.token_backup} or fewer{t.yours('token_backup')} are no backup."
        for row in token
    ]
    if scattered:
        said.append(
            f"{len(p.choices)} specialties, {len(small)} of them with fewer than {t.many_specialties_under} programs."
        )
    weight = weights.BOTH_MIXES if token and scattered else weights.TOKEN_BACKUP if token else weights.MANY_SPECIALTIES
    if p.answers.has_flag("generic_statement") and len(p.choices) >= 2:
        said.append(f"One general statement went to all {len(p.choices)} specialties.")
        weight += weights.GENERIC_ADDS
    mend = "one field or two, each in earnest: its own statement, mentor, letters and list"
    limits = [
        Limit(f"A backup of {t.token_backup} programs or fewer is none.", basis_of(p, "token_backup")),
        Limit(f"A backup is serious from about {t.serious_backup} programs.",
              basis_of(p, "serious_backup", RULE_OF_THUMB)),
        Limit(f"{t.many_specialties} specialties or more, most of them under {t.many_specialties_under} programs, "
              "are a scattered mix.", basis_of(p, "many_specialties", RULE_OF_THUMB)),
    ]  # fmt: skip
    sources = [GUIDANCE if token else RULE_OF_THUMB]
    yield finding(p, "wrong_mix", weight, "B2.3", said, sources, mend, limits=limits)


def _late(p: Profile) -> Iterator[Finding]:
    day = p.answers.submitted_on
    if day is None or p.lateness not in ("late", "after_review"):
        return
    opened, began = review_day(p.tables, submission_season(day)), "programs began reading"
    first = MONTHS[p.tables.thresholds.late_month - 1]
    limit = f"From {first} on it counts in full; after programs began reading, {day_month_year(opened)}, about half."
    if p.is_residencycas:
        opened, began = p.first_late_day(submission_season(day)), "applications reached programs"
        limit = f"Applications in this field reach programs on {day_month_year(opened)}; later ones count in full."
    days = (day - opened).days
    said = f"Submitted on {day_month_year(day)}, {number(days, 'day')} after {began}."
    more = [] if p.lateness == "late" else ["Still September: it weighs about half of an October submission."]
    weight = weights.LATE if p.lateness == "late" else weights.LATE_IN_SEPTEMBER
    mend = "ready before the first day, submitted on it, letters in before programs read"
    if p.sending != FIRST_DAY:
        mend = f"complete, letters with it, and {p.sending}"
    yield finding(p, "late_application", weight, "B2.3", [said, *more], [GUIDANCE], mend,
                  limits=[Limit(limit, basis_of(p, "late_month"))])  # fmt: skip
