"""The enumerated words of the record. Their spelling is the contract with users; see `docs/record.md`."""

from __future__ import annotations

from enum import StrEnum


class Stance(StrEnum):
    """What a claimant does with the content."""

    ASSERTS = "asserts"
    ACCUSES = "accuses"
    DENIES = "denies"
    CALLS_FOR = "calls_for"
    COMMITS_TO = "commits_to"
    WARNS = "warns"


class Interest(StrEnum):
    """How a claim sits with the claimant's own interest; computed, never read from the text."""

    AGAINST_INTEREST = "against_interest"
    SELF_SERVING = "self_serving"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """Kinds of happening."""

    ARMED_CLASH = "armed_clash"
    SHELLING = "shelling"
    AIR_STRIKE = "air_strike"
    DRONE_ATTACK = "drone_attack"
    MISSILE_STRIKE = "missile_strike"
    MINE_OR_IED = "mine_or_ied"
    ATTACK = "attack"
    INCURSION = "incursion"
    TERRITORIAL_GAIN = "territorial_gain"
    CAPTURE = "capture"
    INTERCEPTION = "interception"
    MOBILIZATION = "mobilization"
    BLOCKADE = "blockade"
    CEASEFIRE_BREACH = "ceasefire_breach"
    CEASEFIRE = "ceasefire"
    WITHDRAWAL = "withdrawal"
    TALKS = "talks"
    MEDIATION = "mediation"
    AGREEMENT = "agreement"
    PRISONER_EXCHANGE = "prisoner_exchange"
    APPEAL = "appeal"
    THREAT = "threat"
    SANCTION = "sanction"
    PROTEST = "protest"
    CASUALTY = "casualty"
    DISPLACEMENT = "displacement"
    OTHER = "other"


class Status(StrEnum):
    """Whether the happening took place, as the claim has it."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    AVERTED = "averted"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class WeaponKind(StrEnum):
    """Classes of weapon."""

    SMALL_ARMS = "small_arms"
    MORTAR = "mortar"
    ARTILLERY = "artillery"
    ROCKET = "rocket"
    MISSILE = "missile"
    DRONE = "drone"
    AIRCRAFT = "aircraft"
    ARMOR = "armor"
    MINE_IED = "mine_ied"
    OTHER = "other"


class Effect(StrEnum):
    """What harm was done to people."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    MISSING = "missing"
    DISPLACED = "displaced"


class Category(StrEnum):
    """Who was harmed."""

    MILITARY = "military"
    CIVILIAN = "civilian"
    UNKNOWN = "unknown"


class Sector(StrEnum):
    """Part of a party that acts or speaks."""

    GOV = "GOV"
    FOR = "FOR"
    MIL = "MIL"
    LOC = "LOC"
    MED = "MED"
    PARA = "PARA"
    REB = "REB"
    CVL = "CVL"
    IGO = "IGO"
    NGO = "NGO"


class TimePrecision(StrEnum):
    """How finely a time is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"
    VAGUE = "vague"


class PlacePrecision(StrEnum):
    """What sort of extent a place has."""

    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    BORDER = "border"
    CORRIDOR = "corridor"
    COUNTRY = "country"


class Level(StrEnum):
    """Who sits at the table of talks."""

    LEADERS = "leaders"
    MINISTERS = "ministers"
    OFFICIALS = "officials"


class TalksStatus(StrEnum):
    """What is known of talks."""

    PROPOSED = "proposed"
    SCHEDULED = "scheduled"
    HELD = "held"
    CANCELLED = "cancelled"


class Duty(StrEnum):
    """What an agreement binds somebody to do, or not to do."""

    CEASE_FIRE = "cease_fire"
    WITHDRAW = "withdraw"
    NOT_DEPLOY = "not_deploy"
    NOT_ARM = "not_arm"
    GRANT_ACCESS = "grant_access"
    GUARANTEE_PASSAGE = "guarantee_passage"
    OPEN_CROSSING = "open_crossing"
    HUMANITARIAN_AID = "humanitarian_aid"
    RELEASE_PRISONERS = "release_prisoners"
    EXCHANGE_PRISONERS = "exchange_prisoners"
    RETURN_DISPLACED = "return_displaced"
    HAND_OVER_TERRITORY = "hand_over_territory"
    NOTIFY = "notify"
    DISARM = "disarm"
    DEMOBILIZE = "demobilize"
    MONITOR = "monitor"
    INVESTIGATE = "investigate"
    NEGOTIATE = "negotiate"
    HOLD_ELECTIONS = "hold_elections"
    OTHER = "other"


class AccordKind(StrEnum):
    """What sort of agreement it is."""

    CEASEFIRE = "ceasefire"
    TRUCE_UNDERSTANDING = "truce_understanding"
    PEACE_AGREEMENT = "peace_agreement"
    WITHDRAWAL = "withdrawal"
    PRISONER_EXCHANGE = "prisoner_exchange"
    HUMANITARIAN = "humanitarian"
    MONITORING = "monitoring"
    POLITICAL = "political"


class Footing(StrEnum):
    """What a breach rests on: somebody calls it one, or a rule says that it may be one."""

    EXPLICIT = "explicit"
    POSSIBLE = "possible"


class MeetingStatus(StrEnum):
    """How a meeting stands over all reports. `unknown`: its date is past and nobody tells of it."""

    PROPOSED = "proposed"
    SCHEDULED = "scheduled"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """How the answers to a question about an incident stand to one another."""

    AGREED = "agreed"
    DISPUTED = "disputed"
    ADMITTED = "admitted"
    SINGLE_SOURCE = "single_source"
    UNATTRIBUTED = "unattributed"


class Reply(StrEnum):
    """What the accused says to a charge."""

    ADMITTED = "admitted"
    DENIED = "denied"
    COUNTERED = "countered"
    SILENT = "silent"


class Family(StrEnum):
    """Families of kinds: what may be two tellings of one happening."""

    VIOLENCE = "violence"
    COERCION = "coercion"
    PEACE = "peace"
    OTHER = "other"


_COERCION = (Kind.MOBILIZATION, Kind.BLOCKADE, Kind.THREAT, Kind.SANCTION, Kind.DISPLACEMENT, Kind.PROTEST)
_PEACE = (Kind.CEASEFIRE, Kind.WITHDRAWAL, Kind.TALKS, Kind.MEDIATION, Kind.AGREEMENT, Kind.PRISONER_EXCHANGE, Kind.APPEAL)


_FAMILIES = {Kind.OTHER: Family.OTHER, **dict.fromkeys(_COERCION, Family.COERCION), **dict.fromkeys(_PEACE, Family.PEACE)}


def family_of(kind: Kind) -> Family:
    """The family of a kind."""
    return _FAMILIES.get(kind, Family.VIOLENCE)
