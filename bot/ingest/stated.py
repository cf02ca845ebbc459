"""What the top of a text states about itself: masthead, headline, byline, time of publication."""

import re
from dataclasses import dataclass

from bot.ingest.published import Published, parse_published
from bot.text.furniture import find_byline, find_headline, find_stated_source
from bot.text.names import find_names
from bot.text.sentences import lines
from store.spans import Span

TOP_LINES = 6
TOP = 3000
# Words that newspapers, stations and agencies carry at the end of their names.
PRESS = re.compile(
    r"argus|bulletin|chronicle|courier|dispatch|echo|examiner|gazette|herald|inquirer|journal"
    r"|ledger|news|newswire|observer|sentinel|telegraph|times|tribune|weekly|advertiser"
    r"|broadcasting"
)
# These are everyday words too: they make a name only after "The", or in a line of credits.
EVERYDAY = re.compile(
    r"agency|citizen|daily|express|globe|guardian|independent|mail|mercury|mirror|monitor|post"
    r"|press|record|register|reporter|review|standard|star|sun|today|wire|world"
)
STATION = re.compile(r"radio|channel|tv|agence|agencia")
# These make no name with the words above ("Breaking News", "The Daily Review" of a reader's mail).
GENERIC = re.compile(
    r"breaking|latest|world|top|sports?|business|local|national|politic(?:s|al)|more|live|related"
    r"|video|today['’]s|good|bad|big|great|the|other|your|our|new|hard"
)
MARK = re.compile(r"\s*[·|•]\s*|\s+[–—-]\s+|,\s+(?=[A-Z])")
NAME = re.compile(r"(?:[A-Z][\w.’'&-]*)(?:\s+(?:of|the|and|&|de|la|[A-Z][\w.’'&-]*)){0,5}")
BY = re.compile(r"by\s+(?=[A-Z])", re.IGNORECASE)
DATELINE = re.compile(
    r"^[^\S\n]*(?P<place>[A-Z][A-Z .’'-]{2,30}(?:,\s[A-Z][A-Za-z.]+)?)"
    r"(?:,\s+(?P<date>[^\n()–—]{4,24}?))?"
    r"(?:\s+\((?P<agency>[A-Z][\w .&]{1,24})\))?\s*(?:[–—]|--?\s)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Stated:
    """What a text states about itself; `masthead` is above the article, `credit` a line in it."""

    source: str | None
    title: str | None
    byline: str | None
    published: Published | None
    masthead: Span | None
    credit: Span | None = None


def find_stated(text: str) -> Stated:
    """Read what stands above and around an article.

    >>> page = "The Harbour Gazette\\n\\nFerry runs again in the bay\\n\\nBy Ana Ruiz\\nIt sailed."
    >>> stated = find_stated(page)
    >>> stated.source, stated.title, stated.byline
    ('The Harbour Gazette', 'Ferry runs again in the bay', 'Ana Ruiz')
    """
    top = lines(text[:TOP])[:TOP_LINES]
    masthead = find_masthead(text, top)
    lines_of_credits = {line: found for line in top if (found := credit_pieces(text, line))}
    credits = [piece for pieces in lines_of_credits.values() for piece in pieces]
    dateline = DATELINE.search(text[:TOP])
    source = (
        wording(text, find_stated_source(text))
        or (masthead and masthead_name(text, top[0]))
        or next((spelled(piece) for piece in credits if names_source(piece)), None)
        or (dateline and dateline["agency"])
        or next(filter(None, map(credited_source, lines_of_credits.values())), None)
    )
    # The time stands on a line of its own, in the credits, or in a dateline with its year.
    times = [*(text[s:e] for s, e in top), *credits, dateline and dateline["date"]]
    below = text[masthead.end :] if masthead else text
    return Stated(
        source=source or None,
        title=wording(below, find_headline(below[:TOP])),
        byline=byline(text, credits, source or ""),
        published=next(filter(None, map(parse_published, times)), None),
        masthead=masthead,
        credit=next(
            (line for line, found in lines_of_credits.items() if any(map(parse_published, found))),
            None,
        ),
    )


def find_masthead(text: str, top: list[Span]) -> Span | None:
    """Return the first line when it only names the source, with a date on the line below."""
    if len(top) < 2 or not masthead_name(text, top[0]):
        return None
    dated = parse_published(text[top[1].start : top[1].end])
    return Span(top[0].start, top[1].end if dated else top[0].end)


def masthead_name(text: str, line: Span) -> str | None:
    """Return the source that a first line names, alone or before its section.

    >>> masthead_name("THE MORNING LEDGER | Companies", Span(0, 30))
    'The Morning Ledger'
    """
    name = re.split(r"\s*[|·•]\s*", text[line.start : line.end])[0]
    return spelled(name) if is_press(name, everyday=name.lower().startswith("the ")) else None


def is_press(name: str, everyday: bool = False) -> bool:
    """Whether a name is that of a newspaper, station or agency, as far as its words tell.

    >>> is_press("The Harbour Gazette"), is_press("Breaking News"), is_press("Mayor leaves post")
    (True, False, False)
    """
    words = [word.lower() for word in name.split()]
    if not 2 <= len(words) <= 6 or not NAME.fullmatch(name):
        return False
    if all(GENERIC.fullmatch(word) for word in words[:-1]):
        return False
    last = PRESS.fullmatch(words[-1]) or (everyday and EVERYDAY.fullmatch(words[-1]))
    return bool(last or STATION.fullmatch(words[0]))


def names_source(piece: str) -> bool:
    """Whether a part of the credits is a source: not its author, who may be called Post."""
    return not BY.match(piece) and is_press(piece, everyday=True)


def spelled(name: str) -> str:
    """Return a name set in capitals as it is written elsewhere.

    >>> spelled("THE MORNING LEDGER"), spelled("KQX News")
    ('The Morning Ledger', 'KQX News')
    """
    return name.title() if name.isupper() else name


def credit_pieces(text: str, line: Span) -> list[str]:
    """Return the parts of a line of credits: a byline, a date or a source beside one another."""
    words = text[line.start : line.end].strip("*_ ")
    if len(words) > 140:
        return []
    pieces = [piece.strip("*_ ") for piece in MARK.split(words)]
    name, _, rest = words.partition(", ")
    if len(pieces) < 2 and rest and parse_published(rest):
        pieces = [name, rest]
    if len(pieces) < 2 or words.endswith((".", "?", "!")):
        return []
    return pieces if any(BY.match(p) or parse_published(p) for p in pieces) else []


def credited_source(pieces: list[str]) -> str | None:
    """Return the name that stands beside a date alone, unless it is a person's or a place's.

    >>> credited_source(["Reuters", "5 November 2025"]), credited_source(["London", "5 May 2025"])
    ('Reuters', None)
    """
    name, *rest = pieces
    if len(rest) != 1 or not NAME.fullmatch(name) or BY.match(name) or not parse_published(rest[0]):
        return None
    if parse_published(f"{name}, {rest[0]}"):
        return None  # a weekday is of the date
    kinds = {found.kind for found in find_names(name)}
    return None if kinds & {"person", "place"} else spelled(name) if " " in name else name


def byline(text: str, credits: list[str], source: str) -> str | None:
    """Return who wrote it, without the source that stands beside the name."""
    credited = next((BY.sub("", piece, count=1) for piece in credits if BY.match(piece)), None)
    found = credited or wording(text, find_byline(text)) or ""
    found = found.removesuffix(source).strip(" ,·|–—-") if source else found
    # A person may be called Post; only with "The" is that a newspaper.
    the = found.lower().startswith("the ")
    return None if not found or is_press(found, everyday=the) else found


def wording(text: str, span: Span | None) -> str | None:
    """Return the words of a span on one line."""
    return " ".join(text[span.start : span.end].split()) or None if span else None
