"""Nouns for persons: by a list of what news calls people, and by endings that name nobody else."""

from bot.text.places import country_of
from bot.text.words import words

_PERSONS = words(
    """person man woman child boy girl baby infant toddler kid teenager teen youngster youth
    adult adolescent pensioner human soul individual citizen civilian national
    foreigner stranger local native settler inhabitant resident villager islander dweller neighbour
    neighbor tenant homeowner householder landlord occupant squatter
    mother father parent grandparent grandmother grandfather son daughter brother sister sibling
    wife husband widow widower spouse partner cousin uncle aunt nephew niece relative orphan twin
    friend lover fiance heir
    victim casualty fatality survivor evacuee refugee migrant immigrant emigrant deportee detainee
    inmate prisoner captive hostage convict offender criminal suspect defendant plaintiff accused
    killer murderer attacker assailant shooter sniper robber burglar thief smuggler trafficker
    hijacker kidnapper bomber hacker fraudster looter rioter arsonist vandal gangster dealer
    user addict smoker drinker
    worker employee labourer laborer staffer miner driver rider trucker courier porter cleaner
    builder plumber electrician carpenter welder roofer farmer farmhand grower herder shepherd
    fisher hunter trapper ranger forester logger gardener baker butcher cook chef waiter waitress
    bartender barber hairdresser tailor seamstress weaver potter painter shopkeeper trader merchant
    vendor seller buyer shopper customer consumer client guest visitor crew
    boss manager executive director owner founder employer investor shareholder creditor banker
    broker auditor accountant adviser advisor consultant entrepreneur developer engineer inventor
    designer programmer architect surveyor contractor inspector instructor
    teacher tutor lecturer professor scholar student pupil schoolchild freshman graduate
    undergraduate apprentice trainee intern researcher scientist academic expert analyst observer
    doctor nurse midwife paramedic medic surgeon dentist vet pharmacist carer caregiver donor
    patient sufferer
    soldier officer sergeant corporal lieutenant captain colonel general admiral cadet recruit
    conscript deserter veteran sailor marine trooper troop airman paratrooper peacekeeper guard
    bodyguard guardsman fighter militant insurgent rebel guerrilla mercenary commando
    commander warrior constable detective sheriff deputy marshal agent investigator spy
    firefighter rescuer responder diver lifeguard volunteer helper
    politician lawmaker legislator senator congressman minister premier president chancellor
    governor mayor councillor councilor councilmember commissioner mp mep ambassador diplomat envoy
    delegate representative negotiator mediator emissary official bureaucrat aide staff secretary
    spokesman spokeswoman spokesperson leader deputy member candidate nominee incumbent contender
    challenger rival opponent supporter backer ally critic voter elector juror judge magistrate
    prosecutor lawyer attorney solicitor barrister coroner notary witness bystander onlooker
    passerby eyewitness whistleblower informant insider participant attendee spectator viewer
    listener reader subscriber
    protester protestor demonstrator marcher striker picketer campaigner activist dissident
    believer worshipper worshiper parishioner congregant pilgrim priest bishop archbishop cardinal
    pastor preacher rabbi imam cleric monk nun pope rector vicar deacon missionary
    player footballer cricketer golfer boxer wrestler runner sprinter swimmer skier skater
    climber hiker walker jogger camper trekker surfer rower racer jockey athlete cyclist champion
    goalkeeper defender midfielder winger batsman bowler pitcher quarterback coach referee umpire
    fan winner loser finalist medallist medalist competitor contestant entrant teammate
    actor actress singer dancer rapper performer entertainer comedian clown musician drummer
    composer conductor author writer poet novelist playwright editor reporter journalist
    correspondent broadcaster presenter blogger influencer photographer filmmaker producer
    sculptor artist model celebrity star
    pilot steward stewardess crewmember crewman passenger commuter motorist pedestrian
    biker traveller traveler tourist holidaymaker vacationer seafarer skipper astronaut cosmonaut
    king queen prince princess duke duchess emperor monarch lord lady noble slave servant maid
    scout explorer pioneer elder giver holder taker bearer bidder claimant applicant beneficiary
    recipient user debtor borrower taxpayer ratepayer earner jobseeker
    gunman policeman policewoman fisherman businessman cameraman lineman policymaker homemaker
    classmate roommate librarian parliamentarian veterinarian bandleader cheerleader gymnast chief
    baron billionaire tycoon laureate ballerina speaker spokespeople police
    jew muslim christian hindu sikh
    buddhist arab kurd turk swede dane scot briton spaniard thai serb croat czech slovak
    swiss filipino uzbek tajik kazakh afghan pashtun uighur rohingya"""
)
_ENDINGS = (
    "man", "woman", "boy", "girl", "ologist", "ographer", "ician", "keeper", "worker", "fighter",
    "goer", "payer", "person", "ist",
)  # fmt: skip
_NOT_PERSONS = words(
    """talisman caiman ottoman tomboy playboy cowgirl list fist wrist twist grist gist waist mist
    heist cyst checklist playlist shortlist watchlist wishlist hitlist blacklist exist coexist
    assist consist persist resist enlist hoist moist"""
)
_DEMONYM_ENDINGS = ("an", "ese", "i", "ite", "ish", "ch")


def is_person_noun(noun: str) -> bool:
    """Tell whether a singular noun names a person, by trade, kin, creed, nation or plight.

    >>> [is_person_noun(noun) for noun in ("miner", "hairdresser", "Syrian", "truck", "list")]
    [True, True, True, False, False]
    """
    word = noun.lower()
    if word in _PERSONS:
        return True
    if word in _NOT_PERSONS:
        return False
    is_agent = word.endswith(_ENDINGS) and len(word) > 4
    return is_agent or (word.endswith(_DEMONYM_ENDINGS) and country_of(word) is not None)
