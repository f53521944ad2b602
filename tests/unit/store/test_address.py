from __future__ import annotations

import pytest

from counterclaim.errors import ConfigError
from counterclaim.store.address import chosen_address, shown, url_of


def test_what_is_typed_goes_before_the_environment() -> None:
    assert chosen_address("a.sqlite", {"COUNTERCLAIM_DB": "b.sqlite"}) == "a.sqlite"
    assert chosen_address(None, {"COUNTERCLAIM_DB": "b.sqlite"}) == "b.sqlite"
    assert chosen_address(None, {}).endswith("desk.sqlite")


@pytest.mark.parametrize(
    ("address", "driver"),
    [("desk.sqlite", "sqlite+pysqlite"), ("sqlite:///x", "sqlite+pysqlite"), ("postgresql://h/d", "postgresql+psycopg")],
)
def test_an_address_names_a_driver(address: str, driver: str) -> None:
    assert url_of(address).drivername == driver


@pytest.mark.parametrize("address", ["mysql://h/d", "://"])
def test_other_databases_are_refused(address: str) -> None:
    with pytest.raises(ConfigError):
        url_of(address)


def test_a_password_is_never_shown() -> None:
    assert "secret" not in shown(url_of("postgresql://ana:secret@h/d"))
