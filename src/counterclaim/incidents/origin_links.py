"""Why two reports have one origin: text nearly the same, passages taken over, an outlet credited; each reason with its evidence.

What stands in quotation marks links nothing: two outlets may well quote one statement. A credit alone links nothing either: one
agency has many stories. It takes the names of the story besides, or a passage; what is quoted in part of a text takes both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from counterclaim.incidents.agency_tags import Credit
from counterclaim.incidents.named import Named, kept, shared_names, story_share
from counterclaim.incidents.shingles import Fingerprint, Overlap, overlap, quotable
from counterclaim.records.models import Frozen, Report, Span

# Our own corpus has no doubtful cases: copies share 68 % of their shingles and more, all other pairs 1 % and less. The thresholds
# stand where nine in ten copies are still found after two in five sentences are cut and one in ten of the other words is changed.
ALIKE = 0.5
"""From this Jaccard index of shingles on, two texts are one."""
TAKEN, TAKEN_OF_LONGER, TAKEN_WORDS = 0.35, 0.2, 40
"""Passages make a rewrite from this share of the shorter text, of the longer, and this many words."""
SAME_STORY, SHARED_NAMES = 0.6, 3
"""Reports tell the same story if they share this part of the names of the one with fewer, and this many. Copies of the corpus share
0.89 and more, reports on other conflicts 0.56 and less; reports of one conflict share up to 0.81, and need a credit besides."""
OTHER_STORY = 0.35
"""Reports that share less of their names tell different stories: what they have in common word for word is a footer or a formula."""
CREDIT_WORDS = 12
"""Words in passages that bear a credit out where fewer names are shared; what is only quoted needs them in any case."""
CREDIT_DAYS = 2
"""A story travels from an agency to its clients within two days."""
FIGURES, FIGURES_KEPT = 4, 0.5
"""Texts with four figures and more of which not half agree are issues of a series (daily summaries), not copies."""

How = Literal["same_text", "near_duplicate", "shared_sentences", "agency_tag", "quoted_outlet"]
STRONG: frozenset[How] = frozenset({"same_text", "near_duplicate"})
CREDITS: frozenset[How] = frozenset({"agency_tag", "quoted_outlet"})


class OriginLink(Frozen):
    """Why two reports have one origin.

    Attributes:
        one, other: ids; `other` is the earlier, or the likelier source.
        how: the same words; nearly the same; passages taken over; an agency named as source of the text; an outlet quoted in it.
        score: 0 to 1. Of texts the Jaccard index of their five-word shingles, of passages their share of the shorter text, of
            credits the share of names in common.
        evidence: words of the report `evidence_in` at `span`: the longest passage, or the credit.
    """

    one: str
    other: str
    how: How
    score: float
    evidence: str
    evidence_in: str
    span: Span


@dataclass(frozen=True, eq=False)
class Read:
    """A report with what it is compared by."""

    report: Report
    print: Fingerprint
    named: Named
    outlet: str | None
    credits: dict[str, Credit]

    @property
    def day(self) -> int | None:
        """Day of publication, counted."""
        day = self.report.published_on
        return day.toordinal() if day else None


def links_between(one: Read, other: Read) -> Iterator[OriginLink]:
    """Every reason to fold two reports; `other` takes precedence."""
    found = overlap(one.print, other.print)
    if found.same:
        yield _link(one, other, "same_text", 1.0, one, quotable(one.report.text, (0, one.print.words)))
        return
    if not _series(one, other):
        yield from _text_links(one, other, found)
    yield from _credit_links(one, other, found)


def _series(one: Read, other: Read) -> bool:
    fewer = min(len(one.named.figures), len(other.named.figures))
    return fewer >= FIGURES and kept(one.named.figures, other.named.figures) < FIGURES_KEPT


def other_story(one: Read, other: Read) -> bool:
    """Whether two reports share too few names to tell one story; not known, hence false, where one has hardly any."""
    fewer = min(len(one.named.names), len(other.named.names))
    return fewer >= SHARED_NAMES and story_share(one.named, other.named) < OTHER_STORY


def _text_links(one: Read, other: Read, found: Overlap) -> Iterator[OriginLink]:
    if found.longest is None:
        return
    where = quotable(one.report.text, found.longest)
    if found.jaccard >= ALIKE:
        yield _link(one, other, "near_duplicate", found.jaccard, one, where)
    shorter, longer = max(found.share, found.other_share), min(found.share, found.other_share)
    if shorter >= TAKEN and longer >= TAKEN_OF_LONGER and found.words >= TAKEN_WORDS and not other_story(one, other):
        yield _link(one, other, "shared_sentences", shorter, one, where)


def _credit_links(one: Read, other: Read, found: Overlap) -> Iterator[OriginLink]:
    if (one.day is None) != (other.day is None) or abs((one.day or 0) - (other.day or 0)) > CREDIT_DAYS:
        return
    names = story_share(one.named, other.named)
    same_story = names >= SAME_STORY and len(shared_names(one.named, other.named)) >= SHARED_NAMES
    passages = found.words >= CREDIT_WORDS and not other_story(one, other)
    for credit, holder in _common_credits(one, other):
        quoted = credit.manner == "quoted"
        if (same_story and passages) if quoted else (same_story or passages):
            yield _link(one, other, "quoted_outlet" if quoted else "agency_tag", names, holder, credit.span)


def _common_credits(one: Read, other: Read) -> Iterator[tuple[Credit, Read]]:
    """Credits of one report to the other's outlet, and to an agency that the other credits too; the weaker credit of the two counts."""
    if credit := one.credits.get(other.outlet or ""):
        yield credit, one
    elif credit := other.credits.get(one.outlet or ""):
        yield credit, other
    for outlet in sorted(one.credits.keys() & other.credits.keys()):
        mine, theirs = one.credits[outlet], other.credits[outlet]
        yield (theirs, other) if (mine.manner, theirs.manner) == ("credited", "quoted") else (mine, one)


def _link(one: Read, other: Read, how: How, score: float, holder: Read, span: tuple[int, int]) -> OriginLink:
    return OriginLink(
        one=one.report.id,
        other=other.report.id,
        how=how,
        score=round(score, 3),
        evidence=holder.report.text[span[0] : span[1]],
        evidence_in=holder.report.id,
        span=Span(start=span[0], end=span[1]),
    )
