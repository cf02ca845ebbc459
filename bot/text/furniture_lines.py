"""What page furniture looks like when it stands on a line of its own.

Each alternative must match a whole line, bullets and end marks aside, in any letter case.
"""

import re

MARK = r"[-*•‣▪●◦·|>»\s]*"

_NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|instagram|e-?mail|tiktok"
    r"|youtube|threads|bluesky|flipboard|google(?: news|\+)?|print|copy(?: link)?|messenger|tumblr"
    r"|sms|pocket)"
)
_NETWORKS = rf"{_NETWORK}(?:\W+(?:(?:and|or|on)\W+)?{_NETWORK})*"
_CAPITAL = r"(?-i:[A-Z][\w.'’-]*)"
_AGENCY = (
    r"(?:getty images|ap photo|ap images|reuters|afp|shutterstock|epa-efe|epa|istock|xinhua"
    r"|usa today sports|staff photo|file photo|handout|press association)"
)
_THING = r"(?:article|story|page|post|video)"
_STORIES = r"(?:stories|articles|news|content|posts|topics|links|coverage|headlines|videos|reading)"

ALTERNATIVES: dict[str, tuple[str, ...]] = {
    "share": (
        rf"(?:click to )?(?:share|tweet|pin)(?: (?:this|the)(?: {_THING})?)?(?: on)?:?",
        rf"(?:click to )?(?:share|tweet|pin)(?: (?:this|the)(?: {_THING})?)?"
        rf"\W+(?:(?:on|via|with|to)\W+)?{_NETWORKS}(?: \(opens in new window\))?(?:\W*share)?",
        _NETWORKS,
        r"(?:hide|show) transcript(?: (?:hide|show) transcript)*",
        rf"(?:print|e-?mail|save|bookmark)(?: this)?(?: {_THING})?",
        r"link copied!?",
        r"copy (?:short )?(?:link|url)(?: copy)?",
        r"listen to this article.{0,40}",
        r"\d+ shares?",
    ),
    "follow": (
        r"(?:please )?(?:follow|like|find|join|connect with|keep up with) .{1,40}\b(?:on|at|via) "
        r"(?:facebook|twitter|instagram|telegram|youtube|linkedin|threads|google news|whatsapp)\b"
        r".{0,60}",
        r"(?:please )?follow (?:us|me)\b.{0,60}",
        r"(?:follow |twitter:? )?@\w{2,20}",
    ),
    "newsletter": (
        r"(?:sign up|subscribe|get|register)\b.{0,60}"
        r"\b(?:newsletter|inbox|alerts|briefing|subscription|digest)\b.{0,80}",
        r"(?:sign up|subscribe|register|log ?in|sign in) (?:to|for|now|today|here)\b.{0,60}",
        r"(?:subscribe|sign (?:up|in)|log ?in|register)!?",
        r"(?:(?:our|daily|weekly|free|e-?mail|morning|evening|the) ){1,3}newsletters?",
        r"already a subscriber\?.{0,40}",
        r"download\b.{0,50}\bapp\b.{0,60}",
        r"(?:to )?(?:support|donate to) (?:us|independent journalism|our (?:work|journalism))"
        r".{0,60}",
        r"thank you for (?:signing up|subscribing|reading)\b.{0,60}",
        r"unlock (?:this|unlimited|full)\b.{0,60}",
        rf"this (?:{_THING}|content) is (?:for|available to) subscribers.{{0,40}}",
    ),
    "cookies": (
        r".{0,60}\b(?:we|site|website|page)\b.{0,40}\b(?:use|uses|using|accept|store)\b.{0,30}"
        r"\bcookies\b.{0,200}",
        r"by (?:clicking|continuing|using)\b.{0,80}\bcookies\b.{0,120}",
        r"(?:accept|reject|manage|allow) (?:all )?(?:cookies|preferences|choices)",
        r"cookie (?:policy|settings|notice|preferences)",
        r"(?:your )?privacy (?:policy|choices|settings|notice)",
        r"terms (?:of (?:use|service)|and conditions)",
        r"do not sell my (?:personal )?information",
        r"please enable javascript.{0,80}",
        r"(?:your browser|javascript)\b.{0,40}\b(?:not support|disabled|outdated)\b.{0,80}",
    ),
    "comments": (
        r"(?:\(?\d+\)? |no |add |view |post |leave |show |hide |see |read |write )?"
        r"(?:an? |all |the |your )?comments?(?: \(?\d+\)?)?(?: section| below)?",
        r"(?:leave|post|write) a (?:reply|comment)",
        r"join the (?:conversation|discussion)",
        r"comments (?:are )?(?:closed|off|disabled).{0,40}",
        r"be the first to comment",
        r"reply",
    ),
    "related": (
        r"(?:read|see|view|watch|find out|learn|show)(?: also)?:? ?more"
        rf"(?: {_STORIES}| (?:about|on|from) .{{0,60}})?",
        r"(?:(?:read|see|watch|listen|look)(?: (?:also|more|next|now|on))?|also (?:read|see)|more"
        r"|related|recommended|don['’]t miss|must[- ]read|up next)\s?[:>»|].{0,160}",
        r"(?:related|recommended|more|top|latest|trending|popular|most (?:read|popular|viewed)"
        r"|editors?['’]?s?['’]? picks?|you (?:may|might) also like)"
        rf"(?: {_STORIES})*(?: (?:from|in|on) .{{0,40}})?",
        r"(?:continue|keep) reading(?: the main story| below)?",
        r"story continues(?: below)?(?: (?:this )?advertisement)?",
        rf"{_THING} continues (?:below|after).{{0,40}}",
        r"(?:back|return|skip|jump|go) to (?:the )?"
        r"(?:top|home ?page|main(?: content)?|content|navigation|article|menu)",
        r"page \d+ of \d+",
        rf"(?:next|previous|prev)(?: {_THING})?",
    ),
    "advertisement": (
        r"(?:paid |continue reading below )?(?:advertisements?|ads?|sponsored(?: content)?"
        r"|promoted(?: content)?|advertising|ad feedback)(?: [-–—] .{0,50})?",
        r"[-–— ]*advertisement[-–— ]*",
        r"(?:close|skip)(?: ad)?",
    ),
    "source": (
        r"(?:sources?|via)(?: ?[:：] ?.{1,80})?",
        r"(?:tags?|topics?|filed under|categor(?:y|ies)|keywords|labels)(?: ?[:：] ?.{1,120})?",
    ),
    "copyright": (
        r".{0,20}(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4}|by\b)).{0,200}",
        r"copyright (?:[\w&.-]+ ){1,6}\d{4}.{0,120}",
        r".{0,120}\ball rights reserved\b.{0,120}",
        rf"(?:this (?:material|{_THING}|content)|.{{0,40}}reproduction)\b.{{0,60}}"
        r"\b(?:may not be (?:published|reproduced)|without permission|is prohibited)\b.{0,120}",
    ),
    "credits": (
        r"(?:(?:additional |with )?(?:reporting|writing|report|compiled|editing|edited|produced"
        r"|production|graphics?|translated)(?: and (?:writing|editing))? (?:by|from):?) "
        rf"{_CAPITAL}(?:,? (?:{_CAPITAL}|and|in|of|the|for|with)){{0,14}}"
        r"(?:; ?(?:edit|writ|report|addition)\w+ .{0,100})?",
        r".{2,120}\bcontributed to this (?:report|story|article)",
        r".{2,120}\bcontributed (?:reporting|writing|research)(?: from .{2,40}| to this .{2,20})?",
        r"contribut(?:ing|ors?): .{2,120}",
        r"(?:the )?(?:author|writer) can be reached\b.{0,120}",
        r"(?:the )?(?:author|writer) is an? .{0,60}\b(?:reporter|columnist|writer|contributor"
        r"|editor|correspondent)\b.{0,60}",
        r"(?:contact|reach|call|e-?mail) (?:the )?(?:\w+ )?(?:reporter|author|writer|editor)\b"
        r".{0,120}",
        r"(?:contact|reach) .{0,40}\bat\b .{0,60}@.{0,60}",
    ),
    "photo": (
        r"\(?(?:photo|image|picture|video|photograph|illustration|graphic)s?"
        r"(?: (?:credit|by|courtesy|via|source)s?(?: of)?)?\s?[:/].{0,100}",
        r"\(?(?:photo|image|picture|video|photograph)s? (?:by|courtesy(?: of)?|via|credit) "
        rf"{_CAPITAL}(?: (?:{_CAPITAL}|of|the|and)){{0,6}}(?:/.{{0,40}})?\)?",
        rf"\(?(?:.{{0,80}}[/|(–-]\s?)?{_AGENCY}(?:/.{{0,40}}| via .{{0,30}})?\)?",
        r"\([\w .'’-]{3,40}/[\w .'’-]{2,50}\)",
        r"(?:view |see |open |launch |more )?(?:full(?: |-)?screen|gallery|slideshow|photos?)",
        r"(?:image |photo )?\d+ (?:of|/) \d+",
        r"video playback not supported",
    ),
}

RECOGNISERS = {
    kind: re.compile(rf"{MARK}(?:{'|'.join(found)})[\s.:»>|…]*", re.IGNORECASE)
    for kind, found in ALTERNATIVES.items()
}
"""The alternatives of each kind, as one pattern for a whole line."""
