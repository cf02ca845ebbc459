"""Words that tell what kind of thing a name names, folded unless said otherwise."""

from functools import cache
from importlib.resources import files

from bot.text.words import words

HONORIFICS = words("mr mrs ms miss mx dr sir lord lady dame madam baroness baron")

SUFFIXES = words("jr sr ii iii iv esq phd md obe mbe cbe kc qc")

PARTICLES = words(
    "de del della di da dos das du la le van von der den ter ten bin bint ibn abu al el ul y zu"
)
"""Small-letter words inside a person's name."""

ORGANISATION_HEADS = words(
    """department ministry bank university college institute institution school house court council
    board bureau office commission committee association organization organisation society union
    federation confederation chamber agency authority administration academy centers centres center
    centre church museum library league fund foundation trust group international national royal
    parliament assembly party front movement army forces bar guild order church faculty embassy
    consulate ministry service services company conference congress"""
)
"""Words after which "of" or "for" goes on with the name of an organisation."""

PLACE_HEADS = words(
    """city republic state kingdom isle gulf bay lake port strait sea cape mount county district
    province town village cliffs bank river horn valley"""
)
"""Words after which "of" goes on with the name of a place."""

ORGANISATION_WORDS = words(
    """inc corp corporation ltd llc plc co company companies group holdings bank bancorp university
    college institute institution school academy ministry department bureau agency authority
    commission committee council court congress senate parliament assembly house party union
    federation confederation association organization organisation foundation fund trust society
    league club fc united police army navy force forces guard marines times post journal news herald
    tribune gazette telegraph guardian magazine press media network broadcasting television radio
    hospital clinic church cathedral museum library orchestra airlines airways motors motor
    industries systems technologies technology pharmaceuticals energy oil gas steel electric
    insurance financial capital partners ventures labs laboratories studios pictures entertainment
    records games software center centre office board administration service services team
    squad brigade regiment corps front movement alliance coalition campaign project initiative
    treasury pentagon kremlin democrats republicans tories cabinet government reserve exchange
    investments associates securities brands foods stores logistics solutions networks
    communications hotels resorts properties realty management consulting restaurants apartments
    chamber embassy consulate taskforce unit division patrol cia fbi"""
)

PLACE_WORDS = words(
    """street avenue road lane drive boulevard highway freeway parkway square plaza park bridge
    tower airport station harbor harbour port river lake bay sea ocean gulf strait island islands
    point peninsula mountain mountains mount hill hills valley desert forest beach coast canyon
    county province region district borough township village town city territory heights canal
    creek falls stadium arena mall"""
)

STREET_WORDS = words("street avenue road drive boulevard highway freeway parkway square airport")
"""Words of PLACE_WORDS that are hardly anybody's surname."""

PLACE_OPENERS = words(
    "river lake mount cape fort port bay loch lough isle gulf strait straits"
)
"""Words that begin the name of a place: River Wend, Bay of Orran."""

EVENT_WORDS = words(
    """war games olympics cup championship championships open prix summit conference festival
    election elections day week month year act treaty agreement accord law bill amendment
    constitution award awards prize bowl series league hurricane storm covid case"""
)
"""Words that end the name of an event, a law or a prize: neither person nor organisation."""

WEEKDAYS_MONTHS = words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december mon tue tues wed thu thur thurs fri sat
    sun jan feb mar apr jun jul aug sep sept oct nov dec"""
)

PAPERS = words("times mail mirror telegraph express post herald star night live")
"""What may follow a weekday in the name of a paper or a programme."""

NOT_NAMES = words(
    """i am pm est edt et pst pdt cst gmt utc bst ok tv read watch related updated advertisement
    breaking photo video story click share subscribe eu-wide christmas easter ramadan english
    internet god bible please posted thanks sorry hello yeah wow ii iii iv
    usd eur mr mrs ms dr st no vs q a"""
)
"""Capitalised words that by themselves name nobody."""

ADJECTIVES = words(
    """asian european african arab latin western eastern northern southern southeastern
    southwestern northeastern northwestern southeast southwest northeast northwest central north
    south east west muslim christian jewish catholic islamic hispanic black white democratic
    republican conservative labour liberal communist soviet midwestern anglo american"""
)
"""Capitalised adjectives: a run of nothing else names nobody."""

CONTINUATIONS = words(
    """human services prevention technology development urban budget science welfare fisheries
    explosives firearms security trade industry tourism drug drugs medicine engineering arts
    culture sports sport labor labour housing infrastructure transport energy environment research
    statistics education health commerce control rights refugees justice medical sciences
    communications agriculture food water records families cooperation border protection customs
    enforcement administration social public international economic political literature letters
    regulatory investment finance natural resources peace international"""
)
"""Words that "and" or "for" may add to the name of an organisation."""

SPEECH = words(
    """said says told added adds wrote writes argued warned insisted asked replied explained noted
    announced denied claimed confirmed stated testified tweeted declared believes thinks
    acknowledged admitted described recalled pleaded died"""
)
"""Verbs before which an unknown single name is most likely somebody."""


@cache
def first_names() -> frozenset[str]:
    """Return given names that are common in English-language news."""
    return words(files("bot.text").joinpath("first_names.txt").read_text("utf-8"))


@cache
def common_words() -> frozenset[str]:
    """Return English words that are written small (made by training/make_common_words.py)."""
    return words(files("bot.text").joinpath("common_words.txt").read_text("utf-8"))
