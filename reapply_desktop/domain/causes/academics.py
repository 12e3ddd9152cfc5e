"""The academics bucket (B2.3): scores, attempts, class standing, gaps."""

from collections.abc import Iterator

from reapply_desktop.domain import weights
from reapply_desktop.domain.answers import Exam
from reapply_desktop.domain.causes.evidence import GUIDANCE, RULE_OF_THUMB, basis_of, finding, number
from reapply_desktop.domain.figures import GROUP_WORDS, cited, step2_figure
from reapply_desktop.domain.findings import Finding, Limit
from reapply_desktop.domain.profile import Profile, Score
from reapply_desktop.domain.reference import Figure
from reapply_desktop.domain.vocabulary import EXAMS, in_sentence


def academics(p: Profile) -> Iterator[Finding]:
    yield from _low_scores(p)
    yield from _attempts(p)
    yield from _standing(p)
    yield from _gaps(p)


def _low_scores(p: Profile) -> Iterator[Finding]:
    score = p.score
    if score is None or score.band == "fine":
        return
    t = p.tables.thresholds
    low, weak = (t.step2_low, t.step2_weak) if score.exam == "step2ck" else (t.level2_low, t.level2_weak)
    mine = t.yours("step2_low" if score.exam == "step2ck" else "level2_low")
    weak_mine = t.yours("step2_weak" if score.exam == "step2ck" else "level2_weak") or mine
    if score.band == "low":
        said = f"{score.words}. Under {low}{mine} a score weighs in full, wherever one applies."
        depth = min(1.0, (low - score.value) / weights.DEEP_POINTS[score.exam])
        weight = weights.LOW_SCORE + (weights.LOW_SCORE_DEEP - weights.LOW_SCORE) * depth
    else:
        said = f"{score.words}. From {low} to {weak - 1}{weak_mine} it is a weak point"
        said += ", and weighs about half of a lower one."
        weight = weights.WEAK_SCORE
    published, figures = _published(p, score)
    is_step2 = score.exam == "step2ck"
    basis = basis_of(p, "step2_low") if is_step2 else basis_of(p, "level2_low", RULE_OF_THUMB)
    limit = f"{EXAMS[score.exam]} under {low} counts in full, from {low} to {weak - 1} about half."
    next_exam = "the next exam done very well, above 230 where it shows the rise"
    if not is_step2:  # without a USMLE exam there is no USMLE number to reach
        next_exam = "COMLEX Level 3 done clearly better than Level 2, so that it shows the rise"
    yield finding(
        p, "low_scores", weight, "B2.4", [said, *published], [basis],
        f"{next_exam}, and a leader’s letter about daily work",
        limits=[Limit(limit, basis)], figures=figures,
    )  # fmt: skip


def _published(p: Profile, score: Score) -> tuple[list[str], list[Figure]]:
    if p.main is None or score.exam != "step2ck":
        return [], []
    figure = step2_figure(p.tables, p.answers, p.main.specialty)
    if figure is None:
        return [], []
    kind = "Median" if figure.measure.endswith("median") else "Mean"
    who = GROUP_WORDS[figure.applicant_type]
    where = "" if figure.specialty == "all" else f" in {in_sentence(figure.specialty)}"
    unmatched = f", of unmatched {figure.unmatched:g}" if figure.unmatched is not None else ""
    return [f"{kind} of matched {who}{where} {figure.matched:g}{unmatched} ({cited(figure)})."], [figure]


def _attempts(p: Profile) -> Iterator[Finding]:
    if p.failures == 0:
        return
    said = [_attempt_words(exam) for exam in p.answers.exams or () if (exam.attempts or 1) > 1 or exam.passed is False]
    if p.several_failures:
        said.append(f"Together {number(p.failures, 'failed attempt')}, which programs read as several failures.")
    yield finding(
        p, "exam_attempts", weights.ATTEMPTS[min(p.failures, 3)], "B2.3", said, [GUIDANCE],
        "no further attempt lost: the next exam when practice scores are safe, the story told in two sentences",
        limits=[Limit("Sittings beyond the first of each exam count, and each exam not passed by now; two or more "
                      "together are several.", GUIDANCE)],
    )  # fmt: skip


def _attempt_words(exam: Exam) -> str:
    state = {True: "passed by now", False: "not passed yet", None: "result not known"}[exam.passed]
    if exam.attempts is None:
        return f"{EXAMS[exam.exam]}: {state}."
    return f"{EXAMS[exam.exam]}: {number(exam.attempts, 'attempt')}, {state}."


def _standing(p: Profile) -> Iterator[Finding]:
    standing, t = p.answers.standing, p.tables.thresholds
    if standing is None:
        return
    said = []
    if standing.quartile is not None and standing.quartile >= t.quartile:
        said.append(f"Quartile {standing.quartile} of 4 in the class, counted from the top{t.yours('quartile')}.")
    if standing.decile is not None and standing.decile >= t.decile:
        said.append(f"Decile {standing.decile} of 10 in the class, counted from the top{t.yours('decile')}.")
    if said:
        yield finding(
            p, "class_standing", weights.CLASS_STANDING, "B2.1", said, [RULE_OF_THUMB],
            "work seen and described by people who lead: daily performance now weighs against rank then",
            limits=[Limit(f"Quartile {t.quartile} of 4, or decile {t.decile} and below, counted from the top.",
                          basis_of(p, "quartile", RULE_OF_THUMB))],
        )  # fmt: skip


def _gaps(p: Profile) -> Iterator[Finding]:
    said = []
    if p.answers.has_flag("leave_of_absence"):
        said.append("A leave of absence; programs will ask what it was for and how it is now.")
    if p.answers.has_flag("unexplained_gap"):
        said.append("A gap that nothing in the application explains.")
    if said:
        yield finding(
            p, "gaps", weights.TWO_GAPS if len(said) == 2 else weights.GAP, "B2.4", said, [GUIDANCE],
            "named briefly: what happened, what changed, how it is now; and a year without a new gap",
        )  # fmt: skip
