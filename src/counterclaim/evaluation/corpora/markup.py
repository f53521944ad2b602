"""XML of data sets that others made: read without entities, external files or the network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from counterclaim.errors import ResourceError

Element = Any
"""An lxml element: lxml has no types of its own."""


def read_xml(path: Path) -> Element:
    """The root element of an XML file. Raises ResourceError when it is missing or not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(path.read_bytes(), parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise ResourceError(f"{path} cannot be read: {error}") from error


def text_of(element: Element, path: str) -> str:
    """The text of the first element under another at a path, "" where there is none."""
    return str(element.findtext(path) or "")
