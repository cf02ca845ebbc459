"""Currencies, units of measure, and the noun that a number counts."""



SYMBOLS = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "r$": "BRL", "nt$": "TWD", "£": "GBP", "€": "EUR", "¥": "JPY",
    "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₴": "UAH", "₦": "NGN",
    "rs": "INR", "rs.": "INR", "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF",
}  # fmt: skip
CURRENCY_NAMES = {
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "sterling": "GBP",
    "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "rupee": "INR", "rupees": "INR",
    "ruble": "RUB", "rubles": "RUB", "rouble": "RUB", "roubles": "RUB", "peso": "peso",
    "pesos": "peso", "won": "KRW", "shekels": "ILS", "shekel": "ILS", "francs": "franc",
    "lira": "TRY", "rand": "ZAR", "naira": "NGN", "hryvnia": "UAH", "hryvnias": "UAH",
    "krona": "SEK", "kronor": "SEK", "zloty": "PLN", "riyals": "SAR", "dirhams": "AED",
    "bitcoin": "BTC", "bitcoins": "BTC", "cent": "cent", "cents": "cent", "pence": "penny",
    "pesetas": "ESP", "guilders": "NLG", "marks": "DEM", "ringgit": "MYR", "baht": "THB",
    "rupiah": "IDR", "taka": "BDT", "dinars": "dinar", "crowns": "crown",
}  # fmt: skip
NATIONAL: dict[str, dict[str, str]] = {
    "us": {"dollar": "USD"}, "american": {"dollar": "USD"}, "australian": {"dollar": "AUD"},
    "canadian": {"dollar": "CAD"}, "singapore": {"dollar": "SGD"}, "taiwan": {"dollar": "TWD"},
    "british": {"pound": "GBP"}, "egyptian": {"pound": "EGP"}, "syrian": {"pound": "SYP"},
    "lebanese": {"pound": "LBP"}, "pakistani": {"rupee": "PKR"}, "indian": {"rupee": "INR"},
    "mexican": {"peso": "MXN"}, "argentine": {"peso": "ARS"}, "philippine": {"peso": "PHP"},
    "chilean": {"peso": "CLP"}, "swiss": {"franc": "CHF"}, "japanese": {}, "chinese": {},
    "russian": {}, "turkish": {}, "israeli": {}, "dutch": {}, "south": {}, "polish": {},
    "kuwaiti": {"dinar": "KWD"}, "iraqi": {"dinar": "IQD"}, "czech": {"crown": "CZK"},
}  # fmt: skip

_UNITS: dict[str, str] = {
    "kilometre": "km kms kilometer kilometers kilometre kilometres",
    "mile": "mile miles",
    "metre": "m metre metres meter meters",
    "centimetre": "cm centimetre centimetres centimeter centimeters",
    "millimetre": "mm millimetre millimetres millimeter millimeters",
    "foot": "ft foot feet",
    "inch": "inch inches",
    "yard": "yard yards",
    "kilogram": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
    "gram": "g gram grams gramme grammes",
    "tonne": "tonne tonnes",
    "ton": "ton tons",
    "pound": "lb lbs pound pounds",
    "ounce": "oz ounce ounces",
    "stone": "stone",
    "litre": "litre litres liter liters",
    "gallon": "gallon gallons",
    "acre": "acre acres",
    "hectare": "hectare hectares",
    "mph": "mph",
    "km/h": "km/h kmh kph",
    "knot": "knot knots",
    "degree": "degree degrees °",
    "degree C": "°c c",
    "degree F": "°f f",
    "megawatt": "mw megawatt megawatts",
    "gigawatt": "gw gigawatt gigawatts",
    "kilowatt": "kw kilowatt kilowatts",
    "gigabyte": "gb gigabyte gigabytes",
    "terabyte": "tb terabyte terabytes",
    "second": "second seconds sec secs",
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs",
    "day": "day days",
    "night": "night nights",
    "week": "week weeks",
    "fortnight": "fortnight fortnights",
    "month": "month months",
    "year": "year years yr yrs",
    "decade": "decade decades",
    "century": "century centuries",
}
UNITS = {form: unit for unit, forms in _UNITS.items() for form in forms.split()}


