"""Whom phrases mean by their side: the other one, a group, both. Read with the bundled model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from counterclaim.grounding.actors.names import load_names
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.language.engine import load_engine

pytestmark = pytest.mark.engine
Meant = Callable[..., list[str | None]]
DAY = dt.date(2023, 5, 12)


def test_the_other_side(meant: Meant) -> None:
    text = "Armenia and Azerbaijan trade blame. Armenia said that posts were shelled. The other side denied it."
    assert meant(text, "Armenia", "The other side") == ["ARM", "AZE"]


def test_a_group_with_a_name_of_its_own_is_not_the_last_one(meant: Meant) -> None:
    text = "Hamas denied it. A smaller faction, the Orchard Brigades, claimed the attack."
    assert meant(text, "Hamas", "A smaller faction") == ["HAMAS", None]


def test_a_description_bears_the_name_of_its_party() -> None:
    doc = load_engine()("Armenia and Azerbaijan trade blame. Both sides opened fire.")
    resolver = ActorResolver(doc, DAY, load_names())
    sides = next(t for t in doc if t.text == "sides")
    assert {a.name for a in resolver.resolve(sides)} == {"Armenia", "Azerbaijan"}


def test_members_from_both_sides(meant: Meant) -> None:
    text = "Libya and the LNA trade blame. Members of the commission from both sides denied it."
    assert meant(text, "Members of the commission from both sides") == ["LBY"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Qatar urged both sides to lay down arms. Rwanda and Congo trade blame. Qatar hosted talks.", {"RWA", "COD"}),
        ("Egypt called for restraint from both sides. Egypt's president spoke to Chad. Chad and Sudan trade blame.", {"TCD", "SDN"}),
    ],
)
def test_who_calls_on_both_sides_is_neither(text: str, sides: set[str]) -> None:
    doc = load_engine()(text)
    resolver = ActorResolver(doc, DAY, load_names())
    assert {a.party for a in resolver.resolve(next(t for t in doc if t.text == "sides"))} == sides


def test_a_side_that_fights_may_call_on_both() -> None:
    doc = load_engine()("Armenia called on both sides to stop. Armenia's post was shelled by Azerbaijan.")
    fighting = [t.i for t in doc if t.text in ("Armenia", "Azerbaijan") and t.i > 6]
    resolver = ActorResolver(doc, DAY, load_names(), fighting)
    assert {a.party for a in resolver.resolve(next(t for t in doc if t.text == "sides"))} == {"ARM", "AZE"}
