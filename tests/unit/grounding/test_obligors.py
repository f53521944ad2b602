"""Who owes a duty: by words and rules, and by all that the report says of its parties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest

from counterclaim.claims.extract import extract
from counterclaim.claims.reading.model import ReadingModel
from counterclaim.grounding import obligor_choice
from counterclaim.grounding.actors.names import load_names
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.ground import Grounder
from counterclaim.grounding.obligor_choice import WEIGHED, choose
from counterclaim.grounding.weighing import Weighed, Weigher
from counterclaim.language.engine import load_engine
from counterclaim.pipeline import Pipeline
from counterclaim.records.drafts import DraftClaim, DraftDuty
from counterclaim.records.models import Actor, Report

DAY = dt.date(2023, 5, 12)
RULED = Actor.of("ARM", name="Armenia")


@cache
def weighed(text: str) -> list[tuple[str, dict[str, dict[str, float]]]]:
    """Of each duty of a text: the word that tells it, and the features of everybody weighed, by party."""
    heard: list[tuple[str, dict[str, dict[str, float]]]] = []

    def witness(draft: DraftClaim | DraftDuty, _: Actor | None, slots: Mapping[str, Weighed]) -> None:
        if isinstance(draft, DraftDuty):
            found = slots["obligor"]
            heard.append((draft.act.text, dict(zip([party for party, _ in found.options], found.features, strict=True))))

    (doc,) = load_engine().pipe([text])
    drafts = extract(doc, model=ReadingModel())
    Grounder(load_names(), Gazetteer.open(), witness)(Report(id="r", text=text, published=DAY), doc, drafts)
    return heard


def chosen(monkeypatch: pytest.MonkeyPatch, *options: tuple[str, Actor | None, float]) -> list[Actor | None]:
    """Who is chosen among some, each with the log-odds that the network gives it; words and rules have Armenia."""
    network = Weigher({"odds": 0}, *(np.array(a, dtype=np.float32) for a in ([[1.0, -1.0]], [0.0, 0.0], [[1.0], [-1.0]], [0.0])))
    monkeypatch.setattr(obligor_choice, "load_weigher", lambda _: network)
    return choose(Weighed([(p, a) for p, a, _ in options], [{"odds": odds} for _, _, odds in options]), [RULED])


def test_those_who_are_likely_owe_it_the_likeliest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    found = chosen(monkeypatch, ("ARM", RULED, 1), ("AZE", None, 2), ("RUS", None, -2))
    assert [(a.party, a.source) for a in found if a] == [("AZE", WEIGHED), ("ARM", None)]


def test_somebody_owes_it_of_whom_nobody_knows_whose_he_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(monkeypatch, ("ARM", RULED, -3), ("AZE", None, -4)) == [None]


def test_words_and_rules_stand_where_nobody_was_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(monkeypatch) == [RULED]


def test_parties_of_a_report_are_weighed_by_what_it_says_of_them() -> None:
    text = "Armenia and Azerbaijan signed a truce in Moscow on Tuesday. Under the deal Armenia must withdraw its troops from Agdam."
    ((word, by_party),) = [w for w in weighed(text) if w[0] == "withdraw"]
    assert word == "withdraw"
    assert by_party["ARM"]["ruled"] == 1 and by_party["ARM"]["in_nsubj"] == 1
    assert by_party["AZE"]["accord_party"] == 1 and not by_party["AZE"].get("ruled")
    assert by_party["ARM"]["pointed"] > by_party["AZE"]["pointed"]


def test_obligations_name_who_is_bound() -> None:
    text = "Armenia and Azerbaijan signed a truce in Moscow on Tuesday. Under the deal Armenia must withdraw its troops from Agdam."
    (record,) = Pipeline().read([Report(id="r", text=text, published=DAY)])
    assert {(o.obligor.party, str(o.duty)) for a in record.agreements for o in a.obligations if o.obligor} >= {("ARM", "withdraw")}
