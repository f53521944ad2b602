"""Who speaks where nobody is quoted, and from where; read with the bundled model."""

from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.claims.extract import extract
from counterclaim.grounding.actors.names import load_names
from counterclaim.grounding.actors.sides import find_sides
from counterclaim.grounding.issuer import find_issuer
from counterclaim.language.engine import load_engine
from counterclaim.records.models import Report

pytestmark = pytest.mark.engine


def issuer(text: str) -> str | None:
    doc = load_engine()(text)
    found = find_issuer(doc, Report(id="x", text=text, published=dt.date(2024, 6, 9)), load_names(), extract(doc))
    return found.party if found is not None else None


OWN_VOICE = "The enemy bombed a market. Our forces answered. Our fighters took the bridge and we reaffirm our aims. We call on all."


def test_a_title_before_a_colon_tells_who_speaks() -> None:
    assert issuer(f"Rapid Support Forces: our men hold the town\n\n{OWN_VOICE}") == "RSF"


def test_a_signature_tells_who_speaks() -> None:
    assert issuer(f"Victory in the north\n\n{OWN_VOICE}\n\nGeneral Command of the SDF, 23 August") == "SDF"


def test_a_country_in_a_signature_is_where_not_who() -> None:
    assert issuer(f"Victory in the north\n\n{OWN_VOICE}\n\nMountains of Colombia, 5 November") is None


def test_a_radio_with_a_reporter_issues_nothing() -> None:
    assert (
        issuer("RSF: quiet on the front\n\nOur reporter saw tents. We asked the mayor. He told us that the army had left our town.") is None
    )


def test_quoted_words_are_not_the_texts_own() -> None:
    assert issuer(f'SDF: statement\n\n"{OWN_VOICE}" the spokesman said.') is None


def test_of_the_republic_of_tells_whose_committee() -> None:
    text = "Statement\n\nThe Press Centre of the State Committee for National Security of the Republic of Tajikistan states the following."
    assert issuer(text) == "TJK"


def test_a_name_that_only_says_where_makes_no_side() -> None:
    doc = load_engine()("Talks in Muscat\n\nThe Houthis shelled a Saudi post. A round in Muscat is due.")
    assert set(find_sides(doc, load_names().find(doc, None), ()).pair) == {"HOUTHIS", "SAU"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The truce of May 29 held.", "May"),
        ("The mission reports fragments.", "reports"),
    ],
)
def test_other_words_are_no_names(text: str, words: str) -> None:
    doc = load_engine()(text)
    assert words not in {doc[m.start : m.end].text for m in load_names().find(doc, None)}


def test_a_front_that_goes_on_by_its_own_name() -> None:
    text = (
        "An answer to the clique\n\nThe Revolutionary United Front of Sierra Leone makes these points. The town has not been lost. "
        "Our leader must be freed. The Front calls on all to listen."
    )
    assert issuer(text) == "RUF"
    assert issuer(f"{text} The army says that it has.") is None


def test_who_informs_the_public_issues() -> None:
    assert issuer("A river crossed\n\nThe Free Acheh Movement informs the public that it has crossed a river. The army said no.") == "GAM"
    assert issuer("A river crossed\n\nThe Free Acheh Movement informed the police of a mine. The army said no.") is None


def test_an_outlet_that_is_a_body_and_its_seat() -> None:
    text = "A market\n\nThe bomb came from the east."
    doc = load_engine()(text)
    for outlet, party in (("UN Protection Force, Zagreb, daily note", "UNPROFOR"), ("UN Watchers, Zagreb", None)):
        report = Report(id="x", text=text, published=dt.date(1994, 6, 9), outlet=outlet)
        found = find_issuer(doc, report, load_names(), extract(doc))
        assert (found.party if found is not None else None) == party
