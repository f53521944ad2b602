"""Days of fighting as one thing: incidents that are close in time, of the same parties and in one area → campaigns, their parents.

Two incidents hang together if all of this holds:
  - both are violence that at least one claim tells as a fact (not only planned, demanded, threatened or denied);
  - both name the same parties, two at least;
  - the days of both are known to within `VAGUEST_DAYS`, and the later begins at most `PAUSE_DAYS` after the last day of the earlier;
  - the places of both are known more exactly than by country, and at most `APART_KM` lie between the edges of what they may cover.
A campaign is all that hangs together, directly or through others, `LEAST` incidents at least; so it may move and last as long as the
fighting does. Each incident belongs to one at most. The thresholds are conventions, not fitted: no annotated corpus of campaigns is known.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.incidents.identity import name_of
from counterclaim.records.comparison import Comparison
from counterclaim.records.distance import gap_km
from counterclaim.records.incidents import Campaign, Incident
from counterclaim.records.models import Event, Place
from counterclaim.records.words import Family, PlacePrecision, Stance, Status, family_of

PAUSE_DAYS = 3
"""So two quiet days do not end a campaign, three do."""
APART_KM = 50
"""About the reach of field artillery: what is shelled in an exchange of fire lies so far from the guns at most."""
VAGUEST_DAYS = 7
"""Days. "Last week" is known well enough, "in May" is not."""
LEAST = 2
FACTS = frozenset({Stance.ASSERTS, Stance.ACCUSES})


@dataclass(frozen=True)
class Fight:
    """An incident that may be part of a campaign."""

    incident: Incident
    place: Place
    first: dt.date
    last: dt.date


def with_campaigns(comparison: Comparison) -> Comparison:
    """The comparison with its campaigns, and with the campaign of each incident that has one. The order of its incidents stays."""
    found = find_campaigns(comparison)
    home = {name: campaign.id for campaign in found for name in campaign.incidents}
    incidents = tuple(i.model_copy(update={"campaign": home.get(i.id)}) for i in comparison.incidents)
    return comparison.model_copy(update={"incidents": incidents, "campaigns": tuple(found)})


def find_campaigns(comparison: Comparison) -> list[Campaign]:
    """The campaigns among the incidents of a comparison, the earliest first. The order of the incidents does not matter."""
    events = {event.id: event for event in comparison.events}
    told: Mapping[str, list[Event]] = {
        claim.id: [events[name] for name in claim.events] for claim in comparison.claims if claim.stance in FACTS
    }
    return campaigns_among(
        fight
        for incident in comparison.incidents
        if any(is_fact(event) for name in incident.claims for event in told.get(name, ())) and (fight := fight_of(incident)) is not None
    )


def campaigns_among(fights: Iterable[Fight]) -> list[Campaign]:
    """The campaigns that some fights make, the earliest first. Their order does not matter."""
    by_parties: dict[tuple[str, ...], list[Fight]] = defaultdict(list)
    for fight in sorted(fights, key=lambda f: f.incident.id):
        by_parties[fight.incident.parties].append(fight)
    found = [_campaign(together) for many in by_parties.values() for together in _together(many) if len(together) >= LEAST]
    return sorted(found, key=lambda campaign: (campaign.start, campaign.id))


def is_fact(event: Event) -> bool:
    """Whether a claim of this event, if it asserts or accuses, tells violence as a fact."""
    return event.status in (Status.OCCURRED, Status.ONGOING) and family_of(event.kind) is Family.VIOLENCE


def fight_of(incident: Incident) -> Fight | None:
    """The incident as something that may be part of a campaign, as far as its kind, parties, days and place go; else None."""
    place, time = incident.place, incident.time
    if family_of(incident.kind) is not Family.VIOLENCE or len(incident.parties) < 2 or time is None or time.start is None:
        return None
    last = time.end or time.start
    if (last - time.start).days >= VAGUEST_DAYS or place is None or place.lat is None or place.precision is PlacePrecision.COUNTRY:
        return None
    return Fight(incident, place, time.start, last)


def _together(fights: Iterable[Fight]) -> Iterator[list[Fight]]:
    """Fights of the same parties by what hangs together, each group by days. Only those still near in time are looked at again."""
    groups: dict[str, list[Fight]] = {}
    recent: list[Fight] = []
    for fight in sorted(fights, key=lambda f: (f.first, f.last, f.incident.id)):
        recent = [earlier for earlier in recent if (fight.first - earlier.last).days <= PAUSE_DAYS]
        group = groups[fight.incident.id] = [fight]
        for earlier in recent:
            other = groups[earlier.incident.id]
            if other is not group and _near(earlier.place, fight.place):
                small, large = sorted((group, other), key=len)
                large.extend(small)
                groups |= dict.fromkeys((f.incident.id for f in small), large)
                group = large
        recent.append(fight)
    for group in {id(group): group for group in groups.values()}.values():
        yield sorted(group, key=lambda f: (f.first, f.last, f.incident.id))


def _near(one: Place, other: Place) -> bool:
    gap = gap_km(one, other)
    return gap is not None and gap <= APART_KM


def _campaign(fights: Sequence[Fight]) -> Campaign:
    first = fights[0].incident
    return Campaign(
        id=name_of("k", first.id),
        parties=first.parties,
        places=tuple(dict.fromkeys(fight.place.name for fight in fights)),
        start=fights[0].first,
        end=max(fight.last for fight in fights),
        incidents=tuple(fight.incident.id for fight in fights),
    )
