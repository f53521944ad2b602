"""What bears on who owes a duty: the parties of a report, with named features by which they are weighed.

Whom words and written rules have, where the accord network points, who is named near by and how, who made the agreements that the report
tells of, brokered or watches over them, who speaks, acts and is accused in the claims on the same words, and who owed what was told before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Token

from counterclaim.grounding.accords import THE_SIDES, row
from counterclaim.grounding.actors.names import outsiders
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.grounding.merge import Told
from counterclaim.grounding.party_evidence import AROUND, log_odds, names_in, sort_of
from counterclaim.grounding.weighing import Features, Weighed
from counterclaim.records.drafts import DraftDuty
from counterclaim.records.models import Actor, Agreement
from counterclaim.records.words import Family, Stance, family_of

ALL_PARTIES = "rule: nobody named, so all parties"
EACH = frozenset({"neither", "each", "either", "both"})
HEADS = 4
"""Most words that the network points at which are asked whom they mean."""
MANY = 4
"""Number of mentions from which on it does not matter how many there are."""


class ObligorEvidence:
    """Gathers what bears on who owes the duties of one report; remembers who owed those before."""

    def __init__(
        self, actors: ActorResolver, sentence: Sequence[int], pair: Sequence[str], told: Sequence[Told], mentions: Sequence[Agreement]
    ) -> None:
        """`sentence` is the number of the sentence of each token, `pair` are the sides of the report's agreements."""
        self._actors = actors
        self._sentence = sentence
        self._pair = tuple(pair)
        self._claims = told
        self._mentions = mentions
        self._names = names_in(actors)
        self._past: list[frozenset[str]] = []

    def weigh(self, draft: DraftDuty, ruled: Sequence[Actor | None]) -> Weighed:
        """Who may owe a duty, as (party, actor if words or rules give one).

        Args:
            draft: the duty; a model has pointed at who owes it.
            ruled: who owes it by words and rules; None for somebody unknown.
        """
        parties: dict[str, Features] = defaultdict(lambda: defaultdict(float))
        actors: dict[str, Actor] = {}
        self._ruled(ruled, parties, actors)
        several = self._pointed(draft, parties, actors)
        self._named(draft, parties)
        self._of_accords(draft, parties)
        self._of_claims(draft, parties)
        self._before(parties)
        for n, party in enumerate(self._pair):
            parties[party]["in_pair"] = parties[party][f"side_{n}"] = 1.0
        known = {party: features for party, features in parties.items() if party and party not in outsiders()}
        for party, features in known.items():
            features.update(sort_of(party, self._actors.sides))
            features["others_pointed"] = max((f["pointed"] for p, f in known.items() if p != party), default=0.0)
            features["others_ruled"] = max((f["ruled"] for p, f in known.items() if p != party), default=0.0)
        self._past.append(frozenset(a.party for a in ruled if a is not None and a.party))
        about = self._circumstances(draft, ruled, several) | {"parties": len(known) / MANY}
        return Weighed([(p, actors.get(p)) for p in known], [dict(f) | about for f in known.values()])

    # --- evidence -------------------------------------------------------------------------------------------------

    def _ruled(self, ruled: Sequence[Actor | None], parties: dict[str, Features], actors: dict[str, Actor]) -> None:
        for actor in ruled:
            if actor is not None and actor.party:
                actors[actor.party] = actor
                parties[actor.party]["ruled"] = 1.0
                how = "all" if actor.source == ALL_PARTIES else "sides" if actor.source == THE_SIDES else "words"
                parties[actor.party][f"ruled_{how}"] = 1.0

    def _pointed(self, draft: DraftDuty, parties: dict[str, Features], actors: dict[str, Actor]) -> float:
        """Whom the phrases mean that the network points at; → the share of phrases that mean several or nobody known."""
        assert draft.owers is not None
        several = 0.0
        words = sorted(((share, i) for i, share in draft.owers.items() if i is not None), reverse=True)
        for share, i in words[:HEADS]:
            head = self._actors.doc[i]
            meant = [a for t in row(head) for a in self._actors.would_mean(t) if a.party and a.party not in outsiders()]
            if not meant:
                several += share
            for actor in meant:
                assert actor.party is not None
                features = parties[actor.party]
                features["pointed"] += share
                features[f"pointed_by_{head.pos_}"] = 1.0
                features["pointed_by_rule"] = max(features["pointed_by_rule"], float((actor.source or "").startswith("rule")))
                actors.setdefault(actor.party, actor)
        for features in parties.values():
            features["pointed_odds"] = log_odds(features["pointed"])
        return several

    def _named(self, draft: DraftDuty, parties: dict[str, Features]) -> None:
        """Who is named near by, and how."""
        doc, at = self._actors.doc, draft.act.i
        owers = draft.owers or {}
        scope = {t.i for t in draft.scope}
        parts = {name: {t.i for head in heads for t in head.subtree} for name, heads in _parts(draft.act).items()}
        for match, party in self._names:
            back = self._sentence[at] - self._sentence[match.start]
            features, last = parties[party], match.end - 1
            features["name_pointed"] += sum(owers.get(i, 0.0) for i in range(match.start, match.end))
            features["share_named"] += 1 / len(self._names)
            if back == 0:
                features["named_before" if last < at else "named_behind"] = 1.0
                features["named_near"] = max(features["named_near"], 1 / (1 + abs(last - at) / 4))
                features[f"named_as_{doc[last].dep_}"] = 1.0
            elif 0 < back <= AROUND:
                features[f"named_back_{back}"] = 1.0
                features[f"subject_back_{back}"] = max(features[f"subject_back_{back}"], float(doc[last].dep_.startswith("nsubj")))
            elif -AROUND <= back < 0:
                features["named_ahead"] = 1.0
            if last in scope:
                features["in_scope"] = 1.0
            for name, tokens in parts.items():
                if last in tokens:
                    features[f"in_{name}"] = 1.0

    def _of_accords(self, draft: DraftDuty, parties: dict[str, Features]) -> None:
        """Who made the agreements, brokered them, watches over them; the nearest before the duty apart."""
        at = draft.act.idx
        nearest = max((m for m in self._mentions if m.spans[0].start <= at), key=lambda m: m.spans[0].start, default=None)
        for mention in self._mentions:
            for role, actors in (("party", mention.parties), ("broker", mention.brokers), ("monitor", mention.monitors)):
                for actor in actors:
                    if actor.party:
                        parties[actor.party][f"accord_{role}"] = 1.0
                        if mention is nearest:
                            parties[actor.party][f"nearest_{role}"] = 1.0
                            parties[actor.party][f"nearest_named_{role}"] = float(actor.span is not None)

    def _of_claims(self, draft: DraftDuty, parties: dict[str, Features]) -> None:
        """What part they have in the claims on the same words, before them, and in all."""
        at, counts = draft.act.idx, defaultdict[str, Counter[str]](Counter)
        last: tuple[int, str] | None = None
        for told in self._claims:
            claim, event = told.claim, told.event
            spans = (*event.spans, *claim.content)
            covering = any(s.start <= at < s.end for s in spans)
            family = family_of(event.kind)
            named = {"claimant": (claim.claimant,), "initiator": event.initiators, "target": event.targets, "mediator": event.mediators}
            for role, actors in named.items():
                for party in {a.party for a in actors if a.party}:
                    if covering:
                        parties[party][f"covering_{role}"] = 1.0
                        parties[party][f"covering_{role}_{claim.stance.value}"] = 1.0
                    counts["claimant" if role == "claimant" else f"{family.value}_{role}"][party] += 1
                    if role == "initiator" and claim.stance is Stance.ACCUSES:
                        counts["accused"][party] += 1
            if claim.claimant.party and spans[0].start <= at and (last is None or spans[0].start >= last[0]):
                last = spans[0].start, claim.claimant.party
        if last is not None:
            parties[last[1]]["spoke_last"] = 1.0
        for name, counted in counts.items():
            if name in ("claimant", "accused") or name.startswith((Family.VIOLENCE.value, Family.PEACE.value)):
                for party, number in counted.items():
                    parties[party][f"told_{name}"] = min(number, MANY) / MANY

    def _before(self, parties: dict[str, Features]) -> None:
        """Who owed what was told before."""
        for back, owed in enumerate(reversed(self._past[-2:]), 1):
            for party in owed:
                parties[party][f"owed_{back}"] = 1.0
        for party in {p for owed in self._past for p in owed}:
            parties[party]["share_owed"] = sum(party in owed for owed in self._past) / len(self._past)

    def _circumstances(self, draft: DraftDuty, ruled: Sequence[Actor | None], several: float) -> Features:
        """What sort of duty and of phrase it is, which bears on every party."""
        assert draft.owers is not None
        head = draft.obligor
        about: Features = {
            f"duty_{draft.duty.value}": 1.0,
            f"act_{draft.act.pos_}": 1.0,
            "nobody": draft.owers.get(None, 0.0),
            "nobody_odds": log_odds(draft.owers.get(None, 0.0)),
            "pointed_several": several,
            "sides": len(self._pair) / 2,
            "ruled_parties": sum(a is not None for a in ruled) / 2,
            "unknown_ruled": float(None in ruled),
            "told_before": float(bool(self._past)),
            f"obligor_{head.pos_ if head is not None else ''}": 1.0,
        }
        if head is not None:
            words = {head.lower_, *(c.lower_ for c in head.children)}
            about |= {"each": float(bool(words & EACH)), "all": float("all" in words), "jointly": float(draft.jointly)}
            about["plural"] = float("Plur" in head.morph.get("Number", []))
        return about


def _parts(act: Token) -> Mapping[str, Iterable[Token]]:
    """Phrases around the word that tells a duty: who does it, whose it is, by whom, what it is done to; the same of the verb above."""
    found = defaultdict[str, list[Token]](list)
    for prefix, word in (("", act), ("above_", act.head)) if act.head is not act else (("", act),):
        for child in word.children:
            if child is not act and child.dep_.startswith(("nsubj", "obl", "nmod", "obj", "iobj")):
                found[prefix + child.dep_.replace(":", "_")].append(child)
    return found
