"""Which state the database is in: a word that is another whenever what may be read has changed. Who kept an answer knows by it whether it
holds.
"""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, select, update

from counterclaim.store.tables import revision


def revision_of(on: Connection) -> str:
    """The word of this state."""
    word: str = on.execute(select(revision.c.word)).scalar_one()
    return word


def renew(on: Connection) -> None:
    """Gives the state another word. It is drawn by lot, not counted, so that a copy that is put back never has that of another state."""
    on.execute(update(revision).values(word=new_word()))


def new_word() -> str:
    """A word that was never used."""
    return secrets.token_hex(8)
