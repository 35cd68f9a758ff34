"""Contracts of steps to how sure a rate is: samples, cells and estimates of rates, tiers' medians, slopes and breakpoints."""

from schemas.contract import Contract


class IntCreatorTiers(Contract):
    """intermediate.int_creator_tiers: one row per influencer, platform and tier scheme: the largest account's tier."""

    grain = "influencer_id platform scheme"
    not_null = "tier followers"


class IntRateSamples(Contract):
    """intermediate.int_rate_samples: one row per influencer and platform with a known headline rate: mean and variance
    of the logs of its posts' rates.
    """

    grain = "influencer_id platform"
    nullable = "scheme"
    rules = {"posts_with_rate": {"ge": 1}, "degrees_of_freedom": {"ge": 0}}


class IntRatePeers(Contract):
    """intermediate.int_rate_peers: one row per creator and cell in which it can be pooled: the sample that it lends."""

    grain = "platform tier niche influencer_id"
    not_null = "log_rate_variance"
    rules = {"posts_kept": {"ge": 2}, "degrees_of_freedom": {"ge": 1}}


class IntRateVariances(Contract):
    """intermediate.int_rate_variances: one row per cell of creators: the variance of posts within a creator, and how
    alike creators are in it.
    """

    grain = "platform tier niche"
    rules = {"creators": {"ge": 8}}


class IntRateCells(Contract):
    """intermediate.int_rate_cells: one row per cell of creators: what their log rates have in common."""

    grain = "platform tier niche"
    rules = {"creators": {"ge": 8}}


class IntRateEstimates(Contract):
    """intermediate.int_rate_estimates: one row per influencer and platform with a known headline rate: the rate
    estimated with its peers, and 95 % bounds.
    """

    grain = "influencer_id platform"
    not_null = "headline_rate_pooled_estimate posts_effective estimate_cell own_weight"


class IntTierCreators(Contract):
    """intermediate.int_tier_creators: one row per tier scheme, platform, tier, niche and creator: what the creator's
    posts of that tier add up to.
    """

    grain = "scheme platform tier niche influencer_id"
    not_null = "posts"
    rules = {"posts": {"ge": 1}}


class IntTierRates(Contract):
    """intermediate.int_tier_rates: one row per tier scheme, platform, tier and niche, and one over all niches ('all'):
    the rates of a tier's creators.
    """

    grain = "scheme platform tier niche"
    not_null = "posts"
    rules = {"creators": {"ge": 1}}


class IntTierIntervals(Contract):
    """intermediate.int_tier_intervals: one row per tier scheme, platform, tier, niche (and 'all') and measure: the
    tier's median creator, and 95 % bounds.
    """

    grain = "scheme platform tier niche measure"
    rules = {"creators": {"ge": 1}}


class IntAccountRates(Contract):
    """intermediate.int_account_rates: one row per platform, measure and account: the means of the logs of its rates
    and of its followers at posting.
    """

    grain = "platform measure account_key"
    not_null = "posts"
    rules = {"posts": {"ge": 1}}


class IntRateSlopes(Contract):
    """intermediate.int_rate_slopes: one row per platform and measure: the slope of log rate on log followers over
    accounts.
    """

    grain = "platform measure"
    not_null = "posts"
    rules = {"posts": {"ge": 1}}


class IntBreakpointFits(Contract):
    """intermediate.int_breakpoint_fits: one row per platform, measure and candidate breakpoint
    (reference.breakpoints): what happens there.
    """

    grain = "platform measure breakpoint"
    rules = {"accounts": {"ge": 10}}


class IntBreakpointIntervals(Contract):
    """intermediate.int_breakpoint_intervals: one row per platform, measure and breakpoint: its change and step with
    95 % bounds, for itself and for a search.
    """

    grain = "platform measure breakpoint"
