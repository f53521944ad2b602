"""Passwords and secrets: argon2id for what people choose, randomness for what we choose."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from counterclaim.errors import ConfigError

SHORTEST, LONGEST = 12, 200
"""Characters of a password: long ones resist guessing, and nobody must be able to make us hash a book."""
_HASHER = PasswordHasher()  # the second profile of RFC 9106


def hashed(password: str) -> str:
    """What is kept of a password. Raises ConfigError when it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise ConfigError(f"a password has {SHORTEST} to {LONGEST} characters")
    return _HASHER.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; where nobody is known, as long is spent on finding out."""
    try:
        _HASHER.verify(kept or _nobody(), password[:LONGEST])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return kept is not None


def secret() -> str:
    """A secret that nobody guesses, fit for cookies and headers."""
    return secrets.token_urlsafe(32)


@cache
def _nobody() -> str:
    return _HASHER.hash(secret())
