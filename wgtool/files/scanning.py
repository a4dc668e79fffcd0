"""Asks a scanner of the installation about a file, if there is one. No word from it is a no."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from typing import BinaryIO

from flask import current_app

from wgtool.config import Settings
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused

PATIENCE = 60
FOUND = 1


def scan(file: BinaryIO) -> None:
    """Raise Refused where the scanner finds something, or does not answer."""
    settings: Settings = current_app.extensions["settings"]
    if not settings.scanner:
        return
    with tempfile.NamedTemporaryFile(prefix="scan-") as copy:
        file.seek(0)
        copy.write(file.read())
        copy.flush()
        code = _asked([*shlex.split(settings.scanner), copy.name])
    if code == FOUND:
        raise Refused(_("The virus scanner found something in this file. It was not taken."))
    if code != 0:
        raise Refused(_("This file could not be scanned for viruses now. Try again later."))


def _asked(command: list[str]) -> int:
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=PATIENCE).returncode
    except (OSError, subprocess.TimeoutExpired) as error:
        current_app.logger.error("the scanner did not answer: %s", error)
        return -1
