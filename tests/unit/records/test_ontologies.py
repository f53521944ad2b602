"""The kinds of the record in the words of PLOVER, CAMEO and ACLED."""

from __future__ import annotations

from itertools import combinations

import pytest

from counterclaim.errors import ResourceError
from counterclaim.records import ontologies
from counterclaim.records.models import Actor, Event, Harm, Span, Weapon
from counterclaim.records.ontologies import Line, Source, Told, codes_for, codes_of, harms_civilians, load_ontologies
from counterclaim.records.words import Category, Effect, Family, Kind, Sector, Stance, Status, WeaponKind, family_of

LINES = load_ontologies()
HERE = Span(start=0, end=4)

# The types and modes of the PLOVER codebook, as far as the table may use them.
PLOVER = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "RETREAT": "withdraw release return disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict ban arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict ban censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct aerial assassinate beat cleansing crowd-control destroy drone execute explosives firearms heavy-weapons massacre "
    "primitive sexual suicide-attack torture unconventional",
}
# Event and sub-event types of the ACLED codebook.
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Air/drone strike",
        "Chemical weapon",
        "Grenade",
        "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack",
        "Suicide bomb",
    },
    "Violence against civilians": {"Abduction/forced disappearance", "Attack", "Sexual violence"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}


def event(kind: Kind, status: Status = Status.OCCURRED, **told: object) -> Event:
    return Event.model_validate({"id": "e1", "kind": kind, "status": status, "background": False, "spans": (HERE,), **told})


def covers(general: Line, special: Line) -> bool:
    """Whether the first holds wherever the second does."""
    conditions = ("stances", "kinds", "statuses", "weapons")
    narrower = all(not getattr(general, c) or (getattr(special, c) and getattr(special, c) <= getattr(general, c)) for c in conditions)
    return narrower and (special.civilian or not general.civilian)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_with_every_status_and_stance_has_a_line_of_its_own(kind: Kind) -> None:
    assert any(line.kinds == {kind} or (kind in line.kinds and not line.stances) for line in LINES)
    for status in Status:
        for stance in (None, *Stance):
            codes_for(Told(kind, status, stance=stance))


def test_no_line_is_hidden_behind_an_earlier_one() -> None:
    assert [(a, b) for (a, first), (b, second) in combinations(enumerate(LINES, start=2), 2) if covers(first, second)] == []


@pytest.mark.parametrize("line", LINES, ids=lambda line: "-".join(sorted(line.stances | line.kinds | line.statuses)))
def test_codes_are_words_of_their_schemes(line: Line) -> None:
    codes = line.codes
    assert codes.plover_event is None or codes.plover_event in PLOVER
    assert codes.plover_mode is None or codes.plover_mode in PLOVER[codes.plover_event or ""].split()
    assert (codes.acled_event is None) == (codes.acled_subevent is None)
    assert codes.acled_event is None or codes.acled_subevent in ACLED[codes.acled_event]


@pytest.mark.parametrize("kind", [k for k in Kind if k not in (Kind.DISPLACEMENT, Kind.OTHER)])
def test_what_took_place_has_a_plover_type_and_a_cameo_code(kind: Kind) -> None:
    codes = codes_of(event(kind))
    assert codes.plover_event and codes.cameo and codes.source is Source.INITIATOR


@pytest.mark.parametrize("kind", [k for k in Kind if family_of(k) is Family.VIOLENCE and k is not Kind.CASUALTY])
@pytest.mark.parametrize("status", [Status.PLANNED, Status.HYPOTHETICAL])
def test_violence_to_come_is_a_threat_and_nothing_in_acled(kind: Kind, status: Status) -> None:
    codes = codes_of(event(kind, status))
    assert (codes.plover_event, codes.cameo_root, codes.acled_event) == ("THREATEN", "13", None)


@pytest.mark.parametrize(
    ("stance", "plover", "cameo"),
    [
        (Stance.ACCUSES, "ACCUSE", "1123"),
        (Stance.DENIES, None, "016"),
        (Stance.CALLS_FOR, "REQUEST", "0256"),
        (Stance.WARNS, "THREATEN", "138"),
    ],
)
def test_a_claim_that_is_an_act_is_coded_as_the_claimants(stance: Stance, plover: str | None, cameo: str) -> None:
    codes = codes_of(event(Kind.SHELLING), stance)
    assert (codes.source, codes.plover_event, codes.cameo, codes.acled_event) == (Source.CLAIMANT, plover, cameo, None)


