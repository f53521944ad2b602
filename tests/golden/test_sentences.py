"""Invented sentences, each for one thing that a claim depends on: who says it, which sort of happening it is, who did it, and when."""

from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.pipeline import Pipeline
from counterclaim.records.models import Actor, Claim, Record, Report
from counterclaim.records.words import Status

DAY = dt.date(2024, 5, 17)
"""A Friday."""
pytestmark = pytest.mark.engine


def read(text: str, pipeline: Pipeline) -> Record:
    (record,) = pipeline.read([Report(id="example", text=f"A report\n\n{text}", published=DAY)])
    return record


def told(text: str, pipeline: Pipeline) -> list[str]:
    """Claimant, stance, kind, status unless it occurred, who did it to whom, and whose mediation it was."""
    record = read(text, pipeline)
    return [_line(claim, record) for claim in record.claims]


def _line(claim: Claim, record: Record) -> str:
    event = record.event(claim.events[0])
    status = "" if event.status is Status.OCCURRED else f" [{event.status}]"
    brokers = f" by {_parties(event.mediators)}" if event.mediators else ""
    return f"{claim.claimant.id} {claim.stance} {event.kind}{status}: {_parties(event.initiators)} → {_parties(event.targets)}{brokers}"


def _parties(actors: tuple[Actor, ...]) -> str:
    return ", ".join(sorted(a.party for a in actors if a.party)) or "nobody"


