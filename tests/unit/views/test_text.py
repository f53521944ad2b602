from __future__ import annotations

import io

import pytest
from rich.console import Console

from counterclaim.records.models import Record
from counterclaim.views.text import render_record, title_of
from records_by_hand import border_record, empty_record


def shown(record: Record, width: int = 100, colour: bool = False) -> str:
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=colour, color_system="standard" if colour else None).print(render_record(record))
    return out.getvalue()


def test_claims_stand_under_their_claimants_with_all_that_is_known() -> None:
    view = shown(border_record())
    assert view.startswith("Two sides trade blame after shelling near Sotk\nHighland Wire · 12 May 2023 · language en · report ")
    assert "6 claims by 4 claimants, 6 happenings, 1 meeting, 1 agreement" in view
    assert (
        """
Armenia, defence ministry (ARM:MIL)  2 claims
  c1  accuses: shelling, occurred
      who       Azerbaijan (AZE) → Armenia, defence ministry (ARM:MIL)
      where     Sotk, Gegharkunik, ARM (40.20 N 45.87 E, settlement)
      when      12 May 2023 (day, “Friday”)
      weapons   mortar “mortars”, drone “drones”
      interest  self-serving (blames adversary)
      quote     said: “its forces came under fire with mortars and drones near the village of Sotk”
  c2  asserts: casualty, occurred
      who       unnamed → Armenia (ARM)
      harm      at least 5 wounded · military · Armenia (ARM)
      interest  against own interest (own loss)
      quote     the ministry added: “At least five soldiers were wounded”

Azerbaijan (AZE)  1 claim
  c3  denies: attack [denied]
"""
        in view
    )


def test_planned_background_and_unresolved_are_marked_in_words() -> None:
    view = shown(border_record())
    assert "c5  asserts: talks [planned]\n" in view
    assert "c6  asserts: ceasefire, occurred [background]\n" in view
    assert "when      unresolved: no publication date (vague)\n" in view


def test_talks_agreements_and_what_was_left_out_are_shown() -> None:
    view = shown(border_record())
    assert (
        "t1  talks of leaders, scheduled\n      who       Armenia (ARM) and Azerbaijan (AZE)\n      through   European Union (EU)\n" in view
    )
    assert "a1  2020 ceasefire\n" in view
    assert "duty      Azerbaijan (AZE): guarantee passage\n" in view
    assert "Left out (1): quotation: nobody to say it\n" in view


def test_several_events_chains_and_speakers_are_shown() -> None:
    record = border_record()
    first = record.claims[0]
    speaker = first.claimant.model_copy(update={"person": "A. Petrosyan"})
    claims = (
        first.model_copy(update={"claimant": speaker, "events": ("e1", "e2"), "relayed_by": (record.claims[3].claimant,)}),
        record.claims[1],
    )
    view = shown(record.model_copy(update={"claims": claims}))
    assert "speaker   A. Petrosyan, Armenia, defence ministry (ARM:MIL)\n" in view
    assert "through   Other media\n" in view
    assert "and casualty, occurred\n" in view


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_fits_the_width_and_ends_no_line_in_a_blank(width: int) -> None:
    lines = shown(border_record(), width).splitlines()
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_colour_changes_no_word() -> None:
    out = io.StringIO()
    console = Console(file=out, width=100, force_terminal=True, color_system="standard", record=True)
    console.print(render_record(border_record()))
    assert "\x1b[" in out.getvalue()
    assert console.export_text() == shown(border_record())


def test_no_claims_is_said() -> None:
    assert "no attributed claims found\n" in shown(empty_record())
    assert "publication date unknown" in shown(empty_record())


def test_a_hostile_text_cannot_steer_the_terminal() -> None:
    record = border_record()
    text = record.report.text.replace("mortars and", "morta\x1b]s[b")
    view = shown(record.model_copy(update={"report": record.report.model_copy(update={"text": text, "title": "a\x1b[2Jb [red]c[/red]"})}))
    assert "\x1b" not in view
    assert "[red]c[/red]" in view


def test_title_falls_back_to_the_first_words() -> None:
    assert title_of(empty_record("word " * 40).report).endswith(" …")
    assert len(title_of(empty_record("word " * 40).report)) <= 82
    assert title_of(empty_record().report) == "The museum opens at nine."
