"""The clinical-record bucket (B2.3, B2.4): letters, US experience, grades, professionalism."""

from collections.abc import Iterator

from reapply_desktop.domain import weights
from reapply_desktop.domain.causes.evidence import GUIDANCE, OWN_WORD, basis_of, finding, number
from reapply_desktop.domain.findings import Finding, Limit
from reapply_desktop.domain.profile import Profile
from reapply_desktop.domain.vocabulary import APPLICANT_TYPES


def clinical(p: Profile) -> Iterator[Finding]:
    yield from _letters(p)
    yield from _us_experience(p)
    yield from _grades(p)
    if p.answers.has_flag("professionalism"):
        yield finding(
            p, "professionalism", weights.PROFESSIONALISM, "B2.4",
            ["A professionalism issue stands in the record and will be asked about."],
            [OWN_WORD, GUIDANCE],
            "an account without excuses, and a leader who vouches for the work done now",
        )  # fmt: skip


def _letters(p: Profile) -> Iterator[Finding]:
    letters, t = p.answers.letters, p.tables.thresholds
    if letters is None:
        return
    few = letters.total is not None and letters.total < t.letters_fresh
    if not few and letters.generic is not True:
        return
    said = []
    if few and letters.total is not None:
        said.append(f"{number(letters.total, 'letter')}; {t.letters_fresh} to {t.letters_fresh_upper} are needed"
                    f"{t.yours('letters_fresh')}.")
    if letters.generic:
        said.append("Described as general: they could stand in anyone’s file.")
    if letters.fresh is not None and letters.total:
        said.append(f"{letters.fresh} of {letters.total} written for this season.")
    if letters.from_leadership == 0:
        said.append("None is signed by someone who runs a program or department.")
    weight = weights.LETTERS_GENERIC if letters.generic else weights.LETTERS_FEW
    if few and letters.generic:
        weight = weights.LETTERS_BOTH
    mend = (
        f"{t.letters_fresh} to {t.letters_fresh_upper} new letters, {t.letters_gap_year} or more earned since the "
        "result, one from someone who leads"
    )
    limit = f"Under {t.letters_fresh} letters are too few; {t.letters_fresh} to {t.letters_fresh_upper} are needed."
    basis = basis_of(p, "letters_fresh")
    yield finding(p, "weak_letters", weight, "B6.3", said, [GUIDANCE], mend, limits=[Limit(limit, basis)])


def _us_experience(p: Profile) -> Iterator[Finding]:
    months, t = p.answers.us_experience_months, p.tables.thresholds
    if not p.answers.applicant.is_img or months is None or months >= t.us_months:
        return
    who = APPLICANT_TYPES[p.answers.applicant.type]
    said = f"{number(months, 'month')} of US experience; a {who} is asked for {t.us_months} to {t.us_months_upper}"
    said += f"{t.yours('us_months')}."
    weight = weights.NO_US_MONTHS - weights.EACH_US_MONTH * months
    mend = f"{t.us_months} to {t.us_months_upper} strong months in the US in the target specialty"
    limit = f"Under {t.us_months} months are little for an IMG; {t.us_months} to {t.us_months_upper} are asked for."
    basis = basis_of(p, "us_months")
    yield finding(p, "no_us_experience", weight, "B2.3", [said], [basis], mend, limits=[Limit(limit, basis)])


def _grades(p: Profile) -> Iterator[Finding]:
    failed = p.answers.standing.failed_clerkships if p.answers.standing else None
    said, weight = [], weights.FAILING_GRADES
    if p.answers.has_flag("failing_clinical_grades"):
        said.append("Borderline or failing clinical grades.")
    if failed:
        said.append(f"{number(failed, 'clerkship')} failed.")
        weight = min(weights.MOST_CLERKSHIPS, weight + weights.EACH_CLERKSHIP * (failed - 1))
    if said:
        mend = "new rotations in the target specialty, with feedback asked for half-way and acted on at once"
        yield finding(p, "clinical_grades", weight, "B2.4", said, [OWN_WORD, GUIDANCE], mend)
