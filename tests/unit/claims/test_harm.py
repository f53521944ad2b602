"""Harm: effect, whose, how many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.claims.harm import find_harm
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.language.engine import load_engine
from counterclaim.records.drafts import DraftEvent

Events = Callable[[str], list[DraftEvent]]
Told = tuple[str, int | None, int | None, int | None]
pytestmark = pytest.mark.engine


def told(found: list[DraftEvent]) -> list[Told]:
    return [(h.effect.value, h.low, h.best, h.high) for e in found for h in e.harm]


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("Two soldiers were killed and three others wounded.", [("killed", 2, 2, 2), ("wounded", 3, 3, 3)]),
        ("The attack left at least nine people dead.", [("killed", 9, None, None)]),
        ("The blast claimed the lives of 12 civilians.", [("killed", 12, 12, 12)]),
        ("Up to 35 militants were liquidated.", [("killed", None, None, 35)]),
        ("Between 10 and 15 rebels were killed.", [("killed", 10, None, 15)]),
        ("Dozens of people were killed.", [("killed", None, None, None)]),
        ("As a result of the fire two of our servicemen were wounded.", [("wounded", 2, 2, 2)]),
        ("Five servicemen were wounded, two of them badly.", [("wounded", 5, 5, 5)]),
        ("Two soldiers killed, four civilians hurt.", [("killed", 2, 2, 2), ("wounded", 4, 4, 4)]),
        ("A second serviceman was taken to hospital with shrapnel wounds.", [("wounded", 1, 1, 1)]),
        ("A sixth shell hit a house without injuring anyone.", [("wounded", 0, 0, 0)]),
        ("The unit suffered losses.", [("killed", None, None, None)]),
        ("Shelling by the rebels killed four soldiers, bringing the toll to 33.", [("killed", 4, 4, 4), ("killed", 33, 33, 33)]),
        ("The group killed ten soldiers and seized 12 rifles.", [("killed", 10, 10, 10)]),
        ("The shelling killed three people and wounded dozens.", [("killed", 3, 3, 3), ("wounded", None, None, None)]),
        ("The losses amounted to more than 190 troops.", [("killed", 190, None, None)]),
        ("Ten people were injured, of which six servicemen.", [("wounded", 10, 10, 10), ("wounded", 6, 6, 6)]),
        ("It bombed a house, killing at least seven, three of them children.", [("killed", 7, None, None), ("killed", 3, 3, 3)]),
        (
            "The raid killed eight people, including four children and one woman.",
            [("killed", 8, 8, 8), ("killed", 4, 4, 4), ("killed", 1, 1, 1)],
        ),
        ("There were no casualties.", [("killed", 0, 0, 0), ("wounded", 0, 0, 0)]),
        ("No one was hurt.", [("killed", 0, 0, 0), ("wounded", 0, 0, 0)]),
        ("He was killed by a sniper.", [("killed", 1, 1, 1)]),
        ("Six soldiers received minor injuries.", [("wounded", 6, 6, 6)]),
        ("A ranger lost his right foot.", [("wounded", 1, 1, 1)]),
        ("The army lost three men in the fighting.", [("killed", 3, 3, 3)]),
        ("Two members of the security forces were shot dead.", [("killed", 2, 2, 2)]),
        ("Four Chinese officers and soldiers suffered injuries.", [("wounded", 4, 4, 4)]),
        ("The rebels took six soldiers prisoner.", [("captured", 6, 6, 6)]),
        ("Six soldiers were captured and two are missing.", [("captured", 6, 6, 6), ("missing", 2, 2, 2)]),
        ("Some 700 residents fled to the coast.", [("displaced", 700, 700, 700)]),
        ("Eighty families have fled their homes.", [("displaced", None, None, None)]),
        ("The mission recorded the deaths of eight people in an air strike on a house.", [("killed", 8, 8, 8)]),
        ("A guard was killed and a woman injured when troops opened fire.", [("killed", 1, 1, 1), ("wounded", 1, 1, 1)]),
        ("Rockets were fired towards the village without causing losses.", [("killed", 0, 0, 0)]),
        ("Shells fell near the post, and there were no casualties.", [("killed", 0, 0, 0), ("wounded", 0, 0, 0)]),
        ("The attackers were driven back and left five bodies behind.", [("killed", 5, 5, 5)]),
        ("Some 120 people had fallen into poverty.", []),
        ("The army knows of three killed, all armed.", [("killed", 3, 3, 3)]),
        ("The report listed nine dead and 26 wounded.", [("killed", 9, 9, 9), ("wounded", 26, 26, 26)]),
        ("Three citizens embraced martyrdom.", [("killed", 3, 3, 3)]),
    ],
)
def test_harm(events: Events, text: str, harm: list[Told]) -> None:
    assert told(events(text)) == harm


def test_whose_people(events: Events) -> None:
    (event,) = events("Armenia said 71 of its servicemen had been killed.")
    (harm,) = event.harm
    assert harm.victims is not None
    assert (harm.victims.text, harm.category) == ("servicemen", "military")


def test_side_that_was_harmed(events: Events) -> None:
    (event,) = events("On the northern side nine people have been hurt and none killed.")
    assert [(h.effect.value, h.victims and h.victims.text, h.best) for h in event.harm] == [("wounded", "side", 9), ("killed", "side", 0)]


def test_the_dead_of_a_row_share_a_word(events: Events) -> None:
    (event,) = events("The rebels murdered a teacher and a shopkeeper.")
    assert len(event.harm) == 2
    assert len({h.word for h in event.harm}) == 1


def test_parts_are_marked(events: Events) -> None:
    (event,) = events("The raid killed eight people, including two children.")
    assert [(h.best, h.category.value, h.part) for h in event.harm] == [(8, "unknown", False), (2, "civilian", True)]


def test_only_the_running_total_is_cumulative(events: Events) -> None:
    (event,) = events("Shelling by the rebels killed four soldiers, bringing the toll to 33.")
    assert [(h.best, h.cumulative) for h in event.harm] == [(4, False), (33, True)]


def test_losses_are_those_of_who_suffers_them(events: Events) -> None:
    (event,) = events("The attackers were driven back and left five bodies behind.")
    assert [h.victims and h.victims.text for h in event.harm] == ["attackers"]


def test_what_did_not_happen_has_no_toll(events: Events) -> None:
    denied, toll = events("The army fired no rockets. Nobody was killed.")
    assert denied.negated
    assert not denied.harm
    assert [h.best for h in toll.harm] == [0]


@pytest.fixture(scope="module")
def harm_in() -> Callable[[str], list[Told]]:
    engine, lexicon = load_engine(), load_lexicon()

    def read(text: str) -> list[Told]:
        found = find_harm(list(engine(text)), lexicon)
        return [(h.effect.value, h.low, h.best, h.high) for h in found]

    return read


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("Gunmen mowed down 23 villagers on the road.", [("killed", 23, 23, 23)]),
        ("At least 450 people were put to death in a hospital.", [("killed", 450, None, None)]),
        ("Police raised the number of dead guards to three.", [("killed", 3, 3, 3)]),
        ("The ministry puts its dead at 62.", [("killed", 62, 62, 62)]),
        ("Half a million people lost their lives.", [("killed", 500_000, 500_000, 500_000)]),
        ("Three of its men had fallen.", [("killed", 3, 3, 3)]),
        ("One guard was hit in the foot.", [("wounded", 1, 1, 1)]),
        ("Nobody was hit.", [("killed", 0, 0, 0), ("wounded", 0, 0, 0)]),
        ("Two regional bodies helped to bring the meeting about.", []),
        ("The army will hold its 30,000 troops in the Gulf.", []),
    ],
)
def test_words_of_harm(harm_in: Callable[[str], list[Told]], text: str, harm: list[Told]) -> None:
    assert harm_in(text) == harm
