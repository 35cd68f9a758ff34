"""Contracts of steps about posts, their observations, and sponsored ones."""

from schemas.contract import Contract


class IntPostFollowers(Contract):
    """intermediate.int_post_followers: one row per post: the followers its account had when it was published, and how
    that is known.
    """

    grain = "platform post_key"


class IntPostTiers(Contract):
    """intermediate.int_post_tiers: one row per post and tier scheme: the tier of the followers the account had when it
    posted.
    """

    grain = "platform post_key scheme"
    not_null = "tier is_near_boundary"


class IntLatestPostMetrics(Contract):
    """intermediate.int_latest_post_metrics: one row per post: the latest observation that speaks for it, whole, with
    its engagements.
    """

    grain = "platform post_key"


class IntWindowPosts(Contract):
    """intermediate.int_window_posts: one row per post in its creator's engagement window on a platform, with the
    platform's headline rate.
    """

    grain = "platform post_key"


class IntWindowRates(Contract):
    """intermediate.int_window_rates: one row per influencer and platform: the median rate of the window's posts over each
    denominator, and how many have it.
    """

    grain = "influencer_id platform"


class IntDeliveredPosts(Contract):
    """intermediate.int_delivered_posts: one row per post that was delivered for a deal."""

    grain = "platform post_key"


class IntChosenObservations(Contract):
    """intermediate.int_chosen_observations: one row per post and age (24h, 7d, 30d, latest): the moment of the
    observation that speaks for it.
    """

    grain = "platform post_key age"


class IntPostCounts(Contract):
    """intermediate.int_post_counts: one row per post and age (24h, 7d, 30d, latest): the observation that speaks for
    it, whole, with its engagements.
    """

    grain = "platform post_key age"


class IntPostMetricsAtAges(Contract):
    """intermediate.int_post_metrics_at_ages: one row per post with an observation near one of the fixed ages: its
    counts at 24 hours, 7 days and 30 days.
    """

    grain = "platform post_key"


class IntPostCorrections(Contract):
    """intermediate.int_post_corrections: one row per post of which a count fell from one observation to a later one of
    the same source.
    """

    grain = "platform post_key"
    not_null = "counts_corrected count_corrected_at"


class IntPostHeadlines(Contract):
    """intermediate.int_post_headlines: one row per post: what its platform's headline rate counts, over what, and under
    which definition.
    """

    grain = "platform post_key"
    nullable = "continued_side"


class IntLiftCandidates(Contract):
    """intermediate.int_lift_candidates: one row per post that is old enough to compare, in its creator's comparison
    period on a platform: paid for or not, and under which definitions it is counted.
    """

    grain = "platform post_key"
    not_null = "format posted_at is_boosted"
    nullable = "continued_side"


class IntLiftPosts(Contract):
    """intermediate.int_lift_posts: one row per post of int_lift_candidates, with the rate by which sponsored and organic
    posts of its creator are compared.
    """

    grain = "platform post_key"
    not_null = "format posted_at is_boosted"


class IntLiftMonths(Contract):
    """intermediate.int_lift_months: one row per creator, platform, format ('all' over formats) and calendar month (UTC)
    with sponsored and organic posts.
    """

    grain = "influencer_id platform format posted_month"
    not_null = "log_lift"


class IntLiftCreators(Contract):
    """intermediate.int_lift_creators: one row per creator, platform and format, and one over all formats ('all'):
    sponsored posts against organic ones.
    """

    grain = "influencer_id platform format"
    not_null = "first_posted_at last_posted_at posts"


class IntLiftTiers(Contract):
    """intermediate.int_lift_tiers: one row per tier scheme, tier ('all'), platform and format: sponsored posts of its
    creators against organic ones.
    """

    grain = "scheme tier platform format"
    not_null = "first_posted_at last_posted_at posts log_lift"
