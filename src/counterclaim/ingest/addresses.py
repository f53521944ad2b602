"""Which network addresses a page may be fetched from: public ones, so that nobody reads the inside of a network through us."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from counterclaim.errors import FetchError

# The well-known prefix of RFC 6052: the last 32 bits are an IPv4 address that a gateway turns them into.
_NAT64 = IPv6Network("64:ff9b::/96")
# What some versions of Python take for public: protocol assignments, the old relays of 6to4, gateways' own translations, site-local
# addresses, and the second range for documentation (the IANA special-purpose registries, RFC 3879, RFC 7526, RFC 8215, RFC 9637).
_NOT_PUBLIC = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "fec0::/10", "3fff::/20")))


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host by the system's resolver, each once, in its order. Raises OSError or UnicodeError when there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, also where an IPv6 address wraps an IPv4 one."""
    try:
        known = ip_address(address)
    except ValueError:
        return False
    if any(known in network for network in _NOT_PUBLIC):
        return False
    inner = _wrapped(known)
    return known.is_global and not known.is_multicast and not known.is_reserved if inner is None else is_public(str(inner))


def require_public(host: str, addresses: list[str]) -> None:
    """Raises FetchError unless every address is public: one private among them is enough of a sign."""
    for address in addresses:
        if not is_public(address):
            where = host if host == address else f"{host} is at {address}, which"
            raise FetchError(f"refused: {where} is private or reserved; a host can be allowed by name")


def _wrapped(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
