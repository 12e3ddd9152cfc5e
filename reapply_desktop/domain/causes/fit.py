"""The specialty-fit bucket (B2.3, B2.6, B3.3): whether numbers and specialty meet, and what the interviews say."""

from collections.abc import Iterator

from reapply_desktop.domain import weights
from reapply_desktop.domain.causes.evidence import GUIDANCE, RULE_OF_THUMB, basis_of, basis_source, finding, number
from reapply_desktop.domain.figures import GROUP_WORDS, cited, latest, published_kind
from reapply_desktop.domain.findings import Finding, Limit
from reapply_desktop.domain.profile import FIRST_DAY, Profile
from reapply_desktop.domain.reference import Figure
from reapply_desktop.domain.vocabulary import SPECIALTIES, in_sentence


def too_competitive(p: Profile) -> Iterator[Finding]:
    """Always for the ultra tier; for the competitive one with weak numbers; never for an accessible one (reading 7)."""
    if p.main is None or p.tier == "accessible":
        return
    if p.tier == "competitive" and not (p.under_230 or p.several_failures):
        return
    name = SPECIALTIES[p.main.specialty]
    if p.tier == "ultra":
        said = [f"{name} counts among the most competitive specialties."]
        reached = p.interviews is not None and not p.few_interviews
        weight = weights.TOO_COMPETITIVE["ultra_with_interviews" if reached else "ultra"]
    else:
        said = [f"{name} is a competitive specialty, and the numbers stand below what it asks."]
        hard = p.has_low_score or p.several_failures
        weight = weights.TOO_COMPETITIVE["competitive" if hard else "competitive_weak"]
    if p.under_230 and p.score is not None:
        said.append(f"{p.score.words} against that field.")
    if p.failures:
        said.append(f"{number(p.failures, 'failed attempt')} on the record.")
    if p.interviews is not None and p.threshold is not None:
        said.append(f"{number(p.interviews, 'interview')} there; about {p.threshold.value} are taken as enough"
                    f"{p.threshold.yours}.")
    published, figures = _published(p)
    basis = basis_of(p, f"tiers.{p.main.specialty}", GUIDANCE if p.tier == "ultra" else RULE_OF_THUMB)
    tier = "most competitive" if p.tier == "ultra" else "competitive"
    yield finding(
        p, "specialty_too_competitive", weight, "B2.6" if p.under_230 or p.several_failures else "B3.3",
        [*said, *published], [basis], "a field where this profile stands better, as the aim or beside it",
        limits=[Limit(f"{name} stands among the {tier} specialties of this planner’s table.", basis)], figures=figures,
    )  # fmt: skip


def _published(p: Profile) -> tuple[list[str], list[Figure]]:
    assert p.main is not None
    figure = latest(p.tables, "unmatched_among_those_who_ranked_only_this", published_kind(p.answers), p.main.specialty)
    if figure is None:
        return [], []
    who = GROUP_WORDS[figure.applicant_type]
    said = f"Of {who} who ranked only this specialty, {figure.value:g} % went unmatched ({cited(figure)})."
    return [said], [figure]


def few_interviews(p: Profile, strategy: float | None, competitive: float | None) -> Iterator[Finding]:
    """Interviews under the specialty's line (reading 1). After a short list or an October submission they follow from
    strategy and weigh less than it (B3.3); in a field beyond the numbers they weigh less than that."""
    main, threshold = p.main, p.threshold
    if not p.few_interviews or main is None or threshold is None or p.interviews is None:
        return
    kind = "attended" if main.attended is not None else "offered"
    field = ("categorical " if main.specialty == "internal_medicine" else "") + in_sentence(main.specialty)
    line = f"In {field} the warning line is about {threshold.value}"
    rests = " (rule of thumb)" if _thumb(p) else threshold.yours
    said = [f"{number(p.interviews, 'interview')} {kind}. {line}{rests}."]
    if main.programs and main.invited is not None:
        said.append(f"{main.invited} of {number(main.programs, 'program')} invited.")
    said.extend(
        f"{number(row.interviews, 'interview')} in {in_sentence(row.specialty)}."
        for row in p.rows
        if row is not main and row.interviews is not None
    )
    weight = weights.sliding(p.interviews, threshold.value, weights.FEW_INTERVIEWS, weights.NO_INTERVIEWS)
    if strategy is not None:
        said.append("The list or its date comes first here: few interviews follow from it.")
        weight = weights.below(weight, strategy)
    if competitive is not None:
        weight = weights.below(weight, competitive)
    mend = "a wider, earlier list, and letters and a statement made for that field"
    if p.sending != FIRST_DAY:
        mend = f"a wider list, letters and a statement made for that field, {p.sending}"
    basis = basis_source(threshold.basis, threshold.source)
    limit = Limit(f"In {field} about {threshold.value} interviews are taken as enough.", basis)
    yield finding(p, "few_interviews", weight, "B3.3", said, [basis], mend, limits=[limit])


def _thumb(p: Profile) -> bool:
    return p.threshold is not None and p.threshold.basis == "rule_of_thumb"
