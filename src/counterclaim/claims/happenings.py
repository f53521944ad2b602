"""What happened: trigger words of a document and the draft event of each."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from counterclaim.claims.harm import find_harm
from counterclaim.claims.lexicon import Happening, Lexicon
from counterclaim.claims.roles import Roles, has_participants, is_averted_by, roles_of
from counterclaim.claims.status import clause_of, status_of
from counterclaim.claims.syntax import agent, children, is_passive, obliques, own_clause, relation, subject, with_conjuncts
from counterclaim.claims.weapons import find_weapons
from counterclaim.records.drafts import DraftEvent
from counterclaim.records.words import Kind, WeaponKind

BY_WEAPON = {
    WeaponKind.DRONE: Kind.DRONE_ATTACK,
    WeaponKind.MISSILE: Kind.MISSILE_STRIKE,
    WeaponKind.AIRCRAFT: Kind.AIR_STRIKE,
    WeaponKind.MORTAR: Kind.SHELLING,
    WeaponKind.ARTILLERY: Kind.SHELLING,
    WeaponKind.ROCKET: Kind.SHELLING,
    WeaponKind.MINE_IED: Kind.MINE_OR_IED,
}
"""A general attack takes the kind of its weapon, the first of these that is named."""
SPOKEN_OF = frozenset({"of", "for", "over", "to", "on"})
REFINED = frozenset({Kind.ATTACK, Kind.AIR_STRIKE, Kind.MINE_OR_IED})
UNDERTAKEN = frozenset({Kind.CEASEFIRE, Kind.WITHDRAWAL, Kind.PRISONER_EXCHANGE})
HARMFUL = frozenset({"harm", "die"})


def find_happenings(doc: Doc, lexicon: Lexicon) -> list[DraftEvent]:
    """Draft events of a document in text order, one for each trigger that tells a happening of its own."""
    found: list[DraftEvent] = []
    taken: set[int] = set()
    for token in doc:
        happening = _happening_of(token, lexicon)
        if happening is None or token.i in taken:
            continue
        if token.pos_ in ("NOUN", "PROPN") and not _tells(token, happening, lexicon):
            continue
        if token.pos_ == "VERB" and _only_specifies(token, lexicon):
            continue
        if _is_only_aimed_at(token, lexicon):
            continue
        found.append(_draft(token, happening, lexicon, taken))
    return found


def _happening_of(token: Token, lexicon: Lexicon) -> Happening | None:
    pos = {"VERB": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ" if children(token, "cop") else ""}.get(token.pos_, "")
    if pos == "VERB" and token.dep_ in ("amod", "compound", "case"):
        return None
    for happening in lexicon.happenings.get((token.lemma_.lower(), pos), ()):
        if _condition_holds(token, happening.condition, lexicon):
            return happening
    return None


def _condition_holds(token: Token, condition: str, lexicon: Lexicon) -> bool:
    if not condition:
        return True
    place, word_class = condition.split("=")
    if place == "prt":
        return any(c.lower_ in word_class.split("|") for c in children(token, "compound:prt", "advmod"))
    allowed = lexicon.words[word_class]
    if place == "aux":
        return any(c.lower_ in allowed for c in children(token, "aux"))
    if place == "with":
        return any(t.lower_ in allowed for t in own_clause(token))
    if place == "obj":
        themes = children(token, "obj") + (children(token, "nsubj:pass") if is_passive(token) else []) + [t for t in _acl_theme(token)]
        return any(t.lemma_.lower() in allowed or t.lower_ in allowed for theme in themes for t in with_conjuncts(theme))
    if place == "mod":
        near = [c for c in children(token, "compound", "amod", "nmod:poss", "nmod", "obl") for c in (c, *c.children)]
        return (
            any(c.lemma_.lower() in allowed for c in near)
            or any(t.lemma_.lower() in allowed for t in token.doc[max(0, token.i - 2) : token.i])
            or _governed_as_fire(token, lexicon)
        )
    return False


def _acl_theme(token: Token) -> list[Token]:
    return [token.head] if relation(token) == "acl" and is_passive(token) else []


def _governed_as_fire(token: Token, lexicon: Lexicon) -> bool:
    """ "came under fire", "exchange of fire": bare `fire` where the governor says that it is gunfire."""
    head = token.head
    return token.lemma_.lower() == "fire" and (head.lemma_.lower() in ("come", "exchange") or head.lemma_.lower() in ("repel", "draw"))


def _tells(noun: Token, happening: Happening, lexicon: Lexicon) -> bool:
    """Whether a noun tells a happening here, and is not only mentioned in passing."""
    if noun.dep_ in ("compound", "amod", "nmod:poss"):
        return False
    base = bearer(noun, lexicon)
    head = base.head
    if _is_theme_of_happening(base, lexicon):
        return False
    if any(c.lower_ in ("this", "these", "those", "such") for c in children(noun, "det")):
        return False  # takes up what was told before
    if base.dep_ in ("root", "ROOT"):
        return True
    if head.pos_ in ("VERB", "AUX") and base.dep_ in ("obj", "nsubj", "nsubj:pass"):
        return _tells_as_argument(base, lexicon) or has_participants(noun, happening)
    if head.pos_ in ("VERB", "AUX") and base.dep_ in ("obl", "advcl", "ccomp", "xcomp"):
        named = has_participants(noun, happening) and happening.kind is not Kind.AGREEMENT
        return _tells_as_oblique(base, lexicon) or named or bool(children(noun, "acl"))
    if head.pos_ in ("ADV", "ADP", "ADJ") and base.dep_ == "obl":
        return has_participants(noun, happening) or any(c.dep_ == "acl" for c in noun.children)
    if head.pos_ in ("NOUN", "PROPN") and relation(base) == "nmod":
        return has_participants(noun, happening)
    return base.dep_ in ("parataxis", "appos", "ccomp") and has_participants(noun, happening)


def _tells_as_argument(base: Token, lexicon: Lexicon) -> bool:
    """Subject or object of a verb that says that it takes place, is undergone, planned, averted or spoken of."""
    words, lemma = lexicon.words, base.head.lemma_.lower()
    classes = ("light", "hold", "occur", "undergo", "light_peace", "plan", "ongoing")
    if any(lemma in words[name] for name in classes) or is_averted_by(base.head, lexicon) or lemma in lexicon.cues:
        return True
    return lemma in words["violent_result"] and base.dep_ == "nsubj"


def _tells_as_oblique(base: Token, lexicon: Lexicon) -> bool:
    """ "Came under fire", "accused … of an attack", "called for a truce"."""
    lemma = base.head.lemma_.lower()
    cases = {c.lower_ for c in children(base, "case", "mark")}
    return (lemma in lexicon.words["undergo"] and "under" in cases) or (lemma in lexicon.cues and bool(cases & SPOKEN_OF))


def bearer(noun: Token, lexicon: Lexicon) -> Token:
    """The noun that stands in the clause for a happening: itself, its first conjunct, or a carrier ("the intensity of fighting")."""
    base = noun
    while True:
        if base.dep_ == "conj" and base.head != base or relation(base) == "nmod" and base.head.lemma_.lower() in lexicon.words["carrier"]:
            base = base.head
        else:
            return base


def _is_theme_of_happening(noun: Token, lexicon: Lexicon) -> bool:
    """Whether the noun is only the object word of a verb that is a trigger by that object ("opened fire", "signed the deal")."""
    head = noun.head
    if head.pos_ != "VERB" or noun.dep_ not in ("obj", "nsubj:pass"):
        return False
    return any(
        h.condition.startswith("obj=") and _condition_holds(head, h.condition, lexicon)
        for h in lexicon.happenings.get((head.lemma_.lower(), "VERB"), ())
    )


def _only_specifies(verb: Token, lexicon: Lexicon) -> bool:
    """ "…, targeting positions", "…, hitting a house": a participle that only adds to the act told by its head verb."""
    if verb.tag_ != "VBG" or relation(verb) not in ("advcl", "acl") or verb.lemma_.lower() not in ("target", "hit", "strike"):
        return False
    return _happening_of(verb.head, lexicon) is not None


def _is_only_aimed_at(token: Token, lexicon: Lexicon) -> bool:
    """ "A truce meant to halt the fighting": what a purpose names is no happening of its own."""
    verb = bearer(token, lexicon).head
    purpose = (
        verb.pos_ == "VERB"
        and verb.tag_ == "VB"
        and relation(verb) in ("advcl", "acl", "xcomp")
        and any(m.lower_ == "to" for m in children(verb, "mark"))
    )
    return token.pos_ != "VERB" and purpose and is_averted_by(verb, lexicon) and verb.head.lemma_.lower() not in lexicon.words["managed"]


def _draft(token: Token, happening: Happening, lexicon: Lexicon, taken: set[int]) -> DraftEvent:
    predicate = clause_of(token)
    scope = own_clause(predicate) if token.pos_ == "VERB" or predicate.pos_ in ("VERB", "AUX") else list(token.subtree)
    for clause in children(predicate, "advcl", "conj", "parataxis", "acl"):
        if _adds_harm(clause, lexicon):
            scope = sorted({*scope, *clause.subtree}, key=lambda t: t.i)
            taken.update(t.i for t in clause.subtree if _is_harm_word(t, lexicon))
    roles = roles_of(token, happening, lexicon)
    kind = happening.kind
    if happening.frame in HARMFUL:
        kind, roles = _act_behind_harm(token, happening, roles, lexicon, taken)
    weapons = find_weapons(scope, lexicon)
    if kind in REFINED:
        kind = next((BY_WEAPON[w.kind] for w in weapons if w.kind in BY_WEAPON and _fits(kind, w.kind)), kind)
    if kind is Kind.INTERCEPTION and not any(
        t.lemma_.lower() in ("drone", "missile", "aircraft", "plane", "jet", "rocket", "helicopter", "uav", "warplane") for t in scope
    ):
        kind = Kind.ATTACK
    if token.lemma_.lower() == "shoot" and any(c.lower_ == "down" for c in children(token, "compound:prt", "advmod")):
        kind = Kind.INTERCEPTION
    if (
        kind is Kind.INCURSION
        and token.lemma_.lower() == "raid"
        and any(c.lower_ in ("air", "aerial", "drone") for c in children(token, "compound", "amod"))
    ):
        kind = Kind.AIR_STRIKE
    if kind is Kind.TERRITORIAL_GAIN and token.pos_ == "NOUN" and any(t.lemma_.lower() in lexicon.victims for t in roles.targets):
        kind = Kind.CAPTURE
    if _is_exchange(token):
        kind, roles.targets = Kind.ARMED_CLASH, []
        roles.add("initiators", obliques(token.head if token.lemma_ == "fire" else token, "between", "with"))
    status, negated = status_of(token, lexicon)
    taken.update(_merged_nouns(predicate, token, kind, lexicon))
    event = DraftEvent(
        token,
        kind,
        status,
        scope,
        roles.initiators,
        roles.targets,
        roles.mediators,
        weapons,
        find_harm(scope, lexicon),
        mutual=happening.frame in ("mutual", "peace"),
    )
    event.negated = negated
    event.means_only = (
        kind is Kind.MOBILIZATION
        and is_passive(token)
        and bool(find_weapons([t for r in children(token, "nsubj:pass") for t in r.subtree], lexicon))
    )
    event.undertaken = kind in UNDERTAKEN and _governor(token).lemma_.lower() in lexicon.words["undertake"]
    return event


def _governor(token: Token) -> Token:
    """The verb that governs a trigger, through coordination and infinitives ("agreed to order a truce")."""
    at = token
    for _ in range(GOVERNORS):
        if at.head == at:
            break
        at = at.head
        if at.pos_ == "VERB" and at.dep_ != "xcomp":
            break
    return at


GOVERNORS = 4
"""Steps up the tree within which a trigger's governing verb stands."""


