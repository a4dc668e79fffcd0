"""The lock files pin what pyproject.toml asks for, with digests, and name no place to fetch it from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
RUN = "requirements.lock", PROJECT["dependencies"]
TEST = "requirements-test.lock", [*PROJECT["dependencies"], *EXTRAS["test"], *EXTRAS["postgres"]]


def _pins(name: str) -> dict[str, set[tuple[str, str]]]:
    """Give each pinned name with its versions and the marker each is for."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    pins: dict[str, set[tuple[str, str]]] = {}
    for line in text.splitlines():
        if line and not line.lstrip().startswith("#"):
            pin = Requirement(line.split(" --hash", 1)[0])
            assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), f"{pin} has no digest"
            pins.setdefault(canonicalize_name(pin.name), set()).add((str(pin.specifier), str(pin.marker or "")))
    return pins


@pytest.mark.parametrize(("name", "wanted"), [RUN, TEST])
def test_every_requirement_is_pinned_within_its_bounds(name: str, wanted: list[str]) -> None:
    pins = _pins(name)
    for requirement in map(Requirement, wanted):
        versions = pins.get(canonicalize_name(requirement.name), set())
        assert versions, f"{name} lacks {requirement}: run make lock"
        assert all(requirement.specifier.contains(version.removeprefix("==")) for version, _ in versions), requirement


def test_tests_run_on_the_pins_that_are_run() -> None:
    tested = _pins("requirements-test.lock")
    assert all(versions <= tested[name] for name, versions in _pins("requirements.lock").items())


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_no_lock_names_a_place(name: str) -> None:
    assert not re.search(r"://|index|find-links", (ROOT / name).read_text("utf-8"))
