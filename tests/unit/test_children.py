"""A process ends with the one that started it."""

from __future__ import annotations

import subprocess
import sys

import pytest

ORPHAN = "import time; from counterclaim.children import end_with_parent; end_with_parent({parent}); time.sleep(60)"
ENDED_LONG_AGO = 2**22 - 1
"""The id of no process, or none of ours."""


def test_a_process_whose_parent_ended_before_it_came_to_look_ends() -> None:
    done = subprocess.run([sys.executable, "-c", ORPHAN.format(parent=ENDED_LONG_AGO)], timeout=50, check=False)
    assert done.returncode == 1


def test_a_process_whose_parent_is_there_goes_on() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run([sys.executable, "-c", ORPHAN.format(parent=None)], timeout=6, check=False)
