"""What stands behind a finding or a path: the rule in our words, the thresholds with their basis, the sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reapply_desktop.domain.causes.evidence import GUIDANCE, OWN_WORD, RULE_OF_THUMB
from reapply_desktop.domain.findings import Finding, Limit
from reapply_desktop.domain.reference import Figure

BASIS_WORDS = {
    GUIDANCE: "Reapplication guidance: the advice to reapplicants this program is built on. No single publication.",
    RULE_OF_THUMB: "Rule of thumb of this program: a judgement, not a published figure.",
    OWN_WORD: "Your own answer in the interview.",
}


@dataclass(frozen=True)
class Rule:
    """A rule of post-mortem or path as a person reads it (resources/data/rules.toml)."""

    id: str
    title: str
    says: str


@dataclass(frozen=True)
class Source:
    """Where something is taken from; `year` and `url` are empty where there is none to name."""

    name: str
    year: str = ""
    url: str = ""

    @property
    def words(self) -> str:
        return ", ".join(filter(None, (self.name, self.year)))


@dataclass(frozen=True)
class RuleNote:
    """Everything behind one quiet link."""

    rule: Rule
    limits: tuple[Limit, ...]
    sources: tuple[Source, ...]


def finding_note(finding: Finding, rules: Mapping[str, Rule]) -> RuleNote:
    """The rule of a finding, what it was held against, and every source: of figures with year and address."""
    figures = {figure.source for figure in finding.figures}
    named = [Source(BASIS_WORDS.get(source, source)) for source in finding.sources if source not in figures]
    return RuleNote(_rule(finding.rule, rules), finding.limits, (*named, *figure_sources(finding.figures)))


def path_note(rule: str, figures: Iterable[Figure], rules: Mapping[str, Rule]) -> RuleNote:
    """The rule of a path with the sources of the figures its card shows."""
    return RuleNote(_rule(rule, rules), (), (Source(BASIS_WORDS[GUIDANCE]), *figure_sources(figures)))


def figure_sources(figures: Iterable[Figure]) -> tuple[Source, ...]:
    """Source, year and address of each figure, each once."""
    return tuple(dict.fromkeys(Source(figure.source, str(figure.year), figure.url) for figure in figures))


def _rule(name: str, rules: Mapping[str, Rule]) -> Rule:
    """The rule, or one without words where the table lacks it: a file edited by hand never hides a finding."""
    return rules.get(name, Rule(name, "", ""))
