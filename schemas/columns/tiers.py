"""Tier schemes, their bounds, and published figures to hold tiers against."""

from schemas.values import BENCHMARK_AGGREGATIONS, DENOMINATORS, NUMERATORS, PLATFORMS
from schemas.vocabulary import count, day, rate, text, truth

TIERS = {
    "lower_quantile": rate(
        "Share of the accounts that are smaller than the tier; null where bounds are stated.", ge=0, lt=1,
    ),
    "upper_quantile": rate("Share of the accounts at which the next tier begins; null when there is none.", gt=0, le=1),
    "follower_significant_figures": count("Figures of a follower count that the platform shows; null when all.", ge=1),
    "tier_rank": count("Place of the tier among those of its scheme, the smallest first.", "", ge=1, adds_up=False),
    "other_tier_rank": count("The same of other_tier.", "", ge=1, adds_up=False),
    "niche_key": text("The niche in lower case; '' where none is known.", not_null=True),
    "valid_until": day("First day on which the rule no longer holds; null when it still does."),
    "set_platform": text("Platform that the set of rows is for; null for any.", isin=PLATFORMS),
    "set_niche": text("Niche that the set of rows is for, in lower case; null for any."),
    "set_starts_on": day("First day of the set of rows; 0001-01-01 when it always held.", not_null=True),
    "is_current": truth("Whether the rows hold on the last day on which any account was counted.", not_null=True),
    "near_lower_until": count("Up to this count followers are near the lower bound; null for a tier that begins at 0."),
    "near_upper_from": count("From this count on followers are near the upper bound; null when there is none."),
    "bounds_from": text(
        "Where the bounds come from: scheme (stated), or the quantiles of the niche or of the whole platform.",
        isin=["scheme", "niche", "platform"], not_null=True,
    ),
    "bounds_accounts": count(
        "Accounts of the niche, or of the platform, whose quantiles the bounds are.", not_null=True,
    ),
    "benchmark_metric": text("What the published figure measures.", isin=["engagement_rate"]),
    "benchmark_numerator": text(
        "What the published figure counts, as reference.engagement_components: public_engagements, engagements, or other "
        "components; null when the publication does not say.",
        isin=[*NUMERATORS, "other"],
    ),
    "benchmark_denominator": text(
        "What the published figure is over: followers, views, reach or impressions.", isin=DENOMINATORS,
    ),
    "benchmark_aggregation": text(
        "How accounts became one published figure: median, mean, ratio of sums, or not stated.",
        isin=BENCHMARK_AGGREGATIONS,
    ),
    "benchmark_lower_bound": count("Fewest followers of the accounts that the published figure is of."),
    "benchmark_upper_bound": count(
        "Followers from which the published figure no longer is; null when there is no end.", ge=1,
    ),
    "benchmark_niche": text("Niche that the published figure is of; null for any."),
    "benchmark_niche_key": text("The niche in lower case; all for every niche together, unknown where none is."),
    "benchmark_components": text(
        "What the publisher counts as engagement; compare reference.engagement_components.", not_null=True,
    ),
    "benchmark_population": text("Whose accounts the published figure is of: creators, brands or all.", not_null=True),
    "benchmark_source": text("Title of the publication."),
    "benchmark_publisher": text("Who published the figure."),
    "benchmark_year": count("Year of the publication.", "", ge=None),
    "benchmark_url": text("Where the figure was read.", not_null=True),
    "benchmark_note": text("What else the publication says of the figure, in our words.", not_null=True),
    "benchmark_definition": text(
        "Definition of the denominator in the year of the publication (reference.metric_definition_breaks); not told in a "
        "year of a break.",
    ),
    "benchmark_overlap": rate(
        "How much of the tier's and the figure's sizes are the same: common part over both together, on the logarithm "
        "of followers between 1,000 and 10 million.",
        gt=0, le=1, not_null=True,
    ),
    "comparison": text(
        "comparable; or why not: other denominator, other numerator, numerator not stated, other sizes, other definition of "
        "the denominator.",
        isin=[
            "comparable", "other denominator", "other numerator", "numerator not stated", "other sizes", "other definition",
        ],
        not_null=True,
    ),
    "is_chosen": truth("Whether tier_engagement shows this benchmark.", not_null=True),
    "followers_at_post_rounding": count("Step to which followers_at_post is rounded: 1 when exact.", ge=1),
}  # fmt: skip
