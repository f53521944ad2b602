"""Agency credits in datelines."""

from __future__ import annotations

import pytest

from counterclaim.grounding.credits import credit_tokens
from trees_by_hand import plain


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("TRIPOLI, April 22 (SNS) - Fire broke out.", ["SNS"]),
        ("NEW DELHI (INN): Six soldiers were hurt.", ["INN"]),
        ("CHIANG MAI (Shan Hills Wire) — A jet bombed a house.", ["Shan", "Hills", "Wire"]),
        ("The rebels (RSF) held the town.", []),
        ("The army said on Friday that in the village of Sotk in the east of the country (Armenia) - not far off - it was shelled.", []),
    ],
)
def test_credits(text: str, credit: list[str]) -> None:
    doc = plain(text)
    assert [doc[i].text for i in sorted(credit_tokens(doc))] == credit
