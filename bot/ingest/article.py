"""A draft becomes an article: body, passages, what it states of itself, marks to know copies by."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import py3langid  # type: ignore[import-untyped]

from bot.ingest.draft import Draft, Skipped
from bot.ingest.published import Published
from bot.ingest.stated import Stated, find_stated, wording
from bot.ingest.urls import url_date
from bot.text.furniture import body_spans
from bot.text.sentences import is_heading, split_sentences, trim
from store.articles import NewArticle, PublishedFrom
from store.spans import Span

# Measured on 620 news questions: an accepted answer is in the first passage for 0.561 of them
# (0.539 with 40 words enough, 0.495 with three sentences whatever their length).
SENTENCES = 3
FEW_WORDS = 20
ENOUGH_WORDS = 60
MOST_WORDS = 90
LONGEST = 1500
LONG_WORD = 10


def group_sentences(text: str, parts: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """Group sentences into passages of about three; none reaches from one part into the next.

    >>> text = "It rained. The river rose. The bridge held. Schools stayed shut."
    >>> [text[s:e] for s, e in group_sentences(text, [split_sentences(text)])]
    ['It rained. The river rose. The bridge held. Schools stayed shut.']
    """
    return tuple(passage for sentences in parts for passage in groups(text, sentences))


def groups(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Join sentences that stand together; a last one that is very short joins those before it."""
    found: list[Span] = []
    held: list[Span] = []
    heading = False
    for sentence in (piece for whole in sentences for piece in cut_long(text, whole)):
        opens = is_heading(text, sentence)
        if held and not heading and (opens or is_full(text, held, sentence)):
            found.append(Span(held[0].start, held[-1].end))
            held = []
        held.append(sentence)
        heading = opens
    is_rest = bool(found and held) and not is_heading(text, held[0])
    if is_rest and words_in(text, held) < FEW_WORDS and held[-1].end - found[-1].start < LONGEST:
        return [*found[:-1], Span(found[-1].start, held[-1].end)]
    return [*found, Span(held[0].start, held[-1].end)] if held else found


def is_full(text: str, held: Sequence[Span], sentence: Span) -> bool:
    """Whether the sentences held are a passage, so that the next one begins another."""
    words = words_in(text, held)
    if words + words_in(text, [sentence]) > MOST_WORDS:
        return words >= FEW_WORDS
    return len(held) >= SENTENCES and words >= ENOUGH_WORDS


