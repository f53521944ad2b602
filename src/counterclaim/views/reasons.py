"""Why a claim belongs to an incident, for the terminal: its strongest links, each with what was compared and how much it weighed."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident, Link
from counterclaim.records.models import Claim
from counterclaim.views import comparison as words
from counterclaim.views import wording
from counterclaim.views.comparison import Names
from counterclaim.views.text import HEADING, Hanging

SHOWN = 3
"""Links of the claim that are told."""
BASE = "base"
GATHERED = "It tells too little of place and day to be linked by itself, and was gathered in where its best links lead:"
LINKED = "It was linked by what it shares with other claims of the incident:"
ALONE = "It is the only claim of this incident: no other claim is like it."
UNLINKED = "It shares no block of days and parties with any other claim of the incident."
LEGEND = "A score is the logarithm of the odds that two claims tell of one incident; the weights below add up to it."


def render_reasons(comparison: Comparison, incident: Incident, claim: Claim) -> RenderableType:
    """The reasons, ready for a rich console of any width. `claim` is one of the incident."""
    names = Names(comparison.reports)
    quotes = {c.id: wording.quoted(c.content, report.text) for c, report in words.claims_of(incident, comparison)}
    links = links_of(incident, claim)[:SHOWN]
    why = ALONE if len(incident.claims) == 1 else UNLINKED if not links else GATHERED if claim.id in incident.gathered else LINKED
    lines: list[RenderableType] = [
        Hanging(Text(), Text.assemble((words.title_words(incident), HEADING), (f"  {incident.id}", "dim"))),
        Hanging(Text(f"  {names.claim(claim.id)}  ", style="dim"), _claim_words(claim, quotes)),
        Text(),
        Hanging(Text("  "), Text(why)),
    ]
    known = {c.id: c for c in comparison.claims}
    for link in links:
        other = known[link.other if link.one == claim.id else link.one]
        lines += [Text(), *_link(link, other, names, quotes)]
    if links:
        lines += [Text(), Hanging(Text("  "), Text(LEGEND, style="dim"))]
    return Group(*lines)


def links_of(incident: Incident, claim: Claim) -> list[Link]:
    """The links of a claim that the incident keeps, the strongest first."""
    return sorted(
        (link for link in incident.links if claim.id in (link.one, link.other)), key=lambda link: (-link.score, link.one, link.other)
    )


def _link(link: Link, other: Claim, names: Names, quotes: dict[str, str]) -> Iterator[RenderableType]:
    yield Hanging(
        Text(f"  {names.claim(other.id)}  ", style="dim"),
        Text.assemble((f"score {link.score:+.2f}  ", "bold"), _claim_words(other, quotes)),
    )
    parts = sorted(link.parts.items(), key=lambda item: (item[0] != BASE, -abs(item[1][1]), item[0]))
    for name, (level, weight) in parts:
        yield Hanging(Text(f"      {name:<8} "), Text.assemble(f"{level:<14} ", (f"{weight:+.2f}", "bold" if weight > 0 else "")))


def _claim_words(claim: Claim, quotes: dict[str, str]) -> Text:
    said = f"{wording.actor_words(claim.claimant)} {wording.plain(claim.stance)}: "
    return Text.assemble(said, (quotes.get(claim.id, ""), "italic"))
