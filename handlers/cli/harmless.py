"""Text from outside made safe to write to a terminal: no control codes, no hidden marks."""

import re
import unicodedata

JOINERS = "\u200c\u200d"  # invisible, yet letters and emoji need them
REPLACED = "\ufffd"
CUT = " […] "
SPACES = re.compile(r"\s+")


class _Table(dict[int, int | str | None]):
    """What each character becomes, worked out once for each."""

    def __missing__(self, code: int) -> int | str | None:
        self[code] = found = _harmless_character(chr(code))
        return found


def _harmless_character(character: str) -> int | str | None:
    category = unicodedata.category(character)
    if category in ("Cc", "Cs"):
        return REPLACED
    # Direction marks can make "not guilty" read "guilty ton"; soft hyphens only hide words.
    return None if category == "Cf" and character not in JOINERS else ord(character)


_TABLE = _Table()


def harmless(text: str) -> str:
    r"""Return a text on one line, control characters replaced and invisible marks dropped.

    >>> harmless("two\n dead\x1b[31m \u202egnikees")
    'two dead\ufffd[31m gnikees'
    """
    return SPACES.sub(" ", text).translate(_TABLE)


def shorten(text: str, most: int) -> str:
    """Return a harmless text of at most `most` characters, and say so where it is cut.

    >>> shorten("The harbour master spoke at length about the pier.", 24)
    'The harbour master […]'
    """
    clean = harmless(text[: 4 * most])
    if len(clean) <= most and len(text) <= 4 * most:
        return clean
    return _cut_end(clean, most - len(CUT)) + CUT.rstrip()


def _cut_end(clean: str, most: int) -> str:
    kept = clean[: max(most, 1)]
    head, _, _ = kept.rpartition(" ")
    return head if len(head) > most // 2 else kept


def shorten_start(text: str, most: int) -> str:
    """Return the harmless end of a text, at most `most` characters of it.

    >>> shorten_start("The harbour master spoke at length about the pier.", 24)
    '[…] length about the pier.'
    """
    clean = harmless(text[-4 * most :])
    if len(clean) <= most and len(text) <= 4 * most:
        return clean
    kept = clean[-most:]
    _, _, tail = kept.partition(" ")
    return CUT.lstrip() + (tail if len(tail) > most // 2 else kept)
