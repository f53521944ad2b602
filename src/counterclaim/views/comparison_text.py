"""A comparison of reports for the terminal: sources folded by origin, then each incident with its account table.

As in the view of one report no meaning hangs on colour: verdicts are words with a sign before them, answers that were replaced say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Account, Answer, Incident
from counterclaim.records.models import Report
from counterclaim.records.words import Verdict
from counterclaim.views import comparison as words
from counterclaim.views import wording
from counterclaim.views.comparison import Figures, Names, Source
from counterclaim.views.grouping import voice_key
from counterclaim.views.text import HEADING, Hanging, title_of

VERDICT_STYLE = {Verdict.DISPUTED: "bold red", Verdict.ADMITTED: "bold green", Verdict.AGREED: "bold"}
NO_INCIDENTS = "no incidents found: nobody claims that anything happened"


def render_comparison(comparison: Comparison, folds: Mapping[str, str] | None = None) -> RenderableType:
    """Several reports compared, ready for a rich console of any width.

    `folds` tells by the id of a report why it has the origin of an earlier one, in words.
    """
    names = Names(comparison.reports)
    counts = Hanging(Text(), Text(words.counts_words(comparison), style="bold"))
    lines: list[RenderableType] = [counts, Text(), Text("Sources", style=HEADING)]
    lines += [line for source in words.sources(comparison.reports) for line in _source(source, names, folds or {})]
    if comparison.campaigns:
        lines += [Text(), Text("Campaigns", style=HEADING), *_campaigns(comparison)]
    if not comparison.incidents:
        lines += [Text(), Text(NO_INCIDENTS, style="italic")]
    for incident in words.told_together(comparison):
        lines += [Text(), *_incident(incident, comparison, names)]
    if once := words.told_once(comparison):
        lines += [Text(), Text("Told by one claim alone", style=HEADING)]
        lines += [line for incident in once for line in _short(incident, comparison, names)]
    return Group(*lines)


def _source(source: Source, names: Names, folds: Mapping[str, str]) -> Iterator[RenderableType]:
    yield _line(names.report(source.report.id), Text(_report_words(source.report)))
    for copy in source.copies:
        why = f"same origin{': ' + wording.one_line(folds[copy.id]) if copy.id in folds else ''}"
        yield Hanging(Text("    = ", style="dim"), Text(f"{names.report(copy.id)}  {_report_words(copy)} ({why})", style="dim"))


def _report_words(report: Report) -> str:
    on = report.published_on
    return " · ".join([report.outlet or "outlet unknown", wording.day_words(on) if on else "date unknown", f"“{title_of(report)}”"])


def _campaigns(comparison: Comparison) -> Iterator[RenderableType]:
    for campaign in comparison.campaigns:
        yield Hanging(Text("  "), Text.assemble((words.campaign_words(campaign), "bold"), (f"  {campaign.id}", "dim")))
        for incident in words.incidents_of(campaign, comparison):
            counted = wording.counted(len(incident.claims), "claim")
            yield Hanging(Text("    "), Text.assemble(words.title_words(incident), f" ({counted})", (f"  {incident.id}", "dim")))


def _incident(incident: Incident, comparison: Comparison, names: Names) -> Iterator[RenderableType]:
    yield Hanging(Text(), Text.assemble((words.title_words(incident), HEADING), (f"  {incident.id}", "dim")))
    yield Hanging(Text("  "), Text(words.summary_words(incident, comparison)))
    if incident.campaign:
        yield Hanging(Text("  "), Text(f"part of the campaign {incident.campaign}", style="dim"))
    speaking = {voice_key(actor): wording.actor_words(actor) for actor in words.claimants_of(incident, comparison)}
    for row in words.accounts_in_order(incident):
        yield from _account(row, names, speaking)
    for figures in words.figures_of(incident):
        yield from _casualties(figures, names)


def _account(row: Account, names: Names, speaking: Mapping[str, str]) -> Iterator[RenderableType]:
    verdict = Text(words.verdict_words(row), style=VERDICT_STYLE.get(row.verdict, ""))
    question = (words.question_words(row.question), "bold")
    yield Hanging(Text("  "), Text.assemble(question, "  ", verdict, (f"  ({words.rule_words(row)})", "dim")))
    for voice, answers in words.answers_by_claimant(row).items():
        mark = "≠" if words.is_against(row, answers[0]) else " "
        first = _value(answers[0], words.set_aside_words(row, answers[0]))
        yield Hanging(Text(f"    {mark} "), Text.assemble(f"{speaking[voice]}: ", first))
        yield _evidence(answers[0], names)
        for answer in answers[1:]:
            aside = words.set_aside_words(row, answer)
            lead = "and" if answer.current else "before" if aside == words.REPLACED else "besides"
            yield Hanging(Text(f"        {lead} "), _value(answer, aside))
            yield _evidence(answer, names)


def _value(answer: Answer, aside: str) -> Text:
    value = Text(words.value_words(answer.value), style="bold" if answer.current else "dim")
    return value if answer.current else value.append(f" [{aside}]")


def _evidence(answer: Answer, names: Names) -> Hanging:
    quote = words.evidence_words(answer)
    return Hanging(Text("        "), Text.assemble((quote, "italic"), "  " if quote else "", (names.claims(answer.claims), "dim")))


def _casualties(figures: Figures, names: Names) -> Iterator[RenderableType]:
    line = figures.line
    numbers = f"low {words.number_words(line.low)} – best {words.number_words(line.best)} – high {words.number_words(line.high)}"
    facts = [wording.plain(line.category)] if line.category.value != "unknown" else []
    facts.append(f"best is {words.CASUALTY_RULES.get(line.rule, line.rule)}")
    facts += [f"conservative {figures.conservative}"] if figures.conservative is not None else []
    facts += [f"as UCDP counts {others}"] if (others := words.ucdp_words(line)) else []
    head = f"casualties: {wording.plain(line.effect)}, {line.side or 'side not told'}"
    body = Text.assemble((head, "bold"), f"  {numbers}", (f"  ({'; '.join(facts)}) {names.claims(line.claims)}", "dim"))
    yield Hanging(Text("  "), body)


def _short(incident: Incident, comparison: Comparison, names: Names) -> Iterator[RenderableType]:
    for claim, report in words.claims_of(incident, comparison):
        said = f"{wording.actor_words(claim.claimant)} {wording.plain(claim.stance)}: {wording.quoted(claim.content, report.text)}"
        yield Hanging(Text("  "), Text.assemble((words.title_words(incident), "bold"), (f"  {incident.id}", "dim")))
        yield Hanging(Text("    "), Text.assemble(said, (f"  {names.claim(claim.id)}", "dim")))


def _line(name: str, body: Text) -> Hanging:
    return Hanging(Text(f"  {name}  ", style="dim"), body)
