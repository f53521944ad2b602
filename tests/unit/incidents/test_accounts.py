from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings

from counterclaim.incidents.accounts import accounts_of
from counterclaim.incidents.told import Told, told_in
from counterclaim.records.incidents import Account
from counterclaim.records.models import Record, Span
from counterclaim.records.words import Category, Effect, Kind, Stance, Status, Verdict, WeaponKind
from incidents_by_hand import ARMENIA, FRIDAY, KUT, SATURDAY, VAYK, Saying, actor, harm, place, record, told, told_all
from sayings import several_records

SUNDAY = dt.date(2023, 5, 14)


def rows(*items: Told, origins: dict[str, str] | None = None) -> dict[str, Account]:
    return {a.question: a for a in accounts_of(items, origins or {})}


def row(question: str, *sayings: Saying) -> tuple[str, str]:
    account = rows(*told_all(record("r1", *sayings)))[question]
    return account.verdict.value, account.rule


def values(account: Account, current: bool = True) -> list[object]:
    return [a.value for a in account.answers if a.current is current]


def test_one_claim_answers_what_it_tells() -> None:
    found = rows(told(Saying(weapons=(WeaponKind.MORTAR,), harm=(harm(2, "ARM"), harm(None, "ARM", Effect.WOUNDED)))))
    answers = {question: values(a) for question, a in found.items()}
    assert answers == {
        "who_initiated": ["AZE"],
        "what": ["shelling"],
        "where": ["Sotk"],
        "when": ["2023-05-12"],
        "weapons": [("mortar",)],
        "killed[ARM]": [2],
    }


def test_every_answer_has_its_evidence_and_its_claims() -> None:
    (answer,) = rows(told(Saying()))["what"].answers
    assert answer.text == "forces opened fire near the village late yesterday evening"
    assert answer.claims == ("r1/c1",)


@pytest.mark.parametrize(
    "saying",
    [
        Saying(stance=Stance.CALLS_FOR),
        Saying(stance=Stance.WARNS),
        Saying(status=Status.HYPOTHETICAL),
    ],
)
def test_demands_and_warnings_answer_nothing(saying: Saying) -> None:
    assert rows(told(saying)) == {}


@pytest.mark.parametrize("saying", [Saying(stance=Stance.DENIES), Saying(status=Status.DENIED)])
def test_a_denial_answers_not_x_and_nothing_else(saying: Saying) -> None:
    assert {question: values(a) for question, a in rows(told(saying)).items()} == {"who_initiated": ["not AZE"], "what": ["not shelling"]}


def test_a_denial_denies_the_weapons_and_the_numbers_that_it_tells() -> None:
    found = rows(told(Saying(stance=Stance.DENIES, weapons=(WeaponKind.MORTAR,), harm=(harm(2, "ARM"), harm(0, "AZE")))))
    assert values(found["weapons"]) == ["not mortar"]
    assert values(found["killed[ARM]"]) == ["not 2"]
    assert values(found["killed[AZE]"]) == [0]


def test_who_denies_having_laid_a_mine_does_not_deny_the_mine() -> None:
    mine = Saying(claimant="AZE", kind=Kind.MINE_OR_IED, stance=Stance.DENIES, weapons=(WeaponKind.MINE_IED, WeaponKind.MORTAR))
    assert values(rows(told(mine))["weapons"]) == ["not mortar"]
    bomb = Saying(kind=Kind.MINE_OR_IED, weapons=(WeaponKind.MINE_IED,))
    assert row("weapons", bomb, Saying(claimant="AZE", kind=Kind.MINE_OR_IED, stance=Stance.DENIES, weapons=(WeaponKind.MINE_IED,))) == (
        "single_source",
        "one_source",
    )


def test_a_denial_that_names_nobody_denies_the_claimants_own_hand() -> None:
    bare = Saying(claimant="AZE:GOV", stance=Stance.DENIES, initiators=(), targets=())
    assert values(rows(told(bare))["who_initiated"]) == ["not AZE"]
    assert "who_initiated" not in rows(told(Saying(claimant="ARM", stance=Stance.DENIES, initiators=())))


