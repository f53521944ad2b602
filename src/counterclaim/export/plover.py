"""`plover`: a JSON array of events in the shape of PLOVER (Open Event Data Alliance), one for each coded act of a claim.

Keys as in PLOVER's own JSON; `mode` is ours to add, since the shape has no place for it. What the schema leaves open holds the evidence:
`textInfo.markup` the spans, `comment` the claim, its claimant and its stance.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from counterclaim.export.acts import NO_CODE, Act, acts_of
from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, actor_code
from counterclaim.export.schemes import actor_name, words_of
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import SCHEMA_VERSION, Actor

KEYS = tuple(
    "id date source target event mode eventText context text textInfo language publication coder version dateCoded comment".split()
)
ACTOR = ("actorText", "code", "sector")
MARKUP = ("role", "start", "end")
CODER = "counterclaim"


def write(comparison: Comparison) -> Export:
    """One JSON file."""
    joined, events, left_out = Joined(comparison), list[dict[str, Any]](), Counter[str]()
    for act in acts_of(joined):
        if act.codes.plover_event is None:
            left_out[NO_CODE] += 1
        else:
            events.append(_event(joined, act))
    content = json.dumps(events, ensure_ascii=False, indent=1).encode() + b"\n"
    return Export((Part("plover.json", content),), len(events), left_out)


def _event(joined: Joined, act: Act) -> dict[str, Any]:
    report, time = joined.report(act.claim.id), act.event.time
    values: tuple[object, ...] = (
        act.name,
        time.start.isoformat() if time and time.start else None,
        [_actor(actor) for actor in act.sources],
        [_actor(actor) for actor in act.targets],
        act.codes.plover_event,
        act.codes.plover_mode,
        joined.words(act.event.id, act.event.spans),
        [],
        joined.words(act.claim.id, act.claim.content),
        {"markup": _markup(act)},
        report.language,
        report.outlet or report.url,
        CODER,
        SCHEMA_VERSION,
        None,
        f"{actor_code(act.claim.claimant)} {act.claim.stance.value}: {act.claim.id}",
    )
    return dict(zip(KEYS, values, strict=True))


def _actor(actor: Actor) -> dict[str, Any]:
    sector = words_of("plover_sector").get(actor.sector.value) if actor.sector else None
    return dict(zip(ACTOR, (actor_name(actor), actor.party, sector), strict=True))


def _markup(act: Act) -> list[dict[str, Any]]:
    marked = [("claimant", act.claim.claimant.span), ("cue", act.claim.cue), *(("content", s) for s in act.claim.content)]
    marked += [("source", a.span) for a in act.sources] + [("target", a.span) for a in act.targets]
    marked += [("event", span) for span in act.event.spans]
    return [dict(zip(MARKUP, (role, span.start, span.end), strict=True)) for role, span in marked if span]


FORMAT = Format({"event": KEYS, "source and target": ACTOR, "textInfo.markup": MARKUP}, write)
