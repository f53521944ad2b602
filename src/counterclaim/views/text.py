"""A record for the terminal: claims under their claimants, with the evidence quoted.

Only the sixteen colours that every terminal theme adapts are used, and no meaning hangs on colour alone, so the view reads
well on light and dark screens, in a file and in a pipe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from counterclaim.records.models import Agreement, Claim, Event, Record, Report, Talks
from counterclaim.records.words import Interest, Stance
from counterclaim.views import wording
from counterclaim.views.grouping import NOT_HAPPENED, Voice, events_of, voices

STANCE_STYLE = {
    Stance.ASSERTS: "bold",
    Stance.ACCUSES: "bold red",
    Stance.DENIES: "bold magenta",
    Stance.CALLS_FOR: "bold blue",
    Stance.COMMITS_TO: "bold green",
    Stance.WARNS: "bold red",
}
HEADING = "bold underline"
NAME_WIDTH = 3
LABEL_WIDTH = len("interest")
NARROWEST = 20
"""Columns that a value gets even where the screen has less."""
NO_CLAIMS = "no attributed claims found"


@dataclass(frozen=True)
class Hanging:
    """Text whose lines after the first are indented below it; no blanks at the ends of lines, so that it can be pasted."""

    lead: Text
    body: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = self.lead.cell_len
        for number, line in enumerate(self.body.wrap(console, max(options.max_width - indent, NARROWEST))):
            line.rstrip()
            yield Text.assemble(self.lead if number == 0 else " " * indent, line, no_wrap=True, overflow="ignore")


def render_record(record: Record) -> RenderableType:
    """One report's record, ready for a rich console of any width."""
    lines = list(_header(record))
    if not record.claims:
        lines += [Text(), Text(NO_CLAIMS, style="italic")]
    for voice in voices(record):
        lines += [Text(), *_voice(voice, record)]
    if record.talks:
        lines += [Text(), Text("Talks", style=HEADING), *(line for talks in record.talks for line in _talks(talks, record.report))]
    if record.agreements:
        lines += [Text(), Text("Agreements", style=HEADING)]
        lines += [line for agreement in record.agreements for line in _agreement(agreement, record.report)]
    if record.skipped:
        lines += [Text(), _left_out(record)]
    return Group(*lines)


def render_claim(record: Record, claim: str) -> RenderableType:
    """One claim of a record, below the head of its report."""
    lines: list[RenderableType] = [Hanging(Text(), Text(f"{title_of(record.report)} · {source_words(record.report)}", style="dim"))]
    for voice in voices(record):
        for told in voice.claims:
            if told.id == claim:
                lines.append(Hanging(Text(), Text(voice.heading, style=HEADING)))
                lines += _claim(told, voice, record)
    return Group(*lines)


def title_of(report: Report) -> str:
    """The report's title, else the first words of its text."""
    words = wording.one_line(report.title or report.text)
    return words if report.title or len(words) <= 80 else words[:79].rsplit(" ", 1)[0] + " …"


def source_words(report: Report) -> str:
    """Where the report comes from: "Highland Wire · 12 May 2023 · language en · 5d41402abc4b2a76"."""
    on = report.published_on
    facts = [
        report.outlet,
        wording.day_words(on) if on else "publication date unknown",
        f"language {report.language}" if report.language else None,
        f"report {report.id}",
        f"repeats report {report.copy_of}" if report.copy_of else None,
    ]
    return " · ".join(wording.one_line(fact) for fact in facts if fact)


def counts_words(record: Record) -> str:
    """What was found: "9 claims by 4 claimants, 8 happenings, 1 agreement"."""
    found = [f"{wording.counted(len(record.claims), 'claim')} by {wording.counted(len(voices(record)), 'claimant')}"]
    found += [
        wording.counted(len(things), noun)
        for things, noun in ((record.events, "happening"), (record.talks, "meeting"), (record.agreements, "agreement"))
        if things
    ]
    return ", ".join(found)


def _header(record: Record) -> Iterator[RenderableType]:
    yield Hanging(Text(), Text(title_of(record.report), style="bold"))
    yield Hanging(Text(), Text(source_words(record.report), style="dim"))
    if record.report.url:
        yield Hanging(Text(), Text(wording.one_line(record.report.url), style="dim"))
    if record.claims:
        yield Hanging(Text(), Text(counts_words(record)))


def _voice(voice: Voice, record: Record) -> Iterator[RenderableType]:
    yield Hanging(Text(), Text.assemble((voice.heading, HEADING), (f"  {wording.counted(len(voice.claims), 'claim')}", "dim")))
    for claim in voice.claims:
        yield from _claim(claim, voice, record)


