"""`counterclaim users`: who may sign in at the desk, and tokens for scripts."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import click

from counterclaim.cli.desk import opened_store, store_option
from counterclaim.cli.logs import verbose_option
from counterclaim.cli.serve import check_extra

if TYPE_CHECKING:
    from counterclaim.store.people import User

ROLES = ("reader", "analyst", "admin")
SCOPES = ("read", "review", "submit")


@click.group()
def users() -> None:
    """Say who may sign in at the desk, and make tokens for scripts.

    A reader reads, an analyst also decides, an admin as well. Whoever can write the store can run these commands.
    """
    check_extra()


@users.command(
    epilog="""\b
Examples:
  counterclaim users add r.vey --role analyst
  pass show desk | counterclaim users add r.vey --role analyst --password-stdin"""
)
@click.argument("name")
@store_option
@click.option("--role", type=click.Choice(ROLES), default="analyst", show_default=True, help="What the user may do.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
@verbose_option
def add(name: str, db: str | None, role: str, password_stdin: bool) -> int:
    """Add a user; the password is asked for."""
    from counterclaim.store.people import Role
    from counterclaim.web import passwords

    kept = passwords.hashed(_password(password_stdin))
    with opened_store(db, make=True) as store, store.people(writes=True) as people:
        people.add(_named(name), Role(role), kept)
    click.echo(f"{name} may sign in as {role}")
    return 0


@users.command(
    epilog="""\b
Examples:
  counterclaim users change r.vey --role reader
  counterclaim users change r.vey --password"""
)
@click.argument("name")
@store_option
@click.option("--role", type=click.Choice(ROLES), help="What the user may do from now on.")
@click.option("--password", "ask", is_flag=True, help="Ask for a new password.")
@click.option("--password-stdin", is_flag=True, help="Read the new password from standard input.")
@verbose_option
def change(name: str, db: str | None, role: str | None, ask: bool, password_stdin: bool) -> int:
    """Change a user's role or password. Either ends the sessions that the user has open."""
    from counterclaim.store.people import Role
    from counterclaim.web import passwords

    if not (role or ask or password_stdin):
        raise click.UsageError("say what is to change: --role, --password or --password-stdin")
    kept = passwords.hashed(_password(password_stdin)) if ask or password_stdin else None
    with opened_store(db, make=False) as store, store.people(writes=True) as people:
        people.change(name, Role(role) if role else None, kept)
    click.echo(f"{name} is changed")
    return 0


@users.command(
    epilog="""\b
Examples:
  counterclaim users remove r.vey"""
)
@click.argument("name")
@store_option
@verbose_option
def remove(name: str, db: str | None) -> int:
    """Take a user away, with sessions and tokens. What the user decided stays in the journal."""
    with opened_store(db, make=False) as store, store.people(writes=True) as people:
        people.remove(name)
    click.echo(f"{name} is gone")
    return 0


@users.command(
    "list",
    epilog="""\b
Examples:
  counterclaim users list""",
)
@store_option
@verbose_option
def list_users(db: str | None) -> int:
    """List users, and their tokens without what is secret."""
    with opened_store(db, make=False) as store, store.people() as people:
        found, tokens = people.all(), people.tokens()
    for user in found:
        click.echo(_line(user))
        for token in (t for t in tokens if t.user.name == user.name):
            until = f", until {token.until}" if token.until else ""
            click.echo(f"  token {token.id}: {token.label}, {' '.join(token.scopes)}, since {token.added_at}{until}")
    return 0


@users.command(
    epilog="""\b
Examples:
  counterclaim users token r.vey --label nightly --scope read --scope review
  counterclaim users token r.vey --label feed --scope submit --days 90"""
)
@click.argument("name")
@store_option
@click.option("--label", required=True, help="What it is for.")
@click.option("--scope", "scopes", type=click.Choice(SCOPES), multiple=True, required=True, help="What it may do; may be repeated.")
@click.option("--days", type=click.IntRange(min=1), help="Days after which it ends.")
@verbose_option
def token(name: str, db: str | None, label: str, scopes: tuple[str, ...], days: int | None) -> int:
    """Make a token for scripts. It is printed once, and never again."""
    from counterclaim.store.people import Scope
    from counterclaim.web import passwords

    secret = passwords.secret()
    with opened_store(db, make=False) as store, store.people(writes=True) as people:
        until = store.now() + dt.timedelta(days=days) if days else None
        people.add_token(secret, name, label, [Scope(scope) for scope in scopes], until)
    click.echo(secret)
    return 0


@users.command(
    epilog="""\b
Examples:
  counterclaim users revoke 3"""
)
@click.argument("number", type=int)
@store_option
@verbose_option
def revoke(number: int, db: str | None) -> int:
    """End a token, by its number in the list."""
    with opened_store(db, make=False) as store, store.people(writes=True) as people:
        people.remove_token(number)
    click.echo(f"token {number} has ended")
    return 0


def _line(user: User) -> str:
    return f"{user.name}  {user.role}, since {user.added_at}"


def _named(name: str) -> str:
    if not name.strip() or len(name) > 100 or not name.isprintable():
        raise click.UsageError("a name has 1 to 100 printable characters")
    return name


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("password", hide_input=True, confirmation_prompt=True))
