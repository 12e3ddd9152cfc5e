"""The ids that files and rules share, with the words shown for them. Order is the order of lists and menus."""

SPECIALTIES: dict[str, str] = {
    "anesthesiology": "Anesthesiology",
    "child_neurology": "Child neurology",
    "dermatology": "Dermatology",
    "diagnostic_radiology": "Diagnostic radiology",
    "emergency_medicine": "Emergency medicine",
    "family_medicine": "Family medicine",
    "general_surgery": "General surgery",
    "internal_medicine": "Internal medicine",
    "internal_medicine_pediatrics": "Internal medicine–pediatrics",
    "interventional_radiology": "Interventional radiology",
    "neurological_surgery": "Neurological surgery",
    "neurology": "Neurology",
    "obstetrics_gynecology": "Obstetrics and gynecology",
    "ophthalmology": "Ophthalmology",
    "orthopaedic_surgery": "Orthopaedic surgery",
    "otolaryngology": "Otolaryngology",
    "pathology": "Pathology",
    "pediatrics": "Pediatrics",
    "physical_medicine_rehabilitation": "Physical medicine and rehabilitation",
    "plastic_surgery": "Plastic surgery",
    "psychiatry": "Psychiatry",
    "radiation_oncology": "Radiation oncology",
    "thoracic_surgery": "Thoracic surgery",
    "urology": "Urology",
    "vascular_surgery": "Vascular surgery",
    "preliminary_medicine": "Preliminary medicine",
    "preliminary_surgery": "Preliminary surgery",
    "transitional_year": "Transitional year",
}

FIRST_YEARS = ("preliminary_medicine", "preliminary_surgery", "transitional_year")

# Fields that begin in the second year after graduation, wholly or at many programs: their applicants add
# preliminary and transitional rows for the first year, which are therefore no backup (blueprint, settled reading 8).
ADVANCED = (
    "anesthesiology",
    "child_neurology",
    "dermatology",
    "diagnostic_radiology",
    "interventional_radiology",
    "neurology",
    "ophthalmology",
    "physical_medicine_rehabilitation",
    "radiation_oncology",
)

APPLICANT_TYPES = {"us_md": "US MD", "us_do": "US DO", "us_img": "US IMG", "non_us_img": "Non-US IMG"}

EXAMS = {
    "step1": "Step 1",
    "step2ck": "Step 2 CK",
    "step3": "Step 3",
    "level1": "COMLEX Level 1",
    "level2ce": "COMLEX Level 2-CE",
    "level3": "COMLEX Level 3",
}

ROLES = {
    "research": "Research",
    "preliminary": "Preliminary or transitional year",
    "teaching": "Teaching",
    "observership": "Observership or externship",
    "non_clinical": "Work outside the clinic",
    "undecided": "Undecided",
}

MATCHED = {
    "none": "No position",
    "preliminary_only": "A preliminary year, no advanced position",
    "advanced_only": "An advanced position, no first year",
}

FLAGS = {
    "professionalism": "A professionalism issue",
    "leave_of_absence": "A leave of absence",
    "unexplained_gap": "A gap without an explanation",
    "failing_clinical_grades": "Borderline or failing clinical grades",
    "generic_statement": "One general statement for all programs",
    "weak_interviewing": "Interviewing was hard for me",
    "incoherent_story": "The story does not hold together yet",
}

FEEDBACK = {"good": "Good", "mixed": "Mixed", "poor": "Poor"}

PATHS = {"same_specialty": "Same specialty, improved", "pivot": "Pivot", "hybrid": "Hybrid"}

BUCKETS = {
    "academics": "Academics",
    "application_strategy": "Application strategy",
    "specialty_fit": "Specialty fit",
    "clinical_record": "Clinical record",
    "communication": "Communication",
}

# cause → its bucket
CAUSE_BUCKET = {
    "low_scores": "academics",
    "exam_attempts": "academics",
    "class_standing": "academics",
    "gaps": "academics",
    "too_few_programs": "application_strategy",
    "wrong_mix": "application_strategy",
    "late_application": "application_strategy",
    "specialty_too_competitive": "specialty_fit",
    "few_interviews": "specialty_fit",
    "weak_letters": "clinical_record",
    "no_us_experience": "clinical_record",
    "clinical_grades": "clinical_record",
    "professionalism": "clinical_record",
    "interview_performance": "communication",
    "generic_statement": "communication",
    "incoherent_story": "communication",
}

CAUSES = {
    "low_scores": "Low scores",
    "exam_attempts": "Exam attempts",
    "class_standing": "Class standing",
    "gaps": "Gaps in the record",
    "too_few_programs": "Too few programs",
    "wrong_mix": "Wrong mix of programs",
    "late_application": "Submitted late",
    "specialty_too_competitive": "Specialty beyond the numbers",
    "few_interviews": "Few interviews",
    "weak_letters": "Weak letters",
    "no_us_experience": "Little US experience",
    "clinical_grades": "Clinical grades",
    "professionalism": "Professionalism",
    "interview_performance": "Interviewing",
    "generic_statement": "General statement",
    "incoherent_story": "Story without a thread",
}

CATEGORIES = {
    "stabilise": "Stabilise",
    "decide": "Decide",
    "position": "Position",
    "exams": "Exams",
    "letters": "Letters",
    "interviews": "Interviews",
    "documents": "Documents",
    "application": "Application",
    "outreach": "Outreach",
    "support": "Support",
    "contingency": "Plan B",
}

STATUSES = {"planned": "Planned", "done": "Done", "dropped": "Dropped"}


def in_sentence(specialty: str) -> str:
    """The specialty's name as it stands inside a sentence: `internal medicine`."""
    return SPECIALTIES[specialty].lower()
