"""Words of saying and of those who say, in small letters."""

from bot.text.words import words

SAYING = words(
    """said says say told tells added adds wrote writes noted notes stated states replied replies
    asked asks explained explains argued argues warned warns insisted insists announced announces
    confirmed confirms claimed claims alleged alleges acknowledged acknowledges admitted admits
    declared declares described describes recalled recalls testified testifies tweeted posted
    reported reports estimated estimates suggested suggests indicated indicates denied denies
    maintained maintains predicted predicts remarked observed conceded countered joked quipped
    continued concluded emphasized emphasised stressed reiterated pledged vowed promised urged
    disclosed revealed believes believed thinks called saying adding noting stating warning
    telling claiming insisting arguing explaining writing rejected rejects dismissed disputed"""
)
"""Verbs whose subject is a speaker."""

ASKING = words("asked asks")
"""Verbs of saying that state nothing where a question follows."""

INVERTED = words(
    """said says added adds wrote writes noted notes replied asked asks explained explains argued
    warned insisted announced recalled tweeted stated remarked continued concluded"""
)
"""Verbs that may stand before their subject ("..., said Jane Roe")."""

PARTICIPLES = words(
    """saying adding noting stating warning telling claiming insisting arguing explaining
    writing"""
)
"""Forms that take the subject of the clause before them."""

SAYERS = words(
    """ministry police authorities authority department company agency source sources court union
    military army government office group groups team family commission council committee
    board bank firm organization organisation association charity regulator hospital school
    university campaign administration embassy troops newspaper magazine broadcaster
    operator airline airport club party opposition coastguard media press network networks outlet
    outlets channel station tabloid watchdog pollster tank guard startup retailer carmaker
    automaker manufacturer lender insurer supplier publisher consortium parliament senate congress
    tribunal panel inquiry delegation side sides ceo spokespeople mps people locals
    services service brigade crew crews fund foundation institute museum church league
    federation chamber bureau academy assembly secretariat treasury cabinet city town county
    province kremlin pentagon developer platform airlines companies agencies banks firms unions
    charities hospitals schools regulators dispatcher dispatchers
    un eu nato"""
)
"""Bodies and classes of people that news lets speak; nouns for persons speak too."""

TELLINGS = words(
    """statement statements report reports study studies survey surveys poll polls document
    documents affidavit affidavits release releases memo memos letter letters email emails complaint
    complaints lawsuit lawsuits indictment filing filings record records data readout communique
    tweet tweets post posts article articles figure figures account accounts estimate estimates
    statistics minutes transcript transcripts footage video videos message messages list lists
    forecast forecasts analysis tally count toll census results ruling order warrant note notes
    audit website site page papers research findings testimony evidence calculations projections
    log logs bulletin announcement rumours rumors plan plans law laws schedule review dossier
    paperwork script text texts"""
)
"""What is written or counted: it tells, and speaks for whoever put it out."""

PRONOUNS = words("he she they it who")
