"""The published figures of the plan, each in words with its source and year, or "not known" (B2.2, B11.12)."""

from collections.abc import Container, Iterator

from reapply_desktop.domain.figures import cited, fill_rate
from reapply_desktop.domain.profile import profile
from reapply_desktop.domain.reference import Figure
from reapply_desktop.domain.vocabulary import CAUSES
from reapply_desktop.services.pdf_export.content import POST_MORTEM, Content
from reapply_desktop.services.pdf_export.pictures import published_figures
from reapply_desktop.services.pdf_export.words import inside


def figures_used(content: Content) -> list[tuple[str, Figure | None]]:
    """Each figure as a sentence, and where it is from; without one the sentence says that it is not known."""
    found = []
    for entry in published_figures(content):
        words = entry.words.partition(" · ")[0]
        found.append((f"{words[:1].upper()}{words[1:]}: {entry.number or 'not known'}.", entry.figure))
    decision, main = content.decision, profile(content.answers, content.tables).main
    others = (s for s in (decision.primary, decision.backup) if s and (main is None or s != main.specialty))
    for specialty in dict.fromkeys(others):
        filled = fill_rate(content.tables, specialty)
        number = "not known" if filled is None or filled.value is None else f"{filled.value:g} %"
        found.append((f"Places in {inside(specialty)} filled before SOAP: {number}.", filled))
    shown = {figure.key for _words, figure in found if figure is not None}
    if content.prints(POST_MORTEM):
        found.extend(_of_findings(content, shown))
    return found


def _of_findings(content: Content, shown: Container[tuple[str, str, str, int]]) -> Iterator[tuple[str, Figure]]:
    """The figures that findings quote and no number above says."""
    for finding in content.assessment.findings:
        for figure in finding.figures:
            if figure.key not in shown:
                quoted = [said for said in finding.evidence if cited(figure) in said]
                yield " ".join(quoted) or f"Quoted under “{CAUSES.get(finding.id, finding.id)}”.", figure
