from __future__ import annotations

from hypothesis import given, settings

from counterclaim.incidents.answers import answers_in
from counterclaim.incidents.relations import relation
from counterclaim.incidents.told import told_in
from counterclaim.records.models import Record
from sayings import several_records


@settings(max_examples=60, deadline=None)
@given(several_records())
def test_how_two_answers_stand_does_not_depend_on_which_comes_first(records: list[Record]) -> None:
    said = [s for told in told_in(records) for s in answers_in(told)]
    for one in said:
        for other in said:
            if one.question == other.question:
                assert relation(one, other) is relation(other, one)
