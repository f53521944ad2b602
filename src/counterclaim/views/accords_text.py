"""The ledger and the calendar of talks for the terminal. No meaning hangs on colour."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.records.comparison import Comparison
from counterclaim.records.ledger import Breach, Entry, Ledger, Meeting, TalksCalendar
from counterclaim.records.words import Footing
from counterclaim.views import accords as words
from counterclaim.views import wording
from counterclaim.views.comparison import Names
from counterclaim.views.text import HEADING, Hanging


def render_ledger(ledger: Ledger, comparison: Comparison) -> RenderableType:
    """The ledger of a comparison, ready for a rich console of any width."""
    names = Names(comparison.reports)
    lines: list[RenderableType] = [Hanging(Text(), Text(words.ledger_words(ledger), style="bold"))]
    if not ledger.entries:
        lines = [Hanging(Text(), Text(words.NO_AGREEMENTS, style="italic"))]
    for entry in ledger.entries:
        lines += [Text(), *_entry(entry, names, comparison)]
    return Group(*lines)


def _entry(entry: Entry, names: Names, comparison: Comparison) -> Iterator[RenderableType]:
    yield Hanging(Text(), Text.assemble((words.entry_words(entry), HEADING), (f"  {entry.id}", "dim")))
    yield Hanging(Text("  "), Text(words.standing_words(entry)))
    yield Hanging(Text("  "), Text(words.parties_words(entry)))
    if entry.mentions:
        yield Hanging(Text("  "), Text(f"mentioned in {names.claims(entry.mentions)}", style="dim"))
    if entry.library is not None and entry.mentions:
        yield Hanging(Text("  "), Text(f"linked by {words.link_words(entry.library)}", style="dim"))
    for duty in entry.obligations:
        yield Hanging(Text("  must  "), Text.assemble((words.owed_words(duty), "bold"), (f"  {words.owed_source_words(duty)}", "dim")))
        yield Hanging(Text("        "), Text(wording.one_line(duty.text)))
    for breach in entry.breaches:
        yield from _breach(breach, names, comparison)
    for toll in entry.tolls:
        yield Hanging(Text("  since "), Text(words.toll_words(toll)))


def _breach(breach: Breach, names: Names, comparison: Comparison) -> Iterator[RenderableType]:
    sign = "!" if breach.footing is Footing.EXPLICIT else "?"
    yield Hanging(Text(f"  {sign}     "), Text.assemble((words.breach_words(breach), "bold"), (f"  {names.claims(breach.claims)}", "dim")))
    texts = {report.id: report.text for report in comparison.reports}
    claims = {claim.id: claim for claim in comparison.claims}
    for name in breach.claims[:1]:
        quoted = wording.quoted(claims[name].content, texts[name.rpartition("/")[0]])
        yield Hanging(Text("        "), Text(quoted))
    replies = f" ({names.claims(breach.replies)})" if breach.replies else ""
    yield Hanging(Text("        "), Text("; ".join(words.breach_facts(breach)) + replies, style="dim"))


def render_calendar(calendar: TalksCalendar, comparison: Comparison) -> RenderableType:
    """The calendar of the talks in a comparison, ready for a rich console of any width."""
    names = Names(comparison.reports)
    lines: list[RenderableType] = [Hanging(Text(), Text(words.calendar_words(calendar), style="bold"))]
    if not calendar.meetings:
        lines = [Hanging(Text(), Text(words.NO_TALKS, style="italic"))]
    for meeting in calendar.meetings:
        lines += [Text(), *_meeting(meeting, names)]
    return Group(*lines)


def _meeting(meeting: Meeting, names: Names) -> Iterator[RenderableType]:
    yield Hanging(Text(), Text.assemble((words.meeting_words(meeting), HEADING), (f"  {meeting.id}", "dim")))
    for fact in words.meeting_facts(meeting):
        yield Hanging(Text("  "), Text(fact))
    history = words.history_words(meeting)
    if len(history) > 1:
        yield from (Hanging(Text("  "), Text(line, style="dim")) for line in history)
    yield Hanging(Text("  "), Text(f"told in {names.claims(s.talks for s in meeting.history)}", style="dim"))
    if meeting.endangered_by:
        threats = f"; incidents {', '.join(meeting.threats)}" if meeting.threats else ""
        yield Hanging(Text("  "), Text(f"endangered, as {names.claims(meeting.endangered_by)} have it{threats}"))
