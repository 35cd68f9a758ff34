"""Contracts of steps to how sure a rate is: samples, cells and estimates of rates, tiers' medians, slopes and breakpoints."""

from schemas.contract import Contract


class IntCreatorTiers(Contract):
    """intermediate.int_creator_tiers: one row per influencer, platform and tier scheme: the largest account's tier."""

    grain = "influencer_id platform scheme"
    not_null = "tier followers"


class IntRateLogs(Contract):
    """intermediate.int_rate_logs: one row per post in its creator's window with a known headline rate: its log."""

    grain = "influencer_id platform post_key"
    not_null = "engagements"


class IntRateSamples(Contract):
    """intermediate.int_rate_samples: one row per influencer and platform with a known headline rate: mean and variance
    of the logs of its posts' rates.
    """

    grain = "influencer_id platform"
    nullable = "scheme"
    rules = {"posts_with_rate": {"ge": 1}, "degrees_of_freedom": {"ge": 0}}


class IntRateScatter(Contract):
    """intermediate.int_rate_scatter: one row per influencer and platform with posts with engagements: how these
    scatter, and how each goes with the next.
    """

    grain = "influencer_id platform"
    rules = {"degrees_of_freedom": {"ge": 0}}


class IntRateMembers(Contract):
    """intermediate.int_rate_members: one row per creator and cell that it is in: its sample."""

    grain = "platform tier niche influencer_id"
    rules = {"degrees_of_freedom": {"ge": 0}}


class IntRateNeighbours(Contract):
    """intermediate.int_rate_neighbours: one row per cell of creators: the correlation of neighbouring posts."""

    grain = "platform tier niche"


class IntRatePeers(Contract):
    """intermediate.int_rate_peers: one row per creator and cell that it is in: its sample, widened for how much its
    neighbouring posts resemble each other.
    """

    grain = "platform tier niche influencer_id"
    rules = {"degrees_of_freedom": {"ge": 0}}


class IntRateVariances(Contract):
    """intermediate.int_rate_variances: one row per cell of creators: the variance of posts within a creator, and how
    alike creators are in it.
    """

    grain = "platform tier niche"
    rules = {"creators": {"ge": 8}}


class IntRateShapes(Contract):
    """intermediate.int_rate_shapes: one row per cell of creators and fortieth up to the half: where that part of a
    creator's posts lies about its mean.
    """

    grain = "platform tier niche fortieth"


class IntRateZeros(Contract):
    """intermediate.int_rate_zeros: one row per cell of creators: the share of posts without any engagement, and how
    alike creators are in it.
    """

    grain = "platform tier niche"


class IntRateCells(Contract):
    """intermediate.int_rate_cells: one row per cell of creators: what their log rates have in common."""

    grain = "platform tier niche"
    not_null = "log_rate_mean"
    rules = {"creators": {"ge": 8}}


class IntRateNearest(Contract):
    """intermediate.int_rate_nearest: one row per influencer and platform with a known headline rate: its sample, in the
    nearest cell from which it can borrow.
    """

    grain = "influencer_id platform"
    nullable = "zero_share_of_cell zero_share_of_cell_variance zero_likeness_posts"
    not_null = "estimate_cell"
    means = {"creators": "estimate_cell_creators"}
    rules = {"degrees_of_freedom": {"ge": 0}}


class IntRateMiddles(Contract):
    """intermediate.int_rate_middles: one row per influencer and platform with a known headline rate: where the middle
    of all its posts lies in those with engagements.
    """

    grain = "influencer_id platform"


class IntRateCentres(Contract):
    """intermediate.int_rate_centres: one row per influencer and platform with a known headline rate: the log of its
    median rate as estimated, and the error of that.
    """

    grain = "influencer_id platform"
    not_null = "own_weight"


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


class IntTierRates(Contract):
    """intermediate.int_tier_rates: one row per tier scheme, platform, tier and niche, and one over all niches ('all'):
    the rates of a tier's creators.
    """

    grain = "scheme platform tier niche"
    not_null = "posts"


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


class IntAccountCurves(Contract):
    """intermediate.int_account_curves: one row per platform, measure and account: its size as a smooth curve has it, and
    what a cubic leaves of its rate.
    """

    grain = "platform measure account_key"
    rules = {"accounts": {"ge": 10}}


class IntBreakpointCurves(Contract):
    """intermediate.int_breakpoint_curves: one row per platform, measure and breakpoint of int_breakpoint_fits: what a
    step there has over smooth curves.
    """

    grain = "platform measure breakpoint"


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
