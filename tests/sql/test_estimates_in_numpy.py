"""The estimates that SQL works out are those of the method, written down a second time in numpy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from model_rows import built, warehouse
from numpy.typing import NDArray

from pipeline.models import building, sql_models

Floats = NDArray[np.float64]


def digamma(x: Floats) -> Floats:
    far = x + 30
    return np.log(far) - 1 / (2 * far) - 1 / (12 * far**2) - sum(1 / (x + step) for step in range(30))


def trigamma(x: Floats) -> Floats:
    far = x + 30
    return 1 / far + 1 / (2 * far**2) + 1 / (6 * far**3) + sum(1 / (x + step) ** 2 for step in range(30))


def normal_below(x: float) -> float:
    grid = np.linspace(-12, x, 200_001)
    values = np.exp(-grid * grid / 2) / np.sqrt(2 * np.pi)
    return float(((values[1:] + values[:-1]) / 2 * np.diff(grid)).sum())


def student_quantile(df: Floats) -> Floats:
    """Return Student's t at 97.5 % by integrating its density."""
    found = []
    for degrees in np.minimum(df, 1e5):
        grid = np.linspace(0, 30, 60_001)
        density = (1 + grid * grid / degrees) ** (-(degrees + 1) / 2)
        area = np.concatenate([[0], np.cumsum((density[1:] + density[:-1]) / 2 * np.diff(grid))])
        tail = 30 * density[-1] / degrees  # beyond the grid the density falls as a power
        found.append(np.interp(0.95 * (area[-1] + tail), area, grid))
    return np.array(found)


class Sample:
    """A creator's posts: what the method takes of them, in the order of posting."""

    def __init__(self, engagements: Floats, base: Floats) -> None:
        engaged = engagements > 0
        self.posts, self.zeros = len(engagements), int((~engaged).sum())
        logs = np.log((engagements[engaged] + 0.5) / base[engaged])
        self.middles = np.log((engagements[engaged] + 1 / 6) / base[engaged])
        self.engaged = count = len(logs)
        cut, share = count // 5, count // 5 / max(count, 1)
        self.mean = float(np.sort(logs)[cut : count - cut].mean()) if count else np.nan
        self.worth = count * (1 - 2 * share) ** 2 / (1 - 3.35 * share + 2.05 * share**2)
        ends, share = count // 10, count // 10 / max(count, 1)
        pulled = np.clip(logs, *np.sort(logs)[[ends, count - 1 - ends]]) if count else logs
        away = pulled - pulled.mean() if count else logs
        self.products, self.squares = float((away[1:] * away[:-1]).sum()), float((away**2).sum())
        self.df = max(count - 2 * ends - 1, 0)
        self.variance = np.nan
        if self.df:
            usual = self.squares / self.df * (1 - 2 * share) / (1 - 3.35 * share + 2.05 * share**2)
            self.variance = max(usual, float(np.mean(1 / (engagements[engaged] + 0.5))))


def widening(posts: Floats, correlation: float) -> Floats:
    """Return the variance of a mean of an autoregression's posts over that of independent ones, by adding them up."""
    return np.array([1 + 2 * sum((1 - lag / n) * correlation**lag for lag in range(1, int(n))) for n in posts])


def neighbours(samples: list[Sample]) -> float:
    """Return the correlation whose expectation is what was found, over grids of expected covariances."""
    used = [sample for sample in samples if sample.engaged > 1]
    found = sum(sample.products for sample in used) / sum(sample.squares for sample in used)
    grid, expected = np.arange(20) / 20, []
    for correlation in grid:
        above = below = 0.0
        for sample in used:
            n = sample.engaged
            lags = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
            free = np.eye(n) - 1 / n
            covariance = free @ correlation**lags @ free  # of deviations from the creator's own mean
            above += sample.squares / (n - 1) * np.trace(covariance, offset=1)
            below += sample.squares / (n - 1) * np.trace(covariance)
        expected.append(above / below)
    pairs = sum(sample.engaged - 1 for sample in used)
    return float(np.interp(found, expected, grid)) if pairs >= 32 and found > expected[0] else 0.0


