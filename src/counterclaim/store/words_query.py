"""Words that a user types → a full-text query, alike in both databases: words that all occur, "a phrase", -without, OR."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import BigInteger, Select, column, func, select, table, text

_PART = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
words_table = table("report_words", column("report", BigInteger), column("words"))
"""PostgreSQL's; in SQLite the table of the same name is one of FTS5, and has the report's number as its rowid."""


def reports_with(words: str, dialect: str) -> Select[Any]:
    """The numbers of the reports that hold these words."""
    if dialect == "sqlite":
        matches = text("report_words MATCH :words").bindparams(words=fts5_query(words))
        return select(column("rowid", BigInteger)).select_from(table("report_words")).where(matches)
    return select(words_table.c.report).where(words_table.c.words.op("@@")(func.websearch_to_tsquery("english", words)))


def fts5_query(words: str) -> str:
    """What was typed, in the language of FTS5. Every word is quoted, so that nothing typed is an operator but OR and a leading minus.

    Example: `drone -truce "cease fire"` → `(("drone" "cease fire")) NOT ("truce")`.
    """
    groups: list[list[str]] = [[]]
    without: list[str] = []
    for minus, phrase, word in _PART.findall(words):
        if word == "OR" and not minus:
            groups.append([])
        elif plain := (phrase or word).replace('"', " ").strip():
            (without if minus else groups[-1]).append(f'"{plain}"')
    wanted = " OR ".join(f"({' '.join(group)})" for group in groups if group) or '""'
    return f"({wanted}) NOT ({' OR '.join(without)})" if without else wanted
