"""Who did it to whom: roles of a happening from the tree around its trigger word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from counterclaim.claims.lexicon import Happening, Lexicon
from counterclaim.claims.mediators import mediators_of, peace_nouns
from counterclaim.claims.syntax import (
    RELATIVES,
    agent,
    children,
    is_gerund,
    is_passive,
    is_verbal,
    objects,
    obliques,
    own_subject,
    relation,
    subject,
    with_conjuncts,
)
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.brokering import BROKERING
from counterclaim.records.words import Family, Kind, family_of

OF_PERSONS = frozenset({Kind.PRISONER_EXCHANGE, Kind.CAPTURE})
"""Kinds whose nouns are owned by whom they befall, where a pronoun owns them."""
MUTUAL = frozenset({"mutual", "joint", "peace"})
"""Frames in which all sides are initiators."""
AT = ("on", "against", "at", "toward", "towards", "upon", "into", "targeting")
ANSWERABLE = frozenset({"responsible", "guilty", "behind"})
"""Predicates of who did it ("was responsible for the attack")."""
OWNED = frozenset({"side", "part", "direction", "territory", "position", "area", "village", "post", "soil", "hand"})
"""Words for where an act comes from, which belong to who did it ("from the territory of Armenia")."""


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
    roles = _verb_roles(trigger, happening, lexicon) if is_verbal(trigger) else _noun_roles(trigger, happening, lexicon)
    for named in (trigger, *(peace_nouns(trigger) if family_of(happening.kind) is Family.PEACE else ())):
        _add_mediators(named, roles)
    if happening.frame == "mediate":
        roles.add("mediators", roles.initiators)
        roles.initiators, roles.targets = [t for t in roles.targets], []
    if happening.frame in MUTUAL:
        roles.add("initiators", roles.targets)
        roles.targets = []
    roles.initiators = [t for t in roles.initiators if t not in roles.mediators or happening.frame == "mediate"]
    roles.targets = [t for t in roles.targets if t.lower_ not in lexicon.words["calendar"]]
    return roles


def _subjects(verb: Token) -> list[Token]:
    asked = _asked(verb)
    if asked:
        return asked
    found = subject(verb) or next(iter(children(verb, "nsubj:outer")), None)
    return with_conjuncts(found) if found is not None else []


def _asked(verb: Token) -> list[Token]:
    """ "Called on both sides to withdraw": those who are asked to do it."""
    governor = verb.head
    asking = lemma_of(governor) in ("call", "appeal", "plead", "prevail") and not children(verb, "nsubj")
    if not asking or verb.dep_ not in ("xcomp", "advcl", "ccomp", "acl") or verb.i < governor.i:
        return []
    return [t for t in obliques(governor, "on", "upon", "to", "with") if t.i < verb.i]


THEMED = frozenset({"act", "harm", "mutual", "mediate"})
"""Frames in which the object is what the act is done to, or with whom; in `deed` and `joint` it is a part of the verb's meaning."""


def _verb_roles(verb: Token, happening: Happening, lexicon: Lexicon) -> Roles:
    roles = Roles()
    if happening.frame == "undergo":
        return roles
    if happening.frame == "die":
        roles.add("targets", _subjects(verb))
        return roles
    if happening.frame in ("suffer", "cede"):
        return _suffered(verb, happening)
    if happening.frame == "harm" and (owner := _owner_of_counted(verb)) is not None:
        roles.add("targets", [owner])
        return roles
    _core_roles(verb, happening, roles)
    if happening.frame in MUTUAL:
        roles.add("initiators", obliques(verb, "with", "against", "between"))
    elif happening.frame != "move":
        roles.add("targets", obliques(verb, *AT))
        roles.add("targets", [t for o in objects(verb) if o not in roles.targets for t in obliques(o, *AT)])
        if happening.frame == "harm":
            roles.targets = [t for t in roles.targets if "on" not in {c.lower_ for c in children(t, "case")}]
    if not roles.initiators and happening.frame in ("act", "deed"):
        roles.add("initiators", [o for t in obliques(verb, "from") for o in _owners(t)])
    roles.add("initiators", [t for held in roles.initiators for t in _senders(held, lexicon)])
    for clause in children(verb, "advcl", "xcomp"):  # "opened fire, targeting positions of …"
        if lemma_of(clause) in ("target", "hit", "strike") and clause.tag_ == "VBG":
            roles.add("targets", objects(clause))
    return roles