def estimates(samples: list[Sample]) -> dict[str, Floats]:
    """Return each creator's estimate and bounds, drawn towards the cell of all."""
    every = {name: np.array([vars(s)[name] for s in samples], float) for name in ("mean", "variance", "worth", "df")}
    posts, zeros, engaged = (
        np.array([vars(s)[name] for s in samples], float) for name in ("posts", "zeros", "engaged")
    )
    correlation = neighbours(samples)
    wider, long = widening(np.maximum(engaged, 1), correlation), np.maximum(engaged, 1)
    variance = every["variance"] * wider * np.maximum(long - 1, 1) / np.maximum(long - wider, 0.3)
    mean, worth, df = every["mean"], np.maximum(every["worth"], 1), every["df"]
    lends = df > 0
    m, v, n, d = mean[lends], variance[lends], worth[lends], df[lends]
    count = len(m)
    logs, trust = np.log(v) - digamma(d / 2) + np.log(d / 2), d / (d + 4)
    middle = np.average(logs, weights=trust)
    excess = (trust * (logs - middle) ** 2).sum() - (trust * trigamma(d / 2) * (1 - trust / trust.sum())).sum()
    differing = max(excess / (trust.sum() - (trust**2).sum() / trust.sum()), 2 / d.sum())
    half = (1 + np.sqrt(1 + 2 * differing)) / (2 * differing)
    expected, cell_df = np.exp(middle + digamma(half) - np.log(half)), 2 * half
    usual = (d * v).sum() / d.sum() / n
    weight = 1 / (max(m.var(ddof=1) - (v / n).mean(), 0) + usual)
    freedom = weight.sum() - (weight**2).sum() / weight.sum()
    scatter = (weight * (m - np.average(m, weights=weight)) ** 2).sum()
    raw = (scatter - (weight * v / n * (1 - weight / weight.sum())).sum()) / freedom
    doubt = np.sqrt((2 * (weight * (max(raw, 0) + usual)) ** 2 + 2 * (weight * v / n) ** 2 / d).sum()) / freedom
    place = max(raw / doubt, -4)
    between = doubt * (place + np.exp(-place * place / 2) / np.sqrt(2 * np.pi) / normal_below(place))
    weight = 1 / (between + usual)
    centre = np.average(m, weights=weight)
    known = np.nan_to_num(variance)
    moderate = (cell_df * expected + df * known) / (cell_df + df)
    apart = np.nan_to_num(mean - centre)
    limit = np.minimum(1, np.sqrt(moderate / worth + between) / np.maximum(np.abs(apart), 1e-12))
    drawn = (count - 3) / (count - 1) * moderate / (moderate + between * worth) * limit
    drawn = np.where(np.isnan(mean), 1, drawn)
    lent = np.clip(np.minimum(cell_df, 4 - df), 0, None)
    own = (1 - drawn) ** 2 * (lent * expected + df * known) / (lent + df) / worth
    error = own + drawn**2 * (between + 1 / weight.sum() + 2 * apart**2 / (count - 3))

    deviation = np.sqrt(moderate / wider)
    free = np.sqrt(engaged / np.maximum(engaged - wider, 0.3))
    shape = np.concatenate(
        [(s.middles - mean[k]) / deviation[k] * free[k] for k, s in enumerate(samples) if s.df > 0 and s.engaged > 2]
    )
    grid = np.array([0.005, *np.arange(1, 21) / 40])
    places = np.quantile(shape, grid)

    def at(share: Floats) -> Floats:
        quantile = np.maximum((0.5 - share) / (1 - share), 0.0002)
        return np.interp(quantile, np.arange(21) / 40, places)

    share, low, high = zero_shares(posts, zeros)
    quantile = np.maximum((0.5 - share) / (1 - share), 0.0002)
    steps = np.diff(places)[np.minimum(quantile * 40, 19).astype(int)] * 40
    error = error + deviation**2 * (
        quantile * (1 - quantile) / len(shape) * steps**2 + (at(share) - places[-1]) ** 2 / (2 * (cell_df + df))
    )
    worthy = df * (1 - correlation**2) / (1 + correlation**2)
    reach = student_quantile(np.maximum((lent + worthy) * error / np.maximum(own, 1e-12), 1)) * np.sqrt(error)
    estimate = centre + (1 - drawn) * apart + deviation * at(share)
    below, above = (deviation * np.abs(at(share) - at(bound)) for bound in (high, low))
    return {
        "estimate": np.where(share < 0.5, np.exp(estimate), 0),
        "low": np.where(high < 0.5, np.exp(estimate - np.hypot(reach, below)), 0),
        "high": np.where(low < 0.5, np.exp(estimate + np.where(high < 0.5, 1, 0.84) * np.hypot(reach, above)), 0),
    }


