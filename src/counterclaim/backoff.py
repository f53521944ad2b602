"""How long to wait before the next try: twice as long each time, with jitter so that not all come back at once."""

from __future__ import annotations

from collections.abc import Callable


def wait_s(failures: int, first_s: float, most_s: float, chance: Callable[[], float]) -> float:
    """Seconds until the next try.

    Args:
        failures: how many tries in a row failed, 1 or more.
        first_s: the wait after the first.
        most_s: the longest.
        chance: gives numbers from 0 to 1; half of the wait is left to it (the "equal jitter" of Brooker 2015, "Exponential Backoff And
            Jitter").
    """
    whole = min(most_s, first_s * 2.0 ** min(failures - 1, 60))
    return whole / 2 + chance() * whole / 2
