"""Whose people were harmed, where it is told apart from them: "on our side five were killed", "the forces lost 58 men"."""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.claims.syntax import children, objects, obliques, subject
from counterclaim.claims.wordforms import lemma_of

BEARING = frozenset({"suffer", "sustain", "take", "incur", "have", "lose", "leave", "bury", "mourn", "bear"})
RANKS = frozenset({"side", "rank", "part"})
LOSSES = frozenset({"loss", "casualty"})
LIMBS = frozenset(
    {"leg", "foot", "arm", "hand", "eye", "hearing", "limb", "sight", "finger", "ear", "eyesight", "tooth", "thumb", "toe", "teeth"}
)


def side_named(token: Token) -> Token | None:
    """ "On our side five were killed", "no losses in our ranks": the phrase that says whose people."""
    near = [t for verb in (token, token.head) for t in obliques(verb, "on", "in", "among", "from")]
    named = (t for t in near if lemma_of(t) in RANKS and any(c.dep_ in ("amod", "nmod:poss", "nmod", "det") for c in t.children))
    return next(named, None) or bearer(token) or _loser(token) or _whose(token)


def _whose(noun: Token) -> Token | None:
    """ "Ukraine's losses amounted to 190 troops"."""
    counting = noun.pos_ == "NOUN" and noun.dep_ == "nsubj" and lemma_of(noun) in LOSSES
    return next(iter(children(noun, "nmod:poss")), None) if counting else None


def _loser(verb: Token) -> Token | None:
    """ "The security forces lost 58 men", "the fighting cost the army 49 men": whose men."""
    if lemma_of(verb) == "cost" and verb.pos_ == "VERB" and not loses_life(verb):
        return next(iter(children(verb, "iobj")), None)
    return subject(verb) if lemma_of(verb) == "lose" and verb.pos_ == "VERB" and children(verb, "obj") and not loses_life(verb) else None


def loses_life(verb: Token) -> bool:
    """Whether what a verb takes is a life, or a limb."""
    return any(lemma_of(o) == "life" for o in objects(verb)) or loses_limb(verb)


def loses_limb(verb: Token) -> bool:
    """ "Lost a foot": who does is wounded."""
    return lemma_of(verb) == "lose" and any(lemma_of(o) in LIMBS for o in objects(verb))


def bearer(token: Token) -> Token | None:
    """ "Its troops suffered losses", "the attackers left five bodies behind": whose losses they are."""
    verb = token.head
    bears = token.pos_ == "NOUN" and token.dep_ == "obj" and lemma_of(verb) in BEARING
    return subject(verb) if bears else None
