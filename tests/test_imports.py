"""The contracts on imports hold, and every room stands under them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter import api
from importlinter.application import use_cases

ROOT = Path(__file__).parents[1]
INNER = {"views", "forms", "panels", "listeners", "waiting", "lifecycle"}
JOINERS = {"wgtool.app", "wgtool.__main__"}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Read every import of the package once."""
    return grimp.build_graph("wgtool", cache_dir=None)


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def _contract(name: str) -> dict[str, Any]:
    options = api.read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]
    return next(contract for contract in options if contract["id"] == name)


def test_the_contracts_hold(capsys: pytest.CaptureFixture[str]) -> None:
    kept = use_cases.lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None, no_logo=True)
    assert kept, capsys.readouterr().out


def test_every_room_is_under_the_contract_of_rooms(graph: grimp.ImportGraph) -> None:
    packages = {path.parent.name for path in (ROOT / "wgtool").glob("*/__init__.py")} - {"kernel"}
    assert set(_contract("rooms")["containers"]) == {f"wgtool.{name}" for name in packages}


def test_a_floor_with_code_has_lost_its_parentheses() -> None:
    layers = " | ".join(_contract("floors")["layers"]).split(" | ")
    late = [name for name in layers if name.startswith("(") and _exists(name.strip("()"))]
    assert not late, f"these exist: take their parentheses off in pyproject.toml: {late}"


def _exists(name: str) -> bool:
    return (ROOT / "wgtool" / f"{name}.py").exists() or (ROOT / "wgtool" / name / "__init__.py").exists()


def test_no_room_reaches_for_the_insides_of_another(graph: grimp.ImportGraph) -> None:
    reached = [
        f"{importer} imports {module}"
        for module in sorted(graph.modules)
        if len(parts := module.split(".")) > 2 and parts[1] != "kernel" and parts[2] in INNER
        for importer in sorted(graph.find_modules_that_directly_import(module))
        if _room(importer) != _room(module) and importer not in JOINERS
    ]
    assert not reached, "\n".join(reached)
