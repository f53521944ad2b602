"""Annotated reports → samples of the slot networks: what was weighed for a claim that was found, and which options are right.

A draft claim is paired with the annotated claim whose trigger it stands on, rather one by the same party; else with the only one by the
same party and of the same family in whose words it stands. One that pairs with none teaches nothing. Who vouches is right by any annotated
claim on the same trigger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from counterclaim.claims.extract import extract
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.reading.model import ReadingModel
from counterclaim.grounding.actors.names import load_names
from counterclaim.grounding.dates.choice import Moment
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.ground import Grounder
from counterclaim.grounding.place_choice import Site
from counterclaim.grounding.role_choice import ROLES
from counterclaim.grounding.weighing import Features, Weighed
from counterclaim.records.distance import km_between
from counterclaim.records.drafts import DraftClaim, DraftDuty
from counterclaim.records.models import Actor, Report
from counterclaim.records.words import Kind, family_of
from counterclaim.training.reading_corpus import Annotated, Range, find_quote

SLOTS = ("speaker", "place", "time", "roles")
OUTPUTS: Mapping[str, int] = {"speaker": 1, "place": 1, "time": 1, "roles": len(ROLES)}
NEAR_KM, FAR_KM = 40, 161
"""Within the first a place is right, within the second half right: the measure of the wire."""
UNPOINTED = "unpointed"


@dataclass(frozen=True)
class Sample:
    """One slot of one draft claim.

    Attributes:
        writer: the folder of the report: each was annotated by somebody else.
        features: of each option.
        right: (options, outputs), each from 0 to 1: how right an option is; for roles whether the party is in each of them.
    """

    writer: str
    features: Sequence[Features]
    right: Sequence[Sequence[float]]


@dataclass(frozen=True)
class _Heard:
    """What the witness was told of a draft claim."""

    draft: DraftClaim
    claimant: Actor
    weighed: Mapping[str, Weighed]


def make_samples(
    reports: Sequence[Annotated], engine: Language, model: ReadingModel, gazetteer: Gazetteer, blind: bool
) -> dict[str, list[Sample]]:
    """Read reports and pair what was weighed with their annotation, by slot.

    Args:
        reports: the reports.
        engine: our language engine.
        model: a reading model.
        gazetteer: the place index.
        blind: whether the model learned from these reports, so that where it points is not to be believed.
    """
    heard: list[_Heard] = []

    def listen(draft: DraftClaim | DraftDuty, claimant: Actor | None, weighed: Mapping[str, Weighed]) -> None:
        if isinstance(draft, DraftClaim) and claimant is not None:
            heard.append(_Heard(draft, claimant, weighed))

    ground = Grounder(load_names(), gazetteer, listen)
    lexicon, samples = load_lexicon(), {slot: list[Sample]() for slot in SLOTS}
    for report, doc in zip(reports, engine.pipe([r.text for r in reports]), strict=True):
        heard.clear()
        known = Report(id=report.name, text=report.text, outlet=report.outlet, published=report.published)
        ground(known, doc, extract(doc, lexicon, model))
        gold = list(_placed(report))
        for one in heard:
            if "speaker" in one.weighed:
                samples["speaker"].extend(_speakers(report.name.partition("/")[0], one, gold, blind))
                continue
            claim = _paired(one, gold)
            if claim is None:
                continue
            for slot in one.weighed:
                sample = _sample(report.name.partition("/")[0], slot, one.weighed[slot], claim["event"], blind)
                if sample is not None:
                    samples[slot].append(sample)
    return samples


def _speakers(
    writer: str, heard: _Heard, gold: Iterable[tuple[Mapping[str, Any], Range | None, list[Range]]], blind: bool
) -> Iterator[Sample]:
    """The sample of a claimant, if anybody who was weighed makes a claim that stands on the same trigger."""
    assert heard.draft.event is not None
    at, weighed = heard.draft.event.trigger.idx, heard.weighed["speaker"]
    meant = {_party(claim["claimant"]) for claim, trigger, _ in gold if trigger is not None and trigger[0] <= at < trigger[1]}
    right = [[float(party in meant)] for party, _ in weighed.options]
    if not blind and any(score for (score,) in right):
        yield Sample(writer, weighed.features, right)


def _placed(report: Annotated) -> Iterator[tuple[Mapping[str, Any], Range | None, list[Range]]]:
    """The claims of a report, with the characters of their trigger and of their content."""
    for claim in report.claims:
        content = [r for quote in claim["content"] if (r := find_quote(report.text, quote)) is not None]
        yield claim, find_quote(report.text, claim["event"].get("trigger"), content[0][0] if content else None), content


def _paired(heard: _Heard, gold: Iterable[tuple[Mapping[str, Any], Range | None, list[Range]]]) -> Mapping[str, Any] | None:
    event = heard.draft.event
    assert event is not None
    at, party, family = event.trigger.idx, heard.claimant.party, family_of(event.kind)
    gold = list(gold)
    on_it = [claim for claim, trigger, _ in gold if trigger is not None and trigger[0] <= at < trigger[1]]
    same = [claim for claim in on_it if _party(claim["claimant"]) == party]
    around = [
        claim
        for claim, _, content in gold
        if _party(claim["claimant"]) == party
        and family_of(Kind(claim["event"]["kind"])) is family
        and any(start <= at < end for start, end in content)
    ]
    found = same or on_it or (around if len(around) == 1 else [])
    return next((c for c in found if c["event"]["kind"] == event.kind.value), found[0] if found else None)


def _party(code: str | None) -> str | None:
    return code.partition(":")[0] if code else None


def _sample(writer: str, slot: str, weighed: Weighed, event: Mapping[str, Any], blind: bool) -> Sample | None:
    """None where no option is right, or there was no choice."""
    if slot == "roles":
        meant = [{_party(code) for code in event.get(f"{role}s") or ()} for role in ROLES]
        right = [[float(party in parties) for parties in meant] for party, _ in weighed.options]
    else:
        right = [[place_score(event.get("place"), o) if slot == "place" else time_score(event.get("date"), o)] for o in weighed.options]
        if weighed.options[0] is not None or not any(score for (score,) in right):
            return None
    features = [without_pointers(f) for f in weighed.features] if blind else weighed.features
    return Sample(writer, features, right) if right else None


def place_score(gold: Mapping[str, Any] | None, site: Site | None) -> float:
    """How right a place is: by distance, without coordinates by name."""
    if gold is None or site is None:
        return float(gold is None and site is None)
    place = site.place
    if gold.get("lat") is None or place.lat is None or place.lon is None:
        return float(gold["name"].lower() == place.name.lower())
    km = km_between(gold["lat"], gold["lon"], place.lat, place.lon)
    return 1.0 if km <= NEAR_KM else 0.5 if km <= FAR_KM else 0.0


def time_score(gold: Sequence[str] | None, moment: Moment | None) -> float:
    """How right a time is: the same days, or half for some of them."""
    if gold is None or moment is None:
        return float(gold is None and moment is None)
    first, last = (day.isoformat() for day in moment.days)
    if (first, last) == tuple(gold):
        return 1.0
    return 0.5 if first <= gold[1] and gold[0] <= last else 0.0


def without_pointers(features: Features) -> Features:
    """The features of an option as if no reading model had read the report."""
    return {name: value for name, value in features.items() if "pointed" not in name} | {UNPOINTED: 1.0}
