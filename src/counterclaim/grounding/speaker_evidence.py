"""What bears on who vouches for a claim: the parties of a report, and its own voice, with named features by which they are weighed.

Whom the written rules (`vouching`) have for the phrase that the claims stage took for the claimant, where the reading model points, who is
named near by, who spoke before, whose deed it is and what sort of phrase it is. Who is taken is chosen in `speaker_choice`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from spacy.tokens import Token

from counterclaim.grounding.actors.phrases import generic_phrases, is_definite, organ_of
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.grounding.actors.sides import title_end
from counterclaim.grounding.party_evidence import AROUND, POINTED, log_odds, names_in, scaled, sort_of
from counterclaim.grounding.weighing import Features, Weighed
from counterclaim.records.drafts import DraftClaim, DraftEvent, Pointers
from counterclaim.records.models import MEDIA, NARRATOR, Actor
from counterclaim.records.words import family_of

UNKNOWN = ""
"""Stands for somebody whose party nobody knows."""
BY_SORT = ("WITNESSES", MEDIA, "DIPLOMATS", "ANALYSTS", "MONITORS")
"""Parties of speakers who are told by their sort: they may be meant wherever somebody speaks."""
HEADS = 4
"""Most words that the reading model points at which are asked whom they mean."""
LATELY = 3
"""Claimants back to which order counts."""
MOST_ALIKE = 6
"""Phrases with the same word that are looked at."""
OF_PHRASE = frozenset({"amod", "compound", "nmod", "nmod:poss", "appos", "flat"})


@dataclass
class _Speaker:
    """Somebody who may vouch: the features, and the actor as far as a phrase tells one."""

    features: Features = field(default_factory=lambda: defaultdict(float))
    actor: Actor | None = None


class SpeakerEvidence:
    """Gathers what bears on who vouches for the claims of one report."""

    def __init__(self, actors: ActorResolver, voice: Actor, sentence: Sequence[int], quoted: Set[int]) -> None:
        """`voice` is who speaks in the report's own voice, `sentence` the number of the sentence of each token, `quoted` are tokens in
        quotation marks."""
        self._actors = actors
        self._sides = actors.sides
        self._voice = voice
        self._sentence = sentence
        self._quoted = quoted
        self._by_text: dict[str, list[Token]] = defaultdict(list)
        self._by_lemma: dict[str, list[Token]] = defaultdict(list)
        for token in actors.doc:
            self._by_text[token.text].append(token)
            if token.pos_ == "NOUN":
                self._by_lemma[token.lemma_.lower()].append(token)
        self._title_end = title_end(actors.doc)
        self._named_at = names_in(actors)

    def weigh(self, draft: DraftClaim, ruled: Actor) -> Weighed:
        """Who may vouch for a draft claim, as (party, actor if a phrase tells one); the first is the report's own voice.

        Args:
            draft: the claim; a reading model has looked at its event.
            ruled: who vouches by words and rules.
        """
        event = draft.event
        assert event is not None
        pointers = event.pointers
        assert pointers is not None
        speakers: dict[str, _Speaker] = defaultdict(_Speaker)
        speakers[self._voice.party or UNKNOWN].features["none"] = 1.0
        self._ruled(ruled, speakers)
        self._pointed(pointers, speakers)
        self._named(draft, event, pointers, speakers)
        if draft.claimant is not None:
            for party in BY_SORT:
                speakers[party].features["by_sort"] = 1.0
            self._met_before(draft.claimant, speakers)
        self._sided(ruled, speakers)
        self._before(speakers, draft.claimant if draft.claimant is not None else event.trigger)
        self._of_report(speakers)
        _among(speakers)
        about = _circumstances(draft, event, pointers, ruled) | {"quoted": float(event.trigger.i in self._quoted)}
        options = [(party, speaker.actor) for party, speaker in speakers.items()]
        return Weighed(options, [speaker.features | about for speaker in speakers.values()])

    # --- evidence -------------------------------------------------------------------------------------------------

    def _ruled(self, ruled: Actor, speakers: dict[str, _Speaker]) -> None:
        speaker = speakers[ruled.party or UNKNOWN]
        speaker.actor = ruled
        speaker.features["ruled"] = 1.0
        speaker.features["ruled_by_rule"] = float((ruled.source or "").startswith("rule"))

    def _pointed(self, pointers: Pointers, speakers: dict[str, _Speaker]) -> None:
        """Whom the phrases mean that the reading model points at."""
        speakers[self._voice.party or UNKNOWN].features["pointed"] = pointers.speakers.get(None, 0.0)
        words = sorted(((share, i) for i, share in pointers.speakers.items() if i is not None), reverse=True)
        for share, i in words[:HEADS]:
            head = self._actors.doc[i]
            actors: list[Actor | None] = [*self._actors.would_mean(head, vouches=True)]
            for actor in actors or [None]:
                speaker = speakers[(actor.party if actor is not None else None) or UNKNOWN]
                speaker.features["pointed"] += share
                speaker.features[f"pointed_by_{head.pos_}"] = 1.0
                by_rule = actor is not None and (actor.source or "").startswith("rule")
                speaker.features["pointed_by_rule"] = max(speaker.features["pointed_by_rule"], float(by_rule))
                speaker.actor = speaker.actor or actor

    def _named(self, draft: DraftClaim, event: DraftEvent, pointers: Pointers, speakers: dict[str, _Speaker]) -> None:
        """Who is named near by, in the claimant's phrase or its sentence, and how the model points at the name."""
        doc, head = self._actors.doc, draft.claimant
        inside = {t.i for t in head.subtree} if head is not None else set()
        at = head.i if head is not None else event.trigger.i
        told = {
            "doer_phrase": {t.i for phrase in event.initiators for t in phrase.subtree} - inside,
            "target_phrase": {t.i for phrase in event.targets for t in phrase.subtree} - inside,
            "in_scope": {t.i for t in event.scope} - inside,
        }
        for match, party in self._named_at:
            back = self._sentence[at] - self._sentence[match.start]
            alike = head is not None and _bears(head, doc[match.end - 1])
            if abs(back) > AROUND and not alike and party not in speakers:
                continue
            features = speakers[party].features
            last = match.end - 1
            if alike:
                features["bears_word"] = 1.0
                features["bears_word_before"] = max(features["bears_word_before"], float(last < at))
            if last in inside:
                features["in_phrase"] = 1.0
                features[f"in_phrase_{doc[last].dep_}"] = 1.0
            elif back == 0:
                features["named_before" if last < at else "named_behind"] = 1.0
            elif 0 < back <= AROUND:
                features[f"named_back_{back}"] = 1.0
                features[f"subject_back_{back}"] = max(features[f"subject_back_{back}"], float(doc[last].dep_.startswith("nsubj")))
            elif -AROUND <= back < 0:
                features["named_ahead"] = 1.0
            features |= {name: 1.0 for name, tokens in told.items() if last in tokens}
            words = range(match.start, match.end)
            features["name_pointed"] += sum(pointers.speakers.get(i, 0.0) for i in words)
            for role in POINTED:
                odds = scaled(pointers.best(role, words))
                features[f"{role}_pointed"] = max(features.get(f"{role}_pointed", odds), odds)

    def _sided(self, ruled: Actor, speakers: dict[str, _Speaker]) -> None:
        sides = dict(zip(("first_side", "second_side"), self._sides.pair, strict=False))
        surroundings = self._actors.surroundings
        adversary = self._sides.adversary_of(ruled.party)
        for name, party in {"adversary": adversary, "home": surroundings.home, "scene": surroundings.scene, **sides}.items():
            if party is not None:
                speakers[party].features[name] = 1.0

    def _met_before(self, head: Token, speakers: dict[str, _Speaker]) -> None:
        """Whose phrase the same word headed elsewhere ("the Kyrgyz health ministry", then "the ministry"), and who was named beside the
        same name."""
        words = self._by_text if head.pos_ == "PROPN" else self._by_lemma if head.pos_ == "NOUN" else {}
        alike = [t for t in words.get(head.text if head.pos_ == "PROPN" else head.lemma_.lower(), ()) if t.i != head.i]
        for other in alike[:MOST_ALIKE]:
            inside = {t.i for t in other.subtree}
            when = "before" if other.i < head.i else "behind"
            for match, party in self._named_at:
                if match.end - 1 in inside:
                    speakers[party].features[f"in_phrase_{when}"] = 1.0
                elif self._sentence[match.start] == self._sentence[other.i]:
                    speakers[party].features[f"with_word_{when}"] = 1.0

    def _before(self, speakers: dict[str, _Speaker], at: Token) -> None:
        """Who spoke before."""
        spoke = self._actors.heard_so_far()
        heard = [a.party or UNKNOWN for a in spoke]
        last = spoke[-1] if spoke else None
        if last is not None and last.span is not None:
            between = at.doc.text[last.span.end : at.idx]
            speakers[last.party or UNKNOWN].features["spoke_in_paragraph"] = float(last.span.start < at.idx and "\n" not in between)
        for back, party in enumerate(reversed(heard[-LATELY:]), 1):
            speakers[party].features[f"spoke_{back}"] = 1.0
        for actor in spoke:
            speaker = speakers[actor.party or UNKNOWN]
            speaker.features["person_spoke"] = max(speaker.features["person_spoke"], float(bool(actor.person)))
        for party, speaker in speakers.items():
            speaker.features["share_spoken"] = heard.count(party) / max(1, len(heard))
            speaker.features["spoke"] = float(party in heard)

    def _of_report(self, speakers: Mapping[str, _Speaker]) -> None:
        """What sort of party it is, and how much the report is about it."""
        titled = {party for match, party in self._named_at if match.end <= self._title_end}
        for party, speaker in speakers.items():
            speaker.features |= sort_of(party, self._sides) | {
                "titled": float(party in titled),
                f"sort_{party if party in BY_SORT else NARRATOR if party == NARRATOR else UNKNOWN if not party else 'party'}": 1.0,
            }


