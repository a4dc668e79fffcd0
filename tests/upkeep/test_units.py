"""The units we ship are what systemd takes, and hold the tool as tight as we say."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.needs import lacking
from tests.support.processes import ROOT

UNITS = ROOT / "deploy" / "systemd"
SERVICES = ("wgtool.service", "wgtool@.service", "wgtool-backup.service")


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_hardened_alike(name: str) -> None:
    def hardening(unit: str) -> list[str]:
        lines = (UNITS / unit).read_text().splitlines()
        return lines[lines.index("UMask=0077") : lines.index("SystemCallFilter=@system-service") + 1]

    assert hardening(name) == hardening(SERVICES[0])
    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "CapabilityBoundingSet="):  # fmt: skip
        assert line in hardening(name)


def test_systemd_takes_them(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        lacking("There is no systemd-analyze on this machine:", "apt install systemd.")
    (tmp_path / "run").write_text("#!/bin/sh\n")
    (tmp_path / "run").chmod(0o755)
    for unit in UNITS.iterdir():
        name = unit.name.replace("@.", "@due.")
        text = unit.read_text().replace("/opt/wgtool/bin/wgtool", f"{tmp_path}/run").replace("/opt/wgtool/bin/python", f"{tmp_path}/run")  # fmt: skip
        (tmp_path / name).write_text(text)
    units = sorted(str(path) for path in tmp_path.glob("wgtool*"))
    assert len(units) == 5
    told = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    assert [line for line in told.stderr.splitlines() if "wgtool" in line] == []
    services = [unit for unit in units if unit.endswith(".service")]
    rated = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--threshold=20", *services], capture_output=True, text=True)  # fmt: skip
    assert rated.returncode == 0, rated.stdout[-600:] + rated.stderr
