from __future__ import annotations

import datetime as dt
import io

import pytest
from rich.console import Console, RenderableType

from counterclaim.incidents.comparators import BASE, load_weights
from counterclaim.incidents.compare import compare, copies_told
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Record
from counterclaim.records.words import Kind, Stance, Verdict, WeaponKind
from counterclaim.views.comparison import (
    CASUALTY_RULES,
    SIGNS,
    Names,
    campaign_words,
    claimants_of,
    find_claim,
    find_incident,
    incidents_of,
    question_words,
    sources,
    summary_words,
    title_words,
    value_words,
)
from counterclaim.views.comparison_text import NO_INCIDENTS, render_comparison
from counterclaim.views.reasons import ALONE, GATHERED, LINKED, render_reasons
from incidents_by_hand import FRIDAY, Saying, harm, record

TALKS = Saying(claimant="RUS", kind=Kind.TALKS, initiators=(), targets=(), where=None, days=None, stance=Stance.CALLS_FOR)
RECORDS = [
    record("aaaa1", Saying(claimant="ARM:MIL", weapons=(WeaponKind.MORTAR,), harm=(harm(1, "ARM"),)), published=FRIDAY),
    record("aaab2", Saying(claimant="AZE:MIL", initiators=("ARM",), targets=("AZE",))),
    record("cccc3", Saying(claimant="ARM:MIL", harm=(harm(2, "ARM"),)), TALKS),
    record("dddd4", Saying(claimant="NARRATOR"), copy_of="cccc3"),
]


def compared(*records: Record) -> Comparison:
    return compare(records, copies_told(r.report for r in records))


def shown(view: RenderableType, width: int = 100) -> str:
    out = io.StringIO()
    Console(file=out, width=width).print(view)
    return out.getvalue()


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compared(*RECORDS)


@pytest.fixture(scope="module")
def incident(comparison: Comparison) -> Incident:
    return comparison.incidents[0]


def test_sources_are_folded_by_origin_the_earliest_first(comparison: Comparison) -> None:
    found = [(s.report.id, [c.id for c in s.copies]) for s in sources(comparison.reports)]
    assert found == [("aaaa1", []), ("aaab2", []), ("cccc3", ["dddd4"])]


def test_a_copy_of_what_is_not_there_stands_for_itself() -> None:
    (source,) = sources([record("r1", copy_of="elsewhere").report])
    assert source.copies == ()


def test_short_names_are_as_long_as_it_takes(comparison: Comparison) -> None:
    names = Names(comparison.reports)
    assert [names.report(r.id) for r in comparison.reports] == ["aaaa", "aaab", "cccc", "dddd"]
    longer = Names([record("aaaa1").report, record("aaaa2").report])
    assert longer.claim("aaaa2/c7") == "aaaa2/c7"
    assert Names([]).report("abcdef") == "abcd"


def test_the_summary_is_made_from_the_record_alone(incident: Incident, comparison: Comparison) -> None:
    assert summary_words(incident, comparison) == (
        "Shelling between ARM and AZE at Sotk on 12 May 2023. Disputed: who began. Agreed: what happened, where and when. "
        "Admitted: killed (ARM). ARM: 2 killed. 4 claims in 4 reports of 3 origins."
    )


def test_what_is_unknown_of_an_incident_is_said(comparison: Comparison) -> None:
    alone = comparison.incidents[-1]
    assert title_words(alone) == "Talks"
    assert summary_words(alone, comparison) == "Talks, place unknown, day unknown. 1 claim in 1 report of 1 origin."


def test_what_one_report_tells_beside_what_counts_is_not_called_replaced() -> None:
    told = [record("aaaa1", Saying(harm=(harm(9, "ARM"),)), Saying(harm=(harm(7, "ARM"),)))]
    view = shown(render_comparison(compare(told, {})), 140)
    assert "besides 7 [told beside it]" in view
    assert "replaced since" not in view


def test_the_terminal_shows_the_account_table(comparison: Comparison) -> None:
    view = shown(render_comparison(comparison), 140)
    assert view.startswith("4 reports of 3 origins, 5 claims, 2 incidents\n\nSources\n  aaaa  Outlet aaaa1 · 12 May 2023 · “Shooting”\n")
    assert "    = dddd  Outlet dddd4 · 13 May 2023 · “Shooting” (same origin)" in view
    assert (
        """
  who began  ≠ disputed  (the answers contradict each other; 3 origins)
    ≠ ARM:MIL: AZE
        “forces opened fire near the village late yesterday evening”  aaaa/c1, cccc/c1
    ≠ AZE:MIL: ARM
        “forces opened fire near the village late yesterday evening”  aaab/c1
      The report itself: AZE
"""
        in view
    )
    assert "before 1 [replaced since]" in view
    assert "casualties: killed, ARM  low 2 – best 2 – high 2  (military; best is the side's own account; conservative 2)" in view
    assert "Told by one claim alone\n  Talks  i" in view
    assert "\x1b" not in view


