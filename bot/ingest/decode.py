"""Bytes into text: Unicode first, Windows-1252 with care, and None rather than a wrong guess."""

import codecs
import re
from typing import Any

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Two or three characters that UTF-8 read as Windows-1252 leaves behind: the guess was wrong.
MOJIBAKE = re.compile(r"â€|Ã[\x80-\xbf©¨¤¶¼]|Â[\x80-\xbf]|ï»¿")
FOREIGN_SHARE = 0.12
META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE
)
SURROGATES = re.compile("[\ud800-\udfff]")
# Character references to halves of characters, as programs that think in UTF-16 write an emoji.
CODE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]+)|0*(\d+));", re.ASCII)
HALVES = re.compile(r"(?:&#(?:x0*d[89a-f][0-9a-f]{2}|0*5[5-7]\d{3});)+", re.IGNORECASE | re.ASCII)


def decode(data: bytes, declared: str | None = None) -> str | None:
    """Return the text of bytes, or None when no encoding fits; NUL bytes mean it is no text.

    >>> decode("Málaga".encode("utf-16")), decode(b"M\\xe1laga at dawn"), decode(b"\\xff\\x00\\x01")
    ('Málaga', 'Málaga at dawn', None)
    """
    marked = next((name for mark, name in BOMS if data.startswith(mark)), None)
    if marked is None and b"\0" in data:
        return None
    names = [marked] if marked else [declared or "utf-8", "utf-8"]
    for name in names:
        text = try_decode(data, name)
        if text is not None and "\0" not in text:
            return text
    return None if marked else decode_windows(data)


def try_decode(data: bytes, encoding: str) -> str | None:
    """Return the text under one encoding, None when it does not fit or does not exist."""
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None
    # A codec such as utf-7 or unicode_escape may hand out halves of characters.
    return None if not isinstance(text, str) or SURROGATES.search(text) else text


def decode_windows(data: bytes) -> str | None:
    """Return text in Windows-1252 when it looks like a Western European language.

    >>> decode_windows("Он сказал".encode("cp1251")) is None
    True
    """
    text = try_decode(data, "cp1252")
    if text is None or MOJIBAKE.search(text) or re.search(r"[\x00-\x08\x0e-\x1f]", text):
        return None
    foreign = sum(1 for character in text if character > "\x7f")
    return text if foreign <= FOREIGN_SHARE * len(text) else None


def declared_charset(html: bytes) -> str | None:
    """Return the charset that a page names in its first 2,048 bytes.

    >>> declared_charset(b'<meta charset="iso-8859-1">')
    'iso-8859-1'
    """
    match = META_CHARSET.search(html[:2048])
    return match[1].decode("ascii") if match else None


def storable(text: str) -> str:
    """Join halves of characters, and replace those that have no other half.

    >>> storable("a\\ud83d\\ude00"), storable("a\\ud800b")
    ('a😀', 'a\ufffdb')
    """
    if not SURROGATES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def whole_references(markup: str) -> str:
    """Return markup whose character references are whole; parsers trip over halves.

    >>> whole_references("Storm &#xD83D;&#xDE00; &#55357;&amp;")
    'Storm &#128512; &#65533;&amp;'
    """

    def joined(run: re.Match[str]) -> str:
        codes = (int(hexed, 16) if hexed else int(plain) for hexed, plain in CODE.findall(run[0]))
        return "".join(f"&#{ord(one)};" for one in storable("".join(map(chr, codes))))

    return HALVES.sub(joined, markup)


def text_of(value: Any) -> str | None:
    """Return a text with its blanks evened out, None when there is none.

    >>> text_of("  Harbour \\n talks "), text_of(3)
    ('Harbour talks', None)
    """
    return (storable(" ".join(value.split())) or None) if isinstance(value, str) else None
