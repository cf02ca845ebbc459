"""Word lists that tell what a question asks for."""

from bot.text.words import words

PERSON_NOUNS = words(
    """
    actor actress ambassador analyst anchor artist astronaut athlete attorney author ballerina
    baron billionaire boss boxer boy brother cardinal celebrity champion chairman chairwoman chef
    chief coach comedian commander commissioner composer congressman congresswoman contestant
    cricketer criminal cyclist dancer daughter defendant delegate designer detective diplomat
    director driver duchess duke economist editor emperor envoy executive father fighter filmmaker
    footballer general girl golfer goalkeeper governor guitarist gymnast heir host husband
    individual influencer inventor jockey journalist judge justice king lawmaker lawyer leader
    legend linebacker man mayor member minister model monarch mother mp musician negotiator
    nominee novelist officer official owner painter patient person philanthropist pilot pitcher
    player playwright poet politician pope president presenter priest prime prince princess
    producer professor prosecutor quarterback queen racer rapper reporter representative rider
    royal runner scientist secretary senator shooter singer sister skater skier soldier son
    speaker spokesman spokesperson spokeswoman sprinter star strategist striker student surfer
    surgeon suspect swimmer teacher teenager tycoon victim wife winner woman wrestler writer"""
)
OF_PERSONS = words("public famous political religious historical literary media sports")
"""What makes a "figure" a person rather than a number."""

PLACE_NOUNS = words(
    """
    airport area beach borough canton capital city coast community continent country county
    desert district hamlet island lake location metropolis mountain municipality nation
    neighborhood neighbourhood ocean park peninsula place port province region republic river
    sea spot state stadium station street suburb territory town venue village volcano"""
)
ORGANISATION_NOUNS = words(
    """
    agency airline association automaker band bank brand broadcaster bureau carmaker chain channel
    charity church club college committee company conglomerate corporation council court
    department employer firm franchise giant government group institution insurer label league
    magazine maker manufacturer ministry museum network newspaper organisation organization
    outlet paper party platform publisher regulator restaurant retailer school service startup
    store supermarket team union university"""
)
NUMBER_NOUNS = words(
    """
    age amount average budget capacity cost count damage death-toll distance figure height
    length level magnitude margin number odds percentage percent population price proportion
    quantity rate ratio score share size speed sum temperature tally toll total turnout value
    volume vote weight width"""
)
DATE_NOUNS = words("date day deadline month time year decade week weekend weekday")
OFFICE_NOUNS = words(
    """
    ambassador attorney-general boss captain ceo chair chairman chairwoman chancellor chief coach
    commander commissioner deputy director director-general envoy foreign-minister governor head
    justice king leader manager mayor minister monarch negotiator owner pope premier president
    prime-minister prosecutor queen representative secretary secretary-general senator sheriff
    speaker spokesman spokesperson spokeswoman superintendent"""
)
SAYING = words(
    """
    say said says warn warned warns tell told tells announce announced claim claimed claims argue
    argued argues promise promised call called demand demanded urge urged ask asked think believe
    believed respond responded react reacted predict predicted forecast propose proposed recommend
    recommended conclude concluded find found report reported describe described suggest suggested
    accuse accused vow vowed pledge pledged confirm confirmed deny denied write wrote"""
)
AUXILIARIES = words(
    """
    is are was were be been am do does did has have had will would can could shall should may
    might must"""
)
