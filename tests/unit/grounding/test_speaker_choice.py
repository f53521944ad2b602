"""Who vouches: whom words and rules have, unless the report makes somebody else much likelier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest

from counterclaim.claims.extract import extract
from counterclaim.claims.reading.model import ReadingModel
from counterclaim.grounding import speaker_choice
from counterclaim.grounding.actors.names import load_names
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.ground import Grounder
from counterclaim.grounding.speaker_choice import WEIGHED, choose
from counterclaim.grounding.speaker_evidence import UNKNOWN
from counterclaim.grounding.weighing import Weighed, Weigher
from counterclaim.language.engine import load_engine
from counterclaim.pipeline import Pipeline, PipelineOptions
from counterclaim.records.drafts import DraftClaim, DraftDuty
from counterclaim.records.models import NARRATOR, Actor, Report
from counterclaim.records.words import Sector

DAY = dt.date(2023, 5, 12)
VOICE = Actor.of(NARRATOR)
RULED = Actor.of("ARM", name="the ministry")


@cache
def weighed(text: str) -> list[tuple[Actor, dict[str, dict[str, float]]]]:
    """Of each claim of a text: whom words and rules have, and the features of everybody weighed, by party."""
    heard: list[tuple[Actor, dict[str, dict[str, float]]]] = []

    def witness(_draft: DraftClaim | DraftDuty, ruled: Actor | None, slots: Mapping[str, Weighed]) -> None:
        if "speaker" in slots:
            assert ruled is not None
            options = [party for party, _ in slots["speaker"].options]
            heard.append((ruled, dict(zip(options, slots["speaker"].features, strict=True))))

    (doc,) = load_engine().pipe([text])
    drafts = extract(doc, model=ReadingModel())
    Grounder(load_names(), Gazetteer.open(), witness)(Report(id="r", text=text, published=DAY), doc, drafts)
    return heard


def chosen(monkeypatch: pytest.MonkeyPatch, ruled: Actor, *options: tuple[str, Actor | None, float]) -> Actor:
    """Who is chosen among some, each with the log-odds that the network gives it."""
    network = Weigher({"odds": 0}, *(np.array(a, dtype=np.float32) for a in ([[1.0]], [0.0], [[1.0]], [0.0])))
    monkeypatch.setattr(speaker_choice, "load_weigher", lambda _: network)
    weighed = Weighed([(p, a) for p, a, _ in options], [{"odds": odds} for _, _, odds in options])
    return choose(weighed, ruled, VOICE, spoken=ruled != VOICE)


def test_words_and_rules_stand_unless_somebody_else_is_much_likelier(monkeypatch: pytest.MonkeyPatch) -> None:
    other = Actor.of("AZE", name="Baku")
    assert chosen(monkeypatch, RULED, (NARRATOR, None, 0), ("ARM", RULED, 1), ("AZE", other, 2)) == RULED
    who = chosen(monkeypatch, RULED, (NARRATOR, None, 0), ("ARM", RULED, 1), ("AZE", other, 4))
    assert (who.party, who.name, who.source) == ("AZE", "Baku", WEIGHED)


def test_whose_the_phrase_is_may_change_its_words_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    who = chosen(monkeypatch, RULED, (NARRATOR, None, 0), ("ARM", RULED, 1), ("AZE", None, 4))
    assert (who.id, who.name, who.source) == ("AZE", "the ministry", WEIGHED)
    assert chosen(monkeypatch, RULED, (NARRATOR, None, 0), ("ARM", RULED, 1), (UNKNOWN, None, 4)) == RULED


def test_the_report_itself_may_be_meant_and_nobody_unknown_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(monkeypatch, RULED, (NARRATOR, None, 5), ("ARM", RULED, 1)) == VOICE
    assert chosen(monkeypatch, VOICE, (NARRATOR, VOICE, 1), (UNKNOWN, None, 5)) == VOICE


def test_what_somebody_unknown_says_is_not_the_reports_own(monkeypatch: pytest.MonkeyPatch) -> None:
    they = Actor.of(None, name="They")
    assert chosen(monkeypatch, they, (NARRATOR, None, 9), (UNKNOWN, they, 0)) == they
    assert chosen(monkeypatch, they, (NARRATOR, None, 0), (UNKNOWN, they, -5), ("ARM", None, 0.2)) == they
    who = chosen(monkeypatch, they, (NARRATOR, None, 0), (UNKNOWN, they, 0), ("ARM", None, 4))
    assert (who.party, who.name) == ("ARM", "They")


def test_an_armed_group_has_no_police_unless_the_phrase_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    police = Actor.of(None, Sector.GOV, name="police")
    weighed = ((NARRATOR, None, 0), (UNKNOWN, police, 0), ("FARC", None, 4))
    assert chosen(monkeypatch, police, *weighed) == police
    assert chosen(monkeypatch, Actor.of(None, name="They"), *weighed).party == "FARC"


def test_the_reports_own_voice_comes_first_and_everybody_named_near_by_is_weighed() -> None:
    ((ruled, options),) = weighed("Azerbaijan rejected it. Armenia's defence ministry said its soldiers were shelled near Sotk.")
    assert ruled.party == "ARM"
    assert next(iter(options)) == NARRATOR
    assert options[NARRATOR]["none"] == options["ARM"]["ruled"] == 1.0
    assert options["ARM"]["in_phrase"] == options["AZE"]["named_back_1"] == 1.0
    assert "in_phrase" not in options["AZE"]


def test_a_word_met_before_tells_whose_it_is() -> None:
    *_, (_, options) = weighed(
        "The Kyrgyz health ministry said two villagers were killed. Tajikistan denied it. The ministry said a third man was wounded."
    )
    assert options["KGZ"]["in_phrase_before"] == 1.0
    assert "in_phrase_before" not in options["TJK"]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijani troops reportedly opened fire near Sotk.",
        "Armenia and Azerbaijan accused each other of opening fire near Sotk.",
    ],
)
def test_what_is_settled_is_not_weighed(text: str) -> None:
    assert weighed(text) == []


def test_without_a_reading_model_words_and_rules_stand() -> None:
    text = "Police said two men were killed in Sotk. They said gunmen had opened fire."
    (record,) = Pipeline(PipelineOptions(rules_only=True)).read([Report(id="r", text=text, published=DAY)])
    assert all(c.claimant.name in ("Police", "They") for c in record.claims)
    assert record.claims
