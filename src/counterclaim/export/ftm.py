"""`ftm`: FollowTheMoney (4.x), as statements and as the entities that these add up to. Every claimant is a dataset of its own.

A statement says who tells a value: what a claim tells is in the dataset of its claimant (`claimant_arm_mil`), what holds of a report in
that of its outlet (`outlet_highland_wire`), what we know ourselves, the title of an incident and the proper name of a party, in
`counterclaim`. So the accounts of several sides are
told apart by dataset. The id of a statement is that of FollowTheMoney's own library: SHA-1 of `dataset.entity.property.value`.

    Article   a report
    Event     an incident: each claim adds its days, place, parties, words and figures
    Note      a claim, on its event
    Address   a place
    PublicBody, Organization, LegalEntity   an actor: a state and its organs, a group or body, anybody else
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, actor_code, offsets, title_of
from counterclaim.export.schemes import is_name_of, is_state, proper_name
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Actor, Claim, Event, Harm, Place, Report
from counterclaim.records.words import Sector
from counterclaim.views.wording import plain

OWN = "counterclaim"
UNNAMED = "somebody unnamed"
PEOPLE = frozenset({Sector.CVL, Sector.MED})
STATEMENT = tuple("canonical_id entity_id prop schema value dataset lang original_value first_seen last_seen external origin id".split())
PROPERTIES = {
    "Article": ("title", "sourceUrl", "publisher", "publishedAt", "language", "bodyText"),
    "Event": tuple(
        "name startDate endDate location country addressEntity involved keywords summary notes proof publisher sourceUrl".split()
    ),
    "Note": ("name", "description", "entity", "notes", "proof"),
    "Address": ("full", "country", "region", "latitude", "longitude"),
    "PublicBody, Organization, LegalEntity": ("name", "country", "alias"),
}
"""The properties that are filled, by schema."""
Values = Iterator[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one property of one entity, and who says so."""

    entity_id: str
    schema: str
    prop: str
    value: str
    dataset: str
    first_seen: str | None

    @property
    def id(self) -> str:
        """FollowTheMoney's key of a statement."""
        return hashlib.sha1(f"{self.dataset}.{self.entity_id}.{self.prop}.{self.value}".encode()).hexdigest()

    def line(self) -> bytes:
        """The statement as a line of JSON."""
        told = {**dict.fromkeys(STATEMENT), **asdict(self), "canonical_id": self.entity_id, "external": False, "id": self.id}
        return json.dumps({**told, "last_seen": self.first_seen}, ensure_ascii=False).encode() + b"\n"


def write(comparison: Comparison) -> Export:
    """`statements.json` and `entities.ftm.json` (a JSON value on each line), and `index.json`, the catalogue of the datasets."""
    joined = Joined(comparison)
    statements = sorted(set(_statements(joined)), key=lambda s: (s.entity_id, s.prop, s.value, s.dataset))
    titles = dict(sorted(_titles(joined)))
    catalogue = {"datasets": [{"name": name, "title": title} for name, title in titles.items()]}
    parts = (
        Part("statements.json", b"".join(s.line() for s in statements)),
        Part("entities.ftm.json", b"".join(json.dumps(e, ensure_ascii=False).encode() + b"\n" for e in _entities(statements))),
        Part("index.json", json.dumps(catalogue, ensure_ascii=False, indent=1).encode() + b"\n"),
    )
    return Export(parts, len(statements))


def claimant_dataset(joined: Joined, claim: Claim) -> str:
    """The dataset of a claim's claimant; of somebody unknown to the knowledge files one for each report: two may share a name."""
    if claim.claimant.id:
        return f"claimant_{_slug(claim.claimant.id)}"
    return f"claimant_unknown_{_slug(actor_code(claim.claimant))}_{_slug(joined.report(claim.id).id)}"


def outlet_dataset(report: Report) -> str:
    """The dataset of a report's outlet."""
    return f"outlet_{_slug(report.outlet or report.id)}"


def _titles(joined: Joined) -> Iterator[tuple[str, str]]:
    yield OWN, "Counterclaim"
    for report in joined.comparison.reports:
        yield outlet_dataset(report), report.outlet or report.id
    for claim in joined.comparison.claims:
        yield claimant_dataset(joined, claim), actor_code(claim.claimant)


def _statements(joined: Joined) -> Iterator[Statement]:
    for report in joined.comparison.reports:
        yield from _made(f"cc-report-{report.id}", "Article", _article(report), outlet_dataset(report), report)
    for incident in joined.comparison.incidents:
        yield Statement(f"cc-incident-{incident.id}", "Event", "name", title_of(incident), OWN, None)
    for claim in joined.comparison.claims:
        yield from _claim(joined, claim)


def _made(entity: str, schema: str, values: Values, dataset: str, report: Report) -> Iterator[Statement]:
    seen = str(report.published_on) if report.published_on else None
    yield from (Statement(entity, schema, prop, value, dataset, seen) for prop, value in values if value)


def _article(report: Report) -> Values:
    yield "title", report.title
    yield "sourceUrl", report.url
    yield "publisher", report.outlet
    yield "publishedAt", str(report.published_on) if report.published_on else None
    yield "language", _language(report.language)
    yield "bodyText", report.text.rstrip()  # FollowTheMoney ends values so; offsets stay