def zero_shares(posts: Floats, zeros: Floats) -> tuple[Floats, Floats, Floats]:
    """Return each creator's share of posts without engagements, drawn towards all of them, and its bounds."""
    usual = zeros.sum() / posts.sum()
    if not usual:
        return (np.zeros(len(posts)),) * 3
    chance, pairs = usual * (1 - usual), (posts * (posts - 1)).sum()
    found = (((zeros - posts * usual) ** 2).sum() * len(posts) / (len(posts) - 1) / chance - posts.sum()) / pairs
    doubt = np.sqrt(2 * (posts**2).sum()) / pairs
    alike = np.clip(found - doubt**2 / found if found > doubt else 0, 0.0001, 0.95)
    prior = (1 - alike) / alike
    share = (zeros + prior * usual) / (posts + prior)
    variance = share * (1 - share) / (posts + prior + 1) + chance / posts.sum() * (prior / (posts + prior)) ** 2
    odds = 1.96 * np.sqrt(variance) / (share * (1 - share))
    low, high = (1 / (1 + np.exp(-(np.log(share / (1 - share)) + sign * odds))) for sign in (-1, 1))
    return share, low, high


@pytest.mark.parametrize(
    ("count", "between", "sigma", "zeros", "alike"),
    [(9, 0.4, 0.6, 0, 0), (60, 0.05, 1.1, 0, 0.4), (60, 0.8, 0.3, 0.3, 0.4), (40, 0.4, 0.6, 0.4, 0)],
)
def test_estimates_of_a_cell(count: int, between: float, sigma: float, zeros: float, alike: float) -> None:
    rng = np.random.default_rng(count)
    rates = {}
    for number in range(count):
        posts = int(rng.choice([1, 2, 3, 5, 12, 24]))
        luck = rng.normal(size=posts)
        for place in range(1, posts):
            luck[place] = alike * luck[place - 1] + np.sqrt(1 - alike**2) * luck[place]
        base = rng.integers(2_000, 90_000, posts)
        rate = np.exp(-3.5 + between * rng.normal() + sigma * np.exp(0.4 * rng.normal()) * luck)
        engagements = rng.poisson(rate * base) * (rng.random(posts) >= zeros * rng.choice([0.5, 1.5]))
        rates[f"c{number:03d}"] = [(int(x), int(y)) for x, y in zip(engagements, base, strict=True)]
    con = built("intermediate.int_rate_estimates", window_posts(rates))
    found = con.sql("select * from intermediate.int_rate_estimates order by influencer_id").fetchnumpy()
    assert set(found["estimate_cell"]) == {"platform"}
    samples = [Sample(*np.array(posts, float).T) for posts in rates.values()]
    measured = con.sql(
        "select neighbour_correlation from intermediate.int_rate_neighbours where tier = 'all'"
    ).fetchall()[0][0]
    assert measured == pytest.approx(neighbours(samples), abs=1e-4)
    for name, expected in estimates(samples).items():
        column = {"estimate": "headline_rate_pooled_estimate"}.get(name, f"headline_rate_{name}")
        tolerance = 1e-4 if name == "estimate" else 2e-3  # the bounds rest on series for t
        np.testing.assert_array_equal(found[column] == 0, expected == 0)
        np.testing.assert_allclose(
            np.log(found[column] + 1e-9), np.log(expected + 1e-9), atol=tolerance * 10, rtol=tolerance
        )


