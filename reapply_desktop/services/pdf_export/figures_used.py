"""The published figures beside the findings, each in words with its source and year, or "not known" (B2.2, B11.12)."""

from reapply_desktop.domain.figures import GROUP_WORDS, fill_rate, group, match_rate, step2_figure
from reapply_desktop.domain.profile import profile
from reapply_desktop.domain.reference import Figure
from reapply_desktop.services.pdf_export.content import Content
from reapply_desktop.services.pdf_export.words import inside


def figures_used(content: Content) -> list[tuple[str, Figure | None]]:
    """Each figure as a sentence, and where it is from; without one the sentence says that it is not known."""
    answers, tables = content.answers, content.tables
    who = GROUP_WORDS[group(answers, content.match_year)]
    who = who[0].upper() + who[1:]
    rate = match_rate(tables, answers, content.match_year)
    found = [(f"{who} matched: {_value(rate, '%')}. No rate for people who apply again is published.", rate)]
    main = profile(answers, tables).main
    if main is not None:
        scores = step2_figure(tables, answers, main.specialty)
        found.append((_scores_words(scores), scores))
    decision = content.decision
    for specialty in dict.fromkeys(s for s in (decision.primary, decision.backup) if s):
        filled = fill_rate(tables, specialty)
        found.append((f"Places in {inside(specialty)} filled before SOAP: {_value(filled, '%')}.", filled))
    return found


def _scores_words(figure: Figure | None) -> str:
    if figure is None:
        return "Step 2 CK of those who matched: not known."
    who = GROUP_WORDS.get(figure.applicant_type, figure.applicant_type)
    field = f" in {inside(figure.specialty)}" if figure.specialty != "all" else ", all specialties"
    measure = "median" if figure.measure == "step2ck_median" else "mean"
    return f"Step 2 CK, {measure}, {who}{field}: {_value(figure, '')}."


def _value(figure: Figure | None, unit: str) -> str:
    if figure is None:
        return "not known"
    space = " " if unit else ""
    if figure.value is not None:
        return f"{figure.value:g}{space}{unit}"
    both = (("matched", figure.matched), ("unmatched", figure.unmatched))
    said = ", ".join(f"{value:g}{space}{unit} {word}" for word, value in both if value is not None)
    return said or "not known"