def _fits(kind: Kind, weapon: WeaponKind) -> bool:
    return kind is not Kind.AIR_STRIKE or weapon in (WeaponKind.DRONE, WeaponKind.MINE_IED, WeaponKind.MISSILE)


def _is_exchange(token: Token) -> bool:
    return token.lemma_.lower() == "fire" and token.head.lemma_.lower() == "exchange" and token.head.pos_ == "NOUN"


def _is_harm_word(token: Token, lexicon: Lexicon) -> bool:
    return (token.lemma_.lower(), token.pos_) in lexicon.harm


def _adds_harm(clause: Token, lexicon: Lexicon) -> bool:
    """ "…, killing two", "…, leaving one dead", "and wounded three": a clause that tells the harm of the same act."""
    if relation(clause) == "conj":
        counted = [c for c in clause.children if c.dep_.startswith("nsubj") and c.pos_ == "NUM"]
        return (
            _is_harm_word(clause, lexicon)
            and bool(counted)
            or _is_harm_word(clause, lexicon)
            and subject(clause) is not None
            and not any(c.dep_.startswith("nsubj") for c in clause.children)
        )
    return clause.tag_ == "VBG" and (_is_harm_word(clause, lexicon) or clause.lemma_.lower() in ("leave", "cause", "result"))


