"""Tell the text of an article from the furniture of the page it came on."""

import re
from collections.abc import Callable, Iterator

from bot.text.sentences import lines
from store.spans import Span

_MARK = r"[-*•‣▪●◦·|>»\s]*"


def _line(pattern: str) -> Callable[[str], bool]:
    """Compile a recogniser that a whole line must match, bullets aside, in any letter case."""
    compiled = re.compile(rf"{_MARK}(?:{pattern})[\s.:»>|…]*", re.IGNORECASE)
    return lambda line: compiled.fullmatch(line) is not None


_NETWORK = r"(?:facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|instagram|e-?mail|tiktok|youtube|threads|bluesky|flipboard|google\+?|google news|print|copy link|copy|messenger|tumblr|sms|pocket)"
_NETWORKS = rf"{_NETWORK}(?:\W+(?:and\W+|or\W+|on\W+)?{_NETWORK})*"

RECOGNISERS: dict[str, Callable[[str], bool]] = {
    "share": _line(
        rf"(?:click to )?(?:share|tweet|pin)(?: (?:this|the)(?: (?:article|story|page|post|video))?)?"
        rf"(?:\W+(?:on|via|with|to)?\W*{_NETWORKS}|:| on| with friends)?(?: \(opens in new window\))?(?:\W*(?:share|tweet|copy|link|{_NETWORKS}))*"
        rf"|{_NETWORKS}|(?:hide|show) transcript(?: (?:hide|show) transcript)*|print this(?: page| article)?|email this(?: page| article| story)?"
        r"|link copied!?|copy (?:short )?(?:link|url)(?: copy)?|listen to this article.{0,40}|\d+ shares?|(?:save|bookmark)(?: this)?(?: article| story)?"
    ),
    "follow": _line(
        r"(?:(?:please )?(?:follow|like|find|join)|connect with|keep up with)\b.{0,90}\b(?:facebook|twitter|instagram|telegram|youtube|linkedin|threads|google news|whatsapp|@\w+)\b.{0,60}"
        r"|follow (?:us|him|her|them)\b.{0,60}|@\w{2,20}"
    ),
    "newsletter": _line(
        r"(?:sign up|subscribe|register|log ?in|sign in|get)\b.{0,60}\b(?:newsletter|inbox|alerts?|updates|briefing|subscription|account|digest|today|now|here|app)\b.{0,80}"
        r"|subscribe(?: now| today| here)?!?|sign (?:up|in)(?: now| here)?!?|.{0,60}\bnewsletters?|already a subscriber\?.{0,40}|download\b.{0,50}\bapp\b.{0,60}"
        r"|(?:to )?(?:support|donate to) (?:our|us|independent)\b.{0,80}|thank you for (?:signing up|subscribing|reading)\b.{0,60}"
        r"|unlock (?:this|unlimited|full)\b.{0,60}|this (?:article|story|content) is (?:for|available to) subscribers.{0,40}"
    ),
    "cookies": _line(
        r".{0,60}\b(?:we|site|website|page|clicking)\b.{0,40}\bcookies\b.{0,200}|(?:accept|reject|manage|allow) (?:all )?(?:cookies|preferences|choices)|cookie (?:policy|settings|notice|preferences)"
        r"|(?:your )?privacy (?:policy|choices|settings|notice)|terms (?:of (?:use|service)|and conditions)|do not sell my (?:personal )?information"
        r"|please enable javascript.{0,80}|(?:your browser|javascript)\b.{0,40}\b(?:not support|disabled|outdated)\b.{0,80}"
    ),
    "comments": _line(
        r"(?:\(?\d+\)? |no |add |view |post |leave |show |hide |see |read |write )?(?:an? |all |the |your )?comments?(?: \(?\d+\)?)?(?: section| below)?|(?:leave|post|write) a (?:reply|comment)|join the (?:conversation|discussion)|reply"
        r"|comments (?:are )?(?:closed|off|disabled).{0,40}|be the first to comment"
    ),
    "related": _line(
        r"(?:read|see|view|watch|find out|learn|show)(?: also)?:? ?more(?: stories| news| about.{0,60}| on.{0,60}| from.{0,60})?|(?:(?:read|see|watch|listen|look) ?(?:also|more|next|now|on)?|also (?:read|see)|more|related|recommended|don['’]t miss|must[- ]read|up next)\s?[:>»|].{0,160}"
        r"|(?:related|recommended|more|top|latest|trending|popular|most (?:read|popular|viewed)|editors?['’]?s?['’]? picks?|you may also like|you might also like)(?: (?:stories|articles|news|content|posts|topics|links|coverage|headlines|videos|now|reading))*(?: (?:from|in|on) .{0,40})?"
        r"|(?:continue|keep) reading(?: the main story| below)?|story continues(?: below)?(?: (?:this )?advertisement)?|(?:article|story) continues (?:below|after).{0,40}"
        r"|(?:back|return|skip|jump|go) to (?:the )?(?:top|home ?page|main|content|main content|navigation|article|menu).{0,30}|page \d+ of \d+|(?:next|previous|prev)(?: article| story| page| post)?"
    ),
    "advertisement": _line(
        r"(?:paid |continue reading below )?(?:advertisements?|ads?|sponsored(?: content)?|promoted(?: content)?|advertising|ad feedback)(?: (?:-|–|—) .{0,50})?|(?:-|–|—| )*advertisement(?:-|–|—| )*|close(?: ad)?|skip ad"
    ),
    "source": _line(
        r"(?:source|sources|via|tags?|topics?|filed under|categor(?:y|ies)|keywords|labels)(?: ?[:：] ?.{1,80})?"
    ),
    "copyright": _line(
        r".{0,20}(?:©|\(c\)|copyright\b)(?! (?:law|infring|case|suit|claim|lawsuit|protection|holder|owner|office|act|issue|term|reform)).{0,200}|.{0,120}\ball rights reserved\b.{0,120}"
        r"|(?:this (?:material|story|article|content)|.{0,40}reproduction)\b.{0,60}\b(?:may not be (?:published|reproduced)|permission|prohibited)\b.{0,120}"
    ),
    "credits": _line(
        r"(?:(?:additional |with )?(?:reporting|writing|report|compiled|editing|edited|produced|production|graphics?|translated)\b(?: and (?:writing|editing))? (?:by|from)\s?:?) .{2,160}"
        r"|.{2,120}\bcontributed (?:(?:to|reporting|writing|research)\b.{0,60})"
        r"|(?:the )?(?:associated press|reuters|afp|bloomberg|[\w ]{2,30} (?:staff|wire))(?: and [\w ]{2,40})? contributed\b.{0,60}"
        r"|(?:the )?(?:author|writer) (?:is|can be reached)\b.{0,160}|(?:contact|reach|call|e-?mail) (?:the )?(?:\w+ )?(?:reporter|author|writer|editor|star reporter)\b.{0,160}"
    ),
    "photo": _line(
        r"\(?(?:(?:photo|image|picture|video|photograph|illustration|graphic)s?(?: (?:credit|by|courtesy|via|source)s?(?: of)?)?\s?[:/]|(?:photo|image|picture|video|photograph)s? (?:credit|by|courtesy|via|from)s?\b).{0,100}"
        r"|\(?.{0,80}\b(?:getty images|ap photo|associated press photo|reuters/|afp/|shutterstock|epa-efe|ap images|istock|usa today sports|staff photo|file photo|handout)\b.{0,60}\)?"
        r"|\([\w .'’-]{3,40}/[\w .'’-]{2,50}\)|(?:view |see |open |launch |more )?(?:full(?: |-)?screen|gallery|slideshow|photos?|image \d+ of \d+|\d+ (?:of|/) \d+)(?: \(\d+\))?"
    ),
}
"""What each kind of page furniture looks like when it stands on a line of its own."""

