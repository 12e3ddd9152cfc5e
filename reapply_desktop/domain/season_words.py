"""The season's events in the few words that fit beside a line, into a calendar's cell, or in a sentence."""

from reapply_desktop.domain.findings import SeasonDate

# event → (name beside a deadline line, word in a calendar cell, clause in a month's sentence)
EVENTS = {
    "eras_season_ends": ("Last season closes", "Closes", "last season’s application and reports close"),
    "eras_season_opens": ("ERAS opens", "ERAS", "the ERAS season opens"),
    "ecfmg_tokens": ("ECFMG tokens", "Tokens", "ECFMG tokens are released"),
    "submission_opens": ("Submission opens", "Submit", "applications may be submitted"),
    "review_opens": ("Review opens", "Review", "programs begin to read"),
    "ecfmg_documents_in": ("ECFMG documents in", "ECFMG", "ECFMG wants the documents in"),
    "nrmp_registration_opens": ("NRMP opens", "NRMP", "NRMP registration opens"),
    "nrmp_registration_ends": ("NRMP registration ends", "NRMP", "standard NRMP registration ends"),
    "ecfmg_pathways_ends": ("ECFMG Pathways end", "Pathways", "ECFMG Pathways applications end"),
    "ranking_opens": ("Ranking opens", "Ranking", "ranking opens"),
    "rank_list_due": ("Rank list due", "Rank list", "the rank list is due"),
    "match_week_monday": ("Match Week", "Monday", "Match Week begins"),
    "soap_review_opens": ("SOAP review", "SOAP", "programs begin to review in SOAP"),
    "soap_offers": ("SOAP offers", "SOAP", "SOAP offers go out"),
    "match_day": ("Match Day", "Match", "it is Match Day"),
    "residency_start": ("Residency starts", "Start", "residency starts"),
}
KEY_EVENTS = ("eras_season_ends", "submission_opens", "review_opens", "rank_list_due", "match_day")
IMG_EVENTS = ("ecfmg_tokens", "ecfmg_documents_in", "ecfmg_pathways_ends")


def hour_words(hour: str | None) -> str:
    """`9 pm ET`, `11:59 pm ET`, `noon ET`; empty where no hour is known."""
    if not hour:
        return ""
    hours, minutes = int(hour[:2]), hour[3:5]
    if hour == "12:00":
        return "noon ET"
    clock = f"{(hours - 1) % 12 + 1}" + (f":{minutes}" if minutes != "00" else "")
    return f"{clock} {'am' if hours < 12 else 'pm'} ET"


def short_event(event: SeasonDate) -> str:
    """The name beside a deadline line; of an event this version does not know, its own name's beginning."""
    return EVENTS[event.id][0] if event.id in EVENTS else event.name.split(":")[0].split("(")[0].strip()


def cell_word(event: SeasonDate) -> str:
    """The word in a calendar's cell."""
    return EVENTS[event.id][1] if event.id in EVENTS else short_event(event)
