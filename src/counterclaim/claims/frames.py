"""An attribution frame: a cue ("said", "according to", "accused … of"), a source phrase and the words it covers."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from counterclaim.records.words import Stance


@dataclass(frozen=True)
class Frame:
    """One attribution.

    `content` holds token indices, `accused` is the phrase that a charge is laid on. `hearsay`
    marks a passive without an agent ("it was reported"). `mutual` marks charges laid on each other. `echo` marks an answer to
    an earlier claim that does not repeat it ("denied the charge"). `carried` marks words that a source goes on to say without
    a cue of their own: the cue is then that of the frame which they continue. `attitude` marks what is held and not told: hoped,
    known, planned. `own` says that the source did what the content tells ("claimed responsibility for").
    """

    cue: tuple[Token, ...]
    source: Token | None
    stance: Stance
    content: frozenset[int]
    accused: Token | None = None
    relays: tuple[Token, ...] = ()
    hearsay: bool = False
    mutual: bool = False
    echo: bool = False
    negated: bool = False
    carried: bool = False
    attitude: bool = False
    own: bool = False
