from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.records.filenames import file_stem


@pytest.mark.parametrize("name", ["906a70725eda9241", "b2", "wire_2023-05-12.v2"])
def test_a_plain_id_is_the_name(name: str) -> None:
    assert file_stem(name) == name


@pytest.mark.parametrize(
    "name", ["../../evil", "/etc/passwd", "..", ".", "", ".hidden", "-rf", "a/b", "a\\b", "C:x", "group", "a\nb", "x" * 300]
)
def test_any_other_is_made_plain(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*-[0-9a-f]{8}", file_stem(name))
    assert len(file_stem(name)) < 100


@given(st.text(max_size=12), st.text(max_size=12))
def test_two_ids_share_no_file(one: str, other: str) -> None:
    assert (file_stem(one) == file_stem(other)) == (one == other)
