"""The means of measuring: what is loaded is legal, both applications show the same rows, and statements are counted.

Nothing here is timed.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from bench import counted, floor, load, offers, pages, world
from bench.client import RAW, cookie, signed_token
from bench.pages import GUEST, ORDINARY, STATEMENTS, TEAM, Page
from bench.report import Verdict, table
from bench.rounds import Measured, ratio
from tests.doubling import render
from wgtool.history.models import Line
from wgtool.kernel import waits
from wgtool.kernel.db import db
from wgtool.kernel.waits import Wait
from wgtool.kernel.writes import writing
from wgtool.notifications.models import Mail
from wgtool.signups.models import SignUp, Status

FEW = 400
TOO_MANY = {("plan 2022", ORDINARY): 9, ("plan 2019", ORDINARY): 9, ("activity", ORDINARY): 15}
"""What asks more than was promised, exactly as it is now. Whoever mends one takes its line out."""
