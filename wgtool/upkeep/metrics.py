"""What Prometheus reads: a line a number, in its text format."""

from __future__ import annotations

from collections.abc import Iterator

from wgtool.upkeep.counting import LIMITS, Counters

SAYS = {
    "mails_waiting": "Mails that have not left.",
    "mail_oldest_due_seconds": "How long the oldest mail that is due has waited.",
    "mail_held": "1 while mail is held after a restore.",
    "waits_open": "Lines of whose turn it is.",
    "due_last_run_timestamp_seconds": "When wgtool due last ran; 0 if it never did.",
    "database_up": "1 while the database answers.",
}


def text(counters: Counters, gauges: dict[str, float]) -> str:
    """Give all of it."""
    return "\n".join([*_requests(counters), *_gauges(gauges)]) + "\n"


def _gauges(gauges: dict[str, float]) -> Iterator[str]:
    for name, value in gauges.items():
        yield f"# HELP wgtool_{name} {SAYS[name]}"
        yield f"# TYPE wgtool_{name} gauge"
        yield f"wgtool_{name} {value:g}" if value < 1e6 else f"wgtool_{name} {value:.3f}"


def _requests(counters: Counters) -> Iterator[str]:
    rows = list(counters.totals())
    yield "# HELP wgtool_requests_total Requests answered, by route and status."
    yield "# TYPE wgtool_requests_total counter"
    for route, statuses, _buckets, _seconds in rows:
        yield from (f'wgtool_requests_total{{route="{route}",status="{s}"}} {n}' for s, n in statuses.items())
    yield "# HELP wgtool_request_seconds How long requests took, by route."
    yield "# TYPE wgtool_request_seconds histogram"
    for route, _statuses, buckets, seconds in rows:
        yield from _histogram(route, buckets, seconds)


def _histogram(route: str, buckets: list[int], seconds: float) -> Iterator[str]:
    below = 0
    for limit, count in zip([*map(str, LIMITS), "+Inf"], buckets, strict=True):
        below += count
        yield f'wgtool_request_seconds_bucket{{route="{route}",le="{limit}"}} {below}'
    yield f'wgtool_request_seconds_sum{{route="{route}"}} {seconds:.6f}'
    yield f'wgtool_request_seconds_count{{route="{route}"}} {below}'