def _claim(joined: Joined, claim: Claim) -> Iterator[Statement]:
    report, dataset = joined.report(claim.id), claimant_dataset(joined, claim)
    incidents = joined.incidents_of[claim.id]
    yield from _made(f"cc-claim-{claim.id.replace('/', '-')}", "Note", _note(joined, claim, incidents), dataset, report)
    for event in map(joined.events.__getitem__, claim.events):
        for incident in incidents:
            yield from _made(f"cc-incident-{incident.id}", "Event", _event(joined, claim, event), dataset, report)
        if event.place:
            yield from _made(_place_id(event.place), "Address", _address(event.place), dataset, report)
        for actor in (claim.claimant, *event.initiators, *event.targets):
            yield from _actor(actor, report)


def _note(joined: Joined, claim: Claim, incidents: Iterable[Incident]) -> Values:
    kinds = ", ".join(plain(joined.events[name].kind) for name in claim.events)
    yield "name", f"{actor_code(claim.claimant)} {claim.stance.value}: {kinds}"
    yield "description", joined.words(claim.id, claim.content)
    yield from (("entity", f"cc-incident-{incident.id}") for incident in incidents)
    yield "notes", joined.evidence(claim)
    yield "proof", f"cc-report-{joined.report(claim.id).id}"


def _event(joined: Joined, claim: Claim, event: Event) -> Values:
    report, place = joined.report(claim.id), event.place
    if event.time and event.time.start:
        yield "startDate", event.time.start.isoformat()
        yield "endDate", event.time.end.isoformat() if event.time.end else None
    if place:
        yield "location", place.name
        yield "country", _country(place.country)
        yield "addressEntity", _place_id(place)
    yield from (("involved", _actor_id(actor, report)) for actor in (*event.initiators, *event.targets))
    yield "keywords", event.kind.value
    yield "summary", joined.words(claim.id, claim.content)
    yield "notes", f"{claim.stance.value}, {event.status.value} ({joined.evidence(claim)})"
    yield from (("notes", _figures(claim, harm)) for harm in event.harm)
    yield "proof", f"cc-report-{report.id}"
    yield "publisher", report.outlet
    yield "sourceUrl", report.url


def _figures(claim: Claim, harm: Harm) -> str:
    side, (low, best, high) = harm.side, ("?" if n is None else n for n in (harm.low, harm.best, harm.high))
    whose = actor_code(side) if side else "side not told"
    return f"{harm.effect.value}, {whose}, {harm.category.value}: low {low}, best {best}, high {high} ({claim.id}[{offsets(harm.span)}])"


def _address(place: Place) -> Values:
    yield "full", ", ".join(filter(None, (place.name, place.admin1, place.country)))
    yield "country", _country(place.country)
    yield "region", place.admin1
    yield "latitude", str(place.lat) if place.lat is not None else None
    yield "longitude", str(place.lon) if place.lon is not None else None


def _actor(actor: Actor, report: Report) -> Iterator[Statement]:
    """A party by its proper name, which we give it, and by the names that reports call it, no phrases ("five soldiers"); somebody whom the
    knowledge files do not know as the report calls them.
    """
    entity, schema, outlet = _actor_id(actor, report), _schema(actor), outlet_dataset(report)
    if actor.id is None:
        yield from _made(entity, schema, iter([("name", actor.name or actor.role or actor.person or UNNAMED)]), outlet, report)
        return
    name, country = proper_name(actor) or actor.id, _country(actor.party)
    yield Statement(entity, schema, "name", name, OWN, None)
    if country:
        yield Statement(entity, schema, "country", country, OWN, None)
    if actor.name and actor.name != name and is_name_of(actor, actor.name):
        yield from _made(entity, schema, iter([("alias", " ".join(actor.name.split()))]), outlet, report)


def _schema(actor: Actor) -> str:
    if is_state(actor.party) and actor.sector not in PEOPLE:
        return "PublicBody"
    return "Organization" if actor.party and actor.sector not in PEOPLE else "LegalEntity"


def _actor_id(actor: Actor, report: Report) -> str:
    return f"cc-actor-{_name(actor.id)}" if actor.id else f"cc-actor-unknown-{_name(actor_code(actor))}-{report.id}"


def _place_id(place: Place) -> str:
    return f"cc-place-{place.geonames_id or _name(f'{place.name} {place.country or str()}')}"


def _entities(statements: Iterable[Statement]) -> Iterator[dict[str, object]]:
    """Entities with their values and datasets; an id that came by several schemata keeps the first."""
    entities: dict[str, dict[str, list[str]]] = {}
    schemata: dict[str, str] = {}
    datasets: dict[str, set[str]] = {}
    for s in statements:
        schemata.setdefault(s.entity_id, s.schema)
        datasets.setdefault(s.entity_id, set()).add(s.dataset)
        values = entities.setdefault(s.entity_id, {}).setdefault(s.prop, [])
        if s.value not in values:
            values.append(s.value)
    for name, properties in entities.items():
        yield {"id": name, "schema": schemata[name], "properties": properties, "datasets": sorted(datasets[name])}


def _country(code: str | None) -> str | None:
    """The code that FollowTheMoney knows a land by: ISO 3166 alpha-2 in lower case, `xk` for Kosovo."""
    import pycountry

    land = pycountry.countries.get(alpha_3=code) if code else None
    return land.alpha_2.lower() if land else {"XKX": "xk"}.get(code or "")


def _language(code: str | None) -> str | None:
    import pycountry

    found = pycountry.languages.get(alpha_2=code) if code else None
    return found.alpha_3 if found else None


def _name(words: str) -> str:
    """Part of an entity's id, which may hold no underscore."""
    return _slug(words).replace("_", "-")


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", words.casefold()).strip("_") or "none"


FORMAT = Format({"statement": STATEMENT, "entity": ("id", "schema", "properties", "datasets"), **PROPERTIES}, write, folder=True)
