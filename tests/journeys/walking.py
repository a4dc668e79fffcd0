"""A person at a real browser: signed in as somebody, reading, pressing, and told each time what was done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.cast import Someone

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Walk:
    """A browser page on which one person after another sits down."""

    def __init__(self, page: Page, at: str) -> None:
        self.page, self.at = page, at

    def sit(self, who: Someone, path: str = "/desk") -> Walk:
        """Hand the browser somebody's cookie and open a page."""
        cookie = who.client.get_cookie("wgtool")
        assert cookie is not None
        self.page.context.add_cookies([{"name": "wgtool", "value": cookie.value, "url": self.at}])
        return self.go(path)

    def go(self, path: str) -> Walk:
        self.page.goto(self.at + path)
        return self

    def follow(self, name: str) -> Walk:
        """Follow a link by its words."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name).first.click()
        return self

    def fill(self, **words: str) -> Walk:
        """Fill fields by their id."""
        for field, text in words.items():
            self.page.locator(f"#{field.replace('_', '-')}").fill(text)
        return self

    def press(self, name: str | re.Pattern[str], told: str = "", *, within: str = "main") -> Walk:
        """Press a button; what was done is told in the slip."""
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("button", name=name).first.click()
        assert told in self.page.locator("#slip").inner_text(), self.page.locator("#slip").inner_text() or self.words
        assert told or not self.page.locator("#slip .slip").count()
        return self

    def sees(self, *words: str) -> Walk:
        for one in words:
            assert one in self.words, one
        return self

    @property
    def words(self) -> str:
        """Give all the words of the page."""
        return self.page.locator("main").inner_text()
