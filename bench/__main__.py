"""`make bench`: measures, prints what holds, and keeps the figures in var/bench/."""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import signal
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

from bench import beside, line, places, report, speed, verdicts
from bench.report import Verdict

BUSY = 3.0
"""The load that a run brings by itself, at most."""
NOISE = "Ratios of one run on one machine; while others use it too, differences under a quarter mean nothing."


def asked() -> argparse.Namespace:
    """Read what is asked for."""
    asking = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    asking.add_argument("--quick", action="store_true", help="fewer rounds: a minute or two")
    asking.add_argument("--pages", default="", metavar="A,B", help="only these pages, and no cold starts")
    asking.add_argument("--servers", action="store_true", help="gunicorn and granian side by side instead")
    asking.add_argument("--postgres", action="store_true", help="one and two processes on PostgreSQL instead")
    asking.add_argument(
        "--line", action="store_true", help="the first view on a bad line instead; a full run has it too"
    )
    asking.add_argument("--strict", action="store_true", help="fail when a limit is not kept")
    return asking.parse_args()


def main() -> None:
    """Measure what is asked for."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended before the end."))  # so that the servers are ended as well
    logging.disable(logging.INFO)  # what this process asks to count statements is nobody's request
    chosen, began = asked(), time.perf_counter()
    found: list[Verdict] = []
    effort = speed.QUICK if chosen.quick else speed.FULL
    if chosen.pages:
        effort = replace(effort, only=tuple(chosen.pages.split(",")), starts=0, due=False)
    with tempfile.TemporaryDirectory(prefix="wgtool-bench-") as folder:
        found += _asked_for(chosen, effort, Path(folder))
    _keep(found)
    load = os.getloadavg()[0]
    broken = [each for each in found if not each.holds]
    print(f"{len(broken)} of {sum(each.limit is not None for each in found)} limits are not kept.", NOISE)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
          f"{time.perf_counter() - began:.0f} s, load {load:.1f}")  # fmt: skip
    if load > BUSY:
        print("This machine had more to do than this: go by the column of CPU, and believe no time.")
    sys.exit(bool(chosen.strict and broken))


def _asked_for(chosen: argparse.Namespace, effort: speed.Effort, folder: Path) -> list[Verdict]:
    found: list[Verdict] = []
    if chosen.servers:
        found += _told("granian beside gunicorn", beside.of_servers(effort, folder))
    if chosen.postgres:
        found += _told("On PostgreSQL", beside.of_processes(effort, folder))
    if not (chosen.servers or chosen.postgres or chosen.line):
        found += _told(f"{effort.signups} sign-ups, beside the floor", verdicts.verdicts(speed.run(effort, folder)))
    if chosen.line or not (found and (chosen.quick or chosen.pages or chosen.servers or chosen.postgres)):
        found += _told(f"First view, {line.DELAY} ms and {line.RATE} kbit/s", line.on_a_bad_line(effort, folder))
    return found


def _told(title: str, said: Iterable[Verdict]) -> list[Verdict]:
    found = list(said)
    print(report.table(title, found), flush=True)
    return found


def _keep(found: list[Verdict]) -> None:
    places.KEPT.mkdir(parents=True, exist_ok=True)
    figures = [asdict(each) | {"holds": each.holds} for each in found]
    (places.KEPT / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