def words_in(text: str, spans: Sequence[Span]) -> int:
    """Count the words from the first of some spans to the last.

    Writing without blanks between words counts by its length.
    """
    words = text[spans[0].start : spans[-1].end]
    return max(len(words.split()), len(words) // LONG_WORD)


def cut_long(text: str, sentence: Span) -> Iterator[Span]:
    """Cut what runs on far beyond a sentence (a table, a list without stops) at its blanks."""
    start, end = sentence
    while end - start > LONGEST:
        blank = max(text.rfind(mark, start + 1, start + LONGEST) for mark in " \n")
        cut = blank if blank > start else start + LONGEST
        yield Span(start, start + len(text[start:cut].rstrip()))
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    if start < end:
        yield Span(start, end)


MAX_TEXT = 20 * 1024 * 1024
COPY_WORDS = 8
TEXT_SENTENCES = 3
LETTERS_ENOUGH = 20
WORD = re.compile(r"\w+")
IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
CLOSING = "\"'”’»)]"
CORRECTS = re.compile(
    r"^[^\w\n]*(?:correction|clarification|retraction|corrections and clarifications"
    r"|editor['’]s note: this (?:article|story))\s*(?::|–|—|-\s|$|\(|to an? earlier)"
    r"|\b(?:an earlier|a previous) version of this (?:article|story|report|piece|post|headline)\b"
    r"|\bthis (?:article|story|report|piece) (?:has been|was|is being) "
    r"(?:corrected|retracted|withdrawn|amended|updated to (?:correct|clarify))\b"
    r"|\b(?:article|story|report) (?:above |below )?has been (?:retracted|withdrawn)\b"
    r"|^[^\w\n]*(?:corrects|correcting|retracts|withdraws)\b.{3,}",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Unstated:
    """What is known of articles that do not state it themselves."""

    source: str | None = None
    published: Published | None = None


UNKNOWN = Unstated()


def assemble(draft: Draft, unstated: Unstated = UNKNOWN) -> NewArticle | Skipped:
    """Return the article of a draft, filled with what it does not state itself."""
    if len(draft.text) > MAX_TEXT:
        return Skipped(draft.what, f"longer than {MAX_TEXT // 2**20} million characters")
    if not draft.text.strip():
        return Skipped(draft.what, "empty")
    stated = find_stated(draft.text)
    body = cut_at(body_below(draft.text, stated), draft.moments)
    if not is_prose(draft.text, body):
        return Skipped(draft.what, "no article text: nothing but menu, headings or labels")
    sentences = [split_sentences(draft.text, span) for span in body]
    title = draft.title or stated.title
    passages = passages_beyond(title, draft.text, sentences)
    published, published_from = date_of(draft, stated, unstated.published)
    source = draft.source or stated.source or unstated.source or draft.site
    beginning = "\n".join(draft.text[start:end][:600] for start, end in body[:5])[:600]
    hashes = hash_sentences(draft.text, sentences)
    return NewArticle(
        identity=draft.identity,
        article_id=draft.article_id,
        source=source,
        url=draft.url,
        title=title,
        byline=draft.byline or stated.byline,
        published_at=published.at if published else None,
        published_from=published_from,
        published_zone=published.zone if published else None,
        language=detect_language(beginning) or language_code(draft.language),
        text=draft.text,
        body=body,
        passages=passages,
        times=tuple(said_at(span.start, draft.moments) for span in passages),
        sentence_hashes=hashes,
        aliases=(*draft.aliases, *name_text(source, hashes)),
        corrects=is_correction(draft.text),
    )


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None where there is too little text.

    >>> detect_language("The harbour reopened on Monday after two days of storms.")
    'en'
    """
    if sum(map(str.isalpha, text)) < LETTERS_ENOUGH:
        return None
    return str(py3langid.classify(text)[0])


def body_below(text: str, stated: Stated) -> tuple[Span, ...]:
    """Return the article's text without page furniture, its masthead and its line of credits."""
    credit = stated.credit or Span(0, 0)
    below = stated.masthead.end if stated.masthead else 0
    kept = (
        Span(max(start, from_), min(end, to))
        for start, end in body_spans(text)
        for from_, to in ((below, credit.start), (max(below, credit.end), len(text)))
    )
    # What was cut off begins or ends with a line break.
    trimmed = (trim(text, span) for span in kept if span.start < span.end)
    return tuple(span for span in trimmed if span.start < span.end)


def cut_at(body: Sequence[Span], moments: Sequence[tuple[int, Published]]) -> tuple[Span, ...]:
    """Cut a body where something was said at another time: no passage reaches across."""
    for at, _ in moments:
        body = [
            part
            for start, end in body
            for part in (Span(start, min(end, max(start, at))), Span(max(start, at), end))
            if part.start < part.end
        ]
    return tuple(body)


def said_at(start: int, moments: Sequence[tuple[int, Published]]) -> str | None:
    """Return the time of its own of what starts at an offset, None when it has none."""
    return next((when.at for at, when in reversed(moments) if at <= start), None)


def passages_beyond(
    title: str | None, text: str, sentences: Sequence[Sequence[Span]]
) -> tuple[Span, ...]:
    """Return the passages that say more than the title, which is searched beside each of them."""
    found = group_sentences(text, sentences)
    return tuple(span for span in found if wording(text, span) != title) or found


def date_of(
    draft: Draft, stated: Stated, told: Published | None
) -> tuple[Published | None, PublishedFrom]:
    """Settle when it was published: as metadata says, else the text, a person, the address."""
    if draft.published:
        return draft.published, "metadata"
    if stated.published:
        return stated.published, "stated"
    if told:
        return told, "stated"
    day = url_date(draft.url) if draft.url else None
    return (Published(day), "url") if day else (None, "unknown")


def language_code(stated: str | None) -> str | None:
    """Return the language of a tag such as en-GB.

    >>> language_code("en-GB"), language_code("English")
    ('en', None)
    """
    match = re.match(r"([a-zA-Z]{2,3})(?=$|[-_])", stated or "")
    return match[1].lower() if match else None


def is_prose(text: str, body: Sequence[Span]) -> bool:
    """Whether a body says anything: one short sentence does, a list of labels does not.

    >>> page = "Home\\nNews\\nSport"
    >>> is_prose(page, [Span(0, len(page))])
    False
    """
    for span in body:
        for line in text[span.start : span.end].splitlines():
            words = WORD.findall(line)
            is_ended = line.rstrip().rstrip(CLOSING).endswith(tuple(".!?…。！？"))
            if len(words) >= 8 or (len(words) >= 3 and is_ended):
                return True
            if len(IDEOGRAPHS.findall(line)) >= 8:
                return True
    return False


def is_correction(text: str) -> bool:
    """Whether the text says of itself that it corrects or takes back what was published.

    >>> is_correction("Correction: An earlier version of this article misnamed the mayor.")
    True
    >>> is_correction("Shares fell in a correction on Monday.")
    False
    """
    return CORRECTS.search(text) is not None


def hash_sentences(text: str, parts: Sequence[Sequence[Span]]) -> tuple[int, ...]:
    """Return 64-bit marks of the sentences of eight words or more, by which copies are known.

    Case, punctuation and quotation marks do not count: house styles differ in them.
    """
    found: dict[int, None] = {}
    for sentence in (sentence for part in parts for sentence in part):
        words = WORD.findall(text[sentence.start : sentence.end].casefold())
        if len(words) >= COPY_WORDS:
            found[mark(" ".join(words))] = None
    return tuple(found)


def name_text(source: str | None, hashes: Sequence[int]) -> tuple[str, ...]:
    """Return the identity of a text of a source, none where it has too few sentences to be known.

    >>> name_text("The Quay Mail", (1, 2, 3)), name_text(None, (1, 2, 3))
    (('text:1853286989701629226@the quay mail',), ())
    """
    if source is None or len(hashes) < TEXT_SENTENCES:
        return ()
    return (f"text:{mark(' '.join(map(str, hashes)))}@{source.casefold()}",)


def mark(words: str) -> int:
    """Return a signed 64-bit hash, the same on every machine and in every run."""
    digest = blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
