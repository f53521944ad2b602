"""Drafts of agreements and meetings → mentions with parties, brokers and dates, and talks."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from counterclaim.grounding.actors.names import load_parties, outsiders
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.grounding.actors.sides import Sides, is_group
from counterclaim.grounding.dates import TimeMention
from counterclaim.grounding.merge import Told
from counterclaim.grounding.settings import SettingFinder
from counterclaim.grounding.spans import span_around
from counterclaim.records.drafts import DraftAccord, DraftDuty, DraftMeeting
from counterclaim.records.models import Actor, Agreement, Talks, Time
from counterclaim.records.words import Family, Kind, Stance, TalksStatus, family_of

THE_SIDES = "rule: the sides of the report"
MEDIATING = frozenset({"MEDIATORS", "MONITORS"})
"""Parties of nobody in particular who bring others together."""
ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "our"})
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\b(?:spring|summer|autumn|fall|winter)\b")
"""What may be of last year; a weekday never is."""
WEEK = timedelta(weeks=1)
WEEKDAY = re.compile(r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
LOOKING_AHEAD = frozenset({"will", "due", "scheduled", "summoned", "invited", "expected", "asked", "planned"})
UNTIL = frozenset({"until", "till", "til", "through", "expire", "expires", "expired"})
PUTTING_OFF = frozenset("postpone delay reschedule defer adjourn move put push shift".split())
TO_A_DAY = frozenset({"until", "till", "to", "for"})
AGREEMENT = "agreement"
RARE = frozenset({"first", "only", "deadliest", "worst", "biggest", "longest", "highest"})
RARE_BEFORE = 6
SPANS = frozenset({"year", "month", "week", "day", "decade"})
LONGEST = 80
"""Characters of a name."""
BEHIND = 500
"""Characters behind an agreement in which those who patrol something watch over it."""


class AccordGrounding:
    """Grounds the agreements and meetings of one report, after its claims."""

    def __init__(
        self, doc: Doc, actors: ActorResolver, sides: Sides, settings: SettingFinder, times: Sequence[TimeMention], published: date | None
    ) -> None:
        self._doc = doc
        self._actors = actors
        self._sides = sides
        self._settings = settings
        self._published = published
        self._claims: Sequence[Told] = ()
        self._pair = tuple(party for party in sides.pair if sides.acting[party] > sides.weights[party])
        self._times = [t for t in times if t.kind == "point" and not t.dateline and not _is_measure(doc, t)]

    def hear(self, told: Sequence[Told], accords: Sequence[DraftAccord], duties: Sequence[DraftDuty]) -> None:
        """Tell what claims the report makes: who fights in them are the sides, whoever else the report names often. Where nobody fights
        they are the two that it names together: who meet, agree or owe something."""
        self._claims = told
        fights: Counter[str] = Counter()
        doers: Counter[str] = Counter()
        for each in told:
            if family_of(each.event.kind) is Family.VIOLENCE or each.event.kind is Kind.CEASEFIRE_BREACH:
                acting = (*each.event.initiators, *each.event.targets)
                voice = (each.claim.claimant,) if each.claim.stance in (Stance.ACCUSES, Stance.DENIES) else ()
                fights.update({self._sides.camp_of(a.party) for a in (*acting, *voice) if a.party})
                doers.update({a.party for a in (*each.event.initiators, *voice) if a.party})
        between = {a.party for each in told for a in each.event.mediators if a.party} | outsiders()
        ranked = [party for party in sorted(fights, key=lambda party: (-fights[party], party)) if party not in between]
        rest = [party for party in self._pair if party not in between and party not in ranked]
        together = self._named_together(accords, duties) if len(ranked) < 2 else []
        if pair := next((p for p in together if set(ranked) <= set(p)), None):
            self._pair = pair
        elif len(ranked) > 1 or len(ranked) == 1 and rest:
            one, other = (*ranked, *rest)[:2]
            self._pair = (one, self._state_of(one, other, doers))
        self._pair = tuple(self._who_fights(party, doers) for party in self._pair if party not in between or party in fights)

    @property
    def pair(self) -> tuple[str, ...]:
        """The sides of the report's agreements."""
        return self._pair

    def _named_together(self, accords: Sequence[DraftAccord], duties: Sequence[DraftDuty]) -> list[tuple[str, str]]:
        """Pairs of parties that the text names as those who make one agreement, owe one thing or meet, the commonest first."""
        pairs = [[a.party for a in self._parties(d.parties)] for d in accords]
        pairs += [[a.party for a in self._parties(row(d.obligor))] for d in duties if d.obligor is not None]
        pairs += [
            [a.party for a in t.event.initiators if a.span is not None and a.party not in outsiders()]
            for t in self._claims
            if family_of(t.event.kind) is Family.PEACE
        ]
        counted = Counter((p[0], p[1]) if p[0] < p[1] else (p[1], p[0]) for p in pairs if len(p) == 2 and p[0] and p[1])
        return sorted(counted, key=lambda pair: (-counted[pair], pair))

    def _state_of(self, one: str, other: str, doers: Counter[str]) -> str:
        """The second side: of two armed groups of one country rather its government, if the report names it."""
        if not (is_group(one) and is_group(other)):
            return other
        shared = [c for c in load_parties()[one].countries if c in load_parties()[other].countries and c in self._sides.weights]
        return max(shared, key=lambda c: doers[c], default=other)

    def _who_fights(self, party: str, doers: Counter[str]) -> str:
        """A side, or the armed group of its land, or that fights for it, where that is told to act more often."""
        known = load_parties()
        groups = [g for g in sorted(doers) if is_group(g) and g not in self._pair and doers[g] > doers[party]]
        own = [g for g in groups if party in known[g].countries or self._sides.camp_of(g) == party]
        return max(own, key=lambda g: doers[g]) if own else party

    def mention(self, draft: DraftAccord, number: int) -> Agreement:
        """A mention as an agreement of its own; `number` makes its id."""
        brokers = self._parties(draft.brokers)
        known = {b.party for b in brokers}
        return Agreement(
            id=f"m{number}",
            name=self._name(draft),
            date=self._date(draft),
            parties=tuple(p for p in self._sides_of(draft) if p.party not in known),
            brokers=brokers,
            monitors=self._parties(draft.monitors),
            spans=(span_around(draft.phrase),),
        )

    def watched(self, mentions: Sequence[Agreement], watchers: Iterable[Token]) -> tuple[Agreement, ...]:
        """The mentions with those who are said to patrol or monitor something soon after them, and are no side."""
        found = list(mentions)
        for token in watchers:
            near = [k for k, m in enumerate(found) if 0 <= token.idx - m.spans[0].start <= BEHIND]
            new = tuple(a for a in self._parties([token]) if a.party not in self._pair)
            if near and new and new[0].party not in {m.party for m in found[near[-1]].monitors}:
                found[near[-1]] = found[near[-1]].model_copy(update={"monitors": (*found[near[-1]].monitors, *new)})
        return tuple(found)

    def meeting(self, draft: DraftMeeting, number: int) -> Talks | None:
        """A meeting as talks of their own, None where neither day nor venue is told; `number` makes the id.

        Those who meet are the sides where nobody else is named. The status is the draft's, else what the day alone tells: before
        publication held.
        """
        around = {t.i for t in draft.scope}
        times = [t for t in self._times if t.start in around and t.time.start is not None]
        moved = [t for t in times if self._is_new_day(t, draft)]
        below = {t.i for t in draft.head.subtree}
        times = [t for t in times if t.start in below] or times
        time = next((t.named[-1] if t.named else t.time for t in moved), next((self._ahead(t, draft) for t in times), None))
        venue = self._settings.place_in([t for t in draft.scope if t.i not in {x.i for p in draft.participants for x in p.subtree}])
        if time is None and venue is None:
            return None
        named = [a for a in self._parties(draft.participants) if a.party not in MEDIATING]
        others = [Actor.of(party, source=THE_SIDES) for party in self._pair]
        lone = len(named) == 1 and named[0].party in self._pair and draft.head not in draft.participants
        apart = bool(named) and draft.head in draft.participants  # a delegation that will be in a city, whomever it meets
        ahead = time is None or time.start is None or self._published is None or time.start > self._published
        return Talks(
            id=f"k{number}",
            participants=tuple(
                named if len(named) > 1 or apart else [*named, *(o for o in others if o.party != named[0].party)] if lone else others
            ),
            venue=venue,
            time=time,
            status=draft.status or (TalksStatus.SCHEDULED if ahead else TalksStatus.HELD),
            event=None,
            spans=(span_around([t for t in draft.scope if t.sent == draft.head.sent] or [draft.head]),),
        )

    def _ahead(self, mention: TimeMention, draft: DraftMeeting) -> Time:
        """The time of a meeting; a weekday that was read as the last one is the next one where the words look ahead ("to meet on
        Monday", "have been summoned for Thursday")."""
        time, words = mention.time, self._doc[mention.start : mention.end].text
        if (
            self._published is None
            or time.start is None
            or not 0 < (self._published - time.start).days < WEEK.days
            or not WEEKDAY.match(words)
        ):
            return time
        to_come = (
            draft.head.tag_ == "VB"
            or any(t.lower_ in LOOKING_AHEAD for t in draft.scope)
            and not any(t.lower_ == "had" for t in draft.scope)
        )
        moved = {"start": time.start + WEEK, "end": time.end + WEEK if time.end else None}
        return time.model_copy(update=moved) if to_come else time

    def _sides_of(self, draft: DraftAccord) -> tuple[Actor, ...]:
        named = self._parties(draft.parties)
        if len(named) > 1:
            return named
        if len(named) == 1:
            other = self._sides.adversary_of(named[0].party)
            return (*named, Actor.of(other, source=THE_SIDES)) if other else named
        return tuple(Actor.of(party, source=THE_SIDES) for party in self._pair)

    def _parties(self, heads: Iterable[Token]) -> tuple[Actor, ...]:
        found: dict[str, Actor] = {}
        for head in heads:
            for actor in self._actors.resolve(head):
                if actor.party and actor.party not in outsiders():
                    found.setdefault(actor.party, actor)
        return tuple(found.values())

    def _date(self, draft: DraftAccord) -> Time | None:
        """The time in the phrase itself, else the first in the clause that concludes it; never one after publication."""
        own, around = {t.i for t in draft.phrase}, {t.i for t in draft.scope}
        inside = [t for t in self._times if t.start in own] or [t for t in self._times if t.start in around]
        inside = [t for t in inside if not self._is_end(t)]
        resolved = [made for t in inside if (made := self._made_on(t, draft.noun)) is not None]
        return resolved[0] if resolved else None

    def _is_new_day(self, mention: TimeMention, draft: DraftMeeting) -> bool:
        """Whether a time is the new day of a meeting that is put off: "postponed until May 14"."""
        put_off = any(t.i < mention.start and t.lemma_.lower() in PUTTING_OFF for t in draft.scope)
        return put_off and any(token.lower_ in TO_A_DAY for token in self._doc[max(0, mention.start - 2) : mention.start + 1])

    def _is_end(self, mention: TimeMention) -> bool:
        """Whether a time tells until when something holds: "which runs until December"."""
        before = self._doc[max(0, mention.start - 2) : mention.start + 1]
        return any(token.lower_ in UNTIL for token in before)

    def _made_on(self, mention: TimeMention, noun: Token) -> Time | None:
        """A time as that of something made: "the July truce", told in March, is of July last year."""
        time = mention.time
        if time.start is None or self._published is None or time.start <= self._published:
            return time if time.start is not None else None
        first, words = _year_before(time.start), self._doc[mention.start : mention.end].text
        if noun.pos_ == "VERB" or YEAR.search(words) or not MONTH.search(words) or first > self._published:
            return None
        return time.model_copy(update={"start": first, "end": _year_before(time.end) if time.end else None})

    def _name(self, draft: DraftAccord) -> str:
        tokens = draft.phrase
        while len(tokens) > 1 and (
            tokens[0].lower_ in ARTICLES or tokens[0].pos_ in ("ADP", "SCONJ") or tokens[0].is_punct or tokens[0].is_space
        ):
            tokens = tokens[1:]
        if draft.noun.pos_ == "VERB":
            return AGREEMENT
        text = " ".join(self._doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])].split())
        return text if len(text) <= LONGEST else draft.noun.text


def _is_measure(doc: Doc, mention: TimeMention) -> bool:
    """ "Their first talks in seven years": a stretch that only tells how rare something is."""
    before = {t.lower_ for t in doc[max(doc[mention.start].sent.start, mention.start - RARE_BEFORE) : mention.start]}
    return doc[mention.start].lower_ == "in" and bool(before & RARE) and any(lemma in SPANS for lemma in _lemmas(doc, mention))


def _lemmas(doc: Doc, mention: TimeMention) -> Iterable[str]:
    return (t.lemma_.lower() for t in doc[mention.start : mention.end])


def row(head: Token) -> list[Token]:
    """A phrase and those coordinated with it."""
    return [head, *(c for c in head.children if c.dep_ == "conj")]


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))
