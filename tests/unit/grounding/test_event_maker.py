"""What becomes of the parts that were chosen."""

from __future__ import annotations

import pytest

from counterclaim.grounding.event_maker import _both_sides
from counterclaim.records.words import Kind
from told_by_hand import ARM, AZE, RUS


@pytest.mark.parametrize(
    ("kind", "ruled", "chosen", "expected"),
    [
        (Kind.ARMED_CLASH, (ARM, AZE), (ARM,), (ARM, AZE)),
        (Kind.ARMED_CLASH, (ARM, AZE), (RUS,), (RUS,)),
        (Kind.ARMED_CLASH, (ARM, AZE), (), ()),
        (Kind.ARMED_CLASH, (ARM,), (ARM,), (ARM,)),
        (Kind.SHELLING, (ARM, AZE), (ARM,), (ARM,)),
    ],
)
def test_a_clash_has_two_sides(kind: Kind, ruled: tuple, chosen: tuple, expected: tuple) -> None:  # type: ignore[type-arg]
    assert _both_sides(kind, ruled, chosen) == expected
