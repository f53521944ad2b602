"""A comparison of reports in words and in order, the same in every view: names, answers, verdicts, sources, the summary of an incident."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import TypeVar

from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Account, Answer, Campaign, Casualties, Incident, Value
from counterclaim.records.models import Actor, Claim, Report
from counterclaim.records.words import Kind, Verdict, WeaponKind
from counterclaim.views import wording
from counterclaim.views.grouping import best_named, voice_key

SHORTEST = 4
"""Characters of a report's id that are shown at least; more where two reports begin alike."""
QUESTIONS = {
    "who_initiated": "who began",
    "what": "what happened",
    "where": "where",
    "when": "when",
    "weapons": "with which weapons",
}
"""Questions in the order in which they are shown; the numbers of people harmed come after them."""
SIGNS = {Verdict.DISPUTED: "≠", Verdict.AGREED: "=", Verdict.ADMITTED: "!", Verdict.SINGLE_SOURCE: "·", Verdict.UNATTRIBUTED: "?"}
"""A shape for each verdict, so that it can be told without colour."""
VERDICT_RULES = {
    "no_party": "no party speaks",
    "contradiction": "the answers contradict each other",
    "same_answer": "several parties say the same",
    "own_loss": "a party tells its own losses",
    "own_act": "a party tells its own act",
    "one_source": "one party alone",
}
CASUALTY_RULES = {
    "own_account": "the side's own account",
    "third_party": "the middle of what outsiders say",
    "no_adversary": "the middle of what no adversary says",
    "middle": "the middle of what adversaries say",
}
QUOTED = 160
"""Characters that an answer quotes; the claims and the JSON have them all."""
NAMED = 4
"""Places of a campaign that a heading names."""
CONSERVATIVE = "conservative"
NOT = "not "
T = TypeVar("T")
ENUMERATED = frozenset({*Kind, *WeaponKind})
"""Answers that are words of the record, not names."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Source:
    """A report and those that repeat it: one origin."""

    report: Report
    copies: tuple[Report, ...]


@dataclass(frozen=True)
class Figures:
    """Casualties of one side and effect, with the conservative figure if anybody tells one above zero."""

    line: Casualties
    conservative: int | None


class Names:
    """Short names of reports and claims: the beginning of the report's id, as long as it takes to tell the reports apart."""

    def __init__(self, reports: Iterable[Report]) -> None:
        ids = [report.id for report in reports]
        longest = max(map(len, ids), default=SHORTEST)
        enough = (n for n in range(SHORTEST, longest + 1) if len({name[:n] for name in ids}) == len(set(ids)))
        self._length = next(enough, longest)

    def report(self, report_id: str) -> str:
        """The short name of a report."""
        return report_id[: self._length]

    def claim(self, claim_id: str) -> str:
        """The short name of a claim: `c40d/c1`."""
        head, _, tail = claim_id.rpartition("/")
        return f"{self.report(head)}/{tail}"

    def claims(self, claim_ids: Iterable[str]) -> str:
        """Short names of claims: `c40d/c1, c6c0/c1`."""
        return ", ".join(map(self.claim, claim_ids))


def counts_words(comparison: Comparison) -> str:
    """What was found: "5 reports of 4 origins, 31 claims, 7 incidents"."""
    reports, origins = wording.counted(len(comparison.reports), "report"), wording.counted(len(sources(comparison.reports)), "origin")
    claims, incidents = wording.counted(len(comparison.claims), "claim"), wording.counted(len(comparison.incidents), "incident")
    campaigns = f", {wording.counted(len(comparison.campaigns), 'campaign')}" if comparison.campaigns else ""
    return f"{reports} of {origins}, {claims}, {incidents}{campaigns}"


def sources(reports: Sequence[Report]) -> list[Source]:
    """The reports folded by origin, the earliest published first."""
    known = {report.id for report in reports}
    ordered = sorted(reports, key=lambda r: (str(r.published_on), r.outlet or "", r.id))
    first = [r for r in ordered if r.copy_of is None or r.copy_of not in known]
    return [Source(r, tuple(c for c in ordered if c.copy_of == r.id and c is not r)) for r in first]


def told_together(comparison: Comparison) -> list[Incident]:
    """The incidents of several claims."""
    return [incident for incident in comparison.incidents if len(incident.claims) > 1]


def told_once(comparison: Comparison) -> list[Incident]:
    """The incidents of one claim."""
    return [incident for incident in comparison.incidents if len(incident.claims) == 1]


def title_words(incident: Incident) -> str:
    """An incident as a heading: "Armed clash, Shahbuz district, 11 October 2021"."""
    parts = [
        wording.headed(wording.plain(incident.kind)),
        wording.one_line(incident.place.name) if incident.place else "",
        when_words(incident),
    ]
    return ", ".join(part for part in parts if part)