def _owners(phrase: Token) -> list[Token]:
    """ "From the side of Azerbaijan": whose side it is; the phrase itself where it is nobody's."""
    return (obliques(phrase, "of") if lemma_of(phrase) in OWNED else []) or [phrase]


def _senders(phrase: Token, lexicon: Lexicon) -> list[Token]:
    """ "Drones launched by the RSF hit the market", "fire by their forces hit a school": who sent what struck, not who backs it."""
    sent = [c for c in children(phrase, "acl") if is_passive(c) and lemma_of(c) not in lexicon.words["backing"]]
    launched = [t for clause in sent for t in agent(clause)]
    held = [t for clause in children(phrase, "acl") if lemma_of(clause) == "belong" for t in obliques(clause, "to")]
    return launched + held + [t for t in obliques(phrase, "by") if phrase.pos_ == "NOUN" or is_gerund(phrase)]


def _suffered(verb: Token, happening: Happening) -> Roles:
    """Roles of what its subject undergoes ("stepped on a mine") or loses to another ("fell to the rebels", "lost the hill to them")."""
    roles = Roles()
    roles.add("targets", _subjects(verb))
    roles.add("initiators", agent(verb) or obliques(verb, "from"))
    if happening.frame == "cede":
        taken = obliques(verb, "to", "into")
        roles.add("initiators", [o for t in taken for o in (obliques(t, "of") if lemma_of(t) in ("hand", "control") else [t])])
    return roles


def _core_roles(verb: Token, happening: Happening, roles: Roles) -> None:
    """Subject, object and agent, by voice."""
    theme_is_target = happening.frame in THEMED
    if not undergoes(verb) and not (happening.frame == "harm" and is_bare_participle(verb)):
        doers, themes = _subjects(verb), _objects(verb)
        if own_subject(verb) is None and not themes and theme_is_target and verb.dep_ in ("ccomp", "advcl") and children(verb, "aux"):
            doers, themes = _beside(verb)
        roles.add("initiators", doers)
        roles.add("targets", themes if theme_is_target else [])
        return
    roles.add("initiators", agent(verb))
    if happening.frame == "move":
        roles.add("initiators", _subjects(verb))
    elif theme_is_target or not happening.condition:
        roles.add("targets", _subjects(verb))  # "were fired upon"


def undergoes(verb: Token) -> bool:
    """Whether a verb is passive, also where its auxiliary is left out ("a woman injured"); one with an object of its own is not."""
    if children(verb, "obj") and not children(verb, "aux:pass"):
        return False
    if verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBN") and children(verb, "nsubj") and not children(verb, "aux", "obl"):
        return undergoes(verb.head)  # "two were killed and five injured"
    return is_passive(verb) or verb.tag_ == "VBN" and bool(children(verb, "nsubj")) and not children(verb, "aux")


def _beside(verb: Token) -> tuple[list[Token], list[Token]]:
    """The nouns right before and right behind a verb that the parser has left without either ("Blinken had invited their ministers")."""
    doc, sentence = verb.doc, verb.sent
    at = min(c.i for c in children(verb, "aux")) - 1
    while at > sentence.start and doc[at].pos_ in ("AUX", "ADV"):
        at -= 1
    before = doc[at] if at >= sentence.start and doc[at].pos_ in ("NOUN", "PROPN") else None
    while before is not None and before.dep_.startswith("flat"):
        before = before.head
    at = verb.i + 1
    while at < sentence.end and doc[at].pos_ in ("DET", "ADJ", "NUM", "CCONJ"):
        at += 1
    behind = doc[at] if at < sentence.end and doc[at].pos_ in ("NOUN", "PROPN") else None
    return ([before] if before is not None else []), ([behind] if behind is not None else [])


def is_bare_participle(verb: Token) -> bool:
    """ "Two soldiers killed, four civilians hurt": a participle without its auxiliary, which the parser took for an active verb."""
    counted = any(c.dep_ == "nsubj" and (c.pos_ == "NUM" or children(c, "nummod")) for c in verb.children)
    return counted and verb.tag_ in ("VBD", "VBP", "VBN") and not children(verb, "obj", "aux", "ccomp", "xcomp")


