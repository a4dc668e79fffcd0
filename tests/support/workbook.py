"""What an office program would complain about in a workbook, found without one: the package, its parts, its cells."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DOCUMENT = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
REFERS = re.compile(r"='?([^'!]+)'?!\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?")
CELL = re.compile(r"[A-Z]{1,3}[1-9]\d*")
Parts = dict[str, ElementTree.Element]


def faults(data: bytes) -> list[str]:
    """Name all that is wrong with a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        broken = pack.testzip()
        names = pack.namelist()
        parts = {name: ElementTree.fromstring(pack.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    found = [*_package(names, parts), *_workbook(parts)]
    for name in names:
        if name.startswith("xl/worksheets/sheet"):
            found += [f"{name}: {fault}" for fault in _sheet(parts[name], parts)]
    return found + ([f"{broken} is damaged"] if broken else [])


def _package(names: list[str], parts: Parts) -> Iterator[str]:
    """Each part once and of a known type, each relation to a part that is there; nothing that runs or is elsewhere."""
    if len(set(names)) != len(names):
        yield "a part is there twice"
    kinds = parts["[Content_Types].xml"]
    given = {one.get("PartName") for one in kinds.iter(f"{TYPES}Override")}
    endings = {one.get("Extension") for one in kinds.iter(f"{TYPES}Default")}
    yield from (f"{name} has no type" for name in names
                if name != "[Content_Types].xml" and f"/{name}" not in given and name.rpartition(".")[2] not in endings)  # fmt: skip
    yield from (f"{name} is not there" for name in given if str(name)[1:] not in names)
    yield from (f"{name} runs, or fetches" for name in names if re.search("vba|external|connections|embed", name, re.I))
    for name in (name for name in names if name.endswith(".rels")):
        base = name.replace("_rels/", "").rpartition("/")[0]
        for link in parts[name]:
            target = str(link.get("Target"))
            if link.get("TargetMode") == "External":
                yield f"{name} leads outside, to {target}"
            elif (target[1:] if target.startswith("/") else normpath(join(base, target))) not in names:
                yield f"{name} leads to {target}, which is not there"


def _workbook(parts: Parts) -> Iterator[str]:
    sheets = [str(one.get("name")) for one in parts["xl/workbook.xml"].iter(f"{MAIN}sheet")]
    if len({name.lower() for name in sheets}) != len(sheets):
        yield "two sheets have one name"
    yield from (f"no sheet can be called {name}" for name in sheets
                if not 0 < len(name) <= 31 or set(name) & set("[]:*?/\\") or name[0] == "'" or name[-1] == "'")  # fmt: skip
    for one in parts["xl/workbook.xml"].iter(f"{MAIN}definedName"):
        if one.get("name") not in {"_xlnm._FilterDatabase", "_xlnm.Print_Titles"}:
            yield f"{one.get('name')} is named, and runs perhaps"


def _sheet(sheet: ElementTree.Element, parts: Parts) -> Iterator[str]:
    styles = len(parts["xl/styles.xml"].findall(f"{MAIN}cellXfs/{MAIN}xf"))
    shared = len(parts.get("xl/sharedStrings.xml", ElementTree.Element("none")))
    sheets = {one.get("name") for one in parts["xl/workbook.xml"].iter(f"{MAIN}sheet")}
    seen: set[str] = set()
    for cell in sheet.iter(f"{MAIN}c"):
        place, value = str(cell.get("r")), cell.findtext(f"{MAIN}v")
        if not CELL.fullmatch(place) or place in seen:
            yield f"{place} is no place, or there twice"
        seen.add(place)
        if cell.find(f"{MAIN}f") is not None:
            yield f"{place} is a formula"
        if int(cell.get("s", "0")) >= styles or (cell.get("t") == "s" and int(str(value)) >= shared):
            yield f"{place} has a style or a text that is not there"
        if len("".join(cell.itertext())) > 32_767:
            yield f"{place} is longer than a cell can be"
    for check in sheet.iter(f"{MAIN}dataValidation"):
        said = check.findtext(f"{MAIN}formula1") or ""
        refers = REFERS.fullmatch(said if said.startswith("=") else f"={said}")
        if check.get("type") != "list" or not (refers and refers[1] in sheets):
            yield f"{check.get('sqref')} offers {said}, which is not there"
    if any(True for _one in sheet.iter(f"{MAIN}conditionalFormatting")):
        yield "a format is a formula"