def test_what_has_no_kind_of_its_own_is_no_happening() -> None:
    assert "what" not in rows(told(Saying(kind=Kind.OTHER)))


def test_a_charge_says_who_acted_whatever_the_act() -> None:
    assert values(rows(told(Saying(kind=Kind.BLOCKADE, stance=Stance.ACCUSES)))["who_initiated"]) == ["AZE"]
    assert "who_initiated" not in rows(told(Saying(kind=Kind.BLOCKADE)))


def test_an_act_may_be_laid_on_several_parties() -> None:
    allied = Saying(initiators=("AZE", "TUR"))
    assert values(rows(told(allied))["who_initiated"]) == ["AZE", "TUR"]
    assert row("who_initiated", allied, Saying(claimant="RUS")) == ("agreed", "same_answer")
    assert row("who_initiated", allied, Saying(claimant="TUR", initiators=("TUR",), stance=Stance.DENIES)) == ("disputed", "contradiction")


def test_nobody_died_says_so_of_every_party() -> None:
    found = rows(told(Saying(harm=(harm(0, None),))))
    assert {question for question in found if question.startswith("killed")} == {"killed[ARM]", "killed[AZE]"}


def test_running_tolls_and_deaths_told_with_no_act() -> None:
    found = rows(told(Saying(kind=Kind.CASUALTY, where=None, days=None, harm=(harm(33, "ARM", cumulative=True), harm(2, None)))))
    assert {question: values(a) for question, a in found.items()} == {"killed[?]": [2]}


def test_an_exchange_of_fire_says_nothing_of_who_began() -> None:
    assert "who_initiated" not in rows(told(Saying(kind=Kind.ARMED_CLASH, initiators=("ARM", "AZE"), targets=())))


CIVILIANS = harm(2, "ARM", category=Category.CIVILIAN)
AGREED = ("agreed", "same_answer")
NOWHERE = place("Nowhere", None, None)
ARM_SAYS, AZE_SAYS = Saying(claimant="ARM:MIL"), Saying(claimant="AZE:MIL", initiators=("ARM",), targets=("AZE",))