def _objects(verb: Token) -> list[Token]:
    """The objects of a verb; in a relative clause the noun that it hangs on ("which Azerbaijan had blockaded")."""
    found = [verb.head if o.lower_ in RELATIVES and relation(verb) == "acl" else o for o in objects(verb)]
    own = own_subject(verb)
    relativised = verb.dep_ == "acl:relcl" and own is not None and own != verb.head
    if found or not relativised or any(c.lower_ in RELATIVES | {"where", "when"} for c in verb.subtree if c.i < verb.i):
        return found
    return [verb.head]


def _owner_of_counted(verb: Token) -> Token | None:
    """ "The side has one killed": the phrase before the counted one."""
    doubled = [c for c in verb.children if c.dep_.startswith("nsubj") and c.i < verb.i]
    return doubled[0] if len(doubled) > 1 and doubled[-1].pos_ == "NUM" and not children(verb, "obj") else None


def _noun_roles(noun: Token, happening: Happening, lexicon: Lexicon) -> Roles:
    roles = Roles()
    _from_modifiers(noun, happening, lexicon, roles)
    _from_governor(noun, happening, lexicon, roles)
    if happening.kind is Kind.CEASEFIRE_BREACH:
        broken = obliques(noun, "of")  # what is broken breaks nothing
        roles.targets = [t for t in roles.targets if t not in broken]
        roles.initiators = [t for t in roles.initiators if t not in broken] or _breaking(noun, happening, lexicon)
    return roles


def _breaking(noun: Token, happening: Happening, lexicon: Lexicon) -> list[Token]:
    """ "X is in breach of the truce", "X's shelling of Y was a violation": who did what is called a breach."""
    about = own_subject(noun) if children(noun, "cop") else None
    if about is None:
        return []
    if any(c.lower_ == "in" for c in children(noun, "case")):
        return with_conjuncts(about)
    roles = Roles()
    _from_modifiers(about, happening, lexicon, roles)
    return roles.initiators if about.pos_ == "NOUN" else []


def _from_modifiers(noun: Token, happening: Happening, lexicon: Lexicon, roles: Roles) -> None:
    """Possessives, adjectives and prepositional phrases of the noun itself."""
    words = lexicon.words
    deverbal = noun.lower_.endswith(("ing", "ings")) or lemma_of(noun) in words["deverbal"]
    owners = [t for c in children(noun, "nmod:poss") for t in with_conjuncts(c)]
    if happening.kind in OF_PERSONS:  # "his release", "their capture"
        roles.add("targets", [t for t in owners if t.pos_ == "PRON" and not obliques(noun, "of")])
        owners = [t for t in owners if t.pos_ != "PRON" or obliques(noun, "of")]
    named = [c for c in children(noun, "amod", "compound") if c.text[:1].isupper() and c.tag_ in ("JJ", "NNP", "NNPS")]
    named = [t for c in named for t in (*_joined_to(c), c)]
    roles.add("initiators", [t for t in (*owners, *named) if t.lower_ not in words["calendar"]])
    roles.add("initiators", obliques(noun, "by"))
    if happening.frame in MUTUAL:
        roles.add("initiators", obliques(noun, "between", "with", "among", "involving", "against"))
    else:
        roles.add("targets", obliques(noun, *AT))
        roles.add("targets" if deverbal or happening.frame == "die" else "initiators", obliques(noun, "of"))
        roles.add("initiators", [o for t in obliques(noun, "from") if not roles.initiators for o in _owners(t)])
        if any(c.lower_ == "under" for c in children(noun, "case")):  # "the city is under siege"
            roles.add("targets", children(noun, "nsubj", "nsubj:pass"))
    for clause in children(noun, "acl"):  # "an attack carried out by …"
        roles.add("initiators", agent(clause))
        if lemma_of(clause) in ("attribute", "blame", "pin", "ascribe"):
            roles.add("initiators", obliques(clause, "to", "on"))
        if happening.frame in MUTUAL:
            roles.add("initiators", obliques(clause, "between"))
        if lemma_of(clause) in ("target", "hit", "involve") and clause.tag_ == "VBG":
            roles.add("targets" if happening.frame == "act" else "initiators", objects(clause))


