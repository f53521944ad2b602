"""Who a phrase means: the ways of meaning somebody, in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence, Set
from dataclasses import replace

from spacy.tokens import Doc, Token

from counterclaim.grounding.actors.context import Context, Phrase
from counterclaim.grounding.actors.discourse import Discourse, antecedent_of
from counterclaim.grounding.actors.names import NameIndex, NameMatch, load_parties
from counterclaim.grounding.actors.opponents import both_sides
from counterclaim.grounding.actors.phrases import generic_phrases
from counterclaim.grounding.actors.pronouns import all_who_spoke, pronoun
from counterclaim.grounding.actors.sides import Sides, find_sides
from counterclaim.grounding.actors.surroundings import Surroundings, capital_home
from counterclaim.grounding.actors.taken_up import described, introduced, people_or_land, several_before
from counterclaim.grounding.actors.unattached import is_told_by_sort, unattached
from counterclaim.grounding.actors.whose import co_owners, named, named_organs, organ, owner
from counterclaim.records.models import Actor


class ActorResolver:
    """Resolves the phrases of one document. Calls should follow the order of the text: later phrases take up earlier ones."""

    def __init__(
        self, doc: Doc, published: dt.date | None, names: NameIndex, fighting: Collection[int] = (), quoted: Set[int] = frozenset()
    ) -> None:
        """Finds the names of the document. `fighting`: see `find_sides`; `quoted`: tokens in quotation marks."""
        matches = names.find(doc, published)
        sides = find_sides(doc, matches, fighting)
        around = Surroundings(home=capital_home(doc, matches, sides))
        context = Context(doc, published, names, matches, quoted, sides, around, Discourse(doc, matches, sides))
        self._organs, self._fighting = named_organs(context), fighting
        self._context = replace(context, discourse=Discourse(doc, matches, sides, self._organs, fighting))

    @property
    def doc(self) -> Doc:
        """The document."""
        return self._context.doc

    @property
    def sides(self) -> Sides:
        """Whom the document is about."""
        return self._context.sides

    def settle(self, surroundings: Surroundings) -> None:
        """Tell what places and the outlet say of the report, before its first phrase is resolved.

        A home that they do not tell is what the names or, if these do not tell either, the scene have it. A state that issued the
        report is at home.
        """
        doc, matches, scene = self._context.doc, self._context.matches, surroundings.scene
        issuer = surroundings.issuer.party if surroundings.issuer is not None else None
        home = surroundings.home if issuer is None else scene if issuer in load_parties() else issuer
        sides = self.sides.on_land_of(scene).told_by(issuer)
        home = home or capital_home(doc, matches, sides, scene) or scene
        self._context = replace(
            self._context,
            sides=sides,
            surroundings=replace(surroundings, home=home),
            discourse=Discourse(doc, matches, sides, self._organs, self._fighting),
        )

    def heard(self, actors: Sequence[Actor]) -> None:
        """Tell who has just been resolved as the claimants of a claim, known or not: pronouns look back to them."""
        self._context.discourse.heard(actors)

    def heard_so_far(self) -> list[Actor]:
        """Everybody who was said to speak, known or not."""
        return self._context.discourse.heard_so_far()

    @property
    def matches(self) -> Sequence[NameMatch]:
        """The names of the document."""
        return self._context.matches

    @property
    def surroundings(self) -> Surroundings:
        """Where the report is set and speaks from."""
        return self._context.surroundings

    def would_mean(self, head: Token, speaker: Actor | None = None, vouches: bool = False) -> list[Actor]:
        """Whom a phrase for one actor would mean if it were meant, see `resolve`: later phrases do not take it up."""
        phrase = Phrase(antecedent_of(head), speaker, vouches)
        actor = self._meant(phrase)
        return [actor, *co_owners(self._context, phrase.head, actor)] if actor is not None else []

    def resolve(self, head: Token, speaker: Actor | None = None, vouches: bool = False) -> list[Actor]:
        """The actors that a phrase means: none if it means no actor that can be told, several for "both sides".

        Args:
            head: the head token of the phrase.
            speaker: the claimant in whose words the phrase stands; "its forces" and "the enemy" are read from there.
            vouches: whether the phrase is itself a claimant: "it added" then goes on with the last one.
        """
        phrase = Phrase(antecedent_of(head), speaker, vouches)
        several = both_sides(self._context, phrase) or all_who_spoke(self._context, phrase)
        if several:
            return several
        actor = self._meant(phrase)
        if actor is None:
            return []
        self._context.discourse.remember(phrase.head, actor)
        return [actor, *co_owners(self._context, phrase.head, actor)]

    def _meant(self, phrase: Phrase) -> Actor | None:
        """Whom a phrase for one actor means, by the first way that tells."""
        context = self._context
        return (
            several_before(context, phrase)
            or pronoun(context, phrase)
            or named(context, phrase.head)
            or introduced(context, phrase)
            or (self._author(phrase) if phrase.vouches else None)
            or (unattached(context, phrase) if phrase.vouches and is_told_by_sort(phrase.head) else None)
            or organ(context, phrase)
            or described(context, phrase)
            or people_or_land(context, phrase)
            or (unattached(context, phrase) if phrase.vouches else None)
        )

    def _author(self, phrase: Phrase) -> Actor | None:
        """ "The statement said": whose statement it is, else the issuer's, else the last claimant's."""
        if phrase.lemma not in generic_phrases()["document"]:
            return None
        author = owner(self._context, phrase.part(phrase.head))
        if author is not None and (author.source or "").startswith("rule"):
            author = None  # "a note on the crater of Zavidovici"
        if author is None:  # "a statement by the ministry"
            makers = [c for c in phrase.head.children if c.dep_ in ("nmod", "obl") and any(k.lower_ == "by" for k in c.children)]
            author = next((a for m in makers for a in self.would_mean(m, phrase.speaker)), None)
        last = self._context.discourse.last_claimant()
        if last is not None and last.span is not None and last.span.start > phrase.head.idx:
            last = None  # of a title, the text below it has not spoken yet
        return phrase.takes(author or self._context.surroundings.issuer or last)
