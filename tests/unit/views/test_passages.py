from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.records.models import Claim, Span
from counterclaim.views.passages import Passage, cut
from records_by_hand import border_record

TEXT = "Baku said troops fired and two fell."
TEMPLATE = border_record().claims[0]


def claim(name: str, *content: tuple[int, int], cue: tuple[int, int] | None = None) -> Claim:
    spans = tuple(Span(start=start, end=end) for start, end in content)
    return TEMPLATE.model_copy(update={"id": name, "content": spans, "cue": Span(start=cue[0], end=cue[1]) if cue else None})


def test_nested_and_overlapping_spans_are_cut_at_every_boundary() -> None:
    claims = [claim("c1", (10, 35), cue=(5, 9)), claim("c2", (10, 22)), claim("c3", (17, 30))]
    assert cut(TEXT, claims) == [
        Passage("Baku "),
        Passage("said", ("c1",), ("c1",), cue=True),
        Passage(" "),
        Passage("troops ", ("c2", "c1"), ("c2",)),
        Passage("fired", ("c2", "c3", "c1"), ("c3",)),
        Passage(" and two", ("c3", "c1")),
        Passage(" fell", ("c1",)),
        Passage("."),
    ]


def test_a_text_without_claims_is_one_passage() -> None:
    assert cut(TEXT, []) == [Passage(TEXT)]
    assert cut("", []) == []


def test_spans_beyond_the_text_are_cut_off() -> None:
    assert [p.text for p in cut("short", [claim("c1", (2, 400), cue=(300, 310))])] == ["sh", "ort"]


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=5))
def test_passages_are_the_text_and_every_claim_begins_once(contents: list[list[tuple[int, int]]]) -> None:
    claims = [claim(f"c{n}", *content) for n, content in enumerate(contents)]
    passages = cut(TEXT, claims)
    assert "".join(p.text for p in passages) == TEXT
    begun = [name for p in passages for name in p.begins]
    assert sorted(begun) == sorted(c.id for c in claims if min(s.start for s in c.content) < len(TEXT))
