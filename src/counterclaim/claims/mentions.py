"""Does a trigger word tell a happening here, or only mention one in passing?"""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.claims.answering import answer_to, is_singled_out
from counterclaim.claims.lexicon import Happening, Lexicon
from counterclaim.claims.roles import ANSWERABLE, has_participants, is_averted_by
from counterclaim.claims.status import clause_of, is_awaited, is_forbidden
from counterclaim.claims.syntax import ARGUMENTS, children, finite_ancestor, is_gerund, prepositions, relation
from counterclaim.claims.triggers import condition_holds, happening_of
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.words import Family, Kind, family_of

SPOKEN_OF = frozenset({"of", "for", "over", "to", "on", "with"})
TAKEN_UP = frozenset({"this", "these", "those", "such"})
"""Determiners by which a noun takes up what was told before."""
SUPPORTS = ("light", "hold", "occur", "undergo", "light_peace", "plan", "ongoing")
"""Classes of verbs that say that their subject or object takes place, is undergone or planned."""
ASKING = frozenset({"who", "what", "whoever", "whatever", "whom"})
EXCHANGE = "exchange"
"""Tells what is exchanged with it ("an exchange of fire")."""
ADDING = frozenset({"target", "hit", "strike"})


def tells(token: Token, happening: Happening, lexicon: Lexicon) -> bool:
    """Whether a trigger tells a happening of its own."""
    if (token.pos_ in ("NOUN", "PROPN") or is_gerund(token)) and not _noun_tells(token, happening, lexicon):
        return False
    if token.pos_ == "VERB" and not is_gerund(token) and _verb_only_mentions(token, happening, lexicon):
        return False
    if _is_purpose(token, happening) or family_of(happening.kind) is Family.VIOLENCE and is_forbidden(clause_of(token)):
        return False
    return (
        not _is_only_aimed_at(token, lexicon)
        and not _is_condition(token)
        and not _is_awaited(token, happening)
        and not _is_another_name(token, lexicon)
    )


def _is_purpose(token: Token, happening: Happening) -> bool:
    """ "Hid behind the truce in order to attack civilians": violence that is only what something is done for."""
    marks = {m.lower_ for m in children(token, "mark")}
    wanted = token.pos_ == "VERB" and token.tag_ == "VB" and token.dep_ == "advcl" and "to" in marks
    return wanted and family_of(happening.kind) is Family.VIOLENCE and token.head.pos_ == "VERB" and token.i > token.head.i


