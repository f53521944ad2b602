"""Questions put to trees made by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from counterclaim.claims import syntax
from trees_by_hand import tree, word, words

BOTH = tree("""
Armenia PROPN nsubj 5
, PUNCT punct 3
Azerbaijan PROPN conj 1
both DET det 5
agreed VERB root 0 agree VBD
""")
PASSIVE = tree("""
Five NUM nummod 2
soldiers NOUN nsubj:pass 4 soldier NNS
were AUX aux:pass 4
killed VERB root 0 kill VBN
and CCONJ cc 6
wounded VERB conj 4 wound VBN
by ADP case 8
mortars NOUN obl 4 mortar NNS
and CCONJ cc 10
drones NOUN conj 8 drone NNS
near ADP case 12
Sotk PROPN obl 4
""")
ACCORDING = tree("""
According VERB case 4
to ADP fixed 1
the DET det 4
ministry NOUN obl 7
, PUNCT punct 7
troops NOUN nsubj 7 troop NNS
fired VERB root 0 fire VBD
at ADP case 9
posts NOUN obl 7 post NNS
and CCONJ cc 11
villages NOUN conj 9 village NNS
""")
SAID_AND_ACCUSED = tree("""
It PRON nsubj 2 it PRP
said VERB root 0 say VBD
it PRON nsubj 4
won VERB ccomp 2 win VBD
and CCONJ cc 6
accused VERB conj 2 accuse VBD
Azerbaijan PROPN obj 6
of SCONJ mark 9
firing VERB advcl 6 fire VBG
shells NOUN obj 9 shell NNS
and CCONJ cc 12
rockets NOUN conj 10 rocket NNS
""")
CONTROL = tree("""
Forces NOUN nsubj 2 force NNS
managed VERB root 0 manage VBD
to PART mark 4
stop VERB xcomp 2
it PRON obj 4
""")
URGED = tree("""
Moscow PROPN nsubj 2
urged VERB root 0 urge VBD
Baku PROPN obj 2
to PART mark 5
stop VERB xcomp 2 stop VB
""")
RELATIVE = tree("""
The DET det 2
troops NOUN nsubj 7 troop NNS
who PRON nsubj 4 who WP
crossed VERB acl:relcl 2 cross VBD
the DET det 6
border NOUN obj 4
withdrew VERB root 0 withdraw VBD
""")
PARTICIPLES = tree("""
Soldiers NOUN nsubj 6 soldier NNS
killed VERB acl 1 kill VBN
Friday PROPN obl:tmod 2
saw VERB conj 2 see VBD
firing VERB acl 1 fire VBG
rested VERB root 0 rest VBD
""")


@pytest.mark.parametrize(("relations", "expected"), [((), ["Armenia", "both"]), (("det",), ["both"]), (("obj",), [])])
def test_children(relations: tuple[str, ...], expected: list[str]) -> None:
    assert words(syntax.children(word(BOTH, "agreed"), *relations)) == expected


def test_universal_part_of_a_relation() -> None:
    assert syntax.relation(word(RELATIVE, "crossed")) == "acl"
    assert syntax.relation(word(RELATIVE, "withdrew")) == "root"


def test_conjuncts() -> None:
    assert words(syntax.with_conjuncts(word(BOTH, "Armenia"))) == ["Armenia", "Azerbaijan"]
    assert words(syntax.with_conjuncts(word(BOTH, "Azerbaijan"))) == ["Azerbaijan"]


def test_prepositions_count_fixed_expressions_as_one() -> None:
    assert "according to" in syntax.prepositions(word(ACCORDING, "ministry"))
    assert syntax.prepositions(word(ACCORDING, "posts")) == {"at"}
    assert syntax.prepositions(word(ACCORDING, "troops")) == set()


def test_obliques_by_preposition() -> None:
    fired = word(ACCORDING, "fired")
    assert words(syntax.obliques(fired, "at")) == ["posts", "villages"]
    assert words(syntax.obliques(fired, "on", "against")) == []
    assert words(syntax.obliques(fired, "according to")) == ["ministry"]


@pytest.mark.parametrize(
    ("doc", "form", "passive"),
    [
        (PASSIVE, "killed", True),
        (PASSIVE, "wounded", True),
        (PARTICIPLES, "killed", True),
        (PARTICIPLES, "firing", False),
        (ACCORDING, "fired", False),
        (RELATIVE, "crossed", False),
        (SAID_AND_ACCUSED, "accused", False),
    ],
)
def test_passive(doc: Doc, form: str, passive: bool) -> None:
    assert syntax.is_passive(word(doc, form)) is passive


@pytest.mark.parametrize(
    ("doc", "form", "subject"),
    [
        (ACCORDING, "fired", "troops"),
        (PASSIVE, "killed", "soldiers"),
        (PASSIVE, "wounded", "soldiers"),
        (SAID_AND_ACCUSED, "accused", "It"),
        (SAID_AND_ACCUSED, "won", "it"),
        (CONTROL, "stop", "Forces"),
        (URGED, "stop", "Baku"),
        (RELATIVE, "crossed", "troops"),
        (PARTICIPLES, "killed", "Soldiers"),
        (PARTICIPLES, "firing", "Soldiers"),
    ],
)
def test_subject(doc: Doc, form: str, subject: str) -> None:
    found = syntax.subject(word(doc, form))
    assert found is not None
    assert found.text == subject


def test_subject_of_an_order_is_nobody() -> None:
    assert syntax.subject(word(tree("Stop VERB root 0\nthe DET det 3\nfire NOUN obj 1"), "Stop")) is None


def test_own_subject_is_not_borrowed() -> None:
    assert syntax.own_subject(word(SAID_AND_ACCUSED, "accused")) is None
    relative = syntax.own_subject(word(RELATIVE, "crossed"))
    assert relative is not None
    assert relative.text == "troops"


def test_long_chain_of_verbs_comes_to_an_end() -> None:
    chain = "\n".join(f"go VERB {'xcomp' if k else 'root'} {k}" for k in range(60))
    assert syntax.subject(tree(chain)[59]) is None


def test_agent_of_a_passive() -> None:
    assert words(syntax.agent(word(PASSIVE, "killed"))) == ["mortars", "drones"]
    assert words(syntax.agent(word(ACCORDING, "fired"))) == []


def test_objects_with_coordination() -> None:
    assert words(syntax.objects(word(SAID_AND_ACCUSED, "firing"))) == ["shells", "rockets"]


@pytest.mark.parametrize(
    ("table", "form", "negated"),
    [
        ("They PRON nsubj 4\ndid AUX aux 4\nnot PART advmod 4\nfire VERB root 0", "fire", True),
        ("They PRON nsubj 4\ndid AUX aux 4\nn't PART advmod 4\nfire VERB root 0", "fire", True),
        ("They PRON nsubj 3\nnever ADV advmod 3\nfired VERB root 0 fire VBD", "fired", True),
        ("no DET det 2\nattack NOUN root 0", "attack", True),
        ("without ADP case 2\nattack NOUN root 0", "attack", True),
        ("Nobody PRON nsubj:pass 3\nwas AUX aux:pass 3\nhurt VERB root 0 hurt VBN", "hurt", True),
        ("No DET det 2\nsoldiers NOUN nsubj:pass 4\nwere AUX aux:pass 4\nhurt VERB root 0 hurt VBN", "hurt", True),
        ("They PRON nsubj 2\nfired VERB root 0 fire VBD", "fired", False),
        ("an DET det 2\nattack NOUN root 0", "attack", False),
    ],
)
def test_negation(table: str, form: str, negated: bool) -> None:
    assert syntax.is_negated(word(tree(table), form)) is negated


def test_clause_tokens_without_some_subtrees() -> None:
    said = word(SAID_AND_ACCUSED, "said")
    assert words(syntax.clause_tokens(said)) == [t.text for t in SAID_AND_ACCUSED]
    assert words(syntax.clause_tokens(said, [word(SAID_AND_ACCUSED, "accused")])) == ["It", "said", "it", "won"]


def test_own_clause_leaves_out_other_clauses() -> None:
    assert words(syntax.own_clause(word(SAID_AND_ACCUSED, "said"))) == ["It", "said"]
    assert words(syntax.own_clause(word(RELATIVE, "withdrew"))) == ["The", "troops", "withdrew"]
    assert words(syntax.own_clause(word(ACCORDING, "fired"))) == [t.text for t in ACCORDING]


def test_finite_ancestor() -> None:
    assert syntax.finite_ancestor(word(ACCORDING, "villages")) == word(ACCORDING, "fired")
    assert syntax.finite_ancestor(word(RELATIVE, "border")) == word(RELATIVE, "crossed")
    assert syntax.finite_ancestor(word(RELATIVE, "crossed")) == word(RELATIVE, "crossed")


SUBJECT_TAKEN_AWAY = tree("""
Troops NOUN nsubj 10 troop NNS
shelled VERB ccomp 10 shell VBD
Sotk PROPN obj 2
, PUNCT punct 6
its PRON nmod:poss 6 its PRP$
spokesman NOUN appos 3 spokesman NN
, PUNCT punct 8
Example PROPN appos 6
, PUNCT punct 6
told VERB root 0 tell VBD
reporters NOUN obj 10 reporter NNS
""")
TWO_SUBJECTS = tree("""
Troops NOUN nsubj 7 troop NNS
shelled VERB ccomp 7 shell VBD
Sotk PROPN obj 2
, PUNCT punct 7
the DET det 6
ministry NOUN nsubj 7 ministry NN
said VERB root 0 say VBD
""")
RELATIVE_ON_A_VERB = tree("""
They PRON nsubj 2 they PRP
fired VERB root 0 fire VBD
, PUNCT punct 6
according VERB case 6
to ADP fixed 4
army NOUN obl 2
, PUNCT punct 9
which PRON nsubj 9 which WDT
added VERB advcl:relcl 2 add VBD
""")

NO_SUBJECT_LEFT = tree("""
A DET det 2
meeting NOUN ccomp 9
was AUX aux:pass 4
cancelled VERB acl:relcl 2 cancel VBN
, PUNCT punct 4
an DET det 8
African ADJ amod 8
spokesman NOUN nsubj:pass 4
said VERB root 0 say VBD
""")


def test_who_speaks_where_the_parser_gave_the_verb_the_subject_of_what_is_said() -> None:
    found = syntax.displaced_subject(word(SUBJECT_TAKEN_AWAY, "told"))
    assert found == word(SUBJECT_TAKEN_AWAY, "spokesman")


@pytest.mark.parametrize(("doc", "verb"), [(TWO_SUBJECTS, "said"), (SAID_AND_ACCUSED, "said"), (RELATIVE_ON_A_VERB, "fired")])
def test_no_subject_is_displaced(doc: Doc, verb: str) -> None:
    assert syntax.displaced_subject(word(doc, verb)) is None


@pytest.mark.parametrize("doc", [SUBJECT_TAKEN_AWAY, TWO_SUBJECTS])
def test_subject_that_the_parser_gave_to_the_governor_is_that_of_the_clause(doc: Doc) -> None:
    assert syntax.subject(word(doc, "shelled")) == word(doc, "Troops")


def test_governor_whose_subject_the_parser_gave_away_has_none_to_give_back() -> None:
    assert syntax.displaced_subject(word(NO_SUBJECT_LEFT, "said")) == word(NO_SUBJECT_LEFT, "spokesman")
    assert syntax.subject(word(NO_SUBJECT_LEFT, "meeting")) is None


def test_relative_pronoun_of_a_clause_hung_on_a_verb_is_the_noun_before_it() -> None:
    assert syntax.own_subject(word(RELATIVE_ON_A_VERB, "added")) == word(RELATIVE_ON_A_VERB, "army")
