"""Looks up published figures for a person's own group (B2.2, B11.12). What is not in the table is not known."""


from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.reference import Figure, Tables
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import in_sentence

GROUP_WORDS = {
    "us_md_senior": "US MD seniors",
    "us_md_prior_graduate": "earlier US MD graduates",
    "us_do_senior": "US DO seniors",
    "us_do_prior_graduate": "earlier US DO graduates",
    "us_img": "US IMGs",
    "non_us_img": "non-US IMGs",
    "all": "all applicants",
}

# The illustrative picture of B2.2: Step 2 CK from, label, rough likelihood of matching in a less competitive
# specialty when the rest is decent, in percent. Not a forecast for anyone.
ILLUSTRATIVE = (
    (0, "below 220", 30),
    (220, "220–229", 45),
    (230, "230–239", 60),
    (240, "240–249", 70),
    (250, "250 and up", 85),
)


def group(answers: Answers, match_year: int) -> str:
    """The published group someone belongs to in the Match of that year: who has graduated is no senior any more."""
    kind = answers.applicant.type
    if kind in ("us_img", "non_us_img"):
        return kind
    graduated = answers.applicant.graduation_year
    still_student = graduated is not None and graduated >= match_year
    return f"{kind}_{'senior' if still_student else 'prior_graduate'}"


def latest(tables: Tables, measure: str, applicant_type: str, specialty: str = "all") -> Figure | None:
    """The person's own figure of that measure, group and specialty, else the newest; None: not known."""
    found = [
        f
        for f in tables.figures
        if f.measure == measure and f.applicant_type == applicant_type and f.specialty == specialty
    ]
    return max(found, key=_standing, default=None)


def _standing(figure: Figure) -> tuple[bool, int]:
    return figure.is_own, figure.year


def match_rate(tables: Tables, answers: Answers, match_year: int) -> Figure | None:
    """The match rate of the person's own group, all specialties (B11.12: none is published for repeat applicants)."""
    return latest(tables, "match_rate", group(answers, match_year))


def fill_rate(tables: Tables, specialty: str) -> Figure | None:
    """Share of positions filled before SOAP."""
    return latest(tables, "fill_rate_before_soap", "all", specialty)


def step2_figure(tables: Tables, answers: Answers, specialty: str) -> Figure | None:
    """Step 2 CK of matched (and unmatched) applicants of the own kind: the newest, of equals the specialty's own."""
    who = published_kind(answers)
    found = [
        figure
        for what in (specialty, "all")
        for measure in ("step2ck_median", "step2ck_mean")
        if (figure := latest(tables, measure, who, what)) is not None
    ]
    return max(found, key=_standing, default=None)


def published_kind(answers: Answers) -> str:
    """The group under which scores and outcomes by specialty are published: IMGs as such, US graduates as seniors."""
    kind = answers.applicant.type
    return kind if answers.applicant.is_img else f"{kind}_senior"


def cited(figure: Figure) -> str:
    """Publisher and year as they stand behind a number: "NRMP, 2026"; of an own figure "yours: class report, 2026"."""
    if figure.is_own:
        return f"yours: {figure.source}, {figure.year}"
    return f"{figure.source.split(',')[0].split(' press')[0]}, {figure.year}"


def bracket(score: int) -> int:
    """The index in `ILLUSTRATIVE` that a Step 2 CK score falls into."""
    return max(i for i, (least, _, _) in enumerate(ILLUSTRATIVE) if score >= least)


@dataclass(frozen=True)
class Published:
    """One published number for a person's group: `number` with its unit, empty where it is not known; `words` say what
    it is, of whom, and where from; `figure` is the row it stands in."""

    number: str
    words: str
    figure: Figure | None = None


def published(tables: Tables, answers: Answers, match_year: int, specialty: str | None) -> tuple[Published, ...]:
    """What is published for the person's group and specialty (B2.2, B11.12), in the order it is shown; what is not
    known stands there as such."""
    who = GROUP_WORDS[group(answers, match_year)]
    found = [
        _rate(match_rate(tables, answers, match_year), f"{who} matched, all specialties"),
        Published("", "match rate of people who apply again; none is published"),
    ]
    if specialty is not None:
        found += [
            _rate_within(tables, group(answers, match_year), specialty),
            _rate(fill_rate(tables, specialty), f"places in {in_sentence(specialty)} filled before SOAP"),
            *_scores(step2_figure(tables, answers, specialty), GROUP_WORDS[published_kind(answers)]),
        ]
    return tuple(found)


def _rate(figure: Figure | None, words: str) -> Published:
    if figure is None or figure.value is None:
        return Published("", words)
    return Published(f"{figure.value:g} %", f"{words} · {cited(figure)}", figure)


def _rate_within(tables: Tables, applicant_type: str, specialty: str) -> Published:
    """The group's rate in the specialty; else how many went unmatched of those who ranked nothing else."""
    who, field = GROUP_WORDS[applicant_type], in_sentence(specialty)
    rate = latest(tables, "match_rate", applicant_type, specialty)
    unmatched = latest(tables, "unmatched_among_those_who_ranked_only_this", applicant_type, specialty)
    if rate is None and unmatched is not None:
        return _rate(unmatched, f"{who} who ranked only {field} and went unmatched")
    return _rate(rate, f"{who} matched in {field}")


def _scores(figure: Figure | None, who: str) -> tuple[Published, Published]:
    """Step 2 CK of those who matched and of those who did not."""
    if figure is None:
        words = f"Step 2 CK of {who} who matched", f"Step 2 CK of {who} who did not match"
        return Published("", words[0]), Published("", words[1])
    kind = "median" if figure.measure.endswith("median") else "mean"
    field = ", all specialties" if figure.specialty == "all" else f" in {in_sentence(figure.specialty)}"
    sides = ((figure.matched, "matched"), (figure.unmatched, "did not match"))
    made = [Published("" if value is None else f"{value:g}",
                      f"{kind} Step 2 CK of {who} who {side}{field}" + ("" if value is None else f" · {cited(figure)}"),
                      None if value is None else figure) for value, side in sides]
    return made[0], made[1]
