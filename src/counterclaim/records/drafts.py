"""What the claims stage hands to grounding: claims and events as references into the parsed document.

Nothing here names a party, a coordinate or a date yet. Phrases are given by their head token; grounding reads the rest of
the phrase from the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from counterclaim.records.words import Category, Duty, Effect, Kind, Stance, Status, TalksStatus, WeaponKind


@dataclass(frozen=True, slots=True)
class TokenRange:
    """Tokens `[start, end)` of the document."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DraftWeapon:
    """A weapon word."""

    kind: WeaponKind
    tokens: TokenRange


@dataclass(frozen=True, slots=True)
class DraftHarm:
    """People harmed; `victims` is the phrase that tells whose they are, if any.

    `word` is the index of the word that tells the harm: phrases in one row ("a teacher and a shopkeeper") share it.
    """

    effect: Effect
    victims: Token | None
    category: Category
    low: int | None
    best: int | None
    high: int | None
    cumulative: bool
    tokens: TokenRange
    word: int
    part: bool = False
    """Whether it is part of the harm told before it by the same word ("eight people, including two children")."""


@dataclass(frozen=True, slots=True)
class Pointers:
    """Where a reading model points for one happening.

    Attributes:
        odds: for each role, the log-odds of every token of the document.
        speakers: shares of the tokens that may head the claimant's phrase; None is the report's own voice.
        told: how likely it is that its trigger tells anything.
    """

    odds: Mapping[str, Sequence[float]]
    speakers: Mapping[int | None, float]
    told: float

    def best(self, role: str, tokens: Iterable[int]) -> float:
        """The largest log-odds among some tokens, at least one, given by index."""
        odds = self.odds[role]
        return max(float(odds[i]) for i in tokens)


@dataclass(slots=True)
class DraftEvent:
    """A happening by its trigger word.

    `scope` holds every token of the clause that tells it, where places, times and weapons are looked for; the roles are
    heads of phrases.
    """

    trigger: Token
    kind: Kind
    status: Status
    scope: list[Token]
    initiators: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    mediators: list[Token] = field(default_factory=list)
    weapons: list[DraftWeapon] = field(default_factory=list)
    harm: list[DraftHarm] = field(default_factory=list)
    mutual: bool = False
    negated: bool = False
    means_only: bool = False
    """Whether it only adds a weapon to what was told before ("drones were also used")."""
    undertaken: bool = False
    """Whether its own verb makes it a commitment of the initiators ("agreed a truce", "declared a ceasefire")."""
    unilateral: bool = False
    """Whether it is a truce of one side alone ("its ceasefire")."""
    pointers: Pointers | None = None
    """None where no model has read the document, or it did not look at the trigger."""


@dataclass(slots=True)
class DraftClaim:
    """Who vouches, how, for what.

    `claimant` None is the report's own voice; `hearsay` marks "it was reported" without a name. `accused` is the phrase that
    a charge is laid on; `mutual` says that the claimants charge each other. `echo` marks an answer that does not repeat what
    it answers ("denied the charge"): its event is that of the earlier claim.
    """

    claimant: Token | None
    stance: Stance
    event: DraftEvent | None
    content: list[TokenRange]
    cue: TokenRange | None = None
    relayed_by: list[Token] = field(default_factory=list)
    accused: Token | None = None
    hearsay: bool = False
    mutual: bool = False
    echo: bool = False
    anchor: int = 0
    """Token index that orders claims in the text."""
    taken_as_known: bool = False
    """Whether the report itself takes it as known: "vowed to answer the raid"."""


@dataclass(frozen=True, slots=True)
class DraftDuty:
    """What somebody must do: the word that tells it, its duty and the tokens that tell it. Nobody named as obligor: all parties."""

    obligor: Token | None
    act: Token
    duty: Duty
    scope: list[Token]
    jointly: bool = False
    """Whether several are told to have agreed to it together: all of them are bound."""
    beside: tuple[Token, ...] = ()
    """Who else owes it, not coordinated with the obligor."""
    owers: Mapping[int | None, float] | None = None
    """Shares of who owes it, by token index, as a model points (None: nobody in particular); None where no model has looked."""


@dataclass(frozen=True, slots=True)
class DraftAccord:
    """A mention of an agreement: its noun, the phrase that names it, the tokens where its date may stand, among them those of a clause that
    tells of its signing ("signed in Doha"), and who is named with it."""

    noun: Token
    phrase: list[Token]
    scope: list[Token]
    signed: list[Token]
    parties: list[Token]
    brokers: list[Token]
    monitors: list[Token]


@dataclass(frozen=True, slots=True)
class DraftMeeting:
    """A meeting by its noun or verb, the tokens where its day and venue may stand, who is named as meeting, and what is told to have
    become of it; None where only the day tells."""

    head: Token
    scope: list[Token]
    participants: list[Token]
    status: TalksStatus | None = None


@dataclass(frozen=True)
class Drafts:
    """Everything that the claims stage found in one document."""

    claims: list[DraftClaim]
    duties: list[DraftDuty]
    accords: list[DraftAccord]
    meetings: list[DraftMeeting]
    watchers: list[Token]
    """Who is said to patrol or monitor something."""
    speakers: list[Token]
    """Everybody who is said to say something, in text order, also where no claim came of it: pronouns look back to them."""
    breaches: list[Token] = field(default_factory=list)
    """Words that call something the breach of an agreement, as the reading model reads them."""
    quoted: frozenset[int] = frozenset()
    """Indices of the tokens in quotation marks: there "they" is never who speaks."""