@pytest.mark.parametrize(
    ("sayings", "question", "expected"),
    [
        ((ARM_SAYS, AZE_SAYS), "who_initiated", ("disputed", "contradiction")),
        ((ARM_SAYS, Saying(claimant="AZE", stance=Stance.DENIES)), "who_initiated", ("disputed", "contradiction")),
        ((ARM_SAYS, Saying(claimant="RUS")), "who_initiated", ("agreed", "same_answer")),
        ((ARM_SAYS,), "who_initiated", ("single_source", "one_source")),
        ((Saying(claimant="AZE:MIL"),), "who_initiated", ("admitted", "own_act")),
        ((Saying(claimant="NARRATOR"), Saying(claimant="MEDIA")), "who_initiated", ("unattributed", "no_party")),
        ((Saying(claimant="?"),), "who_initiated", ("unattributed", "no_party")),
        ((Saying(claimant="WITNESSES"),), "who_initiated", ("single_source", "one_source")),
        ((ARM_SAYS, Saying(claimant="AZE", kind=Kind.ATTACK)), "what", ("agreed", "same_answer")),
        ((ARM_SAYS, Saying(claimant="AZE", kind=Kind.AIR_STRIKE)), "what", ("disputed", "contradiction")),
        ((ARM_SAYS, Saying(claimant="AZE", kind=Kind.ATTACK, stance=Stance.DENIES)), "what", ("disputed", "contradiction")),
        ((ARM_SAYS, Saying(claimant="AZE", kind=Kind.TALKS)), "what", ("single_source", "one_source")),
        (
            (Saying(kind=Kind.ATTACK), Saying(claimant="AZE", kind=Kind.INCURSION, initiators=("ARM",), targets=("AZE",))),
            "what",
            ("disputed", "contradiction"),
        ),
        ((ARM_SAYS, Saying(claimant="AZE", stance=Stance.DENIES)), "what", ("disputed", "contradiction")),
        ((ARM_SAYS, Saying(claimant="AZE", where=KUT)), "where", ("agreed", "same_answer")),
        ((ARM_SAYS, Saying(claimant="AZE", where=ARMENIA)), "where", ("agreed", "same_answer")),
        ((ARM_SAYS, Saying(claimant="AZE", where=VAYK)), "where", ("disputed", "contradiction")),
        ((ARM_SAYS, Saying(where=VAYK), Saying(claimant="AZE", where=VAYK)), "where", ("agreed", "same_answer")),
        ((ARM_SAYS, Saying(claimant="AZE", where=NOWHERE)), "where", ("single_source", "one_source")),
        ((ARM_SAYS, Saying(claimant="AZE", days=(FRIDAY, SATURDAY))), "when", ("agreed", "same_answer")),
        ((ARM_SAYS, Saying(claimant="AZE", days=(SUNDAY, SUNDAY))), "when", ("disputed", "contradiction")),
        (
            (Saying(weapons=(WeaponKind.MORTAR,)), Saying(claimant="AZE", weapons=(WeaponKind.MORTAR, WeaponKind.DRONE))),
            "weapons",
            ("agreed", "same_answer"),
        ),
        (
            (Saying(weapons=(WeaponKind.MORTAR,)), Saying(claimant="AZE", weapons=(WeaponKind.DRONE,))),
            "weapons",
            ("disputed", "contradiction"),
        ),
        ((Saying(harm=(harm(2, "ARM"),)),), "killed[ARM]", ("admitted", "own_loss")),
        ((Saying(harm=(harm(2, "AZE"),)),), "killed[AZE]", ("single_source", "one_source")),
        ((Saying(harm=(harm(0, "ARM"),)),), "killed[ARM]", ("single_source", "one_source")),
        ((Saying(claimant="ARM:LOC", harm=(harm(2, "ARM"),)),), "killed[ARM]", ("single_source", "one_source")),
        ((Saying(harm=(harm(2, "ARM"),)), Saying(claimant="AZE", harm=(harm(2, "ARM"),))), "killed[ARM]", ("admitted", "own_loss")),
        ((Saying(harm=(CIVILIANS,)),), "killed[ARM]", ("admitted", "own_loss")),
        ((Saying(stance=Stance.ACCUSES, harm=(harm(2, "ARM"),)),), "killed[ARM]", ("admitted", "own_loss")),
        ((Saying(harm=(CIVILIANS,)), Saying(claimant="UN", harm=(CIVILIANS,))), "killed[ARM]", ("agreed", "same_answer")),
        ((Saying(claimant="UN", harm=(harm(2, "ARM"),)), Saying(claimant="EU", harm=(harm(2, "ARM"),))), "killed[ARM]", AGREED),
        ((Saying(harm=(harm(2, "ARM"),)), Saying(claimant="AZE", harm=(harm(9, "ARM"),))), "killed[ARM]", ("disputed", "contradiction")),
    ],
)
def test_verdicts_by_written_rule(sayings: tuple[Saying, ...], question: str, expected: tuple[str, str]) -> None:
    assert row(question, *sayings) == expected


def test_allies_are_no_independent_sources_and_name_one_side() -> None:
    charges = (
        Saying(claimant="RUS", initiators=("UKR",), targets=("LPR",), stance=Stance.ACCUSES),
        Saying(claimant="LPR:MED", initiators=("UKR",), targets=("LPR",), stance=Stance.ACCUSES),
    )
    hurt = (Saying(claimant="RUS", initiators=("UKR",), targets=("LPR",), harm=(harm(2, "LPR"),)),)
    own = (Saying(claimant="LPR:MED", initiators=("UKR",), targets=("LPR",), harm=(harm(2, "LPR"),)),)
    assert row("killed[LPR]", *charges, *hurt, *own) == ("single_source", "one_source")
    assert row("killed[LPR]", *hurt, *own) == ("agreed", "same_answer")
    blames = (Saying(claimant="UKR", initiators=("RUS",), stance=Stance.ACCUSES), Saying(claimant="EU", initiators=("LPR",)))
    assert row("who_initiated", *blames) == ("disputed", "contradiction")
    assert row("who_initiated", *(s for s in blames), Saying(claimant="EU", initiators=("RUS",))) == ("agreed", "same_answer")


