"""Hypothesis strategies for answers: any valid answers file, from nearly empty to complete."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from reapply_desktop.domain.vocabulary import CAUSES, EXAMS, FEEDBACK, FLAGS, PATHS, ROLES, SPECIALTIES

FIRST, LAST = date(2025, 11, 1), date(2027, 6, 30)
days = st.dates(FIRST, LAST)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def rows(draw: st.DrawFn, specialty: str) -> dict[str, Any]:
    programs = draw(maybe(st.integers(0, 200)))
    invited = draw(maybe(st.integers(0, 40 if programs is None else programs)))
    attended = draw(maybe(st.integers(0, 40 if invited is None else invited)))
    return {"specialty": specialty, "programs": programs, "invited": invited, "attended": attended,
            "ranked": draw(maybe(st.integers(0, 40)))}  # fmt: skip


@st.composite
def exams(draw: st.DrawFn) -> list[dict[str, Any]]:
    names = draw(st.lists(st.sampled_from(list(EXAMS)), unique=True, max_size=4))
    return [
        {"exam": name, "score": draw(maybe(st.integers(9, 300))), "passed": draw(maybe(st.booleans())),
         "attempts": draw(maybe(st.integers(1, 5)))}
        for name in names
    ]  # fmt: skip


@st.composite
def decisions(draw: st.DrawFn) -> dict[str, Any]:
    path = draw(maybe(st.sampled_from(list(PATHS))))
    fields = draw(st.lists(st.sampled_from(list(SPECIALTIES)), min_size=2, max_size=2, unique=True))
    causes = draw(maybe(st.lists(st.sampled_from(list(CAUSES)), min_size=2, max_size=3, unique=True)))
    return {"path": path, "primary": draw(maybe(st.just(fields[0]))), "backup": draw(maybe(st.just(fields[1]))),
            "causes": causes, "by": draw(maybe(st.just("person")))}  # fmt: skip


@st.composite
def raw_answers(draw: st.DrawFn, today: date) -> dict[str, Any]:
    """JSON values of valid answers as of `today`."""
    names = draw(st.lists(st.sampled_from(list(SPECIALTIES)), min_size=1, max_size=4, unique=True))
    past = st.integers(0, 200).map(lambda n: (today - timedelta(days=n)).isoformat())
    role = draw(maybe(st.sampled_from(list(ROLES))))
    return {
        "applicant": {"type": draw(st.sampled_from(["us_md", "us_do", "us_img", "non_us_img"])),
                      "graduation_year": draw(maybe(st.integers(2010, today.year + 1))),
                      "needs_visa": draw(maybe(st.booleans()))},
        "season": draw(maybe(st.integers(today.year, today.year + 3))),
        "situation": draw(maybe(st.fixed_dictionaries({
            "role": st.just(role), "location": maybe(st.just("at home")), "soap_ended": maybe(past),
            "matched": maybe(st.sampled_from(["none", "preliminary_only", "advanced_only"]))}))),
        "applications": [draw(rows(name)) for name in names],
        "exams": draw(maybe(exams())),
        "submitted_on": draw(maybe(past)),
        "letters": draw(maybe(st.just({"total": 3, "fresh": 1, "generic": True}))),
        "us_experience_months": draw(maybe(st.integers(0, 12))),
        "flags": draw(maybe(st.lists(st.sampled_from(list(FLAGS)), unique=True))),
        "interview_feedback": draw(maybe(st.sampled_from(list(FEEDBACK)))),
        "decision": draw(maybe(decisions())),
    }  # fmt: skip
