"""From records to the templates of MUC-4."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from counterclaim.evaluation.corpora.muc_data import Fill
from counterclaim.evaluation.corpora.muc_matching import DATA
from counterclaim.evaluation.corpora.muc_templates import incidents_of, templates_of
from counterclaim.records.models import NARRATOR, Actor, Claim, Event, Harm, Place, Record, Report, Span, Time, Weapon
from counterclaim.records.words import Category, Effect, Interest, Kind, PlacePrecision, Sector, Stance, Status, TimePrecision, WeaponKind
from counterclaim.tables import read_table

TEXT = (
    "LIMA, 3 JAN 90 -- THE SHINING PATH ALLEGEDLY KILLED TWO FARMERS WITH RIFLES ON MONDAY. TERRORISTS KIDNAPPED A MAYOR. "
    "A BOMB EXPLODED IN CUZCO. POLICE SAID SO. THE ARMY SHOT A MAN."
)
COUNTRIES = {"PER": "Peru"}
PATH = "SHINING_PATH"


def span(words: str) -> Span:
    return Span(start=TEXT.index(words), end=TEXT.index(words) + len(words))


def actor(words: str, party: str, sector: Sector | None = None) -> Actor:
    return Actor.of(party, sector, name=words, span=span(words))


def day(number: int, words: str = "") -> Time:
    date = dt.date(1990, 1, number)
    return Time(start=date, end=date, precision=TimePrecision.DAY, span=span(words) if words else None)


def place(name: str) -> Place:
    return Place(name=name, country="PER", precision=PlacePrecision.SETTLEMENT, confidence=1.0)


def harm(words: str, best: int | None, **known: Any) -> Harm:
    return Harm(
        **{
            "effect": Effect.KILLED,
            "side": None,
            "category": Category.CIVILIAN,
            "low": best,
            "best": best,
            "high": best,
            "span": span(words),
            **known,
        }
    )


def event(words: str, kind: Kind = Kind.ATTACK, **known: Any) -> Event:
    fixed = {"id": "e", "kind": kind, "status": Status.OCCURRED, "background": False, "spans": (span(words),), "time": day(3)}
    return Event(**{**fixed, **known})


KILLING = "THE SHINING PATH ALLEGEDLY KILLED TWO FARMERS"
VOICE = Actor.of(NARRATOR)


def record(*events: Event, claimant: Actor = VOICE, stance: Stance = Stance.ASSERTS) -> Record:
    numbered = [e.model_copy(update={"id": f"e{n}"}) for n, e in enumerate(events)]
    claims = [
        Claim(
            id=f"c{n}",
            claimant=claimant,
            stance=stance,
            interest=Interest.UNKNOWN,
            interest_rule="third_party",
            cue=None,
            content=e.spans,
            events=(e.id,),
        )
        for n, e in enumerate(numbered)
    ]
    report = Report(id="DEV-MUC3-9001", text=TEXT, published=dt.date(1990, 1, 3))
    return Record(report=report, claims=tuple(claims), events=tuple(numbered))


def slot(number: int, *events: Event, **known: Any) -> tuple[Fill, ...]:
    (template,) = templates_of(record(*events, **known), COUNTRIES)
    return template.slots[number]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (event(KILLING), "ATTACK"),
        (event("A BOMB EXPLODED"), "BOMBING"),
        (event("TERRORISTS KIDNAPPED A MAYOR"), "KIDNAPPING"),
        (event("A BOMB EXPLODED", Kind.ATTACK), "BOMBING"),
        (event("IN CUZCO", Kind.MINE_OR_IED), "BOMBING"),
    ],
)
def test_the_type_follows_from_kind_and_words(told: Event, expected: str) -> None:
    assert slot(4, told) == (Fill((expected,)),)


@pytest.mark.parametrize(
    "told",
    [
        event(KILLING, Kind.TALKS),
        event(KILLING, status=Status.PLANNED),
        event(KILLING, Kind.ARMED_CLASH),
        event("A BOMB EXPLODED", Kind.AIR_STRIKE),
        event("THE ARMY SHOT A MAN", Kind.CAPTURE),
        event("A BOMB EXPLODED", Kind.THREAT),
        event(KILLING, time=Time(start=dt.date(1989, 12, 1), end=dt.date(1989, 12, 31), precision=TimePrecision.MONTH)),
        event("POLICE SAID SO"),
        event(KILLING, harm=(harm("TWO FARMERS", 2, category=Category.MILITARY),)),
        event(KILLING, time=Time(start=dt.date(1989, 1, 1), end=dt.date(1989, 1, 1), precision=TimePrecision.DAY)),
        event(KILLING, targets=(actor("POLICE", "PER", Sector.MIL),)),
        event(KILLING, harm=(harm("TWO FARMERS", 2, cumulative=True),)),
    ],
)
def test_what_muc_does_not_record_is_no_incident(told: Event) -> None:
    assert incidents_of(record(told)) == []


def test_a_denied_act_is_no_incident() -> None:
    assert incidents_of(record(event(KILLING), stance=Stance.DENIES)) == []


@pytest.mark.parametrize("kind", [Kind.ARMED_CLASH, Kind.SHELLING])
def test_an_act_of_war_that_harms_civilians_is_an_incident(kind: Kind) -> None:
    assert slot(4, event("POLICE SAID SO", kind, harm=(harm("TWO FARMERS", 2),))) == (Fill(("ATTACK",)),)


@pytest.mark.parametrize(
    "known",
    [{"harm": (harm("TWO FARMERS", 2),)}, {"targets": (actor("A MAYOR", "PER"),)}, {"spans": (span("THE ARMY SHOT A MAN"),)}],
)
def test_an_attack_counts_once_it_is_told_whom_it_hit(known: dict[str, Any]) -> None:
    assert len(incidents_of(record(event("POLICE SAID SO", **known)))) == 1


def test_events_that_nothing_tells_apart_are_one_incident() -> None:
    one = event(KILLING, place=place("Cuzco"), time=day(1))
    assert len(incidents_of(record(one, event("THE ARMY SHOT A MAN", time=None)))) == 1
    assert len(incidents_of(record(one, event("THE ARMY SHOT A MAN", time=day(3, "3 JAN 90"))))) == 1


@pytest.mark.parametrize(
    "other",
    [
        event("THE ARMY SHOT A MAN", place=place("Lima")),
        event("THE ARMY SHOT A MAN", time=day(2)),
        event("THE ARMY SHOT A MAN", initiators=(actor("THE ARMY", "PER", Sector.MIL),)),
        event("TERRORISTS KIDNAPPED A MAYOR"),
    ],
)
def test_another_place_day_perpetrator_or_type_makes_another_incident(other: Event) -> None:
    one = event(KILLING, place=place("Cuzco"), time=day(1), initiators=(actor("SHINING PATH", PATH),))
    assert len(incidents_of(record(one, other))) == 2


def test_a_killing_by_a_bomb_is_a_bombing() -> None:
    assert slot(4, event("THE ARMY SHOT A MAN"), event("A BOMB EXPLODED")) == (Fill(("BOMBING",)),)


def test_the_date_is_the_shortest_time_told() -> None:
    long = Time(start=dt.date(1989, 12, 25), end=dt.date(1989, 12, 31), precision=TimePrecision.WEEK)
    new_year = Time(start=dt.date(1989, 12, 31), end=dt.date(1989, 12, 31), precision=TimePrecision.DAY)
    assert slot(2, event(KILLING, time=long), event("THE ARMY SHOT A MAN", time=new_year)) == (Fill(("31 DEC 89",)),)
    assert slot(2, event(KILLING, time=day(2)), event("THE ARMY SHOT A MAN", time=None)) == (Fill(("02 JAN 90",)),)


def test_a_night_is_written_as_two_days() -> None:
    night = Time(start=dt.date(1990, 1, 1), end=dt.date(1990, 1, 2), precision=TimePrecision.RANGE)
    assert slot(2, event(KILLING, time=night)) == (Fill(("01 JAN 90 - 02 JAN 90",)),)


@pytest.mark.parametrize(
    "time",
    [
        None,
        day(1, "MONDAY"),
        day(3, "3 JAN 90"),
        Time(start=dt.date(1989, 12, 25), end=dt.date(1989, 12, 31), precision=TimePrecision.WEEK),
    ],
)
def test_a_weekday_a_week_and_no_date_but_the_datelines_are_on_or_before_the_reports(time: Time | None) -> None:
    assert slot(2, event(KILLING, time=time, harm=(harm("TWO FARMERS", 2),))) == (Fill(("- 03 JAN 90",)),)


def test_the_place_comes_with_its_country() -> None:
    assert slot(3, event(KILLING, place=place("Cuzco"))) == (Fill(("PERU: CUZCO",)),)


def test_an_incident_without_a_place_is_in_the_country_of_the_report() -> None:
    elsewhere = event("POLICE SAID SO", Kind.TALKS, place=place("Lima"))
    assert slot(3, event(KILLING), elsewhere) == (Fill(("PERU",)),)


def test_the_country_that_most_of_the_report_is_about_counts_only_if_it_is_one_of_the_tasks() -> None:
    spain = Place(name="Spain", country="ESP", precision=PlacePrecision.COUNTRY, confidence=1.0)
    elsewhere = [event("POLICE SAID SO", Kind.TALKS, place=spain)] * 2
    assert slot(3, event(KILLING, initiators=(actor("THE ARMY", "PER"),)), *elsewhere) == (Fill(("PERU",)),)


def test_a_place_that_only_the_dateline_names_gives_the_country() -> None:
    lima = Place(name="Lima", country="PER", precision=PlacePrecision.SETTLEMENT, confidence=1.0, span=span("LIMA"))
    assert slot(3, event(KILLING, place=lima)) == (Fill(("PERU",)),)


def test_a_part_of_a_town_told_by_direction_is_the_town() -> None:
    assert slot(3, event(KILLING, place=place("downtown Cuzco"))) == (Fill(("PERU: CUZCO",)),)


def test_what_is_no_instrument_in_the_tasks_list_is_no_weapon() -> None:
    told = event(KILLING, weapons=(Weapon(kind=WeaponKind.AIRCRAFT, span=span("POLICE")),))
    assert slot(6, told) == slot(7, told) == ()


def test_weapons_are_given_by_word_and_type() -> None:
    told = event(KILLING, weapons=(Weapon(kind=WeaponKind.SMALL_ARMS, span=span("RIFLES")),))
    assert slot(6, told) == (Fill(("RIFLES",)),)
    assert slot(7, told) == (Fill(("RIFLE",), ("RIFLES",)),)


def test_a_kidnapping_has_no_weapon_slot() -> None:
    (template,) = templates_of(record(event("TERRORISTS KIDNAPPED A MAYOR")), COUNTRIES)
    assert 6 not in template.slots


def test_a_listed_group_is_an_organisation_by_its_name_in_the_text() -> None:
    assert slot(10, event(KILLING, initiators=(Actor.of(PATH, name="the group"),))) == (Fill(("SHINING PATH",)),)


def test_people_of_a_group_are_perpetrators_beside_it() -> None:
    told = event(KILLING, initiators=(actor("TERRORISTS", PATH),))
    assert slot(9, told) == (Fill(("TERRORISTS",)),)
    assert slot(10, told) == (Fill(("SHINING PATH",)),)


def test_an_army_is_an_organisation() -> None:
    told = event("THE ARMY SHOT A MAN", initiators=(actor("THE ARMY", "PER", Sector.MIL),))
    assert slot(10, told) == (Fill(("THE ARMY",)),)
    assert slot(9, told) == ()


def test_victims_are_those_harmed_with_their_number() -> None:
    told = event(KILLING, harm=(harm("KILLED TWO FARMERS", 2),), targets=(actor("A MAYOR", "PER", Sector.GOV),))
    assert slot(19, told) == (Fill(("TWO FARMERS",)),)
    assert slot(21, told) == (Fill(("2",), ("TWO FARMERS",)),)


@pytest.mark.parametrize(("low", "best", "high", "number"), [(3, None, None, "3-"), (None, None, 4, "-4"), (None, None, None, "PLURAL")])
def test_numbers_keep_their_bounds(low: int | None, best: int | None, high: int | None, number: str) -> None:
    told = event(KILLING, harm=(harm("TWO FARMERS", best, low=low, high=high),))
    assert slot(21, told)[0].values == (number,)


def test_a_harm_of_nobody_makes_no_victim() -> None:
    assert slot(19, event(KILLING, harm=(harm("TWO FARMERS", 0),))) == ()


@pytest.mark.parametrize(
    ("words", "claimant", "expected"),
    [
        ("KILLED TWO FARMERS", VOICE, "REPORTED AS FACT"),
        (KILLING, VOICE, "SUSPECTED OR ACCUSED"),
        (KILLING, Actor.of("PER", Sector.GOV, name="the police"), "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        (KILLING, Actor(id=None, party=None, name="official sources"), "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        ("KILLED TWO FARMERS", Actor.of("PER", Sector.GOV, name="the police"), "REPORTED AS FACT"),
        (KILLING, Actor.of(PATH, name="the Shining Path"), "CLAIMED OR ADMITTED"),
    ],
)
def test_the_status_follows_from_who_claims_and_how(words: str, claimant: Actor, expected: str) -> None:
    told = event(words, initiators=(actor("SHINING PATH", PATH),))
    assert slot(11, told, claimant=claimant) == (Fill((expected,), ("SHINING PATH",)),)


TYPES = {"ARSON", "BOMBING", "KIDNAPPING", "HIJACKING", "ROBBERY", "FORCED WORK STOPPAGE", "ATTACK"}
WEAPON_TYPES = set(
    "GUN|MACHINE GUN|MORTAR|HANDGUN|RIFLE|EXPLOSIVE|BOMB|VEHICLE BOMB|DYNAMITE|MINE|AERIAL BOMB|GRENADE|MOLOTOV COCKTAIL|PROJECTILE|"
    "MISSILE|ROCKET|CUTTING DEVICE|FIRE|STONE|TORTURE".split("|")
)


def test_every_line_of_the_types_names_a_kind_and_a_type_of_the_task() -> None:
    rows = list(read_table(DATA, "muc_types.csv"))
    assert {r["kind"] for r in rows} <= {"*", *Kind}
    assert {r["type"] for r in rows} <= {"", *TYPES}
    assert all(r["word"] == r["word"].lower() for r in rows)


def test_every_line_of_the_weapons_names_a_type_of_the_task() -> None:
    assert {r["type"] for r in read_table(DATA, "muc_weapons.csv")} <= WEAPON_TYPES


def test_a_weapon_is_of_the_first_type_that_its_word_fits() -> None:
    words = [r["word"] for r in read_table(DATA, "muc_weapons.csv")]
    hidden = [(w, earlier) for k, w in enumerate(words) for earlier in words[:k] if earlier in w]
    assert hidden == []
