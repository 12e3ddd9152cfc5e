"""How much each finding counts, 0 to 1, all in one place. Nothing is trained: these are judgements, in this order.

Read them as three bands: 0.7 and more is strong, 0.4 to 0.7 clear, below that slight. A weight falls as the number
behind it gets better and never rises. Where the blueprint orders two causes, the order is made by `below`.
"""

# B2.6, B3.3: profile and specialty do not meet. Always above academics and few interviews.
TOO_COMPETITIVE = {"ultra": 0.95, "ultra_with_interviews": 0.55, "competitive": 0.92, "competitive_weak": 0.78}

# B2.4: Step 2 CK under 220 counts in full, 220–229 about half (reading 4).
LOW_SCORE, LOW_SCORE_DEEP, WEAK_SCORE = 0.75, 0.88, 0.4
DEEP_POINTS = {"step2ck": 20, "level2ce": 100}

# B2.3: one failed attempt, several, three and more.
ATTEMPTS = {1: 0.5, 2: 0.75, 3: 0.85}
CLASS_STANDING = 0.45
GAP, TWO_GAPS = 0.4, 0.5

# B2.3, B5.4: from just under the floor to nothing at all.
FEW_PROGRAMS, NO_PROGRAMS = 0.5, 0.85
TOKEN_BACKUP, MANY_SPECIALTIES, BOTH_MIXES, GENERIC_ADDS = 0.6, 0.6, 0.7, 0.1
LATE, LATE_IN_SEPTEMBER = 0.75, 0.38

# B2.4, B3.3: from just under the warning line to none at all.
FEW_INTERVIEWS, NO_INTERVIEWS = 0.5, 0.85
STEP_BELOW = 0.05

LETTERS_GENERIC, LETTERS_FEW, LETTERS_BOTH = 0.7, 0.6, 0.75
NO_US_MONTHS, EACH_US_MONTH = 0.75, 0.1
FAILING_GRADES, EACH_CLERKSHIP, MOST_CLERKSHIPS = 0.6, 0.05, 0.75
PROFESSIONALISM = 0.7

# B3.2: many interviews and no match; first of all when nothing else is weak.
INTERVIEWING_ALONE, INTERVIEWING_BESIDE, INTERVIEWING_POOR, INTERVIEWING_POOR_AND_MANY = 0.9, 0.55, 0.6, 0.7
INTERVIEWING_OWN_WORD = 0.5
GENERIC_STATEMENT, INCOHERENT_STORY = 0.5, 0.45


def sliding(value: int, enough: int, just_under: float, none: float) -> float:
    """From `none` at zero down to `just_under` where the value would be enough."""
    return round(just_under + (none - just_under) * (1 - min(value, enough) / enough), 3)


def below(weight: float, other: float) -> float:
    """The weight, or a step under the other one where that is less."""
    return round(min(weight, other - STEP_BELOW), 3)
