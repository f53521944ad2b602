"""Names of ships."""

from __future__ import annotations

import pytest

from counterclaim.grounding.vessels import vessel_tokens
from trees_by_hand import plain


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the cruiser USS Philippine Light left Aden", ["Philippine", "Light"]),
        ("HMS Norfolk Bay and INS Delhi sailed", ["Norfolk", "Bay", "Delhi"]),
        ("the tanker MV Morning Georgia, near Hormuz", ["Morning", "Georgia"]),
        ("the navy of Georgia", []),
        ("USS sailors from Georgia", []),
    ],
)
def test_the_words_of_a_ships_name_behind_its_prefix(text: str, names: list[str]) -> None:
    doc = plain(text)
    assert [doc[i].text for i in sorted(vessel_tokens(doc))] == names