@pytest.mark.parametrize("width", [40, 60, 200])
def test_the_terminal_view_fits(comparison: Comparison, width: int) -> None:
    view = shown(render_comparison(comparison), width)
    assert max(map(len, view.splitlines())) <= width
    assert not [line for line in view.splitlines() if line != line.rstrip()]


def test_the_fold_says_why(comparison: Comparison) -> None:
    assert "“Shooting” (same origin: nearly the same words)" in shown(render_comparison(comparison, {"dddd4": "nearly the same words"}))


def test_no_incidents() -> None:
    assert NO_INCIDENTS in shown(render_comparison(compared(record("r1"))))


def test_why_a_claim_belongs_to_an_incident(incident: Incident, comparison: Comparison) -> None:
    view = shown(render_reasons(comparison, incident, comparison.claims[0]))
    assert LINKED in view
    assert "score +" in view
    base = load_weights()[BASE, ""]
    assert f"      base     any pair       {base:+.2f}\n" in view, "the weight that the table gives"


def test_why_a_claim_is_gathered_in_or_alone(incident: Incident, comparison: Comparison) -> None:
    claim = comparison.claims[0]
    gathered = shown(render_reasons(comparison, incident.model_copy(update={"gathered": (claim.id,)}), claim), 200)
    assert GATHERED in gathered
    alone = comparison.incidents[-1]
    assert ALONE in shown(render_reasons(comparison, alone, find_claim(comparison, alone.claims[0])))


def test_incidents_and_claims_are_found_by_the_beginning_of_their_ids(incident: Incident, comparison: Comparison) -> None:
    assert find_incident(comparison, incident.id[:8]) == incident
    assert find_claim(comparison, "aaab/c1").id == "aaab2/c1"
    with pytest.raises(LookupError, match="2 claims begin"):
        find_claim(comparison, "aaa/c1")
    with pytest.raises(LookupError, match="no incident was found"):
        find_incident(compared(record("r1")), "i")


def test_claimants_with_the_most_answers_come_first(incident: Incident, comparison: Comparison) -> None:
    assert [c.id for c in claimants_of(incident, comparison)][0] == "ARM:MIL"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("AZE", "AZE"),
        ("not AZE", "not AZE"),
        ("not drone_attack", "not drone attack"),
        ("2023-05-12", "12 May 2023"),
        ("2023-05-12/2023-05-13", "12 May 2023 to 13 May 2023"),
        (("mine_ied", "drone"), "mine or IED, drone"),
        (0, "none"),
        (7, "7"),
    ],
)
def test_answers_in_words(value: str | int | tuple[str, ...], words: str) -> None:
    assert value_words(value) == words


@pytest.mark.parametrize(
    ("question", "words"),
    [("who_initiated", "who began"), ("killed[ARM]", "killed (ARM)"), ("wounded[?]", "wounded (side not told)"), ("when", "when")],
)
def test_questions_in_words(question: str, words: str) -> None:
    assert question_words(question) == words


def test_every_verdict_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(Verdict)
    assert len(set(SIGNS.values())) == len(Verdict)


def test_every_rule_in_use_has_words(comparison: Comparison) -> None:
    rules = {c.rule for i in comparison.incidents for c in i.casualties} - {"conservative"}
    assert rules <= set(CASUALTY_RULES)


LATER = FRIDAY + dt.timedelta(days=3)
FIGHTING = [record("aaaa1", Saying(), Saying()), record("bbbb2", Saying(days=(LATER, LATER)), published=LATER)]


def test_campaigns_stand_before_their_incidents() -> None:
    comparison = compared(*FIGHTING)
    (campaign,) = comparison.campaigns
    first, second = incidents_of(campaign, comparison)
    view = shown(render_comparison(comparison), 120)
    assert view.startswith("2 reports of 2 origins, 3 claims, 2 incidents, 1 campaign\n")
    assert f"\nCampaigns\n  ARM and AZE, Sotk, 12 May 2023 to 15 May 2023  {campaign.id}\n" in view
    assert f"    Shelling, Sotk, 12 May 2023 (2 claims)  {first.id}\n    Shelling, Sotk, 15 May 2023 (1 claim)  {second.id}\n" in view
    assert f"  part of the campaign {campaign.id}\n" in view


def test_a_campaign_names_some_of_its_places() -> None:
    (campaign,) = compared(*FIGHTING).campaigns
    many = campaign.model_copy(update={"places": tuple("ABCDEF")})
    assert campaign_words(many) == "ARM and AZE, A, B, C and D and 2 other places, 12 May 2023 to 15 May 2023"
