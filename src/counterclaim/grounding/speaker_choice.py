"""Who vouches for a claim: the parties of a report, and its own voice, weighed for it.

The written rules (`vouching`) say who is meant by the phrase that the claims stage took for the claimant; what they find, where the reading
model points, who is named near by, who spoke before, whose deed it is and what sort of phrase it is are weighed together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
from spacy.tokens import Token

from counterclaim.grounding.actors.names import load_parties, outsiders, parent_of
from counterclaim.grounding.actors.phrases import generic_phrases, is_definite, is_the, organ_of
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.grounding.actors.sides import is_group
from counterclaim.grounding.setting_evidence import LIKELY, SCALE, UNLIKELY
from counterclaim.grounding.weighing import Features, Floats, Weighed, load_weigher
from counterclaim.records.drafts import DraftClaim, DraftEvent
from counterclaim.records.models import MEDIA, NARRATOR, Actor
from counterclaim.records.words import family_of

UNKNOWN = ""
"""Stands for somebody whose party nobody knows."""
BY_SORT = ("WITNESSES", MEDIA, "DIPLOMATS", "ANALYSTS", "MONITORS")
"""Parties of speakers who are told by their sort: they may be meant wherever somebody speaks."""
WEIGHED = "weighed: who speaks in the report, what is told, and where the reading model points"
SURER = 1.5
"""How much likelier, in log-odds, another than whom the words and rules have must be."""
LEAST_LIKELY = 0.6
"""Least share of whoever is taken in the place of somebody of whom nobody knows whose he is: better nobody than somebody else."""
LEAST_SHARE, HEADS = 0.03, 4
"""Least share of a word that the reading model points at, and most such words."""
LEAST, MOST = 0.002, 0.998
"""Shares beyond which it does not matter how far."""
AROUND = 3
"""Sentences before and behind in which names count as near by."""
LATELY = 3
"""Claimants back to which order counts."""
POINTED = ("initiator", "target")
MOST_ALIKE = 6
"""Phrases with the same word that are looked at."""
OF_PHRASE = frozenset({"amod", "compound", "nmod", "nmod:poss", "appos", "flat"})


@dataclass
class _Speaker:
    """Somebody who may vouch: the features, and the actor as far as a phrase tells one."""

    features: Features = field(default_factory=lambda: defaultdict(float))
    actor: Actor | None = None


class SpeakerChooser:
    """Weighs who may vouch for the claims of one report."""

    def __init__(self, actors: ActorResolver, voice: Actor, sentence: Sequence[int], quoted: Set[int]) -> None:
        """`voice` is who speaks in the report's own voice, `sentence` the number of the sentence of each token, `quoted` are tokens in
        quotation marks."""
        self._actors = actors
        self._sides = actors.sides
        self._voice = voice
        self._sentence = sentence
        self._quoted = quoted
        self._names: dict[str, list[Token]] = defaultdict(list)
        self._nouns: dict[str, list[Token]] = defaultdict(list)
        for token in actors.doc:
            self._names[token.text].append(token)
            if token.pos_ == "NOUN":
                self._nouns[token.lemma_.lower()].append(token)
        self._title_end = next((t.i for t in actors.doc if t.is_space and "\n" in t.text), 0)
        self._named_at = [(m, parent_of(entry.party)) for m in actors.matches if (entry := actors.sides.entry_of(m)) is not None]

    @staticmethod
    def is_settled(draft: DraftClaim, ruled: Sequence[Actor]) -> bool:
        """Whether there is nothing to be weighed: nothing happened, several speak, nobody is named as the source, the report takes it as
        known, or the words name somebody of whom nobody knows whose he is ("the Frontier Monitor", "a smaller faction")."""
        if draft.event is None or draft.mutual or draft.hearsay or draft.taken_as_known or len(ruled) != 1:
            return True
        head = draft.claimant
        if head is None or ruled[0].party is not None:
            return False
        body = ruled[0].person is None or is_the(head)  # "the Frontier Casualty Monitor" is no person, whatever it was taken for
        called = head.pos_ == "PROPN" or head.is_title and not head.is_sent_start
        return body and (called or head.pos_ == "NOUN" and not is_definite(head))

    def weigh(self, draft: DraftClaim, ruled: Actor) -> Weighed:
        """Who may vouch for a draft claim, which has an event; `ruled` is who does by words and rules. The first is the report's own
        voice."""
        event = draft.event
        assert event is not None
        speakers: dict[str, _Speaker] = defaultdict(_Speaker)
        speakers[self._voice.party or UNKNOWN].features["none"] = 1.0
        self._ruled(ruled, speakers)
        self._pointed(event, speakers)
        self._named(draft, event, speakers)
        if draft.claimant is not None:
            for party in BY_SORT:
                speakers[party].features["by_sort"] = 1.0
        if draft.claimant is not None:
            self._met_before(draft.claimant, speakers)
        self._sided(ruled, speakers)
        self._before(speakers, draft.claimant or event.trigger)
        self._of_report(speakers)
        _among(speakers)
        about = _circumstances(draft, event, ruled) | {"quoted": float(event.trigger.i in self._quoted)}
        options = [(party, speaker.actor) for party, speaker in speakers.items()]
        return Weighed(options, [speaker.features | about for speaker in speakers.values()])

    def choose(self, weighed: Weighed, ruled: Actor) -> Actor:
        """Who vouches: whom words and rules have, unless somebody else is much likelier."""
        options: Sequence[tuple[str, Actor | None]] = weighed.options
        odds = load_weigher("speaker")(weighed.features)[:, 0]
        had = next(n for n, (party, _) in enumerate(options) if party == (ruled.party or UNKNOWN))
        best = int(odds.argmax())
        party, actor = options[best]
        spoken = ruled.party != self._voice.party
        unsure = ruled.party is None and _share(odds, best) < LEAST_LIKELY
        if odds[best] - odds[had] < SURER or unsure or party == UNKNOWN and actor is None and not spoken:
            return ruled
        if best == 0:
            return self._voice
        if actor is not None:
            return actor.model_copy(update={"source": WEIGHED})
        if not spoken:
            return Actor.of(party, source=WEIGHED)
        return Actor.of(party or None, ruled.sector, name=ruled.name, role=ruled.role, person=ruled.person, span=ruled.span, source=WEIGHED)

    # --- evidence -------------------------------------------------------------------------------------------------

    def _ruled(self, ruled: Actor, speakers: dict[str, _Speaker]) -> None:
        speaker = speakers[ruled.party or UNKNOWN]
        speaker.actor = ruled
        speaker.features["ruled"] = 1.0
        speaker.features["ruled_by_rule"] = float((ruled.source or "").startswith("rule"))

    def _pointed(self, event: DraftEvent, speakers: dict[str, _Speaker]) -> None:
        """Whom the phrases mean that the reading model points at."""
        pointers = event.pointers
        if pointers is None:
            return
        speakers[self._voice.party or UNKNOWN].features["pointed"] = pointers.speakers.get(None, 0.0)
        words = sorted(
            ((share, i) for i, share in pointers.speakers.items() if i is not None and share >= LEAST_SHARE),
            reverse=True,
        )
        for share, i in words[:HEADS]:
            head = event.trigger.doc[i]
            actors: list[Actor | None] = [*self._actors.would_mean(head, vouches=True)]
            for actor in actors or [None]:
                speaker = speakers[(actor.party if actor is not None else None) or UNKNOWN]
                speaker.features["pointed"] += share
                speaker.features[f"pointed_by_{head.pos_}"] = 1.0
                speaker.features["pointed_by_rule"] = float(actor is not None and (actor.source or "").startswith("rule"))
                speaker.actor = speaker.actor or actor
        for speaker in speakers.values():
            speaker.features["pointed_odds"] = _odds(speaker.features.get("pointed", 0.0))

    def _named(self, draft: DraftClaim, event: DraftEvent, speakers: dict[str, _Speaker]) -> None:
        """Who is named near by, in the claimant's phrase or its sentence, and how the model points at the name."""
        pointers, doc = event.pointers, event.trigger.doc
        head = draft.claimant
        inside = {t.i for t in head.subtree} if head is not None else set()
        at = head.i if head is not None else event.trigger.i
        spoken = {t.i for phrase in (*event.initiators,) for t in phrase.subtree}
        suffered = {t.i for phrase in (*event.targets,) for t in phrase.subtree}
        scope = {t.i for t in event.scope}
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
            for name, tokens in (("doer_phrase", spoken), ("target_phrase", suffered), ("in_scope", scope)):
                if last in tokens and last not in inside:
                    features[name] = 1.0
            if pointers is not None:
                words = range(match.start, match.end)
                features["name_pointed"] += sum(pointers.speakers.get(i, 0.0) for i in words)
                for role in POINTED:
                    odds = min(max(pointers.best(role, words), UNLIKELY), LIKELY) / SCALE
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
        words = self._names if head.pos_ == "PROPN" else self._nouns if head.pos_ == "NOUN" else {}
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
        heard = [a.party or UNKNOWN for a in self._actors.heard_so_far()]
        last = next(reversed(self._actors.heard_so_far()), None)
        if last is not None and last.span is not None:
            between = at.doc.text[last.span.end : at.idx]
            speakers[last.party or UNKNOWN].features["spoke_in_paragraph"] = float(last.span.start < at.idx and "\n" not in between)
        for back, party in enumerate(reversed(heard[-LATELY:]), 1):
            speakers[party].features[f"spoke_{back}"] = 1.0
        for party, speaker in speakers.items():
            speaker.features["share_spoken"] = heard.count(party) / max(1, len(heard))
            speaker.features["spoke"] = float(party in heard)
        for actor in self._actors.heard_so_far():
            speaker = speakers[actor.party or UNKNOWN]
            speaker.features["person_spoke"] = max(speaker.features["person_spoke"], float(bool(actor.person)))

    def _of_report(self, speakers: Mapping[str, _Speaker]) -> None:
        """What sort of party it is, and how much the report is about it."""
        titled = {party for match, party in self._named_at if match.end <= self._title_end}
        known, most = load_parties(), max(self._sides.acting.values(), default=1)
        for party, speaker in speakers.items():
            speaker.features |= {
                "acting": self._sides.acting.get(party, 0) / most,
                "titled": float(party in titled),
                "outsider": float(party in outsiders()),
                "group": float(is_group(party)),
                "state": float(len(party) == 3 and party not in known),
                f"sort_{party if party in BY_SORT else NARRATOR if party == NARRATOR else UNKNOWN if not party else 'party'}": 1.0,
            }


