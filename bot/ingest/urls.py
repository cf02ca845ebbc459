"""URLs as identities: what makes two addresses the same article, and the date a path states."""

import re
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from courlan import extract_domain, normalize_url

# Parameters that say how a reader came to the page, never which page it is; those that begin with
# an underscore are scripts' own (__xts__, _ga). courlan's list takes ?gallery=7 and ?reference=7
# for some too.
TRACKING = re.compile(
    r"^(_\w+|utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|ns_\w+|at_(medium|campaign)\w*"
    r"|cmpid|ocid|smid|taid|xtor|ref_src)$",
    re.IGNORECASE,
)
ARCHIVED = re.compile(
    r"^https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(?=https?:)", re.IGNORECASE
)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DATED_PATH = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-]?(?P<m>0[1-9]|1[0-2]|[a-z]{3})[/-]?(?P<d>0[1-9]|[12]\d|3[01])(?![\d])"
    r"|/(?P<y2>(?:19|20)\d\d)/(?P<m2>\d)/(?P<d2>\d{1,2})/",
    re.IGNORECASE,
)
DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def is_url(text: str) -> bool:
    """Whether a text is a web address.

    >>> is_url("https://example.org/a"), is_url("notes/a.txt")
    (True, False)
    """
    if not text.lower().startswith(("http://", "https://")):
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False


def clean_url(url: str) -> str:
    """Return the address without tracking parameters, fragment and trailing slash.

    >>> clean_url("https://Example.org/a/?utm_source=x&id=7#top")
    'https://example.org/a?id=7'
    """
    parts = urlsplit(url.strip())
    scheme, host = parts.scheme.lower(), parts.netloc.lower()
    host = host.removesuffix(DEFAULT_PORTS.get(scheme, "\0"))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not TRACKING.match(pair[0])]
    # A query without tracking stays as written: encoding it again could name another page.
    query = parts.query if kept == pairs else urlencode(kept)
    return urlunsplit((scheme, host, parts.path.rstrip("/"), query, ""))


def url_identity(url: str) -> str:
    """Return the identity of the article at an address, however the address is written.

    >>> url_identity("http://www.example.org//a/?b=2&a=1")
    'url:https://example.org/a?a=1&b=2'
    """
    _, host, path, query, _ = urlsplit(clean_url(url))
    plain = normalize_url(urlunsplit(("https", host.removeprefix("www."), path, "", "")))
    pairs = sorted(parse_qsl(query, keep_blank_values=True))
    return f"url:{plain}?{urlencode(pairs)}" if pairs else f"url:{plain}"


def is_same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one publisher's site, on whichever of its hosts.

    >>> is_same_site("https://m.example.co.uk/a", "https://www.example.co.uk/a")
    True
    """
    a, b = (extract_domain(url) or site_of(url) for url in (one, other))
    return a == b


def site_of(url: str) -> str | None:
    """Return the site of an address, without www.

    >>> site_of("https://www.example.org/a")
    'example.org'
    """
    try:
        host = urlsplit(ARCHIVED.sub("", url)).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def url_date(url: str) -> str | None:
    """Return the day that the path of an address states; an archive's own stamp is not it.

    >>> url_date("https://example.org/world/2025/oct/23/harbour-talks")
    '2025-10-23'
    """
    match = DATED_PATH.search(urlsplit(ARCHIVED.sub("", url)).path)
    if match is None:
        return None
    year, month, day = (match[name] or match[name + "2"] for name in "ymd")
    try:
        number = MONTHS.index(month.lower()) + 1 if month.isalpha() else int(month)
        return date(int(year), number, int(day)).isoformat()
    except ValueError:  # there is no such month, or day in it
        return None
