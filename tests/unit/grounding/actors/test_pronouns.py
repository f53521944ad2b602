"""Whom "they" are. Read with the bundled model."""

from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.grounding.actors.names import load_names
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.language.engine import load_engine
from counterclaim.records.models import Actor

pytestmark = pytest.mark.engine
DAY = dt.date(2023, 5, 12)


def test_they_in_the_words_of_nobody_known_are_nobody_known() -> None:
    doc = load_engine()("Turkey held a post. Fighters of the Grey Ridge said they had taken it.")
    resolver = ActorResolver(doc, DAY, load_names())
    resolver.heard(resolver.resolve(doc[0], vouches=True))
    they = next(t for t in doc if t.text == "they")
    speaker = Actor(id=None, party=None, name="Fighters of the Grey Ridge")
    assert [a.party for a in resolver.resolve(they, speaker)] == [None]


def test_they_in_a_quotation_are_the_others() -> None:
    doc = load_engine()('Armenia fights Azerbaijan. "They attacked us," Armenia said.')
    they = next(t for t in doc if t.text == "They")
    resolver = ActorResolver(doc, DAY, load_names(), quoted={they.i})
    assert [a.id for a in resolver.resolve(they, speaker=Actor.of("ARM"))] == ["AZE"]


def test_it_is_the_organisation_that_a_person_has_spoken_for() -> None:
    doc = load_engine()(
        "The Sudanese army denied it. UNICEF's director, Jane Example, said that a school was hit. It added that five died."
    )
    resolver = ActorResolver(doc, DAY, load_names())
    for word in ("army", "director"):
        resolver.heard(resolver.resolve(next(t for t in doc if t.text == word), vouches=True))
    it = next(t for t in doc if t.text == "It")
    assert [(a.party, a.name, a.person) for a in resolver.resolve(it, vouches=True)] == [("UN", "United Nations", None)]


@pytest.mark.parametrize(
    ("then", "pronoun", "party"),
    [
        ("The RSF gave no figure. It countered that jets had bombed a mint.", "It", "RSF"),
        ("Chad's army had a different arithmetic. Two were hurt, it said.", "it", "TCD"),
        ("The African Union could not get in. Its monitors said that a shell fell.", "Its monitors", "AU"),
        ("The CSTO will send observers, its secretariat said.", "its secretariat", "CSTO"),
        ("Chad's minister left. It added that a shell fell.", "It", "SDN"),
        ("Fighters of the RSF were hurt. It added that a shell fell.", "It", "SDN"),
    ],
)
def test_it_is_whom_the_report_has_turned_to(then: str, pronoun: str, party: str) -> None:
    doc = load_engine()(f"The Sudanese army said that four were killed. {then}")
    resolver = ActorResolver(doc, DAY, load_names())
    resolver.heard(resolver.resolve(next(t for t in doc if t.text == "army"), vouches=True))
    start = doc.text.rindex(pronoun)
    span = doc.char_span(start, start + len(pronoun))
    assert span is not None
    assert [a.party for a in resolver.resolve(span.root, vouches=True)] == [party]
