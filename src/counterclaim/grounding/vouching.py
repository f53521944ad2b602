"""Who vouches for a claim: the subject of its cue, the parties that undertake a truce, or the report itself."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from counterclaim.grounding.actors.names import outsiders
from counterclaim.grounding.actors.phrases import generic_phrases, organ_of, phrase_tokens
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.grounding.roles import apart
from counterclaim.records.drafts import DraftClaim
from counterclaim.records.models import MEDIA, Actor, Span
from counterclaim.records.words import Sector, Stance, Status

MENTIONS = "mentions"
"""Name of the span group in which the language engine keeps typed entities."""


class Vouching:
    """Finds the claimants of one report's drafts."""

    def __init__(self, doc: Doc, actors: ActorResolver, voice: Actor) -> None:
        """`voice` is who speaks where the report names nobody."""
        self._doc = doc
        self._actors = actors
        self._voice = voice

    def of(self, draft: DraftClaim) -> list[Actor]:
        """The claimants of a draft; none if nobody who could vouch is its subject."""
        found = self._undertakers(draft) or self._claimants(draft)
        if draft.stance is Stance.COMMITS_TO and draft.event is not None and draft.event.undertaken and len(found) > 2:
            parties, _ = apart(found, self._actors.sides)  # "the ministers of both and of Russia agreed": Russia undertakes nothing
            return list(parties)
        return found

    def _undertakers(self, draft: DraftClaim) -> list[Actor]:
        """The parties to a truce that the report tells in its own words: each vouches for its commitment (a convention of the record)."""
        if (
            draft.event is None
            or not draft.event.undertaken
            or (draft.claimant is not None and not self._is_media(draft.claimant))
            or draft.event.status not in (Status.OCCURRED, Status.ONGOING)
        ):
            return []
        found = [a for phrase in draft.event.initiators for a in self._actors.resolve(phrase)]
        return [a for a in {a.id: a for a in found}.values() if a.party is not None and a.party not in outsiders()]

    def _is_media(self, phrase: Token) -> bool:
        """Whether a source only passes on what the parties undertook ("accepted a truce, state media said")."""
        actors = self._actors.resolve(phrase, vouches=True)
        return bool(actors) and all(a.party == MEDIA for a in actors)

    def _claimants(self, draft: DraftClaim) -> list[Actor]:
        """Who vouches; none if the subject of the cue is nobody who could ("the clashes threatened to …")."""
        if draft.claimant is None:
            return [Actor.of(MEDIA, source="hearsay: the report names no source") if draft.hearsay else self._voice]
        found = [a for phrase in _conjoined(draft.claimant) for a in self._actors.resolve(phrase, vouches=True)]
        unique = list({a.id: a for a in found}.values())
        if unique:
            return unique
        head = draft.claimant
        sort = self._entity_kind(head)
        organ = organ_of(head)
        if sort not in ("person", "organization") and head.pos_ != "PROPN" and organ is None and not _can_speak(head):
            return [self._voice] if draft.stance is Stance.ASSERTS else []
        tokens = [t for t in phrase_tokens(head) if not t.is_space]
        name = self._doc[tokens[0].i : tokens[-1].i + 1].text if len(tokens) <= 12 else head.text
        person = name if sort == "person" else None
        sector = Sector(organ.sector) if organ is not None and organ.sector else None
        span = Span(start=head.idx, end=head.idx + len(head))
        return [Actor(id=None, party=None, sector=sector, name=name, person=person, span=span)]

    def _entity_kind(self, head: Token) -> str | None:
        """The type of the entity that a token heads, as the language engine has it."""
        return next((m.label_ for m in self._doc.spans.get(MENTIONS, ()) if m.root.i == head.i), None)


def _can_speak(head: Token) -> bool:
    """Whether a noun is of those who say something of their own, not of what only shows something ("the clashes", "the figures")."""
    classes = generic_phrases()
    return head.lemma_.lower() in classes["speaker"] | classes["group"] | classes["body"]


def _conjoined(head: Token) -> list[Token]:
    found = [head]
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            found.extend(_conjoined(child))
    return found