def window_posts(rates: dict[str, list[tuple[int, int]]]) -> dict[str, list[dict[str, Any]]]:
    """Return rows of the window: creator -> engagements and base of each post."""
    rows = [
        {
            "influencer_id": creator,
            "platform": "x",
            "post_key": f"{creator}{number:02d}",
            "posted_at": f"2026-01-{number + 1:02d} 00:00:00",
            "engagements": engagements,
            "headline_engagements": engagements,
            "headline_numerator": "engagements",
            "headline_base": base,
            "headline_rate": engagements / base,
            "headline_denominator": "views",
        }
        for creator, counts in rates.items()
        for number, (engagements, base) in enumerate(counts)
    ]
    return {"intermediate.int_window_posts": rows, "intermediate.int_creator_tiers": []}


def test_samples_are_trimmed_and_winsorised() -> None:
    rng = np.random.default_rng(4)
    rates = {
        f"c{size}": [(int(x), 10_000) for x in rng.lognormal(5, 1, size).round()] for size in (1, 2, 9, 10, 23, 30)
    }
    rates["with zeros"] = [(int(x), 5_000) for x in [0, 0, *rng.lognormal(4, 1, 12).round(), 0]]
    rates["only zeros"] = [(0, 10_000)] * 4
    con = warehouse(window_posts(rates))
    models = sql_models.load_models()
    for name in ("int_rate_logs", "int_rate_scatter", "int_rate_samples"):
        building.build(con, models[f"intermediate.{name}"])
    found = con.sql(
        "select influencer_id, log_rate_mean, log_rate_variance, engaged_posts, zero_rate_posts, posts_worth"
        " from intermediate.int_rate_samples"
    ).fetchall()
    assert len(found) == len(rates)
    for creator, mean, variance, engaged, zeros, worth in found:
        expected = Sample(*np.array(rates[creator], float).T)
        assert (engaged, zeros) == (expected.engaged, expected.zeros)
        assert worth == pytest.approx(expected.worth)
        assert mean == (pytest.approx(expected.mean, abs=1e-8) if engaged else None)
        assert (variance is None) == (engaged < 2)
        if variance is not None:
            assert variance == pytest.approx(expected.variance, rel=1e-6)


@pytest.mark.parametrize("posts", [4, 6, 31])
def test_a_creator_without_peers_has_its_own_t_interval(posts: int) -> None:
    rng = np.random.default_rng(posts)
    counts = [(int(x), 100_000) for x in rng.lognormal(7, 0.5, posts).round()]
    con = built("intermediate.int_rate_estimates", window_posts({"alone": counts}))
    low, high, estimate = con.sql(
        "select headline_rate_low, headline_rate_high, headline_rate_pooled_estimate"
        " from intermediate.int_rate_estimates"
    ).fetchall()[0]
    own = Sample(*np.array(counts, float).T)
    reach = student_quantile(np.array([float(own.df)]))[0] * np.sqrt(own.variance / own.worth)
    assert np.log([low, estimate, high]) == pytest.approx([own.mean - reach, own.mean, own.mean + reach], rel=1e-3)


def test_a_creator_whose_posts_get_nothing_has_a_rate_of_0() -> None:
    posts = window_posts({"ignored": [(0, 1_000)] * 6, "half": [(0, 1_000), (40, 1_000)] * 3})
    con = built("intermediate.int_rate_estimates", posts)
    found = con.sql(
        "select influencer_id, headline_rate_pooled_estimate, headline_rate_low, evidence"
        " from intermediate.int_rate_estimates order by influencer_id"
    ).fetchall()
    assert found == [("half", 0, 0, "low"), ("ignored", 0, None, "insufficient")]
