"""Contracts of steps about accounts, tiers, and the review of audiences."""

from schemas.contract import Contract


class IntFollowerCounts(Contract):
    """intermediate.int_follower_counts: one row per account and moment: its followers, as the most trusted and then
    newest source states them.
    """

    grain = "account_key observed_at"


class IntAccountStanding(Contract):
    """intermediate.int_account_standing: one row per account: whose it is and how it stands, by its latest snapshot
    and the creator's sheet.
    """

    grain = "account_key"
    not_null = "account_id"


class IntAccountTiers(Contract):
    """intermediate.int_account_tiers: one row per account and tier scheme: the account's current tier."""

    grain = "account_key scheme"
    not_null = "tier is_near_boundary"


class IntTierSets(Contract):
    """intermediate.int_tier_sets: one row per tier scheme, platform, niche and period: which set of the scheme's rows
    holds there.
    """

    grain = "scheme platform niche_key valid_from"


class IntTierBounds(Contract):
    """intermediate.int_tier_bounds: one row per tier scheme, platform, niche, period and tier: the follower counts that
    the tier holds there.
    """

    grain = "scheme platform niche_key valid_from tier"
    nullable = "valid_from"


class IntTierRanks(Contract):
    """intermediate.int_tier_ranks: one row per tier scheme and tier: its place among the scheme's tiers, the smallest
    first.
    """

    grain = "scheme tier"
    not_null = "tier_rank"


class IntBenchmarkFits(Contract):
    """intermediate.int_benchmark_fits: one row per tier scheme, platform, tier, niche and published benchmark that shares
    sizes with it: whether the two can be compared.
    """

    grain = (
        "scheme platform tier niche_key benchmark_source benchmark_publisher benchmark_year benchmark_denominator",
        "benchmark_aggregation benchmark_lower_bound benchmark_upper_bound benchmark_niche",
    )  # fmt: skip
    nullable = "benchmark_upper_bound benchmark_niche"
    means = {"niche_key": "benchmark_niche_key"}


class IntFollowerChanges(Contract):
    """intermediate.int_follower_changes: one row per account and day with a known count: the change since the known day
    before, against what is usual.
    """

    grain = "account_key day"
    not_null = "followers followers_rounding"
    rules = {"followers_rounding": {"ge": 1}}


class IntFollowerJumps(Contract):
    """intermediate.int_follower_jumps: one row per account and follower jump: whether the engagements of its posts rose
    with it.
    """

    grain = "account_key day"
    not_null = (
        "previous_day previous_followers followers growth_per_day_usual growth_beyond_usual jump_score",
        "jump_posts_before jump_posts_after",
    )  # fmt: skip
    rules = {
        "previous_followers": {"ge": 1},
        "followers": {"ge": 1},
        "changes_known": {"ge": 1},
        "growth_beyond_usual": {"gt": 0},
        "jump_score": {"gt": 0},
    }


class IntGrowthWindows(Contract):
    """intermediate.int_growth_windows: one row per deal, creator and window (30 and 90 days): the account, the window's
    last moment, the counts at its ends.
    """

    grain = "deal_id influencer_id growth_window_days"
    nullable = "platform account_key"


class IntGrowthHistories(Contract):
    """intermediate.int_growth_histories: one row per deal, creator and window with a count at its beginning: how the
    account grew before, and how evenly.
    """

    grain = "deal_id influencer_id growth_window_days"
    not_null = "history_days history_growth"


class IntAccountHabits(Contract):
    """intermediate.int_account_habits: one row per account: what its posts of the engagement window and its profile
    show, to hold against peers.
    """

    grain = "account_key"
    not_null = "public_engagement_rate_by_followers_posts"


class IntPeerComparisons(Contract):
    """intermediate.int_peer_comparisons: one row per account and review signal that looks at peers: its figure beside
    that of its peers.
    """

    grain = "account_key signal"
    not_null = "posts review_expected review_peers peer_group"
    rules = {"posts": {"ge": 1}}
    means = {"signal": "audience_signal"}
