"""What somebody does not speak of: "did not comment on the attack" claims nothing, and denies nothing."""

from __future__ import annotations

from collections.abc import Iterable, Set

from spacy.tokens import Token

from counterclaim.claims.frames import Frame
from counterclaim.claims.syntax import children


def unsaid_in(frames: Iterable[Frame]) -> frozenset[int]:
    """Tokens of what is not spoken of: the content of attitudes that nobody takes ("declined to comment on …")."""
    return frozenset(i for frame in frames if frame.attitude and frame.negated for i in frame.content)


def is_unsaid(trigger: Token, unsaid: Set[int]) -> bool:
    """Whether a noun only names what is not spoken of; with a clause of its own the report tells it ("… on the strike that killed two")."""
    return trigger.i in unsaid and trigger.pos_ in ("NOUN", "PROPN") and not children(trigger, "acl:relcl", "acl")
