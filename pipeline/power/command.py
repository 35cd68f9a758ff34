"""``influencers power``: how many creators a test of tiers needs, asked from the command line.

Belongs here: its options and its exit status. What is shown stands in ``show``, what follows from a spread in ``design``.
"""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import AsOf, Home, KnownOn, err, out, settings_of, wrong

if TYPE_CHECKING:
    from pipeline.power.spread import Price


def power(
    ratio: Annotated[
        list[float] | None,
        typer.Option(help="How many times as much the better tier returns; may be repeated. 1.5 and 2 if not given."),
    ] = None,
    power: Annotated[float, typer.Option(help="How likely the test is to name the better tier, 0.5 to 0.99.")] = 0.8,
    tiers: Annotated[
        str | None, typer.Option(help="Which tiers, with commas between. The middle two of the scheme if not given.")
    ] = None,
    campaigns: Annotated[int, typer.Option(help="Over how many campaigns the creators of each tier are divided.")] = 1,
    spread: Annotated[
        float | None,
        typer.Option(
            help="How much creators differ, where no data tell: standard deviation of what one brings over what is expected of it."
        ),
    ] = None,
    cost: Annotated[
        list[str] | None,
        typer.Option(help="Cost of a creator: TIER=300. May be repeated; the average so far if not given."),
    ] = None,
    creators: Annotated[
        int | None, typer.Option(help="Say instead which ratio a test with so many creators of each tier would show.")
    ] = None,
    home: Home = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the test as JSON, and nothing else.")] = False,
) -> None:
    """Plan a test of tiers: how many creators of each, at which cost, so that a difference of their returns is found.

    The better tier is named by the rule of the report: from a probability of 95 % on, within campaigns and platforms. How much
    creators differ, and what they cost, is read from the warehouse; with --spread none is needed.
    """
    import duckdb

    from pipeline.power import show
    from pipeline.power.design import planned, with_creators
    from pipeline.power.planning import Spread
    from pipeline.power.spread import Known, PowerError, Price, prices_of, spread_of, tiers_asked
    from pipeline.warehouse.warehouse import Warehouse

    _refuse(ratio or [], power, campaigns, spread, creators)
    settings = settings_of(as_of, known_on, home=home)
    asked = [tier.strip() for tier in (tiers or "").split(",") if tier.strip()]
    warehouse = Warehouse.of(settings)
    prices: dict[str, Price] = {}
    known = Known(Spread(spread**2), "as stated") if spread else None
    if known is None and not warehouse.published.exists():
        wrong(
            f"{warehouse.published} does not exist yet. Run 'influencers run' first, or state how much creators differ: --spread 1"
        )
    if warehouse.published.exists():
        with warehouse.read() as connection:
            try:
                asked = tiers_asked(connection, asked)
                known = known or spread_of(connection, asked)
                prices = prices_of(connection)
            except PowerError as error:
                wrong(str(error))
            except duckdb.CatalogException:
                wrong(f"{warehouse.published} was built by another release. Run 'influencers run' again.")
    if not asked:
        wrong(f"{warehouse.published} does not exist yet, so the tiers are not known: name two or more with --tiers.")
    if len(set(asked)) != len(asked) or len(asked) < 2:
        wrong(f"--tiers {','.join(asked)}: a test needs two different tiers or more.")
    assert known is not None
    currency = next((price.currency for price in prices.values()), settings.reporting_currency.upper())
    prices |= _costs(cost or [], asked, prices, currency)
    if creators:
        tests = [with_creators(creators, power, asked, known.spread, prices, campaigns)]
    else:
        sizes = {
            each: planned(each, power, asked, known.spread, prices, campaigns) for each in sorted(ratio or [1.5, 2.0])
        }
        tests = [test for test in sizes.values() if test]
        _say_too_small([each for each, test in sizes.items() if not test])
    found = show.Answer(asked, power, campaigns, known, tests, currency)
    if not found.tests:
        wrong("No test of up to 500,000 creators of each tier would do. Ask for a larger --ratio or less --power.")
    if as_json:
        sys.stdout.write(show.as_json(found) + "\n")
    else:
        show.answer(out, found)


def _say_too_small(ratios: list[float]) -> None:
    for each in ratios:
        err.print(f"A ratio of {each:g} would not be found with 500,000 creators of each tier.")


def _refuse(ratios: list[float], power: float, campaigns: int, spread: float | None, creators: int | None) -> None:
    """End the command where an option makes no sense."""
    if low := [each for each in ratios if not 1.01 <= each <= 1000]:
        wrong(f"--ratio {low[0]:g} is not between 1.01 and 1000: say how many times as much the better tier returns.")
    if not 0.5 <= power <= 0.99:
        wrong(f"--power {power:g} is not between 0.5 and 0.99: 0.8 finds the better tier four times in five.")
    if campaigns < 1:
        wrong(f"--campaigns {campaigns} is not 1 or more.")
    if spread is not None and not 0.01 <= spread <= 100:
        wrong(
            f"--spread {spread:g} is not between 0.01 and 100: 1 is that a creator brings what is expected, give or take as much."
        )
    if creators is not None and creators < max(5, 2 * campaigns):
        wrong(f"--creators {creators}: a comparison needs five of each tier, and two of each in each campaign.")


def _costs(given: list[str], tiers: list[str], prices: "dict[str, Price]", currency: str) -> "dict[str, Price]":
    """Read TIER=300 as what a creator of the tier costs."""
    from pipeline.power.spread import Price

    found = {}
    for text in given:
        tier, _, amount = text.partition("=")
        try:
            value = float(amount)
        except ValueError:
            value = -1.0
        if tier not in tiers or value < 0:
            wrong(f"--cost {text} is not TIER=AMOUNT with one of the tiers {', '.join(tiers)}, as in {tiers[0]}=300")
        found[tier] = Price(value, prices[tier].deals if tier in prices else None, currency)
    return found