TOLD = {
    # officials of a region are the state's, own soldiers are no enemy's, a coalition of others is not the one at war
    "The Balochistan Liberation Army attacked a post. A senior official in Balochistan said two soldiers were killed.": [
        "PAK:GOV accuses attack: BLA → PAK",
        "PAK:GOV asserts casualty: nobody → PAK",
    ],
    "Israel accused its own soldiers of killing three villagers in Gaza.": ["ISR accuses attack: ISR → PSE"],
    "The Houthis shelled a post in Yemen. The opposition coalition said five people died.": [
        "NARRATOR asserts shelling: HOUTHIS → YEM",
        "None asserts casualty: nobody → YEM",
    ],
    # places that are taken, and what is only added
    "M23 rebels seized Goma in January.": ["NARRATOR asserts territorial_gain: M23 → nobody"],
    "Rebels overran Bukavu on Friday.": ["NARRATOR asserts territorial_gain: REBELS → COD"],
    "Pakistan denied that it had sheltered the gunmen, who killed 26 tourists in Pahalgam in April.": [
        "PAK denies other [denied]: PAK → IND",
        "NARRATOR asserts attack: nobody → IND",
    ],
    # who is meant by what he is
    "A spokesman for Yemen's Houthi rebels said on X that the group had fired two missiles at a ship in the Red Sea.": [
        "HOUTHIS:REB asserts missile_strike: HOUTHIS → YEM"
    ],
    "Kenya's president said the warring generals had agreed to a 72-hour truce brokered by the African Union.": [
        "KEN:GOV asserts ceasefire: nobody → nobody by AU"
    ],
    "A day after Ukraine shelled Belgorod, a Russian defence ministry official said the attack would be answered.": [
        "RUS:GOV accuses shelling: UKR → RUS",
        "RUS:GOV warns threat [planned]: RUS → UKR",
    ],
    "Indian troops shelled two villages, a Pakistani foreign ministry spokesman told reporters.": ["PAK:FOR accuses shelling: IND → PAK"],
    # what is demanded, of whom
    "Sudanese and Chadian troops clashed near Tine. Egypt urged both sides to move to political talks.": [
        "NARRATOR asserts armed_clash: SDN, TCD → nobody",
        "EGY calls_for talks [hypothetical]: SDN, TCD → nobody",
    ],
    "Kurdish fighters of the YPG shelled a village. Turkey demanded that the YPG stop.": [
        "NARRATOR asserts shelling: YPG → nobody",
        "TUR calls_for ceasefire [hypothetical]: YPG → nobody",
    ],
    "Armenia holds an Azerbaijani officer. The United States demanded his immediate and unconditional release.": [
        "NARRATOR asserts capture [ongoing]: ARM → AZE",
        "USA calls_for prisoner_exchange [hypothetical]: nobody → nobody",
    ],
    "The Saudis called on both parties to stop the fighting in Aden. The Houthis shelled a market on Monday.": [
        "SAU calls_for ceasefire [hypothetical]: HOUTHIS, YEM → nobody",
        "NARRATOR asserts shelling: HOUTHIS → YEM",
    ],
    # an answer that is promised, and the deed that it answers
    "Pakistan vowed to punish an attack on a convoy in Quetta.": [
        "PAK warns threat [planned]: PAK → nobody",
        "NARRATOR asserts attack: nobody → PAK",
    ],
    "Colombia's government pledged to respond to the bombing of a police station in Cali.": [
        "COL:GOV warns threat [planned]: COL → nobody",
        "NARRATOR asserts air_strike: nobody → COL",
    ],
    # who says it
    "The defence ministry of the breakaway region of Nagorno-Karabakh denied that it had bombarded Ganja.": [
        "ARTSAKH:MIL denies shelling [denied]: ARTSAKH → AZE"
    ],
    "An Israeli security official said Hamas broke the truce. According to health officials in Gaza, nine people were killed on Sunday.": [
        "ISR:GOV accuses ceasefire_breach: HAMAS → ISR",
        "PSE:MED asserts casualty: nobody → PSE",
    ],
    "Residents and a local official said that Russian drones struck a market in Kherson on Friday.": [
        "WITNESSES:CVL asserts drone_attack: RUS → UKR",
        "UKR:LOC accuses drone_attack: RUS → UKR",
    ],
    "Azerbaijan's diplomats said Armenian forces shelled Ganja.": ["AZE:FOR accuses shelling: ARM → AZE"],
    "Kyrgyz troops fired on a post, said a Tajik portal, quoting the country's border guards.": ["TJK:MIL accuses attack: KGZ → TJK"],
    "An official in Pakistan-run Kashmir told us that Indian troops had shelled a village.": ["PAK:GOV accuses shelling: IND → PAK"],
    "Cambodia's army said in a statement on Monday that Thai troops had shelled a pagoda.": ["KHM:MIL accuses shelling: THA → KHM"],
    "Colombia's ministry of defence said two officers held by villagers were freed, while the army blamed the ELN for kidnapping them.": [
        "COL:MIL asserts prisoner_exchange: ELN → COL",
        "COL:MIL accuses capture: ELN → COL",
    ],
    "Sudan's army said it shot down a drone. The RSF was silent. An adviser to its commander accused the army of bombing a market.": [
        "SDN:MIL asserts interception: SDN → RSF",
        "RSF:MIL accuses air_strike: SDN → RSF",
    ],
    "The UN put the death toll in Goma at 60.": ["UN asserts casualty: nobody → nobody"],
    # what is no claim
    "The inquiry found no proof that the ELN fired on the base in Colombia.": [],
    "Armenia said Azerbaijan hid behind the truce in order to attack civilians.": ["ARM accuses other: AZE → nobody"],  # and no attack
    "The spokesman of M23 said Kinshasa was sabotaging the talks.": [],
    # whose deed it is
    "Drones struck the Kremlin on Wednesday night, Russia said.": ["RUS asserts drone_attack: nobody → RUS"],
    "China's army said Indian soldiers crossed the line, where they attacked its patrol.": [
        "CHN:MIL accuses incursion: IND → CHN",
        "CHN:MIL accuses attack: IND → CHN",
    ],
    "India and Pakistan agreed to a truce. India said its forces were retaliating after Pakistani troops broke the truce.": [
        "IND commits_to ceasefire: IND, PAK → nobody",
        "PAK commits_to ceasefire: IND, PAK → nobody",
        "IND asserts attack [ongoing]: IND → PAK",
        "IND accuses ceasefire_breach: PAK → IND",
    ],
    "Israel said its jets bombed a house in Gaza. It said Hamas gunmen shot at its soldiers there.": [
        "ISR asserts air_strike: ISR → PSE",
        "ISR accuses attack: HAMAS → ISR",
    ],
    "Residents said joint Russian-Syrian air strikes killed nine people in Idlib.": ["WITNESSES:CVL asserts air_strike: RUS, SYR → nobody"],
    "Officials in Yemen said that US and British aircraft hit the port of Salif in Yemen.": ["YEM:GOV accuses air_strike: GBR, USA → YEM"],
    "The RSF said it had left the town. Residents said the armed forces of Sudan had shelled a market.": [
        "WITNESSES:CVL asserts shelling: SDN → nobody"
    ],
    "The destroyer USS Georgia Hall shot down a Houthi missile over the Red Sea, US Central Command said.": [
        "USA:MIL asserts interception: USA → HOUTHIS"
    ],
    "South Sudan's minister accused the White Army, which he said had overrun a garrison.": [
        "SSD:GOV accuses territorial_gain: WHITE_ARMY → SSD"
    ],
    "Congo's army said the M23 rebels, backed by Rwanda, had killed ten civilians in Minembwe.": ["COD:MIL accuses attack: M23 → COD"],
    "UNIFIL reported that peacekeepers in Kfar Kila had been targeted by a drone.": ["UN asserts drone_attack: nobody → nobody"],
    # who keeps count of what others do
    "The OSCE mission recorded 94 ceasefire violations in Donetsk region.": ["OSCE asserts ceasefire_breach: nobody → nobody"],
    "UN observers recorded shelling near Tyre on Monday.": ["UN:IGO asserts shelling: nobody → nobody"],
    # truces and demands
    "Haftar's LNA announced a unilateral ceasefire in Libya.": ["LNA commits_to ceasefire: LNA → nobody"],
    "Hamas said it remained committed to the truce with Israel.": ["HAMAS commits_to ceasefire [ongoing]: HAMAS, ISR → nobody"],
    "Israel and Hamas agreed to a US-mediated truce.": [
        "ISR commits_to ceasefire: HAMAS, ISR → nobody by USA",
        "HAMAS commits_to ceasefire: HAMAS, ISR → nobody by USA",
    ],
    "India and Pakistan agreed a ceasefire after diplomacy led by the United States.": [
        "IND commits_to ceasefire: IND, PAK → nobody by USA",
        "PAK commits_to ceasefire: IND, PAK → nobody by USA",
    ],
    "China urged India not to cross the line.": ["CHN calls_for appeal [hypothetical]: CHN → IND"],
    "Ukraine said that Russia should withdraw its troops.": ["UKR calls_for withdrawal [hypothetical]: RUS → nobody"],
    # of two groups of one name the one of that country
    "Skopje accused the NLA of shelling a village near Kumanovo.": ["MKD:GOV accuses shelling: NLA_MACEDONIA → MKD"],
    "Colombia's army said the National Liberation Army had attacked a pipeline.": ["COL:MIL accuses attack: ELN → COL"],
    # a month with a stop ends no sentence
    "Kenya's army said rebels attacked a post on Apr. 26. It said two civilians were wounded.": ["KEN:MIL accuses attack: REBELS → KEN"],
    # of which kind
    "A bombing in Kabul killed five people, police said.": ["AFG:GOV asserts attack: nobody → AFG"],
    "An Israeli official announced that aid deliveries to Gaza were stopped.": ["ISR:GOV asserts blockade: nobody → nobody"],
    "Pakistan accused India of breaking the terms of the truce.": ["PAK accuses ceasefire_breach: IND → PAK"],
    "Armenia said that Azerbaijani artillery was firing on Sotk.": ["ARM accuses shelling [ongoing]: AZE → ARM"],
}