def number(code: str, best: int | None, **known: object) -> Saying:
    return Saying(claimant=code, harm=(harm(best, "ARM", **known),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sayings", "expected"),
    [
        # evals/gold/GUIDE.md: clashing figures are disputed, even where one side admits its own loss
        ((number("ARM:MIL", 1), number("AZE:MIL", 5)), ("disputed", "contradiction")),
        # "at least five" leaves room for seven, "up to" says nothing of the least, "eight to ten" has both bounds
        ((number("UN", 7), number("AZE:MIL", 5, low=5, high=None)), ("agreed", "same_answer")),
        ((number("ARM:MIL", 4), number("AZE:MIL", 5, low=5, high=None)), ("disputed", "contradiction")),
        ((number("ARM:MIL", 4), number("AZE:MIL", None, low=None, high=35)), ("admitted", "own_loss")),
        ((number("ARM:MIL", 4), number("AZE:MIL", None, low=8, high=10)), ("disputed", "contradiction")),
        ((number("UN", 9), number("AZE:MIL", None, low=8, high=10)), ("agreed", "same_answer")),
        # at least seven is no word for a thousand, nor are two least numbers that lie far apart
        ((number("UN", 1000), number("AZE:MIL", 7, low=7, high=None)), ("single_source", "one_source")),
        ((number("UN", 700, low=700, high=None), number("AZE:MIL", 90_000, low=90_000, high=None)), ("single_source", "one_source")),
        ((number("UN", 700, low=700, high=None), number("AZE:MIL", 900, low=900, high=None)), ("agreed", "same_answer")),
        # soldiers and civilians are different people
        ((number("ARM:LOC", 3, category=Category.CIVILIAN), number("AZE:MIL", 35)), ("single_source", "one_source")),
        # one side's doctors count on after its army has spoken; who says that nobody was hurt contradicts them
        ((number("ARM:MED", 9), number("ARM:MIL", 5)), ("admitted", "own_loss")),
        ((number("ARM:CVL", 4), number("ARM:MIL", 0)), ("disputed", "contradiction")),
        # a figure that is denied
        ((number("ARM:CVL", 4), Saying(stance=Stance.DENIES, harm=(harm(4, "ARM"),))), ("disputed", "contradiction")),
        (
            (number("AZE", 9), number("ARM", 2), Saying(claimant="ARM", stance=Stance.DENIES, harm=(harm(9, "ARM"),))),
            ("disputed", "contradiction"),
        ),
    ],
)
def test_numbers_are_compared_by_their_bounds_and_by_who_was_hurt(sayings: tuple[Saying, ...], expected: tuple[str, str]) -> None:
    assert row("killed[ARM]", *sayings) == expected


@pytest.mark.parametrize(
    ("sayings", "expected"),
    [
        ((Saying(initiators=("ARM",), stance=Stance.DENIES), Saying(claimant="AZE", stance=Stance.DENIES)), ("disputed", "contradiction")),
        ((Saying(claimant="AZE:MIL"), Saying(claimant="AZE:CVL", initiators=("ARM",))), ("disputed", "contradiction")),
        ((Saying(claimant="AZE:CVL"),), ("single_source", "one_source")),
        ((ARM_SAYS, Saying(claimant="WITNESSES", initiators=("ARM",))), ("disputed", "contradiction")),
        ((ARM_SAYS, Saying(claimant="WITNESSES")), ("single_source", "one_source")),
        ((ARM_SAYS, Saying(claimant="RUS", initiators=("ARM",), stance=Stance.DENIES)), ("single_source", "one_source")),
    ],
)
def test_who_began_is_contradicted_by_denials_by_ones_own_people_and_by_witnesses(
    sayings: tuple[Saying, ...], expected: tuple[str, str]
) -> None:
    assert row("who_initiated", *sayings) == expected


def test_who_owns_to_one_act_and_denies_another_has_not_denied_his_hand() -> None:
    """ "We struck a depot of the rebels and no village": whose act it was is not in dispute."""
    charge = Saying(claimant="ARM", stance=Stance.ACCUSES)
    depot, village = Saying(claimant="AZE", targets=("REBELS",)), Saying(claimant="AZE", stance=Stance.DENIES)
    assert row("who_initiated", charge, depot, village) == ("agreed", "same_answer")
    assert row("who_initiated", charge, Saying(claimant="AZE"), village) == ("disputed", "contradiction")
    assert row("who_initiated", charge, Saying(claimant="AZE", targets=()), village) == ("disputed", "contradiction")


def test_two_sides_that_lay_the_same_weapons_on_each_other_do_not_agree() -> None:
    mortars = Saying(weapons=(WeaponKind.MORTAR,))
    turned = Saying(claimant="AZE", initiators=("ARM",), targets=("AZE",), weapons=(WeaponKind.MORTAR,))
    assert row("weapons", mortars, turned) == ("disputed", "contradiction")
    assert row("weapons", mortars, Saying(claimant="AZE", stance=Stance.DENIES, weapons=(WeaponKind.MORTAR,))) == (
        "disputed",
        "contradiction",
    )


def test_the_same_weapons_laid_on_a_party_and_on_its_ally_are_not_in_dispute() -> None:
    mortars, ally = Saying(weapons=(WeaponKind.MORTAR,)), Saying(claimant="UN", initiators=("TUR",), weapons=(WeaponKind.MORTAR,))
    assert row("weapons", mortars, ally) == ("agreed", "same_answer")
    assert row("what", Saying(kind=Kind.ATTACK), Saying(claimant="UN", initiators=("TUR",), kind=Kind.INCURSION)) == AGREED
    assert row("weapons", mortars, Saying(claimant="UN", initiators=("TUR",), weapons=(WeaponKind.DRONE,)))[0] == "disputed"


def test_what_an_opponent_says_that_one_has_said_is_no_admission_and_no_agreement() -> None:
    own = told(Saying(claimant="AZE:MIL"))
    recited = Told(own.key, own.report, own.claim.model_copy(update={"relayed_by": (actor("ARM:FOR"),)}), own.event)
    assert rows(own)["who_initiated"].rule == "own_act"
    assert rows(recited)["who_initiated"].rule == "one_source"
    relayed = Told(own.key, own.report, own.claim.model_copy(update={"relayed_by": (actor("MEDIA"),)}), own.event)
    assert rows(relayed)["who_initiated"].rule == "own_act"


def test_a_smaller_number_of_the_same_report_is_a_part_and_takes_no_place() -> None:
    parts = record("r9", *(number("ARM:MIL", n) for n in (3, 5, 2, 0)), published=FRIDAY)
    account = rows(*told_all(parts))["killed[ARM]"]
    assert values(account) == [5]
    assert values(account, current=False) == [3, 2, 0]
    fewer = record("r1", number("ARM:MIL", 4), published=FRIDAY)
    assert values(rows(*told_all(parts, fewer))["killed[ARM]"]) == [5]
    later = record("r1", number("ARM:MIL", 4), published=SATURDAY)
    assert values(rows(*told_all(parts, later))["killed[ARM]"]) == [4]


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("The army corrected the figure: two soldiers died", 2),
        ("It revised the toll to two", 2),
        ("Two soldiers, not five, had been killed", 2),
        ("Five died. Two of them were sergeants", 5),
        ("Five died, and not one of the two was armed", 5),
        ("Five died, and not a house was left. Two were officers", 5),
    ],
)
def test_words_that_correct_a_number_put_the_later_in_its_place(words: str, stands: int) -> None:
    at = words.lower().rindex("two")
    told_once = record("r1", number("ARM:MIL", 5), number("ARM:MIL", 2, span=Span(start=at, end=at + 3)))
    report = told_once.report.model_copy(update={"text": f"{words}. {told_once.report.text}"})
    assert values(rows(*told_all(told_once.model_copy(update={"report": report})))["killed[ARM]"]) == [stands]


