from __future__ import annotations

import pytest

from counterclaim.errors import RecordError
from counterclaim.ingest.addresses import is_public, require_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "64:ff9b:1::808:808",
        "::127.0.0.1",
        "192.0.0.8",
        "192.88.99.1",
        "fec0::1",
        "3fff::1",
        "not an address",
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_is_refused() -> None:
    require_public("news.example", ["8.8.8.8"])
    with pytest.raises(RecordError, match="refused: news.example is at 10.0.0.1"):
        require_public("news.example", ["8.8.8.8", "10.0.0.1"])
