"""A report in a page of the browser, with what it asked for and complained about."""

import time
from pathlib import Path
from typing import Any

HOSTILE = (
    "<img src=x onerror=\"window.hacked='img'\"></script><script>window.hacked='script'</script><!--<b>bold & 'quoted'"
)


class Opened:
    """A report in a page of the browser.

    Attributes:
        page: Of playwright.
        problems: What the console and the page said that is no information.
        requests: Every address that was asked for.
        seconds: Until every chart was drawn.
    """

    def __init__(self, context: Any, report: Path) -> None:
        self.page = context.new_page()
        self.problems: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda said: self.problems.append(f"{said.type}: {said.text}"))
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.problems.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        context.on("request", lambda request: self.requests.append(request.url))
        started = time.monotonic()
        self.page.goto(report.as_uri())
        places = self.page.locator("[data-chart]").count()
        while self.page.locator("[data-chart] svg").count() < places and time.monotonic() - started < 30:
            self.page.wait_for_timeout(50)
        self.seconds = time.monotonic() - started

    def run(self, script: str, argument: Any = None) -> Any:
        """Return what a function of JavaScript returns in the page."""
        return self.page.evaluate(script, argument)