def _joined_to(adjective: Token) -> list[Token]:
    """ "Russian-Syrian air strikes": the adjective that a hyphen joins to another."""
    return [c for c in children(adjective, "amod", "compound", "nmod") if c.i == adjective.i - 2 and c.nbor().text in ("-", "–")]


def _from_governor(noun: Token, happening: Happening, lexicon: Lexicon, roles: Roles) -> None:
    """Subjects of light verbs: "carried out a strike", "came under fire", "held talks", "repelled an attack"."""
    head = noun.head
    while noun.dep_ == "conj" and head.dep_ == "conj" and head.head != head:
        head = head.head
    base = noun.head if noun.dep_ == "conj" else noun
    verb = base.head
    if lemma_of(verb) in ANSWERABLE:
        roles.add("initiators", _subjects(verb))
    if verb.pos_ not in ("VERB", "AUX") or verb == base:
        return
    lemma = lemma_of(verb)
    words = lexicon.words
    doer = agent(verb) if is_passive(verb) else _subjects(verb)
    supports = any(lemma in words[name] for name in ("light", "hold", "light_peace"))
    if base.dep_ in ("nsubj", "nsubj:pass"):
        _from_passive_support(verb, base.dep_ == "nsubj:pass" and supports, happening, roles)
    elif base.dep_ == "obl" and lemma in words["undergo"] and any(c.lower_ == "under" for c in children(base, "case")):
        roles.add("targets", doer)
        roles.add("initiators", obliques(verb, "from", "by"))
    elif base.dep_ == "obj" and lemma in words["undergo"] - {"take", "come"} and happening.frame == "act":
        roles.add("targets", [t for t in doer if not _only_counts(t, lemma, happening, lexicon)])
        roles.add("initiators", obliques(verb, "from"))
    elif is_averted_by(verb, lexicon):
        roles.add("targets", doer if not roles.targets else [])
    elif base.dep_ == "obj" and lemma in BROKERING:
        roles.add("mediators", doer)
        roles.add("initiators", obliques(verb, "between", "with"))
    elif base.dep_ == "obj" and supports:
        roles.add("initiators", doer)
        role, cases = ("targets", AT) if happening.frame == "act" else ("initiators", ("with", "between"))
        roles.add(role, obliques(verb, *cases))
    elif base.dep_ == "obl" and happening.frame in MUTUAL and lemma in words["light_peace"] | words["hold"] | words["undertake"] | {"meet"}:
        roles.add("initiators", doer)


def _only_counts(subject: Token, verb: str, happening: Happening, lexicon: Lexicon) -> bool:
    """ "The mission recorded 94 violations", "observers registered shelling": who keeps count suffered nothing."""
    watching = {lemma_of(t) for t in (subject, *children(subject, "flat", "compound"))} & lexicon.words["watcher"]
    return verb in lexicon.words["counting"] and (happening.kind is Kind.CEASEFIRE_BREACH or bool(watching))


def _from_passive_support(verb: Token, supports: bool, happening: Happening, roles: Roles) -> None:
    """ "An attack was launched by … on …", "clashes erupted between …"."""
    if supports:
        roles.add("mediators" if lemma_of(verb) in BROKERING else "initiators", agent(verb))
        if happening.frame == "act":
            roles.add("targets", obliques(verb, *AT))
    if happening.frame in MUTUAL:
        roles.add("initiators", obliques(verb, "between"))


def is_averted_by(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb says that its object did not come about ("foiled", "cut short", "called off")."""
    lemma = lemma_of(verb)
    particle = any(c.lower_ in ("off", "short", "back", "down", "out") for c in children(verb, "compound:prt", "advmod", "xcomp", "amod"))
    return lemma in lexicon.words["avert"] or (lemma in lexicon.words["avert_particle"] and particle)


def _add_mediators(trigger: Token, roles: Roles) -> None:
    roles.add("mediators", mediators_of(trigger))
    roles.initiators = [t for t in roles.initiators if t not in roles.mediators]


def has_participants(noun: Token, happening: Happening, lexicon: Lexicon) -> bool:
    """Whether a noun names its own participants, so that it tells a happening wherever it stands."""
    roles = Roles()
    _from_modifiers(noun, happening, lexicon, roles)
    _add_mediators(noun, roles)
    return bool(roles.initiators or roles.targets or roles.mediators)
