from __future__ import annotations

import datetime as dt
from enum import StrEnum

import pytest

from counterclaim.records import words as record_words
from counterclaim.records.models import MEDIA, NARRATOR, Actor, Event, Harm, Obligation, Place, Time, Weapon
from counterclaim.records.words import Category, Duty, Effect, Kind, PlacePrecision, Status, TimePrecision, WeaponKind
from counterclaim.tables import read_table
from counterclaim.views import wording
from counterclaim.views.comparison import value_words
from records_by_hand import ARM, ARM_MIL, AZE, SOTK, TEXT, border_record, span


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        (ARM, "Armenia (ARM)"),
        (ARM_MIL, "Armenia, defence ministry (ARM:MIL)"),
        (
            Actor.of("ARM", name="Armenia", role="prime minister", person="Nikol Pashinyan"),
            "Nikol Pashinyan, Armenia, prime minister (ARM)",
        ),
        (Actor.of("ARM", name="Armenian defence ministry", role="Defence Ministry"), "Armenian defence ministry (ARM)"),
        (Actor.of("ARM", name="Colonel Petrosyan", role="a spokesman", person="Petrosyan"), "Colonel Petrosyan, a spokesman (ARM)"),
        (Actor.of("ARM", name="Armen", role="Armenian officer"), "Armen, Armenian officer (ARM)"),
        (Actor.of("EU", name="EU"), "EU"),
        (Actor.of("RSF"), "RSF"),
        (Actor(id=None, party=None, name="the Brotherhood of the Ridge"), "the Brotherhood of the Ridge"),
        (Actor(id=None, party=None), "an unnamed source"),
        (Actor.of(NARRATOR), "The report itself"),
        (Actor.of(MEDIA, name="reports"), "Other media"),
    ],
)
def test_actor(actor: Actor, words: str) -> None:
    assert wording.actor_words(actor) == words


@pytest.mark.parametrize("word", [row["word"] for row in read_table("counterclaim.views.data", "words.csv")])
def test_what_is_shown_in_other_words_is_a_word_of_the_record(word: str) -> None:
    groups = [group for group in vars(record_words).values() if isinstance(group, type) and issubclass(group, StrEnum)]
    assert word in {word.value for group in groups for word in group}


def test_what_turns_letters_round_is_made_visible() -> None:
    assert wording.visible("a \u202elive\u202c") == "a \N{REPLACEMENT CHARACTER}live\u202c"


def test_words_are_shown_as_people_write_them() -> None:
    assert [wording.plain(word) for word in (WeaponKind.MINE_IED, Kind.MINE_OR_IED, Kind.DRONE_ATTACK)] == [
        "mine or IED",
        "mine or IED",
        "drone attack",
    ]
    assert value_words(("drone", "mine_ied")) == "drone, mine or IED"
    assert value_words("not mine_ied") == "not mine or IED"


@pytest.mark.parametrize(("items", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_listed(items: list[str], words: str) -> None:
    assert wording.listed(items) == words


def event(**known: object) -> Event:
    return Event.model_validate({"id": "e", "kind": Kind.ATTACK, "status": Status.OCCURRED, "background": False, "spans": (), **known})


def test_parties() -> None:
    assert wording.parties_words(event(initiators=(AZE,), targets=(ARM,))) == "Azerbaijan (AZE) → Armenia (ARM)"
    assert wording.parties_words(event(targets=(ARM,))) == "unnamed → Armenia (ARM)"
    assert wording.parties_words(event(initiators=(AZE, ARM))) == "Azerbaijan (AZE) and Armenia (ARM)"
    assert wording.parties_words(event(initiators=(ARM,), mediators=(AZE,))) == "Armenia (ARM); through Azerbaijan (AZE)"
    assert wording.parties_words(event(mediators=(AZE,))) == "through Azerbaijan (AZE)"
    assert wording.parties_words(event()) == ""


def test_place() -> None:
    assert wording.place_words(SOTK) == "Sotk, Gegharkunik, ARM (40.20 N 45.87 E, settlement)"
    southwest = SOTK.model_copy(update={"lat": -3.5, "lon": -60.25, "confidence": 0.2})
    assert wording.place_words(southwest) == "Sotk, Gegharkunik, ARM (3.50 S 60.25 W, settlement, uncertain)"
    ridge = Place(name="the ridge", precision=PlacePrecision.REGION, confidence=0.8)
    assert wording.place_words(ridge) == "the ridge (coordinates unknown, region)"
    country = Place(name="Armenia", country="ARM", lat=40.0, lon=45.0, precision=PlacePrecision.COUNTRY, confidence=1)
    assert wording.place_words(country) == "Armenia (40.00 N 45.00 E, country)"


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2023-05-12", "2023-05-12", TimePrecision.DAY, "12 May 2023 (day)"),
        ("2023-06-01", "2023-06-30", TimePrecision.MONTH, "June 2023 (month)"),
        ("2023-12-01", "2024-02-29", TimePrecision.SEASON, "December 2023 to February 2024 (season)"),
        ("2020-01-01", "2020-12-31", TimePrecision.YEAR, "2020 (year)"),
        ("1991-01-01", "1994-12-31", TimePrecision.RANGE, "1991 to 1994 (range)"),
        ("2023-05-08", "2023-05-14", TimePrecision.WEEK, "8 May 2023 to 14 May 2023 (week)"),
        (None, None, TimePrecision.VAGUE, "unresolved: no publication date (vague)"),
        ("2023-05-12", None, TimePrecision.RANGE, "from 12 May 2023: no publication date (range)"),
    ],
)
def test_time(start: str | None, end: str | None, precision: TimePrecision, words: str) -> None:
    day = dt.date.fromisoformat
    time = Time(start=day(start) if start else None, end=day(end) if end else None, precision=precision, reason="no publication date")
    assert wording.time_words(time) == words