@pytest.mark.parametrize("stance", [Stance.ASSERTS, Stance.COMMITS_TO, None])
def test_telling_alone_changes_nothing(stance: Stance | None) -> None:
    codes = codes_of(event(Kind.SHELLING), stance)
    assert (codes.plover_event, codes.plover_mode, codes.cameo) == ("ASSAULT", "heavy-weapons", "194")
    assert (codes.acled_event, codes.acled_subevent) == ("Explosions/Remote violence", "Shelling/artillery/missile attack")


@pytest.mark.parametrize(
    ("weapon", "cameo", "subevent"),
    [
        (WeaponKind.DRONE, "1952", "Air/drone strike"),
        (WeaponKind.MORTAR, "194", "Shelling/artillery/missile attack"),
        (WeaponKind.SMALL_ARMS, "193", "Armed clash"),
        (WeaponKind.OTHER, "190", "Armed clash"),
    ],
)
def test_an_attack_is_split_by_its_weapon(weapon: WeaponKind, cameo: str, subevent: str) -> None:
    codes = codes_of(event(Kind.ATTACK, weapons=(Weapon(kind=weapon, span=HERE),)))
    assert (codes.cameo, codes.acled_subevent) == (cameo, subevent)


def test_truce_by_status() -> None:
    found = [codes_of(event(Kind.CEASEFIRE, status)).cameo for status in (Status.OCCURRED, Status.PLANNED, Status.AVERTED)]
    assert found == ["0871", "0356", "1246"]


def test_a_denied_event_keeps_its_type() -> None:
    assert codes_of(event(Kind.SHELLING, Status.DENIED)) == codes_of(event(Kind.SHELLING))


def harm(category: Category) -> Harm:
    return Harm(effect=Effect.KILLED, side=None, category=category, span=HERE)


def test_an_attack_on_civilians_alone_is_no_battle() -> None:
    told = event(Kind.ATTACK, harm=(harm(Category.CIVILIAN),))
    assert codes_of(told).acled_event == "Violence against civilians"
    assert codes_of(event(Kind.ATTACK, harm=(harm(Category.CIVILIAN), harm(Category.MILITARY)))).acled_event == "Battles"


def test_without_victims_the_targets_tell() -> None:
    people, army = Actor.of("ARM", Sector.CVL), Actor.of("ARM", Sector.MIL)
    assert harms_civilians(event(Kind.ATTACK, targets=(people,)))
    assert not harms_civilians(event(Kind.ATTACK, targets=(people, army)))
    assert not harms_civilians(event(Kind.ATTACK))
    assert not harms_civilians(event(Kind.ATTACK, targets=(people,), harm=(harm(Category.MILITARY),)))


def test_root_of_a_code() -> None:
    assert codes_of(event(Kind.DRONE_ATTACK)).cameo_root == "19"
    assert codes_of(event(Kind.OTHER)).cameo_root is None


GOOD = {name: "" for name in "stance kind status weapon civilian plover_event plover_mode cameo acled_event acled_subevent".split()} | {
    "source": "initiator"
}


@pytest.mark.parametrize("wrong", [{"kind": "sheling"}, {"cameo": "21"}, {"civilian": "no"}, {"source": "narrator"}, {"weapon": "arrow"}])
def test_a_word_that_the_record_does_not_have_is_refused(wrong: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ontologies, "read_table", lambda *_: iter([GOOD, GOOD | wrong]))
    with pytest.raises(ResourceError, match="line 3"):
        load_ontologies.__wrapped__()


def test_the_first_line_that_holds_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [GOOD | {"kind": "threat", "cameo": "130"}, GOOD | {"kind": "threat|protest", "cameo": "139"}, GOOD | {"cameo": "010"}]
    monkeypatch.setattr(ontologies, "read_table", lambda *_: iter(rows))
    lines = load_ontologies.__wrapped__()
    monkeypatch.setattr(ontologies, "load_ontologies", lambda: lines)
    assert [codes_for(Told(k, Status.OCCURRED)).cameo for k in (Kind.THREAT, Kind.PROTEST, Kind.OTHER)] == ["130", "139", "010"]