_STATED_SOURCE = re.compile(
    r"^[^\S\n]*(?:[-•*]\s*)?(?:source|출처|来源|來源|出典|источник|джерело|fuente|quelle|fonte|kaynak|المصدر|πηγή|źródło|zdroj|bron)"
    r"[^\S\n]?[:：][^\S\n]*(?P<name>[^\n]{2,60}?)[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_COPYRIGHT_NAME = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)(?:\s|©|\(c\)|copyright|\d{4}|[-–,]|by\b)*(?P<name>[^\W\d_][^\n.,;|©]{1,50}?)"
    r"(?:[\s,]+\d{4})?[.,;|]?(?:\s*all rights reserved.*)?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = r"[^\W\d_a-z][\w.'’-]*(?: (?:de|van|von|bin|al|el|la|der|[^\W\d_a-z][\w.'’-]*)){1,4}"
_NAMES = rf"{_NAME}(?:(?:, | and |, and | & ){_NAME})*"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_CLOCK = r"(?:(?:,|at|\||-|–|\s)*\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s?\(?(?:[A-Z]{2,5}|[+-]\d{2}:?\d{2})\)?)?)"
_DATE = (
    rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}){_CLOCK}?"
)
_DATE_LINE = re.compile(
    rf"{_MARK}(?i:(?:first )?(?:published|posted|updated|last updated|created|modified|date|issued)(?: on| at)?:?\s*)?"
    rf"(?:(?i:by )?{_NAMES}\s*[-–—|•·,/]\s*)?(?P<date>(?i:{_DATE}))(?:\s*[-–—|•·/]\s*.{{0,60}})?\W*"
)
_BYLINE = re.compile(
    rf"{_MARK}(?:(?i:(?:written |posted |words |story )?by:?)\s+(?P<by>(?:{_NAMES}|[A-Z][A-Z .'’-]{{4,40}}))(?:\s*[,|/–—-]\s*.{{0,60}})?"
    rf"|(?P<dated>{_NAMES})\s*[-–—|•·,/]\s*(?i:{_DATE})"
    rf"|(?i:(?:reporting|written|report) by)\s+(?P<credit>{_NAMES})(?:[;,.] .{{0,120}})?"
    rf"|(?P<helped>{_NAMES}) contributed (?:to|reporting|writing).{{0,60}})\W*"
)
_LANGUAGE = re.compile(rf"{_MARK}[^\W\d_]{{2,3}}(?:\s*[|/•·\s]\s*[^\W\d_]{{2,3}})*\s*")
_ENDED = re.compile(r"[.!?…:;,。！？—–-][\"'”’»)\]]*$")