def campaign_words(campaign: Campaign) -> str:
    """A campaign as a heading: "ARM and AZE, Sotk and Kut, 12 May 2023 to 14 May 2023"."""
    places = wording.listed([wording.one_line(name) for name in campaign.places[:NAMED]])
    more = len(campaign.places) - NAMED
    elsewhere = f" and {wording.counted(more, 'other place')}" if more > 0 else ""
    return f"{wording.listed(campaign.parties)}, {places}{elsewhere}, {days_words(campaign.start, campaign.end)}"


def incidents_of(campaign: Campaign, comparison: Comparison) -> list[Incident]:
    """The incidents of a campaign in the order of their days."""
    known = {incident.id: incident for incident in comparison.incidents}
    return [known[name] for name in campaign.incidents]


def when_words(incident: Incident) -> str:
    """The days of an incident, empty when they are unknown."""
    time = incident.time
    if time is None or time.start is None:
        return ""
    return days_words(time.start, time.end or time.start)


def days_words(first: dt.date, last: dt.date) -> str:
    """A stretch of days: "11 October 2021", "11 October 2021 to 12 October 2021"."""
    return wording.day_words(first) if first == last else f"{wording.day_words(first)} to {wording.day_words(last)}"


def summary_words(incident: Incident, comparison: Comparison) -> str:
    """What is known of an incident in a few sentences, made by template from the record alone."""
    reports = [report for report in comparison.reports if report.id in incident.reports]
    between = f" between {wording.listed(incident.parties)}" if len(incident.parties) > 1 else f", {''.join(incident.parties)}"
    first = wording.headed(wording.plain(incident.kind)) + (between if incident.parties else "")
    first += f" at {wording.one_line(incident.place.name)}" if incident.place else ", place unknown"
    first += f" on {when}" if (when := when_words(incident)) else ", day unknown"
    origins = len({report.copy_of or report.id for report in reports})
    told = (
        f"{wording.counted(len(incident.claims), 'claim')} in {wording.counted(len(reports), 'report')} of "
        f"{wording.counted(origins, 'origin')}"
    )
    sentences = [first, *_standing(incident), *_lost(incident), told]
    return ". ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences) + "."


def _standing(incident: Incident) -> list[str]:
    """One sentence for each verdict that settles or unsettles something."""
    rows = accounts_in_order(incident)
    return [
        f"{wording.plain(verdict)}: {wording.listed([question_words(row.question) for row in rows if row.verdict is verdict])}"
        for verdict in (Verdict.DISPUTED, Verdict.AGREED, Verdict.ADMITTED)
        if any(row.verdict is verdict for row in rows)
    ]


def _lost(incident: Incident) -> list[str]:
    """One sentence for each side that lost anybody, or is said to have lost nobody."""
    by_side: dict[str, list[str]] = {}
    for f in figures_of(incident):
        bounds = f" ({f.line.low} to {f.line.high})" if f.line.low != f.line.high else ""
        by_side.setdefault(f.line.side or "side not told", []).append(f"{number_words(f.line.best)} {wording.plain(f.line.effect)}{bounds}")
    return [f"{side}: {wording.listed(lost)}" for side, lost in by_side.items()]


def accounts_in_order(incident: Incident) -> list[Account]:
    """The rows of the account table in the order in which people ask."""
    order = {question: number for number, question in enumerate(QUESTIONS)}
    return sorted(incident.accounts, key=lambda row: (order.get(row.question, len(order)), row.question))


def claimants_of(incident: Incident, comparison: Comparison) -> list[Actor]:
    """Who speaks, those with the most answers first, then those who answer nothing; each under the most proper of their names."""
    answers = Counter(voice_key(answer.claimant) for row in incident.accounts for answer in row.answers)
    voices: dict[str, list[Actor]] = {}
    for claim, _ in claims_of(incident, comparison):
        voices.setdefault(voice_key(claim.claimant), []).append(claim.claimant)
    ranked = sorted(voices.items(), key=lambda item: (-answers[item[0]], item[0]))
    return [best_named(actors) for _, actors in ranked]


REPLACED, BESIDE = "replaced since", "told beside it"
"""What an answer is called that does not count."""


def answers_by_claimant(row: Account) -> Mapping[str, list[Answer]]:
    """The answers of a row by claimant, what stands before what was replaced."""
    by_claimant: dict[str, list[Answer]] = {}
    for answer in sorted(row.answers, key=lambda a: not a.current):
        by_claimant.setdefault(voice_key(answer.claimant), []).append(answer)
    return by_claimant


