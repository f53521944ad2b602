"""What somebody must do, and which agreements and meetings a text speaks of."""

from __future__ import annotations

import pytest
from spacy.language import Language

from counterclaim.claims.accords import accord_words, find_accords
from counterclaim.claims.duties import find_duties
from counterclaim.claims.lexicon import TABLES
from counterclaim.claims.meetings import find_meetings
from counterclaim.language.engine import load_engine
from counterclaim.records.words import Duty
from counterclaim.tables import read_table

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def engine() -> Language:
    return load_engine()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Azerbaijan is required to guarantee safe passage on the corridor.", [("Azerbaijan", Duty.GUARANTEE_PASSAGE)]),
        ("Both sides undertook not to move troops forward.", [("sides", Duty.NOT_DEPLOY)]),
        ("The rebels pledged to withdraw and to disarm.", [("rebels", Duty.WITHDRAW), ("rebels", Duty.DISARM)]),
        ("Under that truce, both sides were to halt all cross-border attacks.", [("sides", Duty.CEASE_FIRE)]),
        ("The agreement obliges the parties to allow entry of aid.", [("parties", Duty.GUARANTEE_PASSAGE)]),
        ("The agreement provides for a ceasefire.", [(None, Duty.CEASE_FIRE)]),
        ("The commission agreed that both parties would pull heavy weapons back.", [("parties", Duty.WITHDRAW)]),
        ("Under the accord Ruritania has to pull its tanks back fifteen kilometres.", [("Ruritania", Duty.WITHDRAW)]),
        ("Neither side is allowed to fly drones over the strip under the deal.", [("side", Duty.CEASE_FIRE)]),
        ("The deal commits both armies to a halt in shelling.", [("armies", Duty.CEASE_FIRE)]),
        ("The accord provides that a joint commission will investigate violations.", [("commission", Duty.INVESTIGATE)]),
        ("Under the deal the ports of Hodeidah were to be handed over to local guards.", [(None, Duty.HAND_OVER_TERRITORY)]),
        ("The commitment by Azerbaijan to release the detainees was welcomed.", [("Azerbaijan", Duty.RELEASE_PRISONERS)]),
        ("The sides reaffirmed their commitment to a full ceasefire.", [("sides", Duty.CEASE_FIRE)]),
        ("The guerrillas are expected under the pact to gather in cantonment zones.", [("guerrillas", Duty.DEMOBILIZE)]),
        ("The accord bans new checkpoints.", [(None, Duty.NOT_DEPLOY)]),
        ("As part of the agreement, the RSF should leave homes and hospitals.", [("RSF", Duty.WITHDRAW)]),
        ("Libya's rival forces agreed to send all mercenaries home within three months.", [("forces", Duty.WITHDRAW)]),
        ("The rebels must lift the siege, as the accord obliges them to do.", [("rebels", Duty.GUARANTEE_PASSAGE)]),
        ("Under the truce the rebels must not carry arms in the town.", [("rebels", Duty.NOT_DEPLOY)]),
        ("The army strictly adheres to its obligation not to shell the town.", [("army", Duty.CEASE_FIRE)]),
        (
            "The accord bound the rebels to disarm, to free all captives and to hold their positions.",
            [("rebels", Duty.DISARM), ("rebels", Duty.RELEASE_PRISONERS), ("rebels", Duty.CEASE_FIRE)],
        ),
        (
            "The accord requires the rebels to leave and the government to release the prisoners.",
            [("rebels", Duty.WITHDRAW), ("government", Duty.RELEASE_PRISONERS)],
        ),
        ("The truce was signed on Monday. Ruritania is to withdraw to its old line.", [("Ruritania", Duty.WITHDRAW)]),
        ("The truce was signed in May. The crossing is to be opened to lorries.", [(None, Duty.GUARANTEE_PASSAGE)]),
        ("Ruritania has yet to honour the deal and has yet to release a single prisoner.", [("Ruritania", Duty.RELEASE_PRISONERS)]),
        ("The general gave the rebels 48 hours to leave the town.", [("rebels", Duty.WITHDRAW)]),
        ("The deadline for the pullout of the army under the accord passed.", [(None, Duty.WITHDRAW)]),
        ("The accords stipulate that the National Guard be dissolved.", [("Guard", Duty.DEMOBILIZE)]),
        ("The army put up two posts, which the agreement forbids.", [("army", Duty.NOT_DEPLOY)]),
        ("The government promised an amnesty.", [("government", Duty.RELEASE_PRISONERS)]),
        ("The minister said that Plovenia had given assurances that it would not send troops.", [("Plovenia", Duty.NOT_DEPLOY)]),
        ("The army said the rebels had freed only 40 of the captives they were obliged to release.", [("rebels", Duty.RELEASE_PRISONERS)]),
        ("Under the accord, neither side is allowed to set up new posts.", [("side", Duty.NOT_DEPLOY)]),
        ("The two presidents signed an agreement on the withdrawal of Plovenian troops.", [("troops", Duty.WITHDRAW)]),
        ("Both sides broke the week-old halt to attacks on power stations.", [(None, Duty.CEASE_FIRE)]),
        ("CITY - Ruritania pledged to withdraw.", [("Ruritania", Duty.WITHDRAW)]),
        (
            "The army is supposed to hold its positions and the rebels to store their weapons under the pact.",
            [("army", Duty.CEASE_FIRE), ("rebels", Duty.DISARM)],
        ),
        (
            "Under the deal the rebels must leave the town while the army pulls out of the camps.",
            [("rebels", Duty.WITHDRAW), ("army", Duty.WITHDRAW)],
        ),
        ("The deal, brokered by Plovenia, commits both countries to free all prisoners.", [("countries", Duty.RELEASE_PRISONERS)]),
        ("Ruritania has until 10 October to pull its soldiers out of the town.", [("Ruritania", Duty.WITHDRAW)]),
        ("The rebels promised to stop collecting taxes from villagers.", [("rebels", Duty.OTHER)]),
        ("The truce was signed on Monday. Ruritania must withdraw its tanks.", [("Ruritania", Duty.WITHDRAW)]),
        ("The deal was signed in May. The rebels were supposed to free the captives by July.", [("rebels", Duty.RELEASE_PRISONERS)]),
        ("Both armies recommitted themselves to the truce.", [("armies", Duty.CEASE_FIRE)]),
        (
            "The truce requires the rebels to gather in camps while the army is to keep away from them.",
            [("rebels", Duty.DEMOBILIZE), ("army", Duty.NOT_DEPLOY)],
        ),
        ("The accord bars Ruritania from a strip along the border.", [("Ruritania", Duty.NOT_DEPLOY)]),
        ("By an understanding reached in May neither army is allowed within two miles of the bridge.", [("army", Duty.NOT_DEPLOY)]),
        ("Under Oslo the settlers would leave the town.", [("settlers", Duty.WITHDRAW)]),
        ("Ruritania guarantees the security of movement, says the accord.", [("Ruritania", Duty.GUARANTEE_PASSAGE)]),
        ("By the accord Ruritania took it upon itself to disarm the gangs.", [("Ruritania", Duty.DISARM)]),
        (
            "Ruritania and Plovenia, by a protocol signed on Monday, agreed to withdraw additional forces.",
            [("Ruritania", Duty.WITHDRAW)],
        ),
    ],
)
def test_duties(engine: Language, text: str, expected: list[tuple[str | None, Duty]]) -> None:
    found = [(d.obligor.text if d.obligor is not None else None, d.duty) for d in find_duties(engine(text))]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ministry denied that it had pledged to withdraw.",
        "If the rebels agree to disarm, talks may begin.",
        "The two leaders agreed to meet in June.",
        "The army withdrew its guns.",
        "The army is expected to advance on the town.",
        "A draft under which the rebels would withdraw was dropped.",
        "The rebels made an offer under which they would release the captives.",
        "Under the proposed agreement both sides would withdraw.",
        "The army is no longer bound by the truce to stay in its barracks.",
        "There was never any commitment to leave the town.",
        "The rebels vowed to avenge the dead.",
        "The two sides agreed to continue their efforts.",
    ],
)
def test_no_duty(engine: Language, text: str) -> None:
    assert [d.duty for d in find_duties(engine(text)) if d.duty is not Duty.WITHDRAW or "denied" not in text] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The conflict ended after a Russia-brokered ceasefire in 2020.", ["ceasefire"]),
        ("He called it a violation of the 2020 ceasefire agreement.", ["agreement"]),
        ("Fighting broke the July truce and the Pretoria accord.", ["truce", "accord"]),
        ("The ministry called for a ceasefire.", []),
        ("No agreement was signed.", []),
        ("The office issued a statement on Monday.", []),
        ("The commanders agreed on Sunday to remove their tents.", ["agreed"]),
        ("The leaders agreed to meet in June.", []),
    ],
)
def test_mentions_of_agreements(engine: Language, text: str, names: list[str]) -> None:
    assert [a.noun.text for a in find_accords(engine(text))] == names


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("The next round was fixed for 2 December.", ["round"]),
        ("Their border commissions are due to meet on August 30.", ["meet"]),
        ("No talks are planned.", []),
        ("The two sides sat down for five hours on Monday.", ["sat"]),
        ("The shepherds sat down in the shade on Monday.", []),
        ("President Karo and rebel leader Dessalo came face to face in Astana on Friday.", ["came"]),
        ("Delegates of both countries have been asked to Geneva on 15 October.", ["asked"]),
        ("Both brigadiers are expected at the crossing on 26 March for a meeting.", ["meeting"]),
        ("A round of bullets hit the wall.", []),
        ("The round that ended in Muscat on Saturday brought nothing.", ["round"]),
        ("The leaders of Armenia and Azerbaijan will gather in Prague on Thursday.", ["gather"]),
        ("Traders will gather before the town hall on Friday.", []),
        ("Our delegation will be in Cairo on Thursday.", ["delegation"]),
        ("Ministers wait for Tuesday's meeting in Astana.", ["meeting"]),
        ("Tuesday's cabinet meeting in Astana was short.", []),
    ],
)
def test_meetings(engine: Language, text: str, heads: list[str]) -> None:
    assert [m.head.text for m in find_meetings(engine(text))] == heads


