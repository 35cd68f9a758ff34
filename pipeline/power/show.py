"""How a planned test is shown in the terminal, and as JSON. No decision is taken here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from rich.console import Console

from pipeline import display
from pipeline.plan.words import amount, listed
from pipeline.power.design import Test
from pipeline.power.spread import Known


@dataclass(frozen=True)
class Answer:
    """What was asked and what follows."""

    tiers: Sequence[str]
    power: float
    campaigns: int
    known: Known
    tests: Sequence[Test]
    currency: str


def as_json(found: Answer) -> str:
    """Return the answer as JSON."""
    spread = found.known.spread
    said: dict[str, Any] = {
        "tiers": list(found.tiers), "power": found.power, "campaigns": found.campaigns, "currency": found.currency,
        "spread": sqrt(spread.creator_variance), "spread_source": found.known.source,
        "tests": [test.as_row() for test in found.tests],
    }  # fmt: skip
    return json.dumps(said, default=display.plain, ensure_ascii=False, indent=2)


def answer(out: Console, found: Answer) -> None:
    """Print the creators, deals and cost of each tier for each ratio, and what that rests on."""
    rows = [
        [f"{test.ratio:,.2f}" if arm is test.arms[0] else "", arm.tier, arm.creators, arm.deals, _whole(arm.cost)]
        for test in found.tests
        for arm in test.arms
    ]
    tiers = listed(list(found.tiers), "and")
    display.table(
        out,
        f"A test of {tiers} that names the better one with {found.power:.0%}",
        ["ratio", "tier", "creators", "deals", f"cost, {found.currency}"],
        rows,
    )
    for test in found.tests:
        total = "" if test.cost is None else f", {amount(test.cost, found.currency)} in all"
        out.print(
            f"If one returns {test.ratio:.2f} times as much as the other{'s' if len(found.tiers) > 2 else ''}: {test.creators_each:,} creators of "
            f"each{total}.",
            soft_wrap=True,
        )
    campaigns = "in one campaign" if found.campaigns == 1 else f"divided evenly over {found.campaigns} campaigns"
    spread = sqrt(found.known.spread.creator_variance)
    out.print(
        f"Spread: {spread:.2f} of what is expected of a creator ({display.escape(found.known.source)}). Creators of all tiers {campaigns}, on the same "
        "platforms, each at about its tier's usual cost.",
        style="dim",
        soft_wrap=True,
    )
    out.print(
        "The better tier is named from a probability of 95 % on. Without a difference a tier is named in fewer than 6 of 100 tests.",
        style="dim",
        soft_wrap=True,
    )


def _whole(cost: float | None) -> str | None:
    return None if cost is None else f"{cost:,.0f}"