def body_spans(text: str) -> list[Span]:
    """Return the article text without page furniture, in order; prose only is one span.

    >>> page = "Rain fell all day.\\n\\nComments\\nPost a Comment"
    >>> [page[s:e] for s, e in body_spans(page)]
    ['Rain fell all day.']
    """
    kept: list[Span] = []
    previous_kept = False
    dropped = set(_furniture(text))
    for line in lines(text):
        keep = line not in dropped
        if keep and previous_kept:
            kept[-1] = Span(kept[-1].start, line.end)
        elif keep:
            kept.append(line)
        previous_kept = keep
    return kept


def furniture_kind(line: str) -> str | None:
    """Name the kind of page furniture a line is, or None.

    >>> furniture_kind("Share on Facebook"), furniture_kind("He will share the prize.")
    ('share', None)
    """
    stripped = line.strip()
    if len(stripped) > 320:
        return None
    if _STATED_SOURCE.fullmatch(stripped):
        return "source"
    if _DATE_LINE.fullmatch(stripped):
        return "date"
    if _BYLINE.fullmatch(stripped):
        return "byline"
    return next((kind for kind, matches in RECOGNISERS.items() if matches(stripped)), None)


def find_stated_source(text: str) -> Span | None:
    """Return the name on a source line or, failing that, in a copyright line.

    >>> line = "Source: Harbour Wire"
    >>> line[slice(*find_stated_source(line))]
    'Harbour Wire'
    """
    found = _STATED_SOURCE.search(text)
    if not found:
        found = next(
            (
                m
                for m in _COPYRIGHT_NAME.finditer(text)
                if furniture_kind(_line_at(text, m.start()))
            ),
            None,
        )
    return Span(*found.span("name")) if found else None


