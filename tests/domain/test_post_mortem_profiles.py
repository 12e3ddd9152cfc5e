"""A table of applicants of all types and many specialties, with the causes and the path each should come to."""

import pytest

from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.domain.vocabulary import CAUSES, PATHS
from reapply_desktop.services.reference_data import load_tables
from tests.people import TODAY, person

TABLES = load_tables()
IM, FM, PSY, PED = "internal_medicine", "family_medicine", "psychiatry", "pediatrics"

# who, answers, causes strongest first, path
PEOPLE = [
    ("B2.6 the plain case", person("us_md", ("dermatology", 40, 1, 1), step2=212, attempts=3),
     ["specialty_too_competitive", "few_interviews", "low_scores", "exam_attempts"], "pivot"),
    ("B3.2 many interviews, nothing weak", person("us_md", (IM, 90, 14, 12, 12), step2=248),
     ["interview_performance"], "same_specialty"),
    ("B3.2 good feedback does not hide it",
     person("us_do", (PSY, 80, 12, 11, 11), level2=610, interview_feedback="good"),
     ["interview_performance"], "same_specialty"),
    ("threshold met but under ten is no finding", person("us_md", (FM, 80, 9, 9, 9), step2=236), [], "same_specialty"),
    ("B3.3 few interviews after a short list are strategy", person("us_md", (IM, 20, 3, 3), step2=240),
     ["too_few_programs", "few_interviews"], "hybrid"),
    ("B3.3 and after an October submission", person("us_md", (PED, 70, 3, 3), step2=240, submitted_on="2025-10-20"),
     ["late_application", "few_interviews"], "hybrid"),
    ("September after review counts half", person("us_md", (PED, 70, 9, 9), step2=240, submitted_on="2025-09-25"),
     ["late_application"], "same_specialty"),
    ("the review day itself is in time", person("us_md", (PED, 70, 9, 9), step2=240, submitted_on="2025-09-24"),
     [], "same_specialty"),
    ("ResidencyCAS: 1 October is in time",
     person("us_md", ("emergency_medicine", 60, 11, 9), submitted_on="2025-10-01"),
     ["few_interviews"], "same_specialty"),
    ("ResidencyCAS: 2 October is late", person("us_md", ("obstetrics_gynecology", 60, 6, 6), submitted_on="2025-10-02"),
     ["late_application", "few_interviews"], "same_specialty"),
    ("ophthalmology is never judged late", person("us_md", ("ophthalmology", 60, 3, 3), submitted_on="2025-10-20"),
     ["specialty_too_competitive", "few_interviews"], "pivot"),
    ("accessible under 220 and below half", person("us_img", (FM, 120, 2, 2), step2=208, us_experience_months=4),
     ["low_scores", "few_interviews"], "pivot"),
    ("B3.5 few interviews alone never lead to pivot", person("us_img", (FM, 120, 2, 2), step2=233), ["few_interviews"],
     "hybrid"),
    ("several failures and below half", person("non_us_img", (IM, 150, 3, 3), step2=235, attempts=3),
     ["exam_attempts", "few_interviews"], "pivot"),
    ("one failure is not several", person("non_us_img", (IM, 150, 3, 3), step2=235, attempts=2),
     ["few_interviews", "exam_attempts"], "hybrid"),
    ("not passed by now counts as a failure", person("us_md", (IM, 90, 8, 8), step2=205, failed=True, attempts=2),
     ["low_scores", "exam_attempts", "few_interviews"], "same_specialty"),
    ("competitive under 230 and below half", person("us_md", ("anesthesiology", 60, 4, 4), step2=225),
     ["specialty_too_competitive", "few_interviews", "low_scores"], "pivot"),
    ("competitive with good numbers", person("us_md", ("anesthesiology", 60, 4, 4), step2=245), ["few_interviews"],
     "hybrid"),
    ("competitive under 230, half reached", person("us_do", ("general_surgery", 60, 7, 7), level2=480),
     ["specialty_too_competitive", "few_interviews", "low_scores"], "same_specialty"),
    ("ultra at its line", person("us_md", ("orthopaedic_surgery", 90, 13, 13), step2=255),
     ["interview_performance", "specialty_too_competitive"], "same_specialty"),
    ("ultra below its line", person("us_md", ("otolaryngology", 60, 9, 9), step2=255),
     ["specialty_too_competitive", "few_interviews"], "pivot"),
    ("COMLEX alone is read by Level 2", person("us_do", (FM, 80, 3, 3), level2=430), ["low_scores", "few_interviews"],
     "pivot"),
    ("Step 2 CK decides where both exist", person("us_do", (FM, 80, 8, 8), step2=235, level2=430), [],
     "same_specialty"),
    ("nothing known: no path", person("us_md", (IM,)), [], None),
    ("interviews unknown, ultra", person("us_md", ("plastic_surgery", 60)), ["specialty_too_competitive"], "pivot"),
    ("interviews unknown, low score", person("us_img", (PSY, 100), step2=210), ["low_scores"], "hybrid"),
    ("interviews unknown, weak score only", person("us_img", (PSY, 100), step2=225), ["low_scores"], None),
    ("invitations stand in for unknown interviews", person("us_md", (IM, 70, 12)), ["interview_performance"],
     "same_specialty"),
    ("token backup", person("us_md", (IM, 70, 9, 9), (FM, 5, 0, 0)), ["wrong_mix", "few_interviews"], "same_specialty"),
    ("six programs in the backup only warn", person("us_md", (IM, 70, 9, 9), (FM, 6, 0, 0)), ["few_interviews"],
     "same_specialty"),
    ("first years beside an advanced field are no backup",
     person("us_md", ("diagnostic_radiology", 60, 12, 12), ("preliminary_medicine", 4, 2, 2), step2=250),
     ["interview_performance"], "same_specialty"),
    ("four specialties, most of them short", person("us_img", (IM, 70, 9, 9), (FM, 30), (PSY, 30), (PED, 30)),
     ["wrong_mix", "few_interviews"], "same_specialty"),
    ("generic letters", person("us_md", (IM, 70, 9, 9), letters={"total": 4, "generic": True}),
     ["weak_letters", "few_interviews"], "same_specialty"),
    ("two letters", person("us_md", (FM, 70, 9, 9), letters={"total": 2}), ["weak_letters"], "same_specialty"),
    ("old letters only warn", person("us_md", (FM, 70, 9, 9), letters={"total": 4, "fresh": 0, "from_leadership": 0}),
     [], "same_specialty"),
    ("IMG without US months", person("non_us_img", (FM, 120, 9, 9), us_experience_months=0), ["no_us_experience"],
     "same_specialty"),
    ("US graduates are not asked for US months", person("us_md", (FM, 120, 9, 9), us_experience_months=0), [],
     "same_specialty"),
    ("flags and standing", person("us_md", (FM, 70, 9, 9), flags=["professionalism", "unexplained_gap",
     "failing_clinical_grades", "incoherent_story", "generic_statement"], standing={"quartile": 4}),
     ["professionalism", "clinical_grades", "generic_statement", "class_standing", "incoherent_story", "gaps"],
     "same_specialty"),
    ("poor feedback at any count", person("us_md", (FM, 70, 8, 8), interview_feedback="poor"),
     ["interview_performance"], "same_specialty"),
    ("mixed feedback under ten says nothing", person("us_md", (FM, 70, 8, 8), interview_feedback="mixed"), [],
     "same_specialty"),
    ("thoracic surgery has no floor", person("us_md", ("thoracic_surgery", 20, 2, 2), step2=250),
     ["specialty_too_competitive", "few_interviews"], "pivot"),
    ("a first year alone", person("us_md", ("preliminary_surgery", 10, 5, 5)), ["too_few_programs"], "same_specialty"),
    ("reading 14: the first year is missing",
     person("us_md", ("neurology", 80, 15, 15), ("transitional_year", 20, 2, 2),
            situation={"matched": "advanced_only"}),
     ["few_interviews"], "hybrid"),
    ("reading 14: the advanced half is missing",
     person("us_md", ("dermatology", 80, 2, 2), ("transitional_year", 90, 20, 20),
            situation={"matched": "preliminary_only"}),
     ["specialty_too_competitive", "few_interviews"], "pivot"),
    ("radiation oncology, good numbers", person("us_md", ("radiation_oncology", 45, 5, 5), step2=251),
     ["few_interviews"], "hybrid"),
    ("radiation oncology, a short list", person("us_md", ("radiation_oncology", 30, 5, 5), step2=251),
     ["too_few_programs", "few_interviews"], "hybrid"),
    ("child neurology by COMLEX alone", person("us_do", ("child_neurology", 50, 5, 5), level2=460),
     ["specialty_too_competitive", "few_interviews", "low_scores"], "pivot"),
    ("medicine-pediatrics with interviews and a weak score",
     person("us_md", ("internal_medicine_pediatrics", 60, 13, 12), step2=222),
     ["specialty_too_competitive", "interview_performance", "low_scores"], "same_specialty"),
    ("interventional radiology at its line", person("us_md", ("interventional_radiology", 70, 14, 14, 13), step2=258),
     ["interview_performance", "specialty_too_competitive"], "same_specialty"),
    ("urology below its line", person("us_md", ("urology", 80, 4, 4), step2=245),
     ["specialty_too_competitive", "few_interviews"], "pivot"),
    ("vascular surgery, interviews unknown", person("us_do", ("vascular_surgery", 50), level2=640),
     ["specialty_too_competitive"], "pivot"),
    ("neurological surgery, a short list", person("us_md", ("neurological_surgery", 30, 2, 2), step2=250),
     ["specialty_too_competitive", "too_few_programs", "few_interviews"], "pivot"),
    ("rehabilitation with ten interviews",
     person("us_md", ("physical_medicine_rehabilitation", 80, 10, 10, 9), step2=241), ["interview_performance"],
     "same_specialty"),
    ("rehabilitation under 220 and below half",
     person("us_do", ("physical_medicine_rehabilitation", 80, 3, 3), step2=212),
     ["low_scores", "few_interviews"], "pivot"),
    ("neurology from abroad with one US month",
     person("non_us_img", ("neurology", 100, 6, 6), step2=233, us_experience_months=1,
            applicant={"needs_visa": True}), ["no_us_experience", "few_interviews"], "same_specialty"),
    ("pathology at floor and line, months unknown", person("us_img", ("pathology", 60, 8, 8), step2=236), [],
     "same_specialty"),
    ("pathology one program under the floor", person("us_img", ("pathology", 59, 8, 8), step2=236),
     ["too_few_programs"], "same_specialty"),
    ("emergency medicine at half its line", person("us_do", ("emergency_medicine", 40, 5, 5), level2=520),
     ["few_interviews"], "same_specialty"),
    ("emergency medicine one below half", person("us_do", ("emergency_medicine", 40, 4, 4), level2=520),
     ["few_interviews"], "hybrid"),
    ("several failures in a competitive field",
     person("us_md", ("obstetrics_gynecology", 60, 6, 6), step2=240, attempts=4),
     ["specialty_too_competitive", "exam_attempts", "few_interviews"], "same_specialty"),
    ("several failures there and below half",
     person("us_md", ("obstetrics_gynecology", 60, 5, 5), step2=240, attempts=4),
     ["specialty_too_competitive", "exam_attempts", "few_interviews"], "pivot"),
    ("competitive, interviews and weakness unknown", person("us_md", ("anesthesiology", 60), step2=240), [], None),
    ("several failures, interviews unknown", person("us_img", (FM, 100), step2=231, attempts=3), ["exam_attempts"],
     "hybrid"),
    ("only a SOAP count is known", person("non_us_img", (FM,), soap={"eligible": True, "applications": 45}), [], None),
    ("contradictory: ranked above attended", person("us_md", (IM, 70, 12, 12, 15), step2=240),
     ["interview_performance"], "same_specialty"),
    ("contradictory: poor feedback without an interview",
     person("us_md", (FM, 90, 0, 0, 0), step2=240, interview_feedback="poor"),
     ["few_interviews", "interview_performance"], "hybrid"),
    ("contradictory: a high score and not passed", person("us_md", (IM, 80, 9, 9), step2=250, failed=True),
     ["few_interviews", "exam_attempts"], "same_specialty"),
    ("failures of different exams add up",
     person("us_md", (FM, 90, 8, 8), step2=240, exams=[{"exam": "step1", "attempts": 2, "passed": True},
                                                       {"exam": "step3", "attempts": 1, "passed": False}]),
     ["exam_attempts"], "same_specialty"),
    ("the ninth decile", person("us_md", (FM, 80, 9, 9), standing={"decile": 9}), ["class_standing"], "same_specialty"),
    ("the eighth decile, the third quartile, a low GPA",
     person("us_md", (FM, 80, 9, 9), standing={"decile": 8, "quartile": 3, "gpa": 2.1}), [], "same_specialty"),
    ("a leave of absence", person("us_md", (FM, 80, 9, 9), flags=["leave_of_absence"]), ["gaps"], "same_specialty"),
    ("one statement for two specialties", person("us_md", (IM, 70, 9, 9), (FM, 60, 4, 4), flags=["generic_statement"]),
     ["few_interviews", "generic_statement"], "same_specialty"),
    ("three specialties are not four", person("us_img", (IM, 70, 9, 9), (FM, 30), (PSY, 30)), ["few_interviews"],
     "same_specialty"),
    ("a transitional year alone, a short list", person("us_md", ("transitional_year", 12, 9, 9), step2=240),
     ["too_few_programs"], "same_specialty"),
    ("Step 2 CK decides, also downwards", person("us_do", (FM, 90, 8, 8), step2=218, level2=560), ["low_scores"],
     "same_specialty"),
    ("a weak score beside many interviews",
     person("us_img", (PSY, 100, 11, 10, 9), step2=229, us_experience_months=3),
     ["interview_performance", "low_scores"], "same_specialty"),
    ("of equals the first is the main one", person("us_md", (PED, 50, 9, 9), (FM, 50, 2, 2), step2=240),
     ["too_few_programs"], "same_specialty"),
]  # fmt: skip


