"""Strategies of hypothesis: claims and records of a small world, so that many of them tell of one incident."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from counterclaim.records.models import Harm, Record
from counterclaim.records.words import Effect, Kind, Stance, Status, WeaponKind
from incidents_by_hand import ARMENIA, FRIDAY, KUT, SOTK, VAYK, Saying, harm, place, record, told

DAYS = [FRIDAY + dt.timedelta(days=n) for n in (0, 1, 4, 40)]
parties = st.sampled_from(["ARM", "AZE", "RUS", "ARM:MIL", "AZE:MIL", "?"])
claimants = st.sampled_from(["ARM", "ARM:MIL", "ARM:LOC", "AZE", "AZE:MIL", "RUS:FOR", "NARRATOR", "MEDIA", "WITNESSES", "?"])
days = st.none() | st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(lambda d: (min(d), max(d)))


def _harm(number: int | None, side: str | None, effect: Effect, cumulative: bool) -> Harm:
    return harm(number, side, effect, cumulative=cumulative)


sayings = st.builds(
    Saying,
    claimant=claimants,
    kind=st.sampled_from([Kind.SHELLING, Kind.ATTACK, Kind.ARMED_CLASH, Kind.CASUALTY, Kind.TALKS, Kind.OTHER]),
    initiators=st.lists(parties, max_size=2).map(tuple),
    targets=st.lists(parties, max_size=2).map(tuple),
    where=st.sampled_from([None, SOTK, KUT, VAYK, ARMENIA, place("Nowhere", None, None)]),
    days=days,
    stance=st.sampled_from(list(Stance)),
    status=st.sampled_from(list(Status)),
    weapons=st.lists(st.sampled_from([WeaponKind.MORTAR, WeaponKind.DRONE]), max_size=2).map(tuple),
    harm=st.lists(
        st.builds(
            _harm, st.sampled_from([None, 0, 1, 5]), st.sampled_from([None, "ARM", "AZE"]), st.sampled_from(list(Effect)[:2]), st.booleans()
        ),
        max_size=2,
    ).map(tuple),
    background=st.booleans(),
)
claims_told = st.builds(told, sayings.map(lambda s: Saying(**{**s.__dict__, "background": False})), st.sampled_from(["r1", "r2"]))


@st.composite
def several_records(draw: st.DrawFn) -> list[Record]:
    """Up to four reports of up to four claims each."""
    many = draw(st.lists(st.lists(sayings, max_size=4), min_size=1, max_size=4))
    return [record(f"r{n}", *each, published=draw(st.sampled_from([None, *DAYS]))) for n, each in enumerate(many)]
