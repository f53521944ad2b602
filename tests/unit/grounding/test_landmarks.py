from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.grounding.landmarks import Box, landmarks_within
from places_by_hand import world


def test_settlements_in_the_box_the_most_populous_first(tmp_path: Path) -> None:
    path = world(tmp_path).path
    everywhere = landmarks_within(path, Box(-90, -180, 90, 180))
    assert {place.precision.value for place in everywhere} == {"settlement"}
    assert all(place.lat is not None and place.confidence == 1 for place in everywhere)
    first = everywhere[0]
    assert first.lat is not None and first.lon is not None
    around = landmarks_within(path, Box(first.lat - 0.01, first.lon - 0.01, first.lat + 0.01, first.lon + 0.01))
    assert first in around
    assert landmarks_within(path, Box(first.lat + 0.01, first.lon, first.lat, first.lon)) == []


def test_no_index_is_an_error_and_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    with pytest.raises(ResourceError, match="cannot be read"):
        landmarks_within(path, Box(-1, -1, 1, 1))
    assert not path.exists()
