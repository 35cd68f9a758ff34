"""Cells that offers rest on are those of the method, written down a second time in numpy."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from model_rows import built
from numpy.typing import NDArray

Floats = NDArray[np.float64]
TIERS = ["nano", "micro", "macro"]
PLATFORMS = ["instagram", "tiktok"]


def positive(raw: float, error: float) -> float:
    """Return what is used of a variance that came out by chance as raw."""
    return float((raw + np.hypot(raw, np.sqrt(8 / np.pi) * error)) / 2)


def drawn(mean: float, error: float, towards: float, doubt: float, between: float) -> tuple[float, float]:
    """Return a mean drawn towards another, and its variance."""
    share = error / (error + between)
    return mean - share * (mean - towards), between * share + share**2 * doubt


def scatter(values: Floats, groups: list[str]) -> float:
    return float(sum(((values[m] - values[m].mean()) ** 2).sum() for g in set(groups) for m in [np.array(groups) == g]))


def cells(tier: list[str], platform: list[str], x: Floats, e: Floats) -> dict[tuple[str, str], tuple[float, float]]:
    """Return mean and variance of each cell by nested analysis of variance; creators are compared within cells."""
    cell, n = [f"{t}/{p}" for t, p in zip(tier, platform, strict=True)], len(x)
    of_cell, of_tier = (np.array([names.count(name) for name in names], float) for names in (cell, tier))
    k_cells, k_tiers = len(set(cell)), len(set(tier))
    in_cells, in_tiers, whole = scatter(x, cell), scatter(x, tier), scatter(x, ["all"] * n)
    df = n - k_cells
    raw = (in_cells - (e * (1 - 1 / of_cell)).sum()) / df
    creators = positive(raw, np.sqrt(2 / df) * (max(raw, 0) + e.mean())) if e.any() else raw
    noise = creators * (k_cells - k_tiers) + (e * (1 / of_cell - 1 / of_tier)).sum()
    factor = n - (of_cell / of_tier).sum()
    platforms = positive(
        (in_tiers - in_cells - noise) / factor,
        np.sqrt(2 / (k_cells - k_tiers)) * max(in_tiers - in_cells, noise) / factor,
    )
    noise = creators * (k_tiers - 1) + (e * (1 / of_tier - 1 / n)).sum()
    noise += platforms * ((of_cell / of_tier).sum() - of_cell.sum() / n)
    factor = n - of_tier.sum() / n
    tiers = positive(
        (whole - in_tiers - noise) / factor, np.sqrt(2 / (k_tiers - 1)) * max(whole - in_tiers, noise) / factor
    )
    means: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
    for name in sorted(set(cell)):
        mine = np.array(cell) == name
        means[name.split("/")[0]].append((name, x[mine].mean(), (creators + e[mine]).sum() / mine.sum() ** 2))
    by_tier = {}
    for name, found in means.items():
        weight = np.array([1 / (platforms + error) for _, _, error in found])
        by_tier[name] = (np.average([mean for _, mean, _ in found], weights=weight), 1 / weight.sum())
    weight = np.array([1 / (tiers + error) for _, error in by_tier.values()])
    pool = (float(np.average([mean for mean, _ in by_tier.values()], weights=weight)), float(1 / weight.sum()))
    result = {}
    for name in TIERS:
        middle = drawn(*by_tier[name], *pool, tiers) if name in by_tier else (pool[0], tiers + pool[1])
        own = {full.split("/")[1]: (mean, error) for full, mean, error in means[name]}
        for p in PLATFORMS:
            result[name, p] = drawn(*own[p], *middle, platforms) if p in own else (middle[0], platforms + middle[1])
    return result


@pytest.mark.parametrize("between", [0.0, 0.6])
def test_cells_of_prices(between: float) -> None:
    rng = np.random.default_rng(round(between * 10))
    tier = ["nano"] * 7 + ["micro"] * 5
    platform = ["instagram"] * 4 + ["tiktok"] * 3 + ["instagram"] * 5
    level = {name: rng.normal(0, between) for name in TIERS}
    x = np.array([level[t] for t in tier]) + rng.normal(0, 0.5, len(tier))
    accounts = [
        {"account_key": f"{t}{p}", "influencer_id": f"{t}{p}", "platform": p, "tier": t, "evidence": "low"}
        for t in TIERS for p in PLATFORMS
    ]  # fmt: skip
    samples = [
        {"measure": "price", "pool": "all", "platform": p, "tier": t, "sample_key": f"{number}", "log_mean": x[number],
         "log_mean_error": 0}
        for number, (t, p) in enumerate(zip(tier, platform, strict=True))
    ]  # fmt: skip
    given = {"intermediate.int_offer_accounts": accounts, "intermediate.int_offer_samples": samples}
    with built("intermediate.int_offer_cells", given) as con:
        found = con.execute(
            "select tier, platform, log_mean, log_mean_variance, rests_on from intermediate.int_offer_cells"
        ).fetchall()
    expected = cells(tier, platform, x, np.zeros(len(x)))
    assert len(found) == len(expected) == 6
    for t, p, mean, variance, _ in found:
        assert (mean, variance) == pytest.approx(expected[t, p], rel=1e-6)
    rests_on = {(t, p): name for t, p, *_, name in found}
    assert rests_on["nano", "tiktok"] == "tiktok, nano"
    assert rests_on["micro", "tiktok"] == "micro"
    assert rests_on["macro", "tiktok"] == "all"


def test_cells_of_exposures_count_their_error() -> None:
    rng = np.random.default_rng(2)
    tier = ["nano"] * 6 + ["micro"] * 4 + ["macro"] * 2
    e = rng.uniform(0.01, 0.2, len(tier))
    x = rng.normal(0, 0.4, len(tier)) + rng.normal(0, np.sqrt(e))
    rows = [
        {"measure": "exposures", "pool": "tiktok", "platform": "tiktok", "tier": t, "sample_key": f"{number}",
         "log_mean": x[number], "log_mean_error": e[number]}
        for number, t in enumerate(tier)
    ]  # fmt: skip
    with built("intermediate.int_offer_spreads", {"intermediate.int_offer_samples": rows}) as con:
        found = con.execute(
            "select creators_variance, platforms_variance from intermediate.int_offer_spreads"
        ).fetchall()
    size = np.array([tier.count(t) for t in tier])
    raw = (scatter(x, tier) - (e * (1 - 1 / size)).sum()) / 9
    assert found[0] == pytest.approx((positive(raw, np.sqrt(2 / 9) * (max(raw, 0) + e.mean())), 0), rel=1e-6)