def is_against(row: Account, answer: Answer) -> bool:
    """Whether an answer is one of those that contradict each other: what a party says now in a disputed row."""
    return row.verdict is Verdict.DISPUTED and answer.current and answer.claimant.party not in (None, *wording.OWN_VOICE)


def set_aside_words(row: Account, answer: Answer) -> str:
    """Why an answer does not count: what its claimant answers now comes from another report, or stands beside it in the same."""
    now = [a for a in row.answers if a.current and voice_key(a.claimant) == voice_key(answer.claimant)]
    reports = {name.rpartition("/")[0] for a in now for name in a.claims}
    return BESIDE if reports and reports <= {name.rpartition("/")[0] for name in answer.claims} else REPLACED


def question_words(question: str) -> str:
    """A question in words: "who began", "killed (ARM)"."""
    sort, _, side = question.rstrip("]").partition("[")
    words = QUESTIONS.get(sort, wording.plain(sort))
    return f"{words} ({'side not told' if side == '?' else side})" if side else words


def value_words(value: Value) -> str:
    """An answer in words: "not AZE", "drone attack", "11 October 2021", "none"."""
    if isinstance(value, int):
        return number_words(value)
    if isinstance(value, tuple):
        return ", ".join(map(wording.plain, value))
    if days := DAY.findall(value):
        return days_words(dt.date.fromisoformat(days[0]), dt.date.fromisoformat(days[-1]))
    denied, word = value.startswith(NOT), value.removeprefix(NOT)
    if word in ENUMERATED:
        word = wording.plain(word)
    return wording.one_line(f"{NOT if denied else ''}{word}")


def number_words(number: int | None) -> str:
    """A number of people: "none" for zero, "?" where nobody tells."""
    return "?" if number is None else "none" if number == 0 else str(number)


def verdict_words(row: Account) -> str:
    """The verdict with its sign: "≠ disputed"."""
    return f"{SIGNS[row.verdict]} {wording.plain(row.verdict)}"


def rule_words(row: Account) -> str:
    """What decided the verdict, and how many independent reports stand behind the row."""
    return f"{VERDICT_RULES.get(row.rule, row.rule)}; {wording.counted(row.origins, 'origin')}"


def ucdp_words(line: Casualties) -> str:
    """Low, best and high in the manner of UCDP, where they are not those of the line: "2 – 2 – 3"; else empty."""
    other = line.ucdp
    if other is None or (other.low, other.best, other.high) == (line.low, line.best, line.high):
        return ""
    return " – ".join(map(number_words, (other.low, other.best, other.high)))


def figures_of(incident: Incident) -> list[Figures]:
    """Casualties by side and effect, each with its conservative figure."""
    lowest = {(c.side, c.effect): c.best for c in incident.casualties if c.rule == CONSERVATIVE}
    return [Figures(c, lowest.get((c.side, c.effect))) for c in incident.casualties if c.rule != CONSERVATIVE]


def evidence_words(answer: Answer) -> str:
    """The words of the report that give an answer, in quotation marks, as far as there is room; empty when there are none."""
    words = shorten(wording.one_line(answer.text).strip(wording.QUOTATION_MARKS), QUOTED, placeholder=" …")
    return f"“{words}”" if words else ""


def claims_of(incident: Incident, comparison: Comparison) -> list[tuple[Claim, Report]]:
    """The claims of an incident with their reports, the earliest published first."""
    reports = {report.id: report for report in comparison.reports}
    inside = set(incident.claims)
    found = [(claim, reports[report_of(claim.id)]) for claim in comparison.claims if claim.id in inside]
    return sorted(found, key=lambda pair: (str(pair[1].published_on), pair[1].id))


def report_of(claim_id: str) -> str:
    """The id of the report that a claim was read in."""
    return claim_id.rpartition("/")[0]


def find_incident(comparison: Comparison, name: str) -> Incident:
    """The incident whose id begins so. Raises LookupError when there is none, or more than one."""
    return _only([i for i in comparison.incidents if i.id.startswith(name)], "incident", name, [i.id for i in comparison.incidents])


def find_claim(comparison: Comparison, name: str) -> Claim:
    """The claim of a name `REPORT/c3`, of which the beginning of the report's id is enough. Raises LookupError as above."""
    head, _, tail = name.rpartition("/")
    fits = [c for c in comparison.claims if c.id.rpartition("/")[2] == tail and c.id.startswith(head)]
    return _only(fits, "claim", name, [c.id for c in comparison.claims])


def _only(fits: list[T], what: str, name: str, known: Sequence[str]) -> T:
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise LookupError(f"{len(fits)} {what}s begin with {name!r}: write more of the id")
    raise LookupError(f"there is no {what} {name!r}" + (f", but for instance {known[0]}" if known else f": no {what} was found"))
