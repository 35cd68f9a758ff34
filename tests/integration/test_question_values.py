"""What the questions about months, growth, content and hashtags answer is worked out again from other tables, in Python."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from statistics import mean, median, stdev
from typing import Any

import duckdb
import pytest
from sample_runs import Season, rows
from scipy.stats import t
from test_questions import QUESTIONS

from pipeline.power.planning import smallest_ratio

MONTHS = "How do engagement, cost and revenue move from month to month?"
CHANGES = "Which creators engage better or worse than the month before?"
GROWTH = "Did followers come in just before a deal?"
CONTENT = "What works: format, weekday, hour, length, hashtag?"
FAIR = "Does micro return more than macro in the same campaigns?"
SEEN = "What difference between two tiers could be seen at all?"
HASHTAG = "Which posts carry a hashtag, and what became of them?"

Row = dict[str, Any]


def asked(season: Season, query: str) -> list[Row]:
    """Return the answer's rows, each by its columns' names."""
    with duckdb.connect(str(season.published), read_only=True) as connection:
        found = connection.execute(query)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_months_of_tiers_add_up_to_posts_and_to_tier_roi(season: Season) -> None:
    answer = asked(season, QUESTIONS[MONTHS])
    posts: dict[Any, list[int | None]] = defaultdict(list)
    query = "select coalesce(tier, 'unknown'), posted_at, engagements from marts.post_performance where posted_at is not null"
    for tier, posted_at, engagements in rows(season.published, query):
        posts[tier, posted_at.date().replace(day=1)].append(engagements)
    told = {(row["tier"], row["month_starts_on"]): row for row in answer}
    assert {key for key, row in told.items() if row["posts"]} == set(posts)
    for key, engagements in posts.items():
        known = [value for value in engagements if value is not None]
        assert told[key]["posts"] == len(engagements)
        assert told[key]["engagements_reported_posts"] == len(known)
        assert told[key]["engagements"] == (sum(known) if known else None)
    last = {row["tier"]: row for row in answer}
    undated = "(select coalesce(sum(cost), 0) from marts.tier_months where not is_dated)"
    returns = asked(
        season,
        f"select tier, cost, net_revenue, {undated} as undated from marts.tier_roi where platform = 'all' and campaign_id = 'all'",
    )
    assert returns and all(row["undated"] == 0 for row in returns)
    for row in returns:
        assert last[row["tier"]]["cost_so_far"] == row["cost"]
        assert last[row["tier"]]["net_revenue_so_far"] == row["net_revenue"]


def test_all_months_hold_what_the_other_marts_hold(season: Season) -> None:
    """To the cent and the unit: of all creators, and of each."""
    sums = "sum(cost), sum(clicks), sum(orders), sum(net_revenue), sum(delivered_posts), sum(delivered_engagements)"
    totals = "sum(cost), sum(clicks), sum(orders), sum(net_revenue), sum(posts), sum(engagements)"
    influencers = (
        f"select influencer_id, {totals} from marts.influencer_roi where campaign_id = 'all' group by all order by 1"
    )
    months = f"select influencer_id, {sums} from marts.creator_months where influencer_id in (select influencer_id from marts.influencer_roi) group by all order by 1"
    wanted = rows(season.published, influencers)
    assert len(wanted) > 5
    assert [[value or 0 for value in row] for row in rows(season.published, months)] == [
        [v or 0 for v in r] for r in wanted
    ]
    counts = "sum(views), sum(likes), sum(comments), sum(engagements), sum(engagements_known)"
    expected = rows(season.published, f"select count(*), {counts} from marts.post_performance")
    for mart in ("creator_months", "tier_months"):
        assert rows(season.published, f"select sum(posts), {counts} from marts.{mart}") == expected


def test_the_medians_of_two_months_are_those_of_their_posts(season: Season) -> None:
    window = "select post_key, headline_rate, headline_base from intermediate.int_window_posts where headline_rate is not null"
    in_window = {key: (rate, base) for key, rate, base in rows(season.published, window)}
    months = asked(season, "select * from intermediate.int_month_posts where headline_base is not null and is_dated")
    rates: dict[Any, list[float]] = defaultdict(list)
    known = 0
    for post in months:
        rate = post["headline_engagements"] / post["headline_base"]
        rates[post["influencer_id"], post["platform"], post["month_starts_on"], post["headline_definition"]].append(
            rate
        )
        if in_window.get(post["post_key"], (0, 0))[1] == post["headline_base"]:
            assert rate == pytest.approx(in_window[post["post_key"]][0])
            known += 1
    assert known > 100
    answer = asked(season, QUESTIONS[CHANGES])
    assert answer
    for row in answer:
        key, month = (row["influencer_id"], row["platform"]), row["month_starts_on"]
        before = month.replace(year=month.year - (month.month == 1), month=(month.month - 2) % 12 + 1)
        assert row["headline_rate_median"] == pytest.approx(median(rates[*key, month, row["headline_definition"]]))
        assert row["headline_rate_median_before"] == pytest.approx(
            median(rates[*key, before, row["headline_definition"]])
        )
        assert row["posts_with_rate"] == len(rates[*key, month, row["headline_definition"]])


def test_growth_before_a_deal_is_that_of_the_counts(season: Season) -> None:
    counts: dict[str, list[tuple[Any, int]]] = defaultdict(list)
    for account, observed_at, followers in rows(
        season.published,
        "select account_key, observed_at, followers from intermediate.int_follower_counts where not is_roster order by 2",
    ):
        counts[account].append((observed_at, followers))
    keys = asked(
        season, "select deal_id, influencer_id, growth_window_days, account_key from marts.growth_before_deals"
    )
    accounts = {(row["deal_id"], row["growth_window_days"]): row["account_key"] for row in keys}
    answer = asked(season, QUESTIONS[GROWTH])
    assert len(answer) == len(keys)
    seen = [row for row in answer if row["followers_change_rate"] is not None]
    assert seen
    for row in seen:
        known = [
            (at, n)
            for at, n in counts[accounts[row["deal_id"], row["growth_window_days"]]]
            if at <= row["growth_until_at"]
        ]
        before = [
            n for at, n in known if (row["growth_until_at"] - at).total_seconds() >= row["growth_window_days"] * 86400
        ]
        assert (row["followers"], row["previous_followers"]) == (known[-1][1], before[-1])
        assert row["followers_change_rate"] == pytest.approx(known[-1][1] / before[-1] - 1)
    assert all((row["growth_finding"] == "cannot assess") == (row["growth_unseen"] is not None) for row in answer)


def test_effects_are_the_creators_own_differences(season: Season) -> None:
    logs = {
        (p, k): (i, rate)
        for p, k, i, rate in rows(
            season.published,
            "select platform, post_key, influencer_id, log_rate from intermediate.int_lift_posts where log_rate is not null and not is_boosted",
        )
    }
    values = rows(
        season.published,
        "select platform, post_key, content_dimension, content_value from intermediate.int_content_values",
    )
    answer = asked(season, QUESTIONS[CONTENT])
    assert {row["content_dimension"] for row in answer} >= {"format", "weekday", "duration", "hashtag"}
    for row in answer:
        has: dict[str, set[str]] = defaultdict(set)
        every: dict[str, set[str]] = defaultdict(set)
        for platform, post, dimension, value in values:
            if (platform, dimension) == (row["platform"], row["content_dimension"]):
                creator = logs[platform, post][0]
                every[creator].add(post)
                if value == row["content_value"]:
                    has[creator].add(post)
        differences = [
            mean(logs[row["platform"], post][1] for post in has[creator])
            - mean(logs[row["platform"], post][1] for post in every[creator] - has[creator])
            for creator in has
            if every[creator] - has[creator]
        ]
        assert row["creators"] == len(differences) >= 5
        reach = t.ppf(0.975, len(differences) - 1) * stdev(differences) / math.sqrt(len(differences))
        assert math.log(row["content_effect_ratio"]) == pytest.approx(mean(differences), abs=1e-5)
        assert math.log(row["content_effect_ratio_high"]) == pytest.approx(mean(differences) + reach, abs=1e-4)


def test_posts_with_a_hashtag_are_those_whose_caption_has_it(season: Season) -> None:
    def tags(caption: str) -> set[str]:
        words = re.sub(r"(?i)(https?://|www\.)\S+", " ", unicodedata.normalize("NFC", caption))
        return {tag.lower() for tag in re.findall(r"(?<![\w/&=@])#\w+", words) if not tag[1:].isdigit()}

    captions = asked(
        season, "select platform, post_key, caption, hashtags from marts.post_performance where caption is not null"
    )
    assert len(captions) > 100
    assert all(set(row["hashtags"].split()) == tags(row["caption"]) for row in captions)
    expected = sum("#ad" in tags(row["caption"]) for row in captions)
    assert len(asked(season, QUESTIONS[HASHTAG])) == expected > 0


def test_the_fair_ratio_is_that_of_the_deals_within_campaigns_and_platforms(season: Season) -> None:
    """Mantel and Haenszel's ratio, its share of the cost and both probabilities, worked out from the deals' rows again."""
    answer = {row["tier"]: row for row in asked(season, QUESTIONS[FAIR]) if row["measure"] == "return_on_ad_spend"}
    assert set(answer) == {"micro", "macro"}
    found = rows(
        season.published,
        """
        select campaign_id, platform, tier, sum(cost) filter (where deals = 0 or cost is not null),
            coalesce(sum(net_revenue) filter (where deals = 0 or cost is not null), 0),
            bool_or(campaign_id in (select campaign_id from intermediate.int_returns where net_revenue is not null))
        from intermediate.int_returns
        where campaign_id <> 'unassigned' and tier in ('micro', 'macro')
        group by all
        """,
    )
    cells: dict[Any, dict[str, tuple[float, float]]] = defaultdict(dict)
    for campaign, platform, tier, cost, net, is_tracked in found:
        if is_tracked and cost:
            cells[campaign, platform][tier] = (float(cost), float(net))
    pairs = [(cell["micro"], cell["macro"]) for cell in cells.values() if len(cell) == 2]
    compared = sum(one[0] + other[0] for one, other in pairs)
    assert float(answer["micro"]["compared_cost"]) == pytest.approx(compared, abs=0.01)
    assert answer["micro"]["compared_cost_share"] == pytest.approx(compared / float(answer["micro"]["cost_of_both"]))
    above = sum(one[1] * other[0] / (one[0] + other[0]) for one, other in pairs)
    below = sum(other[1] * one[0] / (one[0] + other[0]) for one, other in pairs)
    if above and below:
        assert answer["micro"]["fair_ratio"] == pytest.approx(above / below, rel=1e-6)
        assert answer["macro"]["fair_ratio"] == pytest.approx(below / above, rel=1e-6)
    both = [answer[tier]["fair_probability_beats"] for tier in ("micro", "macro")]
    assert both == [None, None] or 0 < sum(both) < 1


def test_what_could_be_seen_is_told_of_each_pair_alike_in_both_directions(season: Season) -> None:
    answer = {(row["tier"], row["other_tier"]): row for row in asked(season, QUESTIONS[SEEN])}
    assert answer
    for (tier, other), row in answer.items():
        back = answer[other, tier]
        for name in ("smallest_ratio_shown", "deals_each_to_tell_2", "deals_each_to_tell_1_5"):
            assert row[name] == (back[name] if isinstance(back[name], int) else pytest.approx(back[name]))
        if row["deals_each_to_tell_2"] is not None:
            assert row["deals_each_to_tell_1_5"] > row["deals_each_to_tell_2"]
            assert row["deals_lacking_to_tell_2"] == max(row["deals_each_to_tell_2"] - row["fair_deals"], 0)
    known = rows(
        season.published,
        "select tier, other_tier, log_ratio_variance, log_ratio_degrees from intermediate.int_fair_ratios"
        " where measure = 'return_on_ad_spend' and platform = 'all' and campaign_id = 'all' and fair_probability_beats is not null",
    )
    for tier, other, variance, degrees in known:
        shown = smallest_ratio(variance, degrees)
        told = answer[tier, other]["smallest_ratio_shown"]
        assert told == pytest.approx(shown, rel=1e-6) if shown <= 1000 else told is None