def find_byline(text: str) -> Span | None:
    """Return the names in a byline, a dated line or a contributors' line, in that order of trust.

    >>> page = "By Jane Roe\\nThe ferry sank."
    >>> page[slice(*find_byline(page))]
    'Jane Roe'
    """
    matches = [m for line in lines(text) if (m := _BYLINE.fullmatch(text, line.start, line.end))]
    for group in ("by", "dated", "credit", "helped"):
        for found in matches:
            if found[group]:
                return Span(*found.span(group))
    return None


def find_stated_date_line(text: str) -> Span | None:
    """Return the date on a line that holds no more than a date, its label and a byline.

    >>> page = "Jane Roe - 3 May 2024 09:15\\nThe ferry sank."
    >>> page[slice(*find_stated_date_line(page))]
    '3 May 2024 09:15'
    """
    for line in lines(text):
        found = _DATE_LINE.fullmatch(text, line.start, line.end)
        if found:
            return _trim_date(text, Span(*found.span("date")))
    return None


def find_headline(text: str) -> Span | None:
    """Return the first heading-like line at the top, or None where the text begins with prose.

    >>> page = "Ferry sinks off Lowport\\n\\nA ferry sank on Monday."
    >>> page[slice(*find_headline(page))]
    'Ferry sinks off Lowport'
    """
    dropped = set(_furniture(text))
    rest = [line for line in lines(text) if line not in dropped]
    if len(rest) < 2:
        return None
    first = text[rest[0].start : rest[0].end]
    return rest[0] if _is_headline(first) else None


def _is_headline(line: str) -> bool:
    words = line.split()
    ended = re.search(r"[.;,:。—–-][\"'”’)\]]*$", line) is not None
    return 3 <= len(words) <= 24 and len(line) <= 180 and not ended and not line[0].islower()


def _trim_date(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(text[span.start : span.end].rstrip(" ,|-–")))


def _line_at(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1]


def _furniture(text: str) -> Iterator[Span]:
    """Yield every line that is furniture by itself or by its place in a menu."""
    all_lines = lines(text)
    single = {line for line in all_lines if furniture_kind(text[line.start : line.end])}
    yield from single
    yield from _language_menu(text, all_lines)
    rest = [line for line in all_lines if line not in single]
    yield from _navigation(text, rest)
    yield from _navigation(text, rest[::-1])


def _language_menu(text: str, all_lines: list[Span]) -> list[Span]:
    """Three or more language codes in a row, one a line or all on one line."""
    menu: list[Span] = []
    run: list[Span] = []
    for line in [*all_lines, None]:
        words = text[line.start : line.end] if line else ""
        if line and _LANGUAGE.fullmatch(words):
            run.append(line)
            continue
        if sum(len(re.findall(r"[^\W\d_]{2,3}", text[r.start : r.end])) for r in run) >= 3:
            menu += run
        run = []
    return menu


def _navigation(text: str, rest: list[Span]) -> list[Span]:
    """Three or more very short lines without end punctuation at an end of the text."""
    run: list[Span] = []
    for line in rest:
        words = text[line.start : line.end]
        if len(words.split()) > 3 or len(words) > 30 or _ENDED.search(words):
            break
        run.append(line)
    return run if 3 <= len(run) < len(rest) else []