def test_the_table_covers_every_cause_path_type_exam_system_and_more_than_fifteen_specialties():
    people = [(answers, causes, path) for _who, answers, causes, path in PEOPLE]
    assert len(people) >= 60
    assert {cause for _, causes, _ in people for cause in causes} == set(CAUSES)
    assert {path for _, _, path in people} == {*PATHS, None}
    assert {answers.applicant.type for answers, _, _ in people} == {"us_md", "us_do", "us_img", "non_us_img"}
    systems = {tuple(sorted({e.exam.startswith("level") for e in answers.exams or ()})) for answers, _, _ in people}
    assert {(False,), (True,), (False, True), ()} <= systems
    assert len({row.specialty for answers, _, _ in people for row in answers.applications}) >= 15


@pytest.mark.parametrize(("answers", "causes", "path"), [entry[1:] for entry in PEOPLE], ids=[e[0] for e in PEOPLE])
def test_B2_3_B2_4_B3_4_B3_5_causes_and_path(answers, causes, path):
    found = assess(answers, TABLES, TODAY)
    assert [f.id for f in found.findings] == causes
    assert found.advice.recommended == path
    for finding in found.findings:
        assert 0 < finding.weight <= 1
        assert finding.evidence
        assert finding.sources
        assert finding.rule.startswith("B")
        assert finding.mend
    assert all(reason.endswith(".") for reason in found.advice.reasons)
