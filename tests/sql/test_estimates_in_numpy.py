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


def trimmed(logs: Floats) -> tuple[float, float | None]:
    """Return the trimmed mean and the winsorised variance that belongs to it."""
    logs = np.sort(logs)
    cut = len(logs) // 10
    kept = logs[cut : len(logs) - cut]
    if len(kept) < 2:
        return float(kept.mean()), None
    pulled = np.clip(logs, kept[0], kept[-1])
    return float(kept.mean()), float(((pulled - pulled.mean()) ** 2).sum() / (len(kept) - 1))


def estimates(mean: Floats, variance: Floats, posts: Floats) -> dict[str, Floats]:
    """Return each creator's estimate and bounds, drawn towards the cell of all; variance is nan for one post."""
    df = posts - 1
    lends = df > 0
    m, v, n, d = mean[lends], variance[lends], posts[lends], df[lends]
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
    error = (cell_df * expected + df * known) / (cell_df + df) / posts
    drawn = (count - 3) / (count - 1) * error / (error + between)
    lent = np.clip(np.minimum(cell_df, 4 - df), 0, None)
    own = (1 - drawn) ** 2 * (lent * expected + df * known) / (lent + df) / posts
    whole = own + drawn**2 * (between + 1 / weight.sum() + 2 * (mean - centre) ** 2 / (count - 3))
    reach = student_quantile(np.maximum((lent + df) * whole / own, 1)) * np.sqrt(whole)
    estimate = mean - drawn * (mean - centre)
    return {"estimate": np.exp(estimate), "low": np.exp(estimate - reach), "high": np.exp(estimate + reach)}


@pytest.mark.parametrize(("count", "between", "sigma"), [(9, 0.4, 0.6), (60, 0.05, 1.1), (60, 0.8, 0.3)])
def test_estimates_of_a_cell(count: int, between: float, sigma: float) -> None:
    rng = np.random.default_rng(count)
    posts = rng.choice([1, 2, 3, 5, 12, 24], count).astype(float)
    spread = sigma * np.exp(0.4 * rng.normal(size=count))
    mean = -3.5 + between * rng.normal(size=count) + spread * rng.normal(size=count) / np.sqrt(posts)
    chance = np.array([rng.chisquare(n - 1) / (n - 1) if n > 1 else np.nan for n in posts])
    variance = spread**2 * chance
    rows = [
        {
            "influencer_id": f"c{number:03d}",
            "platform": "x",
            "posts_with_rate": int(posts[number]),
            "posts_kept": int(posts[number]),
            "degrees_of_freedom": int(posts[number]) - 1,
            "log_rate_mean": mean[number],
            "log_rate_variance": None if np.isnan(variance[number]) else variance[number],
        }
        for number in range(count)
    ]
    con = built("intermediate.int_rate_estimates", {"intermediate.int_rate_samples": rows})
    found = con.sql("select * from intermediate.int_rate_estimates order by influencer_id").fetchnumpy()
    assert set(found["estimate_cell"]) == {"platform"}
    for name, expected in estimates(mean, variance, posts).items():
        column = {"estimate": "headline_rate_pooled_estimate"}.get(name, f"headline_rate_{name}")
        tolerance = 1e-5 if name == "estimate" else 2e-3  # the bounds rest on series for t
        np.testing.assert_allclose(np.log(found[column]), np.log(expected), atol=tolerance * 10, rtol=tolerance)


def window_posts(rates: dict[str, list[tuple[int, int]]]) -> dict[str, list[dict[str, Any]]]:
    """Return rows of the window: creator -> engagements and base of each post."""
    rows = [
        {
            "influencer_id": creator,
            "platform": "x",
            "post_key": f"{creator}{number}",
            "engagements": engagements,
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
    con = warehouse(window_posts(rates))
    building.build(con, sql_models.load_models()["intermediate.int_rate_samples"])
    found = con.sql(
        "select influencer_id, log_rate_mean, log_rate_variance, posts_kept from intermediate.int_rate_samples"
    ).fetchall()
    assert len(found) == len(rates)
    for creator, mean, variance, kept in found:
        logs = np.log([(engagements + 0.5) / base for engagements, base in rates[creator]])
        expected_mean, expected_variance = trimmed(logs)
        assert kept == len(logs) - 2 * (len(logs) // 10)
        assert mean == pytest.approx(expected_mean, abs=1e-8)
        assert (variance is None) == (expected_variance is None)
        if expected_variance is not None:
            assert variance == pytest.approx(expected_variance, rel=1e-6)


@pytest.mark.parametrize("posts", [4, 6, 31])
def test_a_creator_without_peers_has_its_own_t_interval(posts: int) -> None:
    rng = np.random.default_rng(posts)
    counts = [(int(x), 100_000) for x in rng.lognormal(7, 0.5, posts).round()]
    con = built("intermediate.int_rate_estimates", window_posts({"alone": counts}))
    low, high, estimate = con.sql(
        "select headline_rate_low, headline_rate_high, headline_rate_pooled_estimate"
        " from intermediate.int_rate_estimates"
    ).fetchall()[0]
    mean, variance = trimmed(np.log([(engagements + 0.5) / base for engagements, base in counts]))
    kept = posts - 2 * (posts // 10)
    assert variance is not None
    reach = student_quantile(np.array([kept - 1.0]))[0] * np.sqrt(variance / kept)
    assert np.log([low, estimate, high]) == pytest.approx([mean - reach, mean, mean + reach], rel=1e-3)
