"""What is done once a change is committed, and not at all if it is not: what no transaction could take back.

A process that ends between the two does none of it, so a timer must find and do what was left.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app, g

Job = Callable[[], object]


def afterwards(job: Job) -> None:
    """Have a job done after the commit of the `writing()` one is in; outside of one nobody would do it."""
    g.setdefault("afterwards", []).append(job)


def do() -> None:
    """Do what is to be done after a commit. The change stands, so one that fails is logged and told to nobody."""
    for job in g.pop("afterwards", []):
        try:
            job()
        except Exception:
            current_app.logger.exception("the change was made, but not what follows it: a timer will")


def forget() -> None:
    """Do nothing of it: the transaction was rolled back."""
    g.pop("afterwards", None)
