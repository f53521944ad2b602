"""Whom phrases mean that name nobody: taken up, introduced, opposed, of a place. Read with the bundled model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from counterclaim.grounding.actors.names import load_names
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.language.engine import load_engine
from counterclaim.records.models import Actor

pytestmark = pytest.mark.engine
Meant = Callable[..., list[str | None]]
DAY = dt.date(2023, 5, 12)


def test_a_spokesman_belongs_to_the_last_who_spoke_not_to_whom_he_speaks_of(meant: Meant) -> None:
    text = "Armenia rejected the charge. A patrol of Azerbaijan crossed the line, its spokesman said."
    assert meant(text, "Armenia", "its spokesman") == ["ARM", "ARM"]


def test_a_spokesman_without_an_owner(meant: Meant) -> None:
    text = "Azerbaijan has denied the attack. Armenia opened fire first, a spokesman said."
    assert meant(text, "Azerbaijan", "a spokesman") == ["AZE", "AZE"]


def test_a_relative_pronoun_is_its_noun(meant: Meant) -> None:
    text = "They blamed Azerbaijan, which denied it."
    assert meant(text, "which") == ["AZE"]


def test_they_in_the_words_of_nobody_known_are_nobody_known() -> None:
    doc = load_engine()("Turkey held a post. Fighters of the Grey Ridge said they had taken it.")
    resolver = ActorResolver(doc, DAY, load_names())
    resolver.heard(resolver.resolve(doc[0], vouches=True))
    they = next(t for t in doc if t.text == "they")
    speaker = Actor(id=None, party=None, name="Fighters of the Grey Ridge")
    assert [a.party for a in resolver.resolve(they, speaker)] == [None]


def test_the_statement_is_the_last_speakers(meant: Meant) -> None:
    text = "Armenia's Defence Ministry said that posts were shelled. The statement said that one soldier was wounded."
    assert meant(text, "Armenia's Defence Ministry", "The statement") == ["ARM:MIL", "ARM:MIL"]


def test_somebody_introduced_by_an_office(meant: Meant) -> None:
    text = "A spokesman for Armenia's Defence Ministry, Colonel Aram Vardumyan, showed a map. Later Vardumyan denied the attack."
    assert meant(text, "Vardumyan")[0] == "ARM:MIL"


def test_somebody_is_whom_his_name_meant_before(meant: Meant) -> None:
    text = "Rustam Kovali, of the Chechen separatists, denied the attack. Mr Kovali said that the army had fired."
    assert meant(text, "Rustam Kovali", "Mr Kovali") == ["CHECHEN_REBELS:REB", "CHECHEN_REBELS:REB"]


def test_an_office_bears_no_name(meant: Meant) -> None:
    text = "Armenia's Defence Ministry said that it came under fire. Azerbaijan's Defence Ministry denied it."
    assert meant(text, "Armenia's Defence Ministry", "Azerbaijan's Defence Ministry") == ["ARM:MIL", "AZE:MIL"]


def test_the_mayor_of_the_city_is_of_the_scene(meant: Meant) -> None:
    assert meant("Two shells hit the market, the city's mayor said.", "the city's mayor", scene="UKR") == ["UKR:LOC"]


def test_soldiers_are_not_those_of_the_rebels_who_tell_of_them() -> None:
    doc = load_engine()("Turkey fought the PKK. The PKK said that soldiers fled.")
    resolver = ActorResolver(doc, DAY, load_names(), fighting=(0,))
    speaker = resolver.resolve(doc[6], vouches=True)[0]
    assert speaker.party == "PKK"
    assert "PKK" not in [a.party for a in resolver.resolve(next(t for t in doc if t.text == "soldiers"), speaker)]


def test_a_counterpart_is_on_the_other_side(meant: Meant) -> None:
    text = "Thailand and Cambodia trade blame. Thailand's foreign minister spoke first. Her counterpart in Phnom Penh denied it."
    assert meant(text, "Thailand's foreign minister", "Her counterpart in Phnom Penh") == ["THA:FOR", "KHM:FOR"]


def test_the_other_side(meant: Meant) -> None:
    text = "Armenia and Azerbaijan trade blame. Armenia said that posts were shelled. The other side denied it."
    assert meant(text, "Armenia", "The other side") == ["ARM", "AZE"]


def test_a_mission_in_a_country_is_not_that_countrys(meant: Meant) -> None:
    assert meant("The United Nations mission in Libya said so.", "The United Nations mission in Libya")[0] in ("UN", "UN:IGO")


def test_an_organ_is_of_the_scene_where_nothing_else_tells(meant: Meant) -> None:
    assert meant("An officer said that a mine had gone off.", "An officer", scene="MEX") == ["MEX:MIL"]


def test_the_mission_that_issued_the_report(meant: Meant) -> None:
    assert meant("The mission recorded no casualties.", "The mission", issuer=Actor.of("OSCE")) == ["OSCE"]


def test_another_of_those_who_spoke_last(meant: Meant) -> None:
    assert meant("Residents spoke of ten blasts. Another said there were five.", "Residents", "Another") == [
        "WITNESSES:CVL",
        "WITNESSES:CVL",
    ]


def test_insiders_are_media(meant: Meant) -> None:
    assert meant("Two people familiar with the talks said so.", "Two people familiar with the talks") == ["MEDIA"]


def test_a_group_with_a_name_of_its_own_is_not_the_last_one(meant: Meant) -> None:
    text = "Hamas denied it. A smaller faction, the Orchard Brigades, claimed the attack."
    assert meant(text, "Hamas", "A smaller faction") == ["HAMAS", None]


def test_the_military_is_no_armed_groups(meant: Meant) -> None:
    text = "The TNLA says that it took the base; the military says its men were attacked."
    assert meant(text, "the military", home="MMR") == ["MMR:MIL"]


def test_a_description_bears_the_name_of_its_party() -> None:
    doc = load_engine()("Armenia and Azerbaijan trade blame. Both sides opened fire.")
    resolver = ActorResolver(doc, DAY, load_names())
    sides = next(t for t in doc if t.text == "sides")
    assert {a.name for a in resolver.resolve(sides)} == {"Armenia", "Azerbaijan"}


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("a Western diplomat", "DIPLOMATS"),
        ("a military analyst", "ANALYSTS"),
        ("sources close to the talks", "MEDIA"),
        ("a tabloid", "MEDIA"),
    ],
)
def test_somebody_told_by_his_sort_alone(meant: Meant, phrase: str, party: str) -> None:
    (found,) = meant(f"Rebels shelled the village, {phrase} said.", phrase)
    assert found is not None
    assert found.split(":")[0] == party


def test_an_arch_foe_that_nobody_names_is_not_the_speakers_own(meant: Meant) -> None:
    assert meant("Azerbaijan said its arch-foe had shelled Lachin.", "Azerbaijan", "its arch-foe") == ["AZE", None]


def test_they_in_a_quotation_are_the_others() -> None:
    doc = load_engine()('Armenia fights Azerbaijan. "They attacked us," Armenia said.')
    they = next(t for t in doc if t.text == "They")
    resolver = ActorResolver(doc, DAY, load_names(), quoted={they.i})
    assert [a.id for a in resolver.resolve(they, speaker=Actor.of("ARM"))] == ["AZE"]
