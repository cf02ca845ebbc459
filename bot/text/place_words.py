"""Names of places that no table of countries and cities holds."""

CONTINENTS = {
    "africa": "AF",
    "asia": "AS",
    "europe": "EU",
    "north america": "NA",
    "south america": "SA",
    "oceania": "OC",
}

GROUPS = {
    "southeast asia": "BN KH TL ID LA MY MM PH SG TH VN",
    "south asia": "AF BD BT IN MV NP PK LK",
    "east asia": "CN HK MO TW JP KP KR MN",
    "central asia": "KZ KG TJ TM UZ",
    "middle east": "BH CY EG IR IQ IL JO KW LB OM PS QA SA SY TR AE YE",
    "gulf": "BH KW OM QA SA AE",
    "persian gulf": "BH KW OM QA SA AE IR IQ",
    "korean peninsula": "KP KR",
    "balkans": "AL BA BG HR XK ME MK RS",
    "baltics": "EE LV LT",
    "scandinavia": "DK NO SE",
    "caucasus": "AM AZ GE",
    "palestinian territories": "PS",
    "european union": "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI "
    "ES SE",
    "eu": "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE",
    "western europe": "AT BE FR DE IE LU MC NL CH GB",
    "eastern europe": "BY BG CZ HU MD PL RO RU SK UA",
    "central america": "BZ CR SV GT HN NI PA",
    "latin america": "AR BO BR CL CO CR CU DO EC SV GT HN MX NI PA PY PE PR UY VE",
    "caribbean": "AG BS BB CU DM DO GD HT JM KN LC PR TT VC",
    "sahel": "BF TD ML MR NE",
    "horn of africa": "DJ ER ET SO",
    "west africa": "BJ BF CV CI GM GH GN GW LR ML MR NE NG SN SL TG",
    "east africa": "BI DJ ER ET KE RW SO SS SD TZ UG",
    "north africa": "DZ EG LY MA SD TN",
    "southern africa": "BW SZ LS NA ZA ZM ZW",
    "sub saharan africa": "AO BJ BW BF BI CM CF TD CG CD CI ET GA GH GN KE LR MG MW ML MZ NA NE NG "
    "RW SN SL SO ZA SS TZ TG UG ZM ZW",
    "americas": "US CA MX GT BZ SV HN NI CR PA CO VE EC PE BO PY UY AR CL BR GY SR CU JM HT DO",
}

METONYMS = {
    "white house": "US",
    "pentagon": "US",
    "capitol hill": "US",
    "kremlin": "RU",
    "downing street": "GB",
    "whitehall": "GB",
    "elysee": "FR",
    "blue house": "KR",
}

OTHER_NAMES = {
    "kyiv": "kiev",
    "kiev": "kyiv",
    "odesa": "odessa",
    "odessa": "odesa",
    "kharkov": "kharkiv",
    "lvov": "lviv",
    "calcutta": "kolkata",
    "bombay": "mumbai",
    "madras": "chennai",
    "bangalore": "bengaluru",
    "peking": "beijing",
    "canton": "guangzhou",
    "saigon": "ho chi minh city",
    "rangoon": "yangon",
    "pusan": "busan",
    "mecca": "makkah",
    "mazar i sharif": "mazar e sharif",
    "nyc": "new york city",
    "la": "los angeles",
    "gaza": "gaza strip",
    "washington dc": "washington, dc",
    "district of columbia": "washington, dc",
}

COMPASS = (
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "north",
    "south",
    "east",
    "west",
    "downtown",
    "inner",
    "outer",
    "upstate",
    "rural",
    "greater",
    "mainland",
)

_STATES = """
Alabama:ala,al Alaska:alaska,ak Arizona:ariz,az Arkansas:ark,ar California:calif,ca,cal
Colorado:colo,co Washington,_D.C.:dc
Connecticut:conn,ct Delaware:del,de Florida:fla,fl Georgia:ga Hawaii:hi Idaho:id
Illinois:ill,il Indiana:ind,in Iowa:ia Kansas:kan,ks Kentucky:ky Louisiana:la Maine:me Maryland:md
Massachusetts:mass,ma Michigan:mich,mi Minnesota:minn,mn Mississippi:miss,ms Missouri:mo
Montana:mont,mt Nebraska:neb,ne Nevada:nev,nv New_Hampshire:nh New_Jersey:nj New_Mexico:nm
New_York:ny North_Carolina:nc North_Dakota:nd Ohio:oh Oklahoma:okla,ok Oregon:ore,or
Pennsylvania:pa,penn Rhode_Island:ri South_Carolina:sc South_Dakota:sd Tennessee:tenn,tn
Texas:tex,tx Utah:ut Vermont:vt Virginia:va Washington:wash,wa West_Virginia:wva,wv
Wisconsin:wis,wisc,wi Wyoming:wyo,wy
"""

STATE_ABBREVIATIONS = {
    short: entry.rpartition(":")[0].replace("_", " ")
    for entry in _STATES.split()
    for short in entry.rpartition(":")[2].split(",")
}
"""How newspapers and the post shorten US states, folded."""