def _claim(claim: Claim, voice: Voice, record: Record) -> Iterator[RenderableType]:
    text, events = record.report.text, events_of(claim, record)
    stance = Text(wording.plain(claim.stance), style=STANCE_STYLE[claim.stance])
    yield _headline(claim.id, Text.assemble(stance, ": ", _happening(events[0])) if events else stance)
    if wording.actor_words(claim.claimant) != voice.heading:
        yield from _row("speaker", wording.actor_words(claim.claimant))
    yield from _row("through", wording.actors_words(claim.relayed_by))
    for number, event in enumerate(events):
        if number:
            yield _headline("", Text.assemble("and ", _happening(event)))
        yield from _event(event, text)
    yield from _row("interest", wording.interest_words(claim), "green" if claim.interest is Interest.AGAINST_INTEREST else "")
    yield from _row("answers", claim.answers or "")
    yield from _row("sure", wording.confidence_words(claim))
    yield from _row("quote", _evidence(claim, text), "italic")


def _headline(name: str, words: Text) -> Hanging:
    return Hanging(Text(f"  {name:<{NAME_WIDTH}} ", style="dim"), words)


def _happening(event: Event) -> Text:
    """The kind and state of a happening; a state in brackets is one in which nothing happened."""
    words = Text.assemble((wording.plain(event.kind), "bold"))
    if event.status in NOT_HAPPENED:
        words.append(f" [{wording.plain(event.status)}]", style="bold")
    else:
        words.append(f", {wording.plain(event.status)}")
    return words.append(" [background]" if event.background else "", style="dim")


def _event(event: Event, text: str) -> Iterator[RenderableType]:
    yield from _row("who", wording.parties_words(event))
    yield from _row("where", "; ".join(wording.place_words(place) for place in (event.place, *event.other_places) if place))
    yield from _row("when", wording.time_words(event.time, text) if event.time else "")
    yield from _row("weapons", wording.weapons_words(event.weapons, text))
    for harm in event.harm:
        yield from _row("harm", wording.harm_words(harm))


def _evidence(claim: Claim, text: str) -> str:
    cue = f"{wording.one_line(claim.cue.of(text))}: " if claim.cue else ""
    return cue + (wording.quoted(claim.content, text) or "no words of its own")


def _talks(talks: Talks, report: Report) -> Iterator[RenderableType]:
    level = f"talks of {wording.plain(talks.level)}" if talks.level else "talks"
    yield _headline(talks.id, Text.assemble((level, "bold"), f", {wording.plain(talks.status)}"))
    yield from _row("who", wording.actors_words(talks.participants))
    yield from _row("through", wording.actors_words((*talks.mediators, *talks.hosts)))
    yield from _row("where", wording.place_words(talks.venue) if talks.venue else "")
    yield from _row("when", wording.time_words(talks.time, report.text) if talks.time else "")
    yield from _row("danger", f"endangered, say {wording.listed(talks.endangered_by)}" if talks.endangered_by else "")
    yield from _row("quote", wording.quoted(talks.spans, report.text), "italic")


def _agreement(agreement: Agreement, report: Report) -> Iterator[RenderableType]:
    yield _headline(agreement.id, Text(wording.one_line(agreement.name), style="bold"))
    yield from _row("when", wording.time_words(agreement.date, report.text) if agreement.date else "")
    yield from _row("parties", wording.actors_words(agreement.parties))
    yield from _row("brokers", wording.actors_words(agreement.brokers))
    yield from _row("watched", f"by {wording.actors_words(agreement.monitors)}" if agreement.monitors else "")
    for duty in agreement.obligations:
        yield from _row("duty", wording.duty_words(duty))
    yield from _row("breach", f"alleged in {wording.listed(agreement.breaches)}" if agreement.breaches else "")
    yield from _row("quote", wording.quoted(agreement.spans, report.text), "italic")


def _left_out(record: Record) -> RenderableType:
    reasons = [f"{wording.one_line(skipped.what)}: {wording.one_line(skipped.reason)}" for skipped in record.skipped]
    return Hanging(Text(f"Left out ({len(reasons)}): ", style="dim"), Text("; ".join(dict.fromkeys(reasons)), style="dim"))


def _row(label: str, value: str, style: str = "") -> Iterator[RenderableType]:
    if value:
        yield Hanging(Text(f"{'':<{NAME_WIDTH + 3}}{label:<{LABEL_WIDTH}}  ", style="dim"), Text(value, style=style))
