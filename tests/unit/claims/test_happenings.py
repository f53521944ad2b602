"""Which happenings a sentence tells, and of which kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.records.drafts import DraftEvent
from counterclaim.records.words import Kind

Events = Callable[[str], list[DraftEvent]]
pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels carried out an attack on the base.", "attack"),
        ("Shots were fired from the eastern bank.", "attack"),
        ("The city is under attack by the rebels.", "attack"),
        ("Two miners were killed by gunmen.", "attack"),
        ("The troops used mortars.", "shelling"),
        ("Grad rockets landed on the market.", "shelling"),
        ("The village was hit by artillery fire.", "shelling"),
        ("Jets dropped bombs on the camp.", "air_strike"),
        ("Jets bombed the camp.", "air_strike"),
        ("Guerrilla commandos bombed two power stations.", "mine_or_ied"),
        ("Militants bombed a gas pipeline.", "mine_or_ied"),
        ("A drone dropped a grenade on the roof.", "drone_attack"),
        ("Missiles slammed into the depot.", "missile_strike"),
        ("Two rangers stepped on a landmine near the temple.", "mine_or_ied"),
        ("Their truck drove over an old mine.", "mine_or_ied"),
        ("The army returned fire.", "armed_clash"),
        ("The two sides fired at each other for an hour.", "armed_clash"),
        ("The attackers were driven back.", "armed_clash"),
        ("A patrol crossed the border at dawn.", "incursion"),
        ("The town fell into the hands of the rebels.", "territorial_gain"),
        ("The rebels took six soldiers prisoner.", "capture"),
        ("The air force shot down a drone.", "interception"),
        ("The road remains closed.", "blockade"),
        ("The government violated the ceasefire.", "ceasefire_breach"),
        ("Armenia has grossly violated this obligation.", "ceasefire_breach"),
        ("They broke that promise.", "ceasefire_breach"),
        ("Neither has kept its word.", "ceasefire_breach"),
        ("The rebels did not honour their commitment.", "ceasefire_breach"),
        ("The army has failed to comply with the agreement.", "ceasefire_breach"),
        ("This is the third violation since Monday.", "ceasefire_breach"),
        ("The army adheres to the truce.", "ceasefire"),
        ("The units pulled back from the river.", "withdrawal"),
        ("The two ministers spoke by telephone.", "talks"),
        ("The sides signed a deal in Geneva.", "agreement"),
        ("Guards handed over the bodies of two soldiers.", "prisoner_exchange"),
        ("The rebels freed four of them.", "prisoner_exchange"),
        ("Gunmen took away 30 men.", "capture"),
        ("The army is holding nine soldiers.", "capture"),
        ("The last unit left on Friday.", "withdrawal"),
        ("About 600 families have left.", "displacement"),
        ("Thousands of peasants poured into the city.", "displacement"),
        ("He admitted the loss of 26 fighters.", "casualty"),
        ("Aircraft flew 40 sorties.", "air_strike"),
        ("The army stopped shelling the town.", "ceasefire"),
        ("They agreed to refrain from firing rockets.", "ceasefire"),
        ("Students burned flags outside the embassy.", "protest"),
        ("Coastguards boarded a trawler.", "interception"),
        ("Thousands have fled their homes.", "displacement"),
        ("The capital summoned the ambassador.", "other"),
        ("A fourth soldier died of his wounds.", "casualty"),
    ],
)
def test_kind(events: Events, text: str, kind: str) -> None:
    assert [e.kind for e in events(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "It is not clear who fired first.",
        "If the provocations are repeated, nobody will be surprised.",
        "He is the commander of the offensive.",
        "The plan met its first test in spring.",
        "He killed the proposal.",
        "Rebels hid in the market in order to attack the convoy.",
        "The army was not to carry out air strikes.",
        "The ministry withdrew an earlier list.",
        "Jane Roe, chief negotiator in the peace talks with the rebels, was calm.",
        "The army will defend itself against any attack or raid.",
        "The month was quiet, in one of the worst breaches of the truce.",
        "The army kept its word.",
    ],
)
def test_passing_mention_tells_nothing(events: Events, text: str) -> None:
    assert [e for e in events(text) if e.kind != "attack" or e.trigger.text != "killed"] == []


def test_harm_and_act_of_one_sentence_are_one_happening(events: Events) -> None:
    (event,) = events("Two soldiers were killed and five wounded when rebels opened fire on a convoy.")
    assert event.kind == "attack"
    assert [(h.effect, h.best) for h in event.harm] == [("killed", 2), ("wounded", 5)]
    assert "rebels" in {t.text for t in event.initiators}
    assert "soldiers" in {t.text for t in event.targets}


def test_harm_of_the_next_sentence_goes_with_the_act(events: Events) -> None:
    (event,) = events("The army shelled the village on Monday. Three civilians were wounded.")
    assert [(h.effect, h.best) for h in event.harm] == [("wounded", 3)]


def test_harm_that_somebody_else_tells_stands_alone(events: Events) -> None:
    found = events("The army shelled the village on Monday. The mayor said three civilians were wounded.")
    assert [e.kind for e in found] == ["shelling", "casualty"]


def test_act_is_named_rather_than_the_breach(events: Events) -> None:
    assert [e.kind for e in events("The army violated the ceasefire by shelling the village.")] == ["shelling"]


def test_two_strikes_in_one_breath_are_one(events: Events) -> None:
    (event,) = events("Air raids and tank shelling across the territory killed at least 11 people.")
    assert event.kind == "air_strike"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Soldiers opened fire with grenade launchers and rifles on a position.", Kind.ATTACK),
        ("Soldiers opened fire with mortars and rifles on a position.", Kind.SHELLING),
        ("Rebels attacked an outpost with rockets and drones.", Kind.ATTACK),
        ("Rebels attacked an outpost with drones.", Kind.DRONE_ATTACK),
        ("A bombing in the capital killed five people.", Kind.ATTACK),
        ("Warplanes carried out the bombing of the town.", Kind.AIR_STRIKE),
        ("The army broke the terms of the truce.", Kind.CEASEFIRE_BREACH),
        ("Aid deliveries to the town were stopped.", Kind.BLOCKADE),
        ("Their forces are retaliating.", Kind.ATTACK),
        ("Their forces will retaliate.", Kind.THREAT),
        ("They signed a ceasefire in Geneva.", Kind.CEASEFIRE),
        ("They signed a peace deal in Geneva.", Kind.AGREEMENT),
        ("Fighting between rebels and soldiers left at least nine people dead.", Kind.ARMED_CLASH),
        ("The government put the dead at 187.", Kind.CASUALTY),
    ],
)
def test_kind_by_means_and_object(events: Events, text: str, kind: Kind) -> None:
    assert [e.kind for e in events(text)] == [kind]


def test_gerund_as_subject_keeps_its_doers(events: Events) -> None:
    (event,) = events("Shelling by Armenian forces killed four Azerbaijani soldiers.")
    assert (event.kind, [t.text for t in event.initiators]) == (Kind.SHELLING, ["forces"])


def test_wounded_man_who_died_is_dead(events: Events) -> None:
    (event,) = events("A third man, wounded by the rebels, died in hospital.")
    assert "killed" in {h.effect.value for h in event.harm}
