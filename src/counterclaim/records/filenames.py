"""Names of files for reports, whose ids may come from anywhere."""

from __future__ import annotations

import hashlib
import re

PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
"""An id that may be the name of a file as it is: it leads to no other folder, is not hidden and is no option of a command."""
OTHER = re.compile(r"[^A-Za-z0-9_]+")
TAKEN = frozenset({"group", "annotation"})
"""Names of files that stand beside those of reports."""
MOST, DIGITS = 60, 8


def file_stem(report_id: str) -> str:
    """The name, without its ending, of the file of a report: its id where that is a plain name, else what is plain of it and eight digits
    of its SHA-256, so that two ids never share a file: `../../evil` is `evil-0f1b…`.
    """
    if PLAIN.fullmatch(report_id) and report_id.casefold() not in TAKEN:
        return report_id
    words = OTHER.sub("-", report_id).strip("-")[:MOST] or "report"
    return f"{words}-{hashlib.sha256(report_id.encode()).hexdigest()[:DIGITS]}"