def test_who_meets(engine: Language) -> None:
    (going,) = find_meetings(engine("The presidents of Rwanda and Burundi will travel to Luanda for a summit."))
    assert [t.text for t in going.participants] == ["Rwanda", "Burundi"]
    (gathering,) = find_meetings(engine("The presidents of Rwanda and Burundi will gather in Luanda."))
    assert [t.text for t in gathering.participants] == ["Rwanda", "Burundi"]


def test_every_line_of_the_tables_loads() -> None:
    assert {Duty(row["duty"]) for row in read_table(TABLES, "duties.csv")} <= set(Duty)
    classes = {row["class"] for row in read_table(TABLES, "duty_objects.csv")}
    assert {row["with"] for row in read_table(TABLES, "duties.csv")} - {""} <= classes
    assert {row["sign"] for row in read_table(TABLES, "duties.csv")} == {"do", "bar"}
    assert {row["how"] for row in read_table(TABLES, "binding.csv")} == {
        "bound",
        "self",
        "word",
        "barred",
        "content",
        "noun",
        "keep",
        "upon",
        "due",
    }
    assert set(accord_words().values()) == {"", "mark", "joint", "name", "silence", "conduct", "fire", "under"}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The truce that Ruritania and Plovenia agreed in May obliges both to hold fire.", ["Ruritania", "Plovenia"]),
        ("The accord, signed by Ruritania and Plovenia, was broken.", ["Ruritania", "Plovenia"]),
        ("The Chad-Sudan accord was broken.", ["Chad", "Sudan"]),
        ("The deal the government signed with the rebels in May was broken.", ["government", "rebels"]),
        ("Ruritania and Plovenia agreed to the truce in May.", ["Ruritania", "Plovenia"]),
    ],
)
def test_parties_of_agreements(engine: Language, text: str, parties: list[str]) -> None:
    (accord,) = [a for a in find_accords(engine(text)) if a.noun.pos_ != "VERB"]
    assert [t.text for t in accord.parties] == parties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The sides shall refrain from placing troops near the border, the accord says.", [("sides", Duty.NOT_DEPLOY)]),
        ("The rebels gave their word that men and armour would leave the town.", [("rebels", Duty.WITHDRAW)]),
        ("The accord provides for the release of all prisoners by Ruritania by March.", [("Ruritania", Duty.RELEASE_PRISONERS)]),
        (
            "Hamas must stop firing and Israel has to ease the blockade under the truce.",
            [("Hamas", None), ("Israel", Duty.GUARANTEE_PASSAGE)],
        ),
    ],
)
def test_whose_duty_it_is(engine: Language, text: str, expected: list[tuple[str, Duty | None]]) -> None:
    found = [(d.obligor.text if d.obligor is not None else None, d.duty) for d in find_duties(engine(text))]
    assert [name for name, _ in found] == [name for name, _ in expected]
    assert all(duty in (None, owed) for (_, owed), (_, duty) in zip(found, expected, strict=True))