@pytest.mark.parametrize(("text", "lines"), TOLD.items(), ids=[text[:40] for text in TOLD])
def test_told(text: str, lines: list[str], pipeline: Pipeline) -> None:
    assert told(text, pipeline) == lines


def test_a_charge_is_not_dated_by_the_day_it_was_laid(pipeline: Pipeline) -> None:
    record = read("On Tuesday Armenia accused Azerbaijan of shelling the village of Sotk.", pipeline)
    assert [e.time for e in record.events] == [None]


def test_what_was_said_to_have_been_done_on_a_day_is_dated(pipeline: Pipeline) -> None:
    record = read("Armenia accused Azerbaijan of shelling the village of Sotk on Tuesday.", pipeline)
    assert [e.time and e.time.start for e in record.events] == [dt.date(2024, 5, 14)]


def test_a_stretch_that_a_superlative_is_measured_by_is_no_date(pipeline: Pipeline) -> None:
    record = read(
        "Gunmen attacked a convoy in Mali on Wednesday in the deadliest assault on the army this month, officials said.", pipeline
    )
    assert [e.time and e.time.start for e in record.events] == [dt.date(2024, 5, 15)]
    record = read("It was the deadliest assault by gunmen on the army of Mali this month, officials said.", pipeline)
    assert not any(e.time and e.time.precision == "month" for e in record.events)


def test_what_a_speaker_tells_of_an_announcement_is_his(pipeline: Pipeline) -> None:
    record = read('"This is a clear breach of the truce the junta itself announced," its spokesman, Nay Example, told reporters.', pipeline)
    assert [claim.claimant.name for claim in record.claims] == ["its spokesman, Nay Example"]


def test_those_wounded_beside_one_killed_are_told(pipeline: Pipeline) -> None:
    record = read(
        "Thailand's army said a soldier was killed and seven others wounded when Cambodian forces fired rockets into Surin.", pipeline
    )
    assert [(h.effect, h.best) for e in record.events for h in e.harm] == [("killed", 1), ("wounded", 7)]


def test_a_headline_of_one_side_is_no_evidence_for_the_other(pipeline: Pipeline) -> None:
    text = "Congo says M23 attacked Goma; rebels deny\n\nAn M23 spokesman said Congo's army had bombed Minembwe with drones."
    (record,) = pipeline.read([Report(id="example", text=text, published=DAY)])
    (claim,) = (c for c in record.claims if c.claimant.party == "M23")
    assert [text[s.start : s.end] for s in claim.content] == ["Congo's army had bombed Minembwe with drones"]


def test_where_and_when_an_accord_was_signed_is_not_where_and_when_it_was_broken(pipeline: Pipeline) -> None:
    text = "Congo's army accused M23 of attacking its posts in Walungu in violation of the declaration signed in Doha on April 19."
    record = read(text, pipeline)
    (attack,) = (e for e in record.events if e.kind == "attack")
    assert (attack.time, attack.place and attack.place.name, attack.other_places) == (None, "Walungu", ())


@pytest.mark.parametrize("text", ["A truce brokered by Egypt", "Who fired?", "Which was first?", ""])
def test_fragments_are_read(text: str, pipeline: Pipeline) -> None:
    (record,) = pipeline.read([Report(id="fragment", text=text)])
    assert record.claims == ()
