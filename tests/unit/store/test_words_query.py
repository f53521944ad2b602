from __future__ import annotations

import pytest

from counterclaim.store.words_query import fts5_query


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("drone", '("drone")'),
        ('drone "cease fire" -truce', '(("drone" "cease fire")) NOT ("truce")'),
        ("drone OR mortar fire", '("drone") OR ("mortar" "fire")'),
        ('AND NEAR( "x', '("AND" "NEAR(" "x")'),
        ("-truce", '("") NOT ("truce")'),
        ("", '""'),
    ],
)
def test_what_is_typed_becomes_a_query(typed: str, query: str) -> None:
    assert fts5_query(typed) == query