def test_time_quotes_its_words() -> None:
    time = border_record().events[0].time
    assert time is not None
    assert wording.time_words(time, TEXT) == "12 May 2023 (day, “Friday”)"


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (1, 1, 1, "1"),
        (0, 0, 0, "none"),
        (5, 5, None, "at least 5"),
        (5, 7, None, "at least 5, best 7"),
        (None, None, 9, "at most 9"),
        (12, 13, 15, "12 to 15, best 13"),
        (12, None, 15, "12 to 15"),
        (None, 40, None, "about 40"),
        (None, None, None, "an untold number"),
    ],
)
def test_number(low: int | None, best: int | None, high: int | None, words: str) -> None:
    harm = Harm(effect=Effect.KILLED, side=None, category=Category.UNKNOWN, low=low, best=best, high=high, span=span("five"))
    assert wording.number_words(harm) == words


def test_harm() -> None:
    harm = Harm(effect=Effect.KILLED, side=ARM, category=Category.CIVILIAN, low=2, best=2, high=2, cumulative=True, span=span("five"))
    assert wording.harm_words(harm) == "2 killed · civilian · Armenia (ARM) · in all so far"
    nobody = harm.model_copy(update={"side": None, "category": Category.UNKNOWN, "cumulative": False})
    assert wording.harm_words(nobody) == "2 killed · side not told"


def test_weapons_once_each_in_the_order_of_the_record() -> None:
    weapons = (
        Weapon(kind=WeaponKind.MORTAR, span=span("mortars")),
        Weapon(kind=WeaponKind.DRONE, span=span("drones")),
        Weapon(kind=WeaponKind.MORTAR, span=span("fire")),
    )
    assert wording.weapons_words(weapons, TEXT) == "mortar “mortars”, drone “drones”"


def test_duty() -> None:
    duty = Obligation(obligor=AZE, duty=Duty.GUARANTEE_PASSAGE, place=SOTK, span=span("fire"))
    assert wording.duty_words(duty).startswith("Azerbaijan (AZE): guarantee passage, Sotk, ")
    assert wording.duty_words(duty.model_copy(update={"obligor": None, "place": None})) == "unnamed: guarantee passage"


def test_quotation_runs_in_the_order_of_the_text_and_on_one_line() -> None:
    assert wording.quoted([span("drones near the village"), span("said")], TEXT) == "“said” … “drones near the village”"
    assert wording.quoted([span("said"), span(".\n\nAzer").model_copy(update={"end": span(".\n\nAzer").start + 1})], TEXT) == "“said”"
    assert wording.quoted([span("the ministry added.\n\nAzerbaijan")], TEXT) == "“the ministry added. Azerbaijan”"


def test_control_characters_are_made_visible_and_keep_their_places() -> None:
    hostile = "a\x1b[31mb\x9bc\u2028d\ne\tf"
    assert wording.visible(hostile) == "a\ufffd[31mb\ufffdc\ufffdd\ne\tf"
    assert len(wording.visible(hostile)) == len(hostile)
    assert "\x1b" not in wording.one_line(hostile)


def test_interest_and_count() -> None:
    assert wording.interest_words(border_record().claims[0]) == "self-serving (blames adversary)"
    assert wording.interest_words(border_record().claims[1]) == "against own interest (own loss)"
    assert [wording.counted(n, "claim") for n in (0, 1, 2)] == ["0 claims", "1 claim", "2 claims"]


def test_enumerated_words_are_plain_and_acronyms_stay() -> None:
    assert wording.plain(Kind.DRONE_ATTACK) == "drone attack"
    assert wording.headed(wording.plain(Kind.MINE_OR_IED)) == "Mine or IED"