def _bears(head: Token, last: Token) -> bool:
    """Whether a name, by its last word, ends in the word of a definite phrase: "the mission", "the army"."""
    return last.i != head.i and is_definite(head) and last.lemma_.lower() == head.lemma_.lower()


def _among(speakers: Mapping[str, _Speaker]) -> None:
    """How the others stand to what is weighed."""
    shares = [s.features.get("pointed", 0.0) for s in speakers.values()]
    for n, speaker in enumerate(speakers.values()):
        speaker.features["pointed_odds"] = log_odds(shares[n])
        speaker.features["others_pointed"] = max((v for m, v in enumerate(shares) if m != n), default=0.0)


def _classes(head: Token) -> Features:
    """The classes of a phrase's words: "the rebels' spokesman" is a group's."""
    words = {head.lemma_.lower(), *(c.lemma_.lower() for c in head.children if c.dep_ in OF_PHRASE)}
    return {f"class_{name}": 1.0 for name, known in generic_phrases().items() if not words.isdisjoint(known)}


def _circumstances(draft: DraftClaim, event: DraftEvent, pointers: Pointers, ruled: Actor) -> Features:
    """What sort of telling it is, and of phrase, which bears on everybody."""
    head = draft.claimant
    about = {
        f"family_{family_of(event.kind).value}": 1.0,
        f"kind_{event.kind.value}": 1.0,
        f"status_{event.status.value}": 1.0,
        f"stance_{draft.stance.value}": 1.0,
        f"told_by_{event.trigger.pos_}": 1.0,
        "no_claimant": float(head is None),
        "cue": float(draft.cue is not None),
        "ruled_unknown": float(ruled.party is None),
        "ruled_by_name": float(bool(ruled.person)),
        "doer_told": float(bool(event.initiators)),
        "target_told": float(bool(event.targets)),
        "harm_told": float(bool(event.harm)),
        "told": pointers.told,
        "own_voice": pointers.speakers.get(None, 0.0),
    }
    if head is not None:
        organ = organ_of(head)
        about |= {
            f"by_{head.pos_}": 1.0,
            f"by_{head.lower_ if head.pos_ == 'PRON' else 'noun'}": 1.0,
            f"office_{(organ.sector or 'none') if organ is not None else ''}": 1.0,
            "definite": float(is_definite(head)),
            "owned": float(any(c.dep_ == "nmod:poss" for c in head.children)),
            "owned_by_pronoun": float(any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in head.children)),
            "far": min(abs(head.i - event.trigger.i), 60) / 30,
        }
        about |= _classes(head)
    return about
