from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from counterclaim.evaluation.reports.gold_claims import read_groups
from counterclaim.evaluation.reports.verdicts import accuracy, gold_verdicts
from gold_by_hand import write_group


def test_verdicts_are_counted_by_sort_of_question(tmp_path: Path) -> None:
    assert gold_verdicts(list(read_groups(write_group(tmp_path)))) == {
        ("who_initiated", "disputed", "disputed"): 1,
        ("killed", "admitted", "admitted"): 1,
        ("wounded", "agreed", "none"): 1,
        ("what", "unattributed", "unattributed"): 1,
    }


def test_accuracy_is_the_share_of_questions_that_are_right() -> None:
    assert accuracy(Counter({("what", "agreed", "agreed"): 3, ("when", "agreed", "none"): 1})) == pytest.approx(0.75)
    assert accuracy(Counter()) == 0.0
