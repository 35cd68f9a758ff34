"""Tier schemes, their bounds, and published figures to hold tiers against."""

from schemas.columns.column import Column, count

TIERS = {
    "lower_quantile": Column("Share of the accounts that are smaller than the tier; null where bounds are stated.", "0 to 1"),
    "upper_quantile": Column("Share of the accounts at which the next tier begins; null when there is none.", "0 to 1"),
    "follower_significant_figures": count("Figures of a follower count that the platform shows; null when all."),
    "tier_boundary_share": Column("How near a tier's bound counts as near, as a share of the bound.", "0 to 1"),
    "tier_quantile_min_accounts": count("Accounts that a niche needs for quantiles of its own."),
    "benchmark_min_overlap": Column("How much of a tier a published benchmark must share to be compared.", "0 to 1"),
    "niche_key": Column("The niche in lower case; '' where none is known."),
    "valid_until": Column("First day on which the rule no longer holds; null when it still does.", "date"),
    "set_platform": Column("Platform that the set of rows is for; null for any."),
    "set_niche": Column("Niche that the set of rows is for, in lower case; null for any."),
    "set_starts_on": Column("First day of the set of rows; 0001-01-01 when it always held.", "date"),
    "is_current": Column("Whether the rows hold on the last day on which any account was counted."),
    "near_lower_until": count("Up to this count followers are near the lower bound; null for a tier that begins at 0."),
    "near_upper_from": count("From this count on followers are near the upper bound; null when there is none."),
    "bounds_from": Column(
        "Where the bounds come from: scheme (stated), or the quantiles of the niche or of the whole platform."
    ),
    "bounds_accounts": count("Accounts of the niche, or of the platform, whose quantiles the bounds are."),
    "benchmark_metric": Column("What the published figure measures."),
    "benchmark_denominator": Column("What the published figure is over: followers, views, reach or impressions."),
    "benchmark_aggregation": Column("How accounts became one published figure: median, mean, ratio of sums, or not stated."),
    "benchmark_lower_bound": count("Fewest followers of the accounts that the published figure is of."),
    "benchmark_upper_bound": count("Followers from which the published figure no longer is; null when there is no end."),
    "benchmark_niche": Column("Niche that the published figure is of; null for any."),
    "benchmark_niche_key": Column("The niche in lower case; all for every niche together, unknown where none is."),
    "benchmark_components": Column("What the publisher counts as engagement; compare reference.engagement_components."),
    "benchmark_population": Column("Whose accounts the published figure is of: creators, brands or all."),
    "benchmark_source": Column("Title of the publication."),
    "benchmark_publisher": Column("Who published the figure."),
    "benchmark_year": Column("Year of the publication."),
    "benchmark_url": Column("Where the figure was read."),
    "benchmark_note": Column("What else the publication says of the figure, in our words."),
    "benchmark_overlap": Column(
        "How much of the tier's and the figure's sizes are the same: common part over both together, on the logarithm "
        "of followers between 1,000 and 10 million.", "0 to 1",
    ),
    "comparison": Column("comparable; or why not: other denominator, other sizes."),
    "is_chosen": Column("Whether tier_engagement shows this benchmark."),
    "followers_at_post_rounding": Column("Step to which followers_at_post is rounded: 1 when exact.", "count"),
}  # fmt: skip
