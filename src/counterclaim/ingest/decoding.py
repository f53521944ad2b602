"""Bytes to characters."""

from __future__ import annotations

import codecs
import re

from counterclaim.errors import RecordError

# The longer marks first: the UTF-32 little-endian mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd\ud800-\udfff]")
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-:.]{2,40})""", re.IGNORECASE)

MAX_UNREADABLE = 0.10
"""Share of control and undecodable characters above which bytes are no text. Random bytes give about 0.13, damaged text under 0.02."""
MOSTLY_ASCII = 0.05
"""Share of bytes above 0x7F under which text that is not UTF-8 is taken for Windows-1252: English then nearly always is."""
GUESS_BYTES = 65_536
"""How much of the bytes the guesser sees: enough to be sure, and it is slow."""


def decode(data: bytes, charset: str | None = None) -> str:
    """The characters of `data`: by its byte order mark, the `charset` declared, UTF-8, or else a guess.

    Raises RecordError when the bytes are not text.
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise RecordError(f"not text: it looks like {name}")
    text = _decode_marked(data)
    if text is None:
        if b"\0" in data:
            raise RecordError("not text: it holds zero bytes, as binary files do")
        text = _decode_declared(data, charset) or _decode_utf8(data) or _decode_guessed(data)
    require_readable(text)
    return text


def declared_charset(page: bytes) -> str | None:
    """The charset that an HTML page declares in a `meta` element of its first 4,096 bytes, or None."""
    match = _META_CHARSET.search(page[:4096])
    return match[1].decode("ascii") if match else None


def require_readable(text: str) -> None:
    """Raises RecordError when more than a tenth of the characters, or any NUL, show that this is no text."""
    unreadable = sum(1 for _ in _NOT_TEXT.finditer(text))
    if "\0" in text or unreadable > MAX_UNREADABLE * len(text):
        raise RecordError(f"not text: {unreadable} of {len(text)} characters are control characters or cannot be decoded")


def _decode_marked(data: bytes) -> str | None:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, errors="replace")
    return None


def _decode_declared(data: bytes, charset: str | None) -> str | None:
    if charset is None:
        return None
    try:
        return data.decode(charset)
    except (LookupError, UnicodeError):  # an unknown name, or a declaration that is wrong
        return None


def _decode_utf8(data: bytes) -> str | None:
    """UTF-8, also when slightly damaged: most characters beyond ASCII must be whole."""
    text = data.decode("utf-8", errors="replace")
    beyond_ascii = sum(1 for _ in re.finditer(r"[^\x00-\x7f]", text))
    broken = text.count("\ufffd")
    return text if broken * 2 <= beyond_ascii and broken * 100 <= len(text) else None


def _decode_guessed(data: bytes) -> str:
    high = sum(1 for _ in re.finditer(rb"[\x80-\xff]", data))
    if high > MOSTLY_ASCII * len(data):
        from charset_normalizer import from_bytes  # noqa: PLC0415 - 30 ms that few reports need

        best = from_bytes(data[:GUESS_BYTES]).best()
        if best is not None:
            return data.decode(best.encoding, errors="replace")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