def _is_another_name(token: Token, lexicon: Lexicon) -> bool:
    """ "Took the hills in what Yerevan called an attack": what somebody calls that which the clause tells is no act beside it."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    naming = [v for v in token.ancestors if relation(v) == "acl" and v.head.lower_ == "what"]
    return any(
        v in (token.head, token.head.head) and "label" in lexicon.cues[lemma_of(v)].takes for v in naming if lemma_of(v) in lexicon.cues
    )


def _noun_tells(noun: Token, happening: Happening, lexicon: Lexicon) -> bool:
    if noun.dep_ in ("compound", "amod", "nmod:poss") or any(c.lower_ in TAKEN_UP for c in children(noun, "det")):
        return False
    if happening.kind is Kind.AGREEMENT and _is_broken(noun, lexicon):
        return False
    base = bearer(noun, lexicon)
    head = base.head
    if _is_theme_of_happening(base, lexicon) or _is_standard(noun, happening) or _is_ceased(noun, base, lexicon):
        return False
    if (
        _is_any(noun, head, lexicon)
        or _is_answered_at_large(noun, happening, lexicon)
        or _is_to_stop(base, happening, lexicon)
        or _tells_who(base, lexicon)
    ):
        return False
    if base.dep_ in ("root", "ROOT") or happening.kind is Kind.CEASEFIRE_BREACH and children(noun, "cop"):
        return True  # "this is the third violation since Monday"
    if head.pos_ in ("VERB", "AUX") and base.dep_ in ARGUMENTS:
        return _tells_as_argument(base, lexicon) or has_participants(noun, happening, lexicon)
    if head.pos_ in ("VERB", "AUX") and base.dep_ in ("obl", "advcl", "ccomp", "xcomp"):
        named = has_participants(noun, happening, lexicon) and happening.kind is not Kind.AGREEMENT
        return _tells_as_oblique(base, lexicon) or named or bool(children(noun, "acl"))
    if head.pos_ in ("ADV", "ADP", "ADJ") and base.dep_ == "obl":
        answered = lemma_of(head) in ANSWERABLE
        return answered or has_participants(noun, happening, lexicon) or any(c.dep_ == "acl" for c in noun.children)
    if head.pos_ in ("NOUN", "PROPN") and relation(base) == "nmod":
        return has_participants(noun, happening, lexicon)
    return base.dep_ in ("parataxis", "appos", "ccomp") and has_participants(noun, happening, lexicon)


def _is_ceased(noun: Token, base: Token, lexicon: Lexicon) -> bool:
    """ "The cessation of hostilities came into force": a truce is told, and no fighting; nor are prisoners taken by their exchange."""
    ended = happening_of(base, lexicon) if base != noun else None
    return ended is not None and ended.kind is Kind.CEASEFIRE or lemma_of(noun.head) == EXCHANGE


def _is_broken(noun: Token, lexicon: Lexicon) -> bool:
    """ "A breach of the agreement": who broke it is told, not that it was made."""
    breach = happening_of(noun.head, lexicon) if relation(noun) == "nmod" else None
    return breach is not None and breach.kind is Kind.CEASEFIRE_BREACH


def _is_standard(noun: Token, happening: Happening) -> bool:
    """ "In breach of the truce", "in one of the worst breaches", "under Russian mediation": how an act is judged or came about, no act."""
    cases = prepositions(noun)
    one_of = noun.dep_ == "nmod" and noun.head.lower_ == "one" and "in" in prepositions(noun.head)
    judged = happening.kind is Kind.CEASEFIRE_BREACH and (one_of or "in" in cases and not children(noun, "det", "cop"))
    return judged or (happening.kind is Kind.MEDIATION and not cases.isdisjoint(("under", "through", "with", "by")))


def _is_any(noun: Token, head: Token, lexicon: Lexicon) -> bool:
    """ "Will answer any attack", "against any attack or raid": none in particular, unless it is denied."""
    first = noun.head if noun.dep_ == "conj" else noun
    answered = lemma_of(head) not in lexicon.cues or bool(children(head, "aux"))
    return any(c.lower_ == "any" for n in (noun, first) for c in children(n, "det")) and answered


def _is_to_stop(base: Token, happening: Happening, lexicon: Lexicon) -> bool:
    """ "Must halt its provocations": what is asked to stop; the demand tells it."""
    hostile = family_of(happening.kind) is Family.VIOLENCE
    return hostile and lemma_of(base.head) in lexicon.words["stopping"] and base.head.tag_ == "VB"


def _is_answered_at_large(noun: Token, happening: Happening, lexicon: Lexicon) -> bool:
    """ "Vowed to respond to attacks": deeds that are still to come, if they do."""
    answer = answer_to(noun, lexicon) if family_of(happening.kind) is Family.VIOLENCE else None
    return answer is not None and not is_singled_out(noun, answer, lexicon)


def _tells_who(base: Token, lexicon: Lexicon) -> bool:
    """ "The commander of the offensive", "all sides in the conflict": a happening that says who somebody is."""
    words = lexicon.words
    named = lemma_of(base.head)
    before = base.nbor(base.left_edge.i - base.i - 1) if base.left_edge.i > 0 else base
    if relation(base) in ("nmod", "obl") and lemma_of(before) in words["official"]:
        return True
    return relation(base) == "nmod" and (named in words["official"] or named in words["troops"] or named in words["participant"])


def _tells_as_argument(base: Token, lexicon: Lexicon) -> bool:
    """Subject or object of a verb that says that it takes place, is undergone, planned, averted or spoken of."""
    words, lemma = lexicon.words, lemma_of(base.head)
    if any(lemma in words[name] for name in SUPPORTS) or is_averted_by(base.head, lexicon) or lemma in lexicon.cues:
        return True
    return lemma in words["violent_result"] and base.dep_ in ("nsubj", "csubj")


def _tells_as_oblique(base: Token, lexicon: Lexicon) -> bool:
    """ "Came under fire", "accused … of an attack", "called for a truce"."""
    lemma = lemma_of(base.head)
    cases = {c.lower_ for c in children(base, "case", "mark")}
    spoken = lemma in lexicon.cues or any(c.takes & {"mutual", "accused"} for c in lexicon.cue_phrases.get((lemma, "VERB"), ()))
    return (lemma in lexicon.words["undergo"] and "under" in cases) or (spoken and bool(cases & SPOKEN_OF))


def bearer(noun: Token, lexicon: Lexicon) -> Token:
    """The noun that stands in the clause for a happening: itself, its first conjunct, or a carrier ("the intensity of fighting")."""
    base = noun
    while True:
        if base.dep_ == "conj" and base.head != base or relation(base) == "nmod" and lemma_of(base.head) in lexicon.words["carrier"]:
            base = base.head
        else:
            return base


def _is_theme_of_happening(noun: Token, lexicon: Lexicon) -> bool:
    """Whether the noun is only the object word of a verb that is a trigger by that object ("opened fire", "signed the deal")."""
    head = noun.head
    if head.pos_ != "VERB" or noun.dep_ not in ("obj", "nsubj:pass"):
        return False
    return any(
        "obj=" in h.condition and condition_holds(head, h.condition, lexicon) for h in lexicon.happenings.get((lemma_of(head), "VERB"), ())
    )


def _verb_only_mentions(verb: Token, happening: Happening, lexicon: Lexicon) -> bool:
    if happening.frame in ("harm", "die") and relation(verb) in ("acl", "amod") and _has_died(verb.head, lexicon):
        return True
    stationed = happening.kind is Kind.MOBILIZATION and verb.dep_ == "acl" and verb.tag_ == "VBN"  # "units deployed there fired"
    return stationed or _only_adds(verb, lexicon) or _only_names_broker(verb, happening, lexicon) or _asks_who(verb)


def _has_died(person: Token, lexicon: Lexicon) -> bool:
    """ "A third man, wounded in the attack, died": the death is what is told."""
    above = happening_of(person.head, lexicon) if person.dep_.startswith("nsubj") else None
    return above is not None and above.frame == "die"


def _only_adds(verb: Token, lexicon: Lexicon) -> bool:
    """ "…, targeting positions", "…, hitting a house": a participle that only adds to the act told by its head verb."""
    if verb.tag_ != "VBG" or relation(verb) not in ("advcl", "acl") or lemma_of(verb) not in ADDING:
        return False
    return happening_of(verb.head, lexicon) is not None


def _is_condition(token: Token) -> bool:
    """ "If provocations are repeated": what is only supposed."""
    clause = finite_ancestor(token)
    return clause.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in children(clause, "mark"))


def _is_awaited(token: Token, happening: Happening) -> bool:
    """ "Will not rest until those responsible are captured": a deed that somebody only waits for."""
    return is_awaited(finite_ancestor(token)) and (family_of(happening.kind) is Family.VIOLENCE or happening.kind is Kind.CAPTURE)


def _asks_who(verb: Token) -> bool:
    """ "It cannot establish who fired first": a question tells nothing."""
    asking = [c for c in children(verb, "nsubj", "nsubj:pass", "obj") if c.lower_ in ASKING and c.tag_ in ("WP", "WDT")]
    return bool(asking) and relation(verb) != "acl"


def _only_names_broker(verb: Token, happening: Happening, lexicon: Lexicon) -> bool:
    """ "A truce brokered by Russia", "Egypt, which brokered the deal": whose mediation it was, told with what was mediated."""
    if happening.kind is not Kind.MEDIATION or relation(verb) != "acl":
        return False
    themes = [verb.head, *children(verb, "obj")]
    return any(happening_of(t, lexicon) is not None for t in themes)


def _is_only_aimed_at(token: Token, lexicon: Lexicon) -> bool:
    """ "A truce meant to halt the fighting": what a purpose names is no happening of its own."""
    verb = bearer(token, lexicon).head
    purpose = (
        verb.pos_ == "VERB"
        and verb.tag_ == "VB"
        and relation(verb) in ("advcl", "acl", "xcomp")
        and any(m.lower_ == "to" for m in children(verb, "mark"))
    )
    return token.pos_ != "VERB" and purpose and is_averted_by(verb, lexicon) and lemma_of(verb.head) not in lexicon.words["managed"]