def _share(odds: Floats, option: int) -> float:
    """The share of one option among all."""
    weights = np.exp(odds - odds.max())
    return float(weights[option] / weights.sum())


def _odds(share: float) -> float:
    held = min(max(share, LEAST), MOST)
    return float(np.log(held / (1 - held))) / SCALE


def _bears(head: Token, last: Token) -> bool:
    """Whether a name, by its last word, ends in the word of a definite phrase: "the mission", "the army"."""
    return last.i != head.i and is_definite(head) and last.lemma_.lower() == head.lemma_.lower()


def _among(speakers: Mapping[str, _Speaker]) -> None:
    """How the others stand to what is weighed."""
    shares = [s.features.get("pointed", 0.0) for s in speakers.values()]
    for n, speaker in enumerate(speakers.values()):
        speaker.features["others_pointed"] = max((v for m, v in enumerate(shares) if m != n), default=0.0)


def _classes(head: Token) -> Features:
    """The classes of a phrase's words: "the rebels' spokesman" is a group's."""
    words = {head.lemma_.lower(), *(c.lemma_.lower() for c in head.children if c.dep_ in OF_PHRASE)}
    return {f"class_{name}": 1.0 for name, known in generic_phrases().items() if not words.isdisjoint(known)}


def _circumstances(draft: DraftClaim, event: DraftEvent, ruled: Actor) -> Features:
    """What sort of telling it is, and of phrase, which bears on everybody."""
    head = draft.claimant
    about = {
        f"family_{family_of(event.kind).value}": 1.0,
        f"kind_{event.kind.value}": 1.0,
        f"status_{event.status.value}": 1.0,
        f"stance_{draft.stance.value}": 1.0,
        f"told_by_{event.trigger.pos_}": 1.0,
        "no_claimant": float(head is None),
        "hearsay": float(draft.hearsay),
        "cue": float(draft.cue is not None),
        "ruled_unknown": float(ruled.party is None),
        "ruled_by_name": float(bool(ruled.person)),
        "doer_told": float(bool(event.initiators)),
        "target_told": float(bool(event.targets)),
        "harm_told": float(bool(event.harm)),
    }
    if head is not None:
        organ = organ_of(head)
        about |= {
            f"by_{head.pos_}": 1.0,
            f"by_{head.lower_ if head.pos_ == 'PRON' else 'noun'}": 1.0,
            f"office_{organ.sector if organ is not None else ''}": 1.0,
            "definite": float(is_definite(head)),
            "owned": float(any(c.dep_ == "nmod:poss" for c in head.children)),
            "owned_by_pronoun": float(any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in head.children)),
            "far": min(abs(head.i - event.trigger.i), 60) / 30,
        }
        about |= _classes(head)
    if event.pointers is None:
        return about | {"unpointed": 1.0}
    return about | {"told": event.pointers.told, "own_voice": event.pointers.speakers.get(None, 0.0)}
