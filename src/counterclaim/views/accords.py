"""The ledger and the calendar of talks in words, the same in every view."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.records.ledger import Breach, Entry, Ledger, LibraryLink, Meeting, OwedDuty, TalksCalendar, Toll
from counterclaim.records.models import Time
from counterclaim.records.words import Footing, MeetingStatus, Reply
from counterclaim.views import wording
from counterclaim.views.comparison import days_words, number_words

NO_AGREEMENTS = "no agreements found: nobody speaks of one"
NO_TALKS = "no talks found: nobody speaks of any"
REPLIES = {
    Reply.ADMITTED: "the accused tells the act as its own",
    Reply.DENIED: "the accused denies it",
    Reply.COUNTERED: "answered with a counter-charge",
    Reply.SILENT: "not answered in these reports",
}
RULES = {"armed_act_under_ceasefire": "an armed act between the parties, inside the area and period of the ceasefire"}
"""What each rule for possible breaches says."""


def ledger_words(ledger: Ledger) -> str:
    """What was found: "2 agreements, 1 in the library, 3 obligations, breaches: 2 alleged, 1 possible by rule"."""
    known = sum(entry.library is not None for entry in ledger.entries)
    breaches = [b for entry in ledger.entries for b in entry.breaches]
    possible = sum(b.footing is Footing.POSSIBLE for b in breaches)
    owed = sum(len(entry.obligations) for entry in ledger.entries)
    return (
        f"{wording.counted(len(ledger.entries), 'agreement')}, {known} in the library, {wording.counted(owed, 'obligation')}, "
        f"breaches: {len(breaches) - possible} alleged, {possible} possible by rule"
    )


def entry_words(entry: Entry) -> str:
    """An agreement as a heading: its name, or what reports call it."""
    return wording.one_line(entry.name)


def standing_words(entry: Entry) -> str:
    """When it was made, whether it ended, and whether it is of the library."""
    made = days_of_words(entry.date) or "date unknown"
    facts = [made, f"ended {wording.day_words(entry.ended)}: {entry.ended_reason}" if entry.ended else ""]
    facts.append("" if entry.library else "candidate: known from these reports alone")
    return "; ".join(fact for fact in facts if fact)


def parties_words(entry: Entry) -> str:
    """Parties, brokers and monitors: "ARM and AZE; brokered by RUS; monitored by RUS"."""
    facts = [wording.listed(entry.parties) or "parties unknown"]
    facts += [f"brokered by {wording.listed(entry.brokers)}"] if entry.brokers else []
    facts += [f"monitored by {wording.listed(entry.monitors)}"] if entry.monitors else []
    return "; ".join(facts)


def days_of_words(time: Time | None) -> str:
    """A time without its evidence, empty when it is unknown."""
    return days_words(time.start, time.end or time.start) if time is not None and time.start is not None else ""


def link_words(link: LibraryLink) -> str:
    """Why the mention means this agreement of the library: "score 6.5: parties same +3, date year +3"."""
    parts = [f"{name} {level} {weight:+g}" for name, (level, weight) in link.parts.items() if weight]
    return f"score {link.score:g}: {', '.join(parts)}"


def owed_words(duty: OwedDuty) -> str:
    """Who must do what, where, until when, watched by whom."""
    facts = [f"{wording.actor_words(duty.obligor) if duty.obligor else 'unnamed'}: {wording.plain(duty.duty)}"]
    facts += [wording.one_line(duty.place)] if duty.place else []
    facts += [f"until {wording.day_words(duty.until)}"] if duty.until else []
    facts += [f"monitored by {wording.listed(duty.monitors)}"] if duty.monitors else []
    return ", ".join(facts)


def owed_source_words(duty: OwedDuty) -> str:
    """Where a duty is told: its clause, the number of reports, or both."""
    told = wording.counted(len(duty.told), "report")
    if duty.clause is None:
        return f"told by {told}"
    return f"clause {duty.clause}" + (f", told by {told}" if duty.told else "")


def breach_words(breach: Breach) -> str:
    """Who alleges a breach against whom, or that a rule says that one is possible: "possible, by rule …"."""
    who = wording.actors_words(breach.alleged_by)
    if breach.footing is Footing.POSSIBLE:
        rule = wording.plain(wording.one_line(breach.rule or ""))
        return f"possible, by rule {rule}: an armed act of {breach.against}, as {who} has it"
    return f"a breach by {breach.against}, alleged by {who}"


def breach_facts(breach: Breach) -> list[str]:
    """What else is known of a breach: its incident, the clauses, the reply."""
    facts = [f"incident {breach.incident}"] if breach.incident else []
    facts += [f"the act: {wording.counted(len(breach.acts), 'claim')}"] if breach.acts else []
    facts += [f"clause {wording.listed(breach.clauses)}"] if breach.clauses else []
    return [*facts, reply_words(breach)]


def reply_words(breach: Breach) -> str:
    """What the accused says to it."""
    return REPLIES[breach.reply]


def toll_words(toll: Toll) -> str:
    """People harmed since: "ARM: 3 killed (2 to 4), military, in 2 incidents"."""
    bounds = toll_bounds(toll)
    facts = [f"{toll.side or 'side not told'}: {number_words(toll.best)} {wording.plain(toll.effect)}{f' ({bounds})' if bounds else ''}"]
    facts += [wording.plain(toll.category)] if toll.category.value != "unknown" else []
    facts.append(f"in {wording.counted(len(toll.incidents), 'incident')}")
    facts += [f"no number for {toll.untold} of them"] if toll.untold else []
    return ", ".join(facts)


def toll_bounds(toll: Toll) -> str:
    """At least and at most, where they differ: "2 to 4"."""
    return "" if toll.low == toll.high else f"{number_words(toll.low)} to {number_words(toll.high)}"


def calendar_words(calendar: TalksCalendar) -> str:
    """What was found: "3 meetings, as of 12 May 2023"."""
    day = f", as of {wording.day_words(calendar.as_of)}" if calendar.as_of else ""
    return f"{wording.counted(len(calendar.meetings), 'meeting')}{day}"


def meeting_words(meeting: Meeting) -> str:
    """A meeting as a heading: "14 May 2023, Brussels: Nikol Pashinyan (ARM:GOV) and Ilham Aliyev (AZE:GOV)"."""
    head = ", ".join(
        filter(None, (days_of_words(meeting.time) or "no date told", wording.one_line(meeting.venue.name) if meeting.venue else ""))
    )
    return f"{head}: {wording.actors_words(meeting.participants) or 'participants unknown'}"


def meeting_facts(meeting: Meeting) -> list[str]:
    """What else is known of a meeting: status with its reason, level, mediators, format."""
    facts = [f"{wording.plain(meeting.status)} ({meeting.reason})"]
    facts += [f"level: {wording.plain(meeting.level)}"] if meeting.level else []
    facts += [f"mediated by {wording.actors_words(meeting.mediators)}"] if meeting.mediators else []
    facts += [f"format of {meeting.format}"] if meeting.format and meeting.format != meeting.id else []
    return facts


def history_words(meeting: Meeting) -> Sequence[str]:
    """One line for each change of what reports say: "10 May 2023: scheduled for 14 May 2023"."""
    lines, due = list[str](), ""
    for standing in meeting.history:
        day = wording.day_words(standing.told) if standing.told else "date unknown"
        when = days_of_words(standing.time)
        line = f"{wording.plain(standing.status)}{_for_words(standing.status, when, due) if when else ''}"
        if not lines or not lines[-1].endswith(f": {line}"):
            lines.append(f"{day}: {line}")
        due = when or due
    return lines


def _for_words(status: MeetingStatus, when: str, due: str) -> str:
    """The day of a meeting after its status. What is put off has left the day on which it was due, or has got another; of one that is told
    once nobody knows which."""
    if status is not MeetingStatus.POSTPONED:
        return f" for {when}"
    return f", was due {when}" if when == due else f" to {when}" if due else f", the day told is {when}"