def _act_behind_harm(verb: Token, happening: Happening, roles: Roles, lexicon: Lexicon, taken: set[int]) -> tuple[Kind, Roles]:
    """Kind of a killing: that of the act named with it ("killed in shelling"); an attack if someone did it; else a casualty."""
    if happening.kind is Kind.DISPLACEMENT:
        return Kind.DISPLACEMENT, roles
    for noun in obliques(verb, "in", "by", "during", "from", "after", "when", "amid") + agent(verb) + _inanimate_subject(verb, happening):
        act = _happening_of(noun, lexicon) if noun.pos_ == "NOUN" else None
        if act is None or act.frame in ("peace", "move", "mediate") or act.kind in (Kind.TALKS,):
            continue
        taken.add(noun.i)
        inner = roles_of(noun, act, lexicon)
        inner.add("targets", [t for t in roles.targets if act.frame != "mutual" and t != noun])
        if act.frame != "mutual":
            inner.add("initiators", [t for t in roles.initiators if t != noun])
        elif [t for t in roles.initiators if t != noun]:
            return Kind.ATTACK, roles
        return act.kind, inner
    people = [t for t in roles.initiators]
    weapons = {w.kind for t in people for w in find_weapons(list(t.subtree), lexicon)}
    if not people and not weapons:
        return Kind.CASUALTY, roles
    return Kind.ATTACK, roles


def _inanimate_subject(verb: Token, happening: Happening) -> list[Token]:
    """ "The shelling killed two": the act as subject."""
    found = subject(verb) if happening.frame == "harm" and not is_passive(verb) else None
    return [found] if found is not None else []


def _merged_nouns(predicate: Token, trigger: Token, kind: Kind, lexicon: Lexicon) -> set[int]:
    """Nouns of the same clause that only name the same act again ("attacked … in a drone strike")."""
    violent = {Kind.ATTACK, Kind.SHELLING, Kind.AIR_STRIKE, Kind.DRONE_ATTACK, Kind.MISSILE_STRIKE, Kind.INCURSION}
    if trigger.pos_ == "VERB" and kind is Kind.TALKS:
        return {
            t.i for t in own_clause(predicate) if t != trigger and (h := _happening_of(t, lexicon)) is not None and h.kind is Kind.TALKS
        }
    if kind not in violent or trigger.pos_ != "VERB":
        return set()
    found = set()
    for noun in obliques(predicate, "in", "with", "by", "during"):
        act = _happening_of(noun, lexicon)
        if act is not None and act.kind in violent:
            found.add(noun.i)
    return found
