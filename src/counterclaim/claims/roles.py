"""Who did it to whom: roles of a happening from the tree around its trigger word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from counterclaim.claims.lexicon import Happening, Lexicon
from counterclaim.claims.syntax import (
    agent,
    children,
    is_passive,
    objects,
    obliques,
    subject,
    with_conjuncts,
)

AT = ("on", "against", "at", "toward", "towards", "upon", "into", "targeting", "over")
ADJECTIVAL = ("amod", "compound", "nmod:poss", "nmod")


@dataclass(slots=True)
class Roles:
    """Heads of the phrases in each role."""

    initiators: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    mediators: list[Token] = field(default_factory=list)

    def add(self, role: str, tokens: Iterable[Token]) -> None:
        """Put phrases into a role once each."""
        held: list[Token] = getattr(self, role)
        held.extend(t for t in tokens if t not in held)


def roles_of(trigger: Token, happening: Happening, lexicon: Lexicon) -> Roles:
    """Roles of a trigger read by its frame (`act`, `mutual`, `move`, `peace`, `mediate`, `harm`, `die`, `undergo`)."""
    verbal = trigger.pos_ in ("VERB", "AUX", "ADJ")
    roles = _verb_roles(trigger, happening, lexicon) if verbal else _noun_roles(trigger, happening, lexicon)
    _mediators(trigger, roles)
    if happening.frame == "mediate":
        roles.add("mediators", roles.initiators)
        roles.initiators, roles.targets = [t for t in roles.targets], []
    if happening.frame in ("mutual", "peace"):
        roles.add("initiators", roles.targets)
        roles.targets = []
    roles.initiators = [t for t in roles.initiators if t not in roles.mediators or happening.frame == "mediate"]
    return roles


def _subjects(verb: Token) -> list[Token]:
    found = subject(verb)
    return with_conjuncts(found) if found is not None else []


THEME_IS_TARGET = frozenset({"", "obj=ground", "obj=line", "obj=territory", "obj=airspace", "obj=captive", "obj=held"})
"""Conditions under which the object is what the act is done to, and not a part of the verb's meaning ("opened fire")."""


def _verb_roles(verb: Token, happening: Happening, lexicon: Lexicon) -> Roles:
    roles = Roles()
    if happening.frame == "undergo":
        return roles
    if happening.frame == "die":
        roles.add("targets", _subjects(verb))
        return roles
    if happening.frame == "harm" and (owner := _owner_of_counted(verb)) is not None:
        roles.add("targets", [owner])
        return roles
    _core_roles(verb, happening, roles)
    if happening.frame == "mutual":
        roles.add("initiators", obliques(verb, "with", "against", "between"))
    elif happening.frame != "move":
        roles.add("targets", obliques(verb, *AT))
        roles.add("targets", [t for o in objects(verb) if o not in roles.targets for t in obliques(o, *AT)])
        if happening.frame == "harm":
            roles.targets = [t for t in roles.targets if "on" not in {c.lower_ for c in children(t, "case")}]
    if not roles.initiators and happening.frame == "act":
        roles.add("initiators", obliques(verb, "from"))
    for clause in children(verb, "advcl", "xcomp"):  # "opened fire, targeting positions of …"
        if clause.lemma_.lower() in ("target", "hit", "strike") and clause.tag_ == "VBG":
            roles.add("targets", objects(clause))
    return roles


def _core_roles(verb: Token, happening: Happening, roles: Roles) -> None:
    """Subject, object and agent, by voice."""
    theme_is_target = happening.condition in THEME_IS_TARGET and happening.frame != "move"
    if not is_passive(verb):
        roles.add("initiators", _subjects(verb))
        roles.add("targets", objects(verb) if theme_is_target else [])
        return
    roles.add("initiators", agent(verb))
    if happening.frame == "move":
        roles.add("initiators", _subjects(verb))
    elif theme_is_target:
        roles.add("targets", _subjects(verb))


def _owner_of_counted(verb: Token) -> Token | None:
    """ "The side has one killed": the phrase before the counted one."""
    doubled = [c for c in verb.children if c.dep_.startswith("nsubj") and c.i < verb.i]
    return doubled[0] if len(doubled) > 1 and doubled[-1].pos_ == "NUM" and not children(verb, "obj") else None


def _noun_roles(noun: Token, happening: Happening, lexicon: Lexicon) -> Roles:
    roles = Roles()
    _from_modifiers(noun, happening, roles)
    _from_governor(noun, happening, lexicon, roles)
    return roles


