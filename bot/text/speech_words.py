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
    """ministry statement spokesman spokeswoman spokesperson spokespeople official officials police
    authorities authority prosecutor prosecutors department company agency report source sources
    court lawyer lawyers attorney attorneys union military army government minister president
    premier analyst analysts expert experts witness witnesses resident residents investigator
    investigators sheriff office document documents affidavit release group groups leader leaders
    study survey poll team doctor doctors relative relatives family mother father brother sister
    son daughter wife husband friend friends neighbor neighbors neighbour neighbours commission
    council committee board bank firm organization organisation association charity regulator
    judge coroner detective detectives deputy deputies officer officers firefighters hospital
    school university mayor governor senator lawmaker lawmakers critics supporters campaign
    administration embassy secretary director chief chairman chairwoman ceo executive executives
    economist economists researcher researchers scientist scientists teacher teachers victim
    victims survivor survivors suspect suspects driver drivers owner manager employee employees
    workers insider insiders aide aides adviser advisers diplomat diplomats negotiator negotiators
    rebels troops commander soldiers newspaper magazine broadcaster website memo letter email
    complaint lawsuit indictment filing records data readout communique tweet post article
    operator airline airport club coach player players fans woman man boy girl people passengers
    parents students student customer customers party opposition ministers envoy coastguard"""
)
"""Common nouns that news lets speak."""

PRONOUNS = words("he she they it who")