def test_a_denial_stands_beside_what_its_claimant_says_until_a_later_report_takes_it_back() -> None:
    denial = record("r1", number("ARM", 5), Saying(claimant="ARM", stance=Stance.DENIES, harm=(harm(7, "ARM"),)), published=FRIDAY)
    assert values(rows(*told_all(denial))["killed[ARM]"]) == [5, "not 7"]
    rockets = (WeaponKind.ROCKET,)
    denied = record("r1", Saying(claimant="AZE", stance=Stance.DENIES, weapons=rockets), published=FRIDAY)
    owned = record("r2", Saying(claimant="AZE", weapons=rockets), published=SATURDAY)
    assert values(rows(*told_all(denied, owned))["weapons"]) == [("rocket",)]


def test_the_latest_number_stands_and_the_earlier_stays_to_be_seen() -> None:
    first = record("r9", Saying(harm=(harm(1, "ARM"),)), published=FRIDAY)
    later = record("r1", Saying(harm=(harm(2, "ARM"),)), published=SATURDAY)
    account = rows(*told_all(later, first))["killed[ARM]"]
    assert values(account) == [2]
    assert values(account, current=False) == [1]
    assert account.origins == 2


def test_a_death_counted_later_raises_the_number_of_its_claimant() -> None:
    third = "A third soldier has died"
    first = record("r1", number("ARM:MIL", 2), published=FRIDAY)
    later = record("r2", number("ARM:MIL", 1, span=Span(start=0, end=len(third))), published=SATURDAY)
    later = later.model_copy(update={"report": later.report.model_copy(update={"text": f"{third}. {later.report.text}"})})
    account = rows(*told_all(first, later))["killed[ARM]"]
    assert values(account) == [3]
    assert values(account, current=False) == [2]


