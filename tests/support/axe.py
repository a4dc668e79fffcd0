"""Ask axe what stands in people's way on a page: WCAG 2.2 A and AA, and its best practices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_findings(page: Page, *, only: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[str]:
    """Give one readable line for each element axe objects to; `only` and `ignore` name rules."""
    rules: dict[str, Any] = {"target-size": {"enabled": True}} | {rule: {"enabled": False} for rule in ignore}
    asked = {"type": "rule", "values": [*only]} if only else {"type": "tag", "values": TAGS}
    options = {"runOnly": asked, "rules": {} if only else rules, "resultTypes": ["violations"]}
    if page.evaluate("typeof axe === 'undefined'"):  # its half a megabyte is read once a document
        page.evaluate(Axe().axe_script)
    found = page.evaluate("async (options) => (await axe.run(document, options)).violations", options)
    return [_line(violation, node) for violation in found for node in violation["nodes"]]


def _line(violation: dict[str, Any], node: dict[str, Any]) -> str:
    """Say what is wrong, where, and why."""
    where = " ".join(str(part) for part in node["target"])
    why = "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])
    return f"{violation['id']} ({violation['impact']}): {where}: {why or violation['help']}"


def assert_accessible(page: Page, *, ignore: Iterable[str] = ()) -> None:
    """Fail with all that axe found."""
    findings = axe_findings(page, ignore=ignore)
    assert not findings, f"axe on {page.url}:\n  " + "\n  ".join(findings)
