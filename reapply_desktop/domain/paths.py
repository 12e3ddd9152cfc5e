"""The recommended path (B3.4–B3.6): the first rule that fits, with its reasons, and the specialties open beside it."""

from reapply_desktop.domain.causes.evidence import number
from reapply_desktop.domain.findings import Advice, Finding
from reapply_desktop.domain.profile import Profile
from reapply_desktop.domain.vocabulary import FIRST_YEARS, SPECIALTIES, in_sentence

STRATEGY_OR_RECORD = ("academics", "application_strategy", "clinical_record")


def advise(p: Profile, found: tuple[Finding, ...]) -> Advice:
    """The path that fits the answers best, or None where nothing supports one (settled reading 11)."""
    path, reasons = _path(p, found)
    return Advice(path, tuple(reasons), open_specialties(p))


def _path(p: Profile, found: tuple[Finding, ...]) -> tuple[str | None, list[str]]:
    main, threshold = p.main, p.threshold
    if main is None or threshold is None:
        return None, ["No application that concerns the missing part is known, so nothing here supports a path yet."]
    field, name = in_sentence(main.specialty), SPECIALTIES[main.specialty]
    if p.interviews is None:
        return _without_interviews(p, main.specialty)
    met = f"{number(p.interviews, 'interview')} in {field}, where about {threshold.value} are taken as enough"
    met += threshold.yours
    if p.many_interviews and not any(f.bucket in STRATEGY_OR_RECORD for f in found):
        return "same_specialty", [
            f"{met}, and nothing in the record or the list is weak.",
            "What is left is how the conversations went: that can be practised.",
        ]
    if p.tier == "ultra" and p.few_interviews:
        return "pivot", [f"{met}.", f"{name} counts among the most competitive specialties, and this was far from it."]
    if p.below_half and (p.has_low_score or p.several_failures):
        return "pivot", [f"{met}: fewer than half.", _weak_numbers(p)]
    if p.below_half and p.tier == "competitive" and p.under_230:
        return "pivot", [f"{met}: fewer than half.", _weak_numbers(p), f"Competition in {field} is hard."]
    if p.below_half:
        reasons = [f"{met}: fewer than half.", "A second field, applied to in earnest, adds to what stands."]
        if p.short_list or p.lateness == "late":
            cause = "a short list" if p.short_list else "an October submission"
            reasons.append(f"As this came after {cause}, the same specialty with a long, early list is as good.")
        return "hybrid", reasons
    close = "it was close" if p.few_interviews else "programs were interested"
    return "same_specialty", [f"{met}: {close}.", "Mend what was weak and apply again in the same field."]


def _without_interviews(p: Profile, specialty: str) -> tuple[str | None, list[str]]:
    unknown = f"How many interviews there were in {in_sentence(specialty)} is not known."
    if p.tier == "ultra":
        return "pivot", [unknown, f"{SPECIALTIES[specialty]} counts among the most competitive specialties."]
    if p.has_low_score or p.several_failures:
        return "hybrid", [unknown, _weak_numbers(p), "A second field beside the first keeps both doors open."]
    return None, [unknown, "Nothing else in the answers supports one path over another; that number would."]


def _weak_numbers(p: Profile) -> str:
    parts = [p.score.words] if p.score is not None and p.under_230 else []
    if p.several_failures:
        parts.append(number(p.failures, "failed attempt"))
    return f"{' and '.join(parts)}: the numbers speak against it."


def open_specialties(p: Profile) -> tuple[str, ...]:
    """The accessible fields to turn to or to add (B3.5), never the one that is left or kept; of the missing half only.

    First years come last, and only where the field left begins after one or was surgical; pathology last of the fields.
    """
    pool = p.tables.thresholds.pivot_to
    matched = p.answers.situation.matched if p.answers.situation else None
    main = p.main.specialty if p.main else None
    if matched == "advanced_only":
        pool = tuple(s for s in pool if s in FIRST_YEARS)
    elif matched == "preliminary_only" or main in FIRST_YEARS or p.tier == "accessible":
        pool = tuple(s for s in pool if s not in FIRST_YEARS)
    return tuple(s for s in pool if s != main)
