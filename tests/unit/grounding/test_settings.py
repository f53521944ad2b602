"""Which place and which day a happening gets, told against 12 May 2023, a Friday."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from spacy.tokens import Doc

from counterclaim.grounding.dates import find_times
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.setting_evidence import SCALE, Occasion, Page, nothing, pointing
from counterclaim.grounding.settings import Setting, SettingFinder
from counterclaim.records.drafts import DraftAccord, DraftEvent, Pointers
from counterclaim.records.models import Event
from counterclaim.records.words import Kind, Status
from places_by_hand import parsed, world

SHELLED = """
Guns NOUN nsubj 2
shelled VERB root 0
positions NOUN obj 2
near ADP case 5
Sotk PROPN obl 2
on ADP case 7
Tuesday PROPN obl 2
. PUNCT punct 2
"""
WOUNDED = """
Two NUM nummod 2
soldiers NOUN nsubj:pass 4
were AUX aux:pass 4
wounded VERB root 0
in ADP case 7
the DET det 7
shelling NOUN obl 4
. PUNCT punct 4
"""
ELSEWHERE = """
Mortars NOUN nsubj 2
struck VERB root 0
positions NOUN obj 2
near ADP case 5
Lachin PROPN obl 2
on ADP case 7
Thursday PROPN obl 2
. PUNCT punct 2
"""
SAID_IN = """
The DET det 2
ministry NOUN nsubj 5
in ADP case 4
Yerevan PROPN nmod 2
condemned VERB root 0
the DET det 7
shelling NOUN obj 5
. PUNCT punct 5
"""

BREACHED = """
Guns NOUN nsubj 2
shelled VERB root 0
positions NOUN obj 2
in ADP case 5
breach NOUN obl 2
of ADP case 9
the DET det 9
January PROPN compound 9
truce NOUN nmod 5
. PUNCT punct 2
"""


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    with world(Path(tmp_path_factory.mktemp("settings"))) as opened:
        yield opened


def told(doc: Doc, trigger: str, kind: Kind = Kind.SHELLING, status: Status = Status.OCCURRED) -> DraftEvent:
    """The happening of a trigger word, whose scope is its whole sentence."""
    head = next(t for t in doc if t.text == trigger)
    return DraftEvent(head, kind, status, scope=list(head.sent))


def settle(doc: Doc, gazetteer: Gazetteer, *drafts: DraftEvent) -> list[Setting]:
    """The settings of happenings, each remembered for the next."""
    finder = SettingFinder(doc, gazetteer, find_times(doc, date(2023, 5, 12)), Counter({"ARM": 2, "AZE": 2}))
    found = []
    for draft in drafts:
        setting = finder.of(draft, frozenset())
        event = Event(id="e1", kind=draft.kind, status=draft.status, background=False, place=setting.place, time=setting.time, spans=())
        finder.remember(draft, event)
        found.append(setting)
    return found


def where(setting: Setting) -> str | None:
    return setting.place.name if setting.place else None


def when(setting: Setting) -> date | None:
    return setting.time.start if setting.time else None


def test_its_own_words_tell(gazetteer: Gazetteer) -> None:
    doc = parsed(SHELLED + ELSEWHERE, (4, 5, "place"), (12, 13, "place"))
    first, second = settle(doc, gazetteer, told(doc, "shelled"), told(doc, "struck"))
    assert (where(first), when(first)) == ("Sotk", date(2023, 5, 9))
    assert (where(second), when(second)) == ("Lachin", date(2023, 5, 11))


def test_another_sentence_on_the_same_happening_lends_its_setting(gazetteer: Gazetteer) -> None:
    doc = parsed(SHELLED + WOUNDED, (4, 5, "place"))
    _, second = settle(doc, gazetteer, told(doc, "shelled"), told(doc, "wounded"))
    assert (where(second), when(second)) == ("Sotk", date(2023, 5, 9))


def test_where_somebody_sits_who_speaks_is_not_where_it_happened(gazetteer: Gazetteer) -> None:
    doc = parsed(SHELLED + SAID_IN, (4, 5, "place"), (11, 12, "place"))
    draft = told(doc, "condemned")
    draft.scope = [t for t in doc if t.text == "shelling"]
    _, second = settle(doc, gazetteer, told(doc, "shelled"), draft)
    assert where(second) == "Sotk"


def test_a_report_without_place_and_day_gives_none(gazetteer: Gazetteer) -> None:
    doc = parsed(WOUNDED)
    (setting,) = settle(doc, gazetteer, told(doc, "wounded"))
    assert (where(setting), when(setting)) == (None, None)


def test_actors_are_no_places(gazetteer: Gazetteer) -> None:
    doc = parsed(SHELLED, (4, 5, "place"))
    finder = SettingFinder(doc, gazetteer, [], Counter())
    sotk = next(t for t in doc if t.text == "Sotk")
    assert finder.of(told(doc, "shelled"), {sotk.idx}).place is None


def test_the_scene_is_where_most_places_lie(gazetteer: Gazetteer) -> None:
    doc = parsed(SHELLED + SHELLED, (4, 5, "place"), (12, 13, "place"))
    assert SettingFinder(doc, gazetteer, [], Counter({"ARM": 1})).scene() == "ARM"
    assert SettingFinder(parsed(WOUNDED), gazetteer, [], Counter()).scene() is None


def test_a_lone_place_makes_no_scene(gazetteer: Gazetteer) -> None:
    doc = parsed(SHELLED, (4, 5, "place"))
    assert SettingFinder(doc, gazetteer, [], Counter({"ARM": 1})).scene() is None


THERE = """
Fire NOUN nsubj 2
reached VERB root 0
the DET det 4
village NOUN obj 2
. PUNCT punct 2
"""


def test_the_village_points_back() -> None:
    doc = parsed(THERE)
    assert Occasion.of(told(doc, "reached"), Page(doc)).points_back
    other = parsed(WOUNDED)
    assert not Occasion.of(told(other, "wounded"), Page(other)).points_back


def test_where_the_model_points_is_told_of_each_option() -> None:
    doc = parsed(THERE)
    draft = told(doc, "reached")
    draft.pointers = Pointers({"place": [-9.0, -9.0, -9.0, 2.0, -3.0]}, {}, 1.0)
    said = pointing(Occasion.of(draft, Page(doc)), "place", [("village", [3]), ("else", [4]), ("village", [0])])
    assert [round(s["pointed"] * SCALE, 2) for s in said] == [2.0, -3.0, -8.0]
    assert [round(s["pointed_name"] * SCALE, 2) for s in said] == [2.0, -3.0, 2.0]
    assert [s["pointed_ahead"] > 0 for s in said] == [True, False, True]


def test_a_place_in_the_words_for_who_speaks_says_so(gazetteer: Gazetteer) -> None:
    doc = parsed(SAID_IN, (3, 4, "place"))
    finder = SettingFinder(doc, gazetteer, [], Counter())
    for speaker, said in ((doc[1], 1.0), (None, 0.0)):
        weighed = finder.of(told(doc, "condemned"), set(), speaker=speaker).places
        (features,) = [f for option, f in zip(weighed.options, weighed.features, strict=True) if option is not None]
        assert features["own_speakers"] == said


def test_where_only_talks_were_held_no_fire_is_likely(gazetteer: Gazetteer) -> None:
    doc = parsed(SHELLED + WOUNDED, (4, 5, "place"))
    finder = SettingFinder(doc, gazetteer, [], Counter())
    for kind, otherwise in ((Kind.TALKS, 1.0), (Kind.SHELLING, 0.0)):
        first = told(doc, "shelled", kind)
        place = finder.of(first, set()).place
        finder.remember(first, Event(id="e1", kind=kind, status=first.status, background=False, place=place, spans=()))
        weighed = finder.of(told(doc, "wounded"), set()).places
        (features,) = [f for option, f in zip(weighed.options, weighed.features, strict=True) if option is not None]
        assert features["settled_otherwise"] == otherwise


def test_without_a_model_each_option_says_so() -> None:
    doc = parsed(THERE)
    own = Occasion.of(told(doc, "reached"), Page(doc))
    assert pointing(own, "place", [("village", [3])]) == [{"unpointed": 1.0}]
    assert "unpointed" in nothing(own, known=False, pointed=[])


def test_the_day_that_names_an_agreement_dates_no_act(gazetteer: Gazetteer) -> None:
    doc = parsed(BREACHED)
    truce = DraftAccord(doc[8], phrase=list(doc[6:9]), scope=list(doc[6:9]), signed=[], parties=[], brokers=[], monitors=[])
    times = find_times(doc, date(2023, 5, 12))
    finder = SettingFinder(doc, gazetteer, times, Counter(), [truce])
    assert finder.of(told(doc, "shelled"), set()).time is None
    signed = finder.of(told(doc, "truce", Kind.CEASEFIRE), set()).time
    assert signed is not None
    assert signed.start == date(2023, 1, 1)