def test_what_happened_and_the_weapons_add_up() -> None:
    found = rows(*told_all(record("r1", Saying(weapons=(WeaponKind.MORTAR,)), Saying(kind=Kind.ATTACK, weapons=(WeaponKind.DRONE,)))))
    assert set(values(found["what"])) == {"shelling", "attack"}
    assert set(values(found["weapons"])) == {("mortar",), ("drone",)}


def test_a_charge_stands_before_an_own_act_told_later() -> None:
    charge = record("r1", Saying(), published=FRIDAY)
    answer = record("r2", Saying(initiators=("ARM",), targets=("AZE",)), published=SATURDAY)
    assert values(rows(*told_all(charge, answer))["who_initiated"]) == ["AZE"]


def test_reports_of_one_origin_count_once() -> None:
    items = told_all(record("r1", Saying()), record("r2", Saying()), record("r3", Saying()))
    assert rows(*items)["what"].origins == 3
    assert rows(*items, origins={"r1": "o", "r2": "o"})["what"].origins == 2


def test_the_reports_own_voice_repeating_a_party_agrees_with_nobody() -> None:
    repeated = [Saying(), Saying(claimant="NARRATOR"), Saying(claimant="MEDIA")]
    assert {a.verdict for a in rows(*told_all(record("r1", *repeated))).values()} == {Verdict.SINGLE_SOURCE}


def _copied(given: Record) -> Record:
    """The same report once more under another id, as a verbatim copy of it would be read."""
    return given.model_copy(update={"report": given.report.model_copy(update={"id": f"{given.report.id}-copy"})})


@settings(max_examples=60)
@given(several_records())
def test_a_copy_changes_no_verdict_and_no_count_of_origins(records: list[Record]) -> None:
    copies = [_copied(r) for r in records]
    origins = {r.report.id: r.report.id.removesuffix("-copy") for r in (*records, *copies)}
    assert _outcome(records, origins) == _outcome([*records, *copies], origins)


def _outcome(records: list[Record], origins: dict[str, str]) -> list[tuple[str, Verdict, str, int]]:
    return [(a.question, a.verdict, a.rule, a.origins) for a in accounts_of(list(told_in(records)), origins)]


@settings(max_examples=60)
@given(several_records())
def test_agreed_takes_two_parties(records: list[Record]) -> None:
    for account in accounts_of(list(told_in(records)), {}):
        if account.verdict is Verdict.AGREED:
            away = {None, "NARRATOR", "MEDIA", "WITNESSES"}
            assert len({a.claimant.party for a in account.answers if a.current} - away) > 1
