"""What a site asks of robots (RFC 9309), by protego."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from counterclaim.ingest.web import user_agent

MAX_BYTES = 512_000
"""RFC 9309 asks for at least 500 KiB to be read."""
LONGEST_DELAY_S = 120.0
"""A crawl delay beyond this is taken for this; one page a day is a mistake more often than a wish."""


@dataclass(frozen=True)
class Robots:
    """The wishes of one site, as far as they concern us."""

    _rules: Protego

    @classmethod
    def parse(cls, data: bytes) -> Robots:
        """Those of a robots.txt; what is no such file asks for nothing."""
        return cls(Protego.parse(data[:MAX_BYTES].decode("utf-8", "replace")))

    def allow(self, url: str) -> bool:
        """Whether this page may be fetched."""
        return bool(self._rules.can_fetch(url, user_agent()))

    @property
    def delay_s(self) -> float | None:
        """Seconds between two requests, None when nothing is asked for."""
        delay = self._rules.crawl_delay(user_agent())
        return None if delay is None else min(max(0.0, float(delay)), LONGEST_DELAY_S)
