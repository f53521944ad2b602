"""The small networks that weigh what may fill a slot."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from counterclaim.errors import ResourceError
from counterclaim.grounding import weighing
from counterclaim.grounding.role_choice import LEAST, ROLES, likeliest
from counterclaim.grounding.weighing import Weighed, Weigher, load_weigher


def by_hand() -> Weigher:
    """Two features, two units: 2·near − 1·far."""
    hidden = np.eye(2, dtype=np.float32)
    return Weigher({"near": 0, "far": 1}, hidden, np.zeros(2, np.float32), np.array([[2], [-1]], np.float32), np.zeros(1, np.float32))


def test_the_best_option_is_the_one_with_most_weight() -> None:
    weigher = by_hand()
    assert weigher([{"near": 1.0}, {"far": 1.0}, {"near": 0.5, "never met": 9.0}])[:, 0].tolist() == [2.0, -1.0, 1.0]
    assert weigher.best(Weighed([None, "a", "b"], [{}, {"far": 1.0}, {"near": 1.0}])) == "b"
    assert weigher.best(Weighed([None, "a"], [{}, {"far": 1.0}])) is None


def test_it_is_the_same_when_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "KNOWLEDGE", tmp_path)
    by_hand().save(tmp_path / "weighing_sample.npz")
    read = load_weigher("sample")
    assert read([{"near": 1.0, "far": 1.0}]).tolist() == [[1.0]]


def test_a_broken_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "KNOWLEDGE", tmp_path)
    (tmp_path / "weighing_broken.npz").write_bytes(b"no archive")
    for name in ("broken", "absent"):
        with pytest.raises(ResourceError, match=name):
            load_weigher(name)


@pytest.mark.parametrize("slot", ["place", "time", "roles"])
def test_the_networks_that_are_shipped_fit_their_slots(slot: str) -> None:
    weigher = load_weigher(slot)
    assert weigher([{}]).shape == (1, len(ROLES) if slot == "roles" else 1)
    assert ("none" in weigher.numbers) == (slot != "roles")


@pytest.mark.parametrize("shared", [True, False])
def test_parties_that_are_hardly_meant_fill_no_role(shared: bool) -> None:
    assert likeliest([(0.2, 0), (0.1, 1)], LEAST[0], shared) == []
    assert likeliest([], LEAST[0], shared) == []


@pytest.mark.parametrize("shared", [True, False])
def test_several_parties_have_a_role_where_each_is_likely(shared: bool) -> None:
    assert likeliest([(0.9, 0), (0.85, 1), (0.05, 2)], LEAST[0], shared) == [0, 1]
    assert likeliest([(0.1, 0), (0.95, 1), (0.2, 2)], LEAST[0], shared) == [1]


def test_what_one_does_is_laid_on_one_where_either_may_have_done_it() -> None:
    assert likeliest([(0.46, 0), (0.44, 1)], LEAST[0], shared=False) == [0]
    assert likeliest([(0.46, 0), (0.44, 1)], LEAST[0], shared=True) == [0, 1]
