"""Say out loud what this machine lacks: a skip at a desk, an error where `WGTOOL_CI=1`."""

from __future__ import annotations

import os
from collections import Counter
from typing import NoReturn

import pytest

MARK = "LACKING: "


def lacking(what: str, remedy: str) -> NoReturn:
    """Skip the test for want of `what`, or fail it where nothing may be missing."""
    sentence = f"{what} {remedy}"
    if os.environ.get("WGTOOL_CI") == "1":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(MARK + sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count at the end what was not run, and say how to have it run."""
    reasons: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if MARK in reason:
            reasons[reason.split(MARK, 1)[1]] += 1
    for sentence, count in reasons.items():
        tests = "1 test was" if count == 1 else f"{count} tests were"
        terminalreporter.write_sep("!", f"{tests} NOT RUN", yellow=True)
        terminalreporter.write_line(sentence, yellow=True)