def _from_modifiers(noun: Token, happening: Happening, roles: Roles) -> None:
    """Possessives, adjectives and prepositional phrases of the noun itself."""
    deverbal = noun.lower_.endswith(("ing", "ings")) or noun.lemma_.lower() in (
        "bombardment",
        "seizure",
        "capture",
        "invasion",
        "closure",
        "blockade",
        "siege",
    )
    roles.add("initiators", [t for c in children(noun, "nmod:poss") for t in with_conjuncts(c)])
    roles.add("initiators", obliques(noun, "by"))
    roles.add("initiators", [c for c in children(noun, "amod", "compound") if c.text[:1].isupper() and c.tag_ in ("JJ", "NNP", "NNPS")])
    if happening.frame in ("mutual", "peace"):
        roles.add("initiators", obliques(noun, "between", "with", "among", "involving", "against"))
    else:
        roles.add("targets", obliques(noun, *AT))
        roles.add("targets" if deverbal or happening.frame == "die" else "initiators", obliques(noun, "of"))
        roles.add("initiators", [t for t in obliques(noun, "from") if not roles.initiators])
    for clause in children(noun, "acl"):  # "an attack carried out by …"
        roles.add("initiators", agent(clause))
        if happening.frame in ("mutual", "peace"):
            roles.add("initiators", obliques(clause, "between"))
        if clause.lemma_.lower() in ("target", "hit", "involve") and clause.tag_ == "VBG":
            roles.add("targets" if happening.frame == "act" else "initiators", objects(clause))


def _from_governor(noun: Token, happening: Happening, lexicon: Lexicon, roles: Roles) -> None:
    """Subjects of light verbs: "carried out a strike", "came under fire", "held talks", "repelled an attack"."""
    head = noun.head
    while noun.dep_ == "conj" and head.dep_ == "conj" and head.head != head:
        head = head.head
    base = noun.head if noun.dep_ == "conj" else noun
    verb = base.head
    if verb.pos_ not in ("VERB", "AUX") or verb == base:
        return
    lemma = verb.lemma_.lower()
    words = lexicon.words
    doer = agent(verb) if is_passive(verb) else _subjects(verb)
    supports = any(lemma in words[name] for name in ("light", "hold", "light_peace"))
    if base.dep_ in ("nsubj", "nsubj:pass"):
        _from_passive_support(verb, base.dep_ == "nsubj:pass" and supports, happening, roles)
    elif base.dep_ == "obl" and lemma in words["undergo"] and any(c.lower_ == "under" for c in children(base, "case")):
        roles.add("targets", doer)
        roles.add("initiators", obliques(verb, "from", "by"))
    elif base.dep_ == "obj" and lemma in words["undergo"] - {"take", "come"} and happening.frame == "act":
        roles.add("targets", doer)
        roles.add("initiators", obliques(verb, "from"))
    elif is_averted_by(verb, lexicon):
        roles.add("targets", doer)
    elif base.dep_ == "obj" and supports:
        roles.add("initiators", doer)
        role, cases = ("targets", AT) if happening.frame == "act" else ("initiators", ("with", "between"))
        roles.add(role, obliques(verb, *cases))
    elif base.dep_ == "obl" and happening.frame in ("mutual", "peace") and lemma in words["light_peace"] | words["hold"] | {"meet"}:
        roles.add("initiators", doer)


def _from_passive_support(verb: Token, supports: bool, happening: Happening, roles: Roles) -> None:
    """ "An attack was launched by … on …", "clashes erupted between …"."""
    if supports:
        roles.add("mediators" if verb.lemma_.lower() in ("mediate", "broker", "host") else "initiators", agent(verb))
        if happening.frame == "act":
            roles.add("targets", obliques(verb, *AT))
    if happening.frame in ("mutual", "peace"):
        roles.add("initiators", obliques(verb, "between"))


def is_averted_by(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb says that its object did not come about ("foiled", "cut short", "called off")."""
    lemma = verb.lemma_.lower()
    particle = any(c.lower_ in ("off", "short", "back", "down", "out") for c in children(verb, "compound:prt", "advmod", "xcomp", "amod"))
    return lemma in lexicon.words["avert"] or (lemma in lexicon.words["avert_particle"] and particle)


def _mediators(trigger: Token, roles: Roles) -> None:
    """ "Russia-brokered ceasefire", "talks led by the EU", "under the auspices of the UN", "hosted by"."""
    brokering = ("broker", "mediate", "lead", "host", "sponsor", "chair", "facilitate", "back")
    for child in trigger.children:
        if child.lemma_.lower() in brokering or child.lower_ in ("led", "brokered", "mediated", "sponsored", "hosted", "chaired"):
            roles.add("mediators", agent(child))
            roles.add(
                "mediators",
                [
                    c
                    for c in child.children
                    if c.dep_ in ("compound", "obl", "nmod", "nsubj", "obl:agent", "obl:unmarked", "obl:npmod")
                    and c.i < child.i
                    and c.text[:1].isupper()
                ],
            )
            roles.add(
                "mediators",
                [
                    c
                    for c in children(trigger, "compound", "amod")
                    if c.i < child.i and child.i - c.i <= 3 and c.text[:1].isupper() and trigger.doc[child.i - 1].text == "-"
                ],
            )
    roles.add(
        "mediators",
        [
            t
            for a in obliques(trigger, "under")
            if a.lemma_.lower() in ("auspex", "auspices", "mediation")
            for t in obliques(a, "of") + children(a, "nmod:poss", "amod", "compound")
        ],
    )
    roles.initiators = [t for t in roles.initiators if t not in roles.mediators]


def has_participants(noun: Token, happening: Happening) -> bool:
    """Whether a noun names its own participants, so that it tells a happening wherever it stands."""
    roles = Roles()
    _from_modifiers(noun, happening, roles)
    _mediators(noun, roles)
    return bool(roles.initiators or roles.targets or roles.mediators)
